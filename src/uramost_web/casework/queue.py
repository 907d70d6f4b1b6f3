"""The queue of the clerks: what runs, what is due next first, and how it is narrowed."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any, Final, NamedTuple

from django.db.models import F, QuerySet, TextField
from django.db.models.functions import Cast, Substr
from django.utils import timezone

from uramost import states
from uramost.text import search_key
from uramost_web.accounts.models import User
from uramost_web.casework import clocks
from uramost_web.casework.models import Case, Seat
from uramost_web.places.models import Municipality
from uramost_web.question import Question, numbers

SOON: Final = 3
"""Working days in which what is due is due soon: for the queue and for the load of the offices."""
SEARCHED: Final = 1000
"""Cases whose words are looked through; the page says when there were more."""
LONGEST_SEARCH: Final = 100
BEGINNING: Final = 160
"""Characters of a text that the queue shows."""
REFERENCE: Final = re.compile(r"\w{1,10}-\d{4}-\d{1,9}")


@dataclass(frozen=True, slots=True)
class Choice:
    """How the queue is narrowed. `whose`: all, mine, nobody; `due`: all, late, soon, wrote; empty texts narrow nothing.

    wrote: the case has ended, and its resident has written since, which nobody who works here has seen.
    """

    offices: str = "mine"
    whose: str = "all"
    due: str = "all"
    state: str = ""
    service: str = ""
    language: str = ""
    place: str = ""
    words: str = ""

    @property
    def narrows(self) -> bool:
        return self.filters or bool(self.words)

    @property
    def filters(self) -> bool:
        """Narrowed otherwise than by words."""
        return self != Choice(offices=self.offices, place=self.place, words=self.words)


ALLOWED: Final[Mapping[str, tuple[str, ...]]] = {
    "offices": ("mine", "all"),
    "whose": ("all", "mine", "nobody"),
    "due": ("all", "late", "soon", "wrote"),
    "state": ("", *(state.code for state in states.STATES)),
}
ENDED: Final = frozenset(state.code for state in states.STATES if state.clock == "stopped")


def choice(given: Mapping[str, Any]) -> Choice:
    """From an address; whatever is no choice is left out."""
    typed = {name: str(given.get(name, "")).replace("\0", "") for name in Choice.__dataclass_fields__}
    values = {name: text[:LONGEST_SEARCH].strip() for name, text in typed.items()}
    for name, allowed in ALLOWED.items():
        if values[name] not in allowed:
            values[name] = allowed[0]
    return Choice(**values)


class Row(NamedTuple):
    """What a line of the queue needs of a case, and no more: a page of `Case`s costs several times as much.

    `service` and `office` are names by language as the database keeps them, JSON; `place` is a number.
    """

    pk: int
    reference: str
    state: str
    channel: str
    language: str
    due_at: datetime | None
    closed_at: datetime | None
    paused: bool
    place: int
    service: str
    office: str
    assignee: str | None
    beginning: str


PLAIN: Final = ("pk", "reference", "state", "channel", "language", "due_at", "closed_at", "paused", "municipality_id")
JOINED: Final[Mapping[str, Any]] = {
    "service_names": Cast("service__names", TextField()),
    "office_names": Cast("office__names", TextField()),
    "assignee_name": F("assignee__name"),
    "beginning": Substr("text", 1, BEGINNING),
}


@dataclass(frozen=True, slots=True)
class Found:
    """The cases in the order of the queue, each the fields of a `Row`.

    A QuerySet, or a list where words were looked for; `number` of them there are, and `beside` of what was counted
    along with them; `cut`: there may be more.
    """

    rows: Any
    number: int
    beside: int
    cut: bool = False


def find(
    person: User,
    places: Sequence[Municipality],
    chosen: Choice,
    now: datetime,
    *,
    beside: "QuerySet[Any]",
    searched: int = SEARCHED,
) -> Found:
    """The queue of somebody in these municipalities; words are looked for in so many of its cases.

    `beside` is counted in the same statement as its cases.
    """
    here = [place.pk for place in places if chosen.place in {"", place.slug}]
    if REFERENCE.fullmatch(chosen.words):
        found = Case.objects.filter(municipality__in=here, reference=chosen.words)
        number, others = numbers(found, beside)
        return Found(_shown(found.order_by("pk")), number, others)
    seats = own_offices(person, here) if chosen.offices == "mine" else []
    # Counted by one or the other: the database finds either in an index and looks at no case. Read by both: the index
    # of a municipality has its cases in their order, and the office of each.
    base = Case.objects.filter(office__in=seats) if seats else Case.objects.filter(municipality__in=here)
    rows = narrowed(base, person, chosen, places, now)
    if chosen.words:
        hits, cut = _with_words(rows, chosen.words, searched)
        return Found(hits, len(hits), beside.count(), cut)
    number, others = numbers(rows, beside)
    return Found(_shown(rows.filter(municipality__in=here) if seats else rows), number, others)


def narrowed(rows: Any, person: User, chosen: Choice, places: Sequence[Municipality], now: datetime) -> Any:
    """By everything but offices and words."""
    ended = chosen.state in ENDED
    if chosen.due == "wrote":
        rows = rows.filter(wrote_at__isnull=False).order_by("wrote_at", "pk")
    else:
        rows = rows.order_by("-changed_at", "-pk") if ended else rows.running().by_what_is_due()
    conditions: dict[str, Any] = {
        name: value
        for name, value in (
            ("state", chosen.state), ("service__code", chosen.service), ("language", chosen.language)
        )
        if value
    }  # fmt: skip
    if chosen.whose != "all":
        conditions["assignee"] = person if chosen.whose == "mine" else None
    if chosen.due == "late":
        conditions |= {"due_at__lt": now, "paused": False}
    elif chosen.due == "soon":
        conditions |= {"due_at__range": (now, soon_until(places, now)), "paused": False}
    return rows.filter(**conditions)


def _shown(rows: Any) -> Any:
    """As the fields of a `Row`."""
    return rows.annotate(**JOINED).values_list(*PLAIN, *JOINED)


def _with_words(rows: Any, wanted: str, most: int) -> tuple[list[Any], bool]:
    """Those that have every word, in either script and with or without diacritics: of the first `most`, and whether
    there were more."""
    parts = search_key(wanted).split()
    looked = list(rows.values_list("pk", "text", "place_text", "name")[: most + 1])
    hits = []
    for pk, *texts in looked[:most]:
        said = search_key(" ".join(texts))
        if all(part in said for part in parts):
            hits.append(pk)
    found = {pk: (pk, *row) for pk, *row in _shown(Case.objects.filter(pk__in=hits))}
    return [found[pk] for pk in hits], len(looked) > most


def own_offices(person: User, places: Sequence[int]) -> list[int]:
    """The offices of these municipalities in which somebody has a seat."""
    return [office for office, place in SEATS.about(person.pk) if place in places]


SEATS: Final = Question(
    lambda person: Seat.objects.filter(user=person).values_list("office", "office__municipality"), tuple
)


def soon_until(places: Sequence[Municipality], now: datetime) -> datetime:
    """The end of the last day that is soon. Several municipalities are taken as the first: it is a filter, no limit."""
    return after_working_days(places[0], now, SOON) if places else now


def after_working_days(place: Municipality, now: datetime, days: int) -> datetime:
    """The end of the day that is so many working days after today."""
    calendar = clocks.calendar(place, now)
    day = timezone.localdate(now)
    for _step in range(days):
        day = calendar.next_working(day + timedelta(days=1))
    return timezone.make_aware(datetime.combine(day, time.max))
