"""Certificates: who took part in what, as it is printed, and the code by which anybody checks it."""

import base64
import secrets
from typing import Final

from django.conf import settings
from django.db import models
from django.db.models import Q

from uramost_web.directory.models import Person

BYTES: Final = 12
"""Of chance in a code: 96 bits. Of a million codes nobody meets one in the age of the earth, guessing day and night."""
GROUP: Final = 4
"""Letters that stand together on paper."""
LENGTH: Final = 20


def new_code() -> str:
    """Twenty small letters and digits that nobody confuses on paper."""
    return base64.b32encode(secrets.token_bytes(BYTES)).decode().rstrip("=").lower().translate(_CLEAR)


_CLEAR: Final = str.maketrans("lo", "89")
"""Base 32 has a–z and 2–7; `l` and `o` are too like 1 and 0."""


def tidy(typed: str) -> str:
    """A code as it is stored, whatever stands between its letters."""
    return "".join(letter for letter in typed[:100].lower() if letter.isascii() and letter.isalnum())


class Certificate(models.Model):
    """What stands on it does not change with the event or the person; a wrong one is revoked and given anew."""

    event = models.ForeignKey("events.Event", models.PROTECT, related_name="certificates")
    person = models.ForeignKey(Person, models.PROTECT, related_name="certificates")
    code = models.CharField(max_length=LENGTH, unique=True, editable=False)
    name = models.CharField(max_length=200)
    titles = models.JSONField(help_text="of the event, by tag")
    sessions = models.PositiveSmallIntegerField(help_text="that they came to")
    of = models.PositiveSmallIntegerField(help_text="sessions that there were")
    minutes = models.PositiveIntegerField(help_text="of the sessions that they came to")
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    given_at = models.DateTimeField()
    revoked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                name="one_certificate_that_counts", fields=("event", "person"), condition=Q(revoked_at=None)
            ),
            models.CheckConstraint(
                name="came_to_some_of_all", condition=Q(sessions__gte=1, sessions__lte=models.F("of"))
            ),
        )

    def __str__(self) -> str:
        return f"{self.event_id}: {self.pk}"

    def printed_code(self) -> str:
        """As people read it: ABCD-EFGH-…"""
        return "-".join(self.code[start : start + GROUP] for start in range(0, len(self.code), GROUP)).upper()
