"""A fact in a text: an amount, a date, an article of a law, with one value in whatever language it is written."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from uramost.checks.reading import Reading


@dataclass(frozen=True, slots=True)
class Fact:
    """`value` is equal in two languages when the fact is; `parts` are the bare numbers in it, as canonical figures.

    A fact in doubt (a number as a word, a month alone) only ever counts against another one that contradicts it.
    """

    kind: str
    value: str
    start: int
    end: int
    parts: tuple[str, ...] = ()
    doubtful: bool = False


class Seen(NamedTuple):
    """What a pattern recognised: the fact without its place."""

    kind: str
    value: str
    parts: tuple[str, ...] = ()
    doubtful: bool = False


_FIGURE = re.compile("[0-9]")
_TAKEN = re.compile("\0+")


class Scanner:
    """Takes facts out of a reading, the surest kind first: what was taken is not seen by the next pattern."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self.plain = reading.plain
        self.text = reading.plain
        self.figures = bool(_FIGURE.search(reading.folded))  # most segments have none, and most patterns need one
        self.found: list[Fact] = []

    def fold(self, kept: re.Pattern[str]) -> None:
        """Go on with the folded text: what was taken from the plain one stays taken, `kept` words stay as they are."""
        plain, self.text = self.text, self._reading.folded
        if stays := [*kept.finditer(plain), *_TAKEN.finditer(plain)]:
            folded = list(self.text)
            for match in stays:
                folded[match.start() : match.end()] = match[0]
            self.text = "".join(folded)

    def take(self, pattern: re.Pattern[str], recognise: Callable[[re.Match[str]], Sequence[Seen]]) -> None:
        """Record what `recognise` sees in each match; a match in which it sees nothing stays in the text."""

        def record(match: re.Match[str]) -> str:
            seen = recognise(match)
            for one in seen:
                self.add(one, match.start(), match.end())
            return "\0" * len(match[0]) if seen else match[0]

        self.text = pattern.sub(record, self.text)

    def add(self, seen: Seen, start: int, end: int) -> None:
        """Record a fact that stands here in the reading."""
        start, end = self._reading.span(start, end)
        self.found.append(Fact(seen.kind, seen.value, start, end, seen.parts, seen.doubtful))
