"""How often has one address done something lately? Counted in the database, for all processes together.

One statement counts and says whether it was allowed, so that of two at the very same moment none goes uncounted.
"""

import ipaddress
from datetime import datetime
from typing import Final

from allauth.account.adapter import get_adapter
from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.db import connection
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from uramost_web.accounts.models import Attempts

HOUR: Final = 3600
COUNT: Final = """
INSERT INTO casework_attempts AS a (key, times, until) VALUES (%(key)s, 1, %(until)s)
ON CONFLICT (key) DO UPDATE SET
  times = CASE WHEN a.until <= %(now)s THEN 1 ELSE a.times + 1 END,
  until = CASE WHEN a.until <= %(now)s THEN excluded.until ELSE a.until END
WHERE a.until <= %(now)s OR a.times < %(most)s
RETURNING times
"""
"""No row comes back where it has been often enough: Django has no word for an update that depends on the conflict."""


def address_of(request: HttpRequest) -> str:
    """Of the visitor, behind the proxies that URAMOST_PROXIES trusts; of IPv6 the network, which one customer has."""
    try:
        found = get_adapter().get_client_ip(request)
        return str(ipaddress.ip_network(f"{found}/{64 if ':' in found else 32}", strict=False))
    except (PermissionDenied, ImproperlyConfigured, ValueError):  # a socket without addresses: all count as one
        return str(request.META.get("REMOTE_ADDR", ""))


def one_more(request: HttpRequest, what: str, *, most: int, window: int, at: datetime) -> bool:
    """Whether this address has done it fewer than `most` times; if so, once more is counted.

    The window, in seconds, begins with the first time.
    """
    return counted(what, address_of(request), most=most, window=window, at=at)


def used_up(request: HttpRequest, what: str, *, most: int, at: datetime) -> bool:
    """Whether this address has done it `most` times; nothing is counted."""
    key = _key(what, address_of(request))
    return Attempts.objects.filter(key=key, times__gte=most, until__gt=_seconds(at)).exists()


def counted(what: str, whose: str, *, most: int, window: int, at: datetime) -> bool:
    """As `one_more`, of anybody who can be named. One query, and with the first of a window what is over is deleted."""
    if most < 1:
        return False
    now = _seconds(at)
    values: dict[str, str | int] = {"key": _key(what, whose), "now": now, "until": now + window, "most": most}
    with connection.cursor() as cursor:
        cursor.execute(COUNT, values)
        times = [row[0] for row in cursor.fetchall()]
    if times == [1]:
        Attempts.objects.filter(until__lte=now).delete()
    return bool(times)


def _seconds(at: datetime) -> int:
    return int(at.timestamp())


def _key(what: str, whose: str) -> str:
    return salted_hmac(f"{__name__}.{what}", whose, algorithm="sha256").hexdigest()
