from django.apps import AppConfig


class TranslationConfig(AppConfig):
    name = "uramost_web.translation"
    verbose_name = "Translation"
