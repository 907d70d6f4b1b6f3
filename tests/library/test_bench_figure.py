"""How the benchmarks show a figure: a limit that is met or missed, and what could not be measured."""

import pytest
from bench.figure import Figure, number, table


@pytest.mark.parametrize(
    ("value", "shown"),
    [(1, "1"), (0.996, "0.996"), (0.9999, "0.9999"), (0.5, "0.50"), (9.996, "10.00"), (99.98, "99.98"), (99.4, "99.4"),
     (100, "100"), (1234.5, "1,234")],
)  # fmt: skip
def test_what_is_nearly_all_does_not_look_like_all(value, shown):
    assert number(value) == shown


@pytest.mark.parametrize(
    ("figure", "verdict"),
    [
        (Figure("a", 3, "s", 4), "met"),
        (Figure("a", 5, "s", 4), "missed"),
        (Figure("a", 5, "s", 4, least=True), "met"),
        (Figure("a", 5, "s", 4, exact=True), "missed"),
        (Figure("a", 5, "s"), ""),
    ],
)
def test_a_limit_is_met_or_missed(figure, verdict):
    assert figure.cells()[3] == verdict


@pytest.mark.parametrize("kind", [{}, {"least": True}, {"exact": True}])
def test_what_was_not_at_hand_is_neither_met_nor_missed(kind):
    figure = Figure("files rejected", None, "files", 110, **kind)
    assert figure.cells()[1] == "not at hand"
    assert figure.cells()[3] == ""
    assert "not at hand" in table([figure])
