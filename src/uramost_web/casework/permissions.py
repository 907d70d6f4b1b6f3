"""Which cases somebody sees: those of the municipalities in which they have a role for it, and no other's exist."""

from typing import Any

from django.db.models import prefetch_related_objects
from django.http import Http404

from uramost_web.accounts.models import User
from uramost_web.casework.models import Case
from uramost_web.places.models import Municipality
from uramost_web.places.permissions import may, workplaces


def visible(person: User) -> Any:
    """A QuerySet of the cases this person may read."""
    return Case.objects.filter(municipality__in=workplaces(person, "case.see"))


def case_for(person: User, reference: str) -> Case:
    """The case, or 404: of another municipality's case not even the existence is told."""
    if "\0" in reference:  # which not every database can look for
        raise Http404
    prefetch_related_objects([person], "memberships")  # a page about a case asks for them again and again
    row = (
        Case.objects.select_related("municipality", "service", "office", "first_office", "assignee", "merged_into")
        .filter(reference=reference)
        .first()
    )
    if row is None or not may(person, "case.see", row.municipality):
        raise Http404
    return row


def may_work(person: User, municipality: Municipality) -> bool:
    """A clerk or head of office acts; an auditor reads and changes nothing."""
    return may(person, "case.work", municipality)
