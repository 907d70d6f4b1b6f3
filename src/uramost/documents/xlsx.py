"""XLSX: which cells hold words, and how does a translation go back with formulas, numbers and all the rest as it was?

Numbers, dates and what a formula gives are not text. A name that formulas use stays: of a sheet, of a table's column.
Only the parts with words are written; a library that writes a whole file again would lose what it does not know.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from uramost.documents.blocks import Block, Refused, Remark, in_order
from uramost.documents.docx_names import Element
from uramost.documents.drawings import Drawing, drawing, figures
from uramost.documents.hints import LETTER, Hint, hints, write_hints
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
from uramost.documents.outside import cut_queries, cut_relations
from uramost.documents.package import Package, open_package, parse_xml, repack
from uramost.documents.placeables import Encoded, encode, plain, plain_text, runs
from uramost.documents.xlsx_pages import Side, sides, write_sides
from uramost.documents.xlsx_sheets import (
    NUMBERED,
    Book,
    Sheet,
    cells,
    distinct,
    headings,
    open_book,
    recalculated,
)
from uramost.documents.xlsx_strings import S, nodes, replace

TYPES: Final = tuple(f"spreadsheetml.{name}.main+xml".encode() for name in ("sheet", "template"))
PROMPTS: Final = {S + "dataValidation": ("promptTitle", "prompt", "errorTitle", "error")}
DRAWING: Final = "drawing"
SHEET_NAME: Final = 31  # characters; Excel takes no more
NOT_IN_NAMES: Final = re.compile(r"[\[\]:*?/\\]")
NOTE: Final = "{urn:schemas-microsoft-com:office:excel}ClientData[@ObjectType='Note']"


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell with words; `index` of the string it shows, None when it has one of its own."""

    block: Block
    element: Element
    index: int | None
    encoded: Encoded
    place: tuple[int, int]  # row and column from 1


@dataclass(frozen=True, slots=True)
class Page:
    """A sheet with all its words."""

    sheet: Sheet
    name: Block | None
    cells: list[Cell]
    sides: list[Side]
    hints: list[Hint]
    drawings: list[Drawing]

    def blocks(self) -> list[Block]:
        own = [one.block for found in (self.cells, self.sides, self.hints) for one in found]
        drawn = [block for one in self.drawings for block in one.blocks()]
        return [*([self.name] if self.name else []), *own, *drawn]


@dataclass(frozen=True, slots=True)
class Document:
    """An XLSX with its common strings; `uses` counts the cells that show one, on hidden sheets too."""

    book: Book
    strings_part: str
    strings: Element | None
    pages: list[Page]
    uses: Counter[int] = field(default_factory=Counter)


def read(data: bytes) -> tuple[list[Block], list[Remark]]:
    """Blocks and remarks. Raises Refused: not_this_format, encrypted, zip_bomb, unsafe, macros."""
    document = open_document(data)
    package, book = document.book.package, document.book
    remarks = []
    comments = [parse_xml(package.parts[part], "xlsx") for part in comment_parts(package)]
    if notes := sum(1 for root in comments for _ in root.iter(S + "comment")):
        remarks.append(Remark("comments_left_out", {"count": notes}))
    if images := sum(1 for name in package.parts if name.startswith("xl/media/")):
        remarks.append(Remark("images_kept", {"count": images}))
    if book.hidden:
        remarks.append(Remark("hidden_sheets_left", {"count": book.hidden}))
    if book.quoting:
        remarks.append(Remark("formulas_with_words", {"count": book.quoting}))
    if left := embedded(package):
        remarks.append(Remark("parts_left", {"count": left}))
    return list(in_order([block for page in document.pages for block in page.blocks()])), remarks


def open_document(data: bytes) -> Document:
    package = open_package(data, "xlsx")
    main = main_part(package, "xlsx", TYPES, S + "workbook")
    book = open_book(package, main)
    part = next(iter(related(package, main, "xlsx").get("sharedStrings", [])), "")
    strings = parse_xml(package.parts[part], "xlsx") if part in package.parts else None
    known = [] if strings is None else strings.findall(S + "si")
    coded: dict[int, Encoded] = {}
    pages = [_page(book, sheet, known, coded) for sheet in book.sheets]
    check_parts(package, "xlsx")
    return Document(book, part, strings, pages, _uses(package, main))


def _page(book: Book, sheet: Sheet, strings: list[Element], coded: dict[int, Encoded]) -> Page:
    package, part = book.package, sheet.part
    drawn = [one for one in related(package, part, "xlsx").get(DRAWING, []) if one in package.parts]
    return Page(
        sheet,
        _name(book, sheet),
        list(_cells(book, sheet, strings, coded)),
        list(sides(part, sheet.root)),
        list(hints(part, sheet.root, PROMPTS)),
        [*(drawing(package, one, "xlsx") for one in drawn), *figures(package, [part, *drawn], "xlsx")],
    )


def _name(book: Book, sheet: Sheet) -> Block | None:
    """The name of a sheet, where it says something and no formula needs it."""
    name = sheet.element.get("name", "")
    encoded = encode(list(runs(name, None, None, str)))
    if not LETTER.search(name) or NUMBERED.fullmatch(name) or book.is_used(name):
        return None
    return Block(f"{book.main}#{sheet.place}", "heading", 2, encoded.text, encoded.placeables)


def _cells(book: Book, sheet: Sheet, strings: list[Element], coded: dict[int, Encoded]) -> Iterator[Cell]:
    named = headings(sheet.tables)
    seen: set[tuple[int, int]] = set()
    for element, row, column in cells(sheet):
        index, encoded = _said(element, strings, coded)
        if (row, column) in seen or not LETTER.search(plain(encoded.text)):
            continue
        seen.add((row, column))
        if (row, column) in named and book.is_column_used(named[row, column][1].get("name", "")):
            continue
        key = f"{sheet.part}#{row},{column}"
        block = Block(key, "cell", 0, encoded.text, encoded.placeables, sheet.place, row - 1, column - 1)
        yield Cell(block, element, index, encoded, (row, column))


def _said(cell: Element, strings: list[Element], coded: dict[int, Encoded]) -> tuple[int | None, Encoded]:
    """The words of a cell; the same string is taken apart once."""
    if cell.get("t") == "inlineStr":
        holder = cell.find(S + "is")
        return None, encode([] if holder is None else nodes(holder))
    index = _index(cell)
    if not 0 <= index < len(strings):
        return None, encode([])
    if index not in coded:
        coded[index] = encode(nodes(strings[index]))
    return index, coded[index]


def _index(cell: Element) -> int:
    text = cell.findtext(S + "v", "")
    return int(text) if re.fullmatch(r"\d{1,8}", text) else -1


def _uses(package: Package, main: str) -> Counter[int]:
    uses: Counter[int] = Counter()
    for part in set(by_id(package, main, "xlsx").values()) & package.parts.keys():
        if b"sheetData" in package.parts[part]:
            shown = parse_xml(package.parts[part], "xlsx").iterfind(f"{S}sheetData/{S}row/{S}c[@t='s']")
            uses.update(_index(cell) for cell in shown)
    return uses


def write(data: bytes, texts: Mapping[str, str], language: str, *, internal: bool = False) -> bytes:
    """The same package with texts replaced and comments emptied. A spreadsheet says nowhere in which language it is.

    `internal`: comments stay. Nothing is fetched when it is opened (`outside`).

    Raises BadPlaceables, and Refused as `read`.
    """
    document = open_document(data)
    package, book = document.book.package, document.book
    changed: dict[str, bytes] = {}
    roots: dict[str, Element] = {page.sheet.part: page.sheet.root for page in document.pages}
    for page in document.pages:
        _write_name(document, page, texts)
        write_sides(page.sides, texts)
        write_hints(page.hints, texts)
        for one in page.drawings:
            roots |= dict(one.write(texts, language))
    roots |= _write_cells(document, texts)
    if any(cell.get("t") == "str" for page in document.pages for cell in page.sheet.root.iter(S + "c")) and texts:
        recalculated(book.root)
    roots[book.main] = book.root
    for part, root in roots.items():
        store(changed, package, part, root, "xlsx")
    if not internal:
        changed |= _without_notes(package) | without_comments(package, "xlsx")
    return repack(package, changed | cut_queries(package) | cut_relations(package, "xlsx"))


def _write_name(document: Document, page: Page, texts: Mapping[str, str]) -> None:
    """Excel takes no more than 31 characters, none of []:*?/\\ and no name twice."""
    text = texts.get(page.name.key) if page.name else None
    if page.name is None or text is None or text == page.name.text:
        return
    others = {one.get("name", "").casefold() for one in document.book.root.iter(S + "sheet")}
    others -= {page.sheet.element.get("name", "").casefold()}
    encoded = encode(list(runs(page.name.text, None, None, str)))
    wanted = NOT_IN_NAMES.sub("-", " ".join(plain_text(encoded, text).split())).strip("'")[:SHEET_NAME].strip("' ")
    again = 1
    name = wanted
    while name.casefold() in others:
        again += 1
        name = f"{wanted[: SHEET_NAME - 4]} {again}"
    page.sheet.element.set("name", name or page.name.text)


def _write_cells(document: Document, texts: Mapping[str, str]) -> dict[str, Element]:
    """Put the translations into cells, and into what has to say the same; the parts beside the sheets."""
    wanted: dict[int, list[tuple[Cell, str]]] = {}
    changed: dict[str, Element] = {}
    for page in document.pages:
        named = headings(page.sheet.tables)
        for cell in page.cells:
            text = texts.get(cell.block.key)
            if text is None or text == cell.block.text:
                continue
            if cell.place in named:
                table, column, attribute = named[cell.place]
                text = distinct(table, column, text) if attribute == "name" else text
                column.set(attribute, plain(text).replace("\n", "_x000a_"))
                changed[table.part] = table.root
            holder = cell.element.find(S + "is")
            if cell.index is not None:
                wanted.setdefault(cell.index, []).append((cell, text))
            elif holder is not None:
                replace(holder, cell.encoded, text)
    if document.strings is not None and wanted:
        _write_strings(document, document.strings, wanted)
        changed[document.strings_part] = document.strings
    return changed


def _write_strings(document: Document, strings: Element, wanted: Mapping[int, list[tuple[Cell, str]]]) -> None:
    """A string all of whose cells say the same is replaced; otherwise each wording gets one of its own."""
    known = strings.findall(S + "si")
    last, newest = len(known), known[-1]
    for index, asked in wanted.items():
        wordings: dict[str, list[Cell]] = {}
        for cell, text in asked:
            wordings.setdefault(text, []).append(cell)
        alone = len(wordings) == 1 and len(asked) == document.uses[index]
        for text, showing in wordings.items():
            if alone:
                replace(known[index], showing[0].encoded, text)
                continue
            added = etree.Element(S + "si")
            replace(added, showing[0].encoded, text)
            newest.addnext(added)
            for cell in showing:
                if (shown := cell.element.find(S + "v")) is not None:
                    shown.text = str(last)
            last, newest = last + 1, added
    if "uniqueCount" in strings.attrib:
        strings.set("uniqueCount", str(last))


def _without_notes(package: Package) -> dict[str, bytes]:
    """The yellow boxes of comments, which are drawn apart. What Excel drew as bad XML stays: no words are in it."""
    changed: dict[str, bytes] = {}
    for part in package.parts:
        if not part.endswith(".vml"):
            continue
        try:
            root = parse_xml(package.parts[part], "xlsx")
        except Refused:
            continue
        for note in root.findall(f".//{NOTE}/.."):
            if (parent := note.getparent()) is not None:
                parent.remove(note)
        store(changed, package, part, root, "xlsx")
    return changed
