"""Read an assessment that comes back as a workbook: what is sure is taken, everything else is told with its place."""

import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from typing import Final

from uramost.assessment.grid import Cell, Grid, grids, letters
from uramost.assessment.instrument import LEVELS, Instrument
from uramost.assessment.measures import STATES, Measure
from uramost.assessment.sheet import (
    ABOUT,
    FORMAT,
    KEYS,
    MEASURES,
    PLAIN,
    PLAN,
    RATERS,
    SCORES,
    Assessment,
    NotAnAssessment,
    Rated,
    Taken,
    Told,
    Words,
)
from uramost.assessment.sheet_writing import PLAN_COLUMNS

DOES_NOT_APPLY: Final = frozenset("xXхХ-–—")
LARGEST: Final = Decimal(10) ** 10
FIRST_DAY: Final = {False: date(1899, 12, 30), True: date(1904, 1, 1)}
LAST_SERIAL: Final = 109_575  # the end of the year 2199
WHOLE: Final = re.compile(r"\d{1,3}([.,])\d{3}(?:\1\d{3})*|\d+")
PARTS: Final = re.compile(r"(\d{1,3}(?:[.,]\d{3})*|\d+)[.,](\d{1,2})")
"""1.250 is a thousand and a quarter of one; 1,5 is one and a half."""
KNOWN: Final = {"question", "evidence", *map(str, LEVELS)}


def about(data: bytes) -> dict[str, str]:
    """What the workbook says of itself: instrument, version, fingerprint, language, organisation, round.

    Raises Refused for a file that cannot be read, NotAnAssessment for one that is not ours or newer than this program.
    """
    return _about(grids(data))


def read(data: bytes, instrument: Instrument, words: Words = PLAIN) -> Taken:
    """Raises Refused and NotAnAssessment as `about` does, and NotAnAssessment for another instrument.

    A file of another version is read as far as its items are in this one; that it is one is told. `words` are those in
    which states may be typed, besides their codes.
    """
    found = grids(data)
    facts = _about(found)
    if facts.get("instrument") != instrument.code:
        raise NotAnAssessment("other_instrument", instrument=facts.get("instrument", ""))
    return _Reader(found, facts, instrument, words).taken()


def _about(found: list[Grid]) -> dict[str, str]:
    sheet = next((one for one in found if one.at(1, 1).text == ABOUT), None)
    if sheet is None:
        raise NotAnAssessment("not_ours")
    facts = {sheet.at(row, 1).text: sheet.at(row, 2).text for row in sheet.rows()}
    wanted = facts.get("format", "")
    if not wanted.isascii() or not wanted.isdigit():
        raise NotAnAssessment("not_ours")
    if int(wanted) > FORMAT:
        raise NotAnAssessment("newer_format", format=wanted)
    return facts


class _Reader:
    """Keeps what is told."""

    def __init__(self, found: list[Grid], facts: dict[str, str], instrument: Instrument, words: Words) -> None:
        self.facts, self.instrument, self.words = facts, instrument, words
        self.scores = next((one for one in found if one.at(1, 1).text == SCORES), None)
        self.plan = next((one for one in found if one.at(1, 1).text == PLAN), None)
        self.told: list[Told] = []
        self.lines: dict[tuple[str, str], int] = {}
        self.states = {text.casefold(): code for code, text in words.states.items()} | {one: one for one in STATES}

    def tell(self, grid: Grid | None, row: int, column: int, code: str, **values: str) -> None:
        self.told.append(Told(grid.name if grid else "", row, letters(column), code, values))

    def taken(self) -> Taken:
        self.version()
        raters, agreed, reasons = self.scored(self.scores) if self.scores else ((), {}, {})
        measures = tuple(self.measures(self.plan)) if self.plan else ()
        for grid, code in ((self.scores, "no_scores"), (self.plan, "no_plan")):
            if grid is None:
                self.tell(None, 0, 0, code)
        made = Assessment(
            self.instrument.code, self.instrument.version, self.facts.get("organisation", ""),
            self.facts.get("round", ""), raters, agreed, reasons, measures,
        )  # fmt: skip
        return Taken(made, tuple(self.told), self.lines)

    def version(self) -> None:
        version = self.facts.get("version", "")
        if version != str(self.instrument.version):
            self.tell(None, 0, 0, "other_version", version=version, wanted=str(self.instrument.version))
        elif self.facts.get("fingerprint") != self.instrument.fingerprint():
            self.tell(None, 0, 0, "other_content")

    # What was scored ---------------------------------------------------------------------------

    def scored(self, grid: Grid) -> tuple[tuple[Rated, ...], dict[str, int | None], dict[str, str]]:
        columns = self.columns(
            grid, lambda key: key in KNOWN | {"agreed", "why"} or key.startswith(("rater:", "note:"))
        )
        rows = self.items(grid)
        raters = []
        rated = [key for key in columns if key.startswith("rater:")]
        if len(rated) > RATERS:
            self.tell(grid, KEYS, columns[rated[RATERS]], "too_many_raters", value=str(len(rated)))
        for key in rated[:RATERS]:
            _, number, *own = key.split(":", 2)
            values = self.levels(grid, rows, columns[key])
            notes = self.texts(grid, rows, columns.get(f"note:{number}", 0))
            name = grid.at(KEYS + 1, columns[key]).text[:200]
            if values or notes or own[0:1] != [""]:
                raters.append(Rated(name, values, notes, own[0] if own else ""))
        agreed = self.levels(grid, rows, columns.get("agreed", 0))
        return tuple(raters), agreed, self.texts(grid, rows, columns.get("why", 0))

    def columns(self, grid: Grid, known: Callable[[str], bool]) -> dict[str, int]:
        """Code of a column → its number; what stands in a column of no code, or of one that is there, is told."""
        found: dict[str, int] = {}
        below: dict[int, list[int]] = {}
        for row, column in sorted(grid.cells):
            rows = below.setdefault(column, [])
            if row > KEYS + 1:
                rows.append(row)
        for column in sorted(below.keys() - {1}):
            key = grid.at(KEYS, column).text
            if known(key) and key not in found:
                found[key] = column
                continue
            for row in below[column]:
                self.tell(grid, row, column, "no_column", value=_shown(grid.at(row, column)))
        return found

    def items(self, grid: Grid) -> dict[str, int]:
        """Item → its row. What stands in a row without a known item is told."""
        known, found = self.instrument.items(), dict[str, int]()
        across: dict[int, list[int]] = {}
        for row, column in sorted(grid.cells):
            across.setdefault(row, []).append(column)
        for row, columns in across.items():
            key = grid.at(row, 1).text
            code = key.removeprefix("item:")
            if row <= KEYS + 1 or key.startswith("domain:"):
                continue
            if key.startswith("item:") and code in known and code not in found:
                found[code] = row
                self.lines["item", code] = row
            elif key.startswith("item:"):
                self.tell(grid, row, 1, "twice" if code in found else "unknown_item", value=code[:80])
            else:
                for column in columns:
                    self.tell(grid, row, column, "value_without_item", value=_shown(grid.at(row, column)))
        for code in known:
            if code not in found:
                self.tell(grid, 0, 0, "missing_item", item=code)
        return found

    def levels(self, grid: Grid, rows: dict[str, int], column: int) -> dict[str, int | None]:
        found: dict[str, int | None] = {}
        for code, row in rows.items() if column else ():
            cell = self.whole(grid, row, column)
            if cell is None or not cell.text:
                continue
            if cell.text in DOES_NOT_APPLY:
                found[code] = None
            elif (level := _level(cell.text)) is not None:
                found[code] = level
            else:
                self.tell(grid, row, column, "score_not_1_to_4", value=cell.text[:80])
        return found

    def texts(self, grid: Grid, rows: dict[str, int], column: int) -> dict[str, str]:
        read = {code: self.whole(grid, row, column) for code, row in rows.items()} if column else {}
        return {code: cell.text for code, cell in read.items() if cell is not None and cell.text}

    def whole(self, grid: Grid, row: int, column: int) -> Cell | None:
        """What stands there, unless it is a formula; of what is merged or too long that it is told."""
        cell = grid.at(row, column)
        if cell.formula:
            self.tell(grid, row, column, "formula", value=cell.formula)
            return None
        if grid.is_merged(row, column):
            self.tell(grid, row, column, "merged", value=cell.text[:80])
        if cell.cut:
            self.tell(grid, row, column, "too_long")
        return cell

    # The plan ----------------------------------------------------------------------------------

    def measures(self, grid: Grid) -> Iterator[Measure]:
        columns = self.columns(grid, lambda key: key in PLAN_COLUMNS)
        rows = [row for row in grid.rows() if row > KEYS + 1]
        number = 0
        for row in rows:
            cells = {name: self.whole(grid, row, column) for name, column in columns.items()}
            if not any(cell and cell.text for cell in cells.values()):
                continue
            if number == MEASURES:
                self.tell(grid, row, 1, "too_many_measures", value=str(MEASURES))
                return
            said = {name: cell.text if cell else "" for name, cell in cells.items()}
            self.lines["measure", str(number)] = row
            number += 1
            yield Measure(
                what=said.get("what", ""),
                item=self.item(grid, row, columns, said.get("item", "")),
                owner=said.get("owner", ""),
                starts=self.day(grid, row, columns.get("starts", 0)),
                due=self.day(grid, row, columns.get("due", 0)),
                cost=self.cost(grid, row, columns.get("cost", 0), said.get("cost", "")),
                helps=said.get("helps", ""),
                state=self.state(grid, row, columns, said.get("state", "")),
                evidence=said.get("evidence", ""),
            )

    def item(self, grid: Grid, row: int, columns: dict[str, int], said: str) -> str:
        code = said.removeprefix("item:").strip()
        if code and code not in self.instrument.items():
            self.tell(grid, row, columns["item"], "unknown_item", value=code[:80])
            return ""
        return code

    def state(self, grid: Grid, row: int, columns: dict[str, int], said: str) -> str:
        if not said:
            return "planned"
        if (code := self.states.get(said.casefold())) is not None:
            return code
        self.tell(grid, row, columns["state"], "unknown_state", value=said[:80])
        return "planned"

    def day(self, grid: Grid, row: int, column: int) -> date | None:
        cell = grid.at(row, column)
        if not column or not cell.text or cell.formula:
            return None
        found = _serial(cell.text, grid.since_1904) if cell.number else _typed(cell.text)
        if found is None:
            self.tell(grid, row, column, "bad_date", value=cell.text[:80])
        return found

    def cost(self, grid: Grid, row: int, column: int, said: str) -> Decimal | None:
        if not said:
            return None
        found = amount(said, number=grid.at(row, column).number)
        if found is None:
            self.tell(grid, row, column, "bad_cost", value=said[:80])
        return found


def amount(said: str, *, number: bool = False) -> Decimal | None:
    """Euro from `1.250,50`, `1 250,50 €` or `1250.5`; None where it is none, or below nought.

    `number`: as a spreadsheet stores one, with a full stop before the cents and perhaps an exponent.
    """
    tidy = "".join(said.replace("€", "").replace("EUR", "").replace("'", "").split())
    if not number:
        if WHOLE.fullmatch(tidy):
            tidy = tidy.replace(",", "").replace(".", "")
        elif parts := PARTS.fullmatch(tidy):
            tidy = parts[1].replace(",", "").replace(".", "") + "." + parts[2]
        else:
            return None
    try:
        found = Decimal(tidy)
    except InvalidOperation:
        return None
    return found.quantize(Decimal("0.01")) if found.is_finite() and 0 <= found < LARGEST else None


def _level(text: str) -> int | None:
    """1 to 4, also as a spreadsheet may store it: 3.0."""
    tidy = text.removesuffix(".0")
    return int(tidy) if tidy in {str(level) for level in LEVELS} else None


def _serial(text: str, since_1904: bool) -> date | None:
    try:
        days = int(float(text))
    except (ValueError, OverflowError):
        return None
    return FIRST_DAY[since_1904] + timedelta(days=days) if 0 < days < LAST_SERIAL else None


def _typed(text: str) -> date | None:
    """2026-12-31, 31.12.2026, 31.12.2026., 31/12/2026."""
    tidy = text.rstrip(".").replace("/", ".").replace(" ", "")
    try:
        if "-" in tidy:
            return date.fromisoformat(tidy)
        day, month, year = (int(part) for part in tidy.split("."))
        return date(year, month, day) if year > 1900 else None
    except ValueError:
        return None


def _shown(cell: Cell) -> str:
    return (cell.formula or cell.text)[:80]
