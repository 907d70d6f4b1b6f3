"""How alike are two reports: in place, time, service and text, each by itself and together?

The score is the mean of the parts by the weights of `WEIGHTS`; a part that is not known counts as in `UNKNOWN`. What
is too far away or too long ago is not the same, whatever its text: the score is 0.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from math import asin, ceil, cos, floor, pi, radians, sin, sqrt
from typing import Final, TypeAlias
from zlib import crc32

from uramost.likeness.concepts import TERM, Concepts
from uramost.text import fold

Place: TypeAlias = tuple[float, float]
Cell: TypeAlias = tuple[int, int]

REACH_METRES: Final = 250.0
REACH_DAYS: Final = 60.0
HALF_METRES: Final = 60.0
"""How far from each other two people point at the same thing: there the part of the place is a half."""
WEIGHTS: Final = {"place": 4.0, "text": 4.0, "service": 2.0, "time": 1.0}
_ALL: Final = sum(WEIGHTS.values())
UNKNOWN: Final = {"place": 0.3, "text": 0.4}
"""What is not known neither shows a likeness nor excludes it: less than what is usual among the alike."""
ONE_WORD: Final = 0.5
"""Added to the number of things both are about: that all of one word is shared says less than all of three."""
THRESHOLD: Final = 0.68
"""From this score on a likeness is shown; how well it separates is in docs/methods/routing.md."""

EARTH: Final = 6_371_008.8  # metres, mean radius (IUGG)
CELL: Final = 0.0025  # degrees: of latitude, 278 metres
BITS: Final = 4096  # of the sketch of a text
LONGEST: Final = 1000  # characters of a text that are compared


@dataclass(frozen=True, slots=True)
class Report:
    """What is compared of a case. `place` is latitude and longitude in degrees (WGS 84), None where it is not known."""

    id: str
    at: datetime
    service: str
    text: str
    language: str
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """A report read once: the three-letter pieces of its text as bits, and what it is about."""

    report: Report
    pieces: int
    concepts: frozenset[str]


@dataclass(frozen=True, slots=True)
class Parts:
    """How alike two reports are, each from 0 to 1; None where it cannot be known."""

    place: float | None
    time: float
    service: float
    text: float | None


@dataclass(frozen=True, slots=True)
class Likeness:
    """An earlier report, its score from 0 to 1, what that is made of, and what both are about."""

    id: str
    score: float
    parts: Parts
    metres: float | None
    days: float
    concepts: tuple[str, ...]


def read(report: Report, concepts: Concepts) -> Reading:
    text = fold(report.text[:LONGEST])
    return Reading(report, _pieces(text), concepts.find(report.text[:LONGEST], report.language))


def _pieces(folded: str) -> int:
    padded = f" {folded} "
    bits = 0
    for piece in {padded[at : at + 3] for at in range(len(padded) - 2)}:
        bits |= 1 << crc32(piece.encode()) % BITS
    return bits


def likeness(one: Report, other: Report, concepts: Concepts) -> Likeness:
    """How alike two reports are; the likeness has the id of the other."""
    return compare(read(one, concepts), read(other, concepts))


def compare(one: Reading, other: Reading) -> Likeness:
    """As `likeness`, of reports that were read before."""
    days = abs((one.report.at - other.report.at).total_seconds()) / 86_400
    away = metres(one.report.place, other.report.place) if one.report.place and other.report.place else None
    shared = one.concepts & other.concepts
    parts = Parts(
        place=None if away is None else _near(away),
        time=max(0.0, 1 - days / REACH_DAYS),
        service=float(one.report.service == other.report.service),
        text=_text(one, other, shared),
    )
    apart = days > REACH_DAYS or (away is not None and away > REACH_METRES)
    return Likeness(other.report.id, 0.0 if apart else _score(parts), parts, away, days, tuple(sorted(shared)))


def cannot_reach(threshold: float, one: Reading, other: Reading) -> bool:
    """Whether the texts alone exclude such a score, were place, time and service as alike as they can be."""
    text = _text(one, other, one.concepts & other.concepts)
    placed = one.report.place and other.report.place
    best = 1.0 * WEIGHTS["place"] if placed else UNKNOWN["place"] * WEIGHTS["place"]
    best += (UNKNOWN["text"] if text is None else text) * WEIGHTS["text"] + WEIGHTS["service"] + WEIGHTS["time"]
    return best < threshold * _ALL


def _near(away: float) -> float:
    return 0.0 if away > REACH_METRES else 1 / (1 + (away / HALF_METRES) ** 2)


def _score(parts: Parts) -> float:
    values = {"place": parts.place, "text": parts.text, "service": parts.service, "time": parts.time}
    known = {name: UNKNOWN[name] if value is None else value for name, value in values.items()}
    return sum(WEIGHTS[name] * value for name, value in known.items()) / _ALL


def _text(one: Reading, other: Reading, shared: frozenset[str]) -> float | None:
    """By the letters, which a translation has not in common, or by what both are about, whichever says more.

    None where the texts are of two languages and one of them has no known concept. A term that only one text has
    takes nothing away: terms are the words of offices.
    """
    by_letters = _alike(one.pieces, other.pieces)
    if not (one.concepts and other.concepts):
        same_language = one.report.language.partition("-")[0] == other.report.language.partition("-")[0]
        return by_letters if same_language or by_letters > 0.5 else None
    about = 2 * len(shared) + sum(not concept.startswith(TERM) for concept in one.concepts ^ other.concepts)
    return max(by_letters, 2 * len(shared) / (about + ONE_WORD))


def _alike(one: int, other: int) -> float:
    """Dice's coefficient of the pieces, less what chance gives, from 0.1 (unrelated) to 0.6 (as good as the same)."""
    mine, theirs = one.bit_count(), other.bit_count()
    if not (mine and theirs):
        return 0.0
    by_chance = mine * theirs / BITS
    dice = ((one & other).bit_count() - by_chance) / ((mine + theirs) / 2 - by_chance)
    return min(1.0, max(0.0, (dice - 0.1) / 0.5))


# Places ------------------------------------------------------------------------------------------------------------


def metres(one: Place, other: Place) -> float:
    """The distance on a sphere, by the haversine formula (Sinnott 1984)."""
    (lat, long), (other_lat, other_long) = (map(radians, place) for place in (one, other))
    half = sin((other_lat - lat) / 2) ** 2 + cos(lat) * cos(other_lat) * sin((other_long - long) / 2) ** 2
    return 2 * EARTH * asin(min(1.0, sqrt(half)))


def cell(place: Place) -> Cell:
    """The square of a grid over the earth that a place is in, for a column in a database."""
    return floor(place[0] / CELL), floor(place[1] / CELL)


def cells_near(place: Place) -> tuple[Cell, ...]:
    """The cells that hold every place within REACH_METRES, and some farther. Away from the poles and the date line."""
    degrees = REACH_METRES / EARTH * 180 / pi
    up = ceil(degrees / CELL)
    aside = ceil(degrees / max(0.01, cos(radians(place[0]))) / CELL)
    row, column = cell(place)
    return tuple((row + y, column + x) for y in range(-up, up + 1) for x in range(-aside, aside + 1))
