"""What an administrator defines: services, offices and who sits in them, answer texts, limits, the boundary."""

from collections.abc import Collection, Mapping
from datetime import date, datetime
from typing import Any, Final

from django.db import models, transaction
from django.db.models import Q
from django.utils.timezone import localdate

from uramost import deadlines, states
from uramost_web.accounts import audit
from uramost_web.accounts.models import User
from uramost_web.casework import clocks
from uramost_web.casework.catalogue import AnswerText, Limit, Office, RoutingRow, Service
from uramost_web.casework.kinds import Kind
from uramost_web.casework.models import Case, Seat
from uramost_web.places.models import Membership, Municipality
from uramost_web.places.permissions import check_may

LONGEST_LIMIT: Final = {"working_days": 366, "calendar_days": 366, "hours": 8784}
"""The longest amount of each unit: a calendar reaches three years ahead."""
LONGEST_KEPT: Final = 600
"""Months."""
WORDED: Final = (*(move.code for move in states.MOVES if move.text), "extend")
"""Moves that a text is written for."""
WORKING: Final = ("clerk", "head")
"""Roles of those who sit in an office."""


class Faulty(ValueError):
    """Something cannot be defined like this: `faults` has a code for each field, "" is the whole."""

    def __init__(self, faults: Mapping[str, str]) -> None:
        super().__init__(faults)
        self.faults = dict(faults)


def insist(faults: Mapping[str, str]) -> None:
    """Raises `Faulty` for the codes that are not empty."""
    if found := {field: code for field, code in faults.items() if code}:
        raise Faulty(found)


def hold(municipality: Municipality, by: User) -> None:
    """For an administrator, until the end of the transaction: of two who define something at once one comes second."""
    check_may(by, "service.set", municipality)
    Municipality.objects.select_for_update(no_key=True).values_list("pk").get(pk=municipality.pk)


def _set(row: models.Model, values: Mapping[str, Any]) -> list[str]:
    """Give a row its new values; the names of those that were others."""
    changed = [name for name, value in values.items() if getattr(row, name, None) != value]
    for name, value in values.items():
        setattr(row, name, value)
    return changed


# Services ----------------------------------------------------------------------------------------------------------


@transaction.atomic
def define_service(
    *, municipality: Municipality, service: Service | None, values: Mapping[str, Any], by: User, at: datetime
) -> Service:
    """A new service, or a service as it is from now on. Raises `Faulty`."""
    hold(municipality, by)
    row = service or Service(municipality=municipality)
    changed = _set(row, values)
    insist(_service_faults(row, localdate(at)))
    row.save()
    _record(row, by, at, f"service {row.code}", changed)
    return row


def _service_faults(row: Service, today: date) -> dict[str, str]:
    twice = Service.objects.filter(municipality=row.municipality, code=row.code).exclude(pk=row.pk).exists()
    limit = clocks.limit_for(row, today)
    codes = Limit.objects.filter(Q(municipality=None) | Q(municipality=row.municipality), code=row.limit_code)
    return {
        "code": "code_taken" if twice else "",
        "kind": "" if row.kind in Kind.values else "unknown_kind",
        "names": "" if any(row.names.values()) else "name_needed",
        "office": _office_fault(row.office if row.office_id else None, row.municipality),
        "limit_code": "unknown_limit" if row.limit_code and not codes.exists() else "",
        "norm_days": _norm_fault(row.norm_days, limit),
        "kept_months": "" if 1 <= row.kept_months <= LONGEST_KEPT else "kept_wrong",
        "ends_on": "ends_before" if row.starts_on and row.ends_on and row.ends_on < row.starts_on else "",
        "instead": _instead_fault(row),
    }


def _office_fault(office: Office | None, municipality: Municipality) -> str:
    if office is None or office.municipality_id != municipality.pk:
        return "office_elsewhere"
    return "office_closed" if office.closed_on else ""


def _norm_fault(norm: int | None, limit: deadlines.Limit | None) -> str:
    if limit is None:
        return "" if norm is None or 1 <= norm <= LONGEST_LIMIT["working_days"] else "norm_not_positive"
    return deadlines.norm_fault(limit, norm)


def _instead_fault(row: Service) -> str:
    if row.instead is None:
        return ""
    return "instead_wrong" if row.instead.municipality_id != row.municipality_id or row.instead_id == row.pk else ""


@transaction.atomic
def ask(*, service: Service, questions: list[dict[str, Any]], by: User, at: datetime) -> None:
    """The further questions of a service, as Open311 attributes. Raises `Faulty` with "0", "1", … for the questions."""
    check_may(by, "service.set", service.municipality)
    codes = [question["code"] for question in questions]
    insist({str(place): _question_fault(question, codes) for place, question in enumerate(questions)})
    service.questions = questions
    service.save(update_fields=["questions"])
    _record(service, by, at, f"service {service.code}", ["questions"])


LISTS: Final = ("singlevaluelist", "multivaluelist")
DATATYPES: Final = ("string", "text", "number", "datetime", *LISTS)


def _question_fault(question: Mapping[str, Any], codes: list[str]) -> str:
    keys = [value["key"] for value in question.get("values", [])]
    if codes.count(question["code"]) > 1:
        return "question_twice"
    if question["datatype"] not in DATATYPES:
        return "unknown_datatype"
    if not any(question["description"].values()):
        return "question_needed"
    if question["datatype"] in LISTS and len(keys) < 2:
        return "two_choices"
    return "choice_twice" if len(set(keys)) != len(keys) else ""


@transaction.atomic
def end_service(*, service: Service, on: date, instead: Service | None, by: User, at: datetime) -> None:
    """Nobody can ask for it after this day; cases that run go on. Raises `Faulty`."""
    values = {"ends_on": on, "instead": instead}
    define_service(municipality=service.municipality, service=service, values=values, by=by, at=at)


# Offices -----------------------------------------------------------------------------------------------------------


@transaction.atomic
def define_office(
    *, municipality: Municipality, office: Office | None, values: Mapping[str, Any], by: User, at: datetime
) -> Office:
    """A new office, or an office as it is from now on. Raises `Faulty`.

    Hours that held are kept: what came while they held is counted by them, and no last day moves.
    """
    hold(municipality, by)
    row = office or Office(municipality=municipality)
    if office:
        held = Office.objects.select_for_update().only("hours", "past_hours").get(pk=office.pk)
        changed_hours = "hours" in values and values["hours"] != held.hours
        row.past_hours = [*held.past_hours, *([[at.isoformat(), held.hours]] if changed_hours else ())]
    changed = _set(row, values)
    twice = Office.objects.filter(municipality=municipality, code=row.code).exclude(pk=row.pk).exists()
    insist(
        {"code": "code_taken" if twice else "", "names": "" if any(row.names.values()) else "name_needed"}
        | {f"day_{day}": "hours_wrong" for day, opens, shuts in row.hours if not (0 <= day <= 6 and opens < shuts)}
    )
    row.save()
    _record(row, by, at, f"office {row.code}", changed)
    return row


def in_use(office: Office, on: date) -> dict[str, list[Any]]:
    """What still needs an office: services that have not ended, rows of the routing table, cases that run."""
    return {
        "services": [row for row in office.services.all() if row.ends_on is None or row.ends_on >= on],
        "rules": list(RoutingRow.objects.filter(office=office)),
        "cases": list(Case.objects.running().filter(office=office).values_list("reference", flat=True)[:20]),
    }


@transaction.atomic
def close_office(*, office: Office, by: User, at: datetime) -> None:
    """It answers nothing from today on. Raises `Faulty("office_in_use")` while something points to it."""
    check_may(by, "service.set", office.municipality)
    held = Office.objects.select_for_update().get(pk=office.pk)
    if any(in_use(held, localdate(at)).values()):
        raise Faulty({"": "office_in_use"})
    held.closed_on = localdate(at)
    held.save(update_fields=["closed_on"])
    _record(held, by, at, f"office {held.code}", ["closed_on"])


@transaction.atomic
def reopen_office(*, office: Office, by: User, at: datetime) -> None:
    check_may(by, "service.set", office.municipality)
    office.closed_on = None
    office.save(update_fields=["closed_on"])
    _record(office, by, at, f"office {office.code}", ["closed_on"])


@transaction.atomic
def seat(*, office: Office, people: Collection[User], by: User, at: datetime) -> None:
    """These people, and no others, sit in an office. Raises `Faulty` for somebody who is no clerk or head here."""
    check_may(by, "service.set", office.municipality)
    if {person.pk for person in people} - set(colleagues(office.municipality).values_list("pk", flat=True)):
        raise Faulty({"people": "not_a_clerk"})
    office.seats.exclude(user__in=people).delete()
    for person in people:
        Seat.objects.get_or_create(office=office, user=person)
    _record(office, by, at, f"office {office.code}", ["seats"])


def colleagues(municipality: Municipality) -> Any:
    """A QuerySet of those who work on cases here."""
    members = Membership.objects.filter(municipality=municipality, role__in=WORKING)
    return User.objects.filter(memberships__in=members).distinct().order_by("name", "pk")


# Answer texts ------------------------------------------------------------------------------------------------------


@transaction.atomic
def define_text(
    *, municipality: Municipality, row: AnswerText | None, values: Mapping[str, Any], by: User, at: datetime
) -> AnswerText:
    """A text that clerks begin with. Raises `Faulty`."""
    hold(municipality, by)
    row = row or AnswerText(municipality=municipality)
    for name, value in values.items():
        setattr(row, name, value)
    twice = AnswerText.objects.filter(municipality=municipality, code=row.code).exclude(pk=row.pk).exists()
    elsewhere = row.service is not None and row.service.municipality_id != municipality.pk
    insist(
        {
            "code": "code_taken" if twice else "",
            "move": "" if row.move in WORDED else "unknown_move",
            "service": "service_elsewhere" if elsewhere else "",
            "texts": "" if any(row.texts.values()) else "text_needed",
        }
    )
    row.save()
    _record(row, by, at, f"text {row.code}", list(values))
    return row


@transaction.atomic
def drop_text(*, row: AnswerText, by: User, at: datetime) -> None:
    """Clerks are not offered it any more; answers that began with it stay as they are."""
    check_may(by, "service.set", row.municipality)
    _record(row, by, at, f"text {row.code}", ["dropped"])
    row.delete()


# Limits ------------------------------------------------------------------------------------------------------------


@transaction.atomic
def define_limit(*, municipality: Municipality, values: Mapping[str, Any], by: User, at: datetime) -> Limit:
    """How long something may take here, and where that is written. Raises `Faulty`.

    A limit is never edited: cases keep the one they came under. It is ended, and another one begins.
    """
    hold(municipality, by)
    row = Limit(municipality=municipality, **values)
    if not row.names:
        row.names = next((one.names for one in Limit.objects.filter(code=row.code, municipality=None)), {})
    insist(_limit_faults(row, localdate(at)))
    row.save()
    _record(row, by, at, f"limit {row.code}", list(values))
    return row


def _limit_faults(row: Limit, today: date) -> dict[str, str]:
    rule = row.values
    longest = LONGEST_LIMIT.get(rule.get("unit", ""), 0)
    faults = {
        "source": "" if row.source.strip() else "source_needed",
        "amount": "" if 1 <= (rule.get("amount") or 0) <= longest else "amount_wrong",
        "extended_to": "extended_wrong" if (rule.get("extended_to") or 0) > longest else "",
    }
    if any(faults.values()):
        return faults
    try:
        mine = row.as_rule()
    except ValueError as fault:
        return {str(fault): f"{fault}_wrong"}
    faults["valid_from"] = _overlap_fault(row)
    if mine.valid(today) and _promised_longer(row, mine):
        faults["amount"] = "promised_longer"
    return faults


def _overlap_fault(row: Limit) -> str:
    """On no day two rows of a municipality say how long the same thing may take: nobody would know which holds."""
    others = Limit.objects.filter(municipality=row.municipality, code=row.code).exclude(pk=row.pk)
    return "overlap" if any(deadlines.overlaps([row.as_rule(), other.as_rule()]) for other in others) else ""


def _promised_longer(row: Limit, mine: deadlines.Limit) -> bool:
    services = Service.objects.filter(municipality=row.municipality, limit_code=row.code)
    return any(deadlines.norm_fault(mine, service.norm_days) for service in services)


@transaction.atomic
def end_limit(*, row: Limit, on: date, by: User, at: datetime) -> None:
    """The last day on which it holds; one that has not begun is taken away. Raises `Faulty`."""
    if row.municipality is None:
        raise Faulty({"": "limit_of_all"})
    hold(row.municipality, by)
    _record(row, by, at, f"limit {row.code}", ["valid_until"])
    if row.valid_from and on < row.valid_from:
        if row.valid_from <= localdate(at):
            raise Faulty({"valid_until": "valid_until_wrong"})
        row.delete()
        return
    row.valid_until = on
    insist({"valid_until": _overlap_fault(row)})
    row.save(update_fields=["valid_until", "changed_at"])


# Boundary ----------------------------------------------------------------------------------------------------------


@transaction.atomic
def draw(*, municipality: Municipality, rings: list[list[list[float]]], by: User, at: datetime) -> None:
    """The boundary, as `boundaries.rings` read it; none at all is a municipality without one."""
    check_may(by, "service.set", municipality)
    municipality.boundary = rings
    municipality.save(update_fields=["boundary", "changed_at"])
    _record(municipality, by, at, "boundary", [str(len(rings))])


def _record(row: Any, by: User, at: datetime, what: str, fields: list[str]) -> None:
    audit.record("service.edited", subject=row, by=by, at=at, what=what, fields=fields)
