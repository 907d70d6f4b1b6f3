"""What `uramost.fairness` computes, against Gehan's figures, and lifelines and statsmodels on public data sets."""

from fractions import Fraction
from itertools import pairwise

import numpy as np
import pytest
from lifelines import KaplanMeierFitter
from lifelines.statistics import multivariate_logrank_test
from lifelines.utils import median_survival_times, restricted_mean_survival_time
from scipy import stats
from statsmodels.duration.survfunc import CumIncidenceRight, SurvfuncRight, survdiff
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.proportion import proportion_confint
from tests.library.public_waits import GEHAN, gehan, sets

from uramost.fairness import chances, holm
from uramost.fairness.competing import incidence
from uramost.fairness.curve import at_risk, curve, interval, median, risk, waiting_at
from uramost.fairness.mean import difference, restricted_mean
from uramost.fairness.proportions import score, share
from uramost.fairness.ranks import log_rank
from uramost.fairness.waits import Moments

SETS = sets()
NEAR = {"rel": 1e-6, "abs": 1e-9}
every_set = pytest.mark.parametrize("public", SETS, ids=[one.name for one in SETS])


def near(value):
    return pytest.approx(value, **NEAR)


def test_gehans_figures():
    ours = gehan()
    for group, name in enumerate(("placebo", "six_mp")):
        mine = ours.group == group
        one = curve(risk(ours.moments, ours.seen, chosen=mine))
        mean = restricted_mean(one, GEHAN["rmst"]["tau"])
        assert [round(mean.value, 4), round(mean.error, 4)] == GEHAN["rmst"][name]
        assert median(one).value == GEHAN["median"][name]
        if name == "six_mp":
            read = {day: waiting_at(one, float(day)).value for day in GEHAN["kaplan_meier_six_mp"]}
            assert {day: round(value, 4) for day, value in read.items()} == GEHAN["kaplan_meier_six_mp"]
    chi2, degrees, p = log_rank(ours.moments, ours.seen, ours.group, 2).overall()
    assert (round(chi2, 5), degrees) == (GEHAN["log_rank_chi2_1df"], 1)
    assert p == pytest.approx(4.17e-5, rel=1e-3)
    found = difference(ours.moments, ours.seen, ours.group == 1, np.zeros(42, int), GEHAN["rmst"]["tau"]).estimate()
    assert [round(value, 4) for value in (found.value, found.low, found.high)] == GEHAN["rmst"]["difference"]


@every_set
def test_kaplan_and_meiers_curve_with_its_interval_and_median(public):
    for days, seen in public.parts():
        counts = risk(Moments.of(days), seen)
        one = curve(counts)
        theirs = SurvfuncRight(days, seen)
        assert one.times.tolist() == theirs.surv_times.tolist()
        assert one.waiting == near(theirs.surv_prob)
        assert one.at_risk.tolist() == theirs.n_risk.tolist()
        kept = one.waiting > 0
        assert one.waiting[kept] * np.sqrt(one.spread[kept]) == near(theirs.surv_prob_se[kept])
        fitter = KaplanMeierFitter().fit(days, seen)
        bounds = fitter.confidence_interval_survival_function_.loc[one.times].to_numpy()
        low, high = interval(one.waiting, one.spread, 0.95)
        assert low[kept] == near(bounds[kept, 0])
        assert high[kept] == near(bounds[kept, 1])
        assert (median(one).value or np.inf) == first_half(days, seen)
        if not np.isclose(one.waiting, 0.5, atol=1e-9).any():  # one half exactly is missed by a hair in floating point
            assert (median(one).value or np.inf) == fitter.median_survival_time_
        theirs_median = median_survival_times(fitter.confidence_interval_survival_function_)
        if kept.all():  # where nobody waits any more, lifelines' bounds are not known
            assert [median(one).low or np.inf, median(one).high or np.inf] == theirs_median.to_numpy().ravel().tolist()
        middle = float(np.quantile(days, 0.4))
        assert at_risk(counts, middle) == np.count_nonzero(days >= middle)


def first_half(days, seen):
    """The median in exact fractions."""
    waiting = Fraction(1)
    for day in np.unique(days[seen == 1]):
        waiting *= 1 - Fraction(int(np.sum((days == day) & (seen == 1))), int(np.sum(days >= day)))
        if waiting <= Fraction(1, 2):
            return day
    return np.inf


@every_set
def test_the_log_rank_test_of_all_groups_and_of_one_against_the_others(public):
    groups = int(public.group.max()) + 1
    ranks = log_rank(public.moments, public.seen, public.group, groups)
    chi2, degrees, p = ranks.overall()
    theirs = multivariate_logrank_test(public.days, public.group, public.seen)
    assert (chi2, degrees, p) == (near(theirs.test_statistic), groups - 1, near(theirs.p_value))
    assert chi2 == near(survdiff(public.days, public.seen, public.group)[0])
    for group in range(groups):
        one = survdiff(public.days, public.seen, (public.group == group).astype(int))
        assert ranks.against_others(group) == (near(one[0]), near(one[1]))


@every_set
def test_the_stratified_log_rank_test(public):
    groups = int(public.group.max()) + 1
    ranks = log_rank(public.moments, public.seen, public.group, groups, public.stratum)
    theirs = survdiff(public.days, public.seen, public.group, strata=public.stratum)
    assert ranks.overall()[::2] == (near(theirs[0]), near(theirs[1]))
    for group in range(groups):
        assert ranks.scores[public.group == group].sum() == near((ranks.observed - ranks.expected)[group])


@every_set
def test_the_restricted_mean_with_the_square_of_its_standard_error(public):
    for days, seen in public.parts():
        until = float(np.quantile(days, 0.7))
        found = restricted_mean(curve(risk(Moments.of(days), seen)), until)
        assert found.value == near(restricted_mean_survival_time(KaplanMeierFitter().fit(days, seen), t=until))
        assert found.error**2 == near(written_out(days, seen, until))


@pytest.mark.filterwarnings("ignore:The maximum number of subdivisions")
def test_the_variance_that_lifelines_calls_that_of_the_mean_is_that_of_one_time():
    """Of min(T, τ), that is: without censoring five times ours, with five cases."""
    days, until = np.array([1.0, 2.0, 4.0, 7.0, 11.0]), 8
    fitter = KaplanMeierFitter().fit(days)
    theirs = restricted_mean_survival_time(fitter, t=until, return_variance=True)[1]
    assert theirs == pytest.approx(np.var(np.minimum(days, until)), rel=1e-3)
    found = restricted_mean(curve(risk(Moments.of(days), np.ones(5, int))), until)
    assert found.error**2 == near(np.var(np.minimum(days, until)) / 5)


def written_out(days, seen, until):
    """Σ A² d/(n(n − d)), one answer after the other, with areas of rectangles."""
    waiting, steps = 1.0, []
    for day in sorted(set(days[(seen == 1) & (days <= until)])):
        watched, answered = np.sum(days >= day), np.sum((days == day) & (seen == 1))
        waiting *= 1 - answered / watched
        steps.append((day, waiting, watched, answered))
    total = 0.0
    for at, (_, _, watched, answered) in enumerate(steps):
        later = [*steps[at:], (until, 0, 0, 0)]
        area = sum(height * (end - start) for (start, height, *_), (end, *_) in pairwise(later))
        total += area**2 * answered / (watched * (watched - answered)) if watched > answered else 0
    return total


def test_the_standard_error_is_that_of_means_drawn_again_and_again():
    chance = np.random.default_rng(7)
    days, seen = SETS[1].days, SETS[1].seen
    found = restricted_mean(curve(risk(Moments.of(days), seen)), 365)
    again = []
    for _ in range(400):
        drawn = chance.integers(len(days), size=len(days))
        again.append(restricted_mean(curve(risk(Moments.of(days[drawn]), seen[drawn])), 365).value)
    assert found.error == pytest.approx(np.std(again), rel=0.12)


@every_set
def test_the_incidence_of_one_outcome_among_others(public):
    """Every third event is taken as another kind."""
    kind = np.where((public.seen == 1) & (np.arange(len(public.seen)) % 3 == 0), 2, public.seen)
    counts = risk(public.moments, kind)
    theirs = CumIncidenceRight(public.days, kind)
    for number, event in enumerate((counts.answered, counts.left)):
        ours, variance = incidence(counts, event)
        at = np.searchsorted(counts.times, theirs.times)
        assert ours[at] == near(theirs.cinc[number])
        known = np.isfinite(theirs.cinc_se[number])  # it divides by nought where the last have gone
        assert known.sum() >= len(known) - 1
        assert np.sqrt(variance[at])[known] == pytest.approx(theirs.cinc_se[number][known], rel=1e-6, abs=1e-7)


@pytest.mark.parametrize(("count", "total"), [(0, 8), (3, 8), (8, 8), (1, 1), (412, 977)])
def test_wilsons_interval(count, total):
    found = share(count, total).share
    assert (found.low, found.high) == near(proportion_confint(count, total, method="wilson"))


@pytest.mark.parametrize("number", [2, 3, 4, 11, 30, 1999, 5000])
def test_students_interval(number):
    scores = np.random.default_rng(number).normal(3, 1, number)
    found = score(np.append(scores, np.nan)).mean
    theirs = stats.t.interval(0.95, number - 1, scores.mean(), stats.sem(scores))
    assert (found.low, found.high) == near(theirs)


def test_tails():
    for degrees in (*range(1, 9), 20, 51):
        for x in (0.0, 0.3, 3.84, 16.79, 90.0):
            assert chances.chi_squared_tail(x, degrees) == pytest.approx(
                stats.chi2.sf(x, degrees), rel=1e-9, abs=1e-300
            )
    assert chances.two_sided(-1.3) == near(2 * stats.norm.sf(1.3))
    assert chances.quantile(0.9) == near(stats.norm.ppf(0.95))


def test_holms_adjustment():
    ps = [0.04, 0.001, None, 0.03, 0.5, 0.03]
    theirs = multipletests([p for p in ps if p is not None], method="holm")[1].tolist()
    assert holm(ps) == [*map(near, theirs[:2]), None, *map(near, theirs[2:])]
