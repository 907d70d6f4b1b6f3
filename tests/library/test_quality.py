"""A sample and its score: drawn fairly, counted as MQM counts, with an interval that holds what it promises."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from uramost import quality
from uramost.quality import KINDS, POINTS, Mark, Sentence, draw, score

DOCUMENT = [Sentence(position, 4 + position % 17) for position in range(1, 201)]


def test_points_are_divided_by_the_words_that_were_read():
    sample = [Sentence(1, 60), Sentence(2, 40)]
    marks = [Mark(1, "omission", "major"), Mark(2, "spelling", "minor"), Mark(2, "awkward", "neutral")]

    found = score(sample, marks, sentences_in_all=2)

    assert (found.value, found.words, found.points) == (94.0, 100, 6)
    assert {name: cost for name, cost in found.by_dimension.items() if cost} == {"accuracy": 5, "language": 1}
    assert (found.low, found.high) == (94.0, 94.0)  # all of it was read


def test_a_score_is_never_below_nothing():
    assert score([Sentence(1, 3)], [Mark(1, "mistranslation", "critical")], sentences_in_all=1).value == 0


def test_one_sentence_of_many_has_no_interval():
    found = score([Sentence(1, 10)], [], sentences_in_all=50)
    assert (found.value, found.low, found.high) == (100.0, None, None)


def test_the_interval_holds_the_score_of_the_whole_document_about_as_often_as_it_says():
    """A made-up document of 400 sentences with slips in some; 600 samples of it."""
    chance = random.Random(5)  # noqa: S311 - the same document in every run
    whole = [Sentence(position, chance.randint(5, 30)) for position in range(400)]
    marks = [Mark(s.position, "grammar", chance.choice(["minor", "minor", "major"])) for s in whole if s.position % 3]
    truth = score(whole, marks, sentences_in_all=400).value
    held = 0
    for seed in range(600):
        drawn = set(draw(whole, seed=seed, least=900))
        sample = [sentence for sentence in whole if sentence.position in drawn]
        found = score(sample, [mark for mark in marks if mark.position in drawn], sentences_in_all=400)
        held += found.low <= truth <= found.high
    assert 0.91 <= held / 600 <= 0.99


def test_every_sentence_has_the_same_chance():
    times = dict.fromkeys((sentence.position for sentence in DOCUMENT), 0)
    for seed in range(400):
        for position in draw(DOCUMENT, seed=seed, least=300):
            times[position] += 1
    expected = sum(times.values()) / len(times)
    assert all(0.4 * expected < count < 1.7 * expected for count in times.values())


@given(st.lists(st.integers(0, 40), max_size=60), st.integers(0, 10_000), st.integers(1, 700))
def test_a_sample_has_enough_words_or_all_there_are(counts, seed, least):
    sentences = [Sentence(position, count) for position, count in enumerate(counts)]

    drawn = draw(sentences, seed=seed, least=least)

    assert drawn == sorted(set(drawn)) == draw(sentences, seed=seed, least=least)
    assert sum(counts[position] for position in drawn) >= min(least, sum(counts))
    assert all(counts[position] for position in drawn)


def test_what_cannot_be_counted_is_an_error():
    with pytest.raises(ValueError, match="without words"):
        score([], [], sentences_in_all=3)
    for mark in (Mark(9, "grammar", "minor"), Mark(1, "taste", "minor"), Mark(1, "grammar", "awful")):
        with pytest.raises(KeyError):
            score([Sentence(1, 5)], [mark], sentences_in_all=1)


def test_a_kind_belongs_to_one_dimension():
    kinds = [kind for of_one in KINDS.values() for kind in of_one]
    assert len(kinds) == len(set(kinds))
    assert [quality.dimension(kind) for kind in KINDS["style"]] == ["style"] * 2
    assert sorted(POINTS.values()) == list(POINTS.values())
