"""An action plan is made, its measures are written and followed to the end."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Final

from django.db import transaction
from django.db.models import Max

from uramost import assessment
from uramost_web.accounts import audit
from uramost_web.capacity.acts import Refused, held
from uramost_web.capacity.models import Going, Measure, Plan, Step
from uramost_web.capacity.seats import Seat
from uramost_web.places.memoranda import Memorandum

MOST_MEASURES: Final = 500
FIELDS: Final = ("item", "what", "owner", "starts", "due", "cost", "helps", "evidence")


class BadMeasure(ValueError):
    """`faults` are what `uramost.assessment.wrong` found."""

    def __init__(self, faults: tuple[assessment.Wrong, ...]) -> None:
        super().__init__(faults)
        self.faults = faults


def as_rule(measure: Measure) -> assessment.Measure:
    return assessment.Measure(
        what=measure.what, item=measure.item, owner=measure.owner, starts=measure.starts, due=measure.due,
        cost=measure.cost, helps=measure.helps, state=measure.state, evidence=measure.evidence,
    )  # fmt: skip


@transaction.atomic
def make(*, seat: Seat, since: date, until: date | None, at: datetime) -> Plan:
    """The plan of a round, once. Raises `Refused`: not_you, not_now, already, ends_before."""
    if not seat.leads:
        raise Refused("not_you")
    row = held(seat.round)
    if row.agreed_at is None:
        raise Refused("not_now")
    if Plan.objects.filter(round=row).exists():
        raise Refused("already")
    if until is not None and until < since:
        raise Refused("ends_before")
    plan = Plan.objects.create(
        round=row, organisation=row.organisation, municipality=row.municipality, since=since, until=until, made_at=at
    )
    audit.record("plan.made", subject=plan, by=seat.by, at=at)
    return plan


@transaction.atomic
def change(
    *,
    seat: Seat,
    plan: Plan,
    since: date,
    until: date | None,
    public: bool,
    memorandum: Memorandum | None = None,
    at: datetime,
) -> None:
    """Its days; of a municipality also whether everybody can read it, and with which memorandum it was signed.

    A measure outside its days is refused. Raises `Refused`: not_you, ends_before, measure_outside, no_memorandum.
    """
    if not seat.leads:
        raise Refused("not_you")
    held(seat.round)
    plan.refresh_from_db()
    if until is not None and until < since:
        raise Refused("ends_before")
    if memorandum is not None and (memorandum.municipality_id != plan.municipality_id or memorandum.signed_on is None):
        raise Refused("no_memorandum")
    if outside(plan, since, until):
        raise Refused("measure_outside")
    new = {
        "since": since,
        "until": until,
        "public": public and plan.municipality_id is not None,
        "memorandum": memorandum,
    }
    fields = [name for name, value in new.items() if getattr(plan, name) != value]
    for name in fields:
        setattr(plan, name, new[name])
    plan.save(update_fields=[*new])
    if fields:
        audit.record("plan.changed", subject=plan, by=seat.by, at=at, fields=", ".join(fields))


def outside(plan: Plan, since: date, until: date | None) -> list[Measure]:
    """The measures that would lie outside these days."""
    codes = {"before_the_plan", "after_the_plan"}
    found = ((row, assessment.wrong(as_rule(row), since, until)) for row in plan.measures.all())
    return [row for row, faults in found if any(one.code in codes for one in faults)]


@transaction.atomic
def write(
    *, seat: Seat, plan: Plan, measure: Measure | None, values: Mapping[str, Any], language: str, at: datetime
) -> Measure:
    """A new measure, or one as it is from now on; `values` for FIELDS, and `others` where it is said in more languages.

    `language`: of what is new in it. Raises `BadMeasure`, `Refused`: not_you, too_many, no_item.
    """
    if not seat.leads:
        raise Refused("not_you")
    held(seat.round)
    plan.refresh_from_db(fields=["since", "until"])
    if measure is not None:
        measure.refresh_from_db()  # how it goes may have been said meanwhile
    row = measure or Measure(plan=plan, number=_next(plan))
    if "others" in values or row.what != values["what"]:
        row.language, row.others = language, values.get("others", {})
    for name in FIELDS:
        setattr(row, name, values[name])
    row.changed_at = at
    if row.item and row.item not in seat.round.instrument.read().items():
        raise Refused("no_item")
    if faults := assessment.wrong(as_rule(row), plan.since, plan.until):
        raise BadMeasure(faults)
    row.save()
    if measure is None:
        Step.objects.create(measure=row, state=Going.PLANNED, by=seat.name, at=at)
    audit.record("plan.measure", subject=plan, by=seat.by, at=at, number=row.number)
    return row


def _next(plan: Plan) -> int:
    highest = plan.measures.aggregate(highest=Max("number"))["highest"] or 0
    if highest >= MOST_MEASURES:
        raise Refused("too_many")
    return int(highest) + 1


@transaction.atomic
def step(*, seat: Seat, measure: Measure, state: str, note: str, language: str, at: datetime) -> Step:
    """How it goes; whoever is of the organisation may say so. Raises `Refused`: not_you, reason_needed."""
    if not seat.inside:
        raise Refused("not_you")
    if state == Going.DROPPED and not note:
        raise Refused("reason_needed")
    held(seat.round)
    measure.state, measure.changed_at = state, at
    measure.save(update_fields=["state", "changed_at"])
    made = Step.objects.create(
        measure=measure, state=state, note=note, language=language if note else "", by=seat.name, at=at
    )
    audit.record("plan.step", subject=measure.plan, by=seat.by, at=at, number=measure.number, state=state)
    return made
