from django.urls import include, path

from uramost_web.casework.api import views

app_name = "api"
urlpatterns = [
    path("api/", views.door, name="page"),
    path("api/openapi.json", views.openapi, name="openapi"),
    path("", include("uramost_web.casework.georeport.urls")),
]
