"""TBX that we write, and that others write: what the schema of the core and the rules of TBX-Basic demand."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

import uramost
from uramost import exchange
from uramost.exchange import tbx
from uramost.terms import Term, read_csv

CORE = "{urn:iso:std:iso:30042:ed-2}"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
KOSOVO = Path(uramost.__file__).parent / "packs" / "kosovo" / "terms.csv"
TAX = Term("tax", {"sq": ("tatim", "taksë")}, "approved", {"sq": "Pagesë"}, "finance", "Ligji", {"sq": ("haraç",)})


@pytest.fixture
def path(tmp_path):
    return tmp_path / "terms.tbx"


def written(path, *terms, style="dca"):
    tbx.write(path, terms, style=style)
    assert list(tbx.check(path)) == []
    return etree.parse(path).getroot()


# What we write


@pytest.mark.parametrize("key", ["1", "-a", "a b", "a:b", "neni 5", "çmimi", "дозвола", "_x0031_", "\x00", "·", "中"])
@pytest.mark.parametrize("style", ["dca", "dct", "2008"])
def test_any_key_becomes_an_id_of_xml_and_comes_back(path, key, style):
    tbx.write(path, [Term(key, {"sq": ("a",)})], style=style)
    entry = next(etree.parse(path).getroot().iterdescendants("{*}conceptEntry", "{*}termEntry"))
    assert etree.fromstring(f"<{entry.get('id')}/>") is not None  # as strict as an id: the name of an element
    assert ":" not in entry.get("id")
    assert exchange.read_terms(path)[0][0].id == key.replace("\x00", "\ufffd")


def test_a_key_without_odd_characters_stays_as_it_is(path):
    assert [entry.get("id") for entry in written(path, TAX).iter(f"{CORE}conceptEntry")] == ["tax"]


def test_keys_that_repeat_become_two_ids_and_no_term_is_lost(path):
    root = written(path, TAX, Term("tax-2", {"en": ("b",)}), Term("tax", {"en": ("c",)}), Term("tax", {"en": ("d",)}))
    assert [entry.get("id") for entry in root.iter(f"{CORE}conceptEntry")] == ["tax", "tax-2", "tax-3", "tax-4"]
    assert len(exchange.read_terms(path)[0]) == 4


@pytest.mark.parametrize("style", ["dca", "dct", "2008"])
def test_a_definition_in_a_language_without_a_name_is_kept(path, style):
    term = Term("tax", {"sq": ("tatim",)}, definition={"en": "A payment", "": "Money", "sq": "Pagesë"})
    tbx.write(path, [term], style=style)
    assert list(exchange.check(path)) == []
    assert exchange.read_terms(path)[0] == [term]


def test_a_term_that_must_not_be_used_is_preferred_nowhere(path):
    term = Term("old", {"sq": ("a", "b"), "en": ("c",)}, "forbidden", forbidden={"sq": ("d",)})
    root = written(path, term)
    said = [note.text for note in root.iter(f"{CORE}termNote")]
    assert said == ["supersededTerm-admn-sts"] * 2 + ["deprecatedTerm-admn-sts", "supersededTerm-admn-sts"]
    assert exchange.read_terms(path)[0] == [term]


def test_a_language_that_nobody_said_is_said_to_be_unknown(path):
    root = written(path, Term("a", {"": ("x",)}))
    assert [section.get(LANG) for section in root.iter(f"{CORE}langSec")] == ["und"]


def test_a_term_without_a_name_is_no_entry(path):
    assert (
        tbx.write(path, [TAX, Term("empty", {}), Term("none", {"sq": (), "en": (" ",)}, definition={"sq": "x"})]) == 1
    )
    assert list(tbx.check(path)) == []


def test_regions_stay_in_the_tags(path):
    tags = ["sq-XK", "sr-Cyrl-RS", "zh-Hant-TW"]
    root = written(path, Term("a", dict.fromkeys(tags, ("x",))))
    assert [section.get(LANG) for section in root.iter(f"{CORE}langSec")] == tags


@pytest.mark.parametrize("style", ["dca", "dct"])
def test_the_terms_of_kosovo_are_as_the_format_demands(path, style):
    terms = read_csv(KOSOVO)
    root = written(path, *terms, style=style)
    assert len(list(root.iter(f"{CORE}conceptEntry"))) == len(terms) > 400
    assert exchange.read_terms(path) == (terms, [])


TAGS = st.sampled_from(["sq", "sr-Cyrl", "sr-Latn-RS", "sq-XK", "rom", "en", ""])
WORDS = st.text(max_size=12) | st.text("\0\x1f\ud800\ufffe\r\n <>&]\"'⟦", max_size=8) | st.just("definition: x" * 999)
NAMES = st.dictionaries(TAGS, st.lists(WORDS, max_size=2).map(tuple), max_size=3)
ANY_TERM = st.builds(
    Term,
    id=WORDS | st.sampled_from(["tax", "tax-2", "_", ""]),
    texts=NAMES,
    status=st.sampled_from(["proposed", "approved", "forbidden"]),
    definition=st.dictionaries(TAGS, WORDS, max_size=2),
    domain=WORDS,
    source=WORDS,
    forbidden=NAMES,
)


@settings(max_examples=60, deadline=None)
@given(terms=st.lists(ANY_TERM, max_size=4), style=st.sampled_from(["dca", "dct"]))
def test_whatever_a_terminology_holds_it_is_written_as_the_format_demands(tmp_path_factory, terms, style):
    path = tmp_path_factory.mktemp("tbx") / "terms.tbx"
    tbx.write(path, [*terms, TAX], style=style)
    assert list(tbx.check(path)) == []


# What others write


FILE = """<tbx xmlns="urn:iso:std:iso:30042:ed-2" type="TBX-Basic" style="dca" xml:lang="en"><tbxHeader><fileDesc>
<sourceDesc><p>made up, in <foreign xml:lang="sq">shqip</foreign></p></sourceDesc></fileDesc><revisionDesc xml:lang="en">
<change><p type="x">first</p></change></revisionDesc></tbxHeader><text><body><conceptEntry id="c1">
<transacGrp><transac type="transactionType">origination</transac><date>2026-01-31</date>
<transacNote type="responsibility" target="ana">Ana</transacNote></transacGrp><descrip type="subjectField" module="min">law</descrip>
<xref type="xGraphic" target="https://example.org/a.png">a</xref><langSec xml:lang="sq"><descripGrp>
<descrip type="definition">Akt i <hi type="italics">Kuvendit</hi></descrip><admin type="source">Ligji</admin></descripGrp>
<termSec><term>ligj</term><termNote type="partOfSpeech">noun</termNote><termNoteGrp>
<termNote type="administrativeStatus">preferredTerm-admn-sts</termNote><note>yes</note></termNoteGrp>
<descrip type="context">Ky ligj <sc id="s1"/>hyn<ec startRef="s1" id="e1"/>.</descrip></termSec></langSec></conceptEntry></body>
<back><refObjectSec type="respPerson"><refObject id="ana"><item type="fn">Ana</item></refObject></refObjectSec></back></text></tbx>
"""  # noqa: E501 - a made-up file, as dense as tools write it


def test_what_other_tools_put_in_is_known(path):
    path.write_text(FILE, "utf-8")
    assert list(tbx.check(path)) == []
    assert exchange.read_terms(path)[0][0].texts == {"sq": ("ligj",)}


@pytest.mark.parametrize(
    ("was", "becomes", "rule"),
    [
        (' id="c1"', "", "missing_attribute"),
        (' id="c1"', ' id="1c"', "bad_value"),
        (' id="c1"', ' id="s1"', "id_twice"),
        ('target="ana"', 'target="eva"', "no_target"),
        ("2026-01-31", "2026-31-01", "bad_value"),
        ("2026-01-31", "20260131", "bad_value"),
        (">noun<", ">nom<", "bad_value"),
        ('type="context"', 'type="definition"', "wrong_level"),
        ('type="context"', 'type="example"', "unknown_category"),
        ('<descrip type="subjectField" module="min">law</descrip>', '<admin type="subjectField">law</admin>',
         "unknown_category"),
        ("https://example.org/a.png", "a.png", "bad_value"),
        ('xml:lang="sq"><descripGrp>', 'xml:lang="sq" id="l1"><descripGrp>', "unknown_attribute"),
        ("<term>ligj</term>", "<note>first</note><term>ligj</term>", "bad_content"),
        ("<note>yes</note>", "<term>yes</term>", "bad_content"),
        ("<body>", "<note>astray</note><body>", "bad_content"),
        ('type="TBX-Basic"', 'type="Basic"', "bad_value"),
        ('type="italics"', 'type="red"', "bad_value"),
    ],
)  # fmt: skip
def test_what_the_format_does_not_allow_is_named(path, was, becomes, rule):
    assert was in FILE
    path.write_text(FILE.replace(was, becomes), "utf-8")
    assert {fault.rule for fault in tbx.check(path)} == {rule}


def test_a_day_may_say_its_time_zone(path):
    path.write_text(FILE.replace("2026-01-31", "2026-01-31+01:00"), "utf-8")
    assert list(tbx.check(path)) == []


def test_another_dialect_may_have_other_categories(path):
    path.write_text(FILE.replace("TBX-Basic", "TBX-Linguist").replace('type="context"', 'type="example"'), "utf-8")
    assert list(tbx.check(path)) == []


@pytest.mark.parametrize(
    ("was", "becomes", "rule"),
    [
        ("<min:subjectField>", '<min:subjectField id="a">', "unknown_attribute"),
        ("<basic:source>", "<basic:source><min:subjectField/>", "bad_content"),
        ("min:subjectField", "min:administrativeStatus", "wrong_level"),
        ("basic:source", "basic:origin", "unknown_category"),
        ("</term>", '</term><termNote type="termType">phrase</termNote>', "other_style"),
    ],
)
def test_elements_for_categories_are_held_to_the_same(path, was, becomes, rule):
    written(path, TAX, style="dct")
    before = path.read_text("utf-8")
    path.write_text(before.replace(was, becomes), "utf-8")
    assert path.read_text("utf-8") != before
    assert rule in {fault.rule for fault in tbx.check(path)}
