from django.urls import path

from uramost_web.places import views

app_name = "places"
urlpatterns = [
    path("audit/", views.audit_log, name="audit"),
    path("people/<slug:slug>/", views.people, name="people"),
]
