"""Whom of the directory somebody sees: all of it, or what belongs to the municipalities where they work."""

from typing import Any

from django.db.models import Q
from django.http import Http404

from uramost_web.accounts.models import User
from uramost_web.directory import finding
from uramost_web.directory.models import Function, Organisation, Person
from uramost_web.places.models import Municipality
from uramost_web.places.permissions import ACTS, NotAllowed, everywhere, may, read_roles

SEE, CONTACT, WRITE, MERGE = "directory.see", "directory.contact", "directory.write", "directory.merge"
FORGET = "directory.forget"


def check_sees(person: User) -> None:
    """404 for whoever has nothing to do with the directory."""
    read_roles(person)
    if not may(person, SEE):
        raise Http404


def check_writes(person: User) -> None:
    """404 for whoever has nothing to do with the directory; raises `NotAllowed("role")` for whoever only reads."""
    check_sees(person)
    if not may(person, WRITE):
        raise NotAllowed("role")


def places(person: User, act: str = SEE) -> list[int] | None:
    """The municipalities to which an act is limited; None: everywhere."""
    if everywhere(person, act):
        return None
    return sorted({row.municipality_id or 0 for row in person.memberships.all() if row.role in ACTS[act]})


def organisations(person: User, act: str = SEE) -> Any:
    """Those that stand and with which this person may do the act."""
    here = places(person, act)
    rows = Organisation.objects.standing()
    return rows if here is None else rows.filter(municipality__in=here)


def people(person: User, act: str = SEE) -> Any:
    """Those of a municipality: who lives or works in it, or is something in an organisation of it.

    To forget somebody cannot be undone: of whom another municipality keeps, that one decides.
    """
    here = places(person, act)
    rows = Person.objects.standing()
    if here is None:
        return rows
    busy = Q(pk__in=finding.busy_in(here))
    return rows.filter(Q(municipality__in=here) | (busy & Q(municipality=None) if act == FORGET else busy))


def may_with_organisation(person: User, act: str, row: Organisation) -> bool:
    here = places(person, act)
    return here is None or (row.municipality_id in here)


def may_with_person(person: User, act: str, row: Person) -> bool:
    """As `people` has it. Asks the database only where the person is of no municipality of theirs."""
    here = places(person, act)
    if here is None or row.municipality_id in here:
        return True
    if act == FORGET and row.municipality_id is not None:
        return False
    return bool(here) and Function.objects.filter(person=row, organisation__municipality__in=here).exists()


def organisation_for(person: User, number: int, act: str = SEE) -> Organisation:
    """Or 404: of another municipality's organisation not even the existence is told. 403 for who only reads."""
    check_sees(person)
    row = Organisation.objects.filter(pk=number).order_by().first()
    if row is None or not may_with_organisation(person, SEE, row):
        raise Http404
    if act != SEE and not may_with_organisation(person, act, row):
        raise NotAllowed("role")
    found: Organisation = row
    return found


def person_for(person: User, number: int, act: str = SEE) -> Person:
    """Or 404, as with organisations; of who was forgotten nothing is done any more."""
    check_sees(person)
    row = Person.objects.filter(pk=number).order_by().first()
    if row is None or not may_with_person(person, SEE, row) or (row.forgotten_at and act != SEE):
        raise Http404
    if act != SEE and not may_with_person(person, act, row):
        raise NotAllowed("role")
    found: Person = row
    return found


def check_may_with(person: User, act: str, municipality: Municipality | None) -> None:
    """What belongs to no municipality is the programme's. Raises `NotAllowed("role")`."""
    here = places(person, act)
    if here is not None and (municipality is None or municipality.pk not in here):
        raise NotAllowed("role")
