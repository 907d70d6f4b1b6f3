"""The reference of a case, and the secret part of the link with which its resident follows it."""

import base64
import hashlib
import hmac
import secrets
from functools import cache

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from uramost_web.casework.models import Case
from uramost_web.interface import code

LETTERS = 20
"""Of a secret: 100 bits, in letters and digits that nobody confuses on paper."""


def new_nonce() -> str:
    return secrets.token_hex(16)


def new_name() -> str:
    """What stands for the reference of a case until it has one: nobody types it by chance."""
    return secrets.token_hex(12)


def secret(case: Case) -> str:
    """Made anew from the case and the server's key, so that a copy of the database opens no case."""
    return _secret(case, settings.SECRET_KEY)


def opens(case: Case, given: str) -> bool:
    """Whether this is the case's secret, under the server's key or one it had before; in the same time either way."""
    wanted = [_secret(case, key) for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)]
    tidy = "".join(given.split()).lower().replace("-", "").encode()
    return sum(hmac.compare_digest(tidy, one.encode()) for one in wanted) > 0


def _secret(case: Case, key: str) -> str:
    made = hmac.new(key.encode(), f"case:{case.nonce}".encode(), hashlib.sha256).digest()
    return base64.b32encode(made).decode().lower().translate(_CLEAR)[:LETTERS]


_CLEAR = str.maketrans("lo", "89")
"""Base 32 has a–z and 2–7; `l` and `o` are too like 1 and 0."""


def follow_path(case: Case) -> str:
    """The address of the resident's page, in the language they read."""
    return _path(case.reads).replace("/0/0/", f"/{case.reference}/{secret(case)}/")


@cache
def _path(reads: str) -> str:
    """With a 0 for what differs from case to case."""
    with translation.override(code(reads)):
        return reverse("casework:follow", args=["0", "0"])


def follow_link(case: Case) -> str:
    return settings.SITE_URL + follow_path(case)
