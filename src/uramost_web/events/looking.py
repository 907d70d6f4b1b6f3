"""How events are found: by the words of their titles, with a slip, as organisations are; narrowed, and by the page."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.db import models

from uramost_web.directory import finding
from uramost_web.places.words import Words

PAGE: Final = 25
LONGEST_SEARCH: Final = 100


class EventWord(models.Model):
    """A word of an event's title in any language."""

    word = models.CharField(max_length=finding.LONGEST)
    event = models.ForeignKey("events.Event", models.CASCADE, related_name="words")

    class Meta:
        constraints = (models.UniqueConstraint(name="a_word_of_an_event_once", fields=("word", "event")),)

    def __str__(self) -> str:
        return f"{self.word}: {self.event_id}"


def index(event: int, titles: Mapping[str, str]) -> None:
    """After its titles have changed."""
    wanted = {word for title in titles.values() for word in finding.words_of_organisation(title)}
    finding.keep_words(EventWord, "event", event, wanted)


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
class Found:
    """Rows in order; `near`: only words written similarly were found; `cut`: too many words begin so."""

    rows: Any
    near: bool = False
    cut: bool = False


def events(rows: Any, chosen: Choice, seen: Words, now: datetime) -> Found:
    """`rows` narrowed: what comes soonest first, or what was, latest first."""
    if place := seen.by_slug(chosen.place):
        rows = rows.filter(municipality=place.pk)
    if chosen.kind:
        rows = rows.filter(kind=chosen.kind)
    if chosen.state:
        rows = rows.filter(state=chosen.state)
    found = Found(rows)
    if chosen.q:
        asked = finding.asked_organisations(chosen.q)
        found = Found(finding.having(asked, rows, EventWord, "event"), asked.near, asked.cut)
    if chosen.when == "past":
        return Found(found.rows.filter(ends_at__lt=now).order_by("-starts_at", "-pk"), found.near, found.cut)
    return Found(found.rows.filter(ends_at__gte=now).order_by("starts_at", "pk"), found.near, found.cut)
