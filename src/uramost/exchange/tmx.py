"""TMX 1.4b: translation memories of any size, read unit by unit.

Read are also the older versions (`lang` for `xml:lang`, `ut`), names in capitals, and files that call themselves
UTF-16. Written is TMX 1.4 as its document type has it. `check` looks at a file strictly, reading does not.
"""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final

from lxml import etree

from uramost.exchange import files, structure
from uramost.exchange.marks import BRACKETS, BadMarks, Numbers, Piece, assemble, attribute, codes_of, escape, take_apart
from uramost.exchange.markup import contents, end_tag, local, serialized, start_tag, words
from uramost.exchange.reading import Reading
from uramost.exchange.structure import XML, Fault
from uramost.exchange.tags import canonical, same
from uramost.exchange.tmx_shapes import SHAPES
from uramost.exchange.units import STATES, Code, Encoding, Header, Rejected, Text, Unit

STATE: Final = "x-uramost:state"
ORIGINAL: Final = "x-uramost:original"
VERSION: Final = "x-uramost:version"
OWN: Final = {STATE, ORIGINAL, VERSION}
KINDS: Final = {"bold": "bold", "italic": "italic", "underlined": "underline", "ulined": "underline", "link": "link",
                "lb": "break", "image": "image", "footnote": "note"}  # fmt: skip
"""Values of `type`, section 3.3 of the specification, and the kinds they are with us."""
TYPES: Final = {"bold": "bold", "italic": "italic", "underline": "ulined", "link": "link", "break": "lb",
                "image": "image"}  # fmt: skip

Bad = tuple[str, str]  # a rule and what stands there


class _BadUnit(Exception):
    def __init__(self, rule: str, value: str = "") -> None:
        super().__init__(rule)
        self.rule, self.value = rule, value


# Reading -------------------------------------------------------------------------------------------------------------


def units(reading: Reading) -> Iterator[Unit]:
    """The units of a memory; a unit without two texts, without a language or without a segment is skipped."""
    if files.first_element(reading.path)[0].lower() != "tmx":
        raise Rejected("not_this_format", found=files.first_element(reading.path)[0])
    for element in files.elements(reading.path, "header", "tu", progress=reading.progress):
        if local(element).lower() == "header":
            reading.header = _header(element)
            continue
        try:
            yield _unit(element, reading.header.source_language)
        except _BadUnit as bad:
            key = str(element.get("tuid", ""))
            reading.skip(Fault(bad.rule, structure.line(element), bad.value, key))


def _header(element: etree._Element) -> Header:
    properties, notes, said = _about(element)
    own = {**dict(properties), **_uramost(element)}
    return Header(
        source_language=canonical(str(element.get("srclang", ""))).replace("*ALL*", "").replace("*all*", ""),
        original=own.get(ORIGINAL, ""),
        version=own.get(VERSION, ""),
        tool=str(element.get("creationtool", "")),
        said=_said(element) | said,
        properties=properties,
        notes=notes,
        encodings=tuple(_encoding(child) for child in structure.elements(element) if local(child).lower() == "ude"),
    )


def _encoding(element: etree._Element) -> Encoding:
    return Encoding(_said(element), tuple(_said(one) for one in structure.elements(element)))


def _unit(element: etree._Element, language: str) -> Unit:
    numbers = Numbers()
    variants = [child for child in structure.elements(element) if local(child).lower() == "tuv"]
    if not variants:
        raise _BadUnit("bad_content", "tu")
    texts = [text for text in (_text(variant, numbers) for variant in variants) if text.text.strip()]
    if len(texts) < 2:
        raise _BadUnit("no_translation", " ".join(text.language for text in texts))
    language = canonical(str(element.get("srclang", ""))) or language
    texts.sort(key=lambda text: not (language and (text.language == language or same(text.language, language))))
    properties, notes, said = _about(element)
    state = _uramost(element).get(STATE, "")
    return Unit(
        key=str(element.get("tuid", "")),
        texts=tuple(texts),
        state=state if state in STATES else "",
        said=_said(element) | said,
        properties=properties,
        notes=notes,
        line=structure.line(element),
    )


def _text(element: etree._Element, numbers: Numbers) -> Text:
    said = _said(element)
    language = canonical(said.get("xml:lang") or said.get("lang") or "")
    if not language:
        raise _BadUnit("missing_attribute", "tuv xml:lang")
    segment = next((child for child in structure.elements(element) if local(child).lower() == "seg"), None)
    if segment is None:
        raise _BadUnit("bad_content", "tuv")
    text, codes = _marked(segment, numbers)
    properties, notes, about = _about(element)
    return Text(language, text, codes, said | about, properties, notes)


def _marked(segment: etree._Element, numbers: Numbers) -> tuple[str, tuple[Code, ...]]:
    if len(segment) == 0 and segment.text and not BRACKETS.search(segment.text):  # as most are
        return str(segment.text), ()
    names = {str(bpt.get("i")): str(bpt.get("x") or bpt.get("i")) for bpt in segment.iter("{*}bpt", "{*}BPT")}
    return assemble(list(_pieces(segment, names)), numbers, "tmx")


def _pieces(element: etree._Element, names: Mapping[str, str]) -> Iterator[str | Piece]:
    for part in contents(element):
        if isinstance(part, str):
            yield part
            continue
        name, native = local(part).lower(), words(part)
        kind = KINDS.get(str(part.get("type", "")).lower(), "other")
        for one in part.iter(tag=etree.Element):
            if ":" in local(one):
                raise _BadUnit("undeclared_prefix", local(one))
            one.tag = local(one).lower()
        if name == "hi":
            key = ("hi", part.get("x"))
            yield Piece("start", key, start_tag(part, ""), "", kind)
            yield from _pieces(part, names)
            yield Piece("end", key, end_tag(part, ""))
        elif name in ("bpt", "ept"):
            key = ("pair", names.get(str(part.get("i")), part.get("i")))
            yield Piece("start" if name == "bpt" else "end", key, serialized(part, ""), native, kind)
        else:
            kind = {"begin": "start", "end": "end"}.get(str(part.get("pos", "")), kind)
            yield Piece("alone", (name, part.get("x") or native), serialized(part, ""), native, kind)


def _said(element: etree._Element) -> dict[str, str]:
    return {str(name).replace(f"{{{XML}}}", "xml:").lower(): str(value) for name, value in element.attrib.items()}


def _about(element: etree._Element) -> tuple[tuple[tuple[str, str], ...], tuple[str, ...], dict[str, str]]:
    """Properties but our own, notes, and what is said about either, such as its language: `prop 0 xml:lang`."""
    properties: list[tuple[str, str]] = []
    notes: list[str] = []
    said: dict[str, str] = {}
    for child in structure.elements(element):
        name = local(child).lower()
        place = len(notes if name == "note" else properties)
        if name == "prop" and child.get("type") not in OWN:
            properties.append((str(child.get("type", "")), words(child)))
        elif name == "note":
            notes.append(words(child))
        else:
            continue
        said |= {f"{name} {place} {key}": value for key, value in _said(child).items() if key != "type"}
    return tuple(properties), tuple(notes), said


def _uramost(element: etree._Element) -> dict[str, str]:
    """What this program has written into properties of its own."""
    found = (child for child in structure.elements(element) if local(child).lower() == "prop")
    return {str(child.get("type")): words(child) for child in found if child.get("type") in OWN}


# Writing -------------------------------------------------------------------------------------------------------------


def write(path: Path, given: Iterable[Unit], header: Header) -> int:
    """Write a memory; how many units. Raises `BadMarks` for a text whose marks fit no code; then nothing is written."""
    return files.write_pieces(path, lines(given, header)) - 2  # head and end are no units


def lines(given: Iterable[Unit], header: Header) -> Iterator[str]:
    """A memory piece by piece: its head, its units one by one, its end."""
    own = [(ORIGINAL, header.original), (VERSION, header.version)]
    about = _about_xml((*header.properties, *(one for one in own if one[1])), header.notes, header.said)
    about += "".join(map(_encoding_xml, header.encodings))
    said = {
        "creationtool": header.tool or "UraMost",
        "creationtoolversion": "1",
        "segtype": "sentence",
        "o-tmf": "UraMost",
        "adminlang": "en",
        "datatype": "plaintext",
        **header.said,
        "srclang": header.source_language or "*all*",
    }
    yield (
        '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE tmx SYSTEM "tmx14.dtd">\n<tmx version="1.4">\n'
        f"<header{_attributes('header', said)}>{about}</header>\n<body>\n"
    )
    for unit in given:
        yield unit_xml(unit, header.source_language)
    yield "</body>\n</tmx>\n"


def unit_xml(unit: Unit, language: str = "") -> str:
    """One unit; `language` is that of the source as the header says it."""
    said = {**unit.said, **({"tuid": unit.key} if unit.key else {})}
    said.pop("srclang", None)
    if not (language and same(unit.source.language, language)):
        said["srclang"] = unit.source.language
    about = _about_xml((*unit.properties, *([(STATE, unit.state)] if unit.state else [])), unit.notes, unit.said)
    variants = "".join(_variant_xml(text, unit.source) for text in unit.texts if text.text)
    return f"<tu{_attributes('tu', said)}>{about}{variants}</tu>\n"


def _variant_xml(text: Text, source: Text) -> str:
    said = {name: value for name, value in text.said.items() if name != "lang"}
    if canonical(said.get("xml:lang", "")) != text.language:
        said["xml:lang"] = text.language
    inside = "".join(_code_xml(*part) if isinstance(part, tuple) else escape(part) for part in _parts(text, source))
    return (
        f"<tuv{_attributes('tuv', said)}>{_about_xml(text.properties, text.notes, text.said)}<seg>{inside}</seg></tuv>"
    )


def _parts(text: Text, source: Text) -> Iterable[str | tuple[str, Code]]:
    return take_apart(text.text, codes_of(text, source)) if "⟦" in text.text or "⟧" in text.text else (text.text,)


def _code_xml(role: str, code: Code) -> str:
    if code.form == "text":
        return escape(code.raw[0])
    if code.form == "tmx":
        return code.raw[1] if role == "end" else code.raw[0]
    number, of_type = code.number, f' type="{TYPES[code.kind]}"' if code.kind in TYPES else ""
    if role == "start":
        return f'<bpt i="{number}" x="{number}"{of_type}>{escape(code.open)}</bpt>'
    if role == "end":
        return f'<ept i="{number}">{escape(code.close)}</ept>'
    if code.kind in ("start", "end"):
        return f'<it pos="{"begin" if code.kind == "start" else "end"}" x="{number}">{escape(code.open)}</it>'
    return f'<ph x="{number}"{of_type}>{escape(code.open)}</ph>'


def _attributes(name: str, said: Mapping[str, str]) -> str:
    """Those that the document type has; what a tool has added of its own would make the file invalid."""
    known = SHAPES[name].attributes.replace("!", "").split()
    return "".join(f' {key}="{attribute(said[key])}"' for key in known if key in said)


def _about_xml(properties: Iterable[tuple[str, str]], notes: Iterable[str], said: Mapping[str, str]) -> str:
    def more(name: str, place: int) -> str:
        begin = f"{name} {place} "
        if not any(key.startswith(begin) for key in said):  # as nearly always
            return ""
        return _attributes(name, {key.removeprefix(begin): said[key] for key in said if key.startswith(begin)})

    return "".join(f"<note{more('note', n)}>{escape(note)}</note>" for n, note in enumerate(notes)) + "".join(
        f'<prop type="{attribute(name)}"{more("prop", n)}>{escape(value)}</prop>'
        for n, (name, value) in enumerate(properties)
    )


def _encoding_xml(encoding: Encoding) -> str:
    """One without a name, or that says nothing of any sign, would make the file invalid."""
    maps = "".join(f"<map{_attributes('map', said)}/>" for said in encoding.maps if "unicode" in said)
    return f"<ude{_attributes('ude', encoding.said)}>{maps}</ude>" if maps and "name" in encoding.said else ""


# Checking ------------------------------------------------------------------------------------------------------------


def check(path: Path) -> Iterator[Fault]:
    """What is not as TMX 1.4b has it, unit by unit; the frame (tmx, header, body) is looked at too."""
    name, home = files.first_element(path)
    if name != "tmx" or home:
        yield Fault("not_tmx", 1, name)
        return
    top = None
    for element in files.elements(path, "header", "tu"):
        top = element.getroottree().getroot()
        key = str(element.get("tuid", "")) if local(element) == "tu" else ""
        for fault in structure.examine(element, SHAPES):
            yield Fault(fault.rule, fault.line, fault.value, key)
        if local(element) == "tu":
            yield from (Fault(rule, structure.line(element), value, key) for rule, value in _pairs(element))
    if top is None or top.get("version") != "1.4":
        yield Fault("bad_value", 1, f"version={top.get('version') if top is not None else ''}")


def _pairs(unit: etree._Element) -> Iterator[Bad]:
    """Section 3.3: every bpt has its ept in the same segment, and `i` is different for each pair."""
    for segment in unit.iter("seg"):
        starts = [str(one.get("i")) for one in segment.iter("bpt")]
        ends = [str(one.get("i")) for one in segment.iter("ept")]
        if len(set(starts)) < len(starts):
            yield "bpt_twice", " ".join(starts)
        if sorted(starts) != sorted(ends):
            yield "bpt_without_ept", " ".join({*starts} ^ {*ends})


__all__ = ["BadMarks", "check", "lines", "unit_xml", "units", "write"]
