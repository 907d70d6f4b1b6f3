"""How many still wait after so many days? Kaplan and Meier's curve, its interval, and what is read off it.

S(t) = Π (1 − d/n) over the days up to t on which d of n who were watched were answered. Variance: S² · Σ d/(n(n − d))
(Greenwood). The pointwise interval is S^exp(± z·σ / log S), σ² the sum (log-log: Kalbfleisch and Prentice), as
lifelines gives it. Whoever leaves otherwise is taken as watched until then. Times may be tied.
"""

from dataclasses import dataclass

import numpy as np

from uramost.fairness.answer import Estimate, Point
from uramost.fairness.chances import quantile
from uramost.fairness.waits import ANSWERED, COMPETING, Flags, Floats, Moments, Whole

HAIR = 1e-9  # what adding fractions may be off by


@dataclass(frozen=True, slots=True)
class Risk:
    """At each distinct time, ascending: how many were watched just before, were answered, left. May be weighted."""

    times: Floats
    at_risk: Floats
    answered: Floats
    left: Floats


def risk(moments: Moments, outcome: Whole, weights: Floats | None = None, chosen: Flags | None = None) -> Risk:
    """Of all cases, or of those `chosen`; times at which none of them ends are left out."""
    of_case = moments.of_case
    if chosen is not None:
        of_case, outcome = of_case[chosen], outcome[chosen]
        weights = None if weights is None else weights[chosen]
    ended = [
        np.bincount(of_case[part], None if weights is None else weights[part], len(moments.times))
        for part in (slice(None), outcome == ANSWERED, outcome == COMPETING)
    ]
    here = ended[0] > 0
    every, answered, left = (counts[here].astype(np.float64) for counts in ended)
    return Risk(moments.times[here], every[::-1].cumsum()[::-1], answered, left)


@dataclass(frozen=True, slots=True)
class Curve:
    """Steps of the share still waiting, at the times of answers, ascending.

    `spread` is Greenwood's sum, infinite once nobody waits. `last`: how long anybody was watched at most;
    `ended`: the curve came down to 0, so that it is known beyond `last` too.
    """

    times: Floats
    waiting: Floats
    spread: Floats
    at_risk: Floats
    answered: Floats
    last: float
    ended: bool


def curve(counts: Risk) -> Curve:
    here = counts.answered > 0
    at_risk, answered = counts.at_risk[here], counts.answered[here]
    waiting = np.cumprod(1 - answered / at_risk, dtype=np.float64)
    with np.errstate(divide="ignore"):
        spread = np.cumsum(answered / (at_risk * (at_risk - answered)))
    last = float(counts.times[-1]) if len(counts.times) else 0.0
    ended = bool(len(waiting)) and waiting[-1] == 0
    return Curve(counts.times[here], waiting, spread, at_risk, answered, last, ended)


def interval(waiting: Floats, spread: Floats, level: float) -> tuple[Floats, Floats]:
    """Low and high for each step. Where all still wait: 1, 1. Where nobody does: 0 and the bound of the step before."""
    low, high = np.ones_like(waiting), np.ones_like(waiting)
    known = (waiting > 0) & (waiting < 1)
    log = np.log(waiting[known])
    reach = quantile(level) * np.sqrt(spread[known]) / log  # below 0
    low[known], high[known] = np.exp(log * np.exp(-reach)), np.exp(log * np.exp(reach))
    ended = waiting <= 0
    low[ended] = 0
    high[ended] = high[~ended][-1] if (~ended).any() else 1.0
    return low, high


def waiting_at(one: Curve, day: float, level: float = 0.95) -> Estimate:
    """The share still waiting after this day; unknown after the last day on which anybody was watched."""
    if day > one.last and not one.ended:
        return Estimate(None, None, None)
    step = int(np.searchsorted(one.times, day, "right")) - 1
    if step < 0:
        return Estimate(1.0, 1.0, 1.0)
    near = slice(max(step - 1, 0), step + 1)
    low, high = interval(one.waiting[near], one.spread[near], level)
    return Estimate(float(one.waiting[step]), float(low[-1]), float(high[-1]))


def median(one: Curve, level: float = 0.95) -> Estimate:
    """The first day after which at most half still wait; its interval is that of the curve read at one half.

    Brookmeyer and Crowley 1982, with the log-log interval. A bound that was not reached is None.
    """
    low, high = interval(one.waiting, one.spread, level)
    return Estimate(*(_first(one.times, bound <= 0.5 + HAIR) for bound in (one.waiting, low, high)))


def _first(times: Floats, reached: np.ndarray) -> float | None:
    return float(times[np.argmax(reached)]) if reached.any() else None


def at_risk(counts: Risk, day: float) -> int:
    """How many were watched just before this day."""
    step = int(np.searchsorted(counts.times, day, "left"))
    return round(float(counts.at_risk[step])) if step < len(counts.times) else 0


def corners(one: Curve, until: float, most: int, level: float = 0.95) -> tuple[Point, ...]:
    """The curve from day 0 to where it ends or is cut off, in at most `most` + 2 corners.

    Of several steps within one `most`-th of the width, the last is kept: no step is drawn later than it was, nor a
    share that was not there.
    """
    end = min(one.last, until)
    steps = int(np.searchsorted(one.times, end, "right"))
    chosen = np.arange(steps)
    if steps > most:
        chosen = np.unique(np.searchsorted(one.times[:steps], np.linspace(0, end, most + 1)[1:], "right") - 1)
        chosen = chosen[chosen >= 0]
    low, high = interval(one.waiting[:steps], one.spread[:steps], level)
    columns = (one.times[chosen], one.waiting[chosen], low[chosen], high[chosen])
    points = [Point(0.0, 1.0, 1.0, 1.0), *(Point(*map(float, row)) for row in zip(*columns, strict=True))]
    last = points[-1]
    return (*points, Point(end, last.waiting, last.low, last.high)) if end > last.day else tuple(points)
