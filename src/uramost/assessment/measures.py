"""An action plan: is each measure in order, how far is it, and what is late?"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

STATES: Final = ("planned", "begun", "done", "dropped")
OPEN: Final = ("planned", "begun")


@dataclass(frozen=True, slots=True)
class Measure:
    """What somebody will do by a day. `item` of the instrument it answers to; empty where it answers to none.

    `cost` in euro; None: not known, 0: it costs nothing.
    """

    what: str
    item: str = ""
    owner: str = ""
    starts: date | None = None
    due: date | None = None
    cost: Decimal | None = None
    helps: str = ""
    state: str = "planned"
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class Wrong:
    """What is wrong with a measure.

    nothing · no_owner · no_date · ends_before_it_starts{starts,due} · before_the_plan{since,day} ·
    after_the_plan{until,day} · unknown_state{state} · cost_below_nought{cost}
    """

    code: str
    field: str
    values: dict[str, str]


@dataclass(frozen=True, slots=True)
class Progress:
    """`late`: open and past its day. What was dropped counts in `dropped` only; `of` is all but those."""

    done: int
    begun: int
    planned: int
    dropped: int
    late: int

    @property
    def of(self) -> int:
        return self.done + self.begun + self.planned


def wrong(measure: Measure, since: date, until: date | None = None) -> tuple[Wrong, ...]:
    """Everything wrong with a measure of a plan that runs from `since` to `until`; nothing where it is in order."""
    return tuple(_wrong(measure, since, until))


def _wrong(measure: Measure, since: date, until: date | None) -> Iterator[Wrong]:
    for field, code in (("what", "nothing"), ("owner", "no_owner")):
        if not getattr(measure, field).strip():
            yield Wrong(code, field, {})
    if measure.due is None:
        yield Wrong("no_date", "due", {})
    if measure.starts and measure.due and measure.due < measure.starts:
        yield Wrong("ends_before_it_starts", "due", {"starts": str(measure.starts), "due": str(measure.due)})
    for field, day in (("starts", measure.starts), ("due", measure.due)):
        if day is not None and day < since:
            yield Wrong("before_the_plan", field, {"since": str(since), "day": str(day)})
        if day is not None and until is not None and day > until:
            yield Wrong("after_the_plan", field, {"until": str(until), "day": str(day)})
    if measure.state not in STATES:
        yield Wrong("unknown_state", "state", {"state": measure.state})
    if measure.cost is not None and measure.cost < 0:
        yield Wrong("cost_below_nought", "cost", {"cost": str(measure.cost)})


def is_late(state: str, due: date | None, today: date) -> bool:
    """The day itself is in time."""
    return state in OPEN and due is not None and due < today


def progress(measures: Sequence[Measure], today: date) -> Progress:
    states = [one.state for one in measures]
    late = sum(is_late(one.state, one.due, today) for one in measures)
    return Progress(states.count("done"), states.count("begun"), states.count("planned"), states.count("dropped"), late)
