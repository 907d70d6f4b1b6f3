"""How events are found: by the words of their titles, with a slip, as organisations are; narrowed, and by the page."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final

from django.db import models

from uramost_web.directory import finding
from uramost_web.places.words import Words

PAGE: Final = 25
LONGEST_SEARCH: Final = 100
MOST_PAGES: Final = 2000


class EventWord(models.Model):
    """A word of an event's title in any language; with what lists go by, so that one index finds and orders them."""

    word = models.CharField(max_length=finding.LONGEST)
    event = models.ForeignKey("events.Event", models.CASCADE, related_name="words")
    ends_at = models.DateTimeField(help_text="as the event has it")
    public = models.BooleanField(help_text="the event is not being prepared any more")

    class Meta:
        constraints = (models.UniqueConstraint(name="a_word_of_an_event_once", fields=("event", "word")),)
        indexes = (models.Index(fields=("word", "public", "ends_at", "event"), name="events_of_a_word"),)

    def __str__(self) -> str:
        return f"{self.word}: {self.event_id}"


def index(event: Any) -> None:
    """After its titles, its time or its state have changed."""
    wanted = {word for title in event.titles.values() for word in finding.words_of_organisation(title)}
    public = event.state != "draft"
    finding.know(wanted)
    EventWord.objects.filter(event=event).exclude(word__in=wanted).delete()
    EventWord.objects.filter(event=event).update(ends_at=event.ends_at, public=public)
    rows = [EventWord(word=word, event=event, ends_at=event.ends_at, public=public) for word in sorted(wanted)]
    EventWord.objects.bulk_create(rows, ignore_conflicts=True)


@dataclass(frozen=True, slots=True)
class Choice:
    """How a list is narrowed; empty texts narrow nothing. `when`: "" what comes, "past" what was."""

    q: str = ""
    place: str = ""
    kind: str = ""
    state: str = ""
    when: str = ""

    @property
    def narrows(self) -> bool:
        return bool(self.q or self.place or self.kind or self.state)


def choice(given: Mapping[str, Any], seen: Words, kinds: Mapping[str, Any], states: Mapping[str, Any]) -> Choice:
    """From an address; what is no choice is left out."""
    typed = {
        name: str(given.get(name, "")).replace("\0", "").strip()[:LONGEST_SEARCH] for name in Choice.__match_args__
    }
    return Choice(
        q=typed["q"],
        place=typed["place"] if seen.by_slug(typed["place"]) else "",
        kind=typed["kind"] if typed["kind"] in kinds else "",
        state=typed["state"] if typed["state"] in states else "",
        when=typed["when"] if typed["when"] == "past" else "",
    )


@dataclass(frozen=True, slots=True)
class Part:
    """A page of a list: its rows, its number from 1, and whether there is another. Nothing is counted for it."""

    rows: Sequence[Any]
    number: int
    more: bool
    near: bool = False
    cut: bool = False

    @property
    def first(self) -> int:
        """The place of its first row in the list."""
        return (self.number - 1) * PAGE + 1


def part(  # noqa: PLR0917 - what a list is asked for
    rows: Any, chosen: Choice, seen: Words, now: datetime, page: str, columns: Sequence[str], *, public: bool
) -> Part:
    """`rows` narrowed: what is over soonest first, or what was, latest first; values of `columns`.

    By their ends, so that one index gives what is to come and its order. `public`: `rows` are all that are public;
    otherwise they are all there are, or some.
    """
    narrowed = not public and bool(rows.query.where)
    if place := seen.by_slug(chosen.place):
        rows, narrowed = rows.filter(municipality=place.pk), True
    if chosen.kind:
        rows, narrowed = rows.filter(kind=chosen.kind), True
    if chosen.state:
        rows, narrowed = rows.filter(state=chosen.state), True
    number = int(page) if page.isascii() and page.isdigit() and len(page) < 10 and 0 < int(page) <= MOST_PAGES else 1
    begin, past = (number - 1) * PAGE, chosen.when == "past"
    if not chosen.q:
        some = _ordered(rows, past, now).values_list(*columns)[begin : begin + PAGE + 1]
        return _part(list(some), number)
    asked = finding.asked_organisations(chosen.q)
    words = _having(asked, past, now, among=rows if narrowed else None, states=(True,) if public else (True, False))
    found = list(words[begin : begin + PAGE + 1])
    shown = rows.model.objects.filter(pk__in=found).order_by(*_order(past)).values_list(*columns)
    return replace(_part(list(shown), number), near=asked.near, cut=asked.cut)


def _part(some: list[Any], number: int) -> Part:
    return Part(some[:PAGE], number, len(some) > PAGE)


def _order(past: bool) -> tuple[str, str]:
    return ("-ends_at", "-pk") if past else ("ends_at", "pk")


def _ordered(rows: Any, past: bool, now: datetime) -> Any:
    return (rows.filter(ends_at__lt=now) if past else rows.filter(ends_at__gte=now)).order_by(*_order(past))


def _having(asked: finding.Asked, past: bool, now: datetime, *, among: Any, states: tuple[bool, ...]) -> Any:
    """Keys of events that have every word, in order; of `among`, or of those that are public or not as `states` say."""
    if not asked:
        return EventWord.objects.none().values_list("event", flat=True)
    first, *others = asked.words
    found = EventWord.objects.filter(word__in=first)
    for words in others:
        found = found.filter(event__in=EventWord.objects.filter(word__in=words).values("event"))
    # "IN (1)": for a bare truth value SQLite does not go down the index.
    found = found.filter(public__in=states) if among is None else found.filter(event__in=among.values("pk"))
    found = found.filter(ends_at__lt=now) if past else found.filter(ends_at__gte=now)
    order = ("-ends_at", "-event") if past else ("ends_at", "event")
    keys = found.order_by(*order).values_list("event", flat=True)
    return keys if len(first) == 1 else keys.distinct()
