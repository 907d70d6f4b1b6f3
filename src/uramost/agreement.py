"""Do several people who judge the same things mean the same? Krippendorff's alpha.

1 is full agreement, 0 is what chance alone would give, below 0 they disagree more than chance. It takes any number of
raters, any of whom may leave something out, and weighs a disagreement by how far apart two values are.

Source: K. Krippendorff, Content Analysis, chapter on reliability; "Computing Krippendorff's Alpha-Reliability" (2011),
whose worked examples are among the tests.
"""

from collections.abc import Callable, Mapping, Sequence
from itertools import product
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

Level = Literal["nominal", "ordinal", "interval", "ratio"]

ENOUGH: Final = 0.667
"""Below it Krippendorff would draw no conclusion, not even a tentative one; 0.8 is his mark for a firm one."""
FIRM: Final = 0.8


def alpha(ratings: Sequence[Sequence[float | None]], level: Level = "ordinal") -> float | None:
    """Agreement of raters.

    `ratings` is (raters, items); None where a rater gave no value. None when there is nothing to compare: no item has
    two values, or all values that meet another are the same. Raises ValueError for rows of different length and, at
    the level "ratio", for values that are negative.
    """
    if len({len(row) for row in ratings}) > 1:
        raise ValueError("Each rater has a place for each item")
    pairable = [
        values for item in zip(*ratings, strict=True) if len(values := [one for one in item if one is not None]) > 1
    ]
    known = sorted({value for values in pairable for value in values})
    if level == "ratio" and known and known[0] < 0:
        raise ValueError("Values of a ratio scale are not negative")
    place = {value: number for number, value in enumerate(known)}
    met = _coincidences(pairable, place)
    distance = _distances(np.array(known, dtype=np.float64), met.sum(axis=1), level)
    each = met.sum(axis=1)
    by_chance = float((np.outer(each, each) * distance).sum())
    if by_chance == 0:
        return None
    return 1 - (float(each.sum()) - 1) * float((met * distance).sum()) / by_chance


def _coincidences(pairable: Sequence[Sequence[float]], place: Mapping[float, int]) -> NDArray[np.float64]:
    """(values, values): how often two values met in one item, each item counting once for each of its values."""
    met = np.zeros((len(place), len(place)))
    for values in pairable:
        for (first, one), (second, other) in product(enumerate(values), repeat=2):
            if first != second:
                met[place[one], place[other]] += 1 / (len(values) - 1)
    return met


def _distances(values: NDArray[np.float64], each: NDArray[np.float64], level: Level) -> NDArray[np.float64]:
    """(values, values): how far apart two values are, squared."""
    return DISTANCES[level](values, each)


def _nominal(values: NDArray[np.float64], _each: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.asarray(values[:, None] != values[None, :], dtype=np.float64)


def _ordinal(_values: NDArray[np.float64], each: NDArray[np.float64]) -> NDArray[np.float64]:
    """By how many ratings lie between two ranks, half of those at either end counted."""
    middle = np.cumsum(each) - each / 2
    return np.asarray((middle[:, None] - middle[None, :]) ** 2)


def _interval(values: NDArray[np.float64], _each: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.asarray((values[:, None] - values[None, :]) ** 2)


def _ratio(values: NDArray[np.float64], _each: NDArray[np.float64]) -> NDArray[np.float64]:
    both = values[:, None] + values[None, :]
    return np.asarray(((values[:, None] - values[None, :]) / np.where(both == 0, 1, both)) ** 2)


DISTANCES: Final[Mapping[Level, Callable[[NDArray[np.float64], NDArray[np.float64]], NDArray[np.float64]]]] = {
    "nominal": _nominal,
    "ordinal": _ordinal,
    "interval": _interval,
    "ratio": _ratio,
}
