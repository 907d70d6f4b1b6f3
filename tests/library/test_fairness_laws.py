"""What has to hold whatever the waits are, and what has to hold on average over many that were drawn."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from uramost.fairness import Waits, report
from uramost.fairness.competing import incidence
from uramost.fairness.curve import corners, curve, interval, risk
from uramost.fairness.mean import difference, restricted_mean
from uramost.fairness.permutation import _drawn, permuted
from uramost.fairness.ranks import log_rank
from uramost.fairness.waits import COMPETING, Moments

CASES = st.lists(
    st.tuples(
        st.integers(0, 40).map(float),
        st.sampled_from(["answered", "answered", "answered", "open", "withdrawn"]),
        st.sampled_from(["sq", "sr", "tr"]),
        st.sampled_from(["permit", "extract"]),
    ),
    min_size=1,
    max_size=60,
)
few = settings(max_examples=40, deadline=None)


def waits(cases):
    return Waits.of(*(list(column) for column in zip(*cases, strict=True)))


def figures(found):
    """The numbers of a report that do not depend on how days are counted, and those in days."""
    shares = [part for one in (found.total, *found.groups) if one for part in (one.by_limit.low, one.by_limit.value)]
    ps = [one.p for one in found.comparisons]
    lengths = [one.mean.value for one in found.groups] + [one.difference.high for one in found.comparisons]
    return shares + ps, lengths


def same(one, other, times=1.0):
    for ours, theirs in zip(one, other, strict=True):
        assert (ours is None) == (theirs is None)
        assert ours is None or ours * times == pytest.approx(theirs, rel=1e-7, abs=1e-7)


@few
@given(CASES, st.randoms(use_true_random=False))
def test_the_order_of_cases_does_not_matter(cases, chance):
    mixed = list(cases)
    chance.shuffle(mixed)
    one, other = (figures(report(waits(those), limit=15, floor=1)) for those in (cases, mixed))
    same(one[0], other[0])
    same(one[1], other[1])


@few
@given(CASES, st.sampled_from([0.25, 3.0, 24.0]))
def test_hours_instead_of_days_change_nothing_but_the_unit(cases, times):
    longer = [(days * times, *rest) for days, *rest in cases]
    one, other = report(waits(cases), limit=15, floor=1), report(waits(longer), limit=15 * times, floor=1)
    same(figures(one)[0], figures(other)[0])
    same(figures(one)[1], figures(other)[1], times)
    assert [c.verdict for c in one.comparisons] == [c.verdict for c in other.comparisons]


@few
@given(CASES)
def test_two_groups_of_the_same_waits_do_not_differ(cases):
    twins = [(days, outcome, name, kind) for days, outcome, _, kind in cases for name in ("one", "other")]
    found = report(waits(twins), limit=15, floor=1)
    for one in found.comparisons:
        assert one.difference.value == pytest.approx(0, abs=1e-9)
        assert one.observed == pytest.approx(one.expected)
        assert one.p is None or one.p == pytest.approx(1)
        assert one.verdict in ("no_difference_shown", "too_few_to_say")


@few
@given(CASES)
def test_a_curve_falls_within_its_interval_and_its_drawing_lies_on_it(cases):
    these = waits(cases)
    one = curve(risk(Moments.of(these.days), these.outcome))
    low, high = interval(one.waiting, one.spread, 0.95)
    assert (np.diff(one.waiting) < 0).all()
    assert (low <= one.waiting + 1e-12).all()
    assert (one.waiting <= high + 1e-12).all()
    drawn = corners(one, 30, 5)
    assert len(drawn) <= 7
    known = dict(zip(one.times, one.waiting, strict=True))
    assert all(point.waiting == known[point.day] for point in drawn[1:-1])
    assert restricted_mean(one, 15).value <= 15


@few
@given(CASES)
def test_everybody_waits_was_answered_or_left(cases):
    these = waits(cases)
    counts = risk(Moments.of(these.days), these.outcome)
    answered, left = (incidence(counts, event)[0] for event in (counts.answered, counts.left))
    waiting = np.cumprod(1 - (counts.answered + counts.left) / counts.at_risk)
    assert answered + left + waiting == pytest.approx(np.ones(len(waiting)))
    if not (these.outcome == COMPETING).any():
        assert waiting == pytest.approx(1 - answered)


def test_without_open_cases_the_difference_is_that_of_means_at_the_groups_mix():
    chance = np.random.default_rng(5)
    days, stratum = chance.gamma(2, 6, 90), chance.integers(0, 4, 90)
    mine = (chance.random(90) < 0.3) & (stratum < 3)
    found = difference(Moments.of(days), np.ones(90, int), mine, stratum, 20)
    capped = np.minimum(days, 20)
    kinds = range(3)
    mix = [np.mean(stratum[mine] == kind) for kind in kinds]
    others = sum(share * capped[~mine & (stratum == kind)].mean() for share, kind in zip(mix, kinds, strict=True))
    assert (found.mean, found.others) == (pytest.approx(capped[mine].mean()), pytest.approx(others))
    squares = sum(
        share**2 * capped[side & (stratum == kind)].var(ddof=1) / np.sum(side & (stratum == kind))
        for side in (mine, ~mine)
        for share, kind in zip(mix, kinds, strict=True)
    )
    assert found.error == pytest.approx(np.sqrt(squares))


def test_cases_without_counterpart_are_left_out_and_counted():
    days, stratum = np.array([1.0, 2.0, 3.0, 40.0, 90.0]), np.array([0, 0, 0, 1, 2])
    mine = np.array([True, False, False, True, False])
    found = difference(Moments.of(days), np.ones(5, int), mine, stratum, 30)
    assert (found.mean, found.others, found.cases, found.without_counterpart) == (1, 2.5, 1, 1)
    assert difference(Moments.of(days[3:]), np.ones(2, int), mine[3:], stratum[3:], 30) is None


def test_all_permutations_are_those_of_the_labels():
    days = np.array([3.0, 1, 4, 1, 5, 9, 2, 6, 5, 3])
    seen, stratum = np.array([1, 1, 0, 1, 1, 1, 1, 0, 1, 1]), np.array([0] * 6 + [1] * 4)
    mine = np.array([1, 0, 0, 1, 0, 0, 1, 1, 1, 0], bool)

    def off(chosen):
        ranks = log_rank(Moments.of(days), seen, chosen.astype(int), 2, stratum)
        return abs(ranks.observed[1] - ranks.expected[1])

    as_far, every = 0, 0
    for first in combinations(range(6), 2):
        for second in combinations(range(6, 10), 3):
            chosen = np.isin(np.arange(10), [*first, *second])
            as_far, every = as_far + (off(chosen) >= off(mine) - 1e-9), every + 1
    scores = log_rank(Moments.of(days), seen, mine.astype(int), 2, stratum).scores
    found = permuted(scores, mine, stratum)
    assert (found.test, found.draws, found.p) == ("permutation_exact", every, pytest.approx(as_far / every))


def test_drawn_permutations_come_near_to_all_of_them():
    chance = np.random.default_rng(3)
    scores = chance.normal(size=18)
    scores -= scores.mean()
    mine = np.arange(18) < 7
    exact = permuted(scores, mine, np.zeros(18, int))
    twice = np.repeat([0, 1], 18)  # too many for counting
    drawn = permuted(np.tile(scores, 2), np.tile(mine, 2) & (twice == 0) | (twice == 1) & np.tile(mine, 2), twice)
    assert (exact.test, drawn.test) == ("permutation_exact", "permutation")
    sums = np.array([scores[list(one)].sum() for one in combinations(range(18), 7)])
    pairs = np.abs(chance.choice(sums, 200_000) + chance.choice(sums, 200_000))
    assert drawn.p == pytest.approx(np.mean(pairs >= 2 * abs(scores[mine].sum()) - 1e-9), abs=0.015)


def test_of_very_large_groups_fewer_permutations_are_drawn():
    scores = np.random.default_rng(2).normal(size=24_000)
    found = permuted(scores - scores.mean(), np.arange(24_000) % 2 == 0, np.zeros(24_000, int))
    assert (found.test, found.draws) == ("permutation", 999)


@pytest.mark.parametrize(("among", "size"), [(6, 3), (100, 65)], ids=["few", "many"])
def test_every_choice_is_drawn_equally_often(among, size):
    rows = _drawn(np.random.default_rng(1), 20_000, among, size)
    assert (np.diff(np.sort(rows, axis=1), axis=1) > 0).all()
    chosen = np.bincount(rows.ravel(), minlength=among)
    together = [np.count_nonzero((rows == one).any(axis=1) & (rows == one + 1).any(axis=1)) for one in range(among - 1)]
    assert chosen / 20_000 == pytest.approx(np.full(among, size / among), abs=0.02)
    pair = size * (size - 1) / (among * (among - 1))
    assert np.array(together) / 20_000 == pytest.approx(np.full(among - 1, pair), abs=0.02)


def test_every_set_of_three_of_six_is_drawn_equally_often():
    rows = np.sort(_drawn(np.random.default_rng(1), 20_000, 6, 3), axis=1)
    seen = np.unique(rows, axis=0, return_counts=True)[1]
    assert len(seen) == 20
    assert stats.chisquare(seen).pvalue > 0.01


def drawn_waits(chance, cases, slower=0.0):
    """Many small strata of different speeds, some cases still open, a third of them of one group."""
    stratum = chance.integers(0, cases // 8, cases)
    mine = chance.random(cases) < 0.15 + 0.5 * (stratum % 2)
    days = chance.gamma(2, 3 + 2 * (stratum % 5)) * np.where(mine, 1 + slower, 1)
    closed = chance.uniform(2, 60, cases)
    return np.minimum(days, closed), (days <= closed).astype(int), mine, stratum


def test_without_a_difference_p_is_anything_and_intervals_hold_nought():
    chance = np.random.default_rng(11)
    ps, permutations, held = [], [], 0
    for _ in range(250):
        days, seen, mine, stratum = drawn_waits(chance, 240)
        moments = Moments.of(days)
        ranks = log_rank(moments, seen, mine.astype(int), 2, stratum)
        ps.append(ranks.against_others(1)[1])
        permutations.append(permuted(ranks.scores, mine, stratum, draws=199).p)
        found = difference(moments, seen, mine, stratum, 30).estimate()
        held += found.low <= 0 <= found.high
    assert stats.kstest(ps, "uniform").pvalue > 0.01
    assert stats.kstest(permutations, "uniform").pvalue > 0.01
    assert 0.92 <= held / 250 <= 0.98


def test_the_smallest_detectable_difference_is_found_four_times_in_five():
    chance = np.random.default_rng(12)
    first, second = (chance.uniform(0, 20, (500, 60)) for _ in range(2))
    mine, none = np.arange(120) < 60, np.zeros(120, int)

    def compared(one, other):
        return difference(Moments.of(np.append(one, other)), np.ones(120, int), mine, none, 99)

    true = np.mean([compared(*pair).detectable() for pair in zip(first[:100], second[:100], strict=True)])
    found = sum(compared(*pair).p < 0.05 for pair in zip(first + true, second, strict=True))
    assert 0.75 <= found / 500 <= 0.85
