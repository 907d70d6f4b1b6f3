from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "uramost_web.notices"
    verbose_name = "Notices"
