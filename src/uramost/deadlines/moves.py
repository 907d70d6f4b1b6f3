"""A holiday is added or removed while cases run: which last days move, from what to what?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from uramost.deadlines.calendar import Calendar
from uramost.deadlines.clock import Clock
from uramost.deadlines.counting import course, moment_of, promised_in


@dataclass(frozen=True, slots=True)
class Move:
    """The dates of one case before and after; `key` is the caller's. None for a norm that is not there."""

    key: str
    was: datetime
    now: datetime
    was_planned: date | None
    now_planned: date | None

    @property
    def later(self) -> bool:
        """True: the resident may wait longer; False: the authority has less time than it was told."""
        return (self.now, self.now_planned or date.min) > (self.was, self.was_planned or date.min)


def moved(clocks: Iterable[tuple[str, Clock]], before: Calendar, after: Calendar) -> tuple[Move, ...]:
    """The moves, in the order of the cases. An answered case does not move, nor one whose clock stands.

    An extension that held in the calendar before holds in the one after.
    """
    return tuple(move for key, clock in clocks if (move := _move(key, clock, before, after)) is not None)


def _move(key: str, clock: Clock, before: Calendar, after: Calendar) -> Move | None:
    if clock.answered_at is not None:
        return None
    held = course(clock, before).accepted
    granted = replace(clock, extensions=tuple(replace(entry, granted=True) for entry in held))
    (was, was_planned), (now, now_planned) = _dates(granted, before), _dates(granted, after)
    if was is None or now is None or (was, was_planned) == (now, now_planned):
        return None
    return Move(key, was, now, was_planned, now_planned)


def _dates(clock: Clock, calendar: Calendar) -> tuple[datetime | None, date | None]:
    counted = course(clock, calendar)
    planned = promised_in(clock, calendar, counted)
    return moment_of(clock, calendar, counted, counted.total), planned.date() if planned else None
