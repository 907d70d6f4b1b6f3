"""The cells of a spreadsheet from somebody: what stands in each, which hold formulas, and which were merged.

Read from the parts themselves within limits: nothing is computed, nothing is fetched, and a file of a million rows is
refused before it is read.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from uramost.documents.blocks import Refused
from uramost.documents.docx_names import Element, R
from uramost.documents.opc import by_id, main_part, related
from uramost.documents.package import MB, Limits, Package, open_package, parse_xml
from uramost.documents.xlsx_strings import RETURN, S

LIMITS: Final = Limits(total=60 * MB, part=8 * MB)
TYPES: Final = tuple(f"spreadsheetml.{name}.main+xml".encode() for name in ("sheet", "template"))
ADDRESS: Final = re.compile(r"([A-Z]{1,3})([1-9]\d{0,6})")
LONGEST: Final = 10_000
"""Characters of a cell; the rest is not read, and that is told."""
MOST_MERGED: Final = 2_000
"""Merged areas of a sheet: each cell that is read is looked for in all of them."""


@dataclass(frozen=True, slots=True)
class Cell:
    """`text` as it stands; `number` says that the cell holds one; `formula`: not computed, and not believed."""

    text: str
    number: bool = False
    formula: str = ""
    cut: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """A sheet; places are (row, column) from 1. `merged`: first and last place of each area."""

    name: str
    cells: Mapping[tuple[int, int], Cell]
    merged: tuple[tuple[tuple[int, int], tuple[int, int]], ...]
    since_1904: bool

    def at(self, row: int, column: int) -> Cell:
        return self.cells.get((row, column), EMPTY)

    def rows(self) -> list[int]:
        return sorted({row for row, _ in self.cells})

    def is_merged(self, row: int, column: int) -> bool:
        return any(top <= row <= bottom and left <= column <= right for (top, left), (bottom, right) in self.merged)


EMPTY: Final = Cell("")


def grids(data: bytes) -> list[Grid]:
    """Every sheet, hidden ones too. Raises Refused: not_this_format, encrypted, macros, zip_bomb, unsafe."""
    package = open_package(data, "xlsx", LIMITS)
    main = main_part(package, "xlsx", TYPES, S + "workbook")
    root = parse_xml(package.parts[main], "xlsx", LIMITS)
    strings = _strings(package, main)
    parts = by_id(package, main, "xlsx")
    since_1904 = any(one.get("date1904") in {"1", "true"} for one in root.iterfind(S + "workbookPr"))
    found = []
    for element in root.iterfind(f"{S}sheets/{S}sheet"):
        part = parts.get(element.get(R + "id", ""), "")
        if part in package.parts:
            sheet = parse_xml(package.parts[part], "xlsx", LIMITS)
            cells = {place: cell for place, cell in _cells(sheet, strings) if cell.text or cell.formula}
            merged = tuple(_merged(sheet))
            if len(merged) > MOST_MERGED:
                raise Refused("zip_bomb", reason="merged")
            found.append(Grid(element.get("name", ""), cells, merged, since_1904))
    if not found:
        raise Refused("not_this_format", format="xlsx")
    return found


def letters(column: int) -> str:
    """27 → AA, as spreadsheets name columns."""
    found = ""
    while column:
        column, rest = divmod(column - 1, 26)
        found = chr(65 + rest) + found
    return found


def _strings(package: Package, main: str) -> list[str]:
    part = next(iter(related(package, main, "xlsx").get("sharedStrings", [])), "")
    if part not in package.parts:
        return []
    return [_said(one) for one in parse_xml(package.parts[part], "xlsx", LIMITS).iterfind(S + "si")]


def _said(holder: Element) -> str:
    """The text of a string, without how a Japanese word is read."""
    texts = [one.text or "" for one in holder.iterfind(S + "t")]
    texts += [one.text or "" for run in holder.iterfind(S + "r") for one in run.iterfind(S + "t")]
    return RETURN.sub("\n", "".join(texts))


def _cells(sheet: Element, strings: list[str]) -> Iterator[tuple[tuple[int, int], Cell]]:
    row = 0
    for line in sheet.iterfind(f"{S}sheetData/{S}row"):
        said = line.get("r", "")
        row = int(said) if re.fullmatch(r"[1-9]\d{0,6}", said) else row + 1
        column = 0
        for cell in line.iterfind(S + "c"):
            found = ADDRESS.fullmatch(cell.get("r", ""))
            column = _column(found[1]) if found else column + 1
            yield (row, column), _cell(cell, strings)


def _cell(cell: Element, strings: list[str]) -> Cell:
    kind = cell.get("t", "n")
    formula = cell.find(S + "f")
    if formula is not None:
        return Cell("", formula=f"={formula.text or ''}"[:200])
    if kind == "inlineStr":
        holder = cell.find(S + "is")
        text = "" if holder is None else _said(holder)
    else:
        value = cell.find(S + "v")
        text = "" if value is None else value.text or ""
        if kind == "s":
            text = strings[int(text)] if text.isascii() and text.isdigit() and int(text) < len(strings) else ""
        if kind == "b":
            text = {"1": "TRUE", "0": "FALSE"}.get(text, text)
    tidy = text.strip()
    return Cell(tidy[:LONGEST], kind == "n" and bool(tidy), cut=len(tidy) > LONGEST)


def _merged(sheet: Element) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    for one in sheet.iterfind(f"{S}mergeCells/{S}mergeCell"):
        ends = [ADDRESS.fullmatch(part) for part in one.get("ref", "").split(":")]
        if len(ends) == 2 and ends[0] and ends[1]:
            first, last = ((int(end[2]), _column(end[1])) for end in (ends[0], ends[1]))
            yield first, last


def _column(name: str) -> int:
    number = 0
    for letter in name:
        number = number * 26 + ord(letter) - 64
    return number
