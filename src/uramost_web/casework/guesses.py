"""How often somebody was wrong about a secret: counted in the database, so that every process counts the same."""

import hashlib
import hmac
import ipaddress
from datetime import datetime
from typing import Final

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.db import IntegrityError, models, transaction
from django.db.models import F
from django.http import HttpRequest

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
    """Of the visitor, behind the proxies that URAMOST_PROXIES trusts; of an IPv6 address the network, as it is cheap
    to change within."""
    try:
        found = get_adapter().get_client_ip(request)
        network = ipaddress.ip_network(f"{found}/{64 if ':' in found else 32}", strict=False)
    except (PermissionDenied, ImproperlyConfigured, ValueError):  # a socket without addresses: all count as one
        network = request.META.get("REMOTE_ADDR", "")
    return hmac.new(settings.SECRET_KEY.encode(), f"guesses:{network}".encode(), hashlib.sha256).hexdigest()
