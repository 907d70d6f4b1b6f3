"""Do waits differ between groups anywhere along the way? The log-rank test, for any number of groups, with strata.

In each stratum, on each day with answers, d of n watched were answered, n_g of them watched in group g. Expected are
d·n_g/n, with covariance d(n − d)/(n − 1) · n_g/n · (δ_gh − n_h/n) (Mantel 1966; hypergeometric, so ties count
rightly); both are summed over days and strata. Observed less expected is below 0 for a group that waits longer.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from uramost.fairness.chances import chi_squared_tail
from uramost.fairness.waits import ANSWERED, Floats, Moments, Whole


@dataclass(frozen=True, slots=True)
class Ranks:
    """By group: answers seen and expected, and the covariance of their difference.

    `scores`: of each case, answered (1 or 0) less the sum of d/n up to its day in its stratum. A group's scores add up
    to observed less expected, whoever is in it: that is what is permuted.
    """

    observed: Floats
    expected: Floats
    covariance: Floats
    scores: Floats

    def against_others(self, group: int) -> tuple[float, float | None]:
        """χ² with one degree of freedom and p, of one group against all others together."""
        variance = float(self.covariance[group, group])
        if variance <= 0:
            return 0.0, None
        chi2 = float((self.observed[group] - self.expected[group]) ** 2 / variance)
        return chi2, chi_squared_tail(chi2, 1)

    def overall(self) -> tuple[float, int, float | None]:
        """χ², degrees of freedom and p, of all groups at once."""
        degrees = int(np.linalg.matrix_rank(self.covariance, hermitian=True))
        if not degrees:
            return 0.0, 0, None
        off = self.observed - self.expected
        chi2 = float(off @ np.linalg.pinv(self.covariance, hermitian=True, rcond=1e-10) @ off)
        return chi2, degrees, chi_squared_tail(chi2, degrees)


def log_rank(moments: Moments, outcome: Whole, group: Whole, groups: int, stratum: Whole | None = None) -> Ranks:
    """Groups are numbers from 0 to `groups` − 1."""
    answered = outcome == ANSWERED
    observed = np.bincount(group[answered], minlength=groups).astype(np.float64)
    expected, covariance = np.zeros(groups), np.zeros((groups, groups))
    scores = answered.astype(np.float64)
    for cases in _strata(moments.of_case, stratum):
        ours, ended = group[cases], moments.of_case[cases]
        at = np.concatenate(([0], np.cumsum(ended[1:] > ended[:-1])))  # moments of this stratum, numbered from 0
        width = int(at[-1]) + 1
        answers = np.bincount(at[answered[cases]], minlength=width)
        at_risk = _watched(at, width)
        scores[cases] -= np.cumsum(answers / at_risk)[at]
        here = np.flatnonzero(answers)
        n, d = at_risk[here], answers[here]
        shares = np.array([_watched(at[ours == one], width)[here] / n for one in range(groups)])
        spread = shares * (d * (n - d) / np.maximum(n - 1, 1))
        expected += shares @ d
        covariance += np.diag(spread.sum(axis=1)) - spread @ shares.T
    return Ranks(observed, expected, covariance, scores)


def _watched(at: Whole, width: int) -> Whole:
    """How many had not ended just before each moment."""
    return np.bincount(at, minlength=width)[::-1].cumsum()[::-1]


def _strata(ended: Whole, stratum: Whole | None) -> Iterator[Whole]:
    """The cases of each stratum that has any, in the order in which they ended."""
    if not len(ended):
        return
    order = np.argsort(ended, kind="stable")
    if stratum is None:
        yield order
        return
    order = order[np.argsort(stratum[order], kind="stable")]
    yield from np.split(order, np.flatnonzero(np.diff(stratum[order])) + 1)
