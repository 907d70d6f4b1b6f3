"""How often has one address done something lately? Counted in the database, for all processes together.

Two at the very same moment may count as one: this holds floods back and is no lock.
"""

from time import time

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.http import HttpRequest


def address_of(request: HttpRequest) -> str:
    """The visitor's address, behind as many proxies as are trusted; of IPv6 the network, which one customer has."""
    address = str(get_adapter().get_client_ip(request))
    return ":".join(address.split(":")[:4]) if address.count(":") > 1 else address


def lately(request: HttpRequest, what: str) -> int:
    """How often, in the window that the first time began."""
    times, until = cache.get(_key(request, what), (0, 0.0))
    return int(times) if until > time() else 0


def count(request: HttpRequest, what: str, *, window: int) -> None:
    """Once more; the window, in seconds, begins with the first time."""
    key, now = _key(request, what), time()
    times, until = cache.get(key, (0, 0.0))
    if until <= now:
        times, until = 0, now + window
    cache.set(key, (times + 1, until), max(1, int(until - now)))


def _key(request: HttpRequest, what: str) -> str:
    return f"casework.{what}.{address_of(request)}"
