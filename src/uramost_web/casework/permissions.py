"""Which cases somebody sees: those of the municipalities in which they have a role for it, and no other's exist."""

from typing import Any, Final

from django.http import Http404

from uramost_web.accounts.models import User
from uramost_web.casework.models import Case
from uramost_web.places.models import Municipality
from uramost_web.places.permissions import HEAVY, may, read_roles, workplaces


def visible(person: User) -> Any:
    """A QuerySet of the cases this person may read."""
    return Case.objects.filter(municipality__in=workplaces(person, "case.see"))


def case_for(person: User, reference: str) -> Case:
    """The case, or 404: of another municipality's case not even the existence is told."""
    if "\0" in reference:  # which not every database can look for
        raise Http404
    read_roles(person)  # a page about a case asks for them again and again
    row = with_what_stands_on_it(Case.objects.filter(reference=reference).order_by()).first()
    if row is None or not may(person, "case.see", row.municipality):
        raise Http404
    return row


def with_what_stands_on_it(cases: Any) -> Any:
    """Each with what a page about it shows of other rows; of these not what is long and seldom read."""
    return cases.select_related(*RELATED).defer("nonce", "public_search", *UNREAD)


RELATED: Final = ("municipality", "service", "office", "first_office", "assignee")
UNREAD: Final = (
    *(f"municipality__{name}" for name in HEAVY),
    *(f"service__{name}" for name in ("descriptions", "who_may", "papers", "fees", "keywords")),
    *(f"{office}__{name}" for office in ("office", "first_office") for name in ("addresses", "email", "phone")),
    "assignee__password",
)


def may_work(person: User, municipality: Municipality) -> bool:
    """A clerk or head of office acts; an auditor reads and changes nothing."""
    return may(person, "case.work", municipality)
