"""Which column of a list of people has what? Heads as people write them, in Albanian, Serbian and English."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from uramost.rosters.cells import Row
from uramost.text import fold

WORDS: Final[Mapping[str, Sequence[str]]] = {
    field: tuple(words.split("; "))
    for field, words in {
        "name": (
            "emri dhe mbiemri; emri mbiemri; emri e mbiemri; ime i prezime; ime prezime; prezime i ime; name; full "
            "name; name and surname; first and last name; pjesemarresi; pjesemarresja; ucesnik; ucesnica; "
            "participant; polaznik"
        ),
        "first": "emri; ime; first name; given name; forename",
        "last": "mbiemri; prezime; surname; last name; family name",
        "email": (
            "email; e mail; e mail adresa; posta elektronike; elektronska posta; imejl; mail; adresa elektronike; "
            "email adresa; email address; e posta"
        ),
        "phone": (
            "telefoni; telefon; tel; nr tel; nr telefonit; nr i telefonit; numri i telefonit; numri telefonit; broj "
            "telefona; br telefona; br tel; phone; telephone; mobile; mob; mobilni; mobitel; phone number; kontakt "
            "telefon; kontakti; kontakt; contact"
        ),
        "language": "gjuha; jezik; language; gjuha e preferuar; preferred language; zeljeni jezik; jezik komunikacije",
        "municipality": "komuna; opstina; municipality; grad opstina",
        "organisation": (
            "organizata; organizacija; institucioni; institucija; organisation; organization; institution; "
            "ndermarrja; preduzece; firma; ojq; nvo; ngo"
        ),
        "function": "pozita; pozicija; funksioni; funkcija; position; function; titulli; radno mesto; job title",
        "date": "data; datum; date; data e regjistrimit; datum prijave; date of registration",
        "ignored": (
            "nr; nr rendor; rb; r br; br; redni broj; no; numri; nenshkrimi; potpis; signature; shenime; napomena; "
            "remarks; notes; id"
        ),
        "withheld": (
            "gjinia; pol; sex; gender; kombesia; kombesi; etnia; etniciteti; perkatesia etnike; nacionalnost; "
            "nacionalna pripadnost; etnicka pripadnost; zajednica; komuniteti; ethnicity; ethnic group; community; "
            "nationality; shtetesia; drzavljanstvo; datelindja; data e lindjes; datum rodenja; datum rodjenja; viti i "
            "lindjes; godina rodenja; godina rodjenja; godiste; date of birth; year of birth; birth date; age; mosha; "
            "starost; godine; numri personal; nr personal; jmbg; licni broj; maticni broj; personal number; id "
            "number; nr i leternjoftimit; broj licne karte; aftesi e kufizuar; aftesia e kufizuar; invaliditet; "
            "disability; feja; vera; veroispovest; religion; gjuha amtare; maternji jezik; jezik maternji; mother "
            "tongue; spol; ditelindja; narodnost; etnicitet"
        ),
    }.items()
}
"""Field → its heads, folded. `withheld`: asked of people themselves and taken from no list; `ignored`: not needed."""
FIELDS: Final = (
    "name",
    "first",
    "last",
    "email",
    "phone",
    "language",
    "municipality",
    "organisation",
    "function",
    "date",
)
NAMES: Final = frozenset({"name", "first", "last"})
FIRST_ROWS: Final = 25
"""Among how many rows the head is looked for."""
_HEADS: Final = {word: field for field, words in WORDS.items() for word in words}
_APART: Final = re.compile(r"[/|\\;\n()–—]+|\s-\s")


@dataclass(frozen=True, slots=True)
class Head:
    """The numbers of the rows it takes (one or two), the field of each column that is known, the words of all."""

    rows: tuple[int, ...]
    fields: Mapping[int, str]
    words: Mapping[int, str]


def field_of(word: str) -> str:
    """What a head names (`Emri/Ime` → first), or nothing.

    Where its parts name different things, the first counts, but what is taken from no list goes before everything.
    """
    whole = fold(word)
    if whole in _HEADS:
        return _HEADS[whole]
    found = [_HEADS[key] for part in _APART.split(word) if (key := fold(part)) in _HEADS]
    return "withheld" if "withheld" in found else next(iter(found), "")


def head(rows: Sequence[Row]) -> Head | None:
    """The first row that names two things, one of them a person's name; otherwise the first that names any two.

    Above the table there may be a line such as `Komuna: | Gračanica | Data: | 12.3.2026`. A second row of heads under
    the first is read with it.
    """
    heads = [place for place, row in enumerate(rows[:FIRST_ROWS]) if _is_head(_fields(row))]
    if not heads:
        return None
    place = next((place for place in heads if NAMES & set(_fields(rows[place]).values())), heads[0])
    row, below = rows[place], next(iter(rows[place + 1 : place + 2]), None)
    fields = _fields(row)
    if below is None or not heads_again(below, fields):
        return Head((row.number,), _once(fields), dict(enumerate(row.cells)))
    wide = max(len(row.cells), len(below.cells))
    words = {column: _at(below, column) or _at(row, column) for column in range(wide)}
    return Head((row.number, below.number), _once(fields | _fields(below)), words)


def heads_again(row: Row, fields: Mapping[int, str]) -> bool:
    """Whether a row under a head has heads too, and is no person.

    Vera is a name and also a head (religion), and an organisation may be put down as OJQ: so what stands where the
    names are decides. Where no column has names, everything in the row has to be a head.
    """
    found = _fields(row)
    names = [column for column, field in fields.items() if field in NAMES]
    if not names:
        return bool(found) and all(column in found for column, cell in enumerate(row.cells) if cell)
    return bool(found) and all(found.get(column) in NAMES for column in names if _at(row, column))


def _at(row: Row, column: int) -> str:
    """Rows of a CSV may be shorter than their head."""
    return row.cells[column] if column < len(row.cells) else ""


def _fields(row: Row) -> dict[int, str]:
    return {column: field for column, cell in enumerate(row.cells) if cell and (field := field_of(cell))}


def _is_head(fields: Mapping[int, str]) -> bool:
    """A title that is merged over all columns names one thing, however often it stands there."""
    named = set(fields.values())
    several = len(named) >= 2 and bool(named & set(FIELDS))
    return several or (named in ({"name"}, {"first"}) and len(fields) == 1)


def _once(fields: Mapping[int, str]) -> dict[int, str]:
    """Each field by its first column, except what is left out anyway; a first name with no last is a whole name."""
    seen: set[str] = set()
    found = {}
    for column, field in sorted(fields.items()):
        if field in FIELDS and field in seen:
            continue
        seen.add(field)
        found[column] = field
    if "first" in seen and not seen & {"last", "name"}:
        return {column: "name" if field == "first" else field for column, field in found.items()}
    return found
