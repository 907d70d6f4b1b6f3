"""XLIFF 2: for every rule a document that keeps it and one that breaks it, all our own."""

import pytest
from lxml import etree

from uramost.exchange.xliff21_rules import FILE_RULES, RULES, SHAPE_RULES, examine
from uramost.exchange.xliff21_shapes import FS, FS_VALUES, XLIFF2

VAL = "urn:oasis:names:tc:xliff:validation:2.0"
FIXED = 'canDelete="no" canCopy="no"'


def document(files, top='srcLang="sq" trgLang="sr-Cyrl"'):
    names = f'xmlns="{XLIFF2}" xmlns:fs="{FS}" xmlns:my="urn:example:mine" xmlns:val="{VAL}"'
    return f'<xliff {names} version="2.1" {top}>{files}</xliff>'


def file(inside, said=""):
    return document(f'<file id="f1"{said}>{inside}</file>')


def unit(inside, before="", said=""):
    return file(f'<unit id="u1"{said}>{before}{inside}</unit>')


def segment(source, target=None, said=""):
    translated = "" if target is None else f"<target>{target}</target>"
    return f"<segment{said}><source>{source}</source>{translated}</segment>"


def text(source, target=None):
    return unit(segment(source, target))


ONE = segment("Një")
DATA = '<originalData><data id="d1">&lt;br/&gt;</data></originalData>'
NOTE = '<notes><note id="n1">Shih nenin 5</note></notes>'
PAIR = '<sc id="1"{0}/>Një<ec startRef="1"{1}/>'


def placed(words, order):
    return segment(words, words).replace("<target>", f'<target order="{order}">')


def pair(start, end):
    return text(PAIR.format(f" {start}", f" {end}"))


FIRST, WITH_IT, FREE = (
    f'<ph id="1" canReorder="firstNo" {FIXED}/>',
    f'<ph id="2" canReorder="no" {FIXED}/>',
    '<ph id="3"/>',
)


EXAMPLES = {
    # rule: what keeps it, what breaks it
    "unknown_element": (text('<ph id="1"/>'), text('<ph id="1"/><zz/>')),
    "unknown_attribute": (unit(segment("Një", said=' id="s1"')), unit(segment("Një", said=' translate="no"'))),
    "missing_attribute": (file(f'<unit id="u1">{ONE}</unit>'), file(f"<unit>{ONE}</unit>")),
    "bad_value": (unit(segment("Një", "Један", ' state="final"')), unit(segment("Një", "Један", ' state="done"'))),
    "bad_content": (unit(ONE), unit("<ignorable><source> </source></ignorable>")),
    "stray_text": (unit(ONE), unit(f"Një{ONE}")),
    "id_twice": (text('<ph id="1"/><ph id="2"/>'), text('<ph id="1"/><ph id="1"/>')),
    "target_id_twice": (text("Një", '<ph id="1"/><ph id="2"/>'), text("Një", '<ph id="1"/><ph id="1"/>')),
    "target_id_of_other": (
        text('<ph id="1"/>', '<ph id="1"/>'),
        text('<ph id="1"/>', '<mrk id="1" translate="no">x</mrk>'),
    ),
    "data_id_twice": (unit(ONE, DATA), unit(ONE, DATA.replace("</data>", '</data><data id="d1">x</data>'))),
    "no_target_language": (
        text("Një", "Један"),
        text("Një", "Један").replace(' trgLang="sr-Cyrl"', ""),
    ),
    "source_language": (
        unit(segment("Një").replace("<source>", '<source xml:lang="SQ">')),
        unit(ONE, said=' xml:lang="en"'),
    ),
    "target_language": (
        unit(segment("Një", "Један").replace("<target>", '<target xml:lang="sr-cyrl">')),
        unit(segment("Një", "Један").replace("<target>", '<target xml:lang="bs">')),
    ),
    "space_differs": (
        unit(segment("Një", "Један"), said=' xml:space="preserve"'),
        unit(segment("Një", "Један").replace("<target>", '<target xml:space="preserve">')),
    ),
    "order": (
        unit(placed("1", 2) + placed("2", 1)),
        unit(placed("1", 2) + segment("2", "2")),
    ),
    "substate_without_state": (
        unit(segment("Një", "Један", ' state="final" subState="my:x"')),
        unit(segment("Një", "Један", ' subState="my:x"')),
    ),
    "state_without_target": (
        unit(segment("Një", "Један", ' state="final"')),
        unit(segment("Një", said=' state="final"')),
    ),
    "comment": (
        unit(segment('<mrk id="1" type="comment" ref="#n=n1">Një</mrk>'), NOTE),
        unit(segment('<mrk id="1" type="comment" ref="#n=n2">Një</mrk>'), NOTE),
    ),
    "fragment": (
        text('<mrk id="1" type="term" ref="#/f=f1/u=u1/1">Një</mrk>'),
        text('<mrk id="1" type="term" ref="#/u=u1/f=f1">Një</mrk>'),
    ),
    "cp_hex": (text('<cp hex="001F"/>'), text('<cp hex="0041"/>')),
    "sc_without_ec": (text(PAIR.format("", "")), text('<sc id="1"/>Një')),
    "sc_isolated": (text('<sc id="1" isolated="yes"/>Një'), pair('isolated="yes"', "")),
    "ec_isolated": (text('Një<ec id="1" isolated="yes"/>'), text('<sc id="1"/>Një<ec startRef="1" isolated="yes"/>')),
    "ec_start_ref": (text(PAIR.format("", "")), text('Një<ec id="1"/>')),
    "ec_before_sc": (text(PAIR.format("", "")), text('<ec startRef="1"/>Një<sc id="1"/>')),
    "em_before_sm": (
        text('<sm id="1" translate="no"/>Një<em startRef="1"/>'),
        text('<em startRef="1"/>Një<sm id="1" translate="no"/>'),
    ),
    "sm_without_em": (text('<sm id="1" translate="no"/>Një<em startRef="1"/>'), text('<sm id="1" translate="no"/>Një')),
    "ec_canCopy": (pair('canCopy="no"', 'canCopy="no"'), pair('canCopy="no"', 'canCopy="yes"')),
    "ec_canDelete": (pair('canDelete="no"', ""), pair("", 'canDelete="no"')),
    "ec_canOverlap": (pair('canOverlap="no"', 'canOverlap="no"'), pair('canOverlap="no"', 'canOverlap="yes"')),
    "ec_canReorder": (
        pair(f'canReorder="firstNo" {FIXED}', f'canReorder="no" {FIXED}'),
        pair(f'canReorder="firstNo" {FIXED}', f'canReorder="firstNo" {FIXED}'),
    ),
    "ec_copyOf": (
        text('<pc id="9">x</pc>' + PAIR.format(' copyOf="9"', ' copyOf="9"')),
        text('<pc id="9">x</pc><pc id="8">y</pc>' + PAIR.format(' copyOf="9"', ' copyOf="8"')),
    ),
    "ec_type": (pair('type="fmt"', 'type="fmt"'), pair('type="fmt"', 'type="ui"')),
    "ec_subType": (
        pair('type="fmt" subType="xlf:b"', 'type="fmt" subType="xlf:b"'),
        pair('type="fmt" subType="xlf:b"', 'type="fmt" subType="xlf:i"'),
    ),
    "ec_dir": (pair('dir="ltr"', 'dir="ltr"'), pair('dir="ltr"', 'dir="rtl"')),
    "copy_of_unknown": (text('<ph id="1"/><ph id="2" copyOf="1"/>'), text('<ph id="1"/><ph id="2" copyOf="7"/>')),
    "copy_of_uncopyable": (
        text('<ph id="1" canDelete="no"/><ph id="2" copyOf="1"/>'),
        text('<ph id="1" canCopy="no"/><ph id="2" copyOf="1"/>'),
    ),
    "copy_of_with_data": (
        unit(segment('<ph id="1" dataRef="d1"/><ph id="2" copyOf="1"/>'), DATA),
        unit(segment('<ph id="1" dataRef="d1"/><ph id="2" copyOf="1" dataRef="d1"/>'), DATA),
    ),
    "data_ref": (unit(segment('<ph id="1" dataRef="d1"/>'), DATA), unit(segment('<ph id="1" dataRef="d2"/>'), DATA)),
    "sub_flows": (
        file(f'<unit id="u2">{ONE}</unit><unit id="u1">{segment("""<ph id="1" subFlows="u2"/>""")}</unit>'),
        text('<ph id="1" subFlows="u2"/>'),
    ),
    "subtype_without_type": (text('<ph id="1" type="fmt" subType="my:x"/>'), text('<ph id="1" subType="my:x"/>')),
    "subtype_of_other_type": (
        text('<ph id="1" type="ui" subType="xlf:var"/>'),
        text('<ph id="1" type="ui" subType="xlf:lb"/>'),
    ),
    "lost_code": (
        text('<ph id="1" canDelete="no"/>', '<ph id="1" canDelete="no"/>'),
        text('<ph id="1" canDelete="no"/>', "x"),
    ),
    "movable_parts": (
        text(f'<ph id="1" canReorder="firstNo" {FIXED}/>'),
        text('<ph id="1" canReorder="firstNo" canCopy="no"/>'),
    ),
    "no_first": (
        text(f'<ph id="1" canReorder="firstNo" {FIXED}/><ph id="2" canReorder="no" {FIXED}/>'),
        text(f'<ph id="1"/><ph id="2" canReorder="no" {FIXED}/>'),
    ),
    "reordered": (
        text(FIRST + WITH_IT + FREE, FREE + FIRST + WITH_IT),
        text(FIRST + WITH_IT + FREE, FIRST + FREE + WITH_IT),
    ),
    "fs_attribute": (unit(ONE, said=' fs:fs="p" fs:subFs="class,x"'), unit(ONE, said=' fs:subFs="class,x"')),
    "module_on_ec": (pair('fs:fs="b"', ""), pair('fs:fs="b"', 'fs:fs="b"')),
    "not_xliff": (unit(ONE), unit(ONE).replace(XLIFF2, "urn:example:other")),
    "file_id_twice": (
        document(f'<file id="f1"><unit id="1">{ONE}</unit></file><file id="f2"><unit id="1">{ONE}</unit></file>'),
        document(f'<file id="f1"><unit id="1">{ONE}</unit></file><file id="f1"><unit id="1">{ONE}</unit></file>'),
    ),
    "group_id_twice": (file('<group id="g1"/><group id="g2"/>'), file('<group id="g1"><group id="g1"/></group>')),
    "unit_id_twice": (
        file(f'<unit id="u1">{ONE}</unit><unit id="u2">{ONE}</unit>'),
        file(f'<unit id="u1">{ONE}</unit><unit id="u1">{ONE}</unit>'),
    ),
    "note_id_twice": (unit(ONE, NOTE), unit(ONE, NOTE.replace("</note>", '</note><note id="n1">x</note>'))),
    "extension_id_twice": (
        unit(ONE, '<my:a id="a"><my:b id="b"/></my:a>'),
        unit(ONE, '<my:a id="a"><my:b xml:id="a"/></my:a>'),
    ),
    "skeleton": (
        file(f'<skeleton href="a.skl"/><unit id="u1">{ONE}</unit>'),
        file(f'<skeleton href="a.skl">x</skeleton><unit id="u1">{ONE}</unit>'),
    ),
    "unknown_module_element": (
        unit(ONE, '<val:validation><val:rule isPresent="x"/></val:validation>'),
        unit(ONE, "<val:regel/>"),
    ),
}


def rules_broken(xml):
    return {fault.rule for fault in examine(etree.fromstring(xml))}


@pytest.mark.parametrize("rule", EXAMPLES)
def test_a_document_that_keeps_a_rule_passes_and_one_that_breaks_it_is_named(rule):
    keeps, breaks = EXAMPLES[rule]
    assert rules_broken(keeps) == set()
    assert rule in rules_broken(breaks)


def test_every_rule_has_its_two_documents():
    assert set(EXAMPLES) == {rule.name for rule in RULES} | set(FILE_RULES) | set(SHAPE_RULES)


@pytest.mark.parametrize(
    "xml",
    [
        unit(ONE, said=' fs:fs="blink"'),
        unit(ONE, said=' fs:fs="p" fs:other="x"'),
        text('<mrk id="1" type="comment">Një</mrk>'),
        text('<mrk id="1" type="comment" value="x" ref="#n=n1">Një</mrk>'),
        text('<mrk id="1" type="term" ref="#a/b">Një</mrk>'),
        text('<mrk id="1" type="term" ref="#zz=a">Një</mrk>'),
        text('<cp hex="110000"/>'),
        text('<ph id="a b"/>'),
        file("", ""),
        document(""),
        file(f'<unit id="u1">{ONE}</unit><my:late/>'),
        unit(segment('<pc id="1" my:x="y">Një</pc>')),
        document(f'<file id="f1"><unit id="1">{ONE}</unit></file>', 'srcLang="x"'),
        text('<pc id="1"><ph id="2" canReorder="no" canDelete="no" canCopy="no"/></pc>'),
    ],
)
def test_other_ways_to_break_them(xml):
    assert rules_broken(xml)


def test_a_half_translated_unit_may_wait_for_the_rest_of_its_codes():
    parts = segment('<sc id="1"/>Një', '<sc id="1"/>Један') + segment('dy<ec startRef="1"/>')
    assert rules_broken(unit(parts)) == set()


def test_a_fault_tells_its_line_and_its_unit():
    xml = document(
        f'<file id="f1">\n<unit id="a">{ONE}</unit>\n<unit id="b">\n{segment("""<ec id="1"/>""")}</unit></file>'
    )
    (fault,) = examine(etree.fromstring(xml))
    assert (fault.rule, fault.line, fault.unit, fault.value) == ("ec_start_ref", 4, "b", "ec 1")


def test_the_elements_of_html_that_a_format_may_name_are_names():
    assert {"p", "b", "h6", "table"} <= FS_VALUES
    assert all(name.isalnum() for name in FS_VALUES)
