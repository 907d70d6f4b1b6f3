"""The queue of the clerks: what runs, what is due next first, and how it is narrowed."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any, Final

from django.db.models.functions import Substr
from django.utils import timezone

from uramost import states
from uramost.text import search_key
from uramost_web.accounts.models import User
from uramost_web.casework import clocks
from uramost_web.casework.models import Case
from uramost_web.places.models import Municipality

SOON: Final = 2
"""Working days in which what is due is due soon."""
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
        return self != Choice(offices=self.offices, place=self.place)


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


@dataclass(frozen=True, slots=True)
class Found:
    """The cases in the order of the queue: a QuerySet, or a list where words were looked for."""

    rows: Any
    cut: bool = False


def find(
    person: User, places: Sequence[Municipality], chosen: Choice, now: datetime, *, searched: int = SEARCHED
) -> Found:
    """The queue of somebody in these municipalities; words are looked for in so many of its cases."""
    here = [place.pk for place in places if chosen.place in {"", place.slug}]
    if REFERENCE.fullmatch(chosen.words):
        found = Case.objects.filter(municipality__in=here, reference=chosen.words)
        return Found(_shown(found.order_by("pk")))
    seats = own_offices(person, here) if chosen.offices == "mine" else []
    # One or the other: the database finds either in an index and counts without looking at a single case.
    rows = Case.objects.filter(office__in=seats) if seats else Case.objects.filter(municipality__in=here)
    rows = narrowed(rows, person, chosen, places, now)
    return _with_words(rows, chosen.words, searched) if chosen.words else Found(_shown(rows))


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
    """What a line needs, and no more: a case may be long."""
    return (
        rows.select_related("municipality", "service", "office", "assignee")
        .annotate(beginning=Substr("text", 1, BEGINNING))
        .defer("text", "given", "limit", "routed_by", "public_text", "service__descriptions", "service__questions")
    )


def _with_words(rows: Any, wanted: str, most: int) -> Found:
    """Those that have every word, in either script and with or without diacritics: of the first `most`."""
    parts = search_key(wanted).split()
    looked = list(rows.values_list("pk", "text", "place_text", "name")[: most + 1])
    hits = []
    for pk, *texts in looked[:most]:
        said = search_key(" ".join(texts))
        if all(part in said for part in parts):
            hits.append(pk)
    found = {row.pk: row for row in _shown(Case.objects.filter(pk__in=hits))}
    return Found([found[pk] for pk in hits], cut=len(looked) > most)


def own_offices(person: User, places: Sequence[int]) -> list[int]:
    """The offices of these municipalities in which somebody has a seat."""
    return list(person.seats.filter(office__municipality__in=places).values_list("office", flat=True))


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
