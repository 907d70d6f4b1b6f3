"""Events, people who come to them, and sessions: for stories of trainings. Nobody here exists."""

from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from tests.conftest import AT
from uramost_web.directory import finding
from uramost_web.directory.models import Person
from uramost_web.events.models import Attendance, Course, Event, Registration, Session
from uramost_web.notices.models import Notice


def people(*names: str) -> list[Person]:
    return finding.enter([Person(name=name, added_at=AT) for name in names])


def hold(place: Any, by: Any, *sessions: datetime, kind: str = "training", minutes: int = 90, **more: Any) -> Event:
    """An event with a session at each of these moments."""
    number = Notice.objects.filter(municipality=place).count() + 1
    notice = Notice.objects.create(municipality=place, number=number, kind="information", created_by=by, created_at=AT)
    long = timedelta(minutes=minutes)
    values = {"titles": {"sq": "Trajnim i trilluar", "sr-Cyrl": "Измишљена обука"}, "state": "held", **more}
    event = Event.objects.create(
        municipality=place, notice=notice, kind=kind, starts_at=min(sessions), ends_at=max(sessions) + long,
        key=uuid4(), created_by=by, created_at=AT, changed_at=AT, **values,
    )  # fmt: skip
    Session.objects.bulk_create(
        Session(event=event, number=number, starts_at=at, ends_at=at + long, nonce=uuid4().hex)
        for number, at in enumerate(sessions, 1)
    )
    return event


def came(event: Event, *who: Person, sessions: tuple[int, ...] = (1,)) -> None:
    for session in event.sessions.filter(number__in=sessions):
        for person in who:
            Attendance.objects.create(
                session=session, person=person, mark=uuid4(), how="sheet", noted_at=AT, stored_at=AT
            )


def course(by: Any, **more: Any) -> Course:
    values = {"kind": "training", "names": {"sq": "Kurs", "sr-Cyrl": "Курс"}, **more}
    return Course.objects.create(created_by=by, created_at=AT, **values)


def register(event: Event, person: Person, **more: Any) -> Registration:
    values = {"state": "registered", "reads": "sr-Cyrl", "place": event.registrations.count() + 1, **more}
    return Registration.objects.create(
        event=event, person=person, key=uuid4(), nonce=uuid4().hex, registered_at=AT, changed_at=AT, **values
    )
