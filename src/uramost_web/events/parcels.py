"""A parcel of marks as a device at the door sends it: JSON, and whatever else somebody may send instead."""

import json
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.utils.dateparse import parse_datetime

from uramost.text import BadText, plain
from uramost_web.events.taking import AT_ONCE, Mark

LONGEST_NAME: Final = 200
LARGEST: Final = 200_000
"""Bytes."""
LARGEST_NUMBER: Final = 2**63 - 1


class Unreadable(ValueError):
    """This is no parcel: the device keeps what it has."""


def read(body: bytes) -> tuple[list[Mark], list[str]]:
    """The marks, and of those that cannot be meant what they call themselves. Raises `Unreadable`."""
    try:
        given = json.loads(body)["marks"] if len(body) <= LARGEST else None
    except (ValueError, KeyError, TypeError, RecursionError) as fault:
        raise Unreadable from fault
    if not isinstance(given, list) or len(given) > AT_ONCE:
        raise Unreadable
    read = [(entry, _mark(entry)) for entry in given]
    wrong = [str(entry.get("mark")) for entry, mark in read if mark is None and isinstance(entry, dict)]
    return list({mark.mark: mark for _entry, mark in read if mark}.values()), wrong


def _mark(entry: Any) -> Mark | None:
    """One mark; None where it cannot be meant: it has neither somebody's number nor a name."""
    try:
        mark = UUID(entry["mark"])
        person, noted = entry.get("person"), entry.get("at")
        name, contact = plain(entry.get("name", "")).strip(), plain(entry.get("contact", "")).strip()
        at = parse_datetime(noted) if isinstance(noted, str) else None
    except (ValueError, KeyError, TypeError, AttributeError, BadText):
        return None
    numbered = type(person) is int and 0 < person <= LARGEST_NUMBER
    if not numbered and (person is not None or not name or len(name) > LONGEST_NAME or len(contact) > LONGEST_NAME):
        return None
    return Mark(
        mark=mark, person=person if numbered else None, name=name, contact=contact,
        another=entry.get("another") is True, noted_at=_aware(at),
    )  # fmt: skip


def _aware(at: datetime | None) -> datetime | None:
    """A moment without a time zone is none."""
    return at if at is not None and at.utcoffset() is not None else None
