"""Who may do what, as a table: an act and the roles that may do it."""

from operator import attrgetter
from typing import Final

from django.core.exceptions import PermissionDenied
from django.db.models import Prefetch, prefetch_related_objects

from uramost_web.accounts.models import User
from uramost_web.places.models import MUNICIPAL, Membership, Municipality, Role

ACTS: Final[dict[str, tuple[Role, ...]]] = {
    "notice.write": (Role.OFFICER, Role.ADMINISTRATOR),
    "notice.publish": (Role.OFFICER, Role.ADMINISTRATOR),
    "notice.see": (Role.OFFICER, Role.TRANSLATOR, Role.REVIEWER, Role.ADMINISTRATOR, Role.PROGRAMME, Role.AUDITOR),
    "translation.write": (Role.TRANSLATOR, Role.REVIEWER),
    "translation.review": (Role.REVIEWER, Role.TRANSLATOR),
    "pool.see": (Role.OFFICER, Role.TRANSLATOR, Role.REVIEWER, Role.ADMINISTRATOR, Role.PROGRAMME, Role.AUDITOR),
    "translation.remark": (Role.OFFICER, Role.TRANSLATOR, Role.REVIEWER, Role.ADMINISTRATOR),
    "translation.assign": (Role.OFFICER, Role.TRANSLATOR, Role.REVIEWER, Role.ADMINISTRATOR),
    "term.propose": (Role.TRANSLATOR, Role.REVIEWER, Role.ADMINISTRATOR),
    "term.approve": (Role.REVIEWER, Role.ADMINISTRATOR),
    "memory.export": (Role.TRANSLATOR, Role.REVIEWER, Role.ADMINISTRATOR),
    "memory.import": (Role.REVIEWER, Role.ADMINISTRATOR),
    "terms.import": (Role.REVIEWER, Role.ADMINISTRATOR),
    "people.manage": (Role.ADMINISTRATOR,),
    "machine.set": (Role.ADMINISTRATOR,),
    "memorandum.see": (Role.OFFICER, Role.ADMINISTRATOR, Role.PROGRAMME, Role.AUDITOR),
    "memorandum.write": (Role.ADMINISTRATOR, Role.PROGRAMME),
    "audit.see": (Role.AUDITOR,),
    "case.see": (Role.CLERK, Role.HEAD, Role.AUDITOR),
    "case.enter": (Role.CLERK, Role.HEAD),
    "case.work": (Role.CLERK, Role.HEAD),
    "case.lead": (Role.HEAD,),
    "load.see": (Role.HEAD, Role.ADMINISTRATOR, Role.AUDITOR),
    "completeness.see": (Role.CLERK, Role.HEAD, Role.ADMINISTRATOR, Role.AUDITOR),
    "completeness.draw": (Role.ADMINISTRATOR,),
    "completeness.score": (Role.CLERK, Role.HEAD),
    "service.see": (Role.CLERK, Role.HEAD, Role.ADMINISTRATOR, Role.AUDITOR),
    "service.set": (Role.ADMINISTRATOR,),
    "assessment.see": (*MUNICIPAL, Role.PROGRAMME, Role.AUDITOR),
    "assessment.lead": (Role.HEAD, Role.ADMINISTRATOR),
    "assessment.watch": (Role.AUDITOR,),
    "assessment.facilitate": (Role.PROGRAMME,),
    "instrument.set": (Role.PROGRAMME,),
    "directory.see": (Role.OFFICER, Role.ADMINISTRATOR, Role.PROGRAMME, Role.AUDITOR),
    "directory.contact": (Role.OFFICER, Role.ADMINISTRATOR, Role.PROGRAMME),
    "directory.write": (Role.OFFICER, Role.ADMINISTRATOR, Role.PROGRAMME),
    "directory.merge": (Role.ADMINISTRATOR, Role.PROGRAMME),
    "event.see": (Role.OFFICER, Role.ADMINISTRATOR, Role.PROGRAMME, Role.AUDITOR),
    "event.write": (Role.OFFICER, Role.ADMINISTRATOR, Role.PROGRAMME),
    "event.run": (Role.OFFICER, Role.ADMINISTRATOR, Role.PROGRAMME),
}


class NotAllowed(PermissionDenied):
    """A refusal; `reason` is a code. The 403 page says more about those that are not about roles."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def read_roles(person: User) -> None:
    """Read them once for a page, which asks about them many times; a change counts from the next page on."""
    with_places = Membership.objects.select_related("municipality").defer(*(f"municipality__{one}" for one in HEAVY))
    prefetch_related_objects([person], Prefetch("memberships", with_places))


def may(person: User, act: str, municipality: Municipality | None = None) -> bool:
    """Whether this person has a role that may do the act here; a programme role holds in every municipality."""
    held = [row for row in person.memberships.all() if row.role in ACTS[act]]
    return any(
        row.role not in MUNICIPAL or municipality is None or row.municipality_id == municipality.pk for row in held
    )


def check_may(person: User, act: str, municipality: Municipality) -> None:
    """Raises `NotAllowed("role")` unless the person may."""
    if not may(person, act, municipality):
        raise NotAllowed("role")


def check_holds(person: User, act: str) -> None:
    """For what belongs to no municipality. Raises `NotAllowed("role")` unless the person has a role that may do it."""
    if not may(person, act):
        raise NotAllowed("role")


def workplaces(person: User, act: str) -> list[Municipality]:
    """The municipalities in which this person may do the act: all of them for a programme role."""
    if everywhere(person, act):
        return list(Municipality.objects.defer(*HEAVY))
    places = {row.municipality for row in person.memberships.all() if row.role in ACTS[act] and row.municipality}
    return sorted(places, key=attrgetter("slug"))


def keys_of_workplaces(person: User, act: str) -> frozenset[int] | None:
    """The same without asking about the municipalities: their keys, or None for all of them."""
    if everywhere(person, act):
        return None
    held = (row.municipality_id for row in person.memberships.all() if row.role in ACTS[act])
    return frozenset(key for key in held if key is not None)


def everywhere(person: User, act: str) -> bool:
    """Whether a programme role lets this person do the act, and so in every municipality and in none."""
    return any(row.role in ACTS[act] and row.role not in MUNICIPAL for row in person.memberships.all())


HEAVY: Final = ("boundary", "pack_values")
"""Of a municipality, what can be long and few pages ask for."""


def is_staff_member(person: User) -> bool:
    """Has any role at all, or a key to the administration, and so needs a second factor."""
    return person.is_superuser or person.is_staff or bool(person.memberships.all())
