"""Keys with which other programmes send and change cases: made, shown once, counted by the minute, revoked."""

import hashlib
import secrets
from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from uramost_web.accounts import attempts, audit
from uramost_web.accounts.models import User
from uramost_web.casework.models import ApiKey
from uramost_web.places.models import Municipality
from uramost_web.places.permissions import check_may

SCOPES: Final[Mapping[str, Promise]] = {
    "requests.write": _("Send requests"),
    "updates.write": _("Report what became of requests"),
}
"""What a key may do → its sentence. Reading needs no key."""
A_MINUTE: Final = 60
"""Calls a minute, unless somebody says otherwise; at most `MOST`."""
MOST: Final = 6000
SHOWN: Final = 8
"""Letters of a key that are kept, to tell keys apart."""
COARSELY: Final = timedelta(hours=1)
"""When a key was last used is written down once in this time."""


class UnknownScope(ValueError):
    """There is no such scope."""


class BadKey(Exception):
    """A key is missing, wrong, revoked, of another municipality or may not do this; which of these is not told."""


class TooMany(Exception):
    """More calls than the key has in a minute; `after` is in how many seconds the next one begins."""

    def __init__(self, after: int) -> None:
        super().__init__(after)
        self.after = after


@transaction.atomic
def make(
    *, municipality: Municipality, name: str, scopes: Collection[str], by: User, at: datetime, a_minute: int = A_MINUTE
) -> tuple[ApiKey, str]:
    """A new key: its row, and the key itself, which is kept nowhere. Raises `NotAllowed` and `UnknownScope`."""
    check_may(by, "service.set", municipality)
    if unknown := set(scopes) - SCOPES.keys():
        raise UnknownScope(", ".join(sorted(unknown)))
    key = secrets.token_urlsafe(32)
    row = ApiKey.objects.create(
        municipality=municipality,
        name=name.strip(),
        start=key[:SHOWN],
        digest=digest(key),
        scopes=[scope for scope in SCOPES if scope in scopes],
        a_minute=min(max(1, a_minute), MOST),
        made_by=by,
        made_at=at,
    )
    audit.record("api_key.made", subject=row, by=by, at=at, start=row.start, scopes=row.scopes)
    return row, key


@transaction.atomic
def revoke(*, row: ApiKey, by: User, at: datetime) -> None:
    """From now on it opens nothing; what came with it stays. Raises `NotAllowed`."""
    check_may(by, "service.set", row.municipality)
    if ApiKey.objects.filter(pk=row.pk, revoked_at=None).update(revoked_at=at):
        audit.record("api_key.revoked", subject=row, by=by, at=at, start=row.start)
    row.refresh_from_db(fields=["revoked_at"])


def digest(key: str) -> str:
    """SHA-256: a key has 256 bits of chance, so nothing slower is needed."""
    return hashlib.sha256(key.encode()).hexdigest()


def opened(*, key: str, municipality: Municipality, scope: str, at: datetime) -> ApiKey:
    """The row of a key that may do this here, the call counted. Raises `BadKey` and `TooMany`."""
    row = ApiKey.objects.filter(digest=digest(key), municipality=municipality, revoked_at=None).first()
    if row is None or scope not in row.scopes:
        raise BadKey
    _count(row, at)
    if row.used_at is None or at - row.used_at >= COARSELY:
        ApiKey.objects.filter(pk=row.pk).update(used_at=at)
    return row


def _count(row: ApiKey, at: datetime) -> None:
    """One call more in this minute."""
    minute, passed = divmod(int(at.timestamp()), 60)
    if not attempts.counted("call", f"{row.pk} {minute}", most=row.a_minute, window=60, at=at):
        raise TooMany(60 - passed)
