"""The demonstration into the database: people, notices and a little memory, once."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db import transaction

from uramost_web.accounts import audit
from uramost_web.accounts.models import User
from uramost_web.notices.models import Notice, Publication
from uramost_web.places.models import Membership, Municipality, Organisation
from uramost_web.portal.demo import (
    directory,
    growth,
    guidelines,
    learning,
    meetings,
    post,
    promises,
    readings,
    running,
    town,
    year,
)
from uramost_web.portal.demo.acts import happen
from uramost_web.portal.demo.people import ORGANISATION, TEAMS, make_accounts, people, team
from uramost_web.portal.demo.texts import Story, stories
from uramost_web.translation import term_acts
from uramost_web.translation.actions import fingerprint
from uramost_web.translation.models import MemoryUnit, TermEntry

ORIGIN = "demonstration"
LICENCE = "AGPL-3.0-or-later"
APPROVED: Final = (
    "municipality", "municipal-assembly", "public-call", "notice", "deadline", "public-hearing", "application",
    "budget", "property-tax",
)  # fmt: skip
"""The terms that the reviewer of Gračanica approves here, so that both kinds can be seen."""


class NoPlaces(Exception):
    """The municipalities of the demonstration are not in the database: the country pack comes first."""


class AddressTaken(Exception):
    """Somebody has an account with an address of the demonstration."""


class InUse(Exception):
    """Somebody works in this database already."""


@dataclass(frozen=True, slots=True)
class Made:
    """What a load made."""

    accounts: int
    municipalities: int
    notices: int
    publications: int
    units: int
    services: int
    cases: int
    readings: int
    messages: int
    organisations: int
    people: int
    rounds: int


def is_there() -> bool:
    return Organisation.objects.filter(code=ORGANISATION).exists()


@transaction.atomic
def load(*, at: datetime) -> Made | None:
    """Everything, with publications in the ten months before `at`; None when the demonstration is there already.

    Raises `NoPlaces`, `AddressTaken`, `InUse`, and `texts.NotAligned` for a notice whose languages do not fit each
    other.
    """
    if is_there():
        return None
    if taken := logins():
        raise AddressTaken(", ".join(user.email for user in taken))
    if Notice.objects.exists() or Membership.objects.exists():
        raise InUse
    told = stories()
    places = _places(told)
    _allow_self_approval(told, places, at)
    accounts = make_accounts(list(places.values()), at)
    _approve_terms(team(places["gracanice"]).reviewer, at)
    happen(told, places, team, at)
    meetings.make(at)
    running.make(at)
    learning.make(at)
    towns = [town.set_up(places[slug]) for slug in town.TOWNS]
    organisations, members = directory.make(at)
    return Made(
        accounts=len(accounts),
        municipalities=len(places),
        notices=Notice.objects.count(),
        publications=Publication.objects.count(),
        units=len(_remember_earlier_call()),
        services=sum(len(one.services) for one in towns),
        cases=year.make(towns, at),
        readings=readings.make(towns, at),
        messages=post.make(at),
        organisations=organisations,
        people=members,
        rounds=_grow(places["gracanice"], at),
    )


def _grow(place: Municipality, at: datetime) -> int:
    """A memorandum is signed, and with it the plan that comes of the municipality's assessment."""
    people_ = User.objects.prefetch_related("memberships")
    staff, head = (people_.get(email=f"{who}@example.org") for who in ("programme", f"head.{place.slug}"))
    return growth.make(staff, head, place, at, memorandum=promises.make(staff, place, at))


def _places(told: list[Story]) -> dict[str, Municipality]:
    wanted = {story.place for story in told}
    places = {place.slug: place for place in Municipality.objects.filter(slug__in=wanted)}
    if missing := wanted - places.keys():
        raise NoPlaces(", ".join(sorted(missing)))
    return places


def _allow_self_approval(told: list[Story], places: dict[str, Municipality], at: datetime) -> None:
    for story in told:
        place = places[story.place]
        if story.self_approved and not place.self_approval:
            place.self_approval = True
            place.save()
            audit.record("place.edited", subject=place, by=None, at=at, fields=["self_approval"])


def _approve_terms(reviewer: User, at: datetime) -> None:
    for term in TermEntry.objects.filter(key__in=APPROVED):
        term_acts.decide(term=term, name="approve", seen=term.version, by=reviewer, at=at)


def _remember_earlier_call() -> list[MemoryUnit]:
    languages = (guidelines.SOURCE, guidelines.TARGET)
    return MemoryUnit.objects.bulk_create(
        MemoryUnit(
            source_language=languages[0],
            target_language=languages[1],
            source=source,
            target=target,
            origin=ORIGIN,
            licence=LICENCE,
            fingerprint=fingerprint(*languages, source, target, ORIGIN),
        )
        for source, target in guidelines.earlier_pairs()
    )


def logins() -> list[User]:
    """The accounts of the demonstration, in the order in which they were made."""
    addresses = [person.address for person in people(Municipality.objects.filter(slug__in=TEAMS))]
    return list(User.objects.filter(email__in=addresses).order_by("pk"))
