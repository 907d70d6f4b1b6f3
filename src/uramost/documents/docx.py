"""DOCX: which paragraphs does it hold, and how is a translation put back with everything else as it was?"""

from collections import Counter
from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass, replace
from itertools import count
from typing import Final

from lxml import etree

from uramost.documents.blocks import Block, Remark, in_order, number, remarks_on
from uramost.documents.docx_changes import accept, put_back
from uramost.documents.docx_inline import Item, Reader, Writer
from uramost.documents.docx_names import MC, Element, W, children, value
from uramost.documents.docx_styles import Styles
from uramost.documents.drawings import DESCRIBED, Drawing, figures, repeats
from uramost.documents.hints import Hint, hints, write_hints
from uramost.documents.opc import check_parts, embedded, links, main_part, related, store, without_comments
from uramost.documents.outside import cut_fields, cut_relations
from uramost.documents.package import Package, open_package, parse_xml, repack
from uramost.documents.placeables import encode
from uramost.documents.units import Grid, Unit, number_notes

KINDS: Final = {"header": "header", "footer": "footer", "footnotes": "note", "endnotes": "note"}
"""Relationship of the main part → kind of its blocks."""
MAIN_TYPE: Final = b"wordprocessingml.document.main+xml"
TEMPLATE_TYPE: Final = b"wordprocessingml.template.main+xml"
REPLACED: Final = (W + "p", *DESCRIBED)
IMAGES: Final = (
    "{http://schemas.openxmlformats.org/drawingml/2006/main}blip",
    "{urn:schemas-microsoft-com:vml}imagedata",
)


@dataclass(frozen=True, slots=True)
class Document:
    """A DOCX with all tracked changes accepted."""

    package: Package
    roots: dict[str, Element]  # parts with text
    units: list[Unit]
    counts: Counter[str]
    related: dict[str, list[str]]  # relationship type → parts
    figures: list[Drawing]  # charts and diagrams
    hints: list[Hint]  # what is said about pictures
    places: dict[Element, int]  # of paragraphs and what describes pictures, in their part as it came


def read(data: bytes) -> tuple[list[Block], list[Remark]]:
    """Blocks and remarks. Raises Refused: not_this_format, encrypted, zip_bomb, unsafe, macros."""
    document = open_document(data)
    remarks = remarks_on(document.counts)
    if images := sum(_images(root) for root in document.roots.values()):
        remarks.append(Remark("images_kept", {"count": images}))
    if left := embedded(document.package):
        remarks.append(Remark("parts_left", {"count": left}))
    blocks = [*(unit.block for unit in document.units), *(hint.block for hint in document.hints)]
    return list(in_order([*blocks, *(block for one in document.figures for block in one.blocks())])), remarks


def _images(root: Element) -> int:
    return sum(next(image.iterancestors(MC + "Fallback"), None) is None for image in root.iter(*IMAGES))


def open_document(data: bytes) -> Document:
    package = open_package(data, "docx")
    main = main_part(package, "docx", (MAIN_TYPE, TEMPLATE_TYPE), W + "document")
    parts = related(package, main, "docx")
    styles = Styles(_optional(package, parts, "styles"), _optional(package, parts, "numbering"))
    roots: dict[str, Element] = {}
    counts: Counter[str] = Counter()
    units: list[Unit] = []
    said: list[Hint] = []
    places: dict[Element, int] = {}
    tables = count()
    for part, kind in _text_parts(main, parts):
        if part not in package.parts or part in roots:
            continue
        roots[part] = parse_xml(package.parts[part], "docx")
        places |= {element: place for place, element in enumerate(roots[part].iter(*REPLACED))}
        counts += accept(roots[part])
        reader = Reader(styles, links(package, part, "docx"))
        units += _units(part, kind, roots[part], reader, tables)
        said += hints(part, roots[part], DESCRIBED)
    check_parts(package, "docx")
    shown = figures(package, list(roots), "docx")
    return Document(package, roots, number_notes(units, _mark_id, _note_id), counts, parts, shown, said, places)


def _text_parts(main: str, related: dict[str, list[str]]) -> Iterator[tuple[str, str]]:
    yield main, ""
    for relation, kind in KINDS.items():
        yield from ((part, kind) for part in sorted(related.get(relation, [])))


def _optional(package: Package, related: dict[str, list[str]], kind: str) -> Element | None:
    part = next((part for part in related.get(kind, []) if part in package.parts), None)
    return None if part is None else parse_xml(package.parts[part], "docx")


def _units(part: str, kind: str, root: Element, reader: Reader, tables: "count[int]") -> Iterator[Unit]:
    for index, (paragraph, place) in enumerate(_paragraphs(root, None, tables)):
        encoded = encode(reader.nodes(paragraph))
        if encoded.text:
            block = Block(f"{part}#{index}", kind or "paragraph", 0, encoded.text, encoded.placeables)
            yield Unit(_placed(block, paragraph, place, reader.styles), paragraph, encoded)


def _placed(block: Block, paragraph: Element, place: Grid | None, styles: Styles) -> Block:
    """The block as what it is where it stands."""
    if block.kind != "paragraph":
        return block
    if place is not None:
        return replace(block, kind="cell", table=place.table, row=place.row, column=place.column)
    if level := styles.heading(paragraph):
        return replace(block, kind="heading", level=level)
    depth, ordered = styles.item(paragraph)
    return replace(block, kind="item", level=depth, ordered=ordered) if depth else block


def _paragraphs(element: Element, grid: Grid | None, tables: "count[int]") -> Iterator[tuple[Element, Grid | None]]:
    """Every paragraph as the part runs, with those in text boxes after the paragraph that holds them."""
    tag = element.tag
    if tag == W + "p":
        yield element, None if grid is None else replace(grid)
    elif tag == W + "tbl":
        grid = Grid(next(tables))
    elif tag == W + "tr" and grid is not None:
        grid.row, grid.column = grid.row + 1, number(value(element.find(f"{W}trPr/{W}gridBefore")))
    elif tag == MC + "Fallback" and repeats(element, W + "p"):
        return
    for child in children(element):
        yield from _paragraphs(child, grid, tables)
    if tag == W + "tc" and grid is not None:
        grid.column += max(1, number(value(element.find(f"{W}tcPr/{W}gridSpan")), 1))


def _mark_id(items: tuple[Item, ...]) -> tuple[str, str]:
    element = items[0].element
    return ("footnote" if element.tag == W + "footnoteReference" else "endnote"), value(element, "id")


def _note_id(paragraph: Element) -> tuple[str, str]:
    note = next(paragraph.iterancestors(W + "footnote", W + "endnote"), None)
    return ("endnote" if note is not None and note.tag == W + "endnote" else "footnote"), value(note, "id")


def write(data: bytes, texts: Mapping[str, str], language: str, *, internal: bool = False) -> bytes:
    """The same package with texts replaced, changes accepted, comments emptied and the language set.

    `internal`: comments stay, and tracked changes in all that was not translated. Nothing is fetched when it is opened
    (`outside`).

    Raises BadPlaceables, and Refused as `read`.
    """
    document = open_document(data)
    styles = [part for part in document.related.get("styles", []) if part in document.package.parts]
    replaced: list[Unit] = []
    for unit in document.units:
        text = texts.get(unit.block.key)
        if text is not None and text != unit.block.text:
            Writer(unit.encoded, "" if styles else language).replace(unit.element, text)
            replaced.append(unit)
    write_hints(document.hints, texts)
    changed: dict[str, bytes] = {}
    for one in document.figures:
        for part, root in one.write(texts, language):
            store(changed, document.package, part, root, "docx")
    roots = _as_they_came(document, replaced) if internal else document.roots
    for part, root in roots.items():
        _repeat_in_fallbacks(root)
        cut_fields(root)
        _mark(root, language)
        store(changed, document.package, part, root, "docx")
    for part in styles:
        root = parse_xml(document.package.parts[part], "docx")
        _mark(root, language)
        _mark_default(root, language)
        store(changed, document.package, part, root, "docx")
    package = document.package
    if not internal:
        changed |= without_comments(package, "docx")
    return repack(package, changed | cut_relations(package, "docx"))


def _as_they_came(document: Document, replaced: list[Unit]) -> dict[str, Element]:
    """The parts with their changes and comments, and in them the paragraphs and descriptions that were translated."""
    roots = {part: parse_xml(document.package.parts[part], "docx") for part in document.roots}
    given = {part: list(root.iter(*REPLACED)) for part, root in roots.items()}
    for hint in document.hints:
        element = given[hint.block.key.partition("@")[0]][document.places[hint.element]]
        element.set(hint.attribute, hint.element.get(hint.attribute, ""))
    for unit in replaced:
        part = unit.block.key.partition("#")[0]
        put_back(given[part][document.places[unit.element]], unit.element)
    return roots


def _repeat_in_fallbacks(root: Element) -> None:
    for fallback in root.iter(MC + "Fallback"):
        if not repeats(fallback, W + "p") or (choice := fallback.getprevious()) is None:
            continue
        boxes = list(choice.iter(W + "txbxContent"))
        for old, new in zip(list(fallback.iter(W + "txbxContent")), boxes, strict=False):
            old[:] = [deepcopy(child) for child in new]


def _mark(root: Element, language: str) -> None:
    for mark in root.iter(W + "lang"):
        if mark.get(W + "val"):
            mark.set(W + "val", language)


def _mark_default(styles: Element, language: str) -> None:
    element = styles
    for name in ("docDefaults", "rPrDefault", "rPr"):
        found = element.find(W + name)
        if found is None:
            found = etree.Element(W + name)
            element.insert(0, found)
        element = found
    mark = element.find(W + "lang")
    if mark is None:
        mark = etree.SubElement(element, W + "lang")
    mark.set(W + "val", language)
