"""Lists of people as they come: mixed scripts, heads in two languages, dates in every style, the same person twice.

`read` says of every line what it has and what is odd about it; what is to be done with it a person decides. Columns
that people have to be asked about themselves (sex, birth, community, personal number …) are taken out at once.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from uramost import namesakes
from uramost.rosters import columns, dates
from uramost.rosters.cells import Row, rows
from uramost.rosters.columns import FIELDS, Head, head
from uramost.text import fold

__all__ = ["FIELDS", "LANGUAGES", "Head", "Line", "Roster", "read"]

_EMAIL: Final = re.compile(r"[^@\s,:;<>()/|]+@[^@\s,:;<>()/|]+\.[^@\s,:;<>()/|.]{2,}")
_PHONE: Final = re.compile(r"[+(\d][\d\s/().-]{5,}")
_TOO_FEW, _TOO_MANY = 8, 15  # digits: national with its zero, and the most that E.164 allows
LANGUAGES: Final[Mapping[str, Sequence[str]]] = {
    "sq": ("sq", "al", "alb", "shqip", "albanski", "albanian", "shqipe", "gjuha shqipe"),
    "sr": ("sr", "srp", "srb", "srpski", "serbisht", "serbian", "serbe", "gjuha serbe"),
    "en": ("en", "eng", "anglisht", "engleski", "english"),
    "bs": ("bs", "bos", "boshnjakisht", "bosanski", "bosnian"),
    "tr": ("tr", "tur", "turqisht", "turski", "turkish", "turkce"),
    "rom": ("rom", "romisht", "romski", "romani"),
}
_LANGUAGE: Final = {word: code for code, words in LANGUAGES.items() for word in words}


@dataclass(frozen=True, slots=True)
class Finding:
    """What is odd: a code and its values.

    Of a line: no_name, bad_email{value}, several_emails{value}, bad_phone{value}, zero_lost{value}, bad_date{value},
    either_date{value}, unknown_language{value}, turned_round{value} ("Last, First"), capitals{value}, twice{line},
    formula{column}, no_result{column}, merged{column}, too_long{column}.
    Of the file: withheld{column} and unknown{column} (neither is taken over), two_heads.
    """

    code: str
    values: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Line:
    """One line: what stood in the columns that may be kept, how it was read, and what is odd.

    `person`: field → text; a language is a code of `LANGUAGES`, a date ISO 8601.
    """

    number: int
    raw: Mapping[int, str]
    person: Mapping[str, str]
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Roster:
    """A file that was read; without a head its columns are still to be named by hand."""

    lines: tuple[Line, ...]
    columns: Mapping[int, str]
    words: Mapping[int, str]
    findings: tuple[Finding, ...]


class NoHead(ValueError):
    """No row says what the columns have; `rows` are the first ones, to be shown."""

    def __init__(self, first: Sequence[Row]) -> None:
        super().__init__("no_head")
        self.rows = first


def read(data: bytes, filename: str, fields: Mapping[int, str] | None = None, heads: int = 0) -> Roster:
    """Raises what `cells.rows` raises, and NoHead.

    `fields`: what the columns have, counted from 0, where nobody can read it from the file; `heads` rows are then left
    out at the beginning.
    """
    given = rows(data, filename)
    found = head(given) if fields is None else Head((heads,), fields, {})
    if found is None:
        raise NoHead(given[:5])
    last = max(found.rows)
    lines = _twice([_line(row, found) for row in given if row.number > last and not _is_head_again(row, found)])
    return Roster(tuple(lines), found.fields, _kept_words(found), tuple(_of_file(found)))


def _is_head_again(row: Row, found: Head) -> bool:
    """Printed lists repeat their head on every page."""
    named = [cell for cell in row.cells if cell]
    return len(named) >= 2 and all(map(columns.field_of, named)) and columns.heads_again(row, found.fields)


def _kept_words(found: Head) -> dict[int, str]:
    return {column: word for column, word in found.words.items() if found.fields.get(column) != "withheld"}


def _of_file(found: Head) -> Iterator[Finding]:
    if len(found.rows) > 1:
        yield Finding("two_heads")
    for column, word in found.words.items():
        if found.fields.get(column) == "withheld":
            yield Finding("withheld", {"column": word})
        elif column not in found.fields and word:
            yield Finding("unknown", {"column": word})


def _line(row: Row, found: Head) -> Line:
    kept = {column: cell for column, cell in enumerate(row.cells) if cell and found.fields.get(column) in FIELDS}
    given = {name: kept.get(column, "") for column, name in found.fields.items() if name in FIELDS}
    odd = {found.fields[column]: code for column, code in row.odd.items() if found.fields.get(column) in FIELDS}
    findings = [
        Finding(code, {"column": found.words.get(column, str(column + 1))})
        for column, code in row.odd.items()
        if found.fields.get(column) in FIELDS and code != "number"
    ]
    person: dict[str, str] = {}
    for name, reader in _READERS.items():
        value, said = reader(given, odd)
        findings += said
        if value:
            person[name] = value
    person |= {name: given[name] for name in ("municipality", "organisation", "function") if given.get(name)}
    return Line(row.number, kept, person, tuple(findings))


_Read = tuple[str, list[Finding]]


def _name(given: Mapping[str, str], _odd: Mapping[str, str]) -> _Read:
    whole = given.get("name") or " ".join(part for part in (given.get("first"), given.get("last")) if part)
    said = []
    if whole.count(",") == 1:
        last, first = (part.strip() for part in whole.split(","))
        if first and last:
            said.append(Finding("turned_round", {"value": whole}))
            whole = f"{first} {last}"
    if whole.isupper() and len(whole) > 3:
        said.append(Finding("capitals", {"value": whole}))
        whole = _capitals(whole)
    if not any(sign.isalpha() for sign in whole):
        return "", [*said, Finding("no_name")]
    return whole, said


def _capitals(name: str) -> str:
    """KRASNIQI-BERISHA → Krasniqi-Berisha."""
    return re.sub(r"\w+", lambda part: part[0].capitalize(), name)


def _email(given: Mapping[str, str], _odd: Mapping[str, str]) -> _Read:
    raw = given.get("email", "")
    if not raw and "@" in given.get("phone", ""):  # a column “contact” has either
        raw = given["phone"]
    found = _EMAIL.findall(raw)
    if raw and not found:
        return "", [Finding("bad_email", {"value": raw})]
    said = [Finding("several_emails", {"value": raw})] if len(found) > 1 else []
    return (found[0].rstrip(".").lower() if found else ""), said


def _phone(given: Mapping[str, str], odd: Mapping[str, str]) -> _Read:
    raw = _EMAIL.sub(" ", given.get("phone", "")).strip(" ,;/")
    found = _PHONE.match(raw)
    digits = "".join(sign for sign in found[0] if sign.isdigit()) if found else ""
    if raw and odd.get("phone") == "number" and raw.isdigit() and _TOO_FEW - 1 <= len(raw) <= _TOO_MANY:
        # Taken for a number, it has lost the zero it began with; with the code of a country there was none.
        return (raw if len(raw) > 9 else f"0{raw}"), [Finding("zero_lost", {"value": raw})]
    if raw and not _TOO_FEW <= len(digits) <= _TOO_MANY:
        return "", [Finding("bad_phone", {"value": raw})]
    return " ".join(found[0].split()) if found else "", []


def _language(given: Mapping[str, str], _odd: Mapping[str, str]) -> _Read:
    raw = given.get("language", "")
    code = _LANGUAGE.get(fold(raw), "") if raw else ""
    return code, [Finding("unknown_language", {"value": raw})] if raw and not code else []


def _date(given: Mapping[str, str], _odd: Mapping[str, str]) -> _Read:
    raw = given.get("date", "")
    if not raw:
        return "", []
    day = dates.read(raw)
    if day is None:
        return "", [Finding("bad_date", {"value": raw})]
    return day.date.isoformat(), [Finding("either_date", {"value": raw})] if day.either else []


_READERS: Final = {"name": _name, "email": _email, "phone": _phone, "language": _language, "date": _date}


def _twice(lines: Sequence[Line]) -> Iterator[Line]:
    """Says of a line that the same person stood further up."""
    asked = [
        namesakes.Row(place, line.person["name"], line.person.get("email", ""), line.person.get("phone", ""))
        for place, line in enumerate(lines)
        if "name" in line.person
    ]
    earlier = namesakes.twice(asked)
    for place, line in enumerate(lines):
        if place in earlier:
            said = Finding("twice", {"line": lines[earlier[place]].number})
            yield Line(line.number, line.raw, line.person, (*line.findings, said))
        else:
            yield line
