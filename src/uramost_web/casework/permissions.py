"""Which cases somebody sees: those of the municipalities in which they have a role for it, and no other's exist."""

from typing import Any, Final

from django.http import Http404

from uramost_web.accounts.models import User
from uramost_web.casework.models import Case, Office, Service
from uramost_web.places.models import Municipality
from uramost_web.places.permissions import HEAVY, may, read_roles, workplaces
from uramost_web.question import Joined, Question, all_but


def visible(person: User) -> Any:
    """A QuerySet of the cases this person may read."""
    return Case.objects.filter(municipality__in=workplaces(person, "case.see"))


def case_for(person: User, reference: str) -> Case:
    """The case, or 404: of another municipality's case not even the existence is told."""
    if "\0" in reference:  # which not every database can look for
        raise Http404
    read_roles(person)  # a page about a case asks for them again and again
    row = found(reference)
    if row is None or not may(person, "case.see", row.municipality):
        raise Http404
    return row


def found(reference: str) -> Case | None:
    """With what a page about it shows of other rows; what is long there and seldom read is left out."""
    return next(iter(_CASE.about(reference)), None)


OFFICE: Final = all_but(Office, "addresses", "email", "phone")
JOINED: Final = Joined(
    Case,
    all_but(Case, "public_search"),
    municipality=all_but(Municipality, *HEAVY),
    service=all_but(Service, "descriptions", "who_may", "papers", "fees", "keywords"),
    office=OFFICE,
    first_office=OFFICE,
    assignee=("name", "email"),
)
_CASE: Final = Question(
    lambda reference: Case.objects.filter(reference=reference).values_list(*JOINED.names), JOINED.made
)


def may_work(person: User, municipality: Municipality) -> bool:
    """A clerk or head of office acts; an auditor reads and changes nothing."""
    return may(person, "case.work", municipality)
