"""Lists of terms as CSV files: what is in them, and how are they written?"""

import csv
import io
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from uramost.terms.entry import STATUSES, BadTerms, Term

PLAIN_COLUMNS = ("id", "domain", "status", "source")
SEPARATORS = ",;\t"
A_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]+)*")
TAGS = {"sr": "sr-Cyrl"}


def read_csv(path: Path) -> list[Term]:
    """Terms from a CSV file in UTF-8; see `read_table`. Raises BadTerms and UnicodeDecodeError."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return read_table(file.read())


def read_table(text: str) -> list[Term]:
    """Terms from a table: id, domain, status, source, a column a language, definition_… and forbidden_…; no others.

    Columns are parted by commas, semicolons or tabs, as spreadsheets write them. Several names in one field are
    separated by semicolons, the preferred one first. Raises BadTerms.
    """
    rows = csv.DictReader(io.StringIO(text, newline=""), delimiter=separator(text), restval="")
    terms: dict[str, Term] = {}
    number = 1
    try:
        for column in PLAIN_COLUMNS:
            if column not in (rows.fieldnames or ()):
                raise BadTerms("missing_column", 1, column)
        for number, row in enumerate(rows, start=2):
            term = _term(row, number)
            if term.id in terms:
                raise BadTerms("duplicate_id", number, term.id)
            terms[term.id] = term
    except csv.Error as error:
        raise BadTerms("not_a_table", number + 1) from error
    return list(terms.values())


def separator(text: str) -> str:
    """What parts the columns of a table, as its first line has it."""
    return max(SEPARATORS, key=text.partition("\n")[0].count)


def write_csv(terms: Iterable[Term]) -> str:
    """A list that `read_csv` reads as the same terms; a column for every language that occurs, in order of its tag."""
    listed = list(terms)
    used = [sorted({tag for term in listed for tag in of(term)}) for of in (_texts, _definition, _forbidden)]
    names, defined, banned = used
    columns = [*PLAIN_COLUMNS, *names, *(f"definition_{tag}" for tag in defined)]
    file = io.StringIO(newline="")
    rows = csv.writer(file)
    rows.writerow([*columns, *(f"forbidden_{tag}" for tag in banned)])
    for term in listed:
        row = [term.id, term.domain, term.status, term.source]
        row += ["; ".join(term.texts.get(tag, ())) for tag in names]
        row += [term.definition.get(tag, "") for tag in defined]
        rows.writerow([*row, *("; ".join(term.forbidden.get(tag, ())) for tag in banned)])
    return file.getvalue()


def _texts(term: Term) -> Mapping[str, object]:
    return term.texts


def _definition(term: Term) -> Mapping[str, object]:
    return term.definition


def _forbidden(term: Term) -> Mapping[str, object]:
    return term.forbidden


def _term(row: Mapping[str | None, Any], number: int) -> Term:
    if beyond := next((cell for cell in row.get(None, ()) if cell.strip()), ""):  # a comma without quotation marks
        raise BadTerms("extra_cells", number, beyond)
    status = row["status"]
    if status not in STATUSES:
        raise BadTerms("bad_status", number, status)
    columns = {name: value.strip() for name, value in row.items() if name and value and value.strip()}
    texts = {
        name: split(value)
        for name, value in columns.items()
        if name not in PLAIN_COLUMNS and A_LANGUAGE.fullmatch(name)
    }
    if not row["id"] or not texts:
        raise BadTerms("empty", number, row["id"])
    return Term(
        id=row["id"],
        texts=texts,
        status=status,
        definition=_prefixed(columns, "definition_"),
        domain=row["domain"],
        source=row["source"],
        forbidden={tag: split(value) for tag, value in _prefixed(columns, "forbidden_").items()},
    )


def split(value: str) -> tuple[str, ...]:
    """The names in one field."""
    return tuple(part.strip() for part in value.split(";") if part.strip())


def _prefixed(columns: Mapping[str, str], prefix: str) -> dict[str, str]:
    found = {name.removeprefix(prefix): value for name, value in columns.items() if name.startswith(prefix)}
    return {TAGS.get(tag, tag): value for tag, value in found.items()}
