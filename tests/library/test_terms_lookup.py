"""Looking terms up as people type them, and lists that come back as they went."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import uramost.packs
from uramost.terms import DOMAINS, STATUSES, Finder, Lookup, Term, read_csv, write_csv

TERMS = read_csv(Path(uramost.packs.__file__).parent / "kosovo" / "terms.csv")
SMALL = Lookup(
    [
        Term("council", {"sq": ("këshill",), "sr-Cyrl": ("веће",)}),
        Term("village-council", {"sq": ("këshill i fshatit",)}, forbidden={"sq": ("pleqësi",)}),
        Term("elders", {"sq": ("pleqësi",)}),
    ]
)


def found(asked, lookup=SMALL):
    return [(hit.term.id, hit.how) for hit in lookup.search(asked)]


def test_the_name_itself_comes_before_longer_ones_that_begin_like_it():
    assert found("keshill") == [("council", "name"), ("village-council", "beginning")]


def test_words_may_be_begun_only_and_stand_in_any_order():
    assert found("fsh kësh") == [("village-council", "beginning")]


def test_a_form_of_one_word_finds_the_longer_names_with_this_word():
    assert found("fshatrave") == [("village-council", "beginning")]
    assert found("këshillin fshatit") == [("village-council", "beginning"), ("council", "inside")]


def test_a_form_is_the_name_a_sentence_holds_it():
    assert found("këshillave") == [("council", "form"), ("village-council", "beginning")]
    assert found("Këshilli i fshatit u takua") == [("village-council", "inside"), ("council", "inside")]


def test_a_name_to_use_comes_before_the_same_one_that_is_not_to_be_used():
    hits = SMALL.search("pleqësi")
    assert [(hit.term.id, hit.forbidden) for hit in hits] == [("elders", False), ("village-council", True)]


@pytest.mark.parametrize("slip", ["këshlil", "kshill", "keshilll", "keshull"])
def test_one_slip_is_forgiven(slip):
    assert ("council", "similar") in found(slip)


@pytest.mark.parametrize("far", ["kshll", "fsh", "xyz", "", " ", "⟦1⟧", "ke shi ll x", "vće"])
def test_what_is_too_far_off_is_not_found(far):
    assert ("council", "similar") not in found(far)


def test_every_term_is_found_by_its_preferred_name_in_every_language():
    lookup = Lookup(TERMS)
    names = [(term.id, names[0]) for term in TERMS for names in term.texts.values()]
    assert [name for key, name in names if key not in [hit.term.id for hit in lookup.search(name)][:3]] == []


def test_the_terms_of_kosovo_have_domains_that_are_known():
    assert {term.domain for term in TERMS} <= set(DOMAINS)


WORDS = st.text(st.characters(categories=("L", "N"), include_characters=" -’«"), min_size=1).map(str.strip)
NAMES = st.lists(WORDS.filter(bool), min_size=1, max_size=3).map(tuple)


@given(
    st.lists(
        st.builds(
            Term,
            id=st.from_regex(r"[a-z][a-z0-9-]{0,9}", fullmatch=True),
            texts=st.dictionaries(st.sampled_from(["sq", "sr-Cyrl", "tr"]), NAMES, min_size=1),
            status=st.sampled_from(STATUSES),
            definition=st.dictionaries(st.sampled_from(["sq", "en"]), WORDS.filter(bool)),
            domain=st.sampled_from(DOMAINS),
            source=WORDS,
            forbidden=st.dictionaries(st.just("sq"), NAMES),
        ),
        min_size=1,
        max_size=4,
        unique_by=lambda term: term.id,
    )
)
def test_a_list_that_is_written_is_read_as_the_same_terms(tmp_path_factory, terms):
    path = tmp_path_factory.mktemp("list") / "terms.csv"
    path.write_bytes(write_csv(terms).encode())
    assert read_csv(path) == terms


def test_turkish_follows_the_vowels_of_the_word():
    finder = Finder([Term("paper", {"tr": ("belge", "okul", "izin", "durak")})], "tr")
    right = "belgeler belgelerimizden belgesinin okulun okula okullarda iznim izinler izni durağı duraklar belgededir"
    wrong = "belgalar okule okullerde izinlar durağda belgesiz okullu"
    assert len(finder.find(right)) == len(right.split())
    assert finder.find(wrong) == []


def test_the_owner_in_a_turkish_compound_changes():
    finder = Finder([Term("stop", {"tr": ("otobüs durağı",)}), Term("office", {"tr": ("nüfus dairesi",)})], "tr")
    text = "Otobüs durakları, otobüs durağımızda; nüfus dairelerine, nüfus dairemiz."
    assert [one.term.id for one in finder.find(text)] == ["stop", "stop", "office", "office"]
    assert finder.find("Otobüs durak oldu. Nüfus daire gibi.") == []


def test_irregular_words_have_forms_of_their_own():
    assert len(Finder([Term("w", {"sq": ("ujë", "prind")})], "sq").find("uji, ujërave, prindërve, prindi")) == 4
    assert len(Finder([Term("d", {"sr-Cyrl": ("пас",)})], "sr-Latn").find("psi i psima; pas")) == 3
