"""To which office a case goes: by the municipality's routing table, and where that says nothing by its service."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, cast

from django.utils import timezone

from uramost import routing
from uramost.routing.rules import pattern, phrase
from uramost.text import fold
from uramost_web.casework import standing
from uramost_web.casework.catalogue import Office, RoutingRow, Service
from uramost_web.casework.standing import Standing
from uramost_web.places.models import Municipality

if TYPE_CHECKING:
    from uramost_web.casework.receiving import Asked


@dataclass(frozen=True, slots=True)
class Route:
    """The office, and what to keep of why: {"by": "rule" | "service", "rule": its number, "conditions": […]}."""

    office: Office
    why: dict[str, Any]


def rules_of(municipality: Municipality, at_hand: Standing | None = None) -> list[routing.Rule]:
    """The table as the library reads it; closed offices receive nothing."""
    return _table(municipality, at_hand or standing.now())[0]


def _table(municipality: Municipality, at_hand: Standing) -> tuple[list[routing.Rule], dict[str, Office]]:
    """The rules, and by their codes the offices that they name."""

    def read() -> tuple[list[routing.Rule], dict[str, Office]]:
        rows = RoutingRow.objects.filter(municipality=municipality, office__closed_on=None).select_related("office")
        return [row.as_rule() for row in rows], {row.office.code: row.office for row in rows}

    return at_hand.of(("routing", municipality.pk), read)


def case_of(service: Service, asked: "Asked", at: datetime, rules: Iterable[routing.Rule] = ()) -> routing.Case:
    """What the table looks at; of its areas those that the place names."""
    answers = {
        code: frozenset(map(str, value if isinstance(value, list) else [value])) for code, value in asked.given.items()
    }
    return routing.Case(
        service=service.code,
        kind=cast("routing.Kind", service.kind),
        language=asked.language,
        received_at=timezone.localtime(at),
        areas=areas_in(asked.place_text, rules),
        text=f"{asked.text} {asked.place_text}",
        answers=answers,
    )


def areas_in(place_text: str, rules: Iterable[routing.Rule]) -> tuple[str, ...]:
    """The areas of the table that stand in what was typed as the place, in any case and script."""
    folded = fold(place_text)
    named = dict.fromkeys(area for rule in rules for area in sorted(rule.areas))
    return tuple(area for area in named if phrase(area) and pattern(area).search(folded))


def route(service: Service, asked: "Asked", at: datetime, at_hand: Standing | None = None) -> Route:
    """The office for what is asked, and why it; where the table has no answer or two, the service's own office."""
    rules, offices = _table(service.municipality, at_hand or standing.now())
    decision = routing.route(case_of(service, asked, at, rules), rules)
    if decision.code != "by_rule" or decision.office is None or decision.rule is None:
        return Route(service.office, {"by": "service", "table": decision.code})
    met = [step.condition for step in decision.why if step.met]
    return Route(offices[decision.office], {"by": "rule", "rule": decision.rule.id, "conditions": met})
