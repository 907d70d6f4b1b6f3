"""Staff enter an event and change it; one that was announced is moved, and those who registered are told."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from itertools import pairwise
from typing import Any, Final
from uuid import uuid4

from django.db import transaction
from django.db.models import F

from uramost_web.accounts import audit
from uramost_web.accounts.models import User
from uramost_web.events import letters, looking, registering
from uramost_web.events.announcing import NOTICES
from uramost_web.events.correspondence import About
from uramost_web.events.models import Course, Event, Session, State
from uramost_web.events.permissions import WRITE
from uramost_web.notices import actions as notices
from uramost_web.notices.models import Kind as NoticeKind
from uramost_web.places.permissions import NotAllowed, check_may, everywhere
from uramost_web.secret_links import new_nonce

FIELDS: Final = (
    "kind",
    "course",
    "programme",
    "host",
    "venue",
    "online",
    "capacity",
    "registration",
    "closes_at",
    "languages",
    "offers",
)
"""What staff give, beside municipality and sessions."""
MOVES: Final = {"venue", "online"}
"""Fields with which an event is elsewhere."""
Times = Sequence[tuple[datetime, datetime]]


class Faulty(ValueError):
    """An event cannot be written like this. Codes: no_session, ends_before, overlap, attended, fewer_places."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@transaction.atomic
def start(*, municipality: Any, values: Mapping[str, Any], times: Times, by: User, at: datetime) -> Event:
    """A new event, with the notice that will announce it, which is the municipality's to write. Raises `Faulty`."""
    check_may(by, WRITE, municipality)
    _check(times)
    kind = NOTICES.get(values["kind"], NoticeKind.INFORMATION)
    notice = notices.start(municipality=municipality, kind=kind, by=by, at=at, act=WRITE)
    event = Event(
        municipality=municipality, notice=notice, key=uuid4(), created_by=by, created_at=at, changed_at=at,
        starts_at=times[0][0], ends_at=times[-1][1], **values,
    )  # fmt: skip
    event.save()
    _sessions(event, times)
    audit.record("event.started", subject=event, by=by, at=at, kind=event.kind)
    return event


@transaction.atomic
def change(*, event: Event, values: Mapping[str, Any], times: Times, by: User, at: datetime) -> list[str]:
    """An event as it is from now on; the names of what changed, "times" among them. Raises `Faulty`.

    With more places the waiting list moves up; fewer places than people who were promised one are refused.
    """
    row = Event.objects.held(event.pk)
    check_may(by, WRITE, row.municipality)
    if row.state not in {State.DRAFT, State.ANNOUNCED}:
        raise NotAllowed("event_over")
    _check(times)
    places = values.get("capacity", row.capacity)
    if places is not None and places < registering.taken(row) and places != row.capacity:
        raise Faulty("fewer_places")
    changed = [name for name, value in values.items() if getattr(row, name) != value]
    for name in changed:
        setattr(row, name, values[name])
    if _sessions(row, times):
        changed.append("times")
    if not changed:
        return []
    row.starts_at, row.ends_at, row.changed_at = times[0][0], times[-1][1], at
    moved = row.state == State.ANNOUNCED and bool({"times", *MOVES} & set(changed))
    row.sequence += moved
    row.save()
    looking.index(row)
    audit.record("event.changed", subject=row, by=by, at=at, fields=", ".join(sorted(changed)))
    if moved:
        audit.record("event.moved", subject=row, by=by, at=at)
        letters.write_to_all(row, About.MOVED, at, number=row.sequence)
    registering.move_up(row, at)
    return changed


def _check(times: Times) -> None:
    if not times:
        raise Faulty("no_session")
    if any(ends <= starts for starts, ends in times):
        raise Faulty("ends_before")
    if any(later[0] < earlier[1] for earlier, later in pairwise(times)):
        raise Faulty("overlap")


def _sessions(event: Event, times: Times) -> bool:
    """The sessions as they are from now on; whether that was a change. One to which somebody came stays."""
    there = list(event.sessions.order_by("number"))
    if [(row.starts_at, row.ends_at) for row in there] == list(times):
        return False
    rows = _which(event, there, times)
    over = [row for row in there if row not in rows]
    if any(row.attendances.exists() for row in over):
        raise Faulty("attended")
    for row in over:
        row.delete()
    event.sessions.update(number=F("number") + 1000)  # out of the way: no two have one number, also not in between
    for number, (row, (starts, ends)) in enumerate(zip(rows, times, strict=True), 1):
        row.number, row.starts_at, row.ends_at = number, starts, ends
        row.save()
    return True


def _which(event: Event, there: Sequence[Session], times: Times) -> list[Session]:
    """The session of each time: the one that has it already, with those who came to it; else another, in order."""
    having = {(row.starts_at, row.ends_at): row for row in there}
    same = [having.get(time) for time in times]
    others = (row for row in there if row not in same)
    return [row or next(others, None) or Session(event=event, nonce=new_nonce()) for row in same]


@transaction.atomic
def enter_course(*, municipality: Any, values: Mapping[str, Any], by: User, at: datetime) -> Course:
    """What several events belong to; `values`: kind, names by tag, and the programme where it has one."""
    check_may(by, WRITE, municipality)
    row = Course.objects.create(municipality=municipality, created_by=by, created_at=at, **values)
    audit.record("course.entered", subject=row, by=by, at=at)
    return row


@transaction.atomic
def change_course(*, course: Course, values: Mapping[str, Any], by: User, at: datetime) -> list[str]:
    """As a course is from now on; the names of what changed. In another programme its people are counted there."""
    row = Course.objects.select_for_update().get(pk=course.pk)
    if row.municipality is not None:
        check_may(by, WRITE, row.municipality)
    elif not everywhere(by, WRITE):
        raise NotAllowed("role")
    changed = [name for name, value in values.items() if getattr(row, name) != value]
    if changed:
        for name in changed:
            setattr(row, name, values[name])
        row.save(update_fields=changed)
        audit.record("course.changed", subject=row, by=by, at=at, fields=", ".join(sorted(changed)))
    return changed
