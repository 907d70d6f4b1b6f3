"""Who comes: registered while there are places, in line afterwards, and moved up when somebody does not come.

Every change holds the event's row first, so that the last place is given once.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from uramost import namesakes
from uramost_web.accounts import audit
from uramost_web.accounts.models import User
from uramost_web.directory import finding
from uramost_web.directory.alike import people_like
from uramost_web.directory.models import Person
from uramost_web.events import letters
from uramost_web.events.correspondence import About
from uramost_web.events.models import Coming, Event, Registration, State
from uramost_web.events.needs import FIELDS, NONE
from uramost_web.events.permissions import RUN
from uramost_web.places.permissions import check_may
from uramost_web.secret_links import new_nonce


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody fills in. `reads`: a tag of the interface; `needs`: values for fields of a registration."""

    name: str
    email: str
    phone: str
    reads: str
    needs: Mapping[str, Any] = field(default_factory=dict)


class NotOpen(Exception):
    """Nobody can register now. Codes: draft, cancelled, held, no_registration, closed."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def closed(event: Event, at: datetime) -> str:
    """Why nobody can register now; empty while they can."""
    if event.state != State.ANNOUNCED:
        return str(event.state)
    if not event.registration:
        return "no_registration"
    return "closed" if at >= min(event.closes_at or event.starts_at, event.starts_at) else ""


def taken(event: Event) -> int:
    return event.registrations.filter(state=Coming.REGISTERED).count()


def next_state(event: Event) -> Coming:
    """What somebody who registers now is: nobody goes past those who wait."""
    if event.capacity is None:
        return Coming.REGISTERED
    waits = event.registrations.filter(state=Coming.WAITING).exists()
    return Coming.WAITING if waits or taken(event) >= event.capacity else Coming.REGISTERED


@transaction.atomic
def register(*, event: Event, asked: Asked, key: UUID, at: datetime, by: User | None = None) -> Coming:
    """Register somebody; `key` of the form: sent twice it is one registration. What the visitor is told.

    Whoever is registered already is not registered again: a letter to the address of theirs says so, and nobody who
    only knows a name and an address learns it. By telephone alone there is no such letter: they are taken for
    somebody else, and staff see two of the same name. Raises `NotOpen`.
    """
    row = Event.objects.held(event.pk)
    if by is not None:
        check_may(by, RUN, row.municipality)
    if earlier := Registration.objects.filter(key=key).first():
        return Coming(earlier.state)
    if reason := closed(row, at):
        raise NotOpen(reason)
    state, person = next_state(row), known(asked)
    there = row.registrations.filter(person=person).exclude(state=Coming.CANCELLED).first() if person else None
    if there is not None and (asked.email or by is not None):
        letters.write(there, About.AGAIN, at, number=at.date().toordinal())
        return state if by is None else Coming(there.state)
    if person is None or there is not None:
        person = _somebody_new(asked, at)
    _enter(row, person, state, asked, key, at, by)
    return state


def known(asked: Asked) -> Person | None:
    """The person of the directory who surely is this one: the same name, and the address that letters go to.

    Where an e-mail address is given it has to be theirs: what is sent to it is for them alone.
    """
    reached = "same_email" if asked.email else "same_phone"
    if not (asked.email or asked.phone):
        return None
    found = people_like(asked.name, email=asked.email, phone=asked.phone)
    sure = [one.row for one in found if one.score >= namesakes.SURE and reached in one.reasons]
    return sure[0] if sure else None


def _somebody_new(asked: Asked, at: datetime) -> Person:
    """Name, contact and language: nothing else is asked."""
    row = Person(name=asked.name, email=asked.email, phone=asked.phone, language=asked.reads, added_at=at)
    (made,) = finding.enter([row])
    audit.record("person.added", subject=made, by=None, at=at)
    return made


def _enter(  # noqa: PLR0917 - all that a registration is made of
    event: Event, person: Person, state: Coming, asked: Asked, key: UUID, at: datetime, by: User | None
) -> Registration:
    last = event.registrations.aggregate(last=Max("place"))["last"] or 0
    row = Registration.objects.create(
        event=event, person=person, state=state, place=last + 1, reads=asked.reads, key=key, nonce=new_nonce(),
        registered_at=at, changed_at=at, **_needs(event, asked.needs),
    )  # fmt: skip
    if by is not None:
        audit.record("event.registered", subject=row, by=by, at=at)
    letters.write(row, About(str(state)), at)
    return row


def _needs(event: Event, given: Mapping[str, Any]) -> dict[str, Any]:
    """Only what this event asks about."""
    return {name: given[name] for name in FIELDS if name in given and name in event.offers}


@transaction.atomic
def change_needs(*, registration: Registration, needs: Mapping[str, Any], at: datetime) -> None:
    """They need something else. Raises `NotOpen` when they do not come, or it is over."""
    event, row = _standing(registration)
    _insist_open(event, row)
    told = _needs(event, needs)
    Registration.objects.filter(pk=row.pk).update(**told, changed_at=at)
    if no_more := {name: NONE[name] for name, value in told.items() if not value}:  # also where they registered twice
        row.all_of_theirs().update(**no_more)


@transaction.atomic
def cancel(*, registration: Registration, at: datetime, by: User | None = None) -> None:
    """They do not come: what they needed is forgotten, and the next in line gets the place. Twice is once."""
    event, row = _standing(registration)
    if by is not None:
        check_may(by, RUN, event.municipality)
    if row.state == Coming.CANCELLED:
        return
    _insist_open(event, row)
    Registration.objects.filter(pk=row.pk).update(state=Coming.CANCELLED, changed_at=at)
    row.all_of_theirs().update(**NONE)
    if by is not None:
        audit.record("event.taken_off", subject=row, by=by, at=at)
        letters.write(row, About.TAKEN_OFF, at)
    move_up(event, at)


def _standing(registration: Registration) -> tuple[Event, Registration]:
    """Both as they are now, the event held."""
    event = Event.objects.held(registration.event_id)
    return event, Registration.objects.get(pk=registration.pk)


def _insist_open(event: Event, row: Registration) -> None:
    if event.state != State.ANNOUNCED:
        raise NotOpen(str(event.state))
    if row.state == Coming.CANCELLED:
        raise NotOpen("cancelled")


def move_up(event: Event, at: datetime) -> int:
    """Give free places to those who wait, first come, first served; how many. The event is held."""
    if event.state != State.ANNOUNCED or at >= event.starts_at:
        return 0
    waiting = event.registrations.filter(state=Coming.WAITING).order_by("place")
    rows = list(waiting if event.capacity is None else waiting[: max(event.capacity - taken(event), 0)])
    for row in rows:
        row.state, row.changed_at = Coming.REGISTERED, at
        row.save(update_fields=["state", "changed_at"])
        letters.write(row, About.PROMOTED, at)
    return len(rows)
