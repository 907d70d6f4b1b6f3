"""Ranges, ordinals, sentences, list marks, places too many, placeholders: what was added, where the examples end."""

import pytest

from uramost.checks import Places, check
from uramost.checks.facts import differences, facts

PLACES = Places(
    {
        "18": {"sq": ("Prishtinë", "Prishtina"), "sr-Cyrl": ("Приштина",)},
        "34": {"sq": ("Graçanicë", "Graçanica"), "sr-Cyrl": ("Грачаница",)},
    }
)


def found(source: str, target: str, target_language: str = "sr-Cyrl") -> set[str]:
    findings = check(source, target, source_language="sq", target_language=target_language, places=PLACES)
    return {finding.code for finding in findings}


@pytest.mark.parametrize(
    ("source", "target", "turned"),
    [
        ("nga e hëna, 9–16", "од понедељка, 16–9", True),
        ("nga 1 deri më 5 mars", "од 5. до 1. марта", True),
        ("neni 3 deri 7", "члан 3. до 7.", False),
        ("10 euro deri 20 euro", "20 евра до 10 евра", True),
        ("5 deri 5", "5 до 5", False),
        ("9 deri 16 dhe 16 deri 9", "16 до 9 и 9 до 16", False),
    ],
)
def test_a_range_may_not_run_the_other_way(source: str, target: str, turned: bool):
    assert ("range_differs" in found(source, target)) == turned


@pytest.mark.parametrize(
    ("source", "target", "differs"),
    [
        ("mbledhja e tretë", "треће заседање", False),
        ("mbledhja e tretë", "3. заседање", False),
        ("mbledhja e tretë", "пето заседање", True),
        ("palët e treta", "трећа лица и други", False),
        ("i gjashti", "шести", False),
        ("gjashtë anëtarë të komisionit të dytë", "шест чланова друге комисије", False),
    ],
)
def test_ordinals_in_words(source: str, target: str, differs: bool):
    assert ("ordinal_differs" in found(source, target)) == differs


@pytest.mark.parametrize(
    "written", ["%d", "%1$s", "%'d", "%(count)s", "%.2f", "{name}", "{0:.2f}", "{{ name }}", "%lu"]
)
def test_a_placeholder_is_seen_whole(written: str):
    assert [fact.kind for fact in facts(f"Gjithsej {written} kërkesa", "sq")] == ["variable"]


@pytest.mark.parametrize("text", ["20 % e buxhetit", "20% shumë", "%20 indirim", "100 %."])
def test_a_percentage_is_no_placeholder(text: str):
    assert "variable" not in {fact.kind for fact in facts(text, "tr")}


@pytest.mark.parametrize(
    ("language", "text"),
    [("sq", "ora 2:30 pasdite"), ("sq", "2:30 md"), ("sr-Cyrl", "2:30 по подне"), ("en", "2:30 p.m.")],
)
def test_an_hour_of_the_afternoon_is_one_of_twenty_four(language: str, text: str):
    assert [fact.value for fact in facts(text, language)] == ["14:30"]


def test_a_time_before_a_colon_and_a_telephone_number_in_brackets_end_where_they_end():
    assert [fact.value for fact in facts("në orën 19:00: hapja", "sq")] == ["19:00"]
    assert differences("(tel. 038 111 222) 12 vende", "(тел. 038/111-222) 12 места", "sq", "sr-Cyrl") == ()


def test_a_place_too_many_is_found_once():
    assert "place_extra" in found("Komuna ju fton.", "Општина Грачаница вас позива.")
    assert found("në Prishtinë", "у Грачаници") == {"place_missing"}


def test_albanian_without_any_of_its_letters_is_found_by_words_that_exist_without_them_too():
    bare = "Te gjitha informatat qe kerkoni mund ti merrni ne zyren tone ose ne faqen zyrtare"
    findings = check("Све информације су овде.", bare, source_language="sr-Cyrl", target_language="sq")

    assert {f.values["expected"] for f in findings if f.code == "letters_lost"} >= {"Të", "që", "në"}


def test_a_text_of_two_words_is_one_sentence_all_the_same():
    assert "sentences_differ" not in found("viti 2025–2027", "период 2025–2027. године")


def test_joined_sentences_are_no_lost_ones():
    assert "sentences_differ" not in found(
        "Zyra është e hapur. Ejani nesër në mëngjes.", "Канцеларија је отворена, дођите сутра ујутру."
    )
