"""The report on each service by itself: its own limit, nobody small alone, and one adjustment for all of it."""

import pytest

from uramost.fairness import Waits, holm, parts, report


def rows(kind, group, number, slow, open_=0):
    """Waits of `slow` to `slow` + 9 days; the last `open_` of them are not over yet."""
    return [
        (float(slow + at % 10), "open" if at >= number - open_ else "answered", group, kind) for at in range(number)
    ]


def waits(*some):
    return Waits.of(*(list(column) for column in zip(*[row for one in some for row in one], strict=True)))


TWO = (rows("permit", "sq", 60, 1), rows("permit", "sr", 50, 9), rows("light", "sq", 60, 3), rows("light", "sr", 50, 3))


def test_a_part_is_the_report_on_its_cases_up_to_its_own_limit():
    light, permit = parts(waits(*TWO), limit=30, limits={"permit": 12})

    assert (light.name, light.merged, light.limit) == ("light", False, 30)
    assert (permit.name, permit.limit) == ("permit", 12)
    alone = report(waits(*TWO[:2]), limit=12)
    assert permit.total == alone.total
    assert permit.comparisons[0].difference == alone.comparisons[0].difference
    assert [one.verdict for one in permit.comparisons] == ["waits_longer"]
    assert [one.verdict for one in light.comparisons] == ["no_difference_shown"]


def test_p_is_adjusted_for_the_comparisons_of_all_parts():
    kinds = [f"k{number}" for number in range(12)]
    some = [one for kind in kinds for one in (rows(kind, "sq", 30, 3), rows(kind, "sr", 29, 3))]
    near = [rows("last", "sq", 30, 3), rows("last", "sr", 29, 6)]
    found = parts(waits(*some, *near), limit=30)
    last = next(part.comparisons[0] for part in found if part.name == "last")
    alone = report(waits(*near), limit=30).comparisons[0]

    ps = [one.p for part in found for one in part.comparisons]
    assert [one.p_holm for part in found for one in part.comparisons] == pytest.approx(holm(ps))
    assert (alone.verdict, alone.p) == ("waits_longer", last.p)
    assert last.p_holm == pytest.approx(13 * last.p)
    assert (last.verdict == "waits_longer") is (13 * last.p <= 0.05)


def test_small_strata_stand_together_with_the_next_smallest_and_stay_strata():
    found = parts(waits(*TWO, rows("rare", "sq", 4, 20), rows("rare", "sr", 5, 20)), limit=30, limits={"rare": 3})

    assert [(part.name, part.merged, part.limit) for part in found] == [("permit", False, 30), ("", True, 30)]
    assert (found[1].total.cases, found[1].comparisons[0].without_counterpart) == (119, 0)
    assert sum(part.total.cases for part in found) == 229


def test_a_language_that_is_withheld_for_all_is_named_for_none():
    some = waits(*TWO, rows("light", "tr", 20, 3), rows("permit", "bs", 4, 3))
    whole = report(some, limit=30)
    assert set(whole.withheld) == {"bs", "tr"}
    named = {
        part.name: [one.group for one in part.comparisons]
        for part in parts(some, limit=30, also_withheld=whole.withheld)
    }
    assert named == {"light": ["sq", "sr", ""], "permit": ["sq", "sr"]}  # four are nobody's other side by themselves


def test_a_language_is_named_beside_small_ones_for_nothing_is_counted_of_it():
    some = waits(rows("permit", "sq", 60, 1), rows("permit", "sr", 50, 9), rows("permit", "tr", 6, 3), *TWO[2:])
    permit = next(part for part in parts(some, limit=30) if part.name == "permit")

    assert [(one.group, one.verdict) for one in permit.comparisons] == [
        ("sq", "waits_shorter"), ("sr", "waits_longer"),
    ]  # fmt: skip
    assert permit.comparisons[1].cases == 50
    assert not hasattr(permit, "groups")


@pytest.mark.parametrize("others", [rows("light", "sr", 9, 3), rows("light", "sr", 30, 3, open_=25)])
def test_few_cases_or_answers_on_one_side_are_compared_with_nothing(others):
    (light,) = parts(waits(rows("light", "sq", 60, 3), others), limit=30)
    assert (light.comparisons, light.total.cases) == ((), 60 + len(others))


def test_no_cases_have_no_parts():
    assert parts(Waits.of([], [], []), limit=30) == ()
    one = parts(waits(rows("light", "sq", 3, 2)), limit=30)
    assert [(part.merged, part.total, part.comparisons) for part in one] == [(True, None, ())]
