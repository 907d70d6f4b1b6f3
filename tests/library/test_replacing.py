"""Search and replace: whole words, capitals, placeables left alone, and Serbian worked on in Latin script."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from uramost.replacing import Search, found, replace
from uramost.scripts import to_latin

TEXT = "Општина Грачаница објављује конкурс. Конкурс траје 15 дана; учесници конкурса чекају."


def test_what_is_found_is_replaced_and_counted():
    done = replace(TEXT, Search("конкурс", match_case=True), "оглас")

    assert (done.count, done.text.count("оглас"), "Конкурс" in done.text) == (2, 2, True)


def test_capitals_do_not_matter_unless_they_are_to():
    assert replace(TEXT, Search("конкурс"), "оглас").count == 3
    assert replace(TEXT, Search("КОНКУРС", match_case=True), "оглас").count == 0


def test_what_is_put_in_is_as_large_as_what_stood_there():
    text = "КОНКУРС. Конкурс за конкурс"

    assert replace(text, Search("конкурс"), "оглас").text == "ОГЛАС. Оглас за оглас"
    assert replace(text, Search("Конкурс"), "оглас").text == "ОГЛАС. оглас за оглас"
    assert replace(text, Search("Конкурс", match_case=True), "оглас").text == "КОНКУРС. оглас за конкурс"


def test_whole_words_only():
    assert replace(TEXT, Search("конкурс", whole_words=True), "оглас").count == 2
    assert replace("a-b, ab, (a)", Search("a", whole_words=True), "x").text == "x-b, ab, (x)"


@pytest.mark.parametrize("wanted", ["1", "⟦", "⟦1⟧", "/1"])
def test_placeables_are_never_taken_apart(wanted):
    assert "⟦1⟧Rok⟦/1⟧" in replace("⟦1⟧Rok⟦/1⟧ je 1 dan", Search(wanted), "2").text


def test_signs_of_a_pattern_are_only_signs():
    assert replace("a.b axb (c)", Search("a.b"), "[x]").text == "[x] axb (c)"
    assert replace("(c)", Search("(c)"), r"\1\g<0>").text == r"\1\g<0>"


def test_serbian_worked_on_in_latin_is_replaced_in_cyrillic():
    done = replace("Љубав и Microsoft: измењена инјекција.", Search("izmenjena", in_latin=True), "nova")

    assert done.text == "Љубав и Microsoft: нова инјекција."


def test_a_word_kept_in_latin_is_replaced_in_latin():
    assert replace("Програм Microsoft.", Search("Microsoft", in_latin=True), "Office").text == "Програм Office."


def test_half_a_letter_is_not_found():
    assert found("коњ", Search("n", in_latin=True)) == []
    assert found("кон", Search("n", in_latin=True)) == [(2, 3)]


def test_capital_digraphs_are_found():
    assert replace("ЊЕГОШ и Његош", Search("njegoš", in_latin=True), "Petar").text == "ПЕТАР и Петар"


def test_letters_that_were_guessed_are_told():
    done = replace("То је реч.", Search("reč", in_latin=True), "injekcija Deloitte")

    assert [doubt.original for doubt in done.doubts] == ["Deloitte"]


@given(st.text(alphabet="абвљњџ a.⟦1⟧", max_size=40), st.text(alphabet="abvljn a", min_size=1, max_size=3))
def test_a_place_in_the_kept_text_is_what_was_looked_for(text, wanted):
    for start, end in found(text, Search(wanted, in_latin=True, match_case=True)):
        assert to_latin(text[start:end]) == wanted


@given(st.text(max_size=60))
def test_looking_for_nothing_changes_nothing(text):
    assert replace(text, Search(""), "x").text == text
