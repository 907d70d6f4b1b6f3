"""Tests that share something costly are told by one process, as the table of groups says."""

from pathlib import Path

import pytest

from tests.groups import GROUPS

LAST = 7
seen: list[int] = []


@pytest.mark.parametrize("number", range(LAST + 1))
def test_what_belongs_together_is_told_by_one_process(number: int) -> None:
    """Were it shared out one by one, a process would see gaps."""
    seen.append(number)
    assert seen == list(range(seen[0], number + 1))
    assert number < LAST or len(seen) in (1, LAST + 1), "1 where only this one was asked for"


def test_every_group_is_of_tests_that_are_there() -> None:
    root = Path(__file__).parents[1]
    assert [path for path in GROUPS if not (root / path).exists()] == []
