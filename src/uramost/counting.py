"""Who came, each counted once, and for how many hours: once for what, and hours by which definition?

A person is counted once per session, event, course or programme, as asked: the programme this was made for has to
"count each person once across events; the same definition across partners". Numbers at one step never add up to the
number at the next: somebody in two events of a course is two at the events and one at the course.

What an hour of training is, donors define differently, and there is no common source: a `Definition` says which of the
usual ones is meant, and belongs beside every number that is reported.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Final, Literal, NamedTuple

Step = Literal["session", "event", "course", "programme"]
STEPS: Final[tuple[Step, ...]] = ("session", "event", "course", "programme")


class Came(NamedTuple):
    """Somebody was at a session of `minutes`. Course and programme are None for an event that belongs to none."""

    person: int
    session: int
    event: int
    minutes: int
    course: int | None = None
    programme: int | None = None


class Unit(NamedTuple):
    """What people are counted once in. An event of no course is a course of its own, and so on upwards."""

    step: Step
    number: int


@dataclass(frozen=True, slots=True)
class Definition:
    """Hours as somebody defines them.

    `least`: of an event's sessions, the share that a person must have come to for any of their hours to count; 0 counts
    every session that somebody came to, 1 only those who came to all. `hour`: minutes of one hour; 45 is a lesson.
    """

    least: Fraction = Fraction(0)
    hour: int = 60

    def __post_init__(self) -> None:
        if not 0 <= self.least <= 1 or self.hour < 1:
            raise ValueError("A share is between 0 and 1, an hour at least a minute.")


def unit(row: Came, step: Step) -> Unit:
    """What a row counts in at this step."""
    wanted: tuple[tuple[Step, int | None], ...] = (
        ("programme", row.programme),
        ("course", row.course),
        ("event", row.event),
        ("session", row.session),
    )
    least = STEPS.index(step)
    return next(Unit(name, number) for name, number in wanted if STEPS.index(name) <= least and number is not None)


def people(rows: Iterable[Came], step: Step) -> dict[Unit, int]:
    """How many different people came, in each unit of this step."""
    found: dict[Unit, set[int]] = {}
    for row in rows:
        found.setdefault(unit(row, step), set()).add(row.person)
    return {one: len(who) for one, who in found.items()}


def person_hours(rows: Iterable[Came], sessions: Mapping[int, int], definition: Definition) -> Fraction:
    """Hours of all people together, exactly. Somebody who is noted twice at a session was there once.

    `sessions`: event → how many sessions it has, for the share that somebody must have come to. Raises KeyError for an
    event that is not in it, and ValueError for a session whose length differs between rows.
    """
    by_person: dict[tuple[int, int], set[int]] = {}
    minutes: dict[int, int] = {}
    for row in rows:
        by_person.setdefault((row.person, row.event), set()).add(row.session)
        if minutes.setdefault(row.session, row.minutes) != row.minutes:
            raise ValueError(f"Session {row.session} has two lengths.")
    counted = (
        sum(minutes[session] for session in there)
        for (_who, event), there in by_person.items()
        if enough(len(there), sessions[event], definition.least)
    )
    return Fraction(sum(counted), definition.hour)


def enough(came: int, sessions: int, least: Fraction) -> bool:
    """Whether somebody came to as much of an event as is asked; to nothing is never enough."""
    return came > 0 and came >= least * sessions


def roots(merged: Mapping[int, int]) -> dict[int, int]:
    """Row that was merged into another → the row that stands at the end of the way. Raises ValueError for a circle."""
    found: dict[int, int] = {}
    for start in merged:
        way, at = [start], merged[start]
        while at in merged and at not in found:
            if at in way:
                raise ValueError(f"{at} was merged into itself.")
            way.append(at)
            at = merged[at]
        found |= dict.fromkeys(way, found.get(at, at))
    return found
