"""XLIFF 1.2 with what other tools have put into it: read and written again, it is all there."""

from dataclasses import replace

import pytest
from lxml import etree

from uramost import exchange
from uramost.exchange import BadMarks, Header, pair
from uramost.exchange.xliff12_shapes import XLIFF1

FULL = """<?xml version="1.0" encoding="utf-8"?>
<!-- before all --><xliff xmlns="urn:oasis:names:tc:xliff:document:1.2" xmlns:t="urn:t" xmlns:q="urn:q" version="1.2" xml:lang="en" t:made="1 &gt; 2">
  <t:whole a="&quot;"/>
  <file original="a.docx" source-language="SQ-al" target-language="sr-cyrl-rs" datatype="html" date="2026-01-02T03:04:05Z" tool-id="t1" category="c" xml:space="preserve" t:id="7" product-name="p">
    <header><skl><external-file href="a.skl" uid="s1"/></skl>
      <phase-group><phase phase-name="one" process-name="translate" tool-id="t1" contact-name="Ana"><note>n</note></phase></phase-group>
      <glossary><external-file href="g.tbx"/></glossary><reference><internal-file form="text">R &amp; r</internal-file></reference>
      <count-group name="all"><count count-type="total" unit="word">12</count></count-group>
      <note from="ana" priority="2" annotates="source">of the file</note>
      <tool tool-id="t1" tool-name="T" tool-version="9"/><tool tool-id="t2" tool-name="U"/><t:more><t:x xmlns:z="urn:z" z:y="q:name">&lt;</t:x></t:more></header>
    <body>
      <!-- of the body --><?tool of="body"?>
      <group id="g1" restype="table" t:row="1"><context-group name="where" purpose="location"><context context-type="sourcefile">a</context></context-group>
        <note>of the group</note><t:g/>
        <group id="g2"><trans-unit id="1" t:seen="yes" phase-name="one" maxwidth="9" size-unit="char" q:z="0"><source>Po <?tool here?><g id="1">ti</g></source>
          <target state="translated" state-qualifier="exact-match" phase-name="one" t:w="5">Да <g id="1">ти</g></target>
          <count-group name="c1"><count count-type="total">2</count></count-group><note from="x" annotates="target">first</note>
          <alt-trans match-quality="80%" tool-id="t2" origin="memory"><source>Po</source><target>Da</target><note>alt</note></alt-trans>
          <note>second</note><t:unit><t:comment>see</t:comment></t:unit></trans-unit>
          <!-- between --><trans-unit id="2"><source>Jo</source></trans-unit></group>
        <group id="empty"><note>no unit</note></group>
        <bin-unit id="b0" mime-type="image/png"><bin-source><external-file href="b.png"/></bin-source></bin-unit>
        <trans-unit id="blank"><source> </source><note>nothing to translate</note></trans-unit></group>
      <bin-unit id="b1" mime-type="image/png"><bin-source><external-file href="c.png"/></bin-source><trans-unit id="3"><source>Legjenda</source><target state="final" xml:lang="sr-Cyrl-RS">Легенда</target></trans-unit><t:b/></bin-unit>
      <trans-unit id="4" approved="yes"><source>Ndoshta</source><target>Можда</target></trans-unit>
      <bin-unit id="b2" mime-type="image/png"><bin-source><external-file href="d.png"/></bin-source></bin-unit>
    </body></file>
  <t:between/>
  <file original="pictures" source-language="sq" datatype="x-p"><body><bin-unit id="b3" mime-type="image/png"><bin-source><external-file href="e.png"/></bin-source></bin-unit></body></file>
  <file original="b.docx" source-language="sq" target-language="en" datatype="x-sdl"><header/><body>
    <trans-unit id="4" q:id="z"><source><g id="5">Një. Dy.</g></source><seg-source><g id="5"><mrk mtype="seg" mid="1">Një.</mrk> <mrk mtype="seg" mid="2">Dy<x id="7" t:k="1"/>.</mrk> <mrk mtype="seg" mid="3"/></g></seg-source>
      <target><g id="5"><mrk mtype="seg" mid="1">One.</mrk> <mrk mtype="seg" mid="2"/></g></target><s:seg-defs xmlns:s="http://sdl.com/FileTypes/SdlXliff/1.0"><s:seg id="1" conf="Translated"/><s:seg id="2" conf="Draft"/></s:seg-defs></trans-unit>
  </body></file>
</xliff>"""  # noqa: E501 - as such files are
DAMAGE = (
    "<a/>", "<t:x/>", "<!-- -->", "<?x y?>", "<![CDATA[ < ]]>", "&#13;", "&amp;", "⟦1⟧", '<a xmlns="">x</a>', "x", ">",
    " ", ' a="1"', ' xmlns=""', ' xmlns:t="urn:z"',
)  # fmt: skip
SEGMENTS = f"""<xliff xmlns="{XLIFF1}" xmlns:t="urn:t" version="1.2"><file original="a" source-language="sq" target-language="sr-Cyrl-RS" datatype="x-a"><body>
  <!-- of 4 --><trans-unit id="4"><source>Një. Dy.</source><seg-source><mrk mtype="seg" mid="1">Një.</mrk><mrk mtype="seg" mid="2">Dy.</mrk></seg-source><target state="translated"><mrk mtype="seg" mid="1">Један.</mrk></target><t:own/></trans-unit>
  <!-- of 5 --><trans-unit id="5"><source>Pesë</source><target xml:lang="sr-Cyrl">Пет</target><t:own/></trans-unit>
</body></file></xliff>"""  # noqa: E501 - as such files are
KEYS = ["1/1", "1/2", "1/3", "1/4", "3/4/1", "3/4/2"]


@pytest.fixture
def path(tmp_path):
    return tmp_path / "given.xlf"


def read(path, text):
    path.write_text(text, "utf-8")
    reading = exchange.read(path)
    return list(reading), reading


def again(path, units, header):
    """What the units are in a document written anew; it is as XLIFF 1.2 has it."""
    out = path.with_name("again.xlf")
    assert exchange.write(out, units, header, "xliff12") == len(units)
    assert list(exchange.check(out)) == []
    return out.read_text("utf-8")


def same(one, other):
    """Both documents as they can be compared: which prefix a name has and in which order its attributes are is left."""
    return [facts(etree.fromstring(text.encode())) for text in (one, other)]


def facts(node):
    said = sorted(node.attrib.items()) if isinstance(node.tag, str) else []
    return str(node.tag), said, node.text or "", node.tail or "", [facts(one) for one in node]


def unit(text, key):
    """The trans-unit with an id, the last of them."""
    return etree.fromstring(text.encode()).xpath(f'//*[local-name()="trans-unit"][@id="{key}"]')[-1]


def test_all_that_others_have_put_into_it_comes_back_where_it_was(path):
    units, reading = read(path, FULL)
    assert [one.key for one in units] == KEYS
    assert sorted(fault.unit for fault in reading.faults) == ["1/blank", "3/4/3"]

    one, other = same(FULL, again(path, units, reading.header))
    assert one == other


def test_as_it_is_read_it_is_written_too(path, tmp_path):
    """As the command does it: the header is that of the first file when the writing begins."""
    path.write_text(FULL, "utf-8")
    reading = exchange.read(path)
    given = iter(reading)
    first = [next(given)]
    exchange.write(tmp_path / "out.xlf", (one for many in (first, given) for one in many), reading.header, "xliff12")
    one, other = same(FULL, (tmp_path / "out.xlf").read_text("utf-8"))
    assert one == other


@pytest.mark.parametrize("change", [
    (' xmlns="urn:oasis:names:tc:xliff:document:1.2"', ' xmlns="urn:oasis:names:tc:xliff:document:1.1"'),
    (' xmlns="urn:oasis:names:tc:xliff:document:1.2"', ""),
])  # fmt: skip
def test_an_older_document_becomes_one_of_1_2(path, change):
    units, reading = read(path, FULL.replace(*change))
    assert [one.key for one in units] == KEYS
    one, other = same(FULL, again(path, units, reading.header))
    assert one == other


def test_names_with_a_prefix_come_back(path):
    text = (
        f'<f:xliff xmlns:f="{XLIFF1}" xmlns="urn:other" version="1.2"><f:file original="a" source-language="sq" '
        'target-language="en" datatype="x-a"><f:body><f:group id="g"><own/><f:trans-unit id="1"><f:source>Po</f:source>'
        "<own b='1'>x</own></f:trans-unit></f:group></f:body></f:file></f:xliff>"
    )
    units, reading = read(path, text)
    one, other = same(text, again(path, units, reading.header))
    assert one == other


@pytest.mark.parametrize(
    "change",
    [
        ('<t:whole a="&quot;"/>', '<whole xmlns="" />'),
        (' xmlns:q="urn:q"', f' xmlns:q="urn:q" xmlns:r="urn:{"r" * 20_000}"'),
        (' xmlns:q="urn:q"', "".join(f' xmlns:q{n}="urn:{n}"' for n in range(1_000)) + ' xmlns:q="urn:q"'),
    ],
)
def test_a_document_that_could_become_another_one_or_costs_too_much_is_read_and_not_kept(path, change):
    units, reading = read(path, FULL.replace(*change))
    assert [one.key for one in units] == KEYS
    assert (reading.header.kept, {one.kept for one in units}) == ((), {None})
    assert "phase-group" not in again(path, units, reading.header)


def test_a_changed_translation_is_put_in_and_all_else_stays(path):
    units, reading = read(path, FULL)
    units[0] = changed(units[0], "Не ⟦1⟧ви⟦/1⟧", "reviewed")

    written = again(path, units, reading.header)

    expected = FULL.replace('Да <g id="1">ти</g>', 'Не <g id="1">ви</g>').replace(
        'state="translated" state-q', 'state="signed-off" state-q'
    )
    one, other = same(expected, written)
    assert one == other
    assert next(one.state for one in read(path, written)[0]) == "reviewed"


def changed(one, text, state, language=""):
    language = language or (one.target.language if one.target else one.kept.header.target_language)
    target = replace(one.target or one.source, text=text, language=language)
    return replace(one, state=state, texts=(one.source, target))


@pytest.mark.parametrize("state", ["initial", "translated", "reviewed", "final"])
@pytest.mark.parametrize("place", range(6))
def test_how_far_a_unit_is_comes_back_wherever_it_was_said(path, place, state):
    units, reading = read(path, FULL)
    target = units[place].target.text if units[place].target else units[place].source.text
    units[place] = changed(units[place], target, state)

    now, _ = read(path, again(path, units, reading.header))

    assert [(one.key, one.state) for one in now] == [(one.key, one.state) for one in units]
    assert now[place].target.text == target


def test_a_segment_that_is_translated_leaves_its_neighbour_as_it_is(path):
    units, reading = read(path, FULL)
    units[5] = changed(units[5], "Two⟦1/⟧.", "translated")

    element = unit(again(path, units, reading.header), "4")

    assert [mark.text for mark in element.find("{*}target").iter("{*}mrk")] == ["One.", "Two"]
    assert element.find("{*}target").find(".//{*}x").attrib == {"id": "7", "{urn:t}k": "1"}
    assert [one.get("conf") for one in element.iter("{*}seg")] == ["Translated", "Translated"]


@pytest.mark.parametrize("state", ["reviewed", "final"])
def test_what_is_translated_in_part_is_not_approved(path, state):
    units, reading = read(path, SEGMENTS)
    units[0] = changed(units[0], "Једно.", state)

    element = unit(again(path, units, reading.header), "4")
    assert (element.get("approved"), element.find("{*}target").get("state")) == (None, "needs-translation")

    units[1] = changed(units[1], "Два.", state)
    element = unit(again(path, units, reading.header), "4")
    said = (element.get("approved"), element.find("{*}target").get("state"))
    assert said == {"reviewed": (None, "signed-off"), "final": ("yes", "translated")}[state]


def test_a_state_that_xliff_does_not_have_leaves_the_others_as_they_are(path):
    units, reading = read(path, FULL)
    units[0] = changed(units[0], "Не ⟦1⟧ви⟦/1⟧", "needs-review")

    target = unit(again(path, units, reading.header), "1").find("{*}target")

    assert (target.get("state"), target.find("{*}g").text) == ("translated", "ви")


@pytest.mark.parametrize("language", ["de", "sr-Latn", "sr-Cyrl", "sr-Cyrl-RS"])
@pytest.mark.parametrize("key", ["1/1", "1/2", "1/3"])
def test_a_translation_into_another_language_says_so(path, key, language):
    units, reading = read(path, FULL)
    place = KEYS.index(key)
    units[place] = changed(units[place], units[place].source.text, "translated", language)

    written = again(path, units, reading.header)

    assert read(path, written)[0][place].target.language == language
    assert unit(written, "1").find("{*}alt-trans") is not None
    assert len(etree.fromstring(written.encode()).findall(".//{*}trans-unit")) == FULL.count("<trans-unit")


def test_a_segment_in_another_language_is_a_unit_of_its_own_and_in_another_region_is_not(path):
    units, reading = read(path, SEGMENTS)
    near = [units[0], changed(units[1], "Два.", "translated", "sr-Cyrl"), units[2]]
    far = [units[0], changed(units[1], "Zwei.", "translated", "de"), units[2]]

    assert "<t:own/></trans-unit>\n  <!-- of 5 -->" in again(path, near, reading.header)
    now, _ = read(path, again(path, far, reading.header))
    assert [(one.key, one.target.language) for one in now[:2]] == [("4/1", "sr-Cyrl-RS"), ("4/2", "de")]


def test_segments_that_come_apart_are_written_once_and_as_they_are_now(path):
    units, reading = read(path, SEGMENTS)
    units[1] = changed(units[1], "Два.", "translated")

    written = again(path, [units[0], units[2], units[1], replace(units[2], key="6")], reading.header)

    once = ("<!-- of 4 -->", "<!-- of 5 -->", "Један.", "Два.")
    assert [written.count(words) for words in once] == [1, 1, 1, 1]
    assert [one.key for one in read(path, written)[0]] == ["4/1", "4/2", "5", "6"]


def test_a_unit_of_a_document_that_is_alike_is_a_new_one(path):
    units, _ = read(path, SEGMENTS)
    _, reading = read(path, SEGMENTS)

    written = again(path, units, reading.header)

    assert "t:own" not in written
    assert [one.key for one in read(path, written)[0]] == ["4/1", "4/2", "5"]


def test_an_element_of_another_tool_is_no_unit_whatever_it_is_called(path):
    own = '<t:trans-unit/><t:trans-unit id="8"><t:source>x</t:source></t:trans-unit>'
    text = SEGMENTS.replace("<!-- of 5 -->", own).replace("<t:own/>", f"<t:own>{own}<trans-unit/></t:own>")
    units, reading = read(path, text)

    assert ([one.key for one in units], reading.faults) == (["4/1", "4/2", "5"], [])
    one, other = same(text, again(path, units, reading.header))
    assert one == other


def test_nothing_is_kept_for_whoever_writes_nothing(path):
    path.write_text(FULL, "utf-8")
    reading = exchange.read(path, keep=False)
    assert [(one.key, one.kept) for one in reading] == [(key, None) for key in KEYS]
    assert reading.header.kept == ()


def test_a_translation_that_is_taken_away_is_gone(path):
    units, reading = read(path, FULL)
    units[3] = replace(units[3], texts=units[3].texts[:1], state="initial")

    now, _ = read(path, again(path, units, reading.header))

    assert (now[3].target, now[3].state) == (None, "initial")


def test_notes_and_attributes_that_are_changed_are_changed_and_no_others(path):
    units, reading = read(path, FULL)
    units[0] = replace(units[0], notes=("second", "third"), said={**units[0].said, "maxwidth": "5", "resname": "r"})

    element = unit(again(path, units, reading.header), "1")

    assert sorted(one.text for one in element.findall("{*}note")) == ["second", "third"]
    assert (element.get("maxwidth"), element.get("resname"), element.get("{urn:t}seen")) == ("5", "r", "yes")
    assert element.find("{*}alt-trans/{*}note").text == "alt"


def test_a_unit_with_another_source_or_another_key_of_a_segment_is_a_new_one(path):
    units, reading = read(path, FULL)
    units[0] = replace(units[0], texts=(replace(units[0].source, text="Krejt tjetër"), *units[0].texts[1:]))
    units[1] = replace(units[1], key="n2")
    units[4] = replace(units[4], key="n5")

    written = again(path, units, reading.header)

    assert unit(written, "1/1").find("{*}alt-trans") is None
    assert unit(written, "n2").find("{*}source").text == "Jo"
    assert [unit(written, key).find("{*}seg-source") for key in ("n5", "3/4/2")] == [None, None]
    assert [one.source.text for one in read(path, written)[0]] == [one.source.text for one in units]


def test_units_left_out_moved_or_added_make_a_valid_document(path):
    units, reading = read(path, FULL)
    new = pair("new", ("sq", "I ri"), ("sr-Cyrl", "Нов"))

    written = again(path, [new, units[5], units[3], units[0], units[2], units[1], units[4], new], reading.header)

    assert written.count("alt-trans") == 2
    ids = [one.get("id") for one in etree.fromstring(written.encode()).iter("{*}group")]
    assert len(ids) == len(set(ids))
    assert written.count('id="4"') == 2


def test_a_header_of_ones_own_makes_a_document_of_ones_own(path):
    units, _ = read(path, FULL)
    written = again(path, units, Header("sq", "sr-Cyrl", original="mine"))
    assert "urn:q" not in written
    assert "phase-name" not in written
    assert written.count("<file") == 1


def test_what_the_header_says_anew_is_written(path):
    text = FULL.replace("<t:between/>", "")
    text = text[: text.index('  <file original="pictures"')] + "</xliff>"
    units, reading = read(path, text)
    written = again(path, units, replace(reading.header, original="new.docx", version="v2", target_language="sr-Latn"))
    file = etree.fromstring(written.encode()).find("{*}file")
    said = [file.get(name) for name in ("original", "build-num", "source-language", "target-language", "tool-id")]
    assert said == ["new.docx", "v2", "SQ-al", "sr-Latn", "t1"]
    assert file.get("{urn:t}id") == "7"


def test_a_document_without_units_comes_back(path):
    start, end = FULL.index("<trans-unit id"), FULL.index('<group id="empty"')
    text = FULL[: FULL.index("<t:between/>")] + "</xliff>"
    text = text[:start] + "</group>" + text[end:]
    text = text[: text.index('<trans-unit id="3"')] + "<t:b/></bin-unit></body></file></xliff>"
    units, reading = read(path, text)
    assert units == []
    one, other = same(text, again(path, units, reading.header))
    assert one == other


@pytest.mark.parametrize(
    "broken", ["<trans-unit><source>x</source></trans-unit>", '<trans-unit id="9"><target/></trans-unit>']
)
def test_a_broken_unit_is_told_and_does_not_come_back(path, broken):
    units, reading = read(path, FULL.replace('<group id="empty">', f'{broken}<group id="empty">'))
    assert len(reading.faults) == 3
    one, other = same(FULL, again(path, units, reading.header))
    assert one == other


def test_marks_that_fit_no_code_are_not_written(path):
    units, reading = read(path, FULL)
    with pytest.raises(BadMarks):
        again(path, [changed(units[0], "⟦7⟧a", "translated")], reading.header)
    assert not path.with_name("again.xlf").exists()


def test_two_languages_of_it_and_no_others(path):
    path.write_text(FULL, "utf-8")
    reading = exchange.read(path, languages=("sq", "sr-Cyrl"))
    units = list(reading)
    assert [one.key for one in units] == ["1/1", "1/3", "1/4"]
    written = again(path, units, reading.header)
    assert unit(written, "1").find("{*}alt-trans") is not None
