"""Which rows may be the same person or organisation? Suggested to somebody who decides; nothing is merged by itself."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import Count, Q

from uramost import namesakes
from uramost_web.directory import finding
from uramost_web.directory.models import (
    Organisation,
    OrganisationName,
    OrganisationWord,
    Person,
    PersonWord,
)

COMPARED: Final = 200
"""Rows that share enough words, or a contact, and are looked at."""
SHOWN: Final = 5


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A row, how likely it is the same (of 100), and codes of what speaks for it and against.

    Codes: those of `uramost.namesakes`, and for organisations same_number, other_number.
    """

    row: Any
    score: float
    reasons: tuple[str, ...]


def people_like(
    name: str, *, email: str = "", phone: str = "", among: Any = None, but: int = 0, shown: int = SHOWN
) -> list[Suggestion]:
    """People who may be the one with this name and contact, of `among` (all who stand), likeliest first."""
    rows = Person.objects.standing() if among is None else among
    numbers = _sharing(finding.asked_people(name, similar=True).words, PersonWord, "person")
    reached = Q(pk__in=numbers)
    if address := namesakes.contact(email):
        reached |= Q(email=address)
    if digits := namesakes.contact(phone):
        reached |= Q(phone_key=digits)
    asked = namesakes.Row(0, name, email, phone)
    found = rows.filter(reached).exclude(pk=but).select_related("municipality")[:COMPARED]
    scored = [(row, namesakes.score(asked, namesakes.Row(row.pk, row.name, row.email, row.phone))) for row in found]
    return _likeliest([Suggestion(row, one.score, one.reasons) for row, one in scored], shown)


@dataclass(frozen=True, slots=True)
class Described:
    """An organisation as somebody tells of it: its names in any languages, its number in a register, contacts."""

    names: Sequence[str]
    register: str = ""
    number: str = ""
    email: str = ""
    phone: str = ""


def organisations_like(asked: Described, *, among: Any = None, but: int = 0, shown: int = SHOWN) -> list[Suggestion]:
    """Organisations with a similar name in any language, or the same number."""
    rows = Organisation.objects.standing() if among is None else among
    numbers: set[int] = set()
    for name in set(asked.names):
        words = finding.asked_organisations(name, similar=True).words
        numbers.update(_sharing(words, OrganisationWord, "organisation"))
    reached = Q(pk__in=numbers)
    if asked.number:
        reached |= Q(registration_number=asked.number)
    found = list(rows.filter(reached).exclude(pk=but).select_related("municipality")[:COMPARED])
    called: dict[int, list[str]] = {}
    for of, name in OrganisationName.objects.filter(organisation__in=found).values_list("organisation", "name"):
        called.setdefault(of, []).append(name)
    return _likeliest([_compared(row, called.get(row.pk, []), asked) for row in found], shown)


def _compared(row: Organisation, called: Sequence[str], asked: Described) -> Suggestion:
    """The likest two of their names; the same number in the same register settles it."""
    pairs = [
        namesakes.score(
            namesakes.Row(0, one, asked.email, asked.phone), namesakes.Row(row.pk, other, row.email, row.phone)
        )
        for one in asked.names
        for other in called
    ]
    best = max(pairs, key=lambda one: one.score, default=namesakes.Alike(row.pk, 0, ()))
    if not asked.number or not row.registration_number or asked.register != row.register:
        return Suggestion(row, best.score, best.reasons)
    if asked.number == row.registration_number:
        return Suggestion(row, 100, (*best.reasons, "same_number"))
    return Suggestion(row, min(best.score, namesakes.LEAST), (*best.reasons, "other_number"))


def _sharing(words: Sequence[Sequence[str]], model: Any, field: str) -> list[int]:
    """Rows in which all of these words occur, or all but one where there are three and more; those with most first."""
    some = sorted({one for word in words for one in word})
    if not some:
        return []
    least = len(words) if len(words) <= 2 else len(words) - 1 if len(words) <= 4 else len(words) // 2
    counted = model.objects.filter(word__in=some).values(field).annotate(words=Count("word"))
    enough = counted.filter(words__gte=least).order_by("-words", field)
    return list(enough.values_list(field, flat=True)[:COMPARED])


def _likeliest(found: list[Suggestion], shown: int) -> list[Suggestion]:
    likely = [one for one in found if one.score >= namesakes.LEAST]
    return sorted(likely, key=lambda one: (-one.score, one.row.pk))[:shown]
