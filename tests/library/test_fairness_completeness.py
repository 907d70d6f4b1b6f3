"""Which answers are read, when one is complete, and in which language answers are complete less often."""

from collections import Counter
from itertools import combinations, product
from math import prod

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some
from scipy.stats import fisher_exact
from statsmodels.stats.contingency_tables import StratifiedTable
from statsmodels.stats.inter_rater import cohens_kappa
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint

from uramost.fairness import CHECKLIST, BadMarks, agreement, complete, completeness, draw
from uramost.fairness.completeness import exact_p
from uramost.fairness.sampling import lot

FULL = {item.code: "not_applicable" if item.may_not_apply else "yes" for item in CHECKLIST}
CLOSE = {"rel": 1e-9, "abs": 1e-12}


def columns(*cells):
    """(group, stratum, complete, scored) as three columns."""
    rows = [(group, stratum, number < good) for group, stratum, good, scored in cells for number in range(scored)]
    return tuple(zip(*rows, strict=True))


def test_an_answer_is_complete_when_everything_is_there_that_applies():
    assert complete(FULL)
    assert not complete({**FULL, "reasons": "no"})
    assert complete({**FULL, "reasons": "yes"})


@pytest.mark.parametrize(
    ("marks", "code", "item"),
    [
        ({name: mark for name, mark in FULL.items() if name != "contact"}, "missing", "contact"),
        ({**FULL, "tone": "yes"}, "unknown_item", "tone"),
        ({**FULL, "result": "partly"}, "unknown_mark", "result"),
        ({**FULL, "asked": "not_applicable"}, "has_to_apply", "asked"),
    ],
)
def test_marks_that_do_not_fit_the_list_are_refused(marks, code, item):
    with pytest.raises(BadMarks) as bad:
        complete(marks)
    assert (bad.value.code, bad.value.item) == (code, item)


POOL = {"sq": [f"34-2026-{n:05}" for n in range(500)], "sr": [f"34-2026-{n:05}" for n in range(500, 520)]}


def test_a_sample_has_so_many_of_each_group_or_all_and_mixes_them():
    sample = draw(POOL, each=30, seed=7)

    assert Counter(one.group for one in sample) == {"sq": 30, "sr": 20}
    assert len({one.key for one in sample}) == 50
    assert Counter(one.group for one in sample if one.twice) == {"sq": 6, "sr": 4}
    assert 8 <= sum(one.group == "sq" for one in sample[:20]) <= 16
    assert max(lot(7, one.key) for one in sample if one.group == "sq") < min(
        lot(7, key) for key in set(POOL["sq"]) - {one.key for one in sample}
    )


@given(some.permutations(POOL["sr"]), some.integers(0, 2**62))
def test_whoever_draws_again_gets_the_same_sample(keys, seed):
    assert draw({"sr": keys}, each=5, seed=seed) == draw({"sr": POOL["sr"]}, each=5, seed=seed)


def test_every_answer_is_drawn_as_often_as_any_other():
    drawn = Counter(one.key for seed in range(2000) for one in draw({"sr": POOL["sr"]}, each=5, seed=seed))

    expected = 2000 * 5 / 20
    chi2 = sum((drawn[key] - expected) ** 2 / expected for key in POOL["sr"]) / (1 - 5 / 20)
    assert chi2 < 43.8  # 19 degrees, 0.1 %


def test_nothing_can_be_drawn_of_nothing():
    assert draw({}, each=30, seed=1) == ()
    with pytest.raises(ValueError, match="At least one"):
        draw(POOL, each=0, seed=1)


@pytest.mark.parametrize(("good", "scored"), [(0, 12), (7, 12), (29, 30), (30, 30)])
def test_the_share_is_statsmodels_wilson(good, scored):
    (one,) = completeness(*columns(("sq", "a", good, scored))).groups

    low, high = proportion_confint(good, scored, method="wilson")
    assert (one.share.share.low, one.share.share.high) == (pytest.approx(low, **CLOSE), pytest.approx(high, **CLOSE))
    assert one.share.share.value == pytest.approx(good / scored)


@pytest.mark.parametrize(("x", "n", "y", "m"), [(3, 12, 11, 14), (0, 10, 10, 10), (10, 10, 10, 10), (40, 60, 70, 90)])
def test_in_one_stratum_the_test_is_fishers(x, n, y, m):
    assert exact_p([x], [n], [x + y], [n + m]) == pytest.approx(fisher_exact([[x, n - x], [y, m - y]]).pvalue, rel=1e-9)


def test_in_several_strata_every_way_to_deal_is_counted():
    strata = [([1, 0, 0, 1], 2), ([1, 1, 0, 0, 0], 2), ([1, 0, 1], 1)]  # complete or not; so many are the group's
    dealt = [[sum(some) for some in combinations(good, size)] for good, size in strata]
    outcomes = Counter(map(sum, product(*dealt)))
    ways = prod(map(len, dealt))
    for seen, number in outcomes.items():
        x = [seen // 3 + (seen % 3 > at) for at in range(3)]
        expected = sum(count for count in outcomes.values() if count <= number) / ways
        found = exact_p(x, [size for _good, size in strata], [sum(g) for g, _ in strata], [len(g) for g, _ in strata])
        assert found == pytest.approx(expected, rel=1e-9)


TABLES = [((300, 600), (301, 550)), ((170, 400), (235, 500)), ((460, 700), (357, 520))]  # per stratum: group, others


def test_with_many_answers_the_test_nears_mantel_and_haenszels_in_the_middle():
    tables = [np.array([[x, n - x], [y, m - y]]) for (x, n), (y, m) in TABLES]
    theirs = StratifiedTable(tables).test_null_odds(correction=True).pvalue
    ours = exact_p(
        [x for (x, _n), _other in TABLES],
        [n for (_x, n), _other in TABLES],
        [x + y for (x, _n), (y, _m) in TABLES],
        [n + m for (_x, n), (_y, m) in TABLES],
    )
    assert ours == pytest.approx(theirs, rel=0.05)


def test_the_interval_of_large_equal_samples_nears_statsmodels():
    (one,) = completeness(*columns(("sq", "a", 640, 1000), ("sr", "a", 700, 1000))).contrasts

    low, high = confint_proportions_2indep(640, 1000, 700, 1000, compare="diff", method="wald")
    assert one.group == "sq"
    assert one.difference.value == pytest.approx(-0.06)
    assert (one.difference.low, one.difference.high) == (pytest.approx(low, abs=5e-4), pytest.approx(high, abs=5e-4))


def test_an_interval_stays_within_what_can_be():
    (one,) = completeness(*columns(("sq", "a", 0, 12), ("sr", "a", 20, 20))).contrasts

    assert one.difference.value == -1
    assert -1 <= one.difference.low < one.difference.high < -0.5
    assert one.found == "less_complete"


def test_the_interval_holds_the_true_difference_in_many_small_strata():
    chance, held, true = np.random.default_rng(3), 0, -0.2
    for _again in range(400):
        cells = []
        for stratum, usual in enumerate((0.55, 0.7, 0.8, 0.9)):
            cells.append(("sr", str(stratum), chance.binomial(8, usual + true), 8))
            cells.append(("sq", str(stratum), chance.binomial(12, usual), 12))
        (one,) = completeness(*columns(*cells)).contrasts
        held += one.difference.low <= true <= one.difference.high
    assert 0.92 <= held / 400 <= 0.98


def test_the_mix_of_services_is_no_difference_of_languages():
    """Each service is answered alike in both languages, and the hard one is asked for in Serbian."""
    cells = [("sq", "easy", 81, 90), ("sq", "hard", 3, 10), ("sr", "easy", 9, 10), ("sr", "hard", 27, 90)]
    (one,) = completeness(*columns(*cells)).contrasts

    assert one.difference.value == pytest.approx(0)
    assert one.found in {"no_difference_shown", "too_few_to_say"}


def test_what_is_found_has_to_hold_for_all_comparisons_together():
    cells = [("bs", "a", 24, 30), ("sq", "a", 27, 30), ("sr", "a", 14, 30), ("tr", "a", 25, 30)]
    found = {one.group: one for one in completeness(*columns(*cells)).contrasts}

    assert found["sr"].found == "less_complete"
    assert found["sr"].p < found["sr"].p_holm == pytest.approx(4 * found["sr"].p)
    assert {found[name].found for name in ("bs", "tr")} == {"too_few_to_say"}


def test_enough_answers_without_a_difference_say_so():
    (one,) = completeness(*columns(("sq", "a", 160, 200), ("sr", "a", 158, 200))).contrasts

    assert one.detectable == pytest.approx(0.112, abs=0.002)
    assert one.found == "no_difference_shown"


def test_answers_about_services_of_one_language_only_are_left_out_and_counted():
    found = completeness(*columns(("sq", "a", 20, 20), ("sr", "a", 5, 10), ("sr", "b", 0, 5)))

    assert [(one.scored, one.without_counterpart) for one in found.contrasts] == [(10, 5)]
    apart = completeness(*columns(("sq", "a", 20, 20), ("sr", "b", 5, 15))).contrasts[0]
    assert (apart.p, apart.difference.value, apart.detectable, apart.found) == (None, None, None, "too_few_to_say")


def test_small_groups_stand_together_also_those_that_another_table_hides():
    cells = (("bs", "a", 5, 9), ("en", "a", 9, 11), ("sq", "a", 20, 30), ("sr", "a", 15, 30))
    found = completeness(*columns(*cells))
    assert [(one.name, one.share.total) for one in found.groups] == [("sq", 30), ("sr", 30), ("", 20)]
    assert found.withheld == ("bs", "en")

    hidden = completeness(*columns(*cells), also_withheld={"sq"})
    assert [(one.name, one.share.total) for one in hidden.groups] == [("en", 11), ("sr", 30), ("", 39)]


def test_fewer_than_the_floor_are_not_shown_at_all():
    found = completeness(*columns(("sq", "a", 3, 5), ("sr", "a", 3, 4)))

    assert (found.total, found.groups, found.contrasts) == (None, (), ())
    assert completeness([], [], []).total is None
    with pytest.raises(ValueError, match="lengths"):
        completeness(["sq"], ["a"], [])


def test_agreement_is_cohens_kappa():
    first = [True] * 20 + [False] * 10
    second = [True] * 17 + [False] * 3 + [True] * 2 + [False] * 8
    found = agreement(first, second)

    theirs = cohens_kappa(np.array([[17, 3], [2, 8]]))
    assert found.kappa == pytest.approx(theirs.kappa, **CLOSE)
    assert (found.agreed.count, found.agreed.total) == (25, 30)
    assert agreement([True] * 5, [True] * 5).kappa is None
    assert agreement([], []) is None
    with pytest.raises(ValueError, match="lengths"):
        agreement([True], [])
