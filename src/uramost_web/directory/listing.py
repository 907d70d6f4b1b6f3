"""Lists of the directory: rows as plain values, names and functions read once for all lines of a page."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, Final, NamedTuple

from django.utils.functional import Promise
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from uramost_web.directory.acts import current
from uramost_web.directory.models import (
    Function,
    Organisation,
    OrganisationName,
    OrganisationSector,
    WorkingLanguage,
)
from uramost_web.directory.organisations import Kind, Sector, name_for, rank
from uramost_web.places.words import Words
from uramost_web.question import Question

KINDS: Final[Mapping[str, str | Promise]] = dict(Kind.choices)


class Line(NamedTuple):
    """An organisation or a person in a list; `meta`: what tells it apart from others."""

    pk: int
    name: SafeString | str
    meta: SafeString | str


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
    """The name in the reader's language; where there is none, another, marked with its language and saying which.

    Nothing where there is no name at all.
    """
    name, tag = name_for(dict(names), seen.tag)
    if tag in {seen.tag, ""}:
        return conditional_escape(name)
    return format_html(
        '<span lang="{}">{}</span> <span class="muted">(<span lang="{}">{}</span>)</span>', tag, name, tag,
        seen.autonym(tag),
    )  # fmt: skip


def plain(names: Mapping[str, str], seen: Words) -> str:
    """The same for a title, which carries no language of its own."""
    return name_for(dict(names), seen.tag)[0]


def lines(rows: Sequence[Sequence[Any]], seen: Words, *, for_all: bool = False) -> list[Line]:
    """`rows` have `COLUMNS`; a list for everybody does not say of each that it is public."""
    names = names_of(row[0] for row in rows)
    kinds = {code: str(said) for code, said in KINDS.items()}
    public = "" if for_all else _("public")
    return [
        Line(
            pk,
            shown(names.get(pk, {}), seen),
            " · ".join(filter(None, (kinds[kind], place_name(place, seen), public if is_public else ""))),
        )
        for pk, kind, place, is_public in rows
    ]


def place_name(number: int | None, seen: Words) -> str:
    place = seen.places.get(number) if number is not None else None
    return place.name if place else ""


def person_lines(rows: Sequence[Sequence[Any]], seen: Words, on: date) -> list[Line]:
    """`rows` have `PERSON_COLUMNS`; what people are now, and where, tells them apart."""
    functions = functions_of([row[0] for row in rows], seen, on)
    return [
        Line(
            pk,
            name,
            _dotted([*functions.get(pk, ()), place_name(place, seen), marked(seen.autonym(language), language, seen)]),
        )
        for pk, name, place, language, _folded in rows
    ]


def _dotted(parts: Sequence[SafeString | str]) -> SafeString:
    return format_html_join(" · ", "{}", ((part,) for part in parts if part))


def marked(text: str, tag: str, seen: Words) -> SafeString | str:
    """A text with its language, where that is not the page's."""
    return format_html('<span lang="{}">{}</span>', tag, text) if text and tag != seen.tag else text


def functions_of(people: Sequence[int], seen: Words, on: date) -> dict[int, list[SafeString]]:
    """Person → what they are on a day, and where."""
    rows = (
        Function.objects.filter(current(on), person__in=people)
        .order_by("person", "pk")
        .values_list("person", "pk", "what", "organisation__names__tag", "organisation__names__name")
    )
    held: dict[tuple[int, int], tuple[dict[str, str], dict[str, str]]] = {}
    for person, number, what, tag, name in rows:
        held.setdefault((person, number), (what, {}))[1][tag] = name
    found: dict[int, list[SafeString]] = {}
    for (person, _number), (what, names) in held.items():
        where = shown(names, seen)
        found.setdefault(person, []).append(format_html("{}, {}", shown(what, seen), where) if what else where)
    return found


class Held(NamedTuple):
    """A function of an organisation's page."""

    pk: int
    person: int
    name: str
    what: SafeString
    since: date | None
    until: date | None


def people_of(organisation: Organisation, on: date | None, seen: Words, *, page: int, size: int) -> list[Held]:
    """Who is what there on a day, or ever; one more than a page where there is another page."""
    rows = Function.objects.filter(organisation=organisation)
    if on is not None:
        rows = rows.filter(current(on))
    fields = ("pk", "person", "person__name", "what", "since", "until")
    found = rows.order_by("person__folded", "pk").values_list(*fields)[(page - 1) * size : page * size + 1]
    return [Held(pk, person, name, shown(what, seen), *days) for pk, person, name, what, *days in found]


def sectors_of(organisation: Organisation) -> list[str]:
    said = dict(Sector.choices)
    return [str(said.get(code, code)) for (code,) in _SECTORS.about(organisation.pk)]


def languages_of(organisation: Organisation, seen: Words) -> list[str]:
    return [seen.language(code) for (code,) in _LANGUAGES.about(organisation.pk)]


def named(organisation: Organisation) -> dict[str, str]:
    """As `Organisation.named`, read anew."""
    return dict(sorted(_NAMES.about(organisation.pk), key=lambda row: rank(row[0])))


_NAMES: Final = Question(
    lambda number: OrganisationName.objects.filter(organisation=number).order_by("pk").values_list("tag", "name"), tuple
)
_SECTORS: Final = Question(
    lambda number: OrganisationSector.objects.filter(organisation=number).order_by("sector").values_list("sector"),
    tuple,
)
_LANGUAGES: Final = Question(
    lambda number: WorkingLanguage.objects.filter(organisation=number).order_by("pk").values_list("language"), tuple
)
