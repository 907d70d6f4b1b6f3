"""The sheets of a spreadsheet: which cells hold words, and which names must stay because formulas use them?"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import count
from typing import Final

from lxml import etree

from uramost.documents.docx_names import Element, R
from uramost.documents.hints import LETTER
from uramost.documents.opc import by_id, related
from uramost.documents.package import Package, parse_xml
from uramost.documents.xlsx_strings import S

ADDRESS: Final = re.compile(r"([A-Z]{1,3})([1-9]\d{0,6})")
HIDDEN: Final = {"hidden", "veryHidden"}
FORMULAS: Final = tuple(f"{{*}}{name}" for name in ("f", "formula", "formula1", "formula2", "definedName"))
NUMBERED: Final = re.compile(r"(?:sheet|fleta?|list|tabela|sayfa|лист|табела)\s?\d*", re.IGNORECASE)
"""A name that a program gave by itself."""


@dataclass(frozen=True, slots=True)
class Table:
    """A range with headings; Excel finds the file damaged when a heading and its column's name differ."""

    part: str
    root: Element
    first: tuple[int, int]  # row and column of the first heading, from 1
    last: int  # row
    columns: list[Element]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet that is shown."""

    place: int  # among all sheets, from 0
    element: Element  # what names it, in the main part
    part: str
    root: Element
    tables: list[Table]


@dataclass(frozen=True)
class Book:
    """The sheets of a package as they are shown."""

    package: Package
    main: str
    root: Element
    sheets: list[Sheet]
    hidden: int

    @cached_property
    def formulas(self) -> str:
        """Every formula of the file, also of its charts, rules and hidden sheets."""
        parts = (part for part in self.package.parts if part.startswith("xl/") and part.endswith(".xml"))
        roots = (parse_xml(self.package.parts[part], "xlsx") for part in parts)
        return "\n".join(_formulas(roots))

    def is_used(self, name: str) -> bool:
        """Whether a formula, a rule, a chart or a pivot table refers to a sheet of this name."""
        quoted = re.escape(name.replace("'", "''"))
        return bool(re.search(rf"(?<!\w){quoted}(?:'?[!:]|$)", self.formulas, re.IGNORECASE | re.MULTILINE))

    def is_column_used(self, name: str) -> bool:
        """Whether a formula names a column of a table: Table1[Name], [@Name]."""
        return f"[{name.lower()}]" in self._names or f"@{name.lower()}]" in self._names

    @cached_property
    def _names(self) -> str:
        return self.formulas.lower()

    @cached_property
    def quoting(self) -> int:
        """How many formulas compare or show words of their own: what they compare with may be translated."""
        return sum(1 for line in self.formulas.split("\n") if _quotes_words(line))


def _formulas(roots: Iterable[Element]) -> Iterator[str]:
    for root in roots:
        for element in root.iter(*FORMULAS):
            yield " ".join((element.text or "").split("\n"))
        for source in root.iter(S + "worksheetSource", S + "hyperlink"):
            yield from (source.get(name, "") for name in ("sheet", "location") if source.get(name))


def _quotes_words(formula: str) -> bool:
    return any(LETTER.search(said) for said in re.findall('"([^"]*)"', formula))


def open_book(package: Package, main: str) -> Book:
    """Raises Refused: not_this_format, zip_bomb."""
    root = parse_xml(package.parts[main], "xlsx")
    parts = by_id(package, main, "xlsx")
    sheets, hidden = [], 0
    for place, element in enumerate(root.iterfind(f"{S}sheets/{S}sheet")):
        part = parts.get(element.get(R + "id", ""), "")
        if part not in package.parts:
            continue
        if element.get("state") in HIDDEN:
            hidden += 1
        else:
            tables = list(_tables(package, part))
            sheets.append(Sheet(place, element, part, parse_xml(package.parts[part], "xlsx"), tables))
    return Book(package, main, root, sheets, hidden)


def _tables(package: Package, sheet: str) -> Iterator[Table]:
    from openpyxl.utils.cell import range_boundaries  # noqa: PLC0415 - takes half a second, and few files need it

    for part in related(package, sheet, "xlsx").get("table", []):
        if part not in package.parts:
            continue
        root = parse_xml(package.parts[part], "xlsx")
        if root.get("headerRowCount", "1") == "0":
            continue
        try:
            column, row, _, last = range_boundaries(root.get("ref", ""))
        except ValueError:
            continue
        if row and column and last:
            yield Table(part, root, (row, column), last, root.findall(f"{S}tableColumns/{S}tableColumn"))


def cells(sheet: Sheet) -> Iterator[tuple[Element, int, int]]:
    """Cells that may hold words, with row and column from 1; where the file leaves an address out, the next one."""
    from openpyxl.utils.cell import column_index_from_string  # noqa: PLC0415 - as above

    row = 0
    for line in sheet.root.iterfind(f"{S}sheetData/{S}row"):
        said = line.get("r", "")
        row = int(said) if re.fullmatch(r"[1-9]\d{0,6}", said) else row + 1
        column = 0
        for cell in line.iterfind(S + "c"):
            found = ADDRESS.fullmatch(cell.get("r", ""))
            column = column_index_from_string(found[1]) if found else column + 1
            if cell.get("t") in {"s", "inlineStr"} and cell.find(S + "f") is None:
                yield cell, row, column


def headings(tables: list[Table]) -> dict[tuple[int, int], tuple[Table, Element, str]]:
    """Row and column of a cell → the table and its column, with the attribute that has to say the same."""
    found = {}
    for table in tables:
        for place, column in enumerate(table.columns):
            found[table.first[0], table.first[1] + place] = (table, column, "name")
            if column.get("totalsRowLabel"):
                found[table.last, table.first[1] + place] = (table, column, "totalsRowLabel")
    return found


def distinct(table: Table, column: Element, text: str) -> str:
    """A heading as no other column of its table has it, in capitals or small letters: Excel insists."""
    others = {one.get("name", "").casefold() for one in table.columns if one is not column}
    tried = (text if again == 1 else f"{text} {again}" for again in count(1))
    return next(one for one in tried if one.casefold() not in others)


def recalculated(root: Element) -> None:
    """Results that are words are worked out again when the file is opened: what they come from was translated."""
    properties = root.find(S + "calcPr")
    if properties is None:
        properties = etree.Element(S + "calcPr")
        after = [root.find(S + name) for name in ("definedNames", "externalReferences", "functionGroups", "sheets")]
        next(one for one in after if one is not None).addnext(properties)
    properties.set("fullCalcOnLoad", "1")
