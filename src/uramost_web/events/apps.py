from django.apps import AppConfig


class EventsConfig(AppConfig):
    name = "uramost_web.events"
    verbose_name = "Events"
