"""How long does one wait on average, counted up to a limit? The restricted mean, and the difference of two.

μ(τ) = ∫₀^τ S(t) dt. Its variance is Σ A_i² d_i/(n_i(n_i − d_i)) over the answers up to τ, with A_i the area under S
from t_i to τ: the squared standard error of the mean. (lifelines' `restricted_mean_survival_time(…,
return_variance=True)` is the variance of min(T, τ), which does not shrink with more cases.)

With strata the two groups are compared as if they had the same mix: a case of the others in stratum s counts n_s / m_s,
where the group has n_s cases in it and the others m_s. Strata that only one side has are left out. The others' curve is
then Kaplan and Meier's with weights (Xie and Liu 2005), and the variance that of the infinitesimal jackknife, weights
taken as given: the sum of squared influences, within each stratum about their mean, times m/(m − 1). With weights of
one and one stratum this is the formula above, exactly.
"""

from dataclasses import dataclass
from math import sqrt

import numpy as np

from uramost.fairness.answer import Estimate
from uramost.fairness.chances import quantile, two_sided
from uramost.fairness.curve import Curve, curve, risk
from uramost.fairness.waits import ANSWERED, Flags, Floats, Moments, Whole

POWER = 0.8


@dataclass(frozen=True, slots=True)
class Mean:
    """Days up to `until`, with the standard error."""

    value: float
    error: float
    until: float

    def estimate(self, level: float = 0.95) -> Estimate:
        reach = quantile(level) * self.error
        return Estimate(self.value, max(0.0, self.value - reach), min(self.until, self.value + reach))


def watched(one: Curve, until: float) -> float:
    """How far the mean can be known: `until`, or where the curve ends before it while some still wait."""
    return until if one.ended else min(until, one.last)


def restricted_mean(one: Curve, until: float) -> Mean:
    """Up to `until` days, or as long as anybody was watched."""
    until = watched(one, until)
    value, beyond, steps = _areas(one, until)
    at_risk, answered = one.at_risk[:steps], one.answered[:steps]
    some_left = at_risk > answered  # afterwards the area is 0
    terms = beyond[some_left] ** 2 * (answered / (at_risk * np.where(some_left, at_risk - answered, 1)))[some_left]
    return Mean(value, sqrt(float(terms.sum())), until)


def _areas(one: Curve, until: float) -> tuple[float, Floats, int]:
    """The area under the curve up to `until`, that from each step on, and the number of steps up to then."""
    steps = int(np.searchsorted(one.times, until, "right"))
    edges = np.concatenate(([0.0], one.times[:steps], [until]))
    pieces = np.diff(edges) * np.concatenate(([1.0], one.waiting[:steps]))
    return float(pieces.sum()), pieces[:0:-1].cumsum()[::-1], steps


@dataclass(frozen=True, slots=True)
class Difference:
    """The group's mean less that of the others at the group's mix, in days. `cases` of the group were compared."""

    mean: float
    others: float
    error: float
    until: float
    cases: int
    without_counterpart: int

    @property
    def value(self) -> float:
        return self.mean - self.others

    def estimate(self, level: float = 0.95) -> Estimate:
        reach = quantile(level) * self.error
        return Estimate(self.value, self.value - reach, self.value + reach)

    @property
    def p(self) -> float | None:
        return two_sided(self.value / self.error) if self.error > 0 else None

    def detectable(self, level: float = 0.95) -> float | None:
        """The smallest true difference that cases like these show with 80 % power."""
        return (quantile(level) + quantile(2 * POWER - 1)) * self.error if self.error > 0 else None


def difference(moments: Moments, outcome: Whole, mine: Flags, stratum: Whole, until: float) -> Difference | None:
    """Of the cases that are `mine` and all others; None where no stratum has both."""
    strata = int(stratum.max(initial=0)) + 1
    of_mine, of_others = (np.bincount(stratum[side], minlength=strata) for side in (mine, ~mine))
    both = (of_mine > 0) & (of_others > 0)
    if not both.any():
        return None
    weight = np.where(both, of_mine / np.maximum(of_others, 1), 0.0)
    compared = both[stratum]
    sides = []
    for side, weights in ((mine & compared, both.astype(np.float64)), (~mine & compared, weight)):
        in_stratum = stratum[side]
        ended = Moments(moments.times, moments.of_case[side])
        sides.append(_Side(ended, outcome[side], in_stratum, weights[in_stratum]))
    until = min(watched(side.curve, until) for side in sides)
    (mean, variance), (others, variance_of_others) = (side.mean(until) for side in sides)
    error, cases = sqrt(variance + variance_of_others), int(of_mine[both].sum())
    return Difference(mean, others, error, until, cases, int(of_mine.sum()) - cases)


class _Side:
    """One of the two groups: cases with weights, and their curve."""

    def __init__(self, moments: Moments, outcome: Whole, stratum: Whole, weights: Floats) -> None:
        self.moments, self.stratum, self.weights = moments, stratum, weights
        self.answered = outcome == ANSWERED
        self.curve: Curve = curve(risk(moments, outcome, weights))

    def mean(self, until: float) -> tuple[float, float]:
        """The restricted mean and its variance."""
        one, times = self.curve, self.moments.times
        value, beyond, steps = _areas(one, until)
        at_risk, answered = one.at_risk[:steps], one.answered[:steps]
        left = at_risk - answered
        slope = np.where(left > 0, beyond / np.where(left > 0, left, 1), 0.0)
        total = np.concatenate(([0.0], np.cumsum(slope * answered / at_risk)))
        so_far = np.searchsorted(one.times[:steps], times, "right")  # steps up to each moment
        own = np.concatenate(([0.0], slope))
        if_answered, if_not = (total - own)[so_far], total[so_far]
        if_answered[times > until] = total[-1]
        ended = self.moments.of_case
        influence = np.where(self.answered, if_answered[ended], if_not[ended])
        return value, _within(self.weights * influence, self.stratum)


def _within(influence: Floats, stratum: Whole) -> float:
    """The sum of squares about each stratum's mean, times m/(m − 1); about 0 for a single case or a single stratum."""
    count = np.bincount(stratum)
    total, squares = np.bincount(stratum, influence), np.bincount(stratum, influence**2)
    if np.count_nonzero(count) == 1:
        return float(squares.sum())
    several = count > 1
    about_mean = (squares - total**2 / np.maximum(count, 1)) * count / np.maximum(count - 1, 1)
    return float(np.where(several, np.maximum(about_mean, 0), squares).sum())
