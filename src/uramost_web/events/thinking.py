"""What those who came think of an event: asked once, through their own link, and told without names."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db import IntegrityError, transaction

from uramost.gains import FEWEST
from uramost_web.events.evaluations import ASKED, Evaluated, Evaluation
from uramost_web.events.models import Coming, Event, Registration, State

LONGEST: Final = timedelta(days=60)
LONGEST_WORDS: Final = 2000


class CannotEvaluate(ValueError):
    """Not now, not by this person, or once already."""


def may_evaluate(registration: Registration, at: datetime) -> bool:
    """From the beginning of the last session on, for two months, once."""
    event = registration.event
    last = event.sessions.last()
    open_now = last is not None and last.starts_at <= at < event.ends_at + LONGEST
    stands = registration.state == Coming.REGISTERED and event.state in {State.ANNOUNCED, State.HELD}
    return open_now and stands and not Evaluated.objects.filter(registration=registration).exists()


def evaluate(*, registration: Registration, marks: Mapping[str, int | None], words: str, at: datetime) -> None:
    """Keep what was said, and beside it that this person has said it. Raises `CannotEvaluate`."""
    if not may_evaluate(registration, at):
        raise CannotEvaluate
    try:
        with transaction.atomic():
            Evaluated.objects.create(registration=registration)
            values = {name: marks.get(name) for name in ASKED}
            Evaluation.objects.create(event_id=registration.event_id, words=words[:LONGEST_WORDS].strip(), **values)
    except IntegrityError:
        raise CannotEvaluate from None


@dataclass(frozen=True, slots=True)
class Marked:
    """Of one question: how many gave which mark, from 1 to 5, and their mean; None of fewer than five marks."""

    asked: str
    number: int
    mean: float | None
    counts: tuple[int, ...] | None


@dataclass(frozen=True, slots=True)
class Thought:
    """What a group said; nothing but that it is too small, of fewer than five. Words in an order by chance."""

    number: int
    marks: tuple[Marked, ...] = ()
    words: tuple[str, ...] = ()


def thought(event: Event) -> Thought:
    """What may be shown of an event."""
    rows = list(event.evaluations.order_by("key").values_list(*ASKED, "words"))
    if len(rows) < FEWEST:
        return Thought(0)
    marks = []
    for place, name in enumerate(ASKED):
        given = [row[place] for row in rows if row[place] is not None]
        enough = len(given) >= FEWEST
        counts = tuple(given.count(mark) for mark in range(1, 6)) if enough else None
        marks.append(Marked(name, len(given) if enough else 0, sum(given) / len(given) if enough else None, counts))
    return Thought(len(rows), tuple(marks), tuple(row[-1] for row in rows if row[-1]))
