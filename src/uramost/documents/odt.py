"""ODT: which paragraphs does it hold, and how is a translation put back with everything else as it was?"""

from collections import Counter
from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass, replace
from itertools import count
from typing import Final

from uramost.documents.blocks import DEEPEST, Block, Refused, Remark, in_order, number, remarks_on
from uramost.documents.hints import Hint, hints, write_hints
from uramost.documents.odt_inline import Reader, Writer
from uramost.documents.odt_names import (
    DC,
    DRAW,
    MANIFEST,
    OFFICE,
    PARAGRAPHS,
    STYLE,
    SVG,
    TABLE,
    TEXT,
    Element,
    text_names,
)
from uramost.documents.odt_styles import Styles, mark_language
from uramost.documents.outside import cut_references
from uramost.documents.package import Package, open_package, parse_xml, repack, to_xml
from uramost.documents.placeables import encode
from uramost.documents.units import Grid, Unit, number_notes

CONTENT, STYLES, METADATA = "content.xml", "styles.xml", "meta.xml"
MIMETYPES: Final = {b"application/vnd.oasis.opendocument.text", b"application/vnd.oasis.opendocument.text-template"}
MACRO_FOLDERS: Final = ("Basic/", "Scripts/", "basic/", "scripts/")
ANNOTATIONS: Final = (OFFICE + "annotation", OFFICE + "annotation-end")
DESCRIBED: Final = {SVG + "title": ("",), SVG + "desc": ("",)}
CHANGES: Final = text_names("change change-start change-end tracked-changes")
BEFORE: Final = {TEXT + "change-start", OFFICE + "annotation"}
AFTER: Final = {TEXT + "change", TEXT + "change-end", OFFICE + "annotation-end"}
REPLACED: Final = (*PARAGRAPHS, *DESCRIBED)
PAGE: Final = {
    STYLE + name + suffix: kind
    for name, kind in (("header", "header"), ("footer", "footer"))
    for suffix in ("", "-left", "-first")
}
REPEATED_LIMIT: Final = 1_000  # cells; a spreadsheet's way to say "to the end of the sheet"


@dataclass(frozen=True, slots=True)
class Place:
    """Where the walk is: in which table, list, note or page header."""

    kind: str = ""
    grid: Grid | None = None
    depth: int = 0
    list_style: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """An ODT with all tracked changes accepted."""

    package: Package
    roots: dict[str, Element]
    units: list[Unit]
    counts: Counter[str]
    hints: list[Hint]  # what is said about pictures
    places: dict[Element, int]  # of paragraphs and what describes pictures, in their part as it came


def read(data: bytes) -> tuple[list[Block], list[Remark]]:
    """Blocks and remarks. Raises Refused: not_this_format, encrypted, zip_bomb, unsafe, macros."""
    document = open_document(data)
    remarks = remarks_on(document.counts)
    if images := sum(1 for root in document.roots.values() for _ in root.iter(DRAW + "image")):
        remarks.append(Remark("images_kept", {"count": images}))
    if left := sum(name.endswith("/" + CONTENT) for name in document.package.parts):  # charts, formulas, tables
        remarks.append(Remark("parts_left", {"count": left}))
    return list(in_order([*(unit.block for unit in document.units), *(hint.block for hint in document.hints)])), remarks


def open_document(data: bytes) -> Document:
    package = open_package(data, "odt")
    _check(package)
    roots = {name: parse_xml(package.parts[name], "odt") for name in (CONTENT, STYLES) if name in package.parts}
    if roots[CONTENT].find(f".//{OFFICE}event-listeners") is not None:
        raise Refused("macros")
    counts: Counter[str] = Counter()
    places: dict[Element, int] = {}
    for root in roots.values():
        places |= {element: place for place, element in enumerate(root.iter(*REPLACED))}
        counts += _accept(root)
    units: list[Unit] = []
    said: list[Hint] = []
    tables = count()
    for name, root in roots.items():
        said += hints(name, root, DESCRIBED)
        others = tuple(other for other in roots.values() if other is not root)
        units += _units(name, root, Styles((root, *others)), tables)
    if METADATA in package.parts:
        parse_xml(package.parts[METADATA], "odt")  # refused now, not when a resident asks for the translation
    return Document(package, roots, number_notes(units, lambda placed: placed.element, _note), counts, said, places)


def _check(package: Package) -> None:
    parts = package.parts
    if b"encryption-data" in parts.get("META-INF/manifest.xml", b"") or "encrypted-package" in parts:
        raise Refused("encrypted")
    if parts.get("mimetype", b"").strip() not in MIMETYPES or CONTENT not in parts:
        raise Refused("not_this_format", format="odt")
    if "META-INF/manifest.xml" in parts:
        listed = parse_xml(parts["META-INF/manifest.xml"], "odt").findall(f".//{MANIFEST}encryption-data")
        if listed:
            raise Refused("encrypted")
    if any(name.startswith(MACRO_FOLDERS) and not name.endswith("/") for name in parts):
        raise Refused("macros")


def _accept(root: Element) -> Counter[str]:
    """Accept every tracked change and take comments out, in place; deleted text is stored apart and just dropped."""
    counts: Counter[str] = Counter()
    counts["insertions"] = sum(1 for _ in root.iter(TEXT + "insertion"))
    counts["deletions"] = sum(1 for _ in root.iter(TEXT + "deletion"))
    counts["comments"] = sum(1 for _ in root.iter(OFFICE + "annotation"))
    for element in list(root.iter(*CHANGES, *ANNOTATIONS)):
        _remove(element)
    return counts


def _remove(element: Element) -> None:
    """Take an element out and leave the text that follows it."""
    parent, before = element.getparent(), element.getprevious()
    if parent is None:
        return
    if element.tail and before is not None:
        before.tail = (before.tail or "") + element.tail
    elif element.tail:
        parent.text = (parent.text or "") + element.tail
    element.tail = None
    parent.remove(element)


def _units(part: str, root: Element, styles: Styles, tables: "count[int]") -> Iterator[Unit]:
    reader = Reader(styles)
    for index, (paragraph, place) in enumerate(_paragraphs(root, Place(), tables)):
        encoded = encode(reader.nodes(paragraph))
        if encoded.text:
            block = Block(f"{part}#{index}", place.kind or "paragraph", 0, encoded.text, encoded.placeables)
            yield Unit(_placed(block, paragraph, place, styles), paragraph, encoded)


def _placed(block: Block, paragraph: Element, place: Place, styles: Styles) -> Block:
    """The block as what it is where it stands."""
    if place.kind:
        return block
    if place.grid is not None:
        return replace(block, kind="cell", table=place.grid.table, row=place.grid.row, column=place.grid.column)
    if paragraph.tag == TEXT + "h":
        level = number(paragraph.get(TEXT + "outline-level", "1"), 1)
        return replace(block, kind="heading", level=min(max(level, 1), 6))
    if styles.is_title(paragraph.get(TEXT + "style-name", "")):
        return replace(block, kind="heading", level=1)
    if place.depth:
        ordered = styles.is_numbered(place.list_style, place.depth)
        return replace(block, kind="item", level=min(place.depth, DEEPEST), ordered=ordered)
    return block


def _paragraphs(element: Element, place: Place, tables: "count[int]") -> Iterator[tuple[Element, Place]]:
    """Every paragraph as the part runs; those in notes and frames come after the paragraph that holds them."""
    tag = str(element.tag)
    grid = place.grid
    if tag in PARAGRAPHS:
        yield element, replace(place, grid=None if grid is None else Grid(grid.table, grid.row, grid.column))
    elif tag == TABLE + "table":
        place = replace(place, grid=Grid(next(tables)))
    elif tag == TABLE + "table-row" and grid is not None:
        grid.row, grid.column = grid.row + 1, 0
    elif tag == TEXT + "list":
        place = replace(place, depth=place.depth + 1, list_style=element.get(TEXT + "style-name") or place.list_style)
    elif tag == TEXT + "note":
        place = Place(kind="note")
    elif tag in PAGE:
        place = Place(kind=PAGE[tag])
    for child in element:
        yield from _paragraphs(child, place, tables)
    if tag in {TABLE + "table-cell", TABLE + "covered-table-cell"} and grid is not None:
        grid.column += min(number(element.get(TABLE + "number-columns-repeated", "1"), 1), REPEATED_LIMIT)


def _note(paragraph: Element) -> Element | None:
    return next(paragraph.iterancestors(TEXT + "note"), None)


def write(data: bytes, texts: Mapping[str, str], language: str, *, internal: bool = False) -> bytes:
    """The same package with texts replaced, changes accepted, comments taken out and the language set.

    `internal`: comments stay, and tracked changes in all that was not translated. Nothing is fetched when it is opened
    (`outside`).

    Raises BadPlaceables, and Refused as `read`.
    """
    document = open_document(data)
    replaced: list[Unit] = []
    for unit in document.units:
        text = texts.get(unit.block.key)
        if text is not None and text != unit.block.text:
            Writer(unit.encoded).replace(unit.element, text)
            replaced.append(unit)
    write_hints(document.hints, texts)
    roots = _as_they_came(document, replaced) if internal else dict(document.roots)
    for root in roots.values():
        mark_language(root, language)
    if METADATA in document.package.parts:
        roots[METADATA] = _metadata(document.package.parts[METADATA], language)
    for root in roots.values():
        cut_references(root)
    parts = document.package.parts
    changed = {
        name: content
        for name, root in roots.items()
        if (content := to_xml(root)) != to_xml(parse_xml(parts[name], "odt"))
    }
    return repack(document.package, changed)


def _as_they_came(document: Document, replaced: list[Unit]) -> dict[str, Element]:
    """The parts with their changes and comments, and in them the paragraphs and descriptions that were translated."""
    roots = {part: parse_xml(document.package.parts[part], "odt") for part in document.roots}
    given = {part: list(root.iter(*REPLACED)) for part, root in roots.items()}
    for hint in document.hints:
        given[hint.block.key.partition("@")[0]][document.places[hint.element]].text = hint.element.text
    for unit in replaced:
        part = unit.block.key.partition("#")[0]
        _put_back(given[part][document.places[unit.element]], unit.element)
    return roots


def _put_back(given: Element, translated: Element) -> None:
    """The words of a translated paragraph in the paragraph as it came, in place, between its comments and changes."""
    own = [one for one in given.iter(*BEFORE, *AFTER) if next(one.iterancestors(*PARAGRAPHS)) is given]
    given[:], given.text = [], None
    for mark in own:
        mark.tail = None
    given.extend(mark for mark in own if mark.tag in BEFORE)
    if len(given):
        given[-1].tail = translated.text
    else:
        given.text = translated.text
    given.extend(deepcopy(child) for child in translated)
    given.extend(mark for mark in own if mark.tag in AFTER)


def _metadata(content: bytes, language: str) -> Element:
    root = parse_xml(content, "odt")
    for mark in root.iter(DC + "language"):
        mark.text = language
    return root
