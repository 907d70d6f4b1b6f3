"""Where was a part of a sentence said before, in either language, in either script, with or without marks?

All folded texts lie one after another, the shortest first, and a search reads them from the beginning. At a million
units that costs milliseconds (docs/methods/memory.md has it beside SQLite's index of trigrams), finds parts of any
length, and ends as soon as there are enough.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from uramost.memory.arrays import Arrays
from uramost.memory.letters import END, Letters, collapsed, laid_out, text_of
from uramost.memory.strings import Strings
from uramost.text import fold

AT_ONCE = 4096
SIDES = ("source", "target")


# What `fold` makes of a single character: between letters, for at an end a space would fall away.
_FOLDING = Letters(lambda character: fold(f"a{character}a")[1:-1])


def folded(texts: Sequence[str]) -> list[str]:
    """Each text as `fold` gives it, many times as fast."""
    return _folded(texts).split(END) if texts else []


def _folded(texts: Sequence[str]) -> str:
    """Folded texts with an END between them."""
    text = laid_out(texts)
    if "⟦" in text:
        text = laid_out([fold(one) if "⟦" in one else one for one in texts])
    return text_of(collapsed(_FOLDING(text)))


@dataclass(frozen=True, slots=True)
class Sides:
    """Folded texts of both languages, each with an END after it, in the order of `ids`."""

    ids: NDArray[np.int64]
    source: Strings
    target: Strings

    def holding(self, wanted: str) -> Iterator[int]:
        """Numbers of the units in which a folded part occurs: in the source first, the shortest first."""
        coded = wanted.encode("utf-8", "surrogatepass")
        seen: set[int] = set()
        for side in (self.source, self.target):
            for row in _rows_with(side, coded):
                number = int(self.ids[row])
                if number not in seen:
                    seen.add(number)
                    yield number

    def arrays(self) -> dict[str, NDArray[Any]]:
        found: dict[str, NDArray[Any]] = {"sides.ids": self.ids}
        for name, side in zip(SIDES, (self.source, self.target), strict=True):
            found |= {f"sides.{name}.{part}": array for part, array in side.arrays().items()}
        return found


def sides(entries: Sequence[tuple[int, str, str]]) -> Sides:
    """Of (number, source, target)."""
    lengths = np.fromiter((len(source) for _, source, _ in entries), dtype=np.int64, count=len(entries))
    order = np.argsort(lengths, kind="stable")
    ids = np.fromiter((number for number, _, _ in entries), dtype=np.int64, count=len(entries))[order]
    rows = order.tolist()
    return Sides(ids, _strings([entries[row][1] for row in rows]), _strings([entries[row][2] for row in rows]))


def _strings(texts: Sequence[str]) -> Strings:
    some = (_folded(texts[start : start + AT_ONCE]) + END for start in range(0, len(texts), AT_ONCE))
    letters = np.frombuffer(b"".join(text.encode("utf-8", "surrogatepass") for text in some), dtype=np.uint8)
    return Strings(letters, np.append(0, np.flatnonzero(letters == ord(END)) + 1))


def _rows_with(side: Strings, coded: bytes) -> Iterator[int]:
    for match in re.finditer(re.escape(coded), side.letters.data):
        yield int(np.searchsorted(side.ends, match.start(), side="right")) - 1


def of(arrays: Arrays) -> Sides:
    """The sides that gave these arrays, which may be mapped from a file."""
    source, target = (Strings(*(arrays[f"sides.{name}.{part}"] for part in ("letters", "ends"))) for name in SIDES)
    return Sides(arrays["sides.ids"], source, target)
