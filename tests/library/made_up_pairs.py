"""Pairs of reports by made-up residents, some about the same thing, and how well likeness tells them apart.

The table of everyday words and the weights were made with the half "learnt"; the half "kept" was written before
anything was measured and nothing was changed because of it.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import cos, degrees, radians
from pathlib import Path

from uramost.likeness import THRESHOLD, Concepts, Likeness, Report, likeness
from uramost.likeness.measure import EARTH

FILE = Path(__file__).parent / "files" / "made_up_pairs.csv"
HERE = (42.6, 21.19)
NOON = datetime(2026, 3, 2, 12)  # noqa: DTZ001 - nobody's clock


@dataclass(frozen=True, slots=True)
class Rates:
    """Of so many pairs about the same thing, how many were suggested; of those suggested, how many are."""

    same: int
    suggested: int
    right: int

    @property
    def recall(self) -> float:
        return self.right / self.same

    @property
    def precision(self) -> float:
        return self.right / self.suggested


def east_of(place: tuple[float, float], metres: float) -> tuple[float, float]:
    return place[0], place[1] + degrees(metres / (EARTH * cos(radians(place[0]))))


def pairs(half: str) -> Iterator[tuple[bool, Report, Report]]:
    """Whether they are about the same thing, and the two reports."""
    with FILE.open(encoding="utf-8", newline="") as file:
        for number, row in enumerate(csv.DictReader(file)):
            if row["half"] == half:
                away = row["metres"]
                one = Report(f"{number}a", NOON, row["service"], row["text"], row["language"], HERE if away else None)
                other = Report(
                    f"{number}b", NOON - timedelta(days=int(row["days"])), row["other_service"], row["other_text"],
                    row["other_language"], east_of(HERE, float(away)) if away else None,
                )  # fmt: skip
                yield row["same"] == "1", one, other


def measured(half: str) -> list[tuple[bool, Likeness]]:
    concepts = Concepts()
    return [(same, likeness(one, other, concepts)) for same, one, other in pairs(half)]


def rates(half: str) -> Rates:
    seen = measured(half)
    return Rates(
        sum(same for same, _ in seen),
        sum(like.score >= THRESHOLD for _, like in seen),
        sum(same and like.score >= THRESHOLD for same, like in seen),
    )
