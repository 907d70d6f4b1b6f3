"""Who was at a session: marks from telephones, from the door and from the printed sheet, each person once.

A mark is made on the device that notes it. It may come late, twice, or from two devices for one person: nothing is lost
and nothing is counted twice.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from uramost import namesakes
from uramost_web.accounts import audit
from uramost_web.accounts.models import User
from uramost_web.directory import finding
from uramost_web.directory.models import Person
from uramost_web.events import counting
from uramost_web.events.models import Attendance, How, Session, State, TakenBack
from uramost_web.events.permissions import RUN
from uramost_web.places.permissions import check_may

AT_ONCE: Final = 200
"""Marks in one parcel at most."""
EARLY: Final = timedelta(hours=12)
"""Before a session a device whose clock is right can have noted somebody; otherwise the moment of receipt counts."""


class Outcome(StrEnum):
    STORED = "stored"
    ALREADY = "already"
    TAKEN_BACK = "taken_back"
    UNKNOWN = "unknown"
    SEVERAL = "several"


class Closed(Exception):
    """Nobody is noted at a session of an event that was cancelled. What a device keeps is not lost by it."""


@dataclass(frozen=True, slots=True)
class Mark:
    """What a device noted: somebody of the list by their number, or a name as it was said.

    `another`: this is somebody else of the same name as one who is there. `contact`: an e-mail address or a number.
    """

    mark: UUID
    person: int | None = None
    name: str = ""
    contact: str = ""
    another: bool = False
    noted_at: datetime | None = None


@transaction.atomic
def take(
    *, session: Session, marks: Sequence[Mark], how: How, by: User | None, at: datetime, reads: str = ""
) -> dict[UUID, Outcome]:
    """What became of each mark. `by` None: people by their own telephones. Raises `Closed`."""
    row = _held(session.pk)
    if by is not None:
        check_may(by, RUN, row.event.municipality)
    if row.event.state == State.CANCELLED:
        raise Closed
    door = _Door(row, marks, how=how, by=by, at=at, reads=reads)
    outcomes = {one.mark: door.let_in(one) for one in marks}
    Attendance.objects.bulk_create(door.noted)
    stored = list(outcomes.values()).count(Outcome.STORED)
    if by is not None and stored:
        audit.record("attendance.noted", subject=row, by=by, at=at, people=stored)
    return outcomes


@transaction.atomic
def take_back(*, attendance: Attendance, by: User, at: datetime) -> None:
    """They were not there. The mark is remembered, so that no device brings it again."""
    session = _held(attendance.session_id)
    check_may(by, RUN, session.event.municipality)
    gone, _of = Attendance.objects.filter(pk=attendance.pk).delete()
    if gone:
        TakenBack.objects.create(session=session, mark=attendance.mark, by=by, at=at)
        audit.record("attendance.taken_back", subject=session, by=by, at=at)


def _held(number: int) -> Session:
    """The session, held until the end of the transaction: two devices do not note one person at the same moment."""
    Session.objects.select_for_update().values_list("pk").get(pk=number)
    return Session.objects.select_related("event__municipality").get(pk=number)


def of_event(session: Session) -> Q:
    """People whom the event knows: on its list, or at a session of it or of its course."""
    there = Q(registrations__event=session.event_id) | Q(attendances__session__event=session.event_id)
    if session.event.course_id:
        there |= Q(attendances__session__event__course=session.event.course_id)
    return there


class _Door:
    """One parcel of marks at one session. What it needs of the database is read before the first mark."""

    def __init__(
        self, session: Session, marks: Sequence[Mark], *, how: How, by: User | None, at: datetime, reads: str
    ) -> None:
        self._session, self._how, self._by, self._at, self._reads = session, how, by, at, reads
        self.noted: list[Attendance] = []
        given = [one.mark for one in marks]
        self._known = dict(Attendance.objects.filter(mark__in=given).values_list("mark", "session"))
        self._gone = set(TakenBack.objects.filter(mark__in=given).values_list("mark", flat=True))
        self._here = set(Attendance.objects.filter(session=session).values_list("person", flat=True))
        self._people = self._numbered({one.person for one in marks if one.person is not None})
        self._named = self._by_name({namesakes.key(one.name) for one in marks if one.person is None})

    def _numbered(self, numbers: set[int]) -> Mapping[int, int]:
        """Number → person; of somebody who was merged since the list was made, into whom."""
        ends = counting.ends_of(numbers)
        stands = {number: ends.get(number, number) for number in numbers}
        known = Person.objects.filter(of_event(self._session), pk__in=set(stands.values()))
        listed = set(known.values_list("pk", flat=True))
        return {number: person for number, person in stands.items() if person in listed}

    def _by_name(self, keys: set[str]) -> dict[str, list[Person]]:
        found: dict[str, list[Person]] = {}
        rows = Person.objects.standing().filter(of_event(self._session), search__in=keys - {""})
        for person in rows.distinct().order_by("pk"):
            found.setdefault(person.search, []).append(person)
        return found

    def let_in(self, one: Mark) -> Outcome:
        if one.mark in self._known:
            return Outcome.ALREADY if self._known[one.mark] == self._session.pk else Outcome.UNKNOWN
        if one.mark in self._gone:
            return Outcome.TAKEN_BACK
        found = self._of_list(one) if one.person is not None else self._of_name(one)
        return found if isinstance(found, Outcome) else self._note(one, found)

    def _of_list(self, one: Mark) -> int | Outcome:
        return self._people.get(one.person or 0, Outcome.UNKNOWN)

    def _of_name(self, one: Mark) -> int | Outcome:
        """Somebody whom the event knows by this name, by sound; or somebody new."""
        key, contact = namesakes.key(one.name), namesakes.contact(one.contact)
        if not key:
            return Outcome.UNKNOWN
        like = self._named.setdefault(key, [])
        if one.another:
            like = [person for person in like if person.pk not in self._here]
        if contact:
            like = [person for person in like if contact in _contacts(person)] or [
                person for person in like if not _contacts(person, "@" in contact)
            ]
        if len(like) > 1:
            return Outcome.SEVERAL
        return (like[0] if like else self._new(one, key)).pk

    def _new(self, one: Mark, key: str) -> Person:
        email = one.contact.strip() if "@" in one.contact else ""
        row = Person(
            name=one.name[:200], email=email, phone="" if email else one.contact.strip()[:40], language=self._reads,
            municipality=self._session.event.municipality, added_at=self._at,
        )  # fmt: skip
        (person,) = finding.enter([row])
        self._named[key].append(person)
        return person

    def _note(self, one: Mark, person: int) -> Outcome:
        if person in self._here:
            return Outcome.ALREADY
        row = Attendance(
            session=self._session, person_id=person, mark=one.mark, how=self._how, by=self._by,
            noted_at=self._when(one.noted_at), stored_at=self._at,
        )  # fmt: skip
        self.noted.append(row)
        self._here.add(person)
        self._known[one.mark] = self._session.pk
        return Outcome.STORED

    def _when(self, noted: datetime | None) -> datetime:
        possible = noted is not None and self._session.starts_at - EARLY <= noted <= self._at
        return noted if noted is not None and possible else self._at


def _contacts(person: Person, email: bool | None = None) -> set[str]:
    """What reaches the person, as it is compared; of both kinds, or of the one asked for."""
    found = {True: namesakes.contact(person.email), False: namesakes.contact(person.phone)}
    return {text for kind, text in found.items() if text and email in {None, kind}}
