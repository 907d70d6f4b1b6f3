"""Texts come and go, and the answer is that of an index made anew; an index can be mapped from a file."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from uramost.memory import arrays, index
from uramost.memory.live import Live

few_letters = st.text(st.sampled_from("aabbcč 1."), max_size=30)
changes = st.lists(st.tuples(st.booleans(), st.integers(0, 40), few_letters), max_size=120)


@settings(max_examples=40, deadline=None)
@given(changes, few_letters)
def test_levels_answer_as_an_index_made_anew(changes, asked):
    live, texts = Live(index.built(()), tail=4), {}
    for adding, number, text in changes:
        if number in texts:
            live.strike([number])
            del texts[number]
        if adding:
            texts[number] = text
            live.add([(number, text)])
    anew = index.built(texts.items())
    for limit in (None, 3):
        assert live.best(asked, 50, limit) == anew.best(asked, 50, limit)
    assert len(live.tail) <= 4


def test_small_levels_are_put_together_and_the_base_stays():
    base = index.built((number, f"teksti {number}") for number in range(500))
    live = Live(base, tail=4)
    for number in range(500, 560):
        live.add([(number, f"teksti {number}")])

    assert live.levels[0].index is base
    assert len(live.levels) <= 4
    assert sum(len(level.index) for level in live.levels) + len(live.tail) == 560


def test_an_index_in_a_file_answers_as_the_one_it_was_made_from(tmp_path):
    made = index.built((number, f"Neni {number} i ligjit për gjuhët") for number in range(400))
    arrays.write(tmp_path / "a.index", made.arrays(), {"last": 399})

    mapped, about = arrays.opened(tmp_path / "a.index")

    assert about == {"last": 399}
    assert isinstance(mapped["ids"].base.base.base, np.memmap)
    assert index.of(mapped).best("Neni 17 i ligjit", 50, None) == made.best("Neni 17 i ligjit", 50, None)


@pytest.mark.parametrize("cut", [0, 20, 300, -1])
def test_half_a_file_is_no_index(tmp_path, cut):
    path = tmp_path / "a.index"
    arrays.write(path, index.built([(1, "Neni 1")]).arrays(), {})
    path.write_bytes(path.read_bytes()[:cut])

    with pytest.raises(arrays.NotAnIndex):
        arrays.opened(path)


def test_who_has_the_older_file_open_keeps_it_and_nothing_is_left_beside(tmp_path):
    path = tmp_path / "a.index"
    arrays.write(path, index.built([(1, "i vjetër")]).arrays(), {})
    older = index.of(arrays.opened(path)[0])
    arrays.write(path, index.built([(2, "i ri")]).arrays(), {})

    assert older.best("i vjetër", 100, None) == [(100.0, 1)]
    assert index.of(arrays.opened(path)[0]).best("i ri", 100, None) == [(100.0, 2)]
    assert [file.name for file in tmp_path.iterdir()] == ["a.index"]
