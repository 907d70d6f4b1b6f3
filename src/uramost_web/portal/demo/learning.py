"""Who came to events of the demonstration that are over, and the test of its training. Nobody here exists."""

from datetime import datetime
from typing import Final
from uuid import uuid5

from uramost import quizzes
from uramost_web.directory import finding
from uramost_web.directory.models import Person
from uramost_web.events import counting
from uramost_web.events.models import TAUGHT, Attendance, Event, Quiz, State

CAME: Final = 12
"""People at each event that is over and of which nothing is told elsewhere."""
TEST: Final = {
    "sq": "Sa kohë ruhet libri i arkës? (pyetje e trilluar)\n- Një muaj\n* Aq sa thotë rregullorja\n\n"
    "Kush e nënshkruan raportin? (pyetje e trilluar)\n* Personi përgjegjës\n- Askush",
    "sr-Cyrl": "Колико се чува благајничка књига? (измишљено питање)\n- Месец дана\n* Колико каже правилник\n\n"
    "Ко потписује извештај? (измишљено питање)\n* Одговорно лице\n- Нико",
}


def make(at: datetime) -> None:
    """After the events are there."""
    asked = quizzes.together({tag: quizzes.read(typed) for tag, typed in TEST.items()})
    for event in Event.objects.filter(kind__in=TAUGHT).order_by("pk"):
        Quiz.objects.create(event=event, questions=asked, written_by=event.created_by, written_at=event.created_at)
    told = Attendance.objects.values("session__event")
    over = Event.objects.filter(state=State.HELD).exclude(pk__in=told).select_related("municipality")
    for event in over.order_by("pk"):
        _came(event)
    counting.recount(counting.stale(), at)


def _came(event: Event) -> None:
    """People whose names are numbers, from the printed sheet; the last of them not to every session."""
    called = [f"Demo {event.municipality.slug.capitalize()} {number}" for number in range(101, 101 + CAME)]
    people = finding.enter(
        [Person(name=name, municipality=event.municipality, added_at=event.ends_at) for name in called]
    )
    for session in event.sessions.all():
        Attendance.objects.bulk_create(
            Attendance(
                session=session, person=person, mark=uuid5(event.key, f"{session.number}/{person.pk}"), how="sheet",
                noted_at=session.starts_at, stored_at=session.ends_at, by=event.created_by,
            )
            for person in people[: CAME - session.number + 1]
        )  # fmt: skip
