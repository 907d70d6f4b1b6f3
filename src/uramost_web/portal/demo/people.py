"""Who works in the demonstration. Their names are their roles: nobody's community can be guessed from them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.conf import settings
from django.contrib.auth.hashers import make_password

from uramost_web.accounts import audit
from uramost_web.accounts.actions import create_account
from uramost_web.accounts.models import User
from uramost_web.places.models import MUNICIPAL, Membership, Municipality, Organisation, Role

PASSWORD: Final[str] = settings.DEMO_PASSWORD
ORGANISATION: Final = "demonstration"
NAMES: Final = {"sq": "Programi demonstrues", "sr-Cyrl": "Демонстрациони програм", "en": "Demonstration programme"}

TEAMS: Final = {
    "gracanice": ("sq", "sr", "sr", "sr", "en", "sr-latn"),
    "gjilan": ("sr-latn", "sq", "sq", "sq", "sr", "en"),
    "prizren": ("sr", "sq", "en", "en", "sq", "sr-latn"),
}
"""Municipality → the languages in which those of `MUNICIPAL` roles see the site, in their order."""
DESK: Final = (Role.OFFICER, Role.TRANSLATOR, Role.REVIEWER)
"""One desk writes, translates and reviews for all the other municipalities."""


@dataclass(frozen=True, slots=True)
class Person:
    """An account to be made; `place` is the municipality of the role, None where it is not one municipality's."""

    address: str
    name: str
    language: str
    role: Role | None
    place: Municipality | None = None
    superuser: bool = False


@dataclass(frozen=True, slots=True)
class Team:
    """Who acts for a municipality."""

    officer: User
    translator: User
    reviewer: User


def people(places: Iterable[Municipality]) -> Iterator[Person]:
    """Everybody, in the order in which their logins are printed."""
    for place in sorted(
        (place for place in places if place.slug in TEAMS), key=lambda place: [*TEAMS].index(place.slug)
    ):
        for role, language in zip(MUNICIPAL, TEAMS[place.slug], strict=True):
            name = f"Demo {role.name.capitalize()}, {place.both_names()}"
            yield Person(f"{role}.{place.slug}@example.org", name, language, role, place)
        name = f"Demo Reader, {place.both_names()}"  # works on no case, and so may score any answer
        yield Person(f"reader.{place.slug}@example.org", name, "sr-latn", Role.CLERK, place)
    for role in DESK:
        yield Person(f"{role}.desk@example.org", f"Demo {role.name.capitalize()}, other municipalities", "en", role)
    yield Person("programme@example.org", "Demo Programme Staff", "en", Role.PROGRAMME)
    yield Person("auditor@example.org", "Demo Auditor", "sr-latn", Role.AUDITOR)
    yield Person("resident@example.org", "Demo Resident", "sq", None)
    yield Person("admin@example.org", "Demo Superuser", "en", None, superuser=True)


def make_accounts(places: list[Municipality], at: datetime) -> list[User]:
    """Accounts with confirmed addresses, one password and their roles."""
    organisation = Organisation.objects.create(code=ORGANISATION, names=NAMES)
    users = []
    for person in people(places):
        user = create_account(
            email=person.address,
            name=person.name,
            language=person.language,
            is_staff=person.superuser,
            is_superuser=person.superuser,
            by=None,
            at=at,
        )
        for membership in _memberships(person, user, places, organisation):
            membership.save()
            audit.record("membership.given", subject=membership, by=None, at=at, role=membership.role)
        users.append(user)
    made = User.objects.filter(pk__in=[user.pk for user in users])
    made.update(password=make_password(PASSWORD))  # hashed once: it is slow by design
    return users


def _memberships(
    person: Person, user: User, places: list[Municipality], organisation: Organisation
) -> list[Membership]:
    if person.role is None:
        return []
    if person.role not in MUNICIPAL:
        return [Membership(user=user, role=person.role, organisation=organisation)]
    theirs = [person.place] if person.place else [place for place in places if place.slug not in TEAMS]
    return [Membership(user=user, role=person.role, municipality=place) for place in theirs]


def team(place: Municipality) -> Team:
    """Who writes, translates and reviews for this municipality."""
    name = place.slug if place.slug in TEAMS else "desk"
    users = User.objects.prefetch_related("memberships")
    return Team(*(users.get(email=f"{role}.{name}@example.org") for role in DESK))
