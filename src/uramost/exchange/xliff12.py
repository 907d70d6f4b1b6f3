"""XLIFF 1.2, also as OmegaT, Weblate, memoQ and Trados write it (mqxliff, sdlxliff).

A unit is a trans-unit, or where it is segmented (seg-source) each of its segments. What other tools add in namespaces
of their own is passed over in reading; `fill` puts translations into such a file and leaves all else as it was.
"""

from collections.abc import Iterable, Iterator, Mapping
from copy import deepcopy
from itertools import chain
from pathlib import Path
from typing import Final

from lxml import etree

from uramost.exchange import files, structure
from uramost.exchange.marks import Numbers, Piece, assemble, attribute, codes_of, escape, take_apart
from uramost.exchange.markup import contents, end_tag, local, namespace, serialized, start_tag, words
from uramost.exchange.reading import Reading
from uramost.exchange.structure import XML, Fault
from uramost.exchange.tags import canonical
from uramost.exchange.units import Code, Header, Rejected, Text, Unit
from uramost.exchange.xliff12_shapes import SHAPES, XLIFF1

OLDER: Final = XLIFF1.replace("1.2", "1.1")  # what it has is read and checked as 1.2
SDL: Final = "http://sdl.com/FileTypes/SdlXliff/1.0"
MEMOQ: Final = "MQXliff"
STATES: Final = {
    "new": "initial", "needs-translation": "initial", "needs-l10n": "initial", "needs-adaptation": "initial",
    "translated": "translated", "needs-review-translation": "translated", "needs-review-l10n": "translated",
    "needs-review-adaptation": "translated", "signed-off": "reviewed", "final": "final",
    "Draft": "initial", "Translated": "translated", "ApprovedTranslation": "reviewed", "ApprovedSignOff": "final",
    "NotStarted": "initial", "PartiallyEdited": "initial", "ManuallyConfirmed": "translated", "Proofread": "reviewed",
}  # fmt: skip
"""States of XLIFF 1.2, of Trados (sdl:seg conf) and of memoQ (mq:status), and what they are in XLIFF 2."""
WRITTEN: Final = {
    "initial": "needs-translation",
    "translated": "translated",
    "reviewed": "signed-off",
    "final": "final",
}
KINDS: Final = {"bold": "bold", "italic": "italic", "underlined": "underline", "link": "link", "lb": "break",
                "image": "image", "footnote": "note"}  # fmt: skip
"""Values of `ctype`, with or without "x-" before them, and the kinds they are with us."""
AROUND: Final = {"bold": "bold", "italic": "italic", "underline": "underlined", "link": "link"}
ALONE: Final = {"break": "lb", "image": "image"}


# Reading -------------------------------------------------------------------------------------------------------------


def units(reading: Reading) -> Iterator[Unit]:
    """The units of a document. Raises `Rejected` when it is none."""
    top = files.whole(reading.path)
    if local(top) != "xliff" or namespace(top) not in (XLIFF1, OLDER, ""):
        raise Rejected("not_this_format", found=local(top))
    found = [one for one in structure.elements(top) if local(one) == "file"]
    for number, file in enumerate(found, start=1):
        reading.header = header = _header(file)
        for element in _trans_units(file):
            if element.get("id") is None:
                reading.skip(Fault("missing_attribute", structure.line(element), "trans-unit id"))
                continue
            key = str(element.get("id")) if len(found) == 1 else f"{number}/{element.get('id')}"
            try:
                yield from _units(element, key, header)
            except ValueError as error:
                reading.skip(Fault(str(error), structure.line(element), key, key))
        if reading.progress:
            reading.progress(number, len(found))


def _trans_units(file: etree._Element) -> Iterator[etree._Element]:
    return (one for one in file.iterdescendants(tag=etree.Element) if local(one) == "trans-unit")


def _header(file: etree._Element) -> Header:
    tool = next((one for one in file.iterdescendants(tag=etree.Element) if local(one) == "tool"), None)
    return Header(
        source_language=canonical(str(file.get("source-language", ""))),
        target_language=canonical(str(file.get("target-language", ""))),
        original=str(file.get("original", "")),
        version=str(file.get("build-num", "")),
        tool=str(tool.get("tool-name", "")) if tool is not None else str(file.get("tool", "")),
        said={str(name): str(value) for name, value in file.attrib.items() if not str(name).startswith("{")},
    )


def _child(element: etree._Element, name: str) -> etree._Element | None:
    return next((one for one in structure.elements(element) if local(one) == name), None)


def _units(element: etree._Element, key: str, header: Header) -> Iterator[Unit]:
    """One unit, or one for each segment. Raises ValueError with a rule's name."""
    source, target, segmented = (_child(element, name) for name in ("source", "target", "seg-source"))
    if source is None:
        raise ValueError("bad_content")
    segments = _segments(segmented) if segmented is not None else {}
    if not segments:
        yield _unit(element, key, (source, target), header)
        return
    translations = _segments(target) if target is not None else {}
    for mid, segment in segments.items():
        yield _unit(element, f"{key}/{mid}", (segment, translations.get(mid)), header, mid)


def _segments(element: etree._Element) -> dict[str, etree._Element]:
    marks = (one for one in element.iterdescendants(tag=etree.Element) if local(one) == "mrk")
    return {str(mark.get("mid", place)): mark for place, mark in enumerate(marks) if mark.get("mtype") == "seg"}


def _unit(
    element: etree._Element,
    key: str,
    texts: tuple[etree._Element, etree._Element | None],
    header: Header,
    mid: str = "",
) -> Unit:
    """A unit of `element` from its source and its target, or from those of one segment of it."""
    numbers, (source, target) = Numbers(), texts
    found = [_text(source, numbers, header.source_language)]
    if not found[0].text.strip():
        raise ValueError("empty")
    if target is not None and (target.text or len(target)):
        found.append(_text(target, numbers, header.target_language))
    return Unit(
        key=key,
        texts=tuple(found),
        state=_state(element, target, mid) if len(found) > 1 else "initial",
        said={str(name): str(value) for name, value in element.attrib.items() if not str(name).startswith("{")},
        notes=tuple(words(one) for one in structure.elements(element) if local(one) == "note"),
        line=structure.line(source if mid else element),
    )


def _text(element: etree._Element, numbers: Numbers, language: str) -> Text:
    text, codes = assemble(list(_pieces(element)), numbers, "xliff12")
    said = {str(name): str(value) for name, value in element.attrib.items() if not str(name).startswith("{")}
    own = str(element.get(f"{{{XML}}}lang", ""))
    return Text(canonical(own) or language, text, codes, {**said, **({"xml:lang": own} if own else {})})


def _state(element: etree._Element, target: etree._Element | None, mid: str) -> str:
    if element.get("approved") == "yes":
        return "final"
    said = [target.get("state") if target is not None else None]
    for one in element.iter(f"{{{SDL}}}seg"):
        said += [one.get("conf")] if one.get("id") == mid else []
    said += [value for name, value in element.attrib.items() if str(name) == f"{{{MEMOQ}}}status"]
    return next((STATES.get(str(one), "translated") for one in said if one), "translated")


def _pieces(element: etree._Element) -> Iterator[str | Piece]:
    home = namespace(element)
    for part in contents(element):
        if isinstance(part, str):
            yield part
            continue
        name, ident = local(part), str(part.get("rid") or part.get("id") or "")
        kind, native = KINDS.get(str(part.get("ctype", "")).removeprefix("x-"), "other"), words(part)
        if name in ("g", "mrk"):
            key = (name, part.get("id") or part.get("mid") or native)
            yield Piece("start", key, start_tag(part, home), "", kind if name == "g" else "mark")
            yield from _pieces(part)
            yield Piece("end", key, end_tag(part, home))
        elif name in ("bx", "bpt"):
            yield Piece("start", ("pair", ident), serialized(part, home), native, kind)
        elif name in ("ex", "ept"):
            yield Piece("end", ("pair", ident), serialized(part, home), native, kind)
        else:
            kind = {"open": "start", "close": "end"}.get(str(part.get("pos", "")), kind)
            yield Piece("alone", (name, ident), serialized(part, home), native, kind)


# Writing -------------------------------------------------------------------------------------------------------------


def write(path: Path, given: Iterable[Unit], header: Header) -> int:
    """Write a document with one file; how many units. Raises `BadMarks`, and then nothing is written."""
    units = (unit_xml(unit, header) for unit in given)
    return files.write_pieces(path, chain([_head(header)], units, ["</body>\n</file>\n</xliff>\n"])) - 2


def _head(header: Header) -> str:
    known = SHAPES["file"].attributes.replace("!", "").split()
    said = {
        "original": "document",
        "datatype": "plaintext",
        **{name: value for name, value in header.said.items() if name in known and name not in ("tool", "tool-id")},
        "source-language": header.source_language or "und",
        "tool-id": "tool",
        **({"target-language": header.target_language} if header.target_language else {}),
        **({"original": header.original} if header.original else {}),
        **({"build-num": header.version} if header.version else {}),
    }
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<xliff xmlns="{XLIFF1}" version="1.2">\n<file'
        + "".join(f' {name}="{attribute(value)}"' for name, value in said.items())
        + f'>\n<header><tool tool-id="tool" tool-name="{attribute(header.tool or "UraMost")}"/></header>\n<body>\n'
    )


def unit_xml(unit: Unit, header: Header) -> str:
    known = SHAPES["trans-unit"].attributes.replace("!", "").split()
    said = {name: value for name, value in unit.said.items() if name in known and name != "approved"}
    said.update({"id": unit.key, **({"approved": "yes"} if unit.state == "final" else {})})
    shown = "".join(f' {name}="{attribute(value)}"' for name, value in said.items() if name != "xml:space")
    parts = [
        f'<trans-unit{shown} xml:space="preserve">',
        f"<source{_language(unit.source, header.source_language)}>{text_xml(unit.source, unit.source)}</source>",
    ]
    if unit.target is not None:
        state = attribute(_written_state(unit))
        shown = _language(unit.target, header.target_language) + (f' state="{state}"' if state else "")
        parts.append(f"<target{shown}>{text_xml(unit.target, unit.source)}</target>")
    parts += [f"<note>{escape(note)}</note>" for note in unit.notes]
    return "".join([*parts, "</trans-unit>\n"])


def _written_state(unit: Unit) -> str:
    """As the file said it, as long as it means the same."""
    said = unit.target.said.get("state", "") if unit.target else ""
    return said if said and STATES.get(said) == unit.state else WRITTEN.get(unit.state, said)


def _language(text: Text, language: str) -> str:
    said = attribute(text.said.get("xml:lang") or text.language)
    return f' xml:lang="{said}"' if text.language != language else ""


def text_xml(text: Text, source: Text) -> str:
    """A text with its codes. Raises `BadMarks`."""
    parts = take_apart(text.text, codes_of(text, source))
    return "".join(escape(part) if isinstance(part, str) else _code_xml(*part) for part in parts)


def _code_xml(role: str, code: Code) -> str:
    if code.form == "text":
        return escape(code.raw[0])
    if code.form == "xliff12":
        return code.raw[1] if role == "end" else code.raw[0]
    number, kind = code.number, _ctype(code)
    paired = bool(code.open or code.close)
    if role == "start":
        return f'<bpt id="{number}"{kind}>{escape(code.open)}</bpt>' if paired else f'<g id="{number}"{kind}>'
    if role == "end":
        return f'<ept id="{number}">{escape(code.close)}</ept>' if paired else "</g>"
    if code.kind in ("start", "end"):
        place = "open" if code.kind == "start" else "close"
        return f'<it id="{number}" pos="{place}">{escape(code.open)}</it>'
    return f'<ph id="{number}"{kind}>{escape(code.open)}</ph>' if code.open else f'<x id="{number}"{kind}/>'


def _ctype(code: Code) -> str:
    """A picture around words, or half of what is bold, has no value in XLIFF 1.2 but one with "x-"."""
    if own := (ALONE if code.alone else AROUND).get(code.kind):
        return f' ctype="{own}"'
    other = {**AROUND, **ALONE, "note": "footnote"}.get(code.kind)
    return f' ctype="x-{other}"' if other else ""


# Into a file of another tool -----------------------------------------------------------------------------------------


def fill(original: Path, path: Path, translations: Mapping[str, Unit]) -> int:
    """Write `original` again with the targets of these units (by key) in it; how many were put in.

    All else stays as it was: namespaces of other tools, alternative translations, skeletons, comments.
    """
    top = files.whole(original)
    found = [one for one in structure.elements(top) if local(one) == "file"]
    done = 0
    for number, file in enumerate(found, start=1):
        for element in _trans_units(file):
            key = str(element.get("id")) if len(found) == 1 else f"{number}/{element.get('id')}"
            done += _fill(element, key, translations)
    with files.written(path) as out:
        out.write('<?xml version="1.0" encoding="UTF-8"?>\n' + etree.tostring(top, encoding="unicode") + "\n")
    return done


def _fill(element: etree._Element, key: str, translations: Mapping[str, Unit]) -> int:
    source, segmented, target = (_child(element, name) for name in ("source", "seg-source", "target"))
    if source is None:
        return 0
    mids = _segments(segmented) if segmented is not None else {}
    wanted = {mid: translations[f"{key}/{mid}"] for mid in mids if f"{key}/{mid}" in translations}
    if not wanted and (mids or key not in translations):
        return 0
    if target is None:
        target = etree.Element(str(source.tag).replace("source", "target"), nsmap=source.nsmap)
        (segmented if segmented is not None else source).addnext(target)
    if mids and len(target) == 0 and not (target.text or "").strip() and segmented is not None:
        target[:] = [deepcopy(child) for child in segmented]
        target.text = segmented.text
        for mark in _segments(target).values():
            _empty(mark)  # what nobody has translated is no translation
    places = _segments(target)
    for mid, unit in wanted.items():
        if mid not in places:
            places[mid] = _segment_before(target, mids, mid, places)
        _put(places[mid], unit)
    if not mids:
        _put(target, translations[key])
        target.set("state", _written_state(translations[key]) or "translated")
    return len(wanted) or 1


def _segment_before(
    target: etree._Element, mids: Mapping[str, etree._Element], mid: str, places: Mapping[str, etree._Element]
) -> etree._Element:
    """A segment that a target lacks, empty, before the next one that it has: tools leave out what is not translated."""
    new = etree.Element(str(mids[mid].tag), dict(mids[mid].attrib))
    after = list(mids)[list(mids).index(mid) + 1 :]
    following = next((places[other] for other in after if other in places), None)
    parent = None if following is None else following.getparent()
    if following is None or parent is None:
        target.append(new)
    else:
        parent.insert(parent.index(following), new)
    return new


def _empty(element: etree._Element) -> None:
    element.text = None
    for child in list(element):
        element.remove(child)


def _put(element: etree._Element, unit: Unit) -> None:
    """The translation of a unit as the content of an element."""
    home = namespace(element)
    inside = text_xml(unit.target, unit.source) if unit.target else ""
    parsed = etree.fromstring(f'<t xmlns="{home}">{inside}</t>' if home else f"<t>{inside}</t>")
    _empty(element)
    element.text = parsed.text
    element.extend(list(parsed))


def check(path: Path) -> Iterator[Fault]:
    """What is not as XLIFF 1.2 has it."""
    top = files.whole(path)
    if local(top) != "xliff" or namespace(top) not in (XLIFF1, OLDER):
        yield Fault("not_xliff", 1, local(top))
        return
    yield from structure.examine(top, SHAPES)
    for file in structure.elements(top):
        seen: set[str] = set()
        for element in _trans_units(file):
            if (key := str(element.get("id"))) in seen:
                yield Fault("unit_id_twice", structure.line(element), key, key)
            seen.add(key)
