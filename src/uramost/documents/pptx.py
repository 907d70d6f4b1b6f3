"""PPTX: which words do the slides, their notes, tables and charts hold, and how does a translation go back?

Slides come as they are shown, each with its text boxes, then its charts and diagrams, then its notes. What a layout
shows on its slides (a name of an office, an address) is read too; its prompts are seen only by whoever edits.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import count
from typing import Final

from uramost.documents.blocks import DEEPEST, Block, Remark, in_order, number
from uramost.documents.docx_names import Element, R
from uramost.documents.drawing_inline import A
from uramost.documents.drawings import Drawing, drawing, figures
from uramost.documents.opc import (
    by_id,
    check_parts,
    comment_parts,
    embedded,
    main_part,
    related,
    store,
    without_comments,
)
from uramost.documents.outside import cut_relations
from uramost.documents.package import Package, open_package, parse_xml, repack
from uramost.documents.units import Unit

P: Final = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
TYPES: Final = tuple(
    f"presentationml.{name}.main+xml".encode() for name in ("presentation", "template", "slideshow")
)  # fmt: skip
TITLES: Final = {"title", "ctrTitle"}
OUTLINES: Final = {"body", "obj", ""}  # of a slide: paragraphs of these are points, unless they are set without marks
PAGE: Final = {"hdr": "header", "ftr": "footer", "dt": "footer", "sldNum": "footer"}
NUMBERED: Final = A + "buAutoNum"
SHAPES: Final = {P + "sp", P + "graphicFrame"}


@dataclass(frozen=True, slots=True)
class Document:
    """A PPTX in the order of its slides."""

    package: Package
    drawings: list[Drawing]
    comments: int


def read(data: bytes) -> tuple[list[Block], list[Remark]]:
    """Blocks and remarks. Raises Refused: not_this_format, encrypted, zip_bomb, unsafe, macros."""
    document = open_document(data)
    remarks = []
    if document.comments:
        remarks.append(Remark("comments_left_out", {"count": document.comments}))
    if images := sum(1 for one in document.drawings for _ in one.root.iter(P + "pic")):
        remarks.append(Remark("images_kept", {"count": images}))
    if left := embedded(document.package):
        remarks.append(Remark("parts_left", {"count": left}))
    return list(in_order([block for one in document.drawings for block in one.blocks()])), remarks


def open_document(data: bytes) -> Document:
    package = open_package(data, "pptx")
    main = main_part(package, "pptx", TYPES, P + "presentation")
    tables = count()
    found: list[Drawing] = []
    layouts: dict[str, None] = {}
    for place, slide in enumerate(_slides(package, main), start=1):
        parts = related(package, slide, "pptx")
        found += [_placed(drawing(package, slide, "pptx"), tables), *figures(package, [slide], "pptx")]
        notes = [part for part in parts.get("notesSlide", []) if part in package.parts]
        found += [_notes(drawing(package, part, "pptx"), place) for part in notes]
        layouts |= dict.fromkeys(parts.get("slideLayout", []))
    for layout in list(layouts):
        layouts |= dict.fromkeys(related(package, layout, "pptx").get("slideMaster", []))
    found += [_without_prompts(drawing(package, part, "pptx")) for part in layouts if part in package.parts]
    check_parts(package, "pptx")
    comments = [parse_xml(package.parts[part], "pptx") for part in comment_parts(package)]
    return Document(package, found, sum(1 for root in comments for _ in root.iter("{*}cm")))


def _slides(package: Package, main: str) -> list[str]:
    """Parts of the slides as they are shown, each once."""
    parts = by_id(package, main, "pptx")
    listed = parse_xml(package.parts[main], "pptx").iterfind(f"{P}sldIdLst/{P}sldId")
    slides = (parts.get(slide.get(R + "id", ""), "") for slide in listed)
    return [slide for slide in dict.fromkeys(slides) if slide in package.parts]


def _placed(one: Drawing, tables: "count[int]") -> Drawing:
    """The paragraphs of a slide as what they are: headings, points, cells."""
    numbers: dict[Element, int] = {}
    units = []
    for unit in one.units:
        cell = next(unit.element.iterancestors(A + "tc"), None)
        block = _in_table(unit.block, cell, numbers, tables) if cell is not None else _in_shape(unit)
        units.append(replace(unit, block=block))
    return replace(one, units=units)


def _in_table(block: Block, cell: Element, numbers: dict[Element, int], tables: "count[int]") -> Block:
    row = cell.getparent()
    table = None if row is None else row.getparent()
    if row is None or table is None:
        return block
    if table not in numbers:
        numbers[table] = next(tables)
    at, column = table.findall(A + "tr").index(row), row.findall(A + "tc").index(cell)
    return replace(block, kind="cell", table=numbers[table], row=at, column=column)


def _in_shape(unit: Unit) -> Block:
    holder = _placeholder(unit.element)
    if holder is None:
        return unit.block
    kind = holder.get("type", "")
    if kind in TITLES:
        return replace(unit.block, kind="heading", level=2)
    if kind == "subTitle":
        return unit.block
    if kind in PAGE:
        return replace(unit.block, kind=PAGE[kind])
    properties = unit.element.find(A + "pPr")
    if kind not in OUTLINES or (properties is not None and properties.find(A + "buNone") is not None):
        return unit.block
    level = 0 if properties is None else number(properties.get("lvl", "0"))
    ordered = properties is not None and properties.find(NUMBERED) is not None
    return replace(unit.block, kind="item", level=min(max(level, 0) + 1, DEEPEST), ordered=ordered)


def _placeholder(paragraph: Element) -> Element | None:
    """What says which part of its layout a paragraph fills, if it does."""
    shape = next((one for one in paragraph.iterancestors() if one.tag in SHAPES), None)
    return None if shape is None else shape.find(f"*/{P}nvPr/{P}ph")


def _notes(one: Drawing, place: int) -> Drawing:
    """What is to be said with a slide; the number is the slide's."""
    said = (unit for unit in one.units if (holder := _placeholder(unit.element)) is None or _is_said(holder))
    return replace(one, units=[replace(unit, block=replace(unit.block, kind="note", row=place)) for unit in said])


def _is_said(holder: Element) -> bool:
    return holder.get("type", "") in {"body", "", "obj"}


def _without_prompts(one: Drawing) -> Drawing:
    """Of a layout: what its slides show, at their foot."""
    shown = (unit for unit in one.units if _placeholder(unit.element) is None and _is_shape(unit.element))
    units = [replace(unit, block=replace(unit.block, kind="footer")) for unit in shown]
    return replace(one, units=units, hints=[])


def _is_shape(paragraph: Element) -> bool:
    return any(one.tag in SHAPES for one in paragraph.iterancestors())


def write(data: bytes, texts: Mapping[str, str], language: str, *, internal: bool = False) -> bytes:
    """The same package with texts replaced, comments emptied and the language set.

    `internal`: comments stay. Nothing is fetched when it is opened (`outside`).

    Raises BadPlaceables, and Refused as `read`.
    """
    document = open_document(data)
    package = document.package
    changed: dict[str, bytes] = {}
    for part, root in _written(document, texts, language):
        store(changed, package, part, root, "pptx")
    if not internal:
        changed |= without_comments(package, "pptx")
    return repack(package, changed | cut_relations(package, "pptx"))


def _written(document: Document, texts: Mapping[str, str], language: str) -> Iterator[tuple[str, Element]]:
    for one in document.drawings:
        yield from one.write(texts, language)
