"""A round as a spreadsheet, out and back: nothing is written before somebody has seen every line."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db import transaction

from uramost import assessment
from uramost.assessment import sheet, sheet_plain, sheet_reading, sheet_writing
from uramost.cli.assessment_words import SHEETS
from uramost_web.accounts import audit
from uramost_web.capacity import acts, plan_acts
from uramost_web.capacity.acts import Given, Refused
from uramost_web.capacity.models import Agreed, Brought, Measure, Plan, Rater, Rating, State
from uramost_web.capacity.seats import Seat
from uramost_web.capacity.subjects import name_of

WRITTEN: Final = ("new", "changed")
ONE_ROUND: Final = "round:"
LONGEST: Final = {"owner": 200, "helps": 500}
"""Characters of a measure's short texts, as its row keeps them."""


@dataclass(frozen=True, slots=True)
class Line:
    """One value that a file brings. `kind`: new, changed, same, or why it cannot be taken:

    not_yours · has_scored · other_round · too_late · too_early · no_reason · no_level · too_long · bad_measure ·
    no_plan.
    """

    kind: str
    what: str  # level, agreed, measure
    whose: str  # the name in the file
    item: str
    before: str
    after: str
    rater: int | None = None
    number: int = 0  # of the rater's column or the measure in the file, from 0


def out(seat: Seat, tag: str) -> bytes:
    """The round as a workbook: of raters only what this person may see."""
    row, instrument = seat.round, seat.round.instrument.read()
    raters = list(Rater.objects.filter(round=row)) if seat.leads or seat.sees_all else [seat.rater]
    shown = [one for one in raters if one is not None]
    values, notes = _values(row.pk)
    rated = tuple(
        sheet.Rated(
            one.name, *((values.get(one.pk, {}), notes.get(one.pk, {})) if _sees(seat, one) else ({}, {})), one.key
        )
        for one in shown
    )
    agreed = Agreed.objects.filter(round=row) if seat.sees_all else ()
    plan = Plan.objects.filter(round=row).first()
    given = sheet.Assessment(
        row.code, instrument.version, name_of(row, tag), f"{ONE_ROUND}{row.pk}", rated,
        {one.item: one.value for one in agreed}, {one.item: one.why for one in agreed},
        tuple(map(plan_acts.as_rule, plan.measures.all())) if plan else (),
    )  # fmt: skip
    return sheet_writing.written(instrument, given, SHEETS.get(tag, SHEETS["en"]))


def _sees(seat: Seat, rater: Rater) -> bool:
    return seat.sees_all or rater == seat.rater


def _values(pk: int) -> tuple[dict[int, dict[str, int | None]], dict[int, dict[str, str]]]:
    values: dict[int, dict[str, int | None]] = {}
    notes: dict[int, dict[str, str]] = {}
    for one in Rating.objects.filter(rater__round=pk):
        values.setdefault(one.rater_id, {})[one.item] = one.value
        if one.note:
            notes.setdefault(one.rater_id, {})[one.item] = one.note
    return values, notes


def bring(*, seat: Seat, data: bytes, filename: str, at: datetime) -> Brought:
    """Read a file and keep what it says. Raises documents' `Refused`, `NotAnAssessment`, and `Refused`: not_you."""
    if not seat.inside:
        raise Refused("not_you")
    facts = sheet_reading.about(data)
    words = SHEETS.get(facts.get("language", ""), SHEETS["en"])
    taken = sheet_reading.read(data, seat.round.instrument.read(), words)
    return Brought.objects.create(
        round=seat.round, filename=filename[-200:], read=sheet_plain.plain(taken), by=seat.name, rater=seat.rater, at=at
    )


def lines(seat: Seat, brought: Brought) -> list[Line]:
    """Every value of the file, beside what is here. Four queries."""
    given = sheet_plain.of_plain(brought.read, seat.round.instrument.read())
    other = given.key not in {"", f"{ONE_ROUND}{seat.round.pk}"}
    found = [*_levels(seat, given, other), *_agreed(seat, given, other), *_measures(seat, given, other)]
    return sorted(found, key=lambda line: ("level", "agreed", "measure").index(line.what))


def _levels(seat: Seat, given: sheet.Assessment, other: bool) -> Iterator[Line]:
    raters = {one.key: one for one in Rater.objects.filter(round=seat.round)}
    values, notes = _values(seat.round.pk)
    for number, rated in enumerate(given.raters):
        row = raters.get(rated.key) if not other else None
        why = _refusal(seat, row, rated, other)
        hidden = row is not None and row != seat.rater and not seat.sees_all
        for item in dict.fromkeys([*rated.values, *rated.notes]):
            before = values.get(row.pk, {}).get(item, _NONE) if row else _NONE
            after = rated.values.get(item, _NONE)
            kept = notes.get(row.pk, {}).get(item, "") if row else ""
            if hidden and before is not _NONE:
                kind, before = why or "has_scored", _NONE  # not even whether it is the same
            elif row and before == after and rated.notes.get(item, kept) == kept:
                kind = "same"
            else:
                kind = why or ("no_level" if after is _NONE else "new" if before is _NONE else "changed")
            yield Line(kind, "level", rated.name, item, _said(before), _said(after), row.pk if row else None, number)


def _refusal(seat: Seat, row: Rater | None, rated: sheet.Rated, other: bool) -> str:
    if other:
        return "other_round"
    if seat.round.state != State.OPEN:
        return "too_late"
    if row is None and (not seat.leads or rated.key):
        return "not_yours"
    if row is not None and not seat.leads and row != seat.rater:
        return "not_yours"
    return ""


def _agreed(seat: Seat, given: sheet.Assessment, other: bool) -> Iterator[Line]:
    there = {one.item: one for one in Agreed.objects.filter(round=seat.round)}
    for item in dict.fromkeys([*given.agreed, *given.reasons]):
        row, after, why = there.get(item), given.agreed.get(item, _NONE), given.reasons.get(item, "")
        if row and row.value == after and row.why == why:
            kind = "same"
        elif other:
            kind = "other_round"
        elif not seat.leads:
            kind = "not_yours"
        elif seat.round.state == State.OPEN:
            kind = "too_early"
        elif seat.round.state != State.DISCUSSED:
            kind = "too_late"
        elif after is _NONE:
            kind = "no_level"
        elif not why:
            kind = "no_reason"
        else:
            kind = "changed" if row else "new"
        yield Line(kind, "agreed", "", item, _said(row.value) if row else "", _said(after))


def _measures(seat: Seat, given: sheet.Assessment, other: bool) -> Iterator[Line]:
    plan = Plan.objects.filter(round=seat.round).first()
    there = {(row.what, row.due): row for row in plan.measures.all()} if plan else {}
    for number, one in enumerate(given.measures):
        row = there.get((one.what, one.due)) if one.due else None
        if row is not None and plan_acts.as_rule(row) == one:
            kind = "same"
        elif other:
            kind = "other_round"
        elif not seat.leads:
            kind = "not_yours"
        elif plan is None:
            kind = "no_plan"
        elif any(len(getattr(one, name)) > longest for name, longest in LONGEST.items()):
            kind = "too_long"
        elif assessment.wrong(one, plan.since, plan.until):
            kind = "bad_measure"
        else:
            kind = "changed" if row else "new"
        yield Line(kind, "measure", one.what, one.item, "", str(one.due or ""), number=number)


@transaction.atomic
def take(*, seat: Seat, brought: Brought, tag: str, at: datetime) -> int:
    """Write what is new or changed; how many values. Raises `Refused`: already, not_you, not_now."""
    row = acts.held(seat.round)
    again = Brought.objects.select_for_update().get(pk=brought.pk)
    if again.taken_at is not None:
        raise Refused("already")
    given = sheet_plain.of_plain(again.read, row.instrument.read())
    wanted = [line for line in lines(seat, again) if line.kind in WRITTEN]
    _write_levels(seat, given, wanted, tag, at)
    for line in wanted:
        if line.what == "agreed":
            acts.agree(seat=seat, item=line.item, value=given.agreed[line.item], why=given.reasons[line.item],
                       language=tag, at=at)  # fmt: skip
        elif line.what == "measure":
            _write_measure(seat, given.measures[line.number], tag, at)
    again.taken_at = at
    again.save(update_fields=["taken_at"])
    audit.record("assessment.brought", subject=row, by=seat.by, at=at, values=len(wanted))
    return len(wanted)


def _write_levels(seat: Seat, given: sheet.Assessment, wanted: list[Line], tag: str, at: datetime) -> None:
    """Of each column its own: a column of nobody is somebody new, whom the lead invites by this."""
    for number, rated in enumerate(given.raters):
        mine = [line for line in wanted if line.what == "level" and line.number == number]
        if not mine:
            continue
        if mine[0].rater is None:
            name = rated.name or f"{number + 1}"
            rater = acts.invite(seat=seat, name=name, language=tag, user=None, at=at)
        else:
            rater = Rater.objects.get(pk=mine[0].rater)
        given_by = Seat(seat.round, rater=rater, by=seat.by)
        kept = dict(Rating.objects.filter(rater=rater).values_list("item", "note"))
        values = {
            line.item: Given(rated.values[line.item], rated.notes.get(line.item) or kept.get(line.item, ""))
            for line in mine
        }
        acts.score(seat=given_by, given=values, language=tag, at=at)


def _write_measure(seat: Seat, one: assessment.Measure, tag: str, at: datetime) -> None:
    plan = Plan.objects.get(round=seat.round)
    there = Measure.objects.filter(plan=plan, what=one.what, due=one.due).first() if one.due else None
    values = {name: getattr(one, name) for name in plan_acts.FIELDS}
    row = plan_acts.write(seat=seat, plan=plan, measure=there, values=values, language=tag, at=at)
    if one.state != row.state:
        plan_acts.step(seat=seat, measure=row, state=one.state, note=one.evidence or "–", language=tag, at=at)


class _Nothing:
    """Not scored, which is something else than “does not apply”."""


_NONE: Final = _Nothing()


def _said(value: object) -> str:
    return "" if value is _NONE else "–" if value is None else str(value)
