"""What Django and allauth report about logins and second steps, written into the audit log.

The house has no signals between its own parts. These are the exception: the acts happen inside packages of others,
which tell of them in no other way. Some are told only after the act has been committed, so an entry here is the one
kind that a crash in between can lose.
"""

from typing import Any

from allauth.account import signals as account
from allauth.account.models import EmailAddress
from allauth.mfa import signals as second_step
from allauth.mfa.models import Authenticator
from django.contrib.auth import signals as auth
from django.dispatch import Signal
from django.utils import timezone
from django.utils.crypto import salted_hmac

from uramost_web.accounts import audit
from uramost_web.accounts.models import User

BY_THE_PERSON: tuple[tuple[Signal, str], ...] = (
    (account.user_signed_up, "account.signed_up"),
    (account.user_logged_in, "account.logged_in"),
    (auth.user_logged_out, "account.logged_out"),
    (account.password_changed, "account.password_changed"),
    (account.password_set, "account.password_changed"),
    (account.password_reset, "account.password_reset"),
    (account.email_added, "account.email_added"),
    (account.email_changed, "account.email_changed"),
    (account.email_removed, "account.email_removed"),
)
"""Signals whose `user` did it to their own account."""

SECOND_STEP: tuple[tuple[Signal, str], ...] = (
    (second_step.authenticator_added, "added"),
    (second_step.authenticator_removed, "removed"),
    (second_step.authenticator_reset, "renewed"),
    (second_step.authentication_failed, "failed"),
)
"""Signals about an `authenticator` → the end of the verb: account.totp_added, account.recovery_codes_renewed, …"""


def listen() -> None:
    """Connect every receiver once; called when the app is ready."""
    for signal, verb in BY_THE_PERSON:
        signal.connect(_own_act(verb), weak=False, dispatch_uid=f"audit:{verb}:{id(signal)}")
    for signal, what in SECOND_STEP:
        signal.connect(_second_step(what), weak=False, dispatch_uid=f"audit:second_step:{what}")
    account.email_confirmed.connect(_email_confirmed, dispatch_uid="audit:email_confirmed")
    auth.user_login_failed.connect(_login_failed, dispatch_uid="audit:login_failed")


def email_mark(email: str) -> str:
    """An address as the log knows it: the same address has the same mark, but the mark does not give the address away.

    Keyed with the secret of this site, because a plain hash of an address can be guessed by trying addresses.
    """
    return salted_hmac("uramost.accounts.email", email.strip().lower(), algorithm="sha256").hexdigest()[:16]


def _own_act(verb: str) -> Any:
    def receiver(user: User | None = None, **_kwargs: Any) -> None:
        if user is not None:
            audit.record(verb, subject=user, by=user, at=timezone.now())

    return receiver


def _second_step(what: str) -> Any:
    def receiver(user: User, authenticator: Authenticator, **_kwargs: Any) -> None:
        verb = f"account.{Authenticator.Type(authenticator.type).name.lower()}_{what}"
        audit.record(verb, subject=user, by=user, at=timezone.now())

    return receiver


def _email_confirmed(email_address: EmailAddress, **_kwargs: Any) -> None:
    person = email_address.user
    mark = email_mark(email_address.email)
    audit.record("account.email_confirmed", subject=person, by=person, at=timezone.now(), email=mark)


def _login_failed(credentials: dict[str, Any], **_kwargs: Any) -> None:
    """Nobody is the actor: whoever tried has not shown who they are. The password is not in `credentials`."""
    email = str(credentials.get("email") or credentials.get("username") or "")
    audit.record("account.login_failed", subject=None, by=None, at=timezone.now(), email=email_mark(email))
