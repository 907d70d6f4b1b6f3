"""A unit of XLIFF 1.2: its texts, its codes and its state, out of an element and into one."""

from collections.abc import Iterator
from typing import Final

from lxml import etree

from uramost.exchange import structure
from uramost.exchange.marks import Numbers, Piece, assemble, attribute, codes_of, escape, take_apart
from uramost.exchange.markup import contents, end_tag, local, namespace, serialized, start_tag, words
from uramost.exchange.structure import XML, Fault
from uramost.exchange.tags import canonical
from uramost.exchange.units import Code, Header, Text, Unit
from uramost.exchange.xliff12_shapes import SHAPES

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


def child(element: etree._Element, name: str) -> etree._Element | None:
    return next((one for one in structure.elements(element) if local(one) == name), None)


def segments(element: etree._Element | None) -> dict[str, etree._Element]:
    """The segments of a seg-source or a target, by their `mid`."""
    if element is None:
        return {}
    marks = (one for one in element.iterdescendants(tag=etree.Element) if local(one) == "mrk")
    return {str(mark.get("mid", place)): mark for place, mark in enumerate(marks) if mark.get("mtype") == "seg"}


def blank(element: etree._Element) -> bool:
    """Whether a trans-unit has nothing to translate: no words and no codes."""
    source = child(element, "source")
    return source is not None and all(map(_empty, segments(child(element, "seg-source")).values() or [source]))


def _empty(element: etree._Element) -> bool:
    return not any(part.strip() if isinstance(part, str) else True for part in contents(element))


def units_of(element: etree._Element, key: str, header: Header) -> tuple[dict[str, Unit], list[Fault]]:
    """Its unit, by the name "", or that of each of its segments by its `mid`; and what has to be passed over."""
    source, target, segmented = (child(element, name) for name in ("source", "target", "seg-source"))
    if source is None:
        return {}, [Fault("bad_content", structure.line(element), key, key)]
    sources = segments(segmented)
    if not sources:
        if _empty(source):
            return {}, [Fault("empty", structure.line(element), key, key)]
        return {"": _unit(element, key, (source, target), header)}, []
    targets = segments(target)
    full = {mid: one for mid, one in sources.items() if not _empty(one)}
    faults = [
        Fault("empty", structure.line(sources[mid]), f"{key}/{mid}", f"{key}/{mid}")
        for mid in sources
        if mid not in full
    ]
    return {
        mid: _unit(element, f"{key}/{mid}", (one, targets.get(mid)), header, mid) for mid, one in full.items()
    }, faults


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
    if target is not None and (target.text or len(target)):
        found.append(_text(target, numbers, header.target_language))
    return Unit(
        key=key,
        texts=tuple(found),
        state=state(element, target, mid) if len(found) > 1 else "initial",
        said={str(name): str(value) for name, value in element.attrib.items() if not str(name).startswith("{")},
        notes=tuple(words(one) for one in structure.elements(element) if local(one) == "note"),
        line=structure.line(source if mid else element),
    )


def _text(element: etree._Element, numbers: Numbers, language: str) -> Text:
    text, codes = assemble(list(_pieces(element)), numbers, "xliff12")
    said = {str(name): str(value) for name, value in element.attrib.items() if not str(name).startswith("{")}
    own = str(element.get(f"{{{XML}}}lang", ""))
    return Text(canonical(own) or language, text, codes, {**said, **({"xml:lang": own} if own else {})})


def state(element: etree._Element, target: etree._Element | None, mid: str) -> str:
    """How far a unit is, or that segment of it, as the file or the tool says it."""
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


def unit_xml(unit: Unit, header: Header) -> str:
    """A unit of its own. Raises `BadMarks`."""
    known = SHAPES["trans-unit"].attributes.replace("!", "").split()
    said = {name: value for name, value in unit.said.items() if name in known and name != "approved"}
    if not header.kept:
        said.pop("phase-name", None)  # the phases of the file that it was in are not written
    said.update({"id": unit.key, **({"approved": "yes"} if unit.state == "final" else {})})
    shown = "".join(f' {name}="{attribute(value)}"' for name, value in said.items() if name != "xml:space")
    parts = [
        f'<trans-unit{shown} xml:space="preserve">',
        f"<source{_language(unit.source, header.source_language)}>{text_xml(unit.source, unit.source)}</source>",
    ]
    if unit.target is not None:
        far = attribute(written_state(unit))
        shown = _language(unit.target, header.target_language) + (f' state="{far}"' if far else "")
        parts.append(f"<target{shown}>{text_xml(unit.target, unit.source)}</target>")
    parts += [f"<note>{escape(note)}</note>" for note in unit.notes]
    return "".join([*parts, "</trans-unit>\n"])


def written_state(unit: Unit) -> str:
    """As the file said it, as long as it means the same."""
    said = unit.target.said.get("state", "") if unit.target else ""
    return said if said and STATES.get(said) == unit.state else WRITTEN.get(unit.state, said)


def _language(text: Text, language: str) -> str:
    said = own_language(text, language)
    return f' xml:lang="{attribute(said)}"' if said else ""


def own_language(text: Text, language: str) -> str:
    """The language of a text where it is not that of the file, as the file spelt it; else ""."""
    said = text.said.get("xml:lang", "")
    return "" if text.language == language else said if canonical(said) == text.language else text.language


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
