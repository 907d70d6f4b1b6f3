"""The second step at login."""

from typing import Final

from allauth.mfa.models import Authenticator

from uramost_web.accounts.models import User
from uramost_web.question import Question

KINDS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
"""Recovery codes alone do not count: they stand in for one of these when it is lost."""


def has_second_factor(user: User) -> bool:
    """Whether this person set up an authenticator app or a passkey."""
    return bool(_STEPS.about(user.pk))


_STEPS: Final = Question(
    lambda user: Authenticator.objects.filter(user=user, type__in=KINDS).order_by().values_list("pk")[:1], tuple
)
