"""Are these two rows the same person? Names as they come in lists: two scripts, no diacritics, either order, slips.

A name has a key in which the ways to write one sound fall together (Shaqiri, Šaćiri, Shaciri; Đorđević, Djordjevic,
Gjorgjeviq). The key is for finding and is shown to nobody; nothing about a person is concluded from how it is written.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from rapidfuzz import fuzz

from uramost.memory.live import Live
from uramost.text import sounds

LEAST: Final = 72
"""Of 100: below it two rows are not shown as possibly one person."""
SURE: Final = 95
"""From here on only rows with the same name; what is merely similar is for a person to decide."""
UNSURE: Final = 94
OTHER_CONTACT: Final = 5
"""Points off where both rows have an address or a number, and none is the same."""
MISSING: Final = 6
"""Points off for each part of a name that only one of the two has."""
INITIAL: Final = 80
"""How alike a name and its first letter are."""
AT_ONCE: Final = 250
_NO_DIGITS: Final = re.compile(r"\D+")


@dataclass(frozen=True, slots=True)
class Row:
    """A person as a list has them."""

    number: int
    name: str
    email: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class Alike:
    """A row that may be the same person: its number, a score of 100, and what speaks for it."""

    number: int
    score: float
    reasons: tuple[str, ...]
    """Of: same_name, similar_name, other_order, part_missing, same_email, same_phone, other_email, other_phone."""


def key(name: str) -> str:
    """What the name is found by: its parts in the order of the alphabet, each by its sound."""
    return _in_order(parts(name))


def _in_order(some: Iterable[str]) -> str:
    return " ".join(sorted(some))


def parts(name: str) -> list[str]:
    """The parts of a name by their sound, as they follow one another."""
    return sounds(name).split()


def contact(raw: str) -> str:
    """An e-mail address or a telephone number as it is compared: small letters, or its last eight digits."""
    if "@" in raw:
        return raw.strip().casefold()
    digits = _NO_DIGITS.sub("", raw)
    return digits[-8:] if len(digits) >= 8 else ""


class Compared(NamedTuple):
    """What of a row is compared: the parts of its name by their sound, and what reaches the person."""

    parts: Sequence[str]
    email: str
    phone: str

    @property
    def contacts(self) -> set[str]:
        return {self.email, self.phone} - {""}


def compared(row: Row) -> Compared:
    """Once for each row, which is then held against many."""
    return Compared(parts(row.name), contact(row.email), contact(row.phone))


def score(one: Row, other: Row) -> Alike:
    """How likely `other` is the person `one`, by names and what reaches them."""
    return _score(other.number, compared(one), compared(other))


def _score(number: int, one: Compared, other: Compared) -> Alike:
    points, reasons = _of_names(one.parts, other.parts)
    same: list[str] = []
    different: list[str] = []
    for field, first, second in (("email", one.email, other.email), ("phone", one.phone, other.phone)):
        if first and second:
            (same if first == second else different).append(field)
    if same:
        points += (100 - points) / 2  # a household shares a telephone: alone it makes nobody the same person
    elif different:
        points -= OTHER_CONTACT
    if "same_name" not in reasons:
        points = min(points, UNSURE)
    said = (*reasons, *(f"same_{field}" for field in same), *(f"other_{field}" for field in different))
    return Alike(number, round(max(points, 0), 1), said)


def _of_names(here: Sequence[str], there: Sequence[str]) -> tuple[float, tuple[str, ...]]:
    """The likest parts of both are held against each other, each once; what is left over costs points.

    It does not matter who stands first.
    """
    few, many = sorted((here, there), key=lambda some: (len(some), some))
    if not few:
        return 0, ()
    pairs = sorted(
        ((_alike(one, other), i, j) for i, one in enumerate(few) for j, other in enumerate(many)), reverse=True
    )
    first, second = set(range(len(few))), set(range(len(many)))
    total, letters = 0.0, 0
    for points, i, j in pairs:
        if i in first and j in second:
            first.remove(i)
            second.remove(j)
            weight = max(len(few[i]), len(many[j]))
            total, letters = total + points * weight, letters + weight
    points = total / letters - MISSING * len(second)
    reasons = ["same_name" if points == 100 else "similar_name"]
    if points >= 90 and here != there and sorted(here) == sorted(there):
        reasons.append("other_order")
    if second:
        reasons.append("part_missing")
    return points, tuple(reasons)


def _alike(part: str, other: str) -> float:
    """An initial stands for its name, less surely than the name itself."""
    if part != other and 1 in (len(part), len(other)) and part[:1] == other[:1]:
        return INITIAL
    return fuzz.ratio(part, other)


class Known:
    """People who are there already, arranged so that a few likely ones are looked at and not all of them."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self._rows = {row.number: compared(row) for row in rows}
        self._names = Live()
        self._names.add((number, _in_order(row.parts)) for number, row in self._rows.items())
        self._by_contact: dict[str, list[int]] = {}
        for number, row in self._rows.items():
            for one in row.contacts:
                self._by_contact.setdefault(one, []).append(number)

    def alike(self, asked: Sequence[Row], limit: int = 5) -> list[list[Alike]]:
        """For each row asked for those that may be the same person, likeliest first."""
        return [
            near
            for start in range(0, len(asked), AT_ONCE)
            for near in self._some_alike(asked[start : start + AT_ONCE], limit)
        ]

    def _some_alike(self, asked: Sequence[Row], limit: int) -> Iterator[list[Alike]]:
        rows = [compared(row) for row in asked]
        found = self._names.best_of_each([_in_order(row.parts) for row in rows], LEAST, 4 * limit)
        for row, near in zip(rows, found, strict=True):
            numbers = {number for _, number in near}
            for one in row.contacts:
                numbers.update(self._by_contact.get(one, ()))
            scored = (_score(number, row, self._rows[number]) for number in numbers)
            yield sorted((one for one in scored if one.score >= LEAST), key=_by_score)[:limit]


def _by_score(one: Alike) -> tuple[float, int]:
    return -one.score, one.number


def twice(rows: Sequence[Row]) -> Mapping[int, int]:
    """Within one list: number of a row → number of the earlier row that is surely the same person."""
    found = Known(rows).alike(rows)
    return {
        row.number: earlier
        for row, near in zip(rows, found, strict=True)
        if (earlier := min((one.number for one in near if one.score >= SURE), default=row.number)) < row.number
    }
