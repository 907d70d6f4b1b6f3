"""Krippendorff's alpha, against the worked examples of its author and against what must hold for any ratings."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from uramost.agreement import Level, alpha

_ = None
FOUR = (
    (1, 2, 3, 3, 2, 1, 4, 1, 2, _, _, _),
    (1, 2, 3, 3, 2, 2, 4, 1, 2, 5, _, 3),
    (_, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, _),
    (1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, _),
)
"""Krippendorff (2011): four observers, twelve units."""
YES_OR_NO = ((0, 1, 0, 0, 0, 0, 0, 0, 1, 0), (1, 1, 1, 0, 0, 1, 0, 0, 0, 0))
FIVE_NAMES = ((1, 1, 2, 2, 4, 3, 3, 3, 5, 4, 4, 1), (2, 1, 2, 2, 2, 3, 3, 3, 5, 4, 4, 4))


@pytest.mark.parametrize(
    ("level", "published"), [("nominal", 0.743), ("ordinal", 0.815), ("interval", 0.849), ("ratio", 0.797)]
)
def test_the_published_example_with_gaps(level: Level, published: float) -> None:
    assert alpha(FOUR, level) == pytest.approx(published, abs=5e-4)


def test_the_published_examples_of_two() -> None:
    assert alpha(YES_OR_NO, "nominal") == pytest.approx(0.095, abs=5e-4)
    assert alpha(FIVE_NAMES, "nominal") == pytest.approx(0.692, abs=5e-4)


def test_with_two_values_every_level_says_the_same() -> None:
    """Two categories are the same distance apart, however distance is measured."""
    assert {round(alpha(YES_OR_NO, level) or 0, 9) for level in ("nominal", "ordinal", "interval", "ratio")} == {
        round(alpha(YES_OR_NO, "nominal") or 0, 9)
    }


def test_nothing_to_compare() -> None:
    assert alpha([]) is None
    assert alpha([[1, 2, 3]]) is None
    assert alpha([[1, None], [None, 2]]) is None
    assert alpha([[2, 2], [2, 2]]) is None


def test_rows_that_do_not_fit() -> None:
    with pytest.raises(ValueError, match="each item"):
        alpha([[1, 2], [1]])
    with pytest.raises(ValueError, match="negative"):
        alpha([[-1, 2], [1, 2]], "ratio")


ratings = st.integers(2, 6).flatmap(
    lambda items: st.lists(
        st.lists(st.none() | st.integers(1, 4), min_size=items, max_size=items), min_size=2, max_size=5
    )
)


@given(ratings)
def test_who_is_asked_first_does_not_matter(some: list[list[int | None]]) -> None:
    turned = some[::-1]
    across = [row[::-1] for row in some]
    for other in (turned, across):
        one, two = alpha(some), alpha(other)
        assert (one is None and two is None) or one == pytest.approx(two)


@given(ratings)
def test_a_rater_who_says_nothing_changes_nothing(some: list[list[int | None]]) -> None:
    assert alpha([*some, [None] * len(some[0])]) == alpha(some)


@given(ratings)
def test_never_above_one_and_one_only_in_agreement(some: list[list[int | None]]) -> None:
    found = alpha(some)
    if found is None:
        return
    agreed = all(len({value for value in item if value is not None}) <= 1 for item in zip(*some, strict=True))
    assert (found == pytest.approx(1)) == agreed
    assert found <= 1 + 1e-9


@given(ratings, st.integers(2, 9), st.integers(-5, 5))
def test_another_unit_of_measure_changes_nothing(some: list[list[int | None]], times: int, more: int) -> None:
    moved = [[None if value is None else times * value + more for value in row] for row in some]
    for level in ("nominal", "ordinal", "interval"):
        one, two = alpha(some, level), alpha(moved, level)
        assert (one is None and two is None) or one == pytest.approx(two)
