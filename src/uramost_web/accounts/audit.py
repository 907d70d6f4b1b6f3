"""The audit log: who did what and when, as a chain in which no entry can be changed, moved or taken out unnoticed.

The hash of an entry is the SHA-256 of the canonical JSON (keys sorted, no white space, UTF-8) of its number, moment in
UTC, actor, verb, subject, values and the hash before it. The first entry follows `GENESIS`.
"""

import hashlib
import json
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import Enum
from typing import Any
from uuid import UUID

from django.db import models, transaction
from django.db.models import Max

from uramost_web.accounts.models import AuditEntry, AuditHead, User
from uramost_web.accounts.verbs import verbs

GENESIS = "0" * 64
CHUNK = 2000
"""Rows in memory at a time while the chain is walked."""


class UnknownVerbError(KeyError):
    """The act has no sentence: it belongs into `VERBS` in the `verbs.py` of its app."""


@dataclass(frozen=True, slots=True)
class Broken:
    """Where the chain no longer holds, and how: changed, missing, unlinked, end_missing, beyond_end, head_unknown."""

    sequence: int
    reason: str


@transaction.atomic
def record(verb: str, *, subject: models.Model | None, by: User | None, at: datetime, **values: Any) -> AuditEntry:
    """Append one entry, inside the transaction of the act it tells of: both are kept, or neither.

    `at` is aware. `values` are texts, whole numbers, truth values, None, dates, decimals and lists or mappings of
    these; decimals and dates are kept as text. Raises UnknownVerbError, and TypeError for a moment without a time zone
    or for a float, which two databases may give back differently.
    """
    if verb not in verbs():
        raise UnknownVerbError(verb)
    if at.utcoffset() is None:
        raise TypeError("The moment of an audit entry needs a time zone.")
    head, _created = AuditHead.objects.select_for_update().get_or_create(pk=1, defaults={"hash": GENESIS})
    entry = AuditEntry(
        sequence=head.sequence + 1,
        at=at,
        by_id=by.pk if by else None,
        verb=verb,
        subject_type=subject._meta.label_lower if subject else "",
        subject_key=str(subject.pk) if subject else "",
        values=plain(values),
        previous=head.hash,
    )
    entry.hash = fingerprint(entry)
    entry.save(force_insert=True)
    AuditHead.objects.filter(pk=1).update(sequence=entry.sequence, hash=entry.hash)
    return entry


def verify(*, expect_head: str = "") -> int | Broken:
    """Walk the whole chain: the number of its entries, or the first place where it does not hold.

    `expect_head` is a hash that `head()` gave earlier and that was kept outside the database: it must still be in the
    chain. Without it, somebody who may write to the database can cut off the end unnoticed. Entries that are added
    during the walk are left to the next one.
    """
    end = _head()
    previous, count, expected_seen = GENESIS, 0, expect_head in {"", GENESIS}
    for entry in AuditEntry.objects.filter(sequence__lte=end.sequence).iterator(chunk_size=CHUNK):
        if fault := _fault(entry, count + 1, previous):
            return Broken(count + 1, fault)
        previous, count = entry.hash, entry.sequence
        expected_seen = expected_seen or entry.hash == expect_head
    if (count, previous) != (end.sequence, end.hash):
        return Broken(count + 1, "end_missing")
    if _last_sequence() > _head().sequence:
        return Broken(count + 1, "beyond_end")
    return count if expected_seen else Broken(count, "head_unknown")


def head() -> str:
    """The hash of the newest entry; kept outside the database, it shows later whether the end was cut off."""
    return _head().hash


def sentence(entry: AuditEntry) -> str:
    """What was done, in the reader's language, with the entry's values filled in."""
    known: Mapping[str, Any] = defaultdict(lambda: "–", entry.values)
    return str(verbs().get(entry.verb, entry.verb)) % known


def fingerprint(entry: AuditEntry) -> str:
    """The hash that this entry must carry, from everything else in it: 64 hexadecimal digits."""
    content = {
        "sequence": entry.sequence,
        "at": entry.at.astimezone(UTC).isoformat(timespec="microseconds"),
        "by": entry.by_id,
        "verb": entry.verb,
        "subject": [entry.subject_type, entry.subject_key],
        "values": entry.values,
        "previous": entry.previous,
    }
    text = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)
    return hashlib.sha256(text.encode()).hexdigest()


def plain(value: Any) -> Any:
    """The value as every database gives it back unchanged."""
    if value is None or type(value) in (bool, int, str):
        return value
    for kind, as_plain in PLAIN.items():
        if isinstance(value, kind):
            return as_plain(value)
    raise TypeError(f"{type(value).__name__} cannot stand in the audit log: {value!r}")


PLAIN: Mapping[type, Callable[[Any], Any]] = {
    Enum: lambda value: plain(value.value),
    str: str,
    int: int,
    datetime: lambda value: value.astimezone(UTC).isoformat(),
    date: str,
    Decimal: str,
    UUID: str,
    Mapping: lambda value: {str(key): plain(item) for key, item in value.items()},
    list: lambda value: [plain(item) for item in value],
    tuple: lambda value: [plain(item) for item in value],
    set: lambda value: sorted(plain(item) for item in value),
    frozenset: lambda value: sorted(plain(item) for item in value),
}
"""In this order: an Enum may also be a str, a datetime is also a date."""


def _fault(entry: AuditEntry, sequence: int, previous: str) -> str:
    if entry.sequence != sequence:
        return "missing"
    if fingerprint(entry) != entry.hash:
        return "changed"
    return "" if entry.previous == previous else "unlinked"


def _head() -> AuditHead:
    return AuditHead.objects.filter(pk=1).first() or AuditHead(sequence=0, hash=GENESIS)


def _last_sequence() -> int:
    return AuditEntry.objects.aggregate(last=Max("sequence"))["last"] or 0
