"""Write an assessment as a workbook that people can fill in."""

import io
from datetime import datetime
from functools import cache
from typing import Any, Final

from uramost.assessment.instrument import LEVELS, Instrument, said
from uramost.assessment.measures import STATES, Measure
from uramost.assessment.sheet import (
    ABOUT,
    EMPTY_MEASURES,
    FORMAT,
    KEYS,
    NOT_OURS,
    PLAIN,
    PLAN,
    SCORES,
    Assessment,
    Rated,
    Words,
)

PLAN_COLUMNS: Final = ("item", "what", "owner", "starts", "due", "cost", "helps", "state", "evidence")
WIDTHS: Final = {"item": 16, "what": 44, "owner": 22, "helps": 24, "evidence": 34}
EPOCH: Final = datetime(2000, 1, 1)  # noqa: DTZ001 - it is not told when the file was made: nobody here has a clock


def written(instrument: Instrument, assessment: Assessment, words: Words = PLAIN) -> bytes:
    """An XLSX in the language of `words`; the instrument is in it, or in all its languages where it is not there."""
    from openpyxl import Workbook  # noqa: PLC0415 - takes half a second, and few need it

    book = Workbook()
    book.properties.created = book.properties.modified = EPOCH
    book.properties.creator = "UraMost"
    _scores(book.active, instrument, assessment, words)
    _plan(book.create_sheet(), instrument, assessment, words)
    _about(book.create_sheet(), instrument, assessment, words)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _scores(sheet: Any, instrument: Instrument, assessment: Assessment, words: Words) -> None:
    raters = [*assessment.raters] or [Rated("", {})]
    sheet.title = _tab(words.title)
    _head(sheet, SCORES, _in(instrument.names, words), words.how)
    keys = ["", "question", *map(str, LEVELS), "evidence"]
    titles = ["", words.question, *map(str, LEVELS), words.evidence]
    for number, one in enumerate(raters, start=1):
        keys += [f"rater:{number}:{one.key}", f"note:{number}"]
        titles += [_plain(one.name) or words.rater.format(number), words.note]
    keys += ["agreed", "why"]
    titles += [words.agreed, words.why]
    _rows(sheet, keys, titles)
    line = KEYS + 2
    for domain in instrument.domains:
        _put(sheet, line, 1, f"domain:{domain.code}")
        _put(sheet, line, 2, _in(domain.names, words), bold=True)
        line += 1
        for item in domain.items:
            row: list[Any] = [f"item:{item.code}", _in(item.names, words)]
            row += [_in({tag: texts[level - 1] for tag, texts in item.statements.items()}, words) for level in LEVELS]
            row.append(_in(item.evidence, words))
            for one in raters:
                row += [_level(one.values, item.code), _plain(one.notes.get(item.code, ""))]
            row += [_level(assessment.agreed, item.code), _plain(assessment.reasons.get(item.code, ""))]
            for column, value in enumerate(row, start=1):
                _put(sheet, line, column, value)
            line += 1
    _only(sheet, f'"{",".join(map(str, LEVELS))},{NOT_OURS}"', _score_columns(len(raters)), KEYS + 2, line - 1)
    _widths(sheet, {1: 12, 2: 28, 7: 36, **dict.fromkeys(range(3, 7), 34)}, 14)
    sheet.freeze_panes = sheet.cell(KEYS + 2, 3)


def _plan(sheet: Any, instrument: Instrument, assessment: Assessment, words: Words) -> None:
    sheet.title = _tab(words.plan)
    _head(sheet, PLAN, words.plan, words.plan_how)
    titles = [words.item, words.what, words.owner, words.starts, words.due, words.cost, words.helps, words.state]
    _rows(sheet, ["", *PLAN_COLUMNS], ["", *titles, words.shown_by])
    line = KEYS + 2
    for number, measure in enumerate(assessment.measures, start=1):
        _put(sheet, line, 1, f"measure:{number}")
        for column, value in enumerate(_measure(measure, words), start=2):
            cell = _put(sheet, line, column, value)
            if PLAN_COLUMNS[column - 2] in {"starts", "due"}:
                cell.number_format = "DD.MM.YYYY"
        line += 1
    last = line + EMPTY_MEASURES
    _only(sheet, '"' + ",".join(words.states.get(state, state) for state in STATES) + '"', [9], KEYS + 2, last)
    _widths(sheet, {1: 12, **{at: WIDTHS.get(name, 14) for at, name in enumerate(PLAN_COLUMNS, start=2)}}, 14)
    sheet.freeze_panes = sheet.cell(KEYS + 2, 3)


def _about(sheet: Any, instrument: Instrument, assessment: Assessment, words: Words) -> None:
    sheet.title = _tab(words.about)
    facts = {
        ABOUT: words.about,
        "format": FORMAT,
        "instrument": instrument.code,
        "version": instrument.version,
        "fingerprint": instrument.fingerprint(),
        "language": words.language,
        "organisation": _plain(assessment.organisation),
        "round": assessment.key,
    }
    for line, (name, value) in enumerate(facts.items(), start=1):
        _put(sheet, line, 1, name)
        _put(sheet, line, 2, value)
    _widths(sheet, {1: 18, 2: 70}, 14)


def _measure(measure: Measure, words: Words) -> list[Any]:
    return [
        measure.item, _plain(measure.what), _plain(measure.owner), measure.starts, measure.due, measure.cost,
        _plain(measure.helps), words.states.get(measure.state, measure.state), _plain(measure.evidence),
    ]  # fmt: skip


def _level(values: Any, code: str) -> int | str | None:
    if code not in values:
        return None
    level: int | None = values[code]
    return NOT_OURS if level is None else level


def _head(sheet: Any, key: str, title: str, how: str) -> None:
    _put(sheet, 1, 1, key)
    _put(sheet, 1, 2, title, bold=True)
    _put(sheet, 2, 2, how)


def _rows(sheet: Any, keys: list[str], titles: list[str]) -> None:
    for column, (key, title) in enumerate(zip(keys, titles, strict=True), start=1):
        _put(sheet, KEYS, column, key, code=True)
        _put(sheet, KEYS + 1, column, title, bold=True)


def _put(sheet: Any, row: int, column: int, value: Any, *, bold: bool = False, code: bool = False) -> Any:
    cell = sheet.cell(row, column, value)
    if isinstance(value, str):
        cell.data_type = "s"  # what somebody typed is never a formula
    cell.alignment, cell.font = _look(bold, column == 1 or code, column > 1 and row != 2 and not code)
    return cell


@cache
def _look(bold: bool, grey: bool, wrap: bool) -> tuple[Any, Any]:
    """Alignment and font, each made once: a sheet has hundreds of cells."""
    from openpyxl.styles import Alignment, Font  # noqa: PLC0415 - as above

    return Alignment(wrap_text=wrap, vertical="top"), Font(bold=bold, color="FF808080" if grey else None)


def _only(sheet: Any, allowed: str, columns: list[int], first: int, last: int) -> None:
    from openpyxl.utils import get_column_letter  # noqa: PLC0415 - as above
    from openpyxl.worksheet.datavalidation import DataValidation  # noqa: PLC0415 - as above

    rule = DataValidation(type="list", formula1=allowed, allow_blank=True)
    sheet.add_data_validation(rule)
    for column in columns:
        letter = get_column_letter(column)
        rule.add(f"{letter}{first}:{letter}{last}")


def _score_columns(raters: int) -> list[int]:
    """Of each rater, and of what was agreed."""
    return [*range(8, 8 + 2 * raters, 2), 8 + 2 * raters]


def _widths(sheet: Any, widths: dict[int, int], other: int) -> None:
    from openpyxl.utils import get_column_letter  # noqa: PLC0415 - as above

    for column in range(1, max(sheet.max_column, *widths) + 1):
        sheet.column_dimensions[get_column_letter(column)].width = widths.get(column, other)


def _in(texts: Any, words: Words) -> str:
    return said(texts, words.language) or " / ".join(dict.fromkeys(texts.values()))


def _plain(text: str) -> str:
    """Without the signs that no spreadsheet can hold."""
    return "".join(sign for sign in text if sign >= " " or sign in "\n\t")


def _tab(name: str) -> str:
    """A name as a sheet may have it."""
    return "".join(" " if sign in "[]:*?/\\" else sign for sign in name)[:31] or "1"
