"""Events in lists: each a line, read as plain values, so that a page costs the same however many there are."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.safestring import SafeString

from uramost_web.events import wording
from uramost_web.events.models import Kind, State
from uramost_web.places.words import Words

COLUMNS: Final = ("pk", "kind", "state", "municipality_id", "titles", "starts_at", "ends_at")
_KINDS: Final[dict[str, str | Promise]] = dict(Kind.choices)
_STATES: Final[dict[str, str | Promise]] = dict(State.choices)


@dataclass(frozen=True, slots=True)
class Line:
    """`title` is empty for an event that has none yet; `cancelled` is said in every list."""

    pk: int
    kind: str
    state: str
    place: str
    title: SafeString
    when: str
    cancelled: bool
    tone: str


TONES: Final = {State.DRAFT: "warning", State.ANNOUNCED: "good", State.HELD: "quiet", State.CANCELLED: "bad"}


def lines(rows: Iterable[Any], seen: Words) -> list[Line]:
    """`rows` have `COLUMNS`."""
    return [
        Line(
            pk=pk,
            kind=str(_KINDS[kind]),
            state=str(_STATES[state]),
            place=seen.places[place].name if place in seen.places else "",
            title=wording.shown(titles, seen),
            when=wording.when(starts, ends),
            cancelled=state == State.CANCELLED,
            tone=TONES[State(state)],
        )
        for pk, kind, state, place, titles, starts, ends in rows
    ]
