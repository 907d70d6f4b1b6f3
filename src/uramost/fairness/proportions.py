"""Shares and mean scores with their intervals, and p-values of several comparisons together."""

from collections.abc import Sequence
from math import sqrt

import numpy as np

from uramost.fairness.answer import Estimate, Score, Share
from uramost.fairness.chances import quantile, student_quantile
from uramost.fairness.waits import Floats, Whole


def share(count: int, total: int, level: float = 0.95) -> Share:
    """With Wilson's interval (1927), which stays between 0 and 1 and holds for small numbers."""
    if not total:
        return Share(count, total, Estimate(None, None, None))
    z2, seen = quantile(level) ** 2, count / total
    middle = (seen + z2 / (2 * total)) / (1 + z2 / total)
    reach = sqrt(z2 * (seen * (1 - seen) / total + z2 / (4 * total**2))) / (1 + z2 / total)
    return Share(count, total, Estimate(seen, max(0.0, middle - reach), min(1.0, middle + reach)))


def share_of(marks: Whole | None, level: float = 0.95) -> Share | None:
    """Of marks 1 and 0; -1 is not counted. None where nothing is known of any case."""
    if marks is None or not (marks >= 0).any():
        return None
    return share(int(np.count_nonzero(marks == 1)), int(np.count_nonzero(marks >= 0)), level)


def score(scores: Floats | None, level: float = 0.95) -> Score | None:
    """The mean of those that are not NaN; None where there are none."""
    known = np.array([]) if scores is None else scores[~np.isnan(scores)]
    if not len(known):
        return None
    mean = float(known.mean())
    if len(known) == 1:
        return Score(1, Estimate(mean, None, None))
    reach = student_quantile(level, len(known) - 1) * float(known.std(ddof=1)) / sqrt(len(known))
    return Score(len(known), Estimate(mean, mean - reach, mean + reach))


def holm(ps: Sequence[float | None]) -> list[float | None]:
    """Each p made good for all of them together (Holm 1979); None is no test and is not counted."""
    order = sorted((p, at) for at, p in enumerate(ps) if p is not None)
    adjusted: list[float | None] = [None] * len(ps)
    highest = 0.0
    for rank, (p, at) in enumerate(order):
        highest = max(highest, min(1.0, p * (len(order) - rank)))
        adjusted[at] = highest
    return adjusted
