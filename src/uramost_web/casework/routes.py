"""To which office a case goes: by the municipality's routing table, and where that says nothing by its service."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from uramost_web.casework.catalogue import Office, Service

if TYPE_CHECKING:
    from uramost_web.casework.receiving import Asked


@dataclass(frozen=True, slots=True)
class Route:
    office: Office
    why: dict[str, Any]


def route(service: Service, asked: "Asked", at: datetime) -> Route:
    """The office for what is asked, and why it."""
    return Route(service.office, {"by": "service"})
