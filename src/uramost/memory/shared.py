"""A memory whose units live elsewhere, in rows that many processes read and write, asked through one mapped file.

The rows are the truth. The index is made from them once in a while, never changed, and mapped by every process; what
is newer than it, a process reads from the rows and keeps. **The index proposes, the rows decide**: what is found is
fetched before it is offered, so a unit that was removed is never shown, and one that was changed is scored as it is.

A row whose text changes should get a new number: a change under the old number is noticed where the old text is found,
and everywhere with the next index.
"""

import sys
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple, Protocol

from rapidfuzz import fuzz

from uramost.memory import arrays, concordance, index
from uramost.memory.index import Scored
from uramost.memory.live import Live
from uramost.memory.offer import Question, different, offer, ranked, warned
from uramost.memory.unit import Match, Unit, comparable, comparables
from uramost.text import fold

Allowed = Callable[[Unit], bool]

FIRST = 16  # proposals looked at beside four for each match that is wanted
UNINDEXED = 1024  # that many newer units and a share of all, and the index should be made anew
DEAD = 64  # … or that many that are no more, and a share
AT_ONCE = 4096  # texts put into their comparable form together
TOGETHER = 1000  # questions whose proposals are held at once
MOST_ASKED = 4096  # proposals looked at for one question, however many of them may not be shown


def anyone(unit: Unit) -> bool:
    """Every unit may be shown."""
    return True


class Entry(NamedTuple):
    """A unit as it is indexed."""

    number: int
    source: str
    target: str


class Rows(Protocol):
    """Where the units are. Numbers are never used again; what is newer has a higher one."""

    def stamp(self, after: int) -> Hashable:
        """Another one when a row with a higher number than `after` has come or gone; quickly asked."""

    def count(self, after: int, up_to: int) -> int:
        """How many there are with numbers above `after`, `up_to` the other."""

    def numbers(self, after: int) -> Collection[int]:
        """Of all rows with a higher number than `after`."""

    def entries(self, numbers: Collection[int]) -> Iterable[Entry]:
        """Those of these numbers that are there."""

    def everything(self) -> Iterable[tuple[int, str, str]]:
        """All of them, as of one moment: number, source and target, as plain as the rows come."""

    def units(self, numbers: Collection[int]) -> Mapping[int, Unit]:
        """Those of these numbers that are there."""

    def identity(self, last: int) -> str:
        """Tells these rows, up to number `last`, from another database's; the same while none of them is added."""


@dataclass(frozen=True, slots=True)
class Made:
    """An index that was made: how many units it has, the last of their numbers, and which rows they are of."""

    units: int
    last: int
    identity: str


def make(rows: Rows, path: Path, *, settled: Callable[[], int]) -> Made:
    """Write the index of all rows. `settled` gives a number up to which no row is still on its way."""
    last = settled()
    entries = [entry for entry in rows.everything() if entry[0] <= last]
    found = index.built(_comparable(entries))
    parts = {**found.arrays(), **concordance.sides(entries).arrays()}
    made = Made(len(entries), last, rows.identity(last))
    path.parent.mkdir(parents=True, exist_ok=True)
    arrays.write(path, parts, {"units": made.units, "last": made.last, "identity": made.identity})
    return made


def is_due(rows: Rows, path: Path) -> bool:
    """Whether the index is missing, or another's, or lacks so many rows or has so many that are no more."""
    try:
        _, about = arrays.opened(path)
        last, units = int(about["last"]), int(about["units"])
        if about["identity"] != rows.identity(last):
            return True
    except (FileNotFoundError, arrays.NotAnIndex, KeyError):
        last, units = 0, 0
    newer, gone = rows.count(last, sys.maxsize), units - rows.count(0, last)
    return newer > UNINDEXED + units // 32 or gone > DEAD + units // 8


class Shared:
    """Rows and their index in a file, which need not be there. For one thread at a time."""

    def __init__(self, rows: Rows, path: Path, *, language: str | None = None) -> None:
        self.language = language
        self._rows, self._path = rows, path
        self._file: Hashable = ()
        self._start(None, 0)

    def _start(self, opened: arrays.Arrays | None, last: int) -> None:
        self._live = Live(index.of(opened) if opened else None)
        self._sides = concordance.of(opened) if opened else None
        self._last = last
        self._known: set[int] = set()
        self._folded: dict[int, tuple[str, str]] = {}
        self._stamp: Hashable = None

    # Keeping up with the rows ------------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Map a newer index if there is one, and read the rows that are newer than it."""
        seen = _seen(self._path)
        if seen != self._file:
            self._file = seen
            self._open()
        stamp = self._rows.stamp(self._last)
        if stamp == self._stamp:
            return
        numbers = set(self._rows.numbers(self._last))
        self._live.strike(self._known - numbers)
        for number in self._known - numbers:
            self._folded.pop(number, None)
        new = numbers - self._known
        entries = list(self._rows.entries(new)) if new else []
        self._live.add(_comparable(entries))
        lines = zip(*(concordance.folded(side) for side in _both(entries)), strict=True)
        self._folded |= zip((entry.number for entry in entries), lines, strict=True)
        self._known = (self._known & numbers) | {entry.number for entry in entries}
        self._stamp = stamp

    def _open(self) -> None:
        try:
            opened, about = arrays.opened(self._path)
            if about["identity"] == self._rows.identity(about["last"]):
                self._start(opened, about["last"])
                return
        except (FileNotFoundError, arrays.NotAnIndex, KeyError):
            pass
        self._start(None, 0)

    # Asking ------------------------------------------------------------------------------------------------------

    def lookup(
        self,
        question: Question,
        minimum: float = 70,
        limit: int = 5,
        allowed: Allowed = anyone,
    ) -> list[Match]:
        """The best `limit` translations that may be shown, each once, of texts that are `minimum` or more alike."""
        self.refresh()
        return self._asked(question, minimum, limit, allowed)

    def lookup_many(
        self,
        questions: Sequence[Question],
        minimum: float = 70,
        limit: int = 1,
        allowed: Allowed = anyone,
    ) -> list[list[Match]]:
        """As `lookup`, for a whole document: the index and the rows are gone through once, an equal question too."""
        self.refresh()
        keys = {(question.text, question.context): question for question in questions}
        different_ones = list(keys.values())
        asked: dict[Any, list[Match]] = {}
        for start in range(0, len(different_ones), TOGETHER):
            some = different_ones[start : start + TOGETHER]
            for question, matches in zip(some, self._all_asked(some, minimum, limit, allowed), strict=True):
                asked[question.text, question.context] = matches
        return [asked[question.text, question.context] for question in questions]

    def _all_asked(
        self, questions: Sequence[Question], minimum: float, limit: int, allowed: Allowed
    ) -> Iterator[list[Match]]:
        """What is looked at first is found and fetched for all questions together; the rest is as for one."""
        found = self._live.best_of_each([comparable(question.text) for question in questions], minimum, _first(limit))
        units = self._rows.units({number for some in found for _, number in some})
        for question, some in zip(questions, found, strict=True):
            yield self._asked(question, minimum, limit, allowed, found=some, units=units)

    def _asked(
        self,
        question: Question,
        minimum: float,
        limit: int,
        allowed: Allowed,
        *,
        found: list[Scored] | None = None,
        units: Mapping[int, Unit] | None = None,
    ) -> list[Match]:
        """More are looked at than are wanted: penalties, context and replaced facts put them in another order.

        `found` and `units` are what there is first, where it is known already.
        """
        text, wanted = comparable(question.text), _first(limit)
        while True:
            if found is None or units is None:
                found = self._live.best(text, minimum, wanted)
                units = self._rows.units([number for _, number in found])
            if self._put_right(text, found, units):
                found = None
                continue
            shown = ((units[number], score) for score, number in found if allowed(units[number]))
            matches = different(ranked([offer(question, unit, score) for unit, score in shown]))
            enough = len(matches) >= limit and found[-1][0] < 100  # all that are the same, for one may be in context
            if enough or len(found) < wanted or wanted >= MOST_ASKED:
                return [warned(question, match) for match in matches[:limit]]
            wanted, found = min(4 * wanted, MOST_ASKED), None

    def _put_right(self, text: str, found: Sequence[Scored], units: Mapping[int, Unit]) -> bool:
        """Strike what is gone and index what has changed since; whether there was any such unit."""
        gone = [number for _, number in found if number not in units]
        now = {number: comparable(units[number].source) for _, number in found if number in units}
        changed = [number for score, number in found if number in now and fuzz.ratio(text, now[number]) != score]
        self._live.strike((*gone, *changed))
        self._live.add((number, now[number]) for number in changed)
        return bool(gone or changed)

    def concordance(self, part: str, limit: int = 20, allowed: Allowed = anyone) -> list[Unit]:
        """Units in which `part` occurs, in either language, script, with or without marks; shortest sources first."""
        wanted = fold(part)
        if not wanted:
            return []
        self.refresh()
        units: list[Unit] = []
        holding = self._holding(wanted)
        while len(units) < limit and (some := [number for number, _ in zip(holding, range(limit), strict=False)]):
            present = self._rows.units(some)
            units += [present[number] for number in some if number in present and allowed(present[number])]
        return units[:limit]

    def _holding(self, wanted: str) -> Iterator[int]:
        newer = sorted(
            (wanted not in sides[0], len(sides[0]), number)
            for number, sides in self._folded.items()
            if wanted in sides[0] or wanted in sides[1]
        )
        yield from (number for _, _, number in newer)
        if self._sides is not None:
            yield from self._sides.holding(wanted)


def _comparable(entries: Sequence[tuple[int, str, str]]) -> Iterator[tuple[int, str]]:
    for start in range(0, len(entries), AT_ONCE):
        some = entries[start : start + AT_ONCE]
        yield from zip((entry[0] for entry in some), comparables([entry[1] for entry in some]), strict=True)


def _both(entries: Iterable[Entry]) -> tuple[list[str], list[str]]:
    return [entry.source for entry in entries], [entry.target for entry in entries]


def _first(limit: int) -> int:
    """How many proposals are looked at before more are asked for."""
    return FIRST + 4 * limit


def _seen(path: Path) -> Hashable:
    """Another one when the file is another."""
    try:
        found = path.stat()
    except FileNotFoundError:
        return None
    return found.st_ino, found.st_mtime_ns, found.st_size
