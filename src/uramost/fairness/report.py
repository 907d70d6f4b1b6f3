"""Who waits longer? One call gives everything that a page says about the waits of several groups."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

import numpy as np

from uramost.fairness.answer import Comparison, Estimate, GroupFigures, Overall, Report, Test, Verdict
from uramost.fairness.competing import incidence_at
from uramost.fairness.curve import Risk, at_risk, corners, curve, median, risk, waiting_at
from uramost.fairness.mean import difference, restricted_mean
from uramost.fairness.permutation import permuted
from uramost.fairness.proportions import holm, score, share_of
from uramost.fairness.protection import withheld
from uramost.fairness.ranks import Ranks, log_rank
from uramost.fairness.waits import ANSWERED, COMPETING, OPEN, Moments, Waits

SMALL = 50  # answers on either side below which the log-rank test is permuted
CORNERS = 200  # of a curve at most


@dataclass(frozen=True, slots=True)
class _Asked:
    """What the caller wants, and up to when it can be had."""

    limit: float
    drawn: float
    level: float
    relevant: float
    times: tuple[float, ...]
    seed: int


def report(
    waits: Waits,
    *,
    limit: float,
    floor: int = 10,
    level: float = 0.95,
    relevant: float | None = None,
    times: Sequence[float] | None = None,
    seed: int = 1,
) -> Report:
    """Of cases by group, each compared with all others at its own mix of strata.

    `limit`, `relevant` and `times` (at which numbers at risk are told) are in days; `relevant` is a tenth of the limit
    unless given. The same `seed` gives the same permutations. Raises ValueError where the limit is not above 0.
    """
    if not limit > 0:
        raise ValueError("The limit has to be above 0.")
    shown, hidden = _shown(waits, floor)
    moments = Moments.of_sorted(shown.days)
    longest = float(shown.days[-1]) if len(shown) else 0.0
    counts = [risk(moments, shown.outcome, chosen=shown.group == group) for group in range(len(shown.groups))]
    asked = _Asked(
        limit,
        min(2 * limit, longest) or limit,
        level,
        limit / 10 if relevant is None else relevant,
        tuple(times) if times is not None else tuple(limit * part for part in (0, 0.5, 1, 1.5, 2)),
        seed,
    )
    total = _figures(shown, risk(moments, shown.outcome), None, asked)
    enough = len(shown) >= max(floor, 1)
    figures = tuple(_figures(shown, one, group, asked) for group, one in enumerate(counts)) if enough else ()
    if len(figures) == 1 and hidden:
        figures = ()  # all that is withheld together is the total
    ranks = log_rank(moments, shown.outcome, shown.group, len(shown.groups), shown.stratum)
    several = len(figures) > 1
    until = min((one.until for one in figures), default=total.until if enough else limit)
    return Report(
        limit=limit,
        until=until,
        drawn_until=asked.drawn,
        floor=floor,
        level=level,
        relevant=asked.relevant,
        strata=len(np.unique(shown.stratum)),
        total=total if enough else None,
        groups=figures,
        comparisons=_comparisons(shown, moments, ranks, asked) if several else (),
        withheld=hidden,
        overall=Overall(*ranks.overall()) if several else None,
        remarks=_remarks(until < limit, bool(hidden)),
    )


def _remarks(shorter: bool, merged: bool) -> tuple[str, ...]:
    said = {"limit_beyond_observation": shorter, "small_groups_together": merged}
    return tuple(code for code, holds in said.items() if holds)


def _shown(waits: Waits, floor: int) -> tuple[Waits, tuple[str, ...]]:
    """The cases in order of time, those of small groups in one group, the last, named ""; and the names of these."""
    waits = waits.where(np.lexsort((waits.outcome, waits.days)))
    hidden = withheld(*sizes(waits), floor)
    return joined(waits, hidden), tuple(waits.groups[group] for group in sorted(hidden))


def sizes(waits: Waits) -> tuple[list[int], list[int]]:
    """Of each group its cases and its answers."""
    cases, answered = (
        np.bincount(waits.group[chosen], minlength=len(waits.groups)).tolist()
        for chosen in (slice(None), waits.outcome == ANSWERED)
    )
    return cases, answered


def joined(waits: Waits, hidden: Collection[int]) -> Waits:
    """These groups as one, the last, named "". Groups without cases are left out."""
    cases, _answered = sizes(waits)
    kept = [group for group, number in enumerate(cases) if number and group not in hidden]
    number = np.full(len(waits.groups), len(kept))
    number[kept] = np.arange(len(kept))
    names = (*(waits.groups[group] for group in kept), *([""] if hidden else []))
    return replace(waits, group=number[waits.group] if len(waits) else waits.group, groups=names)


def _figures(waits: Waits, counts: Risk, group: int | None, asked: _Asked) -> GroupFigures:
    """Of one group, or of all cases."""
    ours = waits if group is None else waits.where(waits.group == group)
    outcome, level, marks = ours.outcome, asked.level, ours.marks
    number = np.bincount(outcome, minlength=3)
    one = curve(counts)
    mean = restricted_mean(one, asked.limit)
    name = "" if group is None else waits.groups[group]
    return GroupFigures(
        name=name,
        merged=group is not None and not name,
        cases=len(outcome),
        waiting=int(number[OPEN]),
        answered=int(number[ANSWERED]),
        left=int(number[COMPETING]),
        by_limit=_share_answered(waiting_at(one, asked.limit, level)),
        mean=mean.estimate(level),
        until=mean.until,
        median=median(one, level),
        answered_by_limit=incidence_at(counts, counts.answered, asked.limit, level),
        left_by_limit=incidence_at(counts, counts.left, asked.limit, level),
        curve=corners(one, asked.drawn, CORNERS, level),
        at_risk=tuple((day, at_risk(counts, day)) for day in asked.times),
        in_language=share_of(marks.in_language, level),
        reopened=share_of(marks.reopened, level),
        routed_right=share_of(marks.routed_right, level),
        completeness=score(marks.completeness, level),
    )


def _share_answered(waiting: Estimate) -> Estimate:
    low, value, high = (None if part is None else 1 - part for part in (waiting.high, waiting.value, waiting.low))
    return Estimate(value, low, high)


def _comparisons(waits: Waits, moments: Moments, ranks: Ranks, asked: _Asked) -> tuple[Comparison, ...]:
    """Each group with all others; of two only the smaller (the first of equals), since the other says the same."""
    sizes = np.bincount(waits.group, minlength=len(waits.groups))
    chosen = range(len(sizes)) if len(sizes) > 2 else [int(np.argmin(sizes))]
    found = [_compare(waits, moments, group, ranks, asked) for group in chosen]
    together = holm([one.p for one in found])
    return tuple(
        judged(one, p, limit=asked.limit, level=asked.level, relevant=asked.relevant)
        for one, p in zip(found, together, strict=True)
    )


def _compare(waits: Waits, moments: Moments, group: int, ranks: Ranks, asked: _Asked) -> Comparison:
    """Without the verdict, which depends on the other comparisons."""
    mine = waits.group == group
    means = difference(moments, waits.outcome, mine, waits.stratum, asked.limit)
    p, test = _tested(waits, group, ranks, asked.seed)
    compared = means.cases if means else 0
    return Comparison(
        group=waits.groups[group],
        merged=not waits.groups[group],
        mean=means.mean if means else None,
        others=means.others if means else None,
        difference=means.estimate(asked.level) if means else Estimate(None, None, None),
        p_difference=means.p if means else None,
        observed=float(ranks.observed[group]),
        expected=float(ranks.expected[group]),
        p=p,
        test=test,
        p_holm=None,
        detectable=means.detectable(asked.level) if means else None,
        verdict="too_few_to_say",
        cases=compared,
        without_counterpart=int(np.count_nonzero(mine)) - compared,
        until=means.until if means else asked.limit,
        remarks=(),
    )


def _tested(waits: Waits, group: int, ranks: Ranks, seed: int) -> tuple[float | None, Test]:
    """By permutation where either side has few answers in the strata that both have."""
    mine, answered = waits.group == group, waits.outcome == ANSWERED
    per_stratum = [np.bincount(waits.stratum[side], minlength=len(waits.strata)) for side in (mine, ~mine)]
    both = ((per_stratum[0] > 0) & (per_stratum[1] > 0))[waits.stratum] & answered
    if min(np.count_nonzero(both & mine), np.count_nonzero(both & ~mine)) < SMALL:
        found = permuted(ranks.scores, mine, waits.stratum, seed=seed)
        return (None, "none") if found is None else (found.p, found.test)
    p = ranks.against_others(group)[1]
    return p, "none" if p is None else "log_rank"


def judged(one: Comparison, p: float | None, *, limit: float, level: float, relevant: float) -> Comparison:
    """With p for all comparisons together, the verdict and what has to be said beside it."""
    low, high = one.difference.low, one.difference.high
    direction = 0 if low is None or high is None else int(low > 0) - int(high < 0)
    found = p is not None and p <= 1 - level
    alike = direction * (one.expected - one.observed) > 0
    verdict: Verdict = "no_difference_shown"
    if found and alike:
        verdict = "waits_longer" if direction > 0 else "waits_shorter"
    elif one.detectable is None or one.detectable > relevant:
        verdict = "too_few_to_say"
    said = {
        "limit_beyond_observation": one.until < limit,
        "cases_without_counterpart": one.without_counterpart > 0,
        "differs_elsewhere": found and not alike,
        "mean_only": bool(direction) and not found,
    }
    return replace(one, p_holm=p, verdict=verdict, remarks=tuple(code for code, holds in said.items() if holds))
