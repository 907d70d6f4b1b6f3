"""The reference of a case, and the secret part of the link with which its resident follows it."""

import base64
import hashlib
import hmac
import secrets
from datetime import datetime

from django.conf import settings
from django.db import connection
from django.urls import reverse
from django.utils import timezone, translation

from uramost_web.casework.models import Case
from uramost_web.interface import code
from uramost_web.places.models import Municipality

LETTERS = 20
"""Of a secret: 100 bits, in letters and digits that nobody confuses on paper."""

NEXT = """
INSERT INTO casework_numbers AS n (municipality_id, year, last) VALUES (%s, %s, 1)
ON CONFLICT (municipality_id, year) DO UPDATE SET last = n.last + 1
RETURNING last
"""
"""One statement, whether it is the first number of the year or not; Django has no word for it."""


def next_reference(municipality: Municipality, at: datetime) -> str:
    """`34-2026-00012`: the municipality's code, the year, the number in it. Held until the transaction ends."""
    year = timezone.localtime(at).year
    with connection.cursor() as cursor:
        cursor.execute(NEXT, [municipality.pk, year])
        (number,) = cursor.fetchone()
    return f"{municipality.code}-{year}-{number:05}"


def new_nonce() -> str:
    return secrets.token_hex(16)


def secret(case: Case) -> str:
    """Made anew from the case and the server's key, so that a copy of the database opens no case."""
    return _secret(case, settings.SECRET_KEY)


def opens(case: Case, given: str) -> bool:
    """Whether this is the case's secret, under the server's key or one it had before; in the same time either way."""
    wanted = [_secret(case, key) for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)]
    tidy = given.strip().lower().replace("-", "").encode()
    return sum(hmac.compare_digest(tidy, one.encode()) for one in wanted) > 0


def _secret(case: Case, key: str) -> str:
    made = hmac.new(key.encode(), f"case:{case.reference}:{case.nonce}".encode(), hashlib.sha256).digest()
    return base64.b32encode(made).decode().lower().translate(_CLEAR)[:LETTERS]


_CLEAR = str.maketrans("lo", "89")
"""Base 32 has a–z and 2–7; `l` and `o` are too like 1 and 0."""


def follow_path(case: Case) -> str:
    """The address of the resident's page, in the language they read."""
    with translation.override(code(case.reads)):
        return reverse("casework:follow", args=[case.reference, secret(case)])


def follow_link(case: Case) -> str:
    return settings.SITE_URL + follow_path(case)
