"""A file with a table as it came: XLSX or CSV in, rows of texts out, and what was odd about single cells."""

import csv
import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import PurePosixPath
from typing import Any, Final

from openpyxl import load_workbook
from openpyxl.utils.cell import range_boundaries

from uramost.documents import txt
from uramost.documents.blocks import Refused
from uramost.documents.package import CFB_MAGIC, DAMAGED, ENCRYPTED_STREAM, Limits, open_package
from uramost.terms.reading import separator

MOST_ROWS: Final = 20_000
"""Rows of a file; more are not looked through by anybody."""
MOST_COLUMNS: Final = 60
MOST_CELLS: Final = 600_000
"""Cells of a workbook, thirty for each row there may be: each takes some hundreds of bytes of memory, twice."""
LONGEST: Final = 500
"""Characters of a cell."""
MOST_MERGED: Final = 250_000
"""Cells that are merged with others: a title over a whole row is 16,384 of them, one over a whole column a million."""
_CHUNK: Final = 1 << 20
_ROW: Final = re.compile(rb"<(?:\w+:)?row[ >]")
_CELL: Final = re.compile(rb"<(?:\w+:)?c[ >/]")
_MERGED: Final = re.compile(
    rb"<(?:\w+:)?mergeCell\s[^>]{0,40}?ref=[\"']([A-Z]{1,3}[0-9]{1,7}:[A-Z]{1,3}[0-9]{1,7})[\"']"
)
_LONGEST_TAG: Final = 80
"""Bytes of a tag that may be cut by the end of a chunk."""
_SHEET: Final = re.compile(r"xl/worksheets/[^/]+\.xml", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its number in the file, its cells, and what was odd, by the number of the cell.

    Codes: formula (its last result stands), no_result (a formula without one), merged (stands once for several cells),
    number (a number, of which zeros in front may be lost), too_long (cut off).
    """

    number: int
    cells: tuple[str, ...]
    odd: dict[int, str] = field(default_factory=dict)


def rows(data: bytes, filename: str) -> list[Row]:
    """Rows that are not empty, of the first sheet that has any.

    Raises `Refused`: unknown_format, not_this_format, old_format, encrypted, zip_bomb, unsafe, bad_text, empty,
    too_many_rows{most}, merged_too_far.
    """
    kind = PurePosixPath(filename.replace("\\", "/")).suffix.lower()
    if data.startswith(CFB_MAGIC):
        raise Refused("encrypted") if ENCRYPTED_STREAM in data else Refused("old_format")
    if kind in {".xlsx", ".xlsm"} or data.startswith(b"PK"):
        found = _of_workbook(data)
    elif kind in {".csv", ".txt", ".tsv"}:
        found = list(_of_text(data))
    else:
        raise Refused("unknown_format", extension=kind.lstrip("."))
    if not found:
        raise Refused("empty")
    return found


def _of_text(data: bytes) -> Iterator[Row]:
    text = txt.decoded(data).text
    table = csv.reader(io.StringIO(text, newline=""), delimiter=separator(text))
    try:
        for count, cells in enumerate(table):
            if count > MOST_ROWS:
                raise Refused("too_many_rows", most=MOST_ROWS)
            row = _row(table.line_num, [(cell, "") for cell in cells[:MOST_COLUMNS]])
            if any(row.cells):
                yield row
    except csv.Error as error:
        raise Refused("not_this_format", format="csv") from error


def _of_workbook(data: bytes) -> list[Row]:
    _check_rows(data)
    open_package(data, "xlsx", Limits(entries=2000))
    try:
        shown = load_workbook(io.BytesIO(data), data_only=True)
        written = load_workbook(io.BytesIO(data))
    except (*DAMAGED, KeyError, TypeError, AttributeError, IndexError) as error:
        raise Refused("not_this_format", format="xlsx") from error
    for sheet in shown.worksheets:
        if found := list(_of_sheet(sheet, written[sheet.title])):
            return found
    return []


def _check_rows(data: bytes) -> None:
    """A sheet of a million rows is refused before it is taken into memory."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for entry in archive.infolist():
                if _SHEET.fullmatch(entry.filename):
                    with archive.open(entry) as part:
                        _count(part)
    except DAMAGED as error:
        if isinstance(error, Refused):
            raise
        raise Refused("not_this_format", format="xlsx") from error


def _count(part: Any) -> None:
    """Also of cells and of what is merged: each of these would be made, however many there are."""
    count, cells, merged, rest = 0, 0, 0, b""
    while chunk := part.read(_CHUNK):
        seen = rest + chunk
        count += len(_ROW.findall(seen)) - len(_ROW.findall(rest))
        cells += len(_CELL.findall(seen)) - len(_CELL.findall(rest))
        merged += sum(map(_area, _MERGED.findall(seen))) - sum(map(_area, _MERGED.findall(rest)))
        if count > MOST_ROWS:
            raise Refused("too_many_rows", most=MOST_ROWS)
        if cells > MOST_CELLS:
            raise Refused("zip_bomb", reason="cells")
        if merged > MOST_MERGED:
            raise Refused("merged_too_far")
        rest = seen[-_LONGEST_TAG:]


def _area(reference: bytes) -> int:
    """Cells of an area such as A1:C7."""
    left, top, right, bottom = range_boundaries(reference.decode())
    cells: int = (abs(right - left) + 1) * (abs(bottom - top) + 1)
    return cells


def _of_sheet(shown: Any, written: Any) -> Iterator[Row]:
    """Only rows in which something is: one cell may stand in row 1,048,576, and asking for a cell makes it."""
    stands_for = {
        (row, column): (merged.min_row, merged.min_col)
        for merged in shown.merged_cells.ranges
        for row in range(merged.min_row, merged.max_row + 1)
        for column in range(merged.min_col, min(merged.max_col, MOST_COLUMNS) + 1)
    }
    there, before = shown._cells, written._cells
    width = min(max((column for _row, column in there), default=0), MOST_COLUMNS)
    for number in sorted({row for row, _column in there}):
        cells = []
        for column in range(1, width + 1):
            place = stands_for.get((number, column), (number, column))
            found = there.get(place)
            merged = place != (number, column)
            cells.append(_cell(found.value, before.get(place), merged=merged) if found is not None else ("", ""))
        row = _row(number, cells)
        if any(row.cells):
            yield row


def _cell(value: Any, written: Any, *, merged: bool) -> tuple[str, str]:
    """Its text, and what is odd about it."""
    if written is not None and written.data_type == "f":
        return (_text(value), "formula") if value is not None else ("", "no_result")
    if merged:
        return _text(value), "merged"
    return _text(value), "number" if isinstance(value, int | float) and not isinstance(value, bool) else ""


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _row(number: int, cells: list[tuple[str, str]]) -> Row:
    texts, odd = [], {}
    for place, (text, code) in enumerate(cells):
        tidy = " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())
        texts.append(tidy[:LONGEST])
        if code or len(tidy) > LONGEST:
            odd[place] = code or "too_long"
    return Row(number, tuple(texts), odd)
