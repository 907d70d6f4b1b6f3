"""The interpretation plan of an event: what its sessions need, who is booked, and what does not fit together."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.db import transaction

from uramost import interpreting as rules
from uramost import namesakes
from uramost_web.accounts import audit
from uramost_web.accounts.models import User
from uramost_web.directory import acts as directory
from uramost_web.directory.models import Person
from uramost_web.events.models import Booking, Coming, Event, Interpreter, InterpreterPair, Session, State
from uramost_web.events.permissions import RUN
from uramost_web.places.permissions import check_holds, check_may

OVER: Final = (State.CANCELLED,)


class Refused(ValueError):
    """Nobody is booked like this. Codes: booked_twice, no_pair, not_active, cancelled, there."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Sitting:
    """One session of the plan. `clashes`: the numbers of bookings whose interpreter is elsewhere at the same time."""

    session: Session
    needs: tuple[rules.Need, ...]
    bookings: tuple[Booking, ...]
    clashes: frozenset[int]
    spare: tuple[rules.Pair, ...]
    """Pairs for which somebody is booked and which nobody needs."""


def plan(event: Event) -> list[Sitting]:
    """Session by session. The same number of queries however many there are."""
    listeners = _listeners(event)
    sessions = list(event.sessions.order_by("number"))
    bookings = list(Booking.objects.filter(session__event=event).select_related("interpreter__person").order_by("pk"))
    clashes = _clashes(sessions, {row.interpreter_id for row in bookings})
    found = []
    for session in sessions:
        here = tuple(row for row in bookings if row.session_id == session.pk)
        pairs = [(row.first, row.second) for row in here]
        needs = rules.needs(event.languages, listeners, pairs, session.hours())
        needed = {rules.pair(need.spoken, need.into) for need in needs}
        spare = tuple(dict.fromkeys(pair for pair in pairs if pair not in needed))
        found.append(Sitting(session, needs, here, frozenset(row.pk for row in here if row.pk in clashes), spare))
    return found


def _listeners(event: Event) -> dict[str, int]:
    """Language → people who come or wait: who moves up from the waiting list needs it as much."""
    asked = event.registrations.exclude(state=Coming.CANCELLED).exclude(interpretation="")
    return rules.wanted(asked.values_list("interpretation", flat=True))


def _clashes(sessions: Collection[Session], interpreters: Collection[int]) -> set[int]:
    """The bookings of these people that overlap while these last: sessions are moved after somebody was booked."""
    if not sessions:
        return set()
    rows = _busy(min(row.starts_at for row in sessions), max(row.ends_at for row in sessions))
    rows = rows.filter(interpreter__in=interpreters)
    times: dict[int, dict[int, tuple[datetime, datetime]]] = {}
    for pk, who, starts, ends in rows.values_list("pk", "interpreter", "session__starts_at", "session__ends_at"):
        times.setdefault(who, {})[pk] = (starts, ends)
    return {pk for some in times.values() for pk in rules.overlapping(some)}


def choices(session: Session) -> list[tuple[Interpreter, rules.Pair]]:
    """Who can be booked for a session, between which languages: not those who are at another one then."""
    busy = _busy(session.starts_at, session.ends_at).values("interpreter")
    rows = (
        InterpreterPair.objects.filter(interpreter__active=True)
        .exclude(interpreter__in=busy)
        .select_related("interpreter__person")
        .order_by("interpreter__person__folded", "interpreter", "first", "second")
    )
    return [(row.interpreter, (row.first, row.second)) for row in rows]


def elsewhere(session: Session) -> list[Interpreter]:
    """Who cannot be booked for a session, being at another one then."""
    there = _busy(session.starts_at, session.ends_at).exclude(session=session)
    rows = Interpreter.objects.filter(active=True, pk__in=there.values("interpreter"))
    return list(rows.select_related("person").order_by("person__folded", "pk"))


def _busy(starts: datetime, ends: datetime) -> Any:
    there = Booking.objects.filter(session__starts_at__lt=ends, session__ends_at__gt=starts)
    return there.exclude(session__event__state__in=OVER)


@transaction.atomic
def book(*, session: Session, interpreter: Interpreter, pair: rules.Pair, by: User, at: datetime) -> Booking:
    """Raises `Refused`. Two officers who book one interpreter at the same moment: the second is refused."""
    Interpreter.objects.select_for_update().values_list("pk").get(pk=interpreter.pk)
    held = Interpreter.objects.get(pk=interpreter.pk)
    row = Session.objects.select_related("event__municipality").get(pk=session.pk)
    check_may(by, RUN, row.event.municipality)
    if row.event.state in OVER:
        raise Refused("cancelled")
    if not held.active:
        raise Refused("not_active")
    if not held.pairs.filter(first=pair[0], second=pair[1]).exists():
        raise Refused("no_pair")
    if _busy(row.starts_at, row.ends_at).filter(interpreter=held).exists():
        raise Refused("booked_twice")
    made = Booking.objects.create(session=row, interpreter=held, first=pair[0], second=pair[1], by=by, at=at)
    audit.record("interpreter.booked", subject=row, by=by, at=at, interpreter=held.pk)
    return made


@transaction.atomic
def release(*, booking: Booking, by: User, at: datetime) -> None:
    """They are free again."""
    check_may(by, RUN, booking.session.event.municipality)
    gone, _of = Booking.objects.filter(pk=booking.pk).delete()
    if gone:
        audit.record("interpreter.released", subject=booking.session, by=by, at=at, interpreter=booking.interpreter_id)


@transaction.atomic
def write_interpreter(
    *, interpreter: Interpreter | None, values: dict[str, Any], pairs: Collection[rules.Pair], active: bool, by: User,
    at: datetime,
) -> Interpreter:  # fmt: skip
    """Somebody new, of the directory or new to it too, or what changed about them. A new name is entered there.

    Raises `Refused`: "there", and "not_active" for who was forgotten.
    """
    check_holds(by, RUN)
    if interpreter is not None and active and interpreter.person.forgotten_at:
        raise Refused("not_active")
    row = interpreter or Interpreter(person=_person(values, by, at), added_at=at)
    row.active = active
    row.save()
    row.pairs.all().delete()
    InterpreterPair.objects.bulk_create(
        [InterpreterPair(interpreter=row, first=first, second=second) for first, second in sorted(set(pairs))]
    )
    audit.record("interpreter.written", subject=row, by=by, at=at, pairs=len(set(pairs)))
    return row


def _person(values: dict[str, Any], by: User, at: datetime) -> Person:
    """Somebody of this name and address who is there already; else somebody new. Raises `Refused("there")`."""
    email, key = values.get("email", "").strip().lower(), namesakes.key(values["name"])
    there = Person.objects.standing().filter(email=email, search=key).order_by("pk").first() if email else None
    if there is not None and Interpreter.objects.filter(person=there).exists():
        raise Refused("there")
    return there or directory.add_person(values=values, by=by, at=at)
