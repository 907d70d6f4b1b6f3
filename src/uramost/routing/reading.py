"""A table of rules as CSV, in and out: one rule in a line, values in a cell divided by |."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from uramost.routing.rules import BadRule, Hours, Rule

COLUMNS: Final = (
    "id",
    "office",
    "service",
    "kind",
    "area",
    "language",
    "words",
    "weekdays",
    "hours",
    "answers",
    "since",
    "until",
    "reason",
)
NEEDED: Final = ("id", "office")
LONGEST: Final = 10_000
"""Characters of a cell; reasons and lists of areas are shorter, and what is longer is no cell."""
_HOURS: Final = re.compile(r"(\d\d?):(\d\d)\s*[-–]\s*(\d\d?):(\d\d)")


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong in a file: the line (1 is the header), a code, the column and the value.

    Codes: bad_encoding, missing_column, unknown_column, wrong_width, duplicate_id, bad_since, bad_until, bad_answers,
    and those of `BadRule`.
    """

    line: int
    code: str
    column: str = ""
    value: str = ""


def read_csv(content: bytes) -> tuple[tuple[Rule, ...], tuple[Fault, ...]]:
    """The rules of a file, and everything that is wrong in it. A line with a fault gives no rule.

    UTF-8, with or without a byte order mark; divided by commas, semicolons or tabs, as the header is.
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return (), (Fault(content[: error.start].count(b"\n") + 1, "bad_encoding"),)
    head = text.partition("\n")[0]
    lines = _lines(text, max(",;\t", key=head.count))
    header = [name.strip() for name in next(lines, (1, []))[1]]
    faults = [Fault(1, "missing_column", name) for name in NEEDED if name not in header]
    faults += [Fault(1, "unknown_column", name) for name in header if name not in COLUMNS]
    if faults:
        return (), tuple(faults)
    rules: dict[str, Rule] = {}
    for line, cells in lines:
        found = _rule(line, header, cells)
        if isinstance(found, Rule) and found.id in rules:
            found = Fault(line, "duplicate_id", "id", found.id)
        if isinstance(found, Rule):
            rules[found.id] = found
        else:
            faults.append(found)
    return tuple(rules.values()), tuple(faults)


def _lines(text: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """The lines that say something, with the number of the line that each begins on.

    A quotation mark that nothing closes makes one cell of the rest. How long a cell may be at all is set for a whole
    process, and another table may have been read in it.
    """
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    begins = 1
    try:
        for cells in reader:
            if any(len(cell) > LONGEST for cell in cells):
                yield begins, []
            elif any(cell.strip() for cell in cells):
                yield begins, cells
            begins = reader.line_num + 1
    except csv.Error:
        yield begins, []


def _rule(line: int, header: list[str], cells: list[str]) -> Rule | Fault:
    if len(cells) != len(header):
        return Fault(line, "wrong_width", "", str(len(cells)))
    row = dict(zip(header, (cell.strip() for cell in cells), strict=True))
    try:
        return Rule(
            id=row["id"],
            office=row["office"],
            services=_set(row, "service"),
            kinds=_set(row, "kind"),
            areas=_set(row, "area"),
            languages=_set(row, "language"),
            words=_set(row, "words"),
            weekdays=_set(row, "weekdays"),
            hours=_hours(row.get("hours", "")),
            answers=_answers(row),
            since=_day(row, "since"),
            until=_day(row, "until"),
            reason=row.get("reason", ""),
        )
    except BadRule as bad:
        return Fault(line, bad.code, _COLUMN_OF.get(bad.code, ""), bad.value)


_COLUMN_OF: Final = {
    "no_id": "id",
    "no_office": "office",
    "bad_kind": "kind",
    "bad_words": "words",
    "bad_weekday": "weekdays",
    "bad_hours": "hours",
    "bad_answers": "answers",
    "bad_validity": "until",
    "bad_since": "since",
    "bad_until": "until",
}


def _parts(cell: str) -> list[str]:
    return [part for part in map(str.strip, cell.split("|")) if part]


def _set(row: Mapping[str, str], column: str) -> frozenset[str]:
    return frozenset(_parts(row.get(column, "")))


def _hours(cell: str) -> Hours | None:
    if not cell:
        return None
    found = _HOURS.fullmatch(cell)
    if not found or int(found[2]) > 59 or int(found[4]) > 59:
        raise BadRule("bad_hours", cell)
    start, end = (int(found[at]) * 60 + int(found[at + 1]) for at in (1, 3))
    return Hours(start, end)


def _day(row: Mapping[str, str], column: str) -> date | None:
    cell = row.get(column, "")
    try:
        return date.fromisoformat(cell) if cell else None
    except ValueError:
        raise BadRule(f"bad_{column}", cell) from None


def _answers(row: Mapping[str, str]) -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for part in _parts(row.get("answers", "")):
        name, equals, value = (piece.strip() for piece in part.partition("="))
        if not (name and equals and value):
            raise BadRule("bad_answers", part)
        found[name] = found.get(name, frozenset()) | {value}
    return found


def write_csv(rules: Iterable[Rule]) -> str:
    """The same table again. Lines end in CR LF, as RFC 4180 has it."""
    file = io.StringIO(newline="")
    writer = csv.writer(file)
    writer.writerow(COLUMNS)
    writer.writerows(_cells(rule) for rule in rules)
    return file.getvalue()


def _cells(rule: Rule) -> list[str]:
    sets = (rule.services, rule.kinds, rule.areas, rule.languages, rule.words, rule.weekdays)
    answers = [f"{name}={value}" for name, values in sorted(rule.answers.items()) for value in sorted(values)]
    return [
        rule.id,
        rule.office,
        *("|".join(sorted(values)) for values in sets),
        str(rule.hours or ""),
        "|".join(answers),
        str(rule.since or ""),
        str(rule.until or ""),
        rule.reason,
    ]
