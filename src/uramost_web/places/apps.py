from django.apps import AppConfig


class PlacesConfig(AppConfig):
    name = "uramost_web.places"
    verbose_name = "Places"
