"""How often somebody was wrong about a secret: counted in the database, so that every process counts the same."""

import hashlib
import hmac
from datetime import datetime
from typing import Final

from django.conf import settings
from django.db import IntegrityError, models, transaction
from django.db.models import F
from django.http import HttpRequest

from uramost_web.casework.attempts import address_of

MOST: Final = 30
"""Wrong secrets from one address in `WINDOW`; more are turned away without being looked at."""
WINDOW: Final = 900
"""Seconds. Windows follow one another and do not slide."""


class Guesses(models.Model):
    """Wrong guesses from one address in one window. The address is kept as a keyed digest, until the next window."""

    address = models.CharField(max_length=64)
    window = models.PositiveBigIntegerField(help_text="seconds since 1970, divided by WINDOW")
    wrong = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = (models.UniqueConstraint(name="an_address_once_a_window", fields=("address", "window")),)

    def __str__(self) -> str:
        return f"{self.address[:8]} {self.window}: {self.wrong}"


def too_many(request: HttpRequest, at: datetime) -> bool:
    """Whether this address was wrong too often, so that nothing it asks is looked at."""
    return Guesses.objects.filter(address=_address(request), window=_window(at), wrong__gte=MOST).exists()


def was_wrong(request: HttpRequest, at: datetime) -> None:
    """Count one more: in one statement, so that of two at once none is lost. Older windows are forgotten."""
    here, now = _address(request), _window(at)
    row = Guesses.objects.filter(address=here, window=now)
    if row.update(wrong=F("wrong") + 1):
        return
    try:
        with transaction.atomic():
            Guesses.objects.create(address=here, window=now, wrong=1)
    except IntegrityError:  # another process counted the first one at the same moment
        row.update(wrong=F("wrong") + 1)
    Guesses.objects.filter(window__lt=now).delete()


def _window(at: datetime) -> int:
    return int(at.timestamp()) // WINDOW


def _address(request: HttpRequest) -> str:
    return hmac.new(settings.SECRET_KEY.encode(), f"guesses:{address_of(request)}".encode(), hashlib.sha256).hexdigest()
