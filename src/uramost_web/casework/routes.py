"""To which office a case goes: by the municipality's routing table, and where that says nothing by its service."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, cast

from django.utils import timezone

from uramost import routing
from uramost_web.casework.catalogue import Office, RoutingRow, Service
from uramost_web.places.models import Municipality

if TYPE_CHECKING:
    from uramost_web.casework.receiving import Asked


@dataclass(frozen=True, slots=True)
class Route:
    """The office, and what to keep of why: {"by": "rule" | "service", "rule": its number, "conditions": […]}."""

    office: Office
    why: dict[str, Any]


def rules_of(municipality: Municipality) -> list[routing.Rule]:
    """The table as the library reads it; closed offices receive nothing."""
    rows = RoutingRow.objects.filter(municipality=municipality, office__closed_on=None).select_related("office")
    return [row.as_rule() for row in rows]


def case_of(service: Service, asked: "Asked", at: datetime) -> routing.Case:
    """What the table looks at."""
    answers = {
        code: frozenset(map(str, value if isinstance(value, list) else [value])) for code, value in asked.given.items()
    }
    return routing.Case(
        service=service.code,
        kind=cast("routing.Kind", service.kind),
        language=asked.language,
        received_at=timezone.localtime(at),
        areas=(asked.place_text,) if asked.place_text else (),
        text=f"{asked.text} {asked.place_text}",
        answers=answers,
    )


def route(service: Service, asked: "Asked", at: datetime) -> Route:
    """The office for what is asked, and why it; where the table has no answer or two, the service's own office."""
    decision = routing.route(case_of(service, asked, at), rules_of(service.municipality))
    if decision.code != "by_rule" or decision.office is None or decision.rule is None:
        return Route(service.office, {"by": "service", "table": decision.code})
    office = Office.objects.get(municipality=service.municipality, code=decision.office)
    met = [step.condition for step in decision.why if step.met]
    return Route(office, {"by": "rule", "rule": decision.rule.id, "conditions": met})
