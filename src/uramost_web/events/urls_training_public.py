"""What anybody may ask about trainings, and what somebody who registered answers through their own link."""

from django.urls import path

from uramost_web.events.views import learning, photographs, verifying

app_name = "certificates"
urlpatterns = [
    path("certificates/", verifying.check, name="check"),
    path("registrations/<int:number>/<str:given>/test/", learning.test, name="test"),
    path("registrations/<int:number>/<str:given>/evaluate/", learning.evaluate, name="evaluate"),
    path("registrations/<int:number>/<str:given>/certificate.pdf", learning.certificate, name="mine"),
    path("registrations/<int:number>/<str:given>/photos/", photographs.mine, name="my_photographs"),
    path("events/<int:number>/photos/", photographs.photographs, name="photographs"),
    path("events/<int:number>/photos/<uuid:key>.jpg", photographs.photograph, name="photograph"),
]
