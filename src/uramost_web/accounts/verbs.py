"""Which acts the audit log knows: code → the sentence shown. Each app has such a table in its own `verbs.py`."""

from collections.abc import Mapping
from functools import cache
from importlib import import_module

from django.apps import apps
from django.utils.functional import Promise
from django.utils.module_loading import module_has_submodule
from django.utils.translation import gettext_lazy as _

VERBS: Mapping[str, str | Promise] = {
    "account.created": _("made an account"),
    "account.signed_up": _("signed up"),
    "account.logged_in": _("logged in"),
    "account.login_failed": _("could not log in"),
    "account.logged_out": _("logged out"),
    "account.password_changed": _("changed the password"),
    "account.password_reset": _("set a new password by e-mail"),
    "account.email_confirmed": _("confirmed an e-mail address"),
    "account.email_changed": _("changed the e-mail address"),
    "account.email_added": _("added an e-mail address"),
    "account.email_removed": _("removed an e-mail address"),
    "account.totp_added": _("set up an authenticator app"),
    "account.totp_removed": _("removed an authenticator app"),
    "account.totp_renewed": _("renewed an authenticator app"),
    "account.totp_failed": _("gave a wrong code at the second step"),
    "account.webauthn_added": _("added a passkey or security key"),
    "account.webauthn_removed": _("removed a passkey or security key"),
    "account.webauthn_renewed": _("renewed a passkey or security key"),
    "account.webauthn_failed": _("failed at the second step with a security key"),
    "account.recovery_codes_added": _("received recovery codes"),
    "account.recovery_codes_removed": _("removed the recovery codes"),
    "account.recovery_codes_renewed": _("made new recovery codes"),
    "account.recovery_codes_failed": _("gave a wrong recovery code"),
    "account.second_step_taken_off": _("took the second step off an account"),
    "account.edited": _("edited an account"),
}


@cache
def verbs() -> Mapping[str, str | Promise]:
    """Every app's verbs together; raises ValueError where two apps use the same code."""
    found: dict[str, str | Promise] = {}
    for app in apps.get_app_configs():
        if app.module is None or not module_has_submodule(app.module, "verbs"):
            continue
        table = getattr(import_module(f"{app.name}.verbs"), "VERBS", {})
        if twice := found.keys() & table.keys():
            raise ValueError(f"{app.name}.verbs repeats {sorted(twice)}.")
        found |= table
    return found
