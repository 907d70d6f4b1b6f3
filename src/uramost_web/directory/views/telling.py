"""Suggested doubles as a page shows them: each with what tells it apart."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.safestring import SafeString

from uramost_web.directory import listing, wording
from uramost_web.directory.alike import Suggestion
from uramost_web.directory.models import Person
from uramost_web.places.words import Words


@dataclass(frozen=True, slots=True)
class Told:
    """A row that may be the same; `where`: its municipality and, of a person, what they are."""

    pk: int
    url: str
    name: SafeString | str
    score: int
    reasons: str
    where: Sequence[SafeString | str]


def suggestions(found: Sequence[Suggestion], seen: Words, on: date) -> list[Told]:
    people = [one.row.pk for one in found if isinstance(one.row, Person)]
    functions = listing.functions_of(people, seen, on) if people else {}
    names = listing.names_of(one.row.pk for one in found if not isinstance(one.row, Person))
    told = []
    for one in found:
        person = isinstance(one.row, Person)
        place = listing.place_name(one.row.municipality_id, seen)
        where = [*([place] if place else []), *functions.get(one.row.pk, [])]
        name = one.row.name if person else listing.shown(names.get(one.row.pk, {}), seen)
        told.append(
            Told(one.row.pk, one.row.get_absolute_url(), name, round(one.score), wording.reasons(one.reasons), where)
        )
    return told


def compare_url(kind: str, number: int) -> str:
    """Where a row is compared with another, whose number and a slash follow."""
    return reverse("directory:compare", args=[kind, number, 0]).removesuffix("0/")
