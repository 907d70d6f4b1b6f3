"""A whole document asked at once is answered as its segments one by one."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from uramost.memory import Question, Unit, index
from uramost.memory.live import Live
from uramost.memory.store import Store, create

few_letters = st.text(st.sampled_from("aabbcč 1."), max_size=40)


@settings(max_examples=40, deadline=None)
@given(
    st.lists(few_letters, max_size=60),
    st.lists(few_letters, max_size=12),
    st.integers(1, 100),
    st.sampled_from((None, 3)),
)
def test_many_are_answered_as_each(texts, asked, minimum, limit):
    live = Live(index.built(enumerate(texts * 20)), tail=4)
    live.strike(range(0, 30, 7))
    live.add((10**6 + number, text) for number, text in enumerate(texts[:7]))
    assert live.best_of_each(asked, minimum, limit) == [live.best(text, minimum, limit) for text in asked]


@pytest.mark.parametrize("length", [180, 255, 256, 400])
def test_long_units_have_their_place_among_the_best_of_many(length):
    """Up to 255 characters are counted in smaller numbers than longer ones, and neither may run over."""
    texts = [("Kuvendi i komunës miraton rregulloren. " * 11)[: length - 4] + f" {number:03}" for number in range(900)]
    found = index.built(enumerate(texts))
    asked = texts[::50]
    assert found.best_of_each(asked, 70, 5) == [found.best(text, 70, None)[:5] for text in asked]


@pytest.mark.parametrize("text", ["", "a", "Kuvendi i komunës"])
def test_of_very_many_equal_units_the_lowest_numbers_are_best(text):
    found = index.built((number, text) for number in reversed(range(3000)))
    assert found.best(text, 70, 5) == [(100, number) for number in range(5)]


def test_a_document_is_answered_as_its_segments(tmp_path):
    path = tmp_path / "memory.sqlite"
    create(path, (("sq", "sr-Cyrl", Unit(0, f"Neni {n} i ligjit {n % 7}", f"Члан {n}")) for n in range(300)))
    with Store(path) as store:
        store.make_index("sq", "sr-Cyrl")
        store.add([("sq", "sr-Cyrl", Unit(0, "Neni 1000 i ligjit", "Члан 1000"))])
        memory = store.between("sq", "sr-Cyrl")
        gone = [match.unit.id for match in memory.lookup(Question("Neni 17 i ligjit 3"), 100)]
        store.remove(gone)
        questions = [Question(f"Neni {n} i ligjit {n % 5}", "sq", "sr-Cyrl") for n in range(40)] * 2
        many = store.between("sq", "sr-Cyrl").lookup_many(questions, 60, 2)
        assert gone
        assert all(many)
        assert many == [memory.lookup(question, 60, 2) for question in questions]
        assert memory.lookup_many([]) == []
