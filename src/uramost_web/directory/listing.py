"""Lists of the directory: rows as plain values, names and functions read once for all lines of a page."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString

from uramost_web.directory.acts import current
from uramost_web.directory.models import Function, OrganisationName
from uramost_web.directory.organisations import Kind, name_for
from uramost_web.places.words import Words

KINDS: Final[Mapping[str, str | Promise]] = dict(Kind.choices)


@dataclass(frozen=True, slots=True)
class Line:
    """An organisation in a list."""

    pk: int
    name: SafeString
    kind: str
    place: str
    public: bool


@dataclass(frozen=True, slots=True)
class PersonLine:
    """A person in a list; `functions`: what they are now, and where."""

    pk: int
    name: str
    place: str
    language: str
    functions: Sequence[SafeString]


COLUMNS: Final = ("pk", "kind", "municipality_id", "public")
PERSON_COLUMNS: Final = ("pk", "name", "municipality_id", "language", "folded")


def names_of(numbers: Iterable[int]) -> dict[int, dict[str, str]]:
    """Organisation → language tag → name."""
    found: dict[int, dict[str, str]] = {}
    rows = OrganisationName.objects.filter(organisation__in=list(numbers)).values_list("organisation", "tag", "name")
    for number, tag, name in rows:
        found.setdefault(number, {})[tag] = name
    return found


def shown(names: Mapping[str, str], seen: Words) -> SafeString:
    """The name in the reader's language; where there is none, another, marked with its language and saying which."""
    name, tag = name_for(dict(names), seen.tag)
    if tag == seen.tag:
        return format_html("{}", name)
    return format_html(
        '<span lang="{}">{}</span> <span class="muted">(<span lang="{}">{}</span>)</span>', tag, name, tag,
        seen.autonym(tag),
    )  # fmt: skip


def plain(names: Mapping[str, str], seen: Words) -> str:
    """The same for a title, which carries no language of its own."""
    return name_for(dict(names), seen.tag)[0]


def lines(rows: Sequence[Sequence[Any]], seen: Words) -> list[Line]:
    """`rows` have `COLUMNS`."""
    names = names_of(row[0] for row in rows)
    kinds = {code: str(said) for code, said in KINDS.items()}
    return [
        Line(pk, shown(names.get(pk, {}), seen), kinds[kind], place_name(place, seen), public)
        for pk, kind, place, public in rows
    ]


def place_name(number: int | None, seen: Words) -> str:
    return seen.places[number].name if number in seen.places else ""


def person_lines(rows: Sequence[Sequence[Any]], seen: Words, on: date) -> list[PersonLine]:
    """`rows` have `PERSON_COLUMNS`."""
    functions = functions_of([row[0] for row in rows], seen, on)
    return [
        PersonLine(pk, name, place_name(place, seen), seen.autonym(language), functions.get(pk, ()))
        for pk, name, place, language, _folded in rows
    ]


def functions_of(people: Sequence[int], seen: Words, on: date) -> dict[int, list[SafeString]]:
    """Person → what they are on a day, and where."""
    rows = list(
        Function.objects.filter(current(on), person__in=people)
        .order_by("person", "pk")
        .values_list("person", "organisation", "what")
    )
    names = names_of({organisation for _person, organisation, _what in rows}) if rows else {}
    found: dict[int, list[SafeString]] = {}
    for person, organisation, what in rows:
        where = shown(names.get(organisation, {}), seen)
        found.setdefault(person, []).append(format_html("{}, {}", shown(what, seen), where) if what else where)
    return found
