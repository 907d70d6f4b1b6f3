"""An index that units come into and go from, without being built anew each time.

New texts wait in a short tail that is searched in full. A tail that has grown becomes a level, an index of its own, and
takes those levels with it that are not much larger; so each text is indexed a few times in all, and a question asks
few levels. Units that are gone are only struck out of the levels they may be in.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np

from uramost.memory.index import Index, Scored, built, ratios

TAIL = 1024  # texts searched in full
LARGER = 4  # a level this many times as large as what is to be indexed stays as it is


@dataclass(slots=True)
class Level:
    """An index and the numbers in it that are gone. A `fixed` one is kept however many that are."""

    index: Index
    fixed: bool = False
    struck: set[int] = field(default_factory=set)

    def entries(self) -> Iterator[tuple[int, str]]:
        return self.index.entries(self.struck)


class Live:
    """Comparable texts by number; those of `base` belong to somebody else, who builds it."""

    def __init__(self, base: Index | None = None, *, tail: int = TAIL) -> None:
        self._longest_tail = tail
        self.levels = [Level(base, fixed=True)] if base is not None else []
        self.tail: dict[int, str] = {}

    def add(self, entries: Iterable[tuple[int, str]]) -> None:
        """Take texts in under numbers that are not in use."""
        self.tail.update(entries)
        if len(self.tail) > self._longest_tail:
            self.settle()

    def strike(self, numbers: Iterable[int]) -> None:
        """Take texts out; it does no harm to name a number that is not there."""
        for number in numbers:
            if self.tail.pop(number, None) is None:
                for level in self.levels:
                    level.struck.add(number)
        if any(not level.fixed and 2 * len(level.struck) > len(level.index) for level in self.levels):
            self.settle()

    def settle(self) -> None:
        """Index what waits: the tail becomes a level, together with the small ones and those that are half gone."""
        entries = dict(self.tail)
        kept = []
        for level in reversed(self.levels):
            gone = 2 * len(level.struck) > len(level.index)
            if level.fixed or (len(level.index) > LARGER * len(entries) and not gone):
                kept.append(level)
            else:
                entries = {**dict(level.entries()), **entries}
        self.levels = kept[::-1]
        self.tail = {}
        if entries:
            self.levels.append(Level(built(entries.items())))

    def best(self, asked: str, minimum: float, limit: int | None) -> list[Scored]:
        """As `Index.best`, over all levels and the tail."""
        found = [pair for level in self.levels for pair in level.index.best(asked, minimum, limit, level.struck)]
        return self._with_tail(found, asked, minimum, limit)

    def best_of_each(self, asked: Sequence[str], minimum: float, limit: int | None) -> list[list[Scored]]:
        """`best` for each of many texts."""
        levels = [level.index.best_of_each(asked, minimum, limit, level.struck) for level in self.levels]
        found = zip(*levels, strict=True) if levels else [()] * len(asked)
        return [
            self._with_tail([pair for one in some for pair in one], text, minimum, limit)
            for text, some in zip(asked, found, strict=True)
        ]

    def _with_tail(self, found: list[Scored], asked: str, minimum: float, limit: int | None) -> list[Scored]:
        if self.tail:
            scores = ratios(asked, list(self.tail.values()), minimum)
            numbers = list(self.tail)
            found += [(float(scores[place]), numbers[place]) for place in np.flatnonzero(scores >= minimum)]
        return sorted(found, key=lambda one: (-one[0], one[1]))[:limit]
