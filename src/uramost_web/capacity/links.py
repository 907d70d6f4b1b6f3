"""The secret part of the link with which somebody takes part in a round, without an account."""

import base64
import hashlib
import hmac
import secrets
from typing import Final

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from uramost_web.capacity.rounds import Rater
from uramost_web.interface import code, spoken

LETTERS: Final = 24
"""Of a secret: 120 bits."""


def new_key() -> str:
    return secrets.token_hex(6)


def new_nonce() -> str:
    return secrets.token_hex(16)


def secret(rater: Rater) -> str:
    """Made anew from the row and the server's key, so that a copy of the database opens no round."""
    return _secret(rater, settings.SECRET_KEY)


def opens(rater: Rater, given: str) -> bool:
    """Whether this is the rater's secret, under the server's key or one it had before; in the same time either way."""
    wanted = [_secret(rater, key) for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)]
    tidy = given.strip().lower().encode()
    return sum(hmac.compare_digest(tidy, one.encode()) for one in wanted) > 0


def link(rater: Rater) -> str:
    """The address of the rater's page, in the language they read."""
    tag = rater.language if spoken(rater.language) else "en"
    with translation.override(code(tag)):
        return settings.SITE_URL + reverse("assessment:round", args=[rater.key, secret(rater)])


def _secret(rater: Rater, key: str) -> str:
    made = hmac.new(key.encode(), f"rater:{rater.nonce}".encode(), hashlib.sha256).digest()
    return base64.b32encode(made).decode().lower()[:LETTERS]
