"""Sentences of official writing, as paragraphs: how often are they cut in the wrong place?"""

import pytest
from bench.segmentation import TAGS, measured, sample

from uramost.sentences import RULES

LIMIT = 2.0  # of 100 ends of sentences


@pytest.mark.parametrize("tag", TAGS)
@pytest.mark.parametrize("later", [False, True], ids=["at hand", "written later"])
def test_few_sentences_are_cut_in_the_wrong_place(tag: str, later: bool) -> None:
    result = measured(tag, later)

    assert result.rate <= LIMIT, result.wrong


@pytest.mark.parametrize("tag", TAGS)
def test_there_are_enough_sentences_and_none_stands_in_both_sets(tag: str) -> None:
    first, second = sample(tag, later=False), sample(tag, later=True)

    assert len(second) >= 50
    assert len({*first, *second}) == len(first) + len(second) >= 150


def test_the_measure_sees_what_is_missed_and_what_is_invented(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bench.segmentation.sentences", lambda text, tag: [text[:10], text[10:]])

    kinds = [kind for kind, _ in measured("sq", later=True).wrong]

    assert set(kinds) == {"missed", "invented"}


def test_every_language_of_the_sets_has_rules_of_its_own() -> None:
    assert set(TAGS) <= RULES.keys()
