"""Terms are found in the forms they really stand in; how many, and how many wrongly, is counted here.

The sentences are written for this test, in the manner of municipal notices; see marked_terms.py. Everything found
outside the marks is counted as wrong.
"""

import time
from pathlib import Path

import pytest
from tests.library import marked_terms

import uramost.packs
from uramost.scripts import to_latin
from uramost.terms import BadTerms, Finder, Term, read_csv

TERMS = read_csv(Path(uramost.packs.__file__).parent / "kosovo" / "terms.csv")
ALL = [("sq", "sq"), ("sr-Cyrl", "sr-Cyrl"), ("sr-Cyrl", "sr-Latn"), ("tr", "tr"), ("en", "en"), ("bs", "bs")]
"""The language of a marked text, and the script in which it is searched."""


def in_script(marked, tag):
    """The same in Latin script; the ids in the marks are Latin already."""
    return to_latin(marked) if tag == "sr-Latn" else marked


@pytest.mark.parametrize(("file", "tag"), ALL)
def test_of_a_hundred_inflected_terms_ninety_five_are_found_and_of_a_hundred_found_ninety_five_are_right(file, tag):
    for half, marked in marked_terms.halves(file).items():
        found = marked_terms.rates(in_script(marked, tag), TERMS, tag)
        assert found.recall >= 0.95, (half, found.wrong)
        assert found.precision >= 0.95, (half, found.wrong)


@pytest.mark.parametrize("file", ["sq", "sr-Cyrl", "tr"])
def test_the_sets_are_large_and_name_terms_that_exist(file):
    marked = [marked_terms.unmarked(text)[1] for text in marked_terms.halves(file).values()]
    assert [len(half) >= 100 for half in marked[:2]] == [True, True]
    assert {name for half in marked for _, _, name in half} <= {term.id for term in TERMS}


@pytest.mark.parametrize("file", ["sq", "sr-Cyrl", "tr", "bs", "en"])
def test_of_what_is_marked_two_hundred_stand_in_another_form_than_the_agreed_one(file):
    agreed = {term.id: {name.casefold() for name in term.texts.get(file, ())} for term in TERMS}
    marked = [found for text in marked_terms.halves(file).values() for found in marked_terms.MARKED.findall(text)]

    inflected = [words for name, words in marked if words.casefold() not in agreed[name]]

    assert len(inflected) >= 200


def test_albanian_typed_without_its_marks_is_found_too():
    text = "Sipas thirrjes publike dergoni certifikaten e lindjes"
    assert [one.term.id for one in Finder(TERMS, "sq").find(text)] == ["public-call", "birth-certificate"]


def test_a_mark_that_the_term_does_not_have_makes_another_word():
    finder = Finder([Term("article", {"sq": ("nen",)})], "sq")
    assert finder.find("nën urë") == []
    assert [one.start for one in finder.find("sipas nenit 7")] == [6]


@pytest.mark.parametrize(
    ("language", "name", "text"),
    [
        ("en", "municipality", "Municipalities publish in every language."),
        ("en", "property tax", "Property taxes are due in June."),
        ("tr", "belediye", "Belediyelerinin kararı yayımlandı."),
        ("tr", "destek", "Desteği için başvurun."),
        ("tr", "belediye başkanı", "Belediye başkanına yazın."),
        ("bs", "općina", "U općinama se glasa."),
        ("rom", "komuna", "I komuna si bari."),
    ],
)
def test_other_languages_have_their_forms(language, name, text):
    assert len(Finder([Term("one", {language: (name,)})], language).find(text)) == 1


@pytest.mark.parametrize("part", ["a", "komun", "projekt", "Њ"])
def test_a_word_eight_times_as_long_takes_about_eight_times_the_time(part):
    """The shortest of several times counts, on both sides: a busy machine only ever makes them longer."""
    finder = Finder(TERMS, "sq")

    def seconds(length, last):
        text = (part * length)[:length] + last
        start = time.process_time()
        finder.find(text)
        return time.process_time() - start

    long, short = (min(seconds(length, last) for last in "qrs") for length in (400_000, 50_000))
    assert long < 20 * short + 0.02


def test_an_ending_may_lose_its_marks_and_not_gain_any():
    assert Finder([Term("one", {"sq": ("bashki",)})], "sq").find("Punojnë bashkë; punojme bashkë.") == []
    found = Finder([Term("one", {"sq": ("bashki",)})], "sq").find("bashkia, bashkisë, bashkise, bashkitë, bashkive")
    assert len(found) == 5
    assert len(Finder([Term("one", {"sq": ("gjuhë",)})], "sq").find("gjuhët, gjuhëve, gjuheve, gjuha, gjuhës")) == 5


def test_the_longest_term_wins_and_two_terms_of_one_name_are_both_found():
    terms = [
        Term("assembly", {"en": ("assembly",)}),
        Term("municipal-assembly", {"en": ("municipal assembly",)}),
        Term("council", {"en": ("municipal assembly",)}),
    ]
    found = Finder(terms, "en").find("The municipal assembly and the assembly")
    assert [(one.term.id, one.start, one.end) for one in found] == [
        ("municipal-assembly", 4, 22),
        ("council", 4, 22),
        ("assembly", 31, 39),
    ]


def test_formatting_inside_a_term_does_not_hide_it_but_a_full_stop_ends_it():
    finder = Finder([Term("mayor", {"sq": ("kryetar i komunës",)})], "sq")
    text = "⟦1⟧Kryetari⟦/1⟧ i komunës. Kryetari. I komunës"
    assert [(one.start, one.end) for one in finder.find(text)] == [(3, text.index("."))]


def test_an_abbreviation_is_found_in_capitals_only():
    finder = Finder([Term("ngo", {"sq": ("OJQ",)})], "sq")
    assert len(finder.find("OJQ-të dhe ojq")) == 1


def test_forbidden_names_are_found_in_their_forms():
    found = Finder(TERMS, "sq", forbidden=True).find("Kryetari i bashkisë foli në fletoren zyrtare.")
    assert [one.term.id for one in found] == ["mayor", "official-gazette"]


def test_the_list_of_kosovo_is_whole():
    assert len(TERMS) >= 300
    for term in TERMS:
        assert {"sq", "sr-Cyrl", "en"} <= set(term.texts), term.id
        assert term.source
        assert term.status == "proposed", f"{term.id}: nobody has approved a term yet; an administrator does"
        assert set(term.definition) in (set(), {"sq", "sr-Cyrl", "en"}), term.id
        assert not set(term.texts["sq"]) & set(term.forbidden.get("sq", ())), term.id


@pytest.mark.parametrize(
    ("rows", "code", "row"),
    [
        ("id,domain,status,sq\n", "missing_column", 1),
        ("id,domain,status,source,sq\na,,agreed,,x\n", "bad_status", 2),
        ("id,domain,status,source,sq\na,,approved,,x\na,,approved,,y\n", "duplicate_id", 3),
        ("id,domain,status,source,sq\na,,approved,,\n", "empty", 2),
    ],
)
def test_a_bad_list_is_refused_with_its_row(tmp_path, rows, code, row):
    path = tmp_path / "terms.csv"
    path.write_text(rows, encoding="utf-8")
    with pytest.raises(BadTerms) as refused:
        read_csv(path)
    assert (refused.value.code, refused.value.row) == (code, row)
