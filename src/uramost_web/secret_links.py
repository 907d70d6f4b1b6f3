"""The secret part of a link that opens one row to whoever has it: made from the row's nonce and the server's key."""

import base64
import hashlib
import hmac
import secrets
from typing import Final

from django.conf import settings

LETTERS: Final = 20
"""Of a secret: 100 bits, in letters and digits that nobody confuses on paper."""


def new_nonce() -> str:
    return secrets.token_hex(16)


def secret(what: str, nonce: str) -> str:
    """Made anew each time, so that a copy of the database opens nothing. `what` keeps kinds of rows apart."""
    return _secret(what, nonce, settings.SECRET_KEY)


def opens(what: str, nonce: str, given: str) -> bool:
    """Whether this is the secret, under the server's key or one it had before; in the same time either way."""
    wanted = [_secret(what, nonce, key) for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)]
    tidy = "".join(given.split()).lower().replace("-", "").encode()
    return sum(hmac.compare_digest(tidy, one.encode()) for one in wanted) > 0


def _secret(what: str, nonce: str, key: str) -> str:
    made = hmac.new(key.encode(), f"{what}:{nonce}".encode(), hashlib.sha256).digest()
    return base64.b32encode(made).decode().lower().translate(_CLEAR)[:LETTERS]


_CLEAR: Final = str.maketrans("lo", "89")
"""Base 32 has a–z and 2–7; `l` and `o` are too like 1 and 0."""
