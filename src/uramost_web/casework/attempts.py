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


def one_more(request: HttpRequest, what: str, *, most: int, window: int) -> bool:
    """Whether it has been fewer than `most` times; if so, once more is counted.

    The window, in seconds, begins with the first time.
    """
    key, now = f"casework.{what}.{address_of(request)}", time()
    times, until = cache.get(key, (0, 0.0))
    if until <= now:
        times, until = 0, now + window
    if times >= most:
        return False
    cache.set(key, (times + 1, until), max(1, int(until - now)))
    return True
