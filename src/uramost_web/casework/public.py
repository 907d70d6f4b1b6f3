"""What of a case anyone may see: a table of fields, and nothing beside it."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Final

from uramost_web.casework.catalogue import Service, Shows
from uramost_web.casework.models import Case
from uramost_web.places.models import Municipality

FIELDS: Final[Mapping[str, frozenset[str]]] = {
    Shows.NOTHING: frozenset(),
    Shows.FACTS: frozenset(
        {"reference", "service", "office", "state", "received_at", "changed_at", "due_at", "latitude", "longitude"}
    ),
    Shows.TEXT: frozenset(
        {
            "reference", "service", "office", "state", "received_at", "changed_at", "due_at", "latitude", "longitude",
            "public_text", "photographs",
        }
    ),
}  # fmt: skip
"""What a service shows → the fields of a case that are public. A name or a way to reach somebody never is."""
STEP: Final = Decimal("0.001")
"""Degrees that a place is rounded to: some 110 metres north, 80 east. A street, and no house."""


def services(place: Municipality) -> dict[int, Service]:
    """The services whose cases are public, by their number; also those that have ended."""
    return {row.pk: row for row in Service.objects.filter(municipality=place).exclude(shows=Shows.NOTHING)}


def cases(place: Municipality, of: Mapping[int, Service]) -> Any:
    """A QuerySet of the cases that are public here, of these services."""
    return Case.objects.filter(municipality=place, service__in=list(of))


def shown(service: Service, field: str) -> bool:
    return field in FIELDS[service.shows]


def rounded(degrees: Decimal | None) -> Decimal | None:
    return None if degrees is None else degrees.quantize(STEP)
