"""A figure, the limit it is held against, and how figures are shown."""

import json
import sys
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Figure:
    """A value, and the limit it is held against.

    `limit` None: only recorded. It may not be above it, has to equal it (`exact`), or has to reach it (`least`).
    `value` None: what it needs was not at hand, so nothing was measured.
    """

    name: str
    value: float | None
    unit: str
    limit: float | None = None
    exact: bool = False
    least: bool = False

    @property
    def met(self) -> bool | None:
        if self.limit is None or self.value is None:
            return None
        if self.exact:
            return self.value == self.limit
        return self.value >= self.limit if self.least else self.value <= self.limit

    def cells(self) -> tuple[str, str, str, str]:
        """Name, value, limit, whether it is met."""
        sign = "" if self.exact else "≥ " if self.least else "≤ "
        limit = "" if self.limit is None else f"{sign}{number(self.limit)} {self.unit}"
        verdict = {None: "", True: "met", False: "missed"}[self.met]
        seen = "not at hand" if self.value is None else f"{number(self.value)} {self.unit}"
        return self.name, seen, limit, verdict


def number(value: float) -> str:
    """Three digits that matter; whole numbers whole. What is nearly all does not look like all: 99.98 is not 100.0."""
    if value == int(value) or value >= 100:
        return f"{value:,.0f}"
    digits, whole = 1 if value >= 10 else 2, 1 if value < 1 else 100
    while value < whole <= float(f"{value:.{digits}f}"):
        digits += 1
    return f"{value:.{digits}f}"


def table(figures: Iterable[Figure]) -> str:
    """For a terminal."""
    rows = [("figure", "seen", "limit", ""), *(figure.cells() for figure in figures)]
    wide = [max(len(row[column]) for row in rows) for column in range(4)]
    return "\n".join(f"{row[0]:{wide[0]}}  {row[1]:>{wide[1]}}  {row[2]:>{wide[2]}}  {row[3]}".rstrip() for row in rows)


def markdown(figures: Iterable[Figure]) -> str:
    """For a page."""
    rows = [f"| {' | '.join(figure.cells())} |" for figure in figures]
    return "\n".join(["| figure | seen | limit | |", "|---|---:|---:|---|", *rows])


def hand_over(figures: Sequence[Figure], arguments: Sequence[str] = tuple(sys.argv[1:])) -> None:
    """Print the figures of one part; `--figures FILE` also keeps them for `bench/run.py`."""
    print(table(figures))
    if "--figures" in arguments:
        kept = Path(arguments[list(arguments).index("--figures") + 1])
        kept.write_text(json.dumps([asdict(figure) for figure in figures]), "utf-8")


def taken(path: Path) -> list[Figure]:
    """What a part handed over; nothing where it did not come that far."""
    values: list[dict[str, Any]] = json.loads(path.read_text("utf-8")) if path.exists() else []
    return [Figure(**value) for value in values]
