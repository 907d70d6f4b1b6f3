"""The report: who is shown, what is compared, what the verdict is, and what happens at the edges."""

import numpy as np
import pytest

from uramost.fairness import TESTS, VERDICTS, BadWaits, Marks, Waits, report
from uramost.fairness.protection import withheld


def town(sizes, slower=None, seed=1, kinds=("permit", "extract"), mixed=True):
    """Made-up cases: gamma waits with 5 days on average for extracts and 20 for permits, times `slower` by group."""
    chance = np.random.default_rng(seed)
    rows = []
    for group, size in sizes.items():
        for number in range(size):
            kind = kinds[number % 2] if mixed else kinds[0 if group == "sr" else number % 8 > 0]
            wait = chance.gamma(2, 10 if kind == "permit" else 2.5) * (slower or {}).get(group, 1)
            closed = chance.uniform(10, 200)
            rows.append((min(wait, closed), "answered" if wait <= closed else "open", group, kind))
    return rows


def waits(rows, marks=None, strata=True):
    days, outcomes, groups, kinds = map(list, zip(*rows, strict=True))
    return Waits.of(days, outcomes, groups, kinds if strata else None, marks)


def test_a_language_that_waits_longer_is_found_and_the_others_are_not():
    found = report(waits(town({"sq": 900, "sr": 300, "tr": 250}, {"sr": 1.6})), limit=30)
    assert [one.name for one in found.groups] == ["sq", "sr", "tr"]
    said = {one.group: one for one in found.comparisons}
    assert said["sr"].verdict == "waits_longer"
    assert said["sr"].difference.low > 0
    assert said["sr"].observed < said["sr"].expected
    assert said["sq"].verdict == "waits_shorter"
    assert said["sr"].test == "log_rank"
    assert said["sr"].p_holm >= said["sr"].p
    assert found.overall.degrees == 2
    assert found.overall.p < 0.001
    assert (found.total.cases, found.strata, found.withheld) == (1450, 2, ())


def test_equal_waits_are_told_apart_from_too_few_cases():
    many = report(waits(town({"sq": 3000, "sr": 2000})), limit=30)
    assert [(one.group, one.verdict) for one in many.comparisons] == [("sr", "no_difference_shown")]
    few = report(waits(town({"sq": 60, "sr": 25})), limit=30)
    assert [one.verdict for one in few.comparisons] == ["too_few_to_say"]
    assert few.comparisons[0].detectable > few.relevant == 3
    assert few.comparisons[0].test == "permutation"
    assert report(waits(town({"sq": 60, "sr": 25})), limit=30, relevant=20).comparisons[0].verdict == (
        "no_difference_shown"
    )


def test_a_language_that_asks_for_slow_services_more_often_does_not_seem_slower():
    rows = town({"sq": 1600, "sr": 400}, mixed=False)
    rows += town({"sr": 60}, seed=2)
    assert report(waits(rows, strata=False), limit=30).comparisons[0].verdict == "waits_longer"
    assert report(waits(rows), limit=30).comparisons[0].verdict in ("no_difference_shown", "too_few_to_say")


def test_the_same_seed_gives_the_same_p_and_few_cases_are_counted_out():
    rows = town({"sq": 60, "sr": 25})
    one, other = (report(waits(rows), limit=30, seed=4).comparisons[0].p for _ in range(2))
    assert one == other
    tiny = report(waits(town({"sq": 10, "sr": 4}), strata=False), limit=30, floor=1)
    assert tiny.comparisons[0].test == "permutation_exact"


def test_small_groups_are_one_and_cannot_be_had_by_subtraction():
    found = report(waits(town({"sq": 500, "sr": 200, "tr": 40, "bs": 30, "rom": 6})), limit=30)
    assert [(one.name, one.merged, one.cases) for one in found.groups] == [
        ("sq", False, 500),
        ("sr", False, 200),
        ("tr", False, 40),
        ("", True, 36),
    ]
    assert found.withheld == ("bs", "rom")
    assert "small_groups_together" in found.remarks
    assert [one.group for one in found.comparisons if one.merged] == [""]
    assert sum(one.cases for one in found.groups) == found.total.cases


@pytest.mark.parametrize(
    ("cases", "answered", "gone"),
    [
        ([500, 200, 40], [400, 100, 20], set()),
        ([500, 200, 9], [400, 100, 9], {1, 2}),  # the next smallest goes too
        ([500, 200, 40], [400, 100, 9], {1, 2}),  # answers count as well
        ([500, 200, 6, 5], [400, 100, 6, 5], {2, 3}),  # two that are enough together
        ([500, 200, 4, 3], [400, 100, 4, 3], {1, 2, 3}),  # two that are not
        ([500, 9], [400, 9], {0, 1}),
        ([9], [9], {0}),
        ([500, 200, 0], [400, 100, 0], set()),  # nobody is no group
    ],
)
def test_who_goes_with_a_small_group(cases, answered, gone):
    assert withheld(cases, answered, 10) == gone


def test_where_all_would_be_one_group_only_the_total_is_shown():
    found = report(waits(town({"sq": 50, "sr": 5})), limit=30)
    assert (found.groups, found.comparisons, found.overall) == ((), (), None)
    assert found.total.cases == 55
    assert found.withheld == ("sq", "sr")
    hidden = report(waits(town({"sq": 5, "sr": 4})), limit=30)
    assert (hidden.total, hidden.groups) == (None, ())


def test_what_else_is_counted():
    rows = town({"sq": 20, "sr": 20})
    marks = Marks(
        in_language=np.array([1] * 15 + [0] * 5 + [1] * 4 + [0] * 6 + [-1] * 10),
        routed_right=np.full(40, -1),
        completeness=np.array([0.5, 1.0] + [np.nan] * 18 + [0.8] + [np.nan] * 19),
    )
    sq, sr = report(waits(rows, marks), limit=30).groups
    assert (sq.in_language.count, sq.in_language.total, sr.in_language.count, sr.in_language.total) == (15, 20, 4, 10)
    assert sr.in_language.share.value == 0.4
    assert (sq.reopened, sq.routed_right) == (None, None)
    assert (sq.completeness.scored, sq.completeness.mean.value) == (2, 0.75)
    assert (sr.completeness.scored, sr.completeness.mean.low) == (1, None)


def test_those_who_left_are_counted_apart():
    rows = [(float(day), outcome, "sq", "") for day in range(1, 11) for outcome in ("answered", "withdrawn")]
    one = report(waits([*rows, *((d, o, "sr", k) for d, o, _, k in rows)]), limit=10).groups[0]
    assert (one.answered, one.left, one.waiting) == (10, 10, 0)
    assert one.answered_by_limit.value == pytest.approx(0.5, abs=0.05)
    assert one.answered_by_limit.value + one.left_by_limit.value == pytest.approx(1)
    waiting = np.prod([1 - 1 / watched for watched in range(20, 0, -2)])  # those who left were watched until then
    assert one.by_limit.value == pytest.approx(1 - waiting)


def test_where_nobody_leaves_both_shares_answered_are_one():
    found = report(waits(town({"sq": 40, "sr": 30})), limit=20)
    for one in (found.total, *found.groups):
        for ours, theirs in zip(parts(one.by_limit), parts(one.answered_by_limit), strict=True):
            assert ours == pytest.approx(theirs)


def parts(one):
    return one.value, one.low, one.high


def test_a_limit_that_nobody_was_watched_for_is_said():
    rows = [(float(day), "answered" if day % 2 else "open", group, "") for day in range(1, 21) for group in "ab"]
    found = report(waits(rows), limit=30)
    assert found.until == 20
    assert found.remarks == ("limit_beyond_observation",)
    assert found.comparisons[0].until == 20
    assert "limit_beyond_observation" in found.comparisons[0].remarks
    assert found.groups[0].by_limit.value is None


def test_a_language_that_is_new_does_not_shorten_the_others_means():
    rows = town({"sq": 200, "sr": 200})
    rows += [(day / 4, "answered" if day % 2 else "open", "tr", "permit") for day in range(25)]
    found = report(waits(rows), limit=30)
    assert [one.until for one in found.groups] == [30, 30, 6]
    assert [one.until for one in found.comparisons] == [30, 30, 6]
    assert found.until == 6


def test_a_difference_after_the_limit_is_said_beside_the_mean():
    rows = [(float(day), "answered", group, "") for day in range(1, 21) for group in "ab" for _ in range(3)]
    rows += [(40.0 + day, "answered", "a", "") for day in range(60)] + [(160.0, "open", "b", "") for _ in range(60)]
    one = report(waits(rows), limit=30).comparisons[0]
    assert one.difference.value == pytest.approx(0)
    assert one.p_holm < 0.001
    assert (one.verdict, one.remarks) == ("no_difference_shown", ("differs_elsewhere",)) or one.remarks == (
        "differs_elsewhere",
    )


@pytest.mark.parametrize(
    "rows",
    [
        [(5.0, "answered", "sq", "a")],
        [(5.0, "open", "sq", "a"), (7.0, "open", "sr", "a")],
        [(5.0, "answered", "sq", "a"), (5.0, "answered", "sr", "a")] * 12,
        [(0.0, "answered", "sq", "a"), (0.0, "answered", "sr", "a")] * 12,
        [(0.0, "open", "sq", "a"), (0.0, "answered", "sr", "a")] * 12,
        [(5.0, "withdrawn", "sq", "a"), (3.0, "duplicate", "sr", "a")] * 12,
        [(float(day), "answered", group, group) for day in range(12) for group in ("sq", "sr")],
        [(1e-9, "answered", "sq", "a"), (1e6, "answered", "sr", "a")] * 12,
    ],
    ids=["one", "none_answered", "tied", "at_once", "open_at_once", "all_left", "no_counterparts", "extremes"],
)
@pytest.mark.parametrize("floor", [1, 10])
def test_the_edges(rows, floor):
    found = report(waits(rows), limit=30, floor=floor)
    for one in found.comparisons:
        assert one.verdict in VERDICTS
        assert one.test in TESTS
        assert one.p is None or 0 < one.p <= 1
    for group in found.groups:
        assert group.curve[0].day == 0
        assert group.mean.value is not None


def test_groups_that_have_nothing_in_common_are_not_compared():
    rows = [(float(day), "answered", group, group) for day in range(12) for group in ("sq", "sr")]
    one = report(waits(rows), limit=30).comparisons[0]
    assert (one.difference.value, one.p, one.test, one.verdict) == (None, None, "none", "too_few_to_say")
    assert (one.cases, one.without_counterpart, one.remarks) == (0, 12, ("cases_without_counterpart",))


def test_no_cases_at_all():
    found = report(Waits.of([], [], []), limit=30)
    assert (found.total, found.groups, found.comparisons, found.until) == (None, (), (), 30)


@pytest.mark.parametrize(
    ("columns", "code", "row"),
    [
        (([1.0, -2.0], ["open"] * 2, ["a"] * 2), "negative_time", 1),
        (([1.0, float("nan")], ["open"] * 2, ["a"] * 2), "not_a_number", 1),
        (([1.0, 2.0], ["open", "lost"], ["a"] * 2), "unknown_outcome", 1),
        (([1.0], ["open"] * 2, ["a"] * 2), "lengths_differ", None),
        (([1.0], ["open"], ["a"], None, Marks(reopened=np.array([2]))), "unknown_mark", 0),
        (([1.0], ["open"], ["a"], None, Marks(completeness=np.array([np.inf]))), "not_a_number", 0),
    ],
)
def test_what_cannot_be_used_is_refused(columns, code, row):
    with pytest.raises(BadWaits) as refused:
        Waits.of(*columns)
    assert (refused.value.code, refused.value.row) == (code, row)


def test_a_limit_has_to_be_above_nought():
    with pytest.raises(ValueError, match="limit"):
        report(Waits.of([], [], []), limit=0)
