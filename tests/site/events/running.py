"""Events that are run in the stories of these tests. Nobody and nothing here exists."""

from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from tests.conftest import AT
from tests.site.directory.conftest import make_one
from uramost_web.events.models import Coming, Course, Event, Kind, Registration, Session, State
from uramost_web.notices import actions as notices
from uramost_web.secret_links import new_nonce

TITLES = {"sq": "Dëgjim për rrugën", "sr-Cyrl": "Расправа о путу"}


def make_event(municipality: Any, by: Any, *, starts: datetime = AT, sessions: int = 1, **told: Any) -> Event:
    """An announced hearing of two hours on each of some days."""
    notice = notices.start(municipality=municipality, kind="hearing", by=by, at=AT)
    times = [(starts + timedelta(days=day), starts + timedelta(days=day, hours=2)) for day in range(sessions)]
    values = {"kind": Kind.HEARING, "state": State.ANNOUNCED, "titles": TITLES, "languages": ["sq"], **told}
    event = Event.objects.create(
        municipality=municipality, notice=notice, starts_at=times[0][0], ends_at=times[-1][1], key=uuid4(),
        created_by=by, created_at=AT, changed_at=AT, **values,
    )  # fmt: skip
    for number, (start, end) in enumerate(times, 1):
        Session.objects.create(event=event, number=number, starts_at=start, ends_at=end, nonce=new_nonce())
    return event


def make_course(municipality: Any, by: Any) -> Course:
    return Course.objects.create(municipality=municipality, kind=Kind.FORUM, names=TITLES, created_by=by, created_at=AT)


def register(event: Event, person: Any, **told: Any) -> Registration:
    values = {"state": Coming.REGISTERED, "reads": "sq", **told}
    place = event.registrations.count() + 1
    return Registration.objects.create(
        event=event, person=person, place=place, key=uuid4(), nonce=new_nonce(), registered_at=AT, changed_at=AT,
        **values,
    )  # fmt: skip


def register_one(event: Event, by: Any, name: str, **values: Any) -> Any:
    person = make_one(by, name, municipality=event.municipality, **values)
    register(event, person)
    return person
