from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "uramost_web.portal"
    verbose_name = "Portal"
