from django.apps import AppConfig


class CaseworkConfig(AppConfig):
    name = "uramost_web.casework"
    verbose_name = "Casework"
