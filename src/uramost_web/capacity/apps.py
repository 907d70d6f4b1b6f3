from django.apps import AppConfig


class CapacityConfig(AppConfig):
    name = "uramost_web.capacity"
    verbose_name = "Capacity"
