"""Many texts at once come out as each alone."""

from hypothesis import given, settings
from hypothesis import strategies as st

from uramost.memory.concordance import folded
from uramost.memory.unit import comparable, comparables
from uramost.text import fold

awkward = st.text(
    st.sampled_from(["a", "A", " ", "\n", "\t", "\u2028", "\x1c", "\u00a0", "\u200b", "\u0301", "Љ", "Њ", "њ", "Џ", "О"])
    | st.sampled_from(["ß", "æ", "İ", "ı", "đ", "ﬁ", "…", "´", "`", "„", "—", "한", "\ud800", "😀", "⟦1⟧", "⟦/1⟧", "\0"])
    | st.characters(),
    max_size=25,
)


@settings(max_examples=300, deadline=None)
@given(st.lists(awkward, max_size=8))
def test_comparable_forms_of_many_are_those_of_each(texts):
    assert comparables(texts) == [comparable(text) for text in texts]


@settings(max_examples=300, deadline=None)
@given(st.lists(st.text(st.sampled_from("aBëЉњ đž.ßæ﷐—\n\t\u00a0⟦1/⟧한…") | st.characters(codec="utf-8"), max_size=25)))
def test_folded_texts_of_many_are_those_of_each(texts):
    assert [line.replace(" ", "") for line in folded(texts)] == [fold(text).replace(" ", "") for text in texts]


def test_real_words_are_folded_as_ever():
    texts = ["  Kryetari i komunës, „Prishtinë“ ", "ЊЕГОШ и Џез", "Straße\nİstanbul", "⟦1⟧Fjalë⟦/1⟧", "", " . "]
    assert folded(texts) == [fold(text) for text in texts]
    assert folded([]) == comparables([]) == []
