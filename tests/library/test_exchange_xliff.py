"""XLIFF 1.2 and 2.1: out of the workbench and back, and files of other tools."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from translate.storage.xliff import xlifffile
from translate.storage.xliff2 import Xliff2File

from uramost import exchange
from uramost.documents.blocks import Placeable
from uramost.exchange import Code, Header, Rejected, Text, Unit, pair
from uramost.exchange.xliff12_shapes import XLIFF1
from uramost.exchange.xliff21 import key_token, token_key

BOTH = pytest.mark.parametrize("form", ["xliff12", "xliff21"])
HEADER = Header("sq", "sr-Cyrl", original="njoftim-17.docx", version="a1b2c3")
CODES = (
    Code(1, False, "bold"),
    Code(2, True, "break"),
    Code(3, False, "link", '<a href="x">', "</a>"),
    Code(4, True, "note", "<fn/>"),
)
SEGMENTS = [
    pair(
        "p/1#ë·",
        ("sq", "Një ⟦1⟧dy⟦/1⟧⟦2/⟧ & <tre>  ⟦3⟧katër⟦/3⟧⟦4/⟧"),
        ("sr-Cyrl", "⟦4/⟧⟦2/⟧Један ⟦3⟧два ⟦1⟧три⟦/1⟧⟦/3⟧"),
        codes=CODES,
        state="reviewed",
        notes=("shih nenin 5", "& <kjo>"),
    ),
    pair("2", ("sq", "Vetëm burimi"), state="initial"),
    pair("3", ("sq", "Po"), ("sr-Cyrl", "Да"), state="final"),
]
SDL = """<?xml version="1.0" encoding="utf-8"?>
<xliff xmlns:sdl="http://sdl.com/FileTypes/SdlXliff/1.0" xmlns="urn:oasis:names:tc:xliff:document:1.2" version="1.2" sdl:version="1.0">
<file original="C:\\a.docx" datatype="x-sdlfilterframework2" source-language="sq-AL" target-language="sr-Latn-RS">
<header><sdl:ref-files/><tool tool-id="x" tool-name="Trados"/></header><body>
<group id="g"><trans-unit id="u1"><source><g id="5">Një. Dy.</g></source>
<seg-source><g id="5"><mrk mtype="seg" mid="1">Një.</mrk> <mrk mtype="seg" mid="2">Dy<x id="7"/>.</mrk></g></seg-source>
<target><g id="5"><mrk mtype="seg" mid="1">Jedan.</mrk> <mrk mtype="seg" mid="2"/></g></target>
<sdl:seg-defs><sdl:seg id="1" conf="ApprovedTranslation"/><sdl:seg id="2" conf="Draft"/></sdl:seg-defs></trans-unit></group>
</body></file></xliff>"""  # noqa: E501 - as such files are
MEMOQ = """<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2" xmlns:mq="MQXliff">
<file original="a.docx" source-language="sq" target-language="en-gb" datatype="x-memoq"><header/><body>
<trans-unit id="1" mq:status="Proofread"><source xml:space="preserve">Po <bpt id="1" ctype="bold">{}</bpt>ti<ept id="1">{}</ept></source>
<target xml:space="preserve">Yes</target><alt-trans><source>Po</source><target>Yeah</target></alt-trans>
<mq:comments><mq:comment>x</mq:comment></mq:comments></trans-unit></body></file></xliff>"""  # noqa: E501


@pytest.fixture
def path(tmp_path):
    return tmp_path / "out.xlf"


def read(path, text=None):
    if text is not None:
        path.write_text(text, "utf-8")
    reading = exchange.read_xliff(path)
    return list(reading), reading


def facts(unit):
    return unit.key, [text.text for text in unit.texts], unit.state, unit.notes


@BOTH
def test_out_of_the_workbench_and_back(path, form):
    assert exchange.write_xliff(path, SEGMENTS, HEADER, form) == 3
    assert list(exchange.check(path)) == []
    units, reading = read(path)
    assert [facts(unit) for unit in units] == [facts(unit) for unit in SEGMENTS]
    assert (reading.header.original, reading.header.version) == ("njoftim-17.docx", "a1b2c3")
    assert (reading.header.source_language, reading.header.target_language) == ("sq", "sr-Cyrl")
    assert [code.open for code in sorted(units[0].source.codes, key=lambda code: code.number)] == [
        "",
        "",
        '<a href="x">',
        "<fn/>",
    ]


@BOTH
def test_what_was_read_is_written_as_it_was(path, tmp_path, form):
    exchange.write_xliff(path, SEGMENTS, HEADER, form)
    units, reading = read(path)
    exchange.write_xliff(tmp_path / "again.xlf", units, reading.header, form)
    assert [facts(unit) for unit in read(tmp_path / "again.xlf")[0]] == [facts(unit) for unit in SEGMENTS]
    inside = [etree.tostring(one, method="c14n") for one in etree.parse(str(path)).iter("{*}source", "{*}target")]
    assert inside == [
        etree.tostring(one, method="c14n")
        for one in etree.parse(str(tmp_path / "again.xlf")).iter("{*}source", "{*}target")
    ]


@pytest.mark.parametrize("form", ["tmx", "xliff12", "xliff21", "csv"])
@pytest.mark.parametrize("other", ["tmx", "xliff12", "xliff21", "csv"])
def test_from_every_format_into_every_other(tmp_path, form, other):
    first, second = tmp_path / f"a.{form}", tmp_path / f"b.{other}"
    given = [SEGMENTS[0], SEGMENTS[2]]
    exchange.write(first, given, HEADER, form)
    exchange.write(second, exchange.read(first), HEADER, other)
    assert list(exchange.check(second)) == []
    assert [facts(unit)[:2] for unit in exchange.read(second)] == [facts(unit)[:2] for unit in given]


@BOTH
def test_another_reader_reads_it_alike(path, form):
    exchange.write_xliff(path, SEGMENTS, HEADER, form)
    units = (xlifffile if form == "xliff12" else Xliff2File).parsefile(str(path)).units
    assert [unit.source for unit in units][1:] == ["Vetëm burimi", "Po"]
    assert [str(unit.target or "") for unit in units][1:] == ["", "Да"]
    assert "dy" in units[0].source


@BOTH
@settings(max_examples=50, deadline=None)
@given(
    key=st.text(min_size=1, max_size=8).filter(lambda key: key.isprintable()), words=st.text().filter(str.isprintable)
)
def test_any_key_and_any_words_come_back(form, key, words, tmp_path_factory):
    path = tmp_path_factory.getbasetemp() / f"any.{form}"
    words = words.replace("⟦", "").replace("⟧", "")
    exchange.write_xliff(path, [pair(key, ("sq", f"x{words}"), ("en", words), state="translated")], HEADER, form)
    (unit,) = exchange.read_xliff(path)
    assert (unit.key, unit.source.text) == (key, f"x{words}")


@pytest.mark.parametrize("ident", ["·110000·", "·ffffffffff·", "·d800·", f"·{'f' * 50_000}·", "a·zz·"])
def test_an_id_with_the_number_of_no_sign_stays_as_it_is(path, ident):
    exchange.write_xliff(path, [pair("u", ("sq", "Po"), ("en", "Yes"))], HEADER, "xliff21")
    units, reading = read(path, path.read_text("utf-8").replace('id="u"', f'id="{ident}"'))

    assert (token_key(ident), [unit.key for unit in units], reading.skipped) == (ident, [ident], 0)
    assert token_key(key_token("a b")) == "a b"


KINDS = ("bold", "italic", "underline", "link", "break", "image", "note")


@pytest.mark.parametrize("native", ["", "<b>"])
@pytest.mark.parametrize("alone", [False, True])
def test_a_code_of_any_kind_around_words_or_alone_is_as_1_2_has_it_and_its_kind_comes_back(path, alone, native):
    """A bold passage of two sentences leaves half a pair in each; other tools put a picture around words."""
    codes = tuple(Code(number, alone, kind, native) for number, kind in enumerate(KINDS, 1))
    marks = "".join(f"⟦{one.number}/⟧" if alone else f"⟦{one.number}⟧x⟦/{one.number}⟧" for one in codes)

    exchange.write_xliff(path, [pair("1", ("sq", f"a{marks}"), ("en", f"b{marks}"), codes=codes)], HEADER, "xliff12")

    assert list(exchange.check(path)) == []
    (unit,), _ = read(path)
    assert [one.kind for one in unit.source.codes] == list(KINDS)


@pytest.mark.parametrize(("element", "value"), [("x", "bold"), ("ph", "link"), ("g", "image"), ("bpt", "lb")])
def test_a_kind_that_belongs_elsewhere_is_named(path, element, value):
    text = f'<{element} id="1" ctype="{value}"/>' + ('<ept id="1"/>' if element == "bpt" else "")
    path.write_text(
        f'<xliff version="1.2" xmlns="{XLIFF1}"><file original="a" source-language="sq" datatype="x"><body>'
        f'<trans-unit id="u"><source>{text}</source></trans-unit></body></file></xliff>'
    )
    assert [(fault.rule, fault.value) for fault in exchange.check(path)] == [("bad_value", f"ctype={value}")]


def test_placeables_of_a_block_become_codes():
    given = (Placeable(1, "bold", False), Placeable(2, "odd", True))
    assert exchange.placeables(given) == (Code(1, False, "bold"), Code(2, True, "other"))


# Files of other tools


def test_trados(path, tmp_path):
    units, reading = read(path, SDL)
    assert [facts(unit)[:3] for unit in units] == [
        ("u1/1", ["Një.", "Jedan."], "reviewed"),
        ("u1/2", ["Dy⟦1/⟧."], "initial"),
    ]
    assert (reading.header.source_language, reading.header.target_language) == ("sq-AL", "sr-Latn-RS")
    done = Unit("u1/2", (units[1].source, Text("sr-Latn", "Dva⟦1/⟧.")), "translated")
    assert exchange.fill(path, tmp_path / "filled.sdlxliff", {"u1/2": done}) == 1
    filled = (tmp_path / "filled.sdlxliff").read_text("utf-8")
    assert '<mrk mtype="seg" mid="2">Dva<x id="7"/>.</mrk></g></target>' in filled
    assert "<sdl:seg-defs>" in filled
    assert filled.replace('Dva<x id="7"/>.</mrk>', "</mrk>").count("<mrk") == 4


@pytest.mark.parametrize(
    ("target", "filled"),
    [
        ("", ("", "Dva.")),
        ("<target/>", ("", "Dva.")),
        ('<target><mrk mtype="seg" mid="1">Jedan.</mrk></target>', ("Jedan.", "Dva.")),
        ('<target><g id="5"><mrk mtype="seg" mid="3">Tri.</mrk></g></target>', (None, "Dva.")),
    ],
)
def test_a_segment_that_the_target_lacks_is_put_in_and_no_other_is_taken_for_translated(path, tmp_path, target, filled):
    """Tools write a target with the segments that are translated, an empty one, or none."""
    said = enumerate(("Një.", "Dy.", "Tre."), 1)
    marks = "".join(f'<mrk mtype="seg" mid="{mid}">{text}</mrk>' for mid, text in said)
    text = (
        f'<xliff version="1.2" xmlns="{XLIFF1}"><file original="a" source-language="sq" target-language="sr-Latn" '
        f'datatype="x"><body><trans-unit id="u"><source>Një. Dy. Tre.</source><seg-source>{marks}</seg-source>{target}'
        "</trans-unit></body></file></xliff>"
    )
    units, _ = read(path, text)
    done = Unit("u/2", (units[1].source, Text("sr-Latn", "Dva.")), "translated")

    assert exchange.fill(path, tmp_path / "filled.xlf", {"u/2": done}) == 1

    (written,) = etree.parse(str(tmp_path / "filled.xlf")).iter("{*}target")
    now = {mark.get("mid"): mark.text or "" for mark in written.iter("{*}mrk")}
    assert (now.get("1"), now["2"]) == filled
    assert list(now) == sorted(now)
    assert now.get("3", "") in {"", "Tri."}


def test_memoq(path, tmp_path):
    units, _ = read(path, MEMOQ)
    assert [facts(unit)[:3] for unit in units] == [("1", ["Po ⟦1⟧ti⟦/1⟧", "Yes"], "reviewed")]
    done = Unit("1", (units[0].source, Text("en-GB", "⟦1⟧You⟦/1⟧, yes")), "translated")
    assert exchange.fill(path, tmp_path / "filled.mqxliff", {"1": done, "unknown": done}) == 1
    filled = (tmp_path / "filled.mqxliff").read_text("utf-8")
    assert '<bpt id="1" ctype="bold">{}</bpt>You<ept id="1">{}</ept>, yes</target><alt-trans>' in filled
    assert "<mq:comment>x</mq:comment>" in filled


def test_weblate_and_a_target_that_is_not_there(path, tmp_path):
    text = (
        '<xliff version="1.1" xmlns="urn:oasis:names:tc:xliff:document:1.1"><file original="x" source-language="en" '
        'target-language="sq" datatype="po"><body><trans-unit id="1" approved="yes"><source>Yes<ph id="a"/></source>'
        '<target state="final">Po<ph id="a"/></target></trans-unit><trans-unit id="2"><source>No</source><target/>'
        '</trans-unit><trans-unit id="3"><source>Maybe</source></trans-unit></body></file></xliff>'
    )
    units, _ = read(path, text)
    assert [facts(unit)[:3] for unit in units] == [
        ("1", ["Yes⟦1/⟧", "Po⟦1/⟧"], "final"),
        ("2", ["No"], "initial"),
        ("3", ["Maybe"], "initial"),
    ]
    done = {"3": Unit("3", (units[2].source, Text("sq", "Ndoshta & ndoshta")), "translated")}
    exchange.fill(path, tmp_path / "filled.xlf", done)
    assert (
        '<source>Maybe</source><target state="translated">Ndoshta &amp; ndoshta</target>'
        in (tmp_path / "filled.xlf").read_text()
    )


def test_two_files_in_one_document(path):
    one = (
        '<file original="{0}" source-language="sq" datatype="x"><body><trans-unit id="1"><source>{0}</source>'
        "</trans-unit></body></file>"
    )
    text = (
        f'<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">{one.format("a")}{one.format("b")}</xliff>'
    )
    assert [(unit.key, unit.source.text) for unit in read(path, text)[0]] == [("1/1", "a"), ("2/1", "b")]


@BOTH
def test_what_another_writer_writes(path, form):
    store = (xlifffile if form == "xliff12" else Xliff2File)()
    store.setsourcelanguage("sq")
    store.settargetlanguage("sr-Cyrl")
    for key, source, target in (("a", "Po & <jo>", "Да"), ("b", "Ndoshta", None)):
        unit = store.addsourceunit(source)
        unit.setid(key)
        if target:
            unit.target = target
    path.write_bytes(bytes(store))
    units, reading = read(path)
    assert [facts(unit)[:2] for unit in units] == [("a", ["Po & <jo>", "Да"]), ("b", ["Ndoshta"])]
    assert reading.skipped == 0
    named = {(fault.rule, fault.value) for fault in exchange.check(path)}
    assert named == (set() if form == "xliff12" else {("unknown_attribute", "segment xml:space")})


# Files that break the rules


def two(inside, said=""):
    return (
        '<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.0" srcLang="sq" trgLang="en">'
        f'<file id="f"{said}>{inside}</file></xliff>'
    )


def test_a_unit_that_breaks_a_rule_is_skipped_and_the_others_are_read(path):
    good = '<unit id="{0}"><segment><source>{0}</source></segment></unit>'
    bad = '<unit id="b">\n<segment><source><sc id="1"/>x</source></segment>\n</unit>'
    units, reading = read(path, two(f"{good.format('a')}\n{bad}\n{good.format('c')}"))
    assert [unit.key for unit in units] == ["a", "c"]
    assert [(fault.rule, fault.line, fault.unit) for fault in reading.faults] == [("sc_without_ec", 3, "b")]


def test_a_document_that_breaks_a_rule_is_refused(path):
    with pytest.raises(Rejected) as refused:
        read(path, two('<unit id="a"><segment><source>x</source></segment></unit>', ' bad="x"'))
    assert (refused.value.code, refused.value.values["rule"]) == ("invalid", "unknown_attribute")


def test_segments_of_one_unit_and_codes_across_them(path, tmp_path):
    inside = (
        '<unit id="u"><originalData><data id="d">&lt;b&gt;</data></originalData>'
        '<segment id="s1"><source>A<pc id="1" dataRefStart="d">b</pc></source></segment>'
        '<ignorable><source> </source></ignorable><segment><source><cp hex="001F"/>C</source></segment></unit>'
    )
    units, _ = read(path, two(inside))
    assert [facts(unit)[:2] for unit in units] == [("u/s1", ["A⟦1⟧b⟦/1⟧"]), ("u/2", ["⟦1/⟧C"])]
    assert units[0].source.codes[0].open == "<b>"
    done = {"u/s1": Unit("u/s1", (units[0].source, Text("en", "⟦1⟧B⟦/1⟧a")), "translated")}
    exchange.fill(path, tmp_path / "filled.xlf", done)
    filled = (tmp_path / "filled.xlf").read_text("utf-8")
    assert '<segment id="s1" state="translated"><source>' in filled
    assert '<target><pc id="1" dataRefStart="d">B</pc>a</target>' in filled


def test_halves_and_annotations_are_valid_in_units_of_their_own(path, tmp_path):
    inside = (
        '<unit id="u"><notes><note id="n">shih</note></notes><segment><source><sc id="1"/>A'
        '<mrk id="2" type="comment" ref="#n=n">b</mrk></source></segment><segment><source><sm id="3" translate="no"/>C'
        '<ec startRef="1"/></source></segment><segment><source>D<em startRef="3"/></source></segment></unit>'
    )
    units, reading = read(path, two(inside))
    assert reading.skipped == 0
    exchange.write_xliff(tmp_path / "again.xlf", units, reading.header)
    assert list(exchange.check(tmp_path / "again.xlf")) == []
    again = list(exchange.read_xliff(tmp_path / "again.xlf"))
    assert [unit.source.text for unit in again] == ["⟦1/⟧Ab", "C⟦1/⟧", "D"]


def test_a_filling_that_would_break_a_rule_is_not_written(path, tmp_path):
    units, _ = read(path, two('<unit id="u"><segment><source><ph id="1" canDelete="no"/>A</source></segment></unit>'))
    with pytest.raises(Rejected) as refused:
        exchange.fill(path, tmp_path / "filled.xlf", {"u": Unit("u", (units[0].source, Text("en", "A")), "translated")})
    assert refused.value.values["rule"] == "lost_code"
    assert not (tmp_path / "filled.xlf").exists()


@pytest.mark.parametrize("text", ["<html/>", "key,sq,en\n1,a,b\n", two("<unit")])
def test_what_is_no_xliff_is_refused(path, text):
    with pytest.raises(Rejected):
        read(path, text)


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        (('id="2"', ""), "missing_attribute"),
        (('<trans-unit id="2"', '<trans-unit id="3"'), "unit_id_twice"),
        (("<source>Po</source>", ""), "bad_content"),
        (('state="signed-off"', 'state="done"'), "bad_value"),
        (("<body>", "<body><zz/>"), "unknown_element"),
        (('xmlns="urn:oasis:names:tc:xliff:document:1.2"', ""), "not_xliff"),
        (('version="1.2"', 'version="1.2" more="x"'), "unknown_attribute"),
    ],
)
def test_what_is_not_xliff_1_2_is_named(path, change, rule):
    exchange.write_xliff(path, SEGMENTS, HEADER, "xliff12")
    path.write_text(path.read_text("utf-8").replace(*change), "utf-8")
    form = exchange.xliff12
    assert rule in {fault.rule for fault in form.check(path)}
