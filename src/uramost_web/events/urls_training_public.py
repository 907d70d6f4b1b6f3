"""What anybody may ask about trainings: whether a certificate is genuine."""

from django.urls import path

from uramost_web.events.views import verifying

app_name = "certificates"
urlpatterns = [
    path("certificates/", verifying.check, name="check"),
]
