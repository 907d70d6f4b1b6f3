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

from uramost.documents import txt
from uramost.documents.blocks import Refused
from uramost.documents.package import CFB_MAGIC, DAMAGED, ENCRYPTED_STREAM, Limits, open_package
from uramost.terms.reading import separator

MOST_ROWS: Final = 20_000
"""Rows of a file; more are not looked through by anybody."""
MOST_COLUMNS: Final = 60
LONGEST: Final = 500
"""Characters of a cell."""
_CHUNK: Final = 1 << 20
_ROW: Final = re.compile(rb"<(?:\w+:)?row[ >]")
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
    too_many_rows{most}.
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
    count, rest = 0, b""
    while chunk := part.read(_CHUNK):
        count += len(_ROW.findall(rest + chunk)) - len(_ROW.findall(rest))
        if count > MOST_ROWS:
            raise Refused("too_many_rows", most=MOST_ROWS)
        rest = chunk[-32:]


def _of_sheet(shown: Any, written: Any) -> Iterator[Row]:
    stands_for = {
        (row, column): (merged.min_row, merged.min_col)
        for merged in shown.merged_cells.ranges
        if merged.max_row - merged.min_row < MOST_ROWS
        for row in range(merged.min_row, merged.max_row + 1)
        for column in range(merged.min_col, min(merged.max_col, MOST_COLUMNS) + 1)
    }
    for number in range(1, min(shown.max_row, 4 * MOST_ROWS) + 1):
        cells = []
        for column in range(1, min(shown.max_column, MOST_COLUMNS) + 1):
            place = stands_for.get((number, column), (number, column))
            cells.append(_cell(shown.cell(*place).value, written.cell(*place), merged=place != (number, column)))
        row = _row(number, cells)
        if any(row.cells):
            yield row


def _cell(value: Any, written: Any, *, merged: bool) -> tuple[str, str]:
    """Its text, and what is odd about it."""
    if written.data_type == "f":
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
