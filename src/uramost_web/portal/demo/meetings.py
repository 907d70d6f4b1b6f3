"""Events of the demonstration: each with a notice that the stories have told, and with made-up people who come."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any, Final
from uuid import NAMESPACE_URL, uuid5

from django.utils import timezone

from uramost_web.events import announcing, registering
from uramost_web.events.models import Event, Session, State
from uramost_web.events.registering import Asked
from uramost_web.notices.models import Notice, PublishedText
from uramost_web.portal.demo.texts import working
from uramost_web.secret_links import new_nonce

HALL: Final = {"sq": "Salla e kuvendit të komunës", "sr-Cyrl": "Сала скупштине општине", "en": "Assembly hall"}
SCHOOL: Final = {"sq": "Shkolla e mesme, salla 2", "sr-Cyrl": "Средња школа, сала 2", "en": "Secondary school, room 2"}


@dataclass(frozen=True, slots=True)
class Meeting:
    """Which notice announces it, and when it is: so many days after the publication, as its text says."""

    place: str  # slug
    title: str  # of the Albanian text, its beginning
    kind: str
    after: int
    hour: int
    hours: int
    venue: dict[str, str]
    capacity: int | None
    days: int = 1
    people: int = 0
    needs: tuple[dict[str, Any], ...] = ()
    offers: tuple[str, ...] = ("interpretation", "access", "childcare", "transport")


MEETINGS: Final = (
    Meeting("gracanice", "Dëgjim publik për buxhetin", "hearing", 14, 17, 2, HALL, None),
    Meeting(
        "gracanice", "Dëgjim publik për rrugët", "hearing", 20, 17, 2, HALL, 60, people=9,
        needs=(
            {"interpretation": "sr-Cyrl"}, {"interpretation": "sr-Cyrl", "childcare": 2}, {"interpretation": "tr"},
            {"access": "♿"}, {"transport": "Llapllasellë / Laplje Selo"},
        ),
    ),
    Meeting("gjilan", "Trajnim për librat", "training", 24, 10, 4, SCHOOL, 6, days=2, people=8, offers=("access",)),
)  # fmt: skip
READS: Final = ("sq", "sr-Cyrl", "sr-Latn", "en")


def make(at: datetime) -> int:
    """After the notices are there; how many."""
    for meeting in MEETINGS:
        event = _entered(meeting, _notice(meeting), at)
        if event.state == State.ANNOUNCED and event.starts_at > at:
            _register(event, meeting, at)
    return len(MEETINGS)


def _notice(meeting: Meeting) -> Notice:
    found = PublishedText.objects.filter(
        notice__municipality__slug=meeting.place, tag="sq", current=True, title__startswith=meeting.title
    )
    return found.select_related("notice__municipality", "notice__created_by").get().notice


def _entered(meeting: Meeting, notice: Notice, at: datetime) -> Event:
    published = notice.published_at or at
    day = working(timezone.localdate(published) + timedelta(days=meeting.after))
    zone = timezone.get_current_timezone()
    begins = [
        datetime.combine(day + timedelta(days=number), time(meeting.hour), zone) for number in range(meeting.days)
    ]
    ends = [begin + timedelta(hours=meeting.hours) for begin in begins]
    event = Event.objects.create(
        municipality=notice.municipality, notice=notice, kind=meeting.kind, venue=meeting.venue,
        capacity=meeting.capacity, languages=["sq"], offers=list(meeting.offers), starts_at=begins[0],
        ends_at=ends[-1], key=uuid5(NAMESPACE_URL, f"{meeting.place}/{notice.number}"),
        created_by=notice.created_by, created_at=published, changed_at=published,
    )  # fmt: skip
    for number, (begin, end) in enumerate(zip(begins, ends, strict=True), 1):
        Session.objects.create(event=event, number=number, starts_at=begin, ends_at=end, nonce=new_nonce())
    announcing.follow(notice, published)
    if ends[-1] <= at:
        Event.objects.filter(pk=event.pk).update(state=State.HELD)
    event.refresh_from_db()
    return event


def _register(event: Event, meeting: Meeting, at: datetime) -> None:
    """People whose names are numbers: nobody's community can be guessed from them."""
    for number in range(1, meeting.people + 1):
        asked = Asked(
            name=f"Demo {meeting.place.capitalize()} {number}",
            email=f"participant{number}.{meeting.place}@example.org",
            phone="",
            reads=READS[number % len(READS)],
            needs=meeting.needs[number - 1] if number <= len(meeting.needs) else {},
        )
        registering.register(event=event, asked=asked, key=uuid5(event.key, str(number)), at=at)
