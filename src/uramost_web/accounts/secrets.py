"""Secrets in the database are encrypted: a copy of it is not enough.

The key comes from SECRET_KEY. When that changes, the old one belongs into SECRET_KEY_FALLBACKS; without it what was
encrypted has to be given again.
"""

import base64

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.utils.crypto import salted_hmac

__all__ = ["InvalidToken", "cipher"]


def cipher(purpose: str) -> MultiFernet:
    """Encrypts and decrypts for one purpose: what is encrypted for another cannot be read with it."""
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([Fernet(base64.urlsafe_b64encode(_derived(key, purpose))) for key in keys])


def _derived(secret: str | bytes, purpose: str) -> bytes:
    """32 bytes for this purpose only, so that the secret itself signs and encrypts with different keys."""
    return salted_hmac(purpose, "", secret=secret, algorithm="sha256").digest()
