"""What the tests of the accounts know about their two people."""

import time
from datetime import UTC, datetime

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value

AT = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
PASSWORD = "ura-mbi-lum-2026"
PERIOD = 30
"""Seconds for which the app shows the same code."""


def code_now(secret):
    """What the app on the telephone shows; not in the last moment before it changes."""
    if PERIOD - time.time() % PERIOD < 2:
        time.sleep(2)
    return format_hotp_value(hotp_value(secret, int(time.time()) // PERIOD))
