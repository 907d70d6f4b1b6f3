"""What would happen to this request? Its office and why, and the last day it would get. Nothing is kept."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone

from uramost import deadlines, routing
from uramost_web.casework import clocks, explaining, routes, routing_words
from uramost_web.casework.catalogue import Office, Service
from uramost_web.casework.receiving import Asked
from uramost_web.places.words import reader_tag


@dataclass(frozen=True, slots=True)
class Trial:
    """All in the language of the page; `rule` is the number of the row, if one decided."""

    office: Office
    rule: str
    decision: str
    why: list[str]
    others: list[str]
    due_at: datetime | None
    counted: list[str]


def trial(service: Service, asked: Asked, at: datetime) -> Trial:
    """As `receiving.receive` would decide it."""
    rules = routes.rules_of(service.municipality)
    found = routing.route(routes.case_of(service, asked, at, rules), rules)
    office = routes.route(service, asked, at).office
    names = routing_words.names_of(service.municipality, reader_tag())
    due_at, counted = last_day(service, office, at)
    return Trial(
        office=office,
        rule=found.rule.id if found.rule and found.code == "by_rule" else "",
        decision=routing_words.decision(found.code),
        why=[routing_words.step(one, names) for one in found.why],
        others=[routing_words.considered(one, names) for one in found.others],
        due_at=due_at,
        counted=counted,
    )


def last_day(service: Service, office: Office, at: datetime) -> tuple[datetime | None, list[str]]:
    """The last moment of a case that came then, and how it is counted; None where nothing is known to count."""
    limit = clocks.limit_for(service, timezone.localdate(at))
    norm = service.norm_days
    if limit is None and norm:
        limit = deadlines.Limit(code=clocks.PROMISE, unit="working_days", amount=norm, source="")
    if limit is None:
        return None, []
    norm = None if deadlines.norm_fault(limit, norm) else norm
    clock = deadlines.Clock(limit=limit, received_at=at, norm=norm, hours=clocks.hours(office, at))
    counted = deadlines.computed(clock, clocks.calendar(service.municipality, at), at=at)
    return counted.latest, [explaining.sentence(step) for step in counted.steps]


def asked_from(data: Mapping[str, Any], given: Mapping[str, Any]) -> Asked:
    """What the form of the test bench has."""
    return Asked(
        text=data["text"], language=data["language"], reads=reader_tag(), place_text=data["place"], given=dict(given)
    )
