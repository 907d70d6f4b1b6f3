"""The table of checks: every example, every text, in linear time, and described in the manual."""

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from uramost.checks import CHECKS, Check, Context, check, examine, translated_two_ways
from uramost.checks.reference import reference
from uramost.checks.table import EXAMPLE_PLACES, EXAMPLE_TERMS

MANUAL = Path(__file__).parents[2] / "docs" / "reference" / "checks.md"
LANGUAGES = ("sq", "sr-Cyrl", "sr-Latn", "bs", "tr", "en", "rom", "fi", "sv", "de")

each_check = pytest.mark.parametrize("one", CHECKS, ids=lambda one: one.code)


def codes(source: str, target: str, source_language: str, target_language: str) -> set[str]:
    findings = check(
        source,
        target,
        source_language=source_language,
        target_language=target_language,
        places=EXAMPLE_PLACES,
        terms=EXAMPLE_TERMS,
    )
    return {finding.code for finding in findings}


@each_check
def test_a_check_is_silent_on_its_passing_examples(one: Check):
    assert [example for example in one.passing if one.code in codes(*example)] == []


@each_check
def test_a_check_speaks_on_its_failing_examples(one: Check):
    assert [example for example in one.failing if one.code not in codes(*example)] == []


@each_check
def test_a_check_has_two_examples_or_more_of_either_outcome(one: Check):
    assert min(len(one.passing), len(one.failing)) >= 2


def test_each_code_stands_once():
    assert len({one.code for one in CHECKS}) == len(CHECKS)


def test_the_manual_is_up_to_date():
    assert MANUAL.read_text(encoding="utf-8") == reference(), "run: python -m uramost.checks.reference > the page"


def test_a_finding_shows_the_place_in_both_texts_and_what_stands_there():
    source, target = "Brenda ⟦1⟧15 ditëve⟦/1⟧.", "У року од ⟦1⟧10 дана⟦/1⟧."

    (finding,) = check(source, target, source_language="sq", target_language="sr-Cyrl")

    assert (finding.code, finding.severity) == ("duration_differs", "error")
    assert finding.values == {"expected": "15 ditëve", "found": "10 дана"}
    assert source[slice(*finding.source)] == "15 ditëve"
    assert target[slice(*finding.target)] == "10 дана"


def test_an_empty_target_is_one_finding():
    findings = check("Më 12 mars 2026, 100 €.", " ", source_language="sq", target_language="sr-Cyrl")

    assert [finding.code for finding in findings] == ["empty"]


def test_a_context_made_once_finds_what_check_finds():
    context = Context("sq", "sr-Cyrl", EXAMPLE_PLACES, EXAMPLE_TERMS)

    assert {finding.code for finding in examine("në Prishtinë", "у Грачаници", context)} == {"place_missing"}


def test_the_same_sentence_translated_two_ways_is_found_across_a_document():
    document = [
        ("Shpallje publike", "Јавни оглас"),
        ("Neni 7", "Члан 7."),
        ("Shpallje  publike", "Јавна објава"),
        ("Shpallje publike", ""),
        ("Neni 7", "Члан 7."),
    ]

    assert translated_two_ways(document) == [(0, 2)]


# Letters that fold to more or to less, figures of other scripts, halves of placeables, the stuff of the patterns.
PIECES = (
    "⟦1⟧ ⟦/1⟧ ⟦2/⟧ ⟦ İ ß Њ ǆ e\u0308 ٣ \u00ad \0 ² \n % %(a)s { € § 12. 1.234,5 12:30 2026 00 neni član ditë mars më "
    "02/L-37 +383 a@b.c www.a.b 999 XK05 një e ( ) IV Prishtinë kuvendi_i_komunës 40._maj e_hënë milion p.m. _"
)
AWKWARD = st.sampled_from([piece.replace("_", " ") for piece in PIECES.split(" ")])
TEXTS = st.lists(AWKWARD | st.text(max_size=8), max_size=12).map("".join)


@given(TEXTS, TEXTS, st.sampled_from(LANGUAGES), st.sampled_from(LANGUAGES))
def test_no_pair_of_texts_makes_a_check_fail(source: str, target: str, source_language: str, target_language: str):
    context = Context(source_language, target_language, EXAMPLE_PLACES, EXAMPLE_TERMS)
    for finding in examine(source, target, context):
        for span, text in ((finding.source, source), (finding.target, target)):
            assert span is None or 0 <= span[0] < span[1] <= len(text)


@given(TEXTS, st.sampled_from(LANGUAGES))
def test_a_text_states_the_same_facts_as_itself(text: str, language: str):
    assert not {code for code in codes(text, text, language, language) if "_differs" in code}


SENTENCE = (
    "Komuna e Graçanicës: më 12 mars 2026 në orën 10:00, brenda 15 ditëve, neni 7, paragrafi 2, 1.234,56 € dhe 20 %. "
)
REPEATED = (SENTENCE, "a", "1", "1.", " ", "a@", "(", "⟦1⟧", "Њ", "tre e ", "neni 7.")


@pytest.mark.parametrize("part", REPEATED)
def test_eight_times_the_text_takes_about_eight_times_the_time(part: str):
    """A quadratic check takes 64 times as long; 50,000 characters is the longest segment there may be.

    The shortest of several times counts, on both sides: a busy machine only ever makes them longer. The two lengths
    are far apart, so that what the machine adds stays small beside what a quadratic check would.
    """
    text, ends = (part * 50_000)[:50_000], (" .", " !", " :", " ;", " ,")

    long, short = (min(seconds(some, end) for end in ends) for some in (text, text[:6_250]))
    assert long < 20 * short + 0.02


def seconds(text: str, end: str) -> float:
    """Of processor time, for a text that was not met before: the last ones are remembered."""
    context = Context("sq", "sr-Latn", EXAMPLE_PLACES, EXAMPLE_TERMS)
    start = time.process_time()
    examine(text + end, text + "?", context)
    return time.process_time() - start
