"""Many texts at once come out as each alone."""

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from uramost.memory.concordance import folded
from uramost.memory.unit import comparable, comparables
from uramost.text import fold

AWKWARD = "aAЉЊњЏО \n\t\u2028\x1c\u00a0\u200b\u0301ßæİıđﬁﷺ…´`„—한\ud800😀⟦1/⟧\0"
awkward = st.lists(st.text(st.sampled_from(AWKWARD) | st.characters(), max_size=25), max_size=8)


@settings(max_examples=300, deadline=None)
@given(awkward)
def test_comparable_forms_of_many_are_those_of_each(texts):
    assert comparables(texts) == [comparable(text) for text in texts]


@settings(max_examples=300, deadline=None)
@given(awkward)
def test_folded_texts_of_many_are_those_of_each_character(texts):
    """As `fold` of each, but that a character is folded alone: what grows together with the next one is not."""
    alone = ["".join(fold(f"a{character}a")[1:-1] for character in text) for text in texts]
    assume("⟦" not in "".join(texts))
    assert folded(texts) == [" ".join(text.split()) for text in alone]


def test_real_words_are_folded_as_ever():
    texts = ["  Kryetari i komunës, „Prishtinë“ ", "ЊЕГОШ и Џез", "Straße\nİstanbul", "⟦1⟧Fjalë⟦/1⟧", "", " . "]
    assert folded(texts) == [fold(text) for text in texts]
    assert folded([]) == comparables([]) == []
