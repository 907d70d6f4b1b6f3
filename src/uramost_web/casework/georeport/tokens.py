"""The token of a request that is not public: whoever sent it finds its reference with it, and nobody else does."""

import base64
import hashlib
import hmac
import re

from django.conf import settings

from uramost_web.casework.models import Case
from uramost_web.places.models import Municipality

LETTERS = 26
"""130 bits."""


def token(case: Case) -> str:
    """`12-abc…`: made anew from the case and the server's key. It opens no page of the resident's."""
    return f"{case.pk}-{_secret(case, settings.SECRET_KEY)}"


def case_of(given: str, place: Municipality) -> Case | None:
    """The case of a token, under the server's key or one it had before."""
    found = re.fullmatch(r"([1-9][0-9]{0,17})-([a-z2-7]{26})", given)
    case = Case.objects.filter(pk=int(found[1]), municipality=place).first() if found else None
    if found is None or case is None:
        return None
    keys = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    return case if sum(hmac.compare_digest(found[2], _secret(case, key)) for key in keys) else None


def _secret(case: Case, key: str) -> str:
    made = hmac.new(key.encode(), f"token:{case.reference}:{case.nonce}".encode(), hashlib.sha256).digest()
    return base64.b32encode(made).decode().lower()[:LETTERS]
