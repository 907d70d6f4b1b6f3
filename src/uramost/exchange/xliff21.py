"""XLIFF 2.1 (and 2.0): read after every constraint of the core has been looked at, written so that they hold.

A unit is a segment; its key is the id of the unit, and if the unit has several segments, a slash and the id or the
place of the segment. What is left between segments (ignorable) is passed over. `fill` puts translations into a file
of another tool and leaves all else as it was.
"""

import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final

from lxml import etree

from uramost.exchange import files, structure
from uramost.exchange.marks import Numbers, Piece, assemble, attribute, codes_of, escape, take_apart
from uramost.exchange.markup import contents, end_tag, local, namespace, serialized, start_tag, words
from uramost.exchange.reading import Reading
from uramost.exchange.structure import NMTOKEN, XML, Fault
from uramost.exchange.tags import canonical
from uramost.exchange.units import Code, Header, Rejected, Text, Unit
from uramost.exchange.xliff21_rules import examine
from uramost.exchange.xliff21_shapes import MDA, XLIFF2
from uramost.exchange.xliff21_unit import key_of

FORGIVEN: Final = frozenset([("unknown_attribute", "segment xml:space")])
"""Slips that `check` names and reading passes over: translate-toolkit and so Weblate write this one everywhere."""
KINDS: Final = {"xlf:b": "bold", "xlf:i": "italic", "xlf:u": "underline", "xlf:lb": "break"}
BY_TYPE: Final = {"link": "link", "image": "image"}
TYPES: Final = {
    "bold": ' type="fmt" subType="xlf:b"',
    "italic": ' type="fmt" subType="xlf:i"',
    "underline": ' type="fmt" subType="xlf:u"',
    "break": ' type="fmt" subType="xlf:lb"',
    "link": ' type="link"',
    "image": ' type="image"',
}
NOT_A_TOKEN: Final = re.compile(r"[^\w.:-]")
REFERRING: Final = re.compile(r'<mrk [^>]*\bref="#')
STARTED: Final = re.compile(r'\bstartRef="([^"]*)"')
EMPTY: Final = "·"  # the id of a unit whose key is empty
ESCAPED: Final = re.compile("·([0-9a-f]+)·")


# Reading -------------------------------------------------------------------------------------------------------------


def units(reading: Reading) -> Iterator[Unit]:
    """The segments of a document. One that breaks a constraint as a whole is refused, else the unit is skipped."""
    top = files.whole(reading.path)
    if local(top) != "xliff" or namespace(top) != XLIFF2:
        raise Rejected("not_this_format", found=local(top))
    faults: dict[str, list[Fault]] = {}
    for fault in examine(top, FORGIVEN):
        if not fault.unit:
            raise Rejected("invalid", rule=fault.rule, line=fault.line, value=fault.value)
        faults.setdefault(fault.unit, []).append(fault)
    reading.header = header = _header(top)
    found = list(top.iterfind(f"{{{XLIFF2}}}file"))
    for number, file in enumerate(found, start=1):
        for element in file.iterdescendants(tag=f"{{{XLIFF2}}}unit"):
            key = token_key(str(element.get("id")))
            if (broken := faults.get(key_of(element))) is not None:
                reading.skip(*broken)
            else:
                yield from _units(element, key if len(found) == 1 else f"{number}/{key}", header)
        if reading.progress:
            reading.progress(number, len(found))


def _header(top: etree._Element) -> Header:
    file = top.find(f"{{{XLIFF2}}}file")
    metas = {} if file is None else {str(one.get("type")): words(one) for one in _own_metadata(file)}
    return Header(
        source_language=canonical(str(top.get("srcLang", ""))),
        target_language=canonical(str(top.get("trgLang", ""))),
        original="" if file is None else str(file.get("original", "")),
        version=metas.get("version", ""),
        tool=metas.get("tool", ""),
    )


def _own_metadata(file: etree._Element) -> Iterator[etree._Element]:
    for group in file.iterfind(f"{{{MDA}}}metadata/{{{MDA}}}metaGroup"):
        if group.get("category") == "document":
            yield from group.iterfind(f"{{{MDA}}}meta")


def _segments(element: etree._Element, key: str) -> Iterator[tuple[str, etree._Element]]:
    """The segments of a unit, each with its key."""
    found = [one for one in structure.elements(element) if local(one) == "segment"]
    for place, segment in enumerate(found, start=1):
        yield (key if len(found) == 1 else f"{key}/{segment.get('id') or place}"), segment


def _units(element: etree._Element, key: str, header: Header) -> Iterator[Unit]:
    data = {
        str(one.get("id")): (words(one), serialized(one, XLIFF2))
        for one in element.iterfind(f"{{{XLIFF2}}}originalData/{{{XLIFF2}}}data")
    }
    notes = tuple(words(one) for one in element.iterfind(f"{{{XLIFF2}}}notes/{{{XLIFF2}}}note"))
    for own_key, segment in _segments(element, key):
        numbers = Numbers()
        source, target = segment.find(f"{{{XLIFF2}}}source"), segment.find(f"{{{XLIFF2}}}target")
        texts = [] if source is None else [_text(source, numbers, header.source_language, data)]
        if target is not None:
            texts.append(_text(target, numbers, header.target_language, data))
        said = {str(name): str(value) for name, value in segment.attrib.items() if name in ("subState", "canResegment")}
        state = str(segment.get("state", "initial"))
        yield Unit(own_key, tuple(texts), state, said, notes=notes, line=structure.line(segment))


def _text(element: etree._Element, numbers: Numbers, language: str, data: Mapping[str, tuple[str, str]]) -> Text:
    text, codes = assemble(list(_pieces(element, data)), numbers, "xliff21")
    return Text(language, text, codes)


def _pieces(element: etree._Element, data: Mapping[str, tuple[str, str]]) -> Iterator[str | Piece]:
    for part in contents(element):
        if isinstance(part, str):
            yield part
            continue
        name, ident = local(part), str(part.get("startRef") or part.get("id") or "")
        kind = KINDS.get(str(part.get("subType")), BY_TYPE.get(str(part.get("type")), "other"))
        natives = [_native(part, named, data) for named in ("dataRef", "dataRefStart", "dataRefEnd")]
        own = tuple((ref, data[ref][1]) for ref in dict.fromkeys(ref for ref, _ in natives if ref in data))
        if name in ("pc", "mrk"):
            key = (name, ident)
            yield Piece("start", key, start_tag(part, XLIFF2), natives[1][1], kind if name == "pc" else "mark", own)
            yield from _pieces(part, data)
            yield Piece("end", key, end_tag(part, XLIFF2), natives[2][1])
        elif name in ("sc", "sm"):
            yield Piece("start", (name[1], ident), serialized(part, XLIFF2), natives[0][1], kind, own)
        elif name in ("ec", "em"):
            yield Piece("end", (name[1], ident), serialized(part, XLIFF2), natives[0][1], kind, own)
        else:
            yield Piece("alone", (name, ident), serialized(part, XLIFF2), natives[0][1], kind, own)


def _native(part: etree._Element, name: str, data: Mapping[str, tuple[str, str]]) -> tuple[str, str]:
    """The id of data that a code refers to, and the code itself."""
    ref = str(part.get(name, ""))
    shown = str(part.get(name.replace("dataRef", "equiv"), part.get(name.replace("dataRef", "disp"), "")))
    return ref, data[ref][0] if ref in data else shown


# Writing -------------------------------------------------------------------------------------------------------------


def write(path: Path, given: Iterable[Unit], header: Header) -> int:
    """Write a document with one file; how many units. Raises `BadMarks`, and then nothing is written."""
    return files.write_pieces(path, _pieces_of(given, header)) - 2  # head and end are no units


def _pieces_of(given: Iterable[Unit], header: Header) -> Iterator[str]:
    yield _head(header)
    units = map(unit_xml, given)
    first = next(units, None)
    if first is not None:
        yield first
        yield from units
    empty = '<group id="none"/>\n' if first is None else ""  # a file has a unit or a group
    yield f"{empty}</file>\n</xliff>\n"


def _head(header: Header) -> str:
    target = f' trgLang="{attribute(header.target_language)}"' if header.target_language else ""
    original = f' original="{attribute(header.original)}"' if header.original else ""
    metas = "".join(
        f'<mda:meta type="{name}">{escape(value)}</mda:meta>'
        for name, value in (("tool", header.tool), ("version", header.version))
        if value
    )
    own = f'<mda:metadata><mda:metaGroup category="document">{metas}</mda:metaGroup></mda:metadata>\n' if metas else ""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<xliff xmlns="{XLIFF2}" xmlns:mda="{MDA}" version="2.1" '
        f'srcLang="{attribute(header.source_language or "und")}"{target}>\n'
        f'<file id="f1"{original} xml:space="preserve">\n{own}'
    )


def unit_xml(unit: Unit) -> str:
    data: dict[str, str] = {}
    source = text_xml(unit.source, unit.source, data)
    target = "" if unit.target is None else f"<target>{text_xml(unit.target, unit.source, data)}</target>"
    said = dict(unit.said) if target else {}
    state = unit.state if target and unit.state else ""
    shown = (f' state="{state}"' if state else "") + "".join(
        f' {name}="{attribute(said[name])}"'
        for name in ("subState", "canResegment")
        if name in said and (state or name != "subState")
    )
    notes = "".join(f"<note>{escape(note)}</note>" for note in unit.notes)
    return (
        f'<unit id="{attribute(key_token(unit.key))}">'
        + (f"<notes>{notes}</notes>" if notes else "")
        + (f"<originalData>{''.join(data.values())}</originalData>" if data else "")
        + f"<segment{shown}><source>{source}</source>{target}</segment></unit>\n"
    )


def text_xml(text: Text, source: Text, data: dict[str, str]) -> str:
    """A text with its codes; what they stand for in the document is added to `data`, id → XML. Raises `BadMarks`."""
    parts = take_apart(text.text, codes_of(text, source))
    return "".join(escape(part) if isinstance(part, str) else _code_xml(*part, data) for part in parts)


def _code_xml(role: str, code: Code, data: dict[str, str]) -> str:
    if code.form == "text":
        return escape(code.raw[0])
    if code.form == "xliff21":
        return _own_xml(role, code, data)
    if role == "end":
        return "</pc>"
    kind = TYPES.get(code.kind, "")
    if role == "start":
        refs = _refs(
            data, ("dataRefStart", f"c{code.number}a", code.open), ("dataRefEnd", f"c{code.number}b", code.close)
        )
        return f'<pc id="c{code.number}"{kind}{refs}>'
    return f'<ph id="c{code.number}"{kind}{_refs(data, ("dataRef", f"c{code.number}", code.open))}/>'


def _own_xml(role: str, code: Code, data: dict[str, str]) -> str:
    """A code as it was read, in a unit of its own: what it belonged to or referred to may be in another one now."""
    raw = code.raw[1] if role == "end" else code.raw[0]
    if REFERRING.match(code.raw[0]) or raw.startswith(("<sm", "<em")):
        return ""  # an annotation: no word of the text
    data.update(code.data)
    if code.kind == "start" and raw.startswith("<sc ") and "isolated=" not in raw:
        return raw.replace("<sc ", '<sc isolated="yes" ', 1)
    if code.kind == "end" and raw.startswith("<ec "):
        return STARTED.sub(r'id="\1" isolated="yes"', raw)
    return raw


def _refs(data: dict[str, str], *wanted: tuple[str, str, str]) -> str:
    shown = ""
    for name, ident, native in wanted:
        if native:
            data[ident] = f'<data id="{ident}">{escape(native)}</data>'
            shown += f' {name}="{ident}"'
    return shown


def key_token(key: str) -> str:
    """A key as an id: what an id cannot hold is written by its number between dots."""
    return NOT_A_TOKEN.sub(lambda sign: f"·{ord(sign[0]):x}·", key) or EMPTY


def token_key(ident: str) -> str:
    """The key an id stands for; what looks like the number of a sign and is none stays as it is."""
    return ESCAPED.sub(_sign, ident) if ident != EMPTY else ""


def _sign(found: re.Match[str]) -> str:
    number = int(found[1], 16)
    return chr(number) if number <= sys.maxunicode and not 0xD800 <= number <= 0xDFFF else found[0]


# Into a file of another tool -----------------------------------------------------------------------------------------


def fill(original: Path, path: Path, translations: Mapping[str, Unit]) -> int:
    """Write `original` again with the targets of these units (by key) in it; how many were put in.

    The result is checked: raises `Rejected` (invalid) rather than write a file that breaks a constraint.
    """
    top = files.whole(original)
    found = list(top.iterfind(f"{{{XLIFF2}}}file"))
    done = 0
    for number, file in enumerate(found, start=1):
        for element in file.iterdescendants(tag=f"{{{XLIFF2}}}unit"):
            key = token_key(str(element.get("id")))
            for own_key, segment in _segments(element, key if len(found) == 1 else f"{number}/{key}"):
                if own_key in translations and translations[own_key].target is not None:
                    _put(segment, translations[own_key])
                    done += 1
    for fault in examine(top, FORGIVEN):
        raise Rejected("invalid", rule=fault.rule, line=fault.line, value=fault.value)
    with files.written(path) as out:
        out.write('<?xml version="1.0" encoding="UTF-8"?>\n' + etree.tostring(top, encoding="unicode") + "\n")
    return done


def _put(segment: etree._Element, unit: Unit) -> None:
    """The translation of a segment; a code that the source does not have cannot come in, for its data would lack."""
    source = segment.find(f"{{{XLIFF2}}}source")
    target = segment.find(f"{{{XLIFF2}}}target")
    if target is None:
        target = etree.SubElement(segment, f"{{{XLIFF2}}}target")
        space = None if source is None else source.get(f"{{{XML}}}space")
        if space is not None:
            target.set(f"{{{XML}}}space", space)
    inside = text_xml(unit.target, unit.source, {}) if unit.target else ""
    parsed = etree.fromstring(f'<t xmlns="{XLIFF2}">{inside}</t>')
    for child in list(target):
        target.remove(child)
    target.text = parsed.text
    target.extend(list(parsed))
    if unit.state:
        segment.set("state", unit.state)


def check(path: Path) -> Iterator[Fault]:
    """What breaks a constraint of the specification, with the name of the rule."""
    yield from examine(files.whole(path))


__all__ = ["NMTOKEN", "check", "fill", "key_token", "token_key", "unit_xml", "units", "write"]
