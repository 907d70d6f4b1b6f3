"""Read the CSV tables of a pack row by row, and remember everything that is wrong instead of stopping at the first."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from pathlib import Path
from typing import TypeVar
from zoneinfo import ZoneInfo

Made = TypeVar("Made")


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong in a pack: file, line (1 is the header; 0 is the file itself), a code and its values."""

    file: str
    line: int
    code: str
    values: Mapping[str, str]


class PackError(ValueError):
    """A pack cannot be used; `faults` are all that were found, by file and line."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = tuple(sorted(faults, key=lambda fault: (fault.file, fault.line, fault.code)))
        super().__init__(
            "; ".join(f"{fault.file}:{fault.line} {fault.code} {dict(fault.values)}" for fault in self.faults)
        )


@dataclass(slots=True)
class Faults:
    """Collects what is wrong."""

    found: list[Fault] = field(default_factory=list)

    def add(self, file: str, line: int, code: str, **values: str) -> None:
        self.found.append(Fault(file, line, code, values))


@dataclass(frozen=True, slots=True)
class Row:
    """One row. A value that cannot be read is a fault and comes back as a harmless stand-in."""

    file: str
    line: int
    values: Mapping[str, str]
    faults: Faults

    def fault(self, code: str, **values: str) -> None:
        self.faults.add(self.file, self.line, code, **values)

    def text(self, column: str) -> str:
        return self.values.get(column, "").strip()

    def need(self, column: str) -> str:
        value = self.text(column)
        if not value:
            self.fault("missing_source" if column == "source" else "missing_value", column=column)
        return value

    def parts(self, column: str) -> tuple[str, ...]:
        """A list inside a cell, divided by |."""
        return tuple(part.strip() for part in self.text(column).split("|") if part.strip())

    def texts(self, prefix: str, *, may_lack: bool = False) -> dict[str, str]:
        """The columns `prefix:tag` as tag → text; each is needed unless it may lack, as in a column `prefix:tag?`."""
        found = {}
        for name in self.values:
            of, _, tag = name.partition(":")
            if of == prefix and tag:
                found[tag.removesuffix("?")] = self.text(name) if may_lack or tag.endswith("?") else self.need(name)
        return {tag: value for tag, value in found.items() if value}

    def whole(self, column: str) -> int:
        return self._read(column, _natural, "bad_number", 0)

    def decimal(self, column: str) -> Decimal:
        return self._read(column, _finite, "bad_number", Decimal(0))

    def day(self, column: str) -> date:
        return self._read(column, date.fromisoformat, "bad_date", date.min)

    def flag(self, column: str) -> bool:
        return self._read(column, {"0": False, "1": True}.__getitem__, "bad_flag", False)

    def zone(self, column: str) -> str:
        return self._read(column, lambda value: ZoneInfo(value).key, "unknown_zone", "UTC")

    def whole_or_none(self, column: str) -> int | None:
        return self.whole(column) if self.text(column) else None

    def percent_or_none(self, column: str) -> Fraction | None:
        return Fraction(self.decimal(column)) if self.text(column) else None

    def day_or_none(self, column: str) -> date | None:
        return self.day(column) if self.text(column) else None

    def one_of(self, column: str, allowed: Sequence[str]) -> str:
        value = self.need(column)
        if value and value not in allowed:
            self.fault("unknown_code", column=column, value=value)
        return value

    def _read(self, column: str, convert: Callable[[str], Made], code: str, instead: Made) -> Made:
        value = self.text(column)
        try:
            return convert(value)
        except (ValueError, KeyError, InvalidOperation):
            self.fault(code, column=column, value=value)
            return instead


@dataclass(frozen=True, slots=True)
class Table:
    """A file of a pack: the columns it must have and those that together name a row.

    A column ending in ":" stands for one column per language, such as `name:xx`, or `name:xx?` where only some rows
    have a text in it.
    """

    file: str
    columns: tuple[str, ...]
    key: tuple[str, ...]


def rows(folder: Path, table: Table, faults: Faults) -> list[Row]:
    """The rows of a table that have the right width and a key of their own."""
    try:
        content = (folder / table.file).read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        faults.add(table.file, 0, "missing_file")
        return []
    except UnicodeDecodeError:
        faults.add(table.file, 0, "bad_encoding")
        return []
    reader = csv.reader(io.StringIO(content, newline=""))
    header = next(reader, [])
    missing = [column for column in table.columns if not _has(header, column)]
    for column in missing:
        faults.add(table.file, 1, "missing_column", column=column)
    return [] if missing else _without_doubles(list(_of_width(reader, header, table, faults)), table)


def languages_of(row: Row) -> set[str]:
    """The tags after the colon in a row's column names."""
    return {name.partition(":")[2].removesuffix("?") for name in row.values if ":" in name}


def _has(header: Sequence[str], column: str) -> bool:
    return any(name.startswith(column) for name in header) if column.endswith(":") else column in header


def _of_width(reader: Iterator[list[str]], header: list[str], table: Table, faults: Faults) -> Iterator[Row]:
    for number, cells in enumerate(reader, start=2):
        if len(cells) == len(header):
            yield Row(table.file, number, dict(zip(header, cells, strict=True)), faults)
        elif cells:
            faults.add(table.file, number, "wrong_width", found=str(len(cells)), wanted=str(len(header)))


def _without_doubles(found: list[Row], table: Table) -> list[Row]:
    first: dict[tuple[str, ...], Row] = {}
    for row in found:
        key = tuple(row.text(column) for column in table.key)
        if key in first:
            row.fault("duplicate_key", key=" / ".join(key), first_line=str(first[key].line))
        else:
            first[key] = row
    return list(first.values())


def _natural(value: str) -> int:
    if not (value.isascii() and value.isdigit()):
        raise ValueError(value)
    return int(value)


def _finite(value: str) -> Decimal:
    number = Decimal(value)
    if not number.is_finite():
        raise ValueError(value)
    return number
