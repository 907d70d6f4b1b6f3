"""What a translator is offered: a shown score, why it is lower, and figures put in where only they differ."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from uramost.checks.finding import Places
from uramost.memory import EDGE, Question, Repetition, Unit, context_of, contexts, may_see, repetitions
from uramost.memory.concordance import folded
from uramost.memory.offer import POINTS, RULES, different, offer, ranked, warned
from uramost.memory.replaced import Languages, replaced
from uramost.text import fold

TODAY = date(2026, 3, 2)
PLACES = Places(
    {
        "1": {"sq": ("Gjilan", "Gjilani"), "sr-Latn": ("Gnjilane",), "sr-Cyrl": ("Гњилане",)},
        "2": {"sq": ("Prizren", "Prizreni"), "sr-Latn": ("Prizren",), "sr-Cyrl": ("Призрен",)},
        "3": {"sq": ("Lipjan", "Lipjani"), "sr-Latn": ("Lipljan",), "sr-Cyrl": ("Липљан",)},
    }
)
SAID = Unit(1, "Hyrja është e lirë.", "Улаз је слободан.", place="34", approved_on=date(2025, 1, 1))


@pytest.mark.parametrize(
    ("code", "unit", "place"),
    [
        ("machine", Unit(1, "a", "b", machine=True), ""),
        ("unreviewed", Unit(1, "a", "b", reviewed=False), ""),
        ("elsewhere", Unit(1, "a", "b", place="34"), "4"),
        ("old", Unit(1, "a", "b", approved_on=date(2020, 1, 1)), ""),
    ],
)
def test_each_penalty_takes_its_points_and_the_score_stays(code, unit, place):
    match = offer(Question("a", place=place, today=TODAY), unit, 100.0)
    assert (match.penalties, match.score, match.shown) == ((code,), 100.0, 100 - POINTS[code])


def test_the_table_of_penalties_can_be_another_one():
    match = offer(Question("a", points={"machine": 30}), Unit(1, "a", "b", machine=True, reviewed=False), 100.0)
    assert match.shown == 70
    assert [rule.code for rule in RULES] == list(POINTS)


def test_ones_own_recent_unit_costs_nothing():
    assert offer(Question(SAID.source, place="34", today=TODAY), SAID, 100.0).penalties == ()


@pytest.mark.parametrize(
    ("around", "shown"),
    [
        (context_of("Njoftim", None), 101),
        (context_of("Njoftim", "Tjetër"), 100),
        (("", EDGE), 100),  # what is not known is no context
    ],
)
def test_the_same_between_the_same_neighbours_is_worth_one_more(around, shown):
    before, after = context_of("Njoftim", None)
    unit = Unit(1, "Hyrja është e lirë.", "Улаз је слободан.", before=before, after=after)
    assert offer(Question(unit.source, context=around), unit, 100.0).shown == shown


def test_a_context_is_the_same_in_both_scripts_and_ends_at_the_edges():
    assert contexts(["Рок", "Obaveštenje"]) == [context_of(None, "Обавештење"), context_of("Rok", None)]


def test_what_is_shown_decides_the_order_and_each_translation_comes_once():
    units = [Unit(1, "a", "x", machine=True), Unit(2, "b", "y"), Unit(3, "c", "y")]
    matches = [offer(Question("a"), unit, score) for unit, score in zip(units, (100.0, 90.0, 88.0), strict=True)]
    assert [match.unit.id for match in different(ranked(matches))] == [2, 1]


@pytest.mark.parametrize(("place", "seen"), [("34", True), ("4", False), ("", False)])
def test_what_a_municipality_keeps_no_other_sees(place, seen):
    assert may_see(Unit(1, "a", "b", place="34", kept=True), place) is seen
    assert may_see(SAID, place)


@pytest.mark.parametrize(
    ("asked", "source", "target", "expected", "languages"),
    [
        ("Afati është 10 ditë.", "Afati është 15 ditë.", "Рок је 15 дана.", "Рок је 10 дана.", "sq sr-Cyrl"),
        ("Më 3 prill 2027", "Më 12 mars 2026", "Дана 12. март 2026.", "Дана 3. април 2027.", "sq sr-Cyrl"),
        ("Deri më 3 prill 2027", "Deri më 12 mars 2026", "Do 12. marta 2026.", "Do 3. aprila 2027.", "sq sr-Latn"),
        ("Taksa: 1.500,00 euro", "Taksa: 250,50 euro", "The fee: EUR 250.50", "The fee: EUR 1,500.00", "sq en"),
        ("Neni 7, 03/L-040", "Neni 9, 06/L-081", "Član 9, 06/L-081", "Član 7, 03/L-040", "sq sr-Latn"),
        ("Takimi në Prizren", "Takimi në Lipjan", "Састанак у Липљану", "Састанак у Призрену", "sq sr-Cyrl"),
        ("nga 12 deri 15", "nga 15 deri 12", "od 15 do 12", "od 12 do 15", "sq sr-Latn"),
        ("05.03.2026, 14:30", "12.11.2025, 10:00", "12.11.2025. u 10:00", "05.03.2026. u 14:30", "sq sr-Latn"),
        ("rok 5. maja 2026.", "rok 1. juna 2025.", "by 1 June 2025", "by 5 May 2026", "sr-Latn en"),
    ],
)  # fmt: skip
def test_other_figures_are_put_in_as_the_translation_writes_its_own(asked, source, target, expected, languages):
    assert replaced(asked, source, target, Languages(*languages.split()), PLACES) == expected


@pytest.mark.parametrize(
    ("asked", "source", "target", "languages"),
    [
        ("Afati është 10 ditë.", "Afati ishte 15 ditë.", "Rok je bio 15 dana.", "sq sr-Latn"),  # another word differs
        ("Afati është 10 ditë.", "Afati është 15 ditë.", "Rok je petnaest dana.", "sq sr-Latn"),  # not in figures
        ("Afati është 10 ditë.", "Afati është 15 ditë.", "Rok je 15 dana, baš 15 dana.", "sq sr-Latn"),  # twice
        ("Afati është 1 ditë.", "Afati është 15 ditë.", "Rok je 15 dana.", "sq sr-Latn"),  # it would be "1 dan"
        ("Afati është 15 muaj.", "Afati është 15 ditë.", "Rok je 15 dana.", "sq sr-Latn"),  # another unit
        ("Takimi në Gjilan", "Takimi në Lipjan", "Sastanak u Lipljanu", "sq sr-Latn"),  # declines otherwise
        ("Takimi në Prizren", "Takimi në Lipjan", "Sastanak u lipljanskoj opštini", "sq sr-Latn"),
        ("ora 15", "ora 10", "saat 10'da", "sq tr"),  # the ending follows the figure
        ("Afati është 10 ditë.", "Afati është 10 ditë.", "Rok je 10 dana.", "sq sr-Latn"),  # nothing to put in
    ],
)
def test_where_it_is_not_safe_nothing_is_offered(asked, source, target, languages):
    assert replaced(asked, source, target, Languages(*languages.split()), PLACES) == ""


def test_a_match_with_other_figures_is_marked_and_still_warned_of():
    unit = Unit(1, "Afati është 15 ditë.", "Рок је 15 дана.")
    question = Question("Afati është 10 ditë.", "sq", "sr-Cyrl")
    match = warned(question, offer(question, unit, 95.0))
    assert (match.target, match.shown, match.score) == ("Рок је 10 дана.", 100 - POINTS["replaced"], 95.0)
    assert (match.penalties, match.alerts) == (("replaced",), ("number",))


@pytest.mark.parametrize(
    ("language", "asked", "found"),
    [
        ("sq", "brenda pesëmbëdhjetë ditëve", "brenda gjashtëmbëdhjetë ditëve"),
        ("sr-Cyrl", "до 12. марта", "до 12. априла"),
        ("en", "on Monday", "on Tuesday"),
    ],
)
def test_figures_in_words_months_and_weekdays_are_said_loudly_too(language, asked, found):
    question = Question(asked, language)
    assert warned(question, offer(question, Unit(1, found, "…"), 90.0)).alerts == ("number",)


def test_repetitions_of_a_document():
    texts = ["Obaveštenje", "Rok je 5 dana.", " ", "Обавештење", "Rok je 6 dana.", "Obaveštenje", " "]
    assert repetitions(texts) == [Repetition(0, (3, 5))]


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=30), max_size=5))
def test_many_texts_are_folded_as_each_is(texts):
    letters = "aëčЉ ⟦1⟧x⟦/1⟧"
    assert folded([*texts, letters])[-1] == fold(letters)
    assert len(folded(texts)) == len(texts)


@pytest.mark.parametrize(
    "text", ["Општина  Гњилане!", "pagesë, çmimi", "e\u0301ta", "أ إلا", "Straße DŽEP ǅep", "", " . "]
)
def test_folding_many_is_folding_one(text):
    assert folded(["x", text, "y"]) == ["x", fold(text), "y"]
