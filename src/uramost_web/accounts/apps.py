from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "uramost_web.accounts"
    verbose_name = _("Accounts")

    def ready(self) -> None:
        from uramost_web.accounts import deployment, events  # noqa: F401, PLC0415 – they need what is loaded only now

        events.listen()
