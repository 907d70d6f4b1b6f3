"""What share of all cases is answered by a day, and what share leaves otherwise? Aalen and Johansen's incidence.

I(t) = Σ S(t−)·d₁/n, S the share to whom neither has happened. Kaplan and Meier's share answers another question: how
many would have been answered by then had nobody withdrawn. Variance: the delta method (Marubini and Valsecchi
1995); the interval is log-log on 1 − I, so that both are equal where nobody leaves.
"""

import numpy as np

from uramost.fairness.answer import Estimate
from uramost.fairness.curve import HAIR, Risk, interval
from uramost.fairness.waits import Floats


def incidence(counts: Risk, event: Floats) -> tuple[Floats, Floats]:
    """The cumulative incidence of `event` (`counts.answered` or `counts.left`) at `counts.times`, and its variance."""
    n, every = counts.at_risk, counts.answered + counts.left
    after = np.cumprod(1 - every / n)
    before = np.concatenate(([1.0], after[:-1]))
    share = np.cumsum(before * event / n)
    remain = n - every
    a = np.where(remain > 0, every / (n * np.where(remain > 0, remain, 1)), 0.0)
    b = before**2 * (n - event) * event / n**3
    c = before * event / n**2
    # Σ (I − I_i)² a_i + Σ b_i − 2 Σ (I − I_i) c_i, as running sums; nothing happens once all have gone
    sums = {name: np.cumsum(part) for name, part in {"a": a, "ai": a * share, "aii": a * share**2}.items()}
    variance = share**2 * sums["a"] - 2 * share * sums["ai"] + sums["aii"] + np.cumsum(b)
    variance -= 2 * (share * np.cumsum(c) - np.cumsum(c * share))
    return share, np.maximum(variance, 0)


def incidence_at(counts: Risk, event: Floats, day: float, level: float = 0.95) -> Estimate:
    """By this day; unknown where nobody was watched so long and some had still to end."""
    step = int(np.searchsorted(counts.times, day, "right")) - 1
    if step < 0:
        return Estimate(0.0, 0.0, 0.0) if len(counts.times) else Estimate(None, None, None)
    ended = counts.answered[-1] + counts.left[-1] == counts.at_risk[-1]
    if day > counts.times[-1] and not ended:
        return Estimate(None, None, None)
    upto = slice(step + 1)
    until = Risk(counts.times[upto], counts.at_risk[upto], counts.answered[upto], counts.left[upto])
    share, variance = incidence(until, event[upto])
    rest = 1 - share[-2:]  # with the step before: where nothing remains, its bound stands
    rest[rest < HAIR] = 0
    spread = np.divide(variance[-2:], rest**2, out=np.full(len(rest), np.inf), where=rest > 0)
    low, high = interval(rest, spread, level)
    return Estimate(float(share[-1]), float(1 - high[-1]), float(1 - low[-1]))
