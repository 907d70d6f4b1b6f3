"""Which languages does a place owe, for which act, since when, and by which source?

A status (this language, in this place, since then) and a duty (a status owes this act) are entered by people and
dated. Nothing here turns a census into a status: `hint` is for showing beside one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

EVERYWHERE = "*"
STRENGTHS = ("owed", "on_request")  # strongest first
ACTS = ("publish", "serve", "reply")


class NoStatus(LookupError):
    """Nobody has entered a language status for this place, not even one that holds everywhere."""

    def __init__(self, place: str) -> None:
        super().__init__(place)
        self.place = place


@dataclass(frozen=True, slots=True)
class Status:
    """A language has a status in a place, from `since` to `until` (both days included; None is open or not known)."""

    place: str  # the code of a place, or "*"
    language: str  # a language, not a script: one language may have several publication tags
    status: str  # a code of the pack
    basis: str  # a code of the pack
    regulation: str  # number of the deciding act; "" where it was not found
    since: date | None
    until: date | None
    source: str
    disputed: bool = False  # sources contradict each other: shown, never owed
    note: str = ""  # a code of the pack's names of kind "note"


@dataclass(frozen=True, slots=True)
class Duty:
    """What a status obliges the place to: `act` is one of ACTS, `strength` one of STRENGTHS."""

    status: str
    act: str
    strength: str
    source: str


@dataclass(frozen=True, slots=True)
class Owed:
    """A language owed for an act, and why."""

    language: str
    strength: str
    status: Status
    duty: Duty


@dataclass(frozen=True, slots=True)
class Tongue:
    """A publication tag (BCP 47): a language in one script; `derived_from` is the tag its text is made from."""

    tag: str
    language: str
    autonym: str
    derived_from: str = ""


@dataclass(frozen=True, slots=True)
class Threshold:
    """A size of a language group at which a law gives a status: a share in percent, a number of people, or either."""

    code: str
    status: str
    percent: Fraction | None
    count: int | None
    source: str

    def reached(self, count: int, population: int) -> bool:
        by_share = self.percent is not None and population > 0 and 100 * count >= self.percent * population
        return by_share or (self.count is not None and count >= self.count)


@dataclass(frozen=True, slots=True)
class Hint:
    """What a census says beside a status: a share (0 to 1; None where nobody lives) and the thresholds it reaches."""

    count: int
    population: int
    share: Fraction | None
    reached: tuple[Threshold, ...]


def owed(statuses: Iterable[Status], duties: Iterable[Duty], *, place: str, act: str, on: date) -> tuple[Owed, ...]:
    """The languages a place owes for an act on a day: one entry per language, by its strongest status.

    Owed before on request, then by language. Disputed statuses owe nothing. Raises NoStatus when no status at all,
    whatever its dates, is entered for the place.
    """
    relevant = _of_place(statuses, place)
    if not relevant:
        raise NoStatus(place)
    duties_of_act = [duty for duty in duties if duty.act == act]
    found = sorted(
        (
            Owed(status.language, duty.strength, status, duty)
            for status in relevant
            for duty in duties_of_act
            if duty.status == status.status and not status.disputed and _in_force(status, on)
        ),
        key=_strength_first,
    )
    strongest: dict[str, Owed] = {}
    for entry in found:
        strongest.setdefault(entry.language, entry)
    return tuple(strongest.values())


def disputed(statuses: Iterable[Status], *, place: str, on: date) -> tuple[Status, ...]:
    """The statuses sources disagree about in a place on a day, by language."""
    found = [status for status in _of_place(statuses, place) if status.disputed and _in_force(status, on)]
    return tuple(sorted(found, key=lambda status: (status.language, status.status, status.source)))


def forms(language: str, tongues: Sequence[Tongue]) -> tuple[str, ...]:
    """The publication tags of a language: the stored one first, then those derived from it."""
    of_language = [tongue for tongue in tongues if tongue.language == language]
    return tuple(
        tongue.tag for tongue in sorted(of_language, key=lambda tongue: (bool(tongue.derived_from), tongue.tag))
    )


def stored(language: str, tongues: Sequence[Tongue]) -> str:
    """The tag in which the approved text of a language is kept. Raises KeyError for a language without one."""
    for tongue in tongues:
        if tongue.language == language and not tongue.derived_from:
            return tongue.tag
    raise KeyError(language)


def hint(count: int, population: int, thresholds: Iterable[Threshold]) -> Hint:
    """Which thresholds a language group reaches. For showing beside a status; it never makes one."""
    share = Fraction(count, population) if population else None
    return Hint(count, population, share, tuple(entry for entry in thresholds if entry.reached(count, population)))


def _of_place(statuses: Iterable[Status], place: str) -> list[Status]:
    return [status for status in statuses if status.place in (place, EVERYWHERE)]


def _in_force(status: Status, on: date) -> bool:
    return (status.since is None or status.since <= on) and (status.until is None or on <= status.until)


def _strength_first(entry: Owed) -> tuple[int, str, bool, date, date, tuple[str, ...]]:
    """Every field counts in the end, so that one entry comes first whatever the order they were entered in."""
    status, duty = entry.status, entry.duty
    return (
        STRENGTHS.index(entry.strength),
        entry.language,
        status.place != EVERYWHERE,
        status.since or date.max,
        status.until or date.max,
        (status.status, status.basis, status.source, status.regulation, status.note, duty.source),
    )
