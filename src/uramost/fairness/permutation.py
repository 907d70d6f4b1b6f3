"""Is the difference more than the labels' doing? The log-rank test by permutation, within strata, for small groups.

Under no difference the labels of a stratum's cases are exchangeable (which also asks that they be watched alike long),
so the group's sum of log-rank scores is that of so many cases drawn at random from each stratum. p is the share of
draws at least as far from 0; all draws are counted where they are few, otherwise so many are drawn, and the seen one is
one of them, so that p is never 0 (Phipson and Smyth 2010).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from math import lgamma, log
from typing import Literal

import numpy as np

from uramost.fairness.curve import HAIR
from uramost.fairness.waits import Flags, Floats, Whole

EXACT = 100_000  # so many draws are counted one by one
DRAWS = 9_999
MOST = 5_000_000  # cases drawn in all; of very large groups fewer draws, but never below LEAST
LEAST = 999
AT_ONCE = 2_000_000  # held in memory


@dataclass(frozen=True, slots=True)
class Permuted:
    """p of two sides, how it was had, and from how many draws."""

    p: float
    test: Literal["permutation", "permutation_exact"]
    draws: int


def permuted(scores: Floats, mine: Flags, stratum: Whole, *, seed: int = 1, draws: int = DRAWS) -> Permuted | None:
    """`scores` as in `Ranks`, of the cases that are `mine` and the others; None where no stratum has both."""
    layers = list(_layers(scores, mine, stratum))
    if not layers:
        return None
    seen = abs(float(scores[mine].sum()))  # a stratum of one side adds 0
    if sum(_log_choices(len(part), size) for part, size in layers) <= log(EXACT):
        sums = _all_sums(layers)
        return Permuted(float(np.mean(np.abs(sums) >= seen - HAIR)), "permutation_exact", len(sums))
    chance = np.random.default_rng(seed)
    draws = min(draws, max(LEAST, MOST // sum(size for _, size in layers)))
    total = np.zeros(draws)
    for part, size in layers:
        held = len(part) if _by_order(len(part), size) else size
        for some in np.array_split(np.arange(draws), -(-draws * held // AT_ONCE)):
            total[some] += part[_drawn(chance, len(some), len(part), size)].sum(axis=1)
    as_far = int(np.count_nonzero(np.abs(total) >= seen - HAIR))
    return Permuted((as_far + 1) / (draws + 1), "permutation", draws)


def _layers(scores: Floats, mine: Flags, stratum: Whole) -> Iterator[tuple[Floats, int]]:
    """Of each stratum with both sides its scores, and how many are drawn: so many as the smaller side has.

    Scores of a stratum add up to 0, so the other side's sum is the same with the other sign.
    """
    order = np.argsort(stratum, kind="stable")
    for cases in np.split(order, np.flatnonzero(np.diff(stratum[order])) + 1):
        size = int(mine[cases].sum())
        if 0 < size < len(cases):
            yield (scores[cases], size) if 2 * size <= len(cases) else (-scores[cases], len(cases) - size)


def _log_choices(among: int, size: int) -> float:
    """The logarithm of how many choices there are: the number itself can have thousands of digits."""
    return lgamma(among + 1) - lgamma(size + 1) - lgamma(among - size + 1)


def _all_sums(layers: list[tuple[Floats, int]]) -> Floats:
    """The sum of every possible draw."""
    sums = np.zeros(1)
    for part, size in layers:
        chosen = np.array(list(combinations(range(len(part)), size)))
        sums = np.add.outer(sums, part[chosen].sum(axis=1)).ravel()
    return sums


def _by_order(among: int, size: int) -> bool:
    """So many of them that numbers would come twice too often."""
    return size > 64 and size * 8 > among


def _drawn(chance: np.random.Generator, draws: int, among: int, size: int) -> Whole:
    """In each row `size` different numbers below `among`, at most half of them; every choice equally likely.

    A few: numbers that came twice are drawn anew until none has; no number is treated unlike another, so no choice is
    either. Many: those of the smallest of as many random keys.
    """
    if _by_order(among, size):
        return np.argpartition(chance.random((draws, among)), size - 1, axis=1)[:, :size]
    rows = np.sort(chance.integers(among, size=(draws, size)), axis=1)
    while (twice := rows[:, 1:] == rows[:, :-1]).any():
        again = twice.any(axis=1)
        some = rows[again]
        some[:, 1:][twice[again]] = chance.integers(among, size=int(twice.sum()))
        rows[again] = np.sort(some, axis=1)
    return rows
