"""Likely duplicates: the same pothole in two languages is one, two lamps in one street are two."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.library.made_up_pairs import HERE, NOON, east_of, pairs, rates

from uramost.likeness import (
    EVERYDAY,
    REACH_DAYS,
    REACH_METRES,
    THRESHOLD,
    Concepts,
    Index,
    Report,
    cell,
    cells_near,
    likeness,
    metres,
)
from uramost.terms import Term
from uramost.text import fold

PLAIN = Concepts()
LAMP = "Drita në rrugë nuk punon."


def report(name: str = "new", text: str = LAMP, language: str = "sq", **given_values: object) -> Report:
    values = {"at": NOON, "service": "lighting", "place": HERE, **given_values}
    return Report(name, text=text, language=language, **values)


@pytest.mark.parametrize("half", ["learnt", "kept"])
def test_pairs_about_the_same_thing_are_told_from_others(half):
    """The bound is below what was measured (0.95 and more): twenty pairs say little about the next hundred."""
    seen = rates(half)

    assert seen.same == 20
    assert seen.recall >= 0.85
    assert seen.precision >= 0.85


def test_there_are_eighty_pairs_in_every_language():
    both = [report for half in ("learnt", "kept") for _, *two in pairs(half) for report in two]

    assert len(both) == 160
    assert {one.language for one in both} == {"sq", "sr-Latn", "sr-Cyrl", "bs", "tr", "en"}


def test_the_score_shows_what_it_is_made_of():
    seen = likeness(report(), report("old", "Улично светло не ради.", "sr-Cyrl", place=east_of(HERE, 60)), PLAIN)

    assert seen.id == "old"
    assert seen.metres == pytest.approx(60, abs=0.5)
    assert seen.parts.place == pytest.approx(0.5, abs=0.01)
    assert (seen.parts.service, seen.parts.time, seen.days) == (1, 1, 0)
    assert seen.concepts == ("light", "street")
    assert seen.score >= THRESHOLD


def test_the_two_scripts_of_serbian_are_one_text():
    latin, cyrillic = report(text="Žuti čamac", language="sr-Latn"), report(text="Жути чамац", language="sr-Cyrl")

    assert likeness(latin, cyrillic, PLAIN).parts.text == 1


@pytest.mark.parametrize(
    "other",
    [
        {"place": east_of(HERE, REACH_METRES + 1)},
        {"at": NOON - timedelta(days=REACH_DAYS, seconds=1)},
    ],
)
def test_too_far_or_too_long_ago_is_not_the_same_whatever_it_says(other):
    assert likeness(report(), report("old", **other), PLAIN).score == 0


def test_what_is_not_known_is_said_to_be_unknown():
    seen = likeness(report(text="Xyz qwe", place=None), report("old", "Ђшч њљ", "sr-Cyrl"), PLAIN)

    assert seen.parts.place is None
    assert seen.metres is None
    assert seen.parts.text is None
    assert seen.score < THRESHOLD


def test_an_empty_text_is_like_nothing():
    assert likeness(report(text=""), report("old", text=""), PLAIN).parts.text == 0


def test_the_terms_and_words_of_a_municipality_join_languages_too():
    terms = [Term("cadastre", {"sq": ("kadastër",), "sr-Cyrl": ("катастар",)})]
    own = Concepts(terms, {"stall": {"sq": ["tezg"], "sr": ["тезг"], "tr": ["tezgâh"]}})

    assert own.find("Gabim në kadastrën tonë", "sq") == {"term:cadastre", "property"}
    assert "term:cadastre" in own.find("Грешка у катастру", "sr-Cyrl")
    assert own.find("Tezga", "sr-Latn") == own.find("tezgahlar", "tr") == {"stall"}


def test_a_term_that_only_one_text_has_takes_nothing_away():
    with_term = Concepts([Term("office", {"sq": ("zyrë",)})])
    one, other = report(text="Zyra: uji mungon"), report("old", "Воде нема", "sr-Cyrl")

    assert likeness(one, other, with_term).parts.text == likeness(one, other, PLAIN).parts.text > 0.8


def test_concepts_are_found_in_forms_and_in_their_own_language_only():
    assert PLAIN.find("SVETLA na ulici", "sr-Latn") == PLAIN.find("светла на улици", "sr-Cyrl") == {"light", "street"}
    assert PLAIN.find("Svjetlo na ulici", "bs") == {"light", "street"}
    assert PLAIN.find("su", "tr") == {"water"}
    assert PLAIN.find("su", "sr-Latn") == PLAIN.find("sulmojnë", "tr") == frozenset()


def test_every_everyday_word_is_folded_and_stands_for_one_thing():
    for language in ("sq", "sr", "tr", "en"):
        words = [word for concept in EVERYDAY.values() for word in concept[language]]
        assert [word for word in words if fold(word) != word.removesuffix(".")] == []
        assert sorted(word for word in words if words.count(word) > 1) == []


# The index ---------------------------------------------------------------------------------------------------------


def test_a_new_report_is_shown_those_like_it_and_never_itself():
    index = Index([report("a"), report("b", place=east_of(HERE, 20)), report("c", "Smeće", "sr-Latn", service="waste")])

    assert [one.id for one in index.like(report())] == ["a", "b"]
    assert [one.id for one in index.like(report("a"))] == ["b"]
    assert [one.id for one in index.like(report(), most=1)] == ["a"]
    assert index.like(report(), threshold=1.01) == ()


def test_a_report_of_no_place_is_compared_with_those_of_its_service():
    index = Index([report("placed"), report("not", place=None), report("other", place=None, service="waste")])

    assert {one.id for one in index.like(report(place=None))} == {"placed", "not"}
    assert {one.id for one in index.like(report())} == {"placed", "not"}


def test_a_report_can_be_replaced_and_forgotten():
    index = Index([report("a")])
    index.add(report("a", place=east_of(HERE, 5000)))
    assert (len(index), index.like(report())) == (1, ())

    index.remove("a")
    index.remove("a")
    assert len(index) == 0


PLACES = st.none() | st.builds(lambda metres: east_of(HERE, metres), st.integers(0, 400))
REPORTS = st.lists(
    st.builds(
        report,
        text=st.sampled_from((LAMP, "Улично светло не ради.", "Drita", "Smeće na ulici")),
        language=st.sampled_from(("sq", "sr-Cyrl")),
        service=st.sampled_from(("lighting", "waste")),
        place=PLACES,
        at=st.builds(lambda hours: NOON - timedelta(hours=hours), st.integers(-1500, 1500)),
    ),
    max_size=8,
)


@given(REPORTS, PLACES)
def test_the_index_misses_none_that_comparing_with_all_would_find(reports, place):
    many = [Report(str(n), one.at, one.service, one.text, one.language, one.place) for n, one in enumerate(reports)]
    asked = report(place=place)

    found = {one.id: one.score for one in Index(many).like(asked, most=99)}

    for one in many:
        compared = likeness(asked, one, PLAIN)
        if compared.score >= THRESHOLD and (one.service == asked.service or (one.place and place)):
            assert found.pop(one.id) == compared.score
    assert not found


# Places ------------------------------------------------------------------------------------------------------------


def test_distances_are_those_of_the_sphere():
    assert metres((42.0, 21.0), (43.0, 21.0)) == pytest.approx(111_195, abs=1)  # 6,371,008.8 × π / 180
    assert metres((0.0, 0.0), (0.0, 180.0)) == pytest.approx(20_015_114, abs=1)
    assert metres(HERE, HERE) == 0


@given(st.floats(-70, 70), st.floats(-179, 179), st.floats(-1, 1), st.floats(-1, 1))
def test_whatever_is_within_reach_is_in_a_near_cell(lat, long, up, aside):
    there = (lat + up * 0.005, long + aside * 0.008)
    if metres((lat, long), there) <= REACH_METRES:
        assert cell(there) in cells_near((lat, long))


@given(st.text(max_size=60), st.text(max_size=60), st.integers(0, 100), st.booleans())
def test_likeness_is_the_same_both_ways_and_between_nought_and_one(one, other, days, same):
    here = report(text=one)
    there = report("old", other, "sr-Cyrl", at=NOON - timedelta(days=days), service="lighting" if same else "waste")

    score = likeness(here, there, PLAIN).score

    assert 0 <= score <= 1
    assert score == likeness(there, here, PLAIN).score


def test_dates_with_a_zone_are_compared_too():
    aware = datetime.fromisoformat("2026-03-02T12:00+01:00")
    assert likeness(report(at=aware), report("old", at=aware - timedelta(hours=12)), PLAIN).days == 0.5
