"""How often has one address done something lately? Counted in the database, for all processes together.

Two at the very same moment may count as one: this holds floods back and is no lock.
"""

import ipaddress
from time import time

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.http import HttpRequest
from django.utils.crypto import salted_hmac


def address_of(request: HttpRequest) -> str:
    """Of the visitor, behind the proxies that URAMOST_PROXIES trusts; of IPv6 the network, which one customer has."""
    try:
        found = get_adapter().get_client_ip(request)
        return str(ipaddress.ip_network(f"{found}/{64 if ':' in found else 32}", strict=False))
    except (PermissionDenied, ImproperlyConfigured, ValueError):  # a socket without addresses: all count as one
        return str(request.META.get("REMOTE_ADDR", ""))


def one_more(request: HttpRequest, what: str, *, most: int, window: int) -> bool:
    """Whether it has been fewer than `most` times; if so, once more is counted.

    The window, in seconds, begins with the first time.
    """
    key, now = f"casework.{what}.{salted_hmac(__name__, address_of(request)).hexdigest()}", time()
    times, until = cache.get(key, (0, 0.0))
    if until <= now:
        times, until = 0, now + window
    if times >= most:
        return False
    cache.set(key, (times + 1, until), max(1, int(until - now)))
    return True
