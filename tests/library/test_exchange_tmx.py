"""TMX: what other tools write is read, what is read comes out again, and what is wrong harms nothing."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from translate.storage.tmx import tmxfile

from uramost import exchange
from uramost.exchange import BadMarks, Code, Header, Rejected, pair, tmx
from uramost.exchange.marks import UNFIT

HEADER = (
    '<header creationtool="{tool}" creationtoolversion="1" segtype="sentence" o-tmf="x" adminlang="en" '
    'srclang="{language}" datatype="xml"/>'
)
WORDS = st.text(st.characters(blacklist_categories=["Cs"]), min_size=1).filter(
    lambda text: text.strip() and not UNFIT.search(text) and "⟦" not in text and "⟧" not in text
)


def memory(units, tool="OmegaT", language="sq", version="1.4", doctype=True):
    head = '<!DOCTYPE tmx SYSTEM "tmx14.dtd">' if doctype else ""
    inside = HEADER.format(tool=tool, language=language)
    return f'<?xml version="1.0"?>\n{head}\n<tmx version="{version}">{inside}<body>\n{units}\n</body></tmx>'


def tu(source, target, said="", languages=("sq-XK", "sr-Cyrl-RS"), name="xml:lang"):
    one, other = languages
    return (
        f'<tu{said}><tuv {name}="{one}"><seg>{source}</seg></tuv><tuv {name}="{other}"><seg>{target}</seg></tuv></tu>'
    )


@pytest.fixture
def path(tmp_path):
    return tmp_path / "memory.tmx"


def read(path, text, encoding="utf-8", **options):
    path.write_bytes(text.encode(encoding))
    reading = exchange.read(path, **options)
    return list(reading), reading


def again(path, units, header):
    """The same units after they were written and read once more."""
    exchange.write(path, units, header, "tmx")
    assert list(exchange.check(path)) == []
    return list(exchange.read(path))


def texts(units):
    return [tuple((text.language, text.text) for text in unit.texts) for unit in units]


def test_codes_become_marks_and_come_out_as_they_were(path):
    code = '<bpt i="1" x="4" type="bold">&lt;b class="a"&gt;</bpt>Neni<ept i="1">&lt;/b&gt;</ept><ph x="7"/>'
    units, reading = read(path, memory(tu(f"{code} 5", f"Члан {code}")))
    assert texts(units) == [(("sq-XK", "⟦1⟧Neni⟦/1⟧⟦2/⟧ 5"), ("sr-Cyrl-RS", "Члан ⟦1⟧Neni⟦/1⟧⟦2/⟧"))]
    assert (units[0].source.codes[0].open, units[0].source.codes[0].kind) == ('<b class="a">', "bold")
    exchange.write(path, units, reading.header, "tmx")
    assert code in path.read_text("utf-8")


def test_a_code_that_moved_has_the_number_of_the_source(path):
    source, target = '<ph x="1">A</ph> dhe <ph x="2">B</ph>', '<ph x="2">B</ph> и <ph x="1">A</ph>'
    units, _ = read(path, memory(tu(source, target)))
    assert [text.text for text in units[0].texts] == ["⟦1/⟧ dhe ⟦2/⟧", "⟦2/⟧ и ⟦1/⟧"]


def test_halves_that_overlap_or_are_alone_become_marks_alone(path):
    overlapping = '<bpt i="1"/>a<bpt i="2"/>b<ept i="1"/>c<ept i="2"/>'
    units, reading = read(path, memory(tu(overlapping, 'x<it pos="begin">&lt;i&gt;</it>')))
    assert [text.text for text in units[0].texts] == ["⟦1⟧a⟦2/⟧b⟦/1⟧c⟦3/⟧", "x⟦4/⟧"]
    exchange.write(path, units, reading.header, "tmx")
    assert overlapping in path.read_text("utf-8")


def test_many_codes_in_one_segment(path):
    """Two thousand alike, begun and never ended, ended and never begun."""
    for code in ("<ph/>", '<bpt i="1"/>', '<ept i="1"/>', '<bpt i="1"/>⟦<ept i="2"/>'):
        units, reading = read(path, memory(tu(f"a{code * 2_000}", "b")))
        assert units[0].source.text.startswith("a⟦1/⟧")
        exchange.write(path, units, reading.header, "tmx")
        assert next(iter(exchange.read(path))).texts == units[0].texts


def test_what_is_known_about_a_unit_is_kept(path):
    said = ' tuid="7" creationid="Ana" creationdate="20260102T030405Z" changedate="20260203T040506Z" usagecount="3"'
    unit = tu("Po", "Да", said).replace(
        f"<tu{said}>", f'<tu{said}><note>shih</note><prop type="x-Domain:SubField">law</prop>'
    )
    units, reading = read(path, memory(unit))
    assert (units[0].key, units[0].notes) == ("7", ("shih",))
    assert units[0].properties == (("x-Domain:SubField", "law"),)
    assert units[0].said["changedate"] == "20260203T040506Z"
    once_more = again(path, units, reading.header)
    assert [(u.said, u.properties, u.notes, u.texts) for u in once_more] == [
        (u.said, u.properties, u.notes, u.texts) for u in units
    ]


def test_in_which_language_a_note_or_a_property_is_comes_back_wherever_it_stands(path):
    about = (
        '<note xml:lang="sq">shih</note><note>x</note><prop type="x-uramost:state">final</prop>'
        '<prop type="x-a">1</prop><prop type="x-b" xml:lang="sr" o-encoding="cp1250">2</prop>'
    )
    unit = tu("Po", "Да").replace("<tu>", f"<tu>{about}").replace("<seg>Да", f"{about}<seg>Да")
    text = memory(unit).replace("/><body>", f">{about}</header><body>")
    units, reading = read(path, text)
    assert (units[0].state, units[0].properties) == ("final", (("x-a", "1"), ("x-b", "2")))

    once_more = again(path, units, reading.header)

    written = path.read_text("utf-8")
    assert written.count('<note xml:lang="sq">shih</note><note>x</note>') == 3
    assert written.count('<prop type="x-b" xml:lang="sr" o-encoding="cp1250">2</prop>') == 3
    assert [(one.said, one.properties, one.notes, one.texts) for one in once_more] == [
        (one.said, one.properties, one.notes, one.texts) for one in units
    ]


UDE = (
    '<ude name="MacRoman" base="Macintosh"><map unicode="#xF8FF" code="#xF0" ent="Apple" subst="[&amp;&quot;Apple]"/>'
    '<map unicode="#xE000"/></ude>'
)
SECOND = '<ude name="b"><map unicode="#x1"/></ude>'


@pytest.mark.parametrize(("written", "kept"), [
    (UDE, UDE),
    (UDE.replace("ude", "UDE").replace("map", "MAP").replace("name", "NAME"), UDE),
    (f'{UDE}<prop type="x">1</prop>{SECOND}', UDE + SECOND),
    (UDE.replace(' base="Macintosh"', ""), UDE.replace(' base="Macintosh"', "")),
    (UDE.replace(' name="MacRoman"', ""), ""),
    ('<ude name="b"/>', ""),
    ('<ude name="b"><map code="#x1"/><map unicode="#x2" more="x"/></ude>', '<ude name="b"><map unicode="#x2"/></ude>'),
])  # fmt: skip
def test_encodings_of_its_own_come_back_and_none_that_is_not_valid(path, written, kept):
    units, reading = read(path, memory(tu("Po", "Да")).replace("/><body>", f">{written}</header><body>"))

    again(path, units, reading.header)

    text = path.read_text("utf-8")
    assert kept in text
    assert (text.count("<ude"), text.count("<map")) == (kept.count("<ude"), kept.count("<map"))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("declared", ["", ' encoding="UTF-16"'])
def test_every_encoding_that_tools_use(path, encoding, declared):
    text = memory(tu("Gjuhë", "Језик")).replace('version="1.0"?', f'version="1.0"{declared}?')
    units, _ = read(path, text, encoding)
    assert texts(units) == [(("sq-XK", "Gjuhë"), ("sr-Cyrl-RS", "Језик"))]


@pytest.mark.parametrize(
    ("written", "meant"),
    [("SQ", "sq"), ("sq_al", "sq-AL"), ("sr-cyrl-rs", "sr-Cyrl-RS"), ("sr-Latn-CS", "sr-Latn-RS"), ("EN-gb", "en-GB"),
     ("sh", "sr-Latn"), ("alb", "sq"), ("zh-Hant", "zh-Hant"), ("de-x-mine", "de-x-mine")],
)  # fmt: skip
def test_language_codes_as_tools_write_them(path, written, meant):
    units, reading = read(path, memory(tu("Po", "Da", languages=(written, "tr")), language=written))
    assert units[0].source.language == meant
    assert units[0].source.said["xml:lang"] == written
    exchange.write(path, units, reading.header, "tmx")
    assert f'xml:lang="{written}"' in path.read_text("utf-8")


def test_capitals_an_old_attribute_and_no_document_type(path):
    text = memory(tu("Po", "Да", name="lang"), doctype=False, version="1.1")
    for name in ("tuv", "tu", "seg"):
        text = text.replace(f"<{name}", f"<{name.upper()}").replace(f"</{name}>", f"</{name.upper()}>")
    assert texts(read(path, text)[0]) == [(("sq-XK", "Po"), ("sr-Cyrl-RS", "Да"))]


def test_the_source_comes_first_wherever_it_stands(path):
    units, _ = read(path, memory(tu("Да", "Po", languages=("sr-Cyrl", "sq-AL")), language="SQ"))
    assert [text.language for text in units[0].texts] == ["sq-AL", "sr-Cyrl"]


def test_two_languages_of_many(path):
    many = (
        '<tu tuid="a">'
        + "".join(f'<tuv xml:lang="{tag}"><seg>{tag}</seg></tuv>' for tag in ("en", "sq", "sr"))
        + "</tu>"
    )
    units, reading = read(
        path, memory(many + "\n" + tu("Po", "Evet", languages=("sq", "tr"))), languages=("sr-Cyrl", "sq")
    )
    assert texts(units) == []
    assert [(fault.rule, fault.line) for fault in reading.faults] == [("other_languages", 4), ("other_languages", 5)]
    units, reading = read(path, memory(many), languages=("sr-Latn", "sq"))
    assert texts(units) == [(("sr", "sr"), ("sq", "sq"))]


def test_a_bad_unit_is_skipped_counted_and_shown_with_its_line(path):
    told = []
    bad = [
        tu("a", "b").replace(' xml:lang="sr-Cyrl-RS"', ""),
        tu("a", ""),
        "<tu><note>nothing</note></tu>",
        '<tu tuid="x"><tuv xml:lang="sq"/><tuv xml:lang="sr"><seg>b</seg></tuv></tu>',
    ]
    units, reading = read(path, memory("\n".join([tu("1", "1"), *bad, tu("2", "2")])), tell=told.append)
    assert [unit.source.text for unit in units] == ["1", "2"]
    assert reading.skipped == 4
    expected = [("missing_attribute", 5), ("no_translation", 6), ("bad_content", 7), ("bad_content", 8)]
    assert [(fault.rule, fault.line) for fault in told] == expected
    assert reading.faults == told


def test_lines_are_right_in_large_files_too(path):
    units, reading = read(
        path, memory("\n" * 70_000 + "<tu>\n<prop type='a'>b</prop>\n</tu>\n\n<tu><note>x</note></tu>")
    )
    assert [fault.line for fault in reading.faults] == [70_004, 70_008]
    assert units == []


@pytest.mark.parametrize(
    "doctype",
    [
        '<!DOCTYPE tmx [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>',
        '<!DOCTYPE tmx [<!ENTITY a SYSTEM "file:///etc/hostname">]>',
        '<!DOCTYPE tmx [<!ENTITY % a SYSTEM "http://127.0.0.1:9/x.dtd"> %a;]>',
    ],
)
def test_entities_are_refused(path, doctype):
    text = memory(tu("&a;", "b"), doctype=False).replace("\n<tmx", f"\n{doctype}<tmx")
    with pytest.raises(Rejected) as refused:
        read(path, text)
    assert refused.value.code == "entities"


def test_a_file_that_breaks_off_is_refused_and_nothing_is_written(path, tmp_path):
    path.write_text(memory(tu("1", "1") + tu("2", "2"))[:-30], "utf-8")
    kept = tmp_path / "kept.csv"
    kept.write_text("as it was", "utf-8")
    reading = exchange.read(path)
    with pytest.raises(Rejected) as refused:
        exchange.write(kept, reading, Header(), "csv")
    assert refused.value.code == "broken_xml"
    assert kept.read_text("utf-8") == "as it was"
    assert sorted(one.name for one in tmp_path.iterdir()) == ["kept.csv", "memory.tmx"]


@pytest.mark.parametrize("text", ["⟦1⟧a", "a⟦/1⟧", "⟦2/⟧", "⟦1/⟧", "⟦1⟧⟦/1⟧⟦1⟧⟦/1⟧", "a⟦b"])
def test_marks_that_fit_no_code_are_not_written(path, text):
    path.write_text("as it was", "utf-8")
    units = [pair("1", ("sq", text), ("en", "x"), codes=(Code(1, False),))]
    with pytest.raises(BadMarks):
        exchange.write(path, units, Header("sq", "en"), "tmx")
    assert path.read_text("utf-8") == "as it was"


@settings(max_examples=50, deadline=None)
@given(words=st.lists(WORDS, min_size=2, max_size=4))
def test_any_text_comes_back(words, tmp_path_factory):
    path = tmp_path_factory.getbasetemp() / "any.tmx"
    unit = pair(
        "k", ("sq", f"⟦1⟧{words[0]}⟦/1⟧{words[1]}"), ("tr", words[-1]), codes=(Code(1, False, "bold", words[1]),)
    )
    (back,) = again(path, [unit], Header("sq", "tr"))
    assert texts([back]) == texts([unit])
    assert back.source.codes[0].open == words[1]


def test_brackets_of_the_text_itself_come_back(path):
    units, reading = read(path, memory(tu("a ⟦1⟧ b", "⟧")))
    exchange.write(path, units, reading.header, "tmx")
    assert "<seg>a ⟦1⟧ b</seg>" in path.read_text("utf-8")
    assert "<seg>⟧</seg>" in path.read_text("utf-8")


def test_another_reader_reads_it_alike(path):
    unit = pair(
        "1", ("sq", "Neni ⟦1⟧5⟦/1⟧ & <a>"), ("sr-Cyrl", "Члан ⟦1⟧5⟦/1⟧"), codes=(Code(1, False, "bold", "<b>", "</b>"),)
    )
    exchange.write(path, [unit], Header("sq", "sr-Cyrl"), "tmx")
    (read_by_it,) = tmxfile.parsefile(str(path)).units
    assert (read_by_it.source, read_by_it.target) == ("Neni <b>5</b> & <a>", "Члан <b>5</b>")


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        (memory(tu('a<bpt i="1"/>', "b")), "bpt_without_ept"),
        (memory(tu('a<bpt i="1"/>b<bpt i="1"/><ept i="1"/><ept i="1"/>', "b")), "bpt_twice"),
        (memory(tu("a<b/>", "b")), "bad_content"),
        (memory(tu("a", "b", ' creationdate="yesterday"')), "bad_value"),
        (memory(tu("a", "b", ' mine="x"')), "unknown_attribute"),
        (memory(tu("a", "b"), version="2.0"), "bad_value"),
        (memory(tu("a", "b")).replace(' o-tmf="x"', ""), "missing_attribute"),
        ("<html/>", "not_tmx"),
    ],
)
def test_what_is_not_tmx_is_named(path, text, rule):
    path.write_text(text, "utf-8")
    assert rule in {fault.rule for fault in tmx.check(path)}


def test_progress_ends_with_the_whole_file(path):
    seen = []
    read(path, memory(tu("a", "b") * 2000), progress=lambda done, whole: seen.append((done, whole)))
    assert seen[-1] == (path.stat().st_size, path.stat().st_size)
    assert len(seen) > 2


def test_an_encoding_that_nobody_knows_is_refused(path):
    text = memory(tu("1", "1")).replace('"1.0"?', '"1.0" encoding="klingon"?')
    with pytest.raises(Rejected) as refused:
        read(path, text)
    assert refused.value.code == "broken_xml"
