"""The routing table of a municipality as an administrator changes it: by rows, or as a file."""

import hashlib
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any, Final

from django.db import transaction
from django.db.models import F

from uramost import routing
from uramost_web.accounts import audit
from uramost_web.accounts.models import User
from uramost_web.casework.catalogue import SETS, Office, RoutingRow, Service
from uramost_web.casework.defining import Faulty, hold
from uramost_web.places.models import Municipality

MOST_ROWS: Final = 2000
ASIDE: Final = 1_000_000
"""Rows stand there while they are numbered anew: a position is there once."""
FIELD_OF: Final = {
    "bad_kind": "kinds",
    "bad_weekday": "weekdays",
    "bad_hours": "hours_from",
    "bad_words": "words",
    "bad_validity": "valid_until",
}
"""What is wrong with a rule → the field of the form it stands at."""


def rows_of(municipality: Municipality) -> list[RoutingRow]:
    return list(RoutingRow.objects.filter(municipality=municipality).select_related("office"))


def stamp(municipality: Municipality) -> str:
    """Another one after every change of the table."""
    text = routing.write_csv(row.as_rule() for row in rows_of(municipality))
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def examined(municipality: Municipality, rules: Iterable[routing.Rule], on: date) -> tuple[routing.Finding, ...]:
    """What is wrong with a table here on a day; services that have ended and closed offices are not there."""
    services = [described(row) for row in municipality.services.all() if row.ends_on is None or row.ends_on >= on]
    offices = municipality.offices.filter(closed_on=None).values_list("code", flat=True)
    return routing.examine(rules, services, list(offices), on=on)


def described(service: Service) -> routing.Service:
    """A service as routing knows it."""
    answers = {
        question["code"]: frozenset(value["key"] for value in question.get("values", []))
        for question in service.questions
    }
    several = frozenset(one["code"] for one in service.questions if one["datatype"] == "multivaluelist")
    return routing.Service(service.code, service.kind, answers, several)


def conditions(rule: routing.Rule) -> dict[str, Any]:
    """As a row keeps them."""
    found: dict[str, Any] = {name: sorted(getattr(rule, name)) for name in SETS if getattr(rule, name)}
    if rule.hours:
        found["hours"] = [rule.hours.start, rule.hours.end]
    if rule.answers:
        found["answers"] = {code: sorted(values) for code, values in rule.answers.items()}
    return found


@transaction.atomic
def set_row(
    *, municipality: Municipality, row: RoutingRow | None, values: Mapping[str, Any], by: User, at: datetime
) -> RoutingRow:
    """A new row at the end, or a row as it is from now on. Raises `Faulty`."""
    hold(municipality, by)
    if row is None:
        last = RoutingRow.objects.filter(municipality=municipality).order_by("-position").first()
        row = RoutingRow(municipality=municipality, position=last.position + 1 if last else 1)
    else:
        row = RoutingRow.objects.filter(pk=row.pk).first()  # as it is now: its number may be another
    if row is None:
        raise Faulty({"": "row_changed"})
    for name, value in values.items():
        setattr(row, name, value)
    if row.office.municipality_id != municipality.pk:
        raise Faulty({"office": "office_elsewhere"})
    if row.office.closed_on:
        raise Faulty({"office": "office_closed"})
    if row.position > MOST_ROWS:
        raise Faulty({"": "too_many_rows"})
    try:
        row.as_rule()
    except routing.BadRule as bad:
        raise Faulty({FIELD_OF.get(bad.code, ""): bad.code}) from bad
    row.save()
    audit.record("routing.edited", subject=municipality, by=by, at=at, row=row.position, conditions=row.conditions)
    return row


@transaction.atomic
def drop_row(*, row: RoutingRow, by: User, at: datetime) -> None:
    hold(row.municipality, by)
    if not RoutingRow.objects.filter(pk=row.pk).delete()[0]:
        return
    audit.record("routing.edited", subject=row.municipality, by=by, at=at, row=row.position, dropped=row.conditions)
    _number(row.municipality, rows_of(row.municipality))


@transaction.atomic
def move_row(*, row: RoutingRow, by_lines: int, by: User, at: datetime) -> None:
    """So many lines down, or up where it is negative; only between rows that tie does that matter."""
    hold(row.municipality, by)
    rows = rows_of(row.municipality)
    place = next((number for number, one in enumerate(rows) if one.pk == row.pk), None)
    if place is None:  # somebody deleted it meanwhile
        return
    rows.insert(max(0, place + by_lines), rows.pop(place))
    _number(row.municipality, rows)
    audit.record("routing.edited", subject=row.municipality, by=by, at=at, row=row.position, lines=by_lines)


@transaction.atomic
def replace(*, municipality: Municipality, rules: tuple[routing.Rule, ...], seen: str, by: User, at: datetime) -> int:
    """The whole table anew, as a file has it; how many rows it has now. Raises `Faulty`, and then nothing changes."""
    hold(municipality, by)
    if seen != stamp(municipality):
        raise Faulty({"": "table_changed"})
    if len(rules) > MOST_ROWS:
        raise Faulty({"": "too_many_rows"})
    offices = open_offices(municipality)
    if any(rule.office not in offices for rule in rules):
        raise Faulty({"": "no_such_office"})
    RoutingRow.objects.filter(municipality=municipality).delete()
    RoutingRow.objects.bulk_create(
        RoutingRow(
            municipality=municipality,
            position=place,
            conditions=conditions(rule),
            office=offices[rule.office],
            reason=rule.reason[:300],
            valid_from=rule.since,
            valid_until=rule.until,
        )
        for place, rule in enumerate(rules, 1)
    )
    audit.record("routing.edited", subject=municipality, by=by, at=at, rows=len(rules))
    return len(rules)


def open_offices(municipality: Municipality) -> dict[str, Office]:
    return {office.code: office for office in municipality.offices.filter(closed_on=None)}


def _number(municipality: Municipality, rows: list[RoutingRow]) -> None:
    """1, 2, 3, …: the numbers that pages and findings speak of."""
    RoutingRow.objects.filter(municipality=municipality).update(position=F("position") + ASIDE)
    for place, row in enumerate(rows, 1):
        row.position = place
    RoutingRow.objects.bulk_update(rows, ["position"], batch_size=500)
