from django.apps import AppConfig


class DirectoryConfig(AppConfig):
    name = "uramost_web.directory"
    verbose_name = "Directory"
