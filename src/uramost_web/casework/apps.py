from django.apps import AppConfig


class CaseworkConfig(AppConfig):
    name = "uramost_web.casework"
    verbose_name = "Casework"

    def ready(self) -> None:
        from uramost_web.casework import redacting  # noqa: PLC0415 - when Django's loggers are there

        redacting.install()
