"""Where was a part of a sentence said before, in either language, in either script, with or without marks?

All folded texts lie one after another, the shortest first, and a search reads them from the beginning. At a million
units that costs milliseconds (docs/methods/memory.md has it beside SQLite's index of trigrams), finds parts of any
length, and ends as soon as there are enough.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from uramost.memory.arrays import Arrays
from uramost.memory.strings import Strings
from uramost.text import fold

END = "\n"  # between two texts; folding leaves no line end in any
AT_ONCE = 4096
SIDES = ("source", "target")


class _Folding(dict[int, str]):
    """What `fold` makes of a single character, filled as characters are met."""

    def __missing__(self, code: int) -> str:
        self[code] = fold(f"a{chr(code)}a")[1:-1]  # between letters, for at an end a space would fall away
        return self[code]


_FOLDING = _Folding({ord(END): END})


def folded(texts: Iterable[str]) -> list[str]:
    """Each text as `fold` gives it, many times as fast."""
    ready = [" ".join((fold(text) if "⟦" in text else text).split()) for text in texts]
    lines = END.join(ready).translate(_FOLDING).split(END)
    return [" ".join(line.split()) for line in lines] if ready else []


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


def sides(entries: Iterable[tuple[int, str, str]]) -> Sides:
    """Of (number, source, target)."""
    listed = sorted(entries, key=lambda entry: len(entry[1]))
    ids = np.fromiter((number for number, _, _ in listed), dtype=np.int64, count=len(listed))
    return Sides(ids, _strings([source for _, source, _ in listed]), _strings([target for _, _, target in listed]))


def _strings(texts: Sequence[str]) -> Strings:
    some = (folded(texts[start : start + AT_ONCE]) for start in range(0, len(texts), AT_ONCE))
    return Strings.of(line + END for lines in some for line in lines)


def _rows_with(side: Strings, coded: bytes) -> Iterator[int]:
    for match in re.finditer(re.escape(coded), side.letters.data):
        yield int(np.searchsorted(side.ends, match.start(), side="right")) - 1


def of(arrays: Arrays) -> Sides:
    """The sides that gave these arrays, which may be mapped from a file."""
    source, target = (Strings(*(arrays[f"sides.{name}.{part}"] for part in ("letters", "ends"))) for name in SIDES)
    return Sides(arrays["sides.ids"], source, target)
