from django.urls import path

from uramost_web.directory.views import public

app_name = "organisations"
urlpatterns = [
    path("organisations/", public.organisations, name="list"),
    path("organisations/<int:number>/", public.organisation, name="organisation"),
]
