"""CSV: units with a column for each language, and terms as `uramost.terms` has them.

Read are UTF-8 and UTF-16, commas, semicolons and tabs. A cell that a spreadsheet would take for a formula is written
with an apostrophe before it, which reading takes away again.
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from pathlib import Path
from typing import Final

from uramost.exchange import files
from uramost.exchange.marks import guessed
from uramost.exchange.reading import Reading
from uramost.exchange.structure import LANGUAGE, Fault
from uramost.exchange.tags import canonical
from uramost.exchange.units import STATES, Header, Rejected, Text, Unit
from uramost.terms import Term, write_csv
from uramost.terms.reading import separator

FORMULA: Final = re.compile(r"'*[=+\-@\t\r]")
QUOTED: Final = re.compile(r"'+[=+\-@\t\r]")
COLUMN: Final = re.compile(rf"(?=[A-Za-z]{{2,3}}(?:-|$)){LANGUAGE}")
PLAIN: Final = ("key", "state", "note")
FIELD: Final = 10_000_000  # characters in a cell


def safe(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if FORMULA.match(cell) else cell


def bare(cell: str) -> str:
    """A cell as it was before `safe`."""
    return cell[1:] if QUOTED.match(cell) else cell


def write(path: Path, given: Iterable[Unit], header: Header) -> int:
    """Write units; how many."""
    return files.write_pieces(path, lines(given, header)) - 1  # the head is no unit


def lines(given: Iterable[Unit], header: Header) -> Iterator[str]:
    """A table line by line; columns are the languages of the header and of the first unit."""
    waiting = iter(given)
    first = list(islice(waiting, 1))
    languages = [text.language for unit in first for text in unit.texts]
    columns = [*dict.fromkeys([*(tag for tag in (header.source_language, header.target_language) if tag), *languages])]
    yield _line([*PLAIN, *columns])
    for unit in chain(first, waiting):
        texts = {text.language: text.text for text in unit.texts}
        yield _line([unit.key, unit.state, "\n".join(unit.notes), *(texts.get(tag, "") for tag in columns)])


def _line(cells: Iterable[str]) -> str:
    row = io.StringIO(newline="")
    csv.writer(row).writerow([safe(cell) for cell in cells])
    return row.getvalue()


def rows(path: Path) -> Iterator[tuple[int, list[str]]]:
    """The line of each row and its cells, first those of the head. Raises `Rejected`: bad_encoding, invalid."""
    text = files.decoded(path)
    csv.field_size_limit(FIELD)
    table = csv.reader(io.StringIO(text, newline=""), delimiter=separator(text), strict=True)
    before = 0
    try:
        for cells in table:
            if any(cells) or not before:
                yield before + 1, cells
            before = table.line_num
    except csv.Error as error:
        raise Rejected("invalid", line=before + 1, rule="CSV", value=str(error)) from error


def units(reading: Reading) -> Iterator[Unit]:
    """The units of a table: a column for each language, named by its tag, or `source` and `target`."""
    table = rows(reading.path)
    names = [name.strip() for name in next(table, (1, []))[1]]
    checked = _columns(names, reading.languages)
    reading.header = Header(checked[0][1], checked[1][1])
    for line, row in table:
        cells = dict(zip(names, map(bare, row), strict=False))
        if beyond := next((cell for cell in row[len(names) :] if cell.strip()), ""):  # a comma without quotation marks
            reading.skip(Fault("extra_cells", line, beyond[:80], cells.get("key", "")))
            continue
        texts = [Text(tag, cells[name], guessed(cells[name])) for name, tag in checked if cells.get(name, "").strip()]
        if len(texts) < 2:
            reading.skip(Fault("no_translation", line, "", cells.get("key", "")))
            continue
        state = cells.get("state", "")
        notes = tuple(cells["note"].split("\n")) if cells.get("note") else ()
        yield Unit(cells.get("key", ""), tuple(texts), state if state in STATES else "", notes=notes, line=line)


def _columns(names: Sequence[str], languages: tuple[str, str] | None) -> tuple[tuple[str, str], ...]:
    """The columns that hold texts, with the language of each. Raises `Rejected` (missing_column)."""
    lower = {name.lower(): name for name in names}
    if languages and "source" in lower and "target" in lower:
        return (lower["source"], languages[0]), (lower["target"], languages[1])
    found = tuple(
        (name, canonical(name)) for name in dict.fromkeys(names) if name not in PLAIN and COLUMN.fullmatch(name)
    )
    if len(found) < 2:
        raise Rejected("missing_column", column="source, target")
    return found


def check(path: Path) -> Iterator[Fault]:
    """Rows that have no two texts."""
    reading = Reading(path, units)
    for _ in reading:
        pass
    yield from reading.faults


def write_terms(path: Path, terms: Iterable[Term]) -> int:
    """Write terms as `uramost.terms.read_csv` reads them; how many."""
    given = list(terms)
    with files.written(path) as file:
        file.write(write_csv(given))
    return len(given)
