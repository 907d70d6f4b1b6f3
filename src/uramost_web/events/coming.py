"""Who is expected at a session and who is there, as lists at the door, on paper and at the desk have them."""

from dataclasses import dataclass
from typing import Any

from uramost_web.events.models import Attendance, Coming, Event, Session


@dataclass(frozen=True, slots=True)
class Expected:
    """Somebody on the list: the person's number, name, place in the list, and whether they wait for a place."""

    person: int
    name: str
    place: int
    waits: bool


def expected(event: Event) -> Any:
    """In the order of the alphabet; as `one` reads them."""
    rows = event.registrations.exclude(state=Coming.CANCELLED).order_by("person__folded", "place")
    return rows.values_list("person", "person__name", "place", "state")


def one(row: tuple[int, str, int, str]) -> Expected:
    person, name, place, state = row
    return Expected(person, name, place, state == Coming.WAITING)


def here(session: Session) -> set[int]:
    """The numbers of those who are there."""
    return set(session.attendances.values_list("person", flat=True))


def attendances(session: Session) -> Any:
    """In the order of the alphabet."""
    return Attendance.objects.filter(session=session).select_related("person").order_by("person__folded", "pk")
