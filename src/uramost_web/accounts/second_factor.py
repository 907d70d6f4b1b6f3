"""The second step at login."""

from typing import Any, Final

from allauth.mfa.models import Authenticator

from uramost_web.accounts.models import User
from uramost_web.question import Question

KINDS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
"""Recovery codes alone do not count: they stand in for one of these when it is lost."""


def has_second_factor(user: User) -> bool:
    """Whether this person set up an authenticator app or a passkey."""
    return bool(_STEPS.about(user.pk))


def steps_of(user: Any) -> Any:
    """A QuerySet of the steps that somebody set up; `user` is a key, or where it stands in a larger question."""
    return Authenticator.objects.filter(user=user, type__in=KINDS).order_by()


_STEPS: Final = Question(lambda user: steps_of(user).values_list("pk")[:1], tuple)
