"""Are answers in one language complete less often? Scored samples of several groups, compared service by service."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from math import comb, sqrt
from typing import Final, Literal

import numpy as np

from uramost.fairness.answer import Estimate, Share
from uramost.fairness.chances import quantile
from uramost.fairness.proportions import holm, share
from uramost.fairness.protection import withheld
from uramost.fairness.waits import Flags, Floats, Whole, numbered

Found = Literal["less_complete", "more_complete", "no_difference_shown", "too_few_to_say"]
FOUND: Final[tuple[Found, ...]] = ("less_complete", "more_complete", "no_difference_shown", "too_few_to_say")
POWER: Final = 0.8416212335729143
"""The normal's quantile of 80 %."""


@dataclass(frozen=True, slots=True)
class Completed:
    """One group: how many of its scored answers are complete. `merged`: small ones together (`name` is then "")."""

    name: str
    merged: bool
    share: Share


@dataclass(frozen=True, slots=True)
class Contrast:
    """A group against all others together, stratum by stratum; shares are between 0 and 1.

    `difference`: Mantel and Haenszel's, with Klingenberg's interval; below 0: the group's answers are complete less
    often. `p`: exact, from all ways to deal the complete answers of each stratum out; `detectable`: the smallest
    difference that these data show with 80 % power at 5 %.
    """

    group: str
    merged: bool
    scored: int  # of the group, compared
    without_counterpart: int
    difference: Estimate
    p: float | None
    p_holm: float | None
    detectable: float | None
    found: Found


@dataclass(frozen=True, slots=True)
class Completeness:
    """Everything a page needs; `total` is None where even all scored answers are fewer than the floor."""

    floor: int
    total: Share | None
    groups: tuple[Completed, ...]  # in the order of names, the merged one last
    contrasts: tuple[Contrast, ...]  # in the same order; of two groups only one's
    withheld: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Agreement:
    """Of answers that two people scored: how often they agree, and Cohen's kappa (1960), which takes chance out.

    None for kappa where all answers are one and the same to both.
    """

    agreed: Share
    kappa: float | None


def completeness(
    groups: Sequence[str],
    strata: Sequence[str],
    complete: Sequence[bool],
    *,
    floor: int = 10,
    also_withheld: Collection[str] = frozenset(),
    level: float = 0.95,
    relevant: float = 0.2,
) -> Completeness:
    """Of scored answers, three columns of equal length; `also_withheld` are groups that no other table shows alone.

    `relevant`: a smallest detectable difference above it means too few to say. Raises ValueError for other lengths.
    """
    if not len(groups) == len(strata) == len(complete):
        raise ValueError("The columns have different lengths.")
    group, names = numbered(groups)
    stratum, _layers = numbered(strata)
    good = np.fromiter(complete, np.bool_, len(complete))
    sizes = np.bincount(group, minlength=len(names)).tolist()
    also = [at for at, name in enumerate(names) if name in also_withheld]
    hidden = withheld(sizes, sizes, floor, also)
    shown = [at for at in range(len(names)) if at not in hidden]
    members = [(names[at], group == at) for at in shown]
    if hidden:
        members.append(("", np.isin(group, list(hidden))))
    enough = len(good) >= max(floor, 1)
    if not enough or (hidden and len(members) == 1):
        members = []  # all that is withheld together is the total
    return Completeness(
        floor=floor,
        total=share(int(good.sum()), len(good), level) if enough else None,
        groups=tuple(
            Completed(name, not name, share(int(good[mine].sum()), int(mine.sum()), level)) for name, mine in members
        ),
        contrasts=_contrasts(members, stratum, good, level, relevant) if len(members) > 1 else (),
        withheld=tuple(names[at] for at in sorted(hidden)),
    )


def agreement(first: Sequence[bool], second: Sequence[bool], level: float = 0.95) -> Agreement | None:
    """Of two people's judgements of the same answers; None where there are none. Raises ValueError for two lengths."""
    if len(first) != len(second):
        raise ValueError("The columns have different lengths.")
    if not first:
        return None
    total = len(first)
    agreed = sum(bool(one) == bool(other) for one, other in zip(first, second, strict=True))
    yes = [sum(map(bool, side)) / total for side in (first, second)]
    by_chance = yes[0] * yes[1] + (1 - yes[0]) * (1 - yes[1])
    kappa = None if by_chance == 1 else (agreed / total - by_chance) / (1 - by_chance)
    return Agreement(share(agreed, total, level), kappa)


def _contrasts(
    members: list[tuple[str, Flags]], stratum: Whole, good: Flags, level: float, relevant: float
) -> tuple[Contrast, ...]:
    """Each group with all others; of two only the one that has fewer complete: the other would say the same again."""
    chosen = members if len(members) > 2 else [min(members, key=lambda member: float(good[member[1]].mean()))]
    found = [_contrast(name, mine, stratum, good, level) for name, mine in chosen]
    together = holm([one.p for one in found])
    return tuple(_judged(one, p, level, relevant) for one, p in zip(found, together, strict=True))


def _contrast(name: str, mine: Flags, stratum: Whole, good: Flags, level: float) -> Contrast:
    layers = int(stratum.max()) + 1
    table: list[Whole] = [
        np.bincount(stratum[chosen], minlength=layers) for chosen in (mine & good, mine, ~mine & good, ~mine)
    ]
    both = (table[1] > 0) & (table[3] > 0)
    x1, n1, x0, n0 = (column[both] for column in table)
    compared = int(n1.sum())
    estimate = _difference(x1, n1, x0, n0, level) if compared else Estimate(None, None, None)
    return Contrast(
        group=name,
        merged=not name,
        scored=compared,
        without_counterpart=int(mine.sum()) - compared,
        difference=estimate,
        p=exact_p(x1.tolist(), n1.tolist(), (x1 + x0).tolist(), (n1 + n0).tolist()) if compared else None,
        p_holm=None,
        detectable=_detectable(x1, n1, x0, n0, level) if compared else None,
        found="too_few_to_say",
    )


def _difference(x1: Whole, n1: Whole, x0: Whole, n0: Whole, level: float) -> Estimate:
    """Mantel and Haenszel's risk difference; the interval solves (d − δ)² = z² (δP + Q)/W² (Klingenberg 2014).

    P, Q and W are those of Sato's variance (1989), which holds for few large strata and for many small ones.
    """
    total: Floats = (n1 + n0).astype(np.float64)
    w = float((n1 * n0 / total).sum())
    seen = float(((x1 * n0 - x0 * n1) / total).sum()) / w
    p = float(((n1**2 * x0 - n0**2 * x1 + n1 * n0 * (n0 - n1) / 2) / total**2).sum())
    q = float(((x1 * (n0 - x0) + x0 * (n1 - x1)) / (2 * total)).sum())
    z2 = quantile(level) ** 2
    middle = seen + z2 * p / (2 * w**2)
    reach = sqrt(max(0.0, middle**2 - seen**2 + z2 * q / w**2))
    return Estimate(seen, max(-1.0, middle - reach), min(1.0, middle + reach))


def _detectable(x1: Whole, n1: Whole, x0: Whole, n0: Whole, level: float) -> float:
    """(z + 0.84) standard errors without a difference; two complete and two others are added, so that it is not 0."""
    total = int((n1 + n0).sum())
    usual = (int((x1 + x0).sum()) + 2) / (total + 4)
    return (quantile(level) + POWER) * sqrt(usual * (1 - usual) / float((n1 * n0 / (n1 + n0)).sum()))


def exact_p(x: Sequence[int], n: Sequence[int], good: Sequence[int], total: Sequence[int]) -> float:
    """Two-sided: the chance of every outcome that is no likelier than the one seen (Fisher's test in one stratum).

    In each stratum `x` of `n` answers of the group are complete, and `good` of `total` answers of all.
    """
    chances, lowest = np.ones(1), 0
    for size, complete, all_ in zip(n, good, total, strict=True):
        least, most = max(0, size - (all_ - complete)), min(size, complete)
        ways = comb(all_, size)
        dealt = [comb(complete, k) * comb(all_ - complete, size - k) / ways for k in range(least, most + 1)]
        chances, lowest = np.convolve(chances, dealt), lowest + least
    seen = chances[sum(x) - lowest]
    return min(1.0, float(chances[chances <= seen * (1 + 1e-7)].sum()))


def _judged(one: Contrast, p: float | None, level: float, relevant: float) -> Contrast:
    """Less or more where the test, adjusted for all, and the interval agree."""
    low, high = one.difference.low, one.difference.high
    side = 0 if low is None or high is None else int(low > 0) - int(high < 0)
    found: Found = "no_difference_shown"
    if side and p is not None and p <= 1 - level:
        found = "more_complete" if side > 0 else "less_complete"
    elif one.detectable is None or one.detectable > relevant:
        found = "too_few_to_say"
    return replace(one, p_holm=p, found=found)
