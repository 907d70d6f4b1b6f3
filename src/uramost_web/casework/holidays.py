"""A holiday is added, taken away or moved: which running cases that concerns, before it is done and when it is."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from uramost import deadlines
from uramost.deadlines.calendar import all_names
from uramost_web.accounts import audit
from uramost_web.accounts.models import User
from uramost_web.casework import clocks, letters
from uramost_web.casework.defining import insist
from uramost_web.casework.models import Case, DateMove, Entry, Numbers
from uramost_web.places.models import HolidayOverride, Municipality, in_language
from uramost_web.places.permissions import NotAllowed, check_may

BATCH: Final = 500
"""Cases in memory at a time while they are moved."""
AHEAD: Final = 3
"""Years that a change may lie ahead; back it may lie until the first day of last year."""
TAKEN_BACK: Final = "taken_back"
"""In place of an action, in the history of cases: a change that no longer holds."""
SEVERAL: Final = "several"
"""In place of a key: more than one holiday changed at once."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to change; `names` are needed for a day that is added, otherwise the calendar has them."""

    action: str
    day: date
    source: str
    reasons: Mapping[str, str]
    moved_to: date | None = None
    names: Mapping[str, str] | None = None

    def row(self, municipality: Municipality, calendar: deadlines.Calendar) -> HolidayOverride:
        names = dict(self.names or {}) if self.action == "add" else all_names(calendar.holidays_on(self.day))
        return HolidayOverride(
            municipality=municipality,
            date=self.day,
            action=self.action,
            moved_to=self.moved_to if self.action == "move" else None,
            names=names,
            reasons=dict(self.reasons),
            source=self.source,
        )


@dataclass(frozen=True, slots=True)
class Moving:
    """The last day of a running case, before and after; `after` is the same where only the own promise moves."""

    case: Case
    before: datetime
    after: datetime


def faults(wanted: Wanted, municipality: Municipality, at: datetime) -> dict[str, str]:
    """What is wrong with it: field → code; empty when nothing is."""
    found = _out_of_reach(wanted, timezone.localdate(at).year)
    if found:
        return found
    days = clocks.calendar(municipality, at)
    there = bool(days.holidays_on(wanted.day))
    if wanted.action == "add":
        found["date"] = "holiday_already" if there else ""
    elif wanted.action in {"remove", "move"}:
        found["date"] = "" if there else "no_holiday"
    else:
        found["action"] = "unknown_action"
    if wanted.action == "move":
        taken = wanted.moved_to is not None and bool(days.holidays_on(wanted.moved_to))
        found["moved_to"] = "moved_to_needed" if wanted.moved_to is None else "holiday_already" if taken else ""
    found["source"] = "" if wanted.source.strip() else "source_needed"
    return {field: code for field, code in found.items() if code}


def _out_of_reach(wanted: Wanted, year: int) -> dict[str, str]:
    days = {"date": wanted.day, "moved_to": wanted.moved_to}
    return {field: "too_far" for field, day in days.items() if day and not year - 1 <= day.year <= year + AHEAD}


def foreseen(wanted: Wanted, municipality: Municipality, at: datetime) -> list[Moving]:
    """The running cases whose last day or promise would move."""
    row = wanted.row(municipality, clocks.calendar(municipality, at))
    return list(_movings(municipality, [*clocks.overrides(municipality), row]))


def foreseen_without(row: HolidayOverride, municipality: Municipality) -> list[Moving]:
    """Those whose last day would move back, were a change taken back."""
    return list(_movings(municipality, _without(row, municipality)))


def _without(row: HolidayOverride, municipality: Municipality) -> list[HolidayOverride]:
    return [one for one in clocks.overrides(municipality) if one.pk != row.pk]


@transaction.atomic
def change(*, municipality: Municipality, wanted: Wanted, by: User, at: datetime) -> int:
    """Write it, and move the last days of running cases with a letter to each resident. Raises `Faulty`.

    Returns how many cases moved.
    """
    check_may(by, "service.set", municipality)
    _hold(municipality)
    insist(faults(wanted, municipality, at))
    row = wanted.row(municipality, clocks.calendar(municipality, at))
    movings = list(_movings(municipality, [*clocks.overrides(municipality), row], held=True))
    row.save()
    _audit(row, by, at, wanted.action)
    return _move(municipality, movings, row, by, at)


@transaction.atomic
def take_back(*, row: HolidayOverride, by: User, at: datetime) -> int:
    """As if the change had never been made; the cases move back, and their residents are told that too."""
    municipality = row.municipality
    if municipality is None:
        raise NotAllowed("role")
    check_may(by, "service.set", municipality)
    _hold(municipality)
    if not HolidayOverride.objects.filter(pk=row.pk).exists():  # somebody has taken it back meanwhile
        return 0
    movings = list(_movings(municipality, _without(row, municipality), held=True))
    _audit(row, by, at, "taken back")
    kept = _gone(row)
    row.delete()
    return _move(municipality, movings, kept, by, at)


def _gone(row: HolidayOverride) -> HolidayOverride:
    """As cases tell of a change that no longer holds."""
    return HolidayOverride(
        pk=row.pk, municipality=row.municipality, date=row.date, reasons=row.reasons, key=row.key, action=TAKEN_BACK
    )


@transaction.atomic
def settle(before: Sequence[HolidayOverride], *, by: User | None, at: datetime) -> int:
    """Cases move with what was changed elsewhere than at the desk: by a new pack, or in the administration.

    `before`: every row as it was (`held_rows`). Called in the transaction of the change; returns how many cases moved.
    """
    after, moved = every_row(), 0
    for town in Municipality.objects.filter(pk__in=Case.objects.running().values("municipality")).order_by("pk"):
        was, rows = ([one for one in rows if one.municipality_id in {None, town.pk}] for rows in (before, after))
        if changed := _changed(was, rows):
            row = changed[0] if len(changed) == 1 else HolidayOverride(date=changed[0].date, key=SEVERAL)
            _hold(town)
            moved += _move(town, list(_movings(town, rows, was=was, held=True)), row, by, at)
    return moved


def held_rows() -> list[HolidayOverride]:
    """`every_row` before a change that comes from elsewhere than the desk.

    Until the end of the transaction no desk changes what it works by: it would hold its municipality, which this
    change waits for in the end, and wait for this change.
    """
    list(Municipality.objects.select_for_update(no_key=True).order_by("pk").values_list("pk"))
    return every_row()


def every_row() -> list[HolidayOverride]:
    """In the order in which they change the calendar."""
    return list(HolidayOverride.objects.order_by("date", "pk"))


def _changed(before: Iterable[HolidayOverride], after: Iterable[HolidayOverride]) -> list[HolidayOverride]:
    """What has come or is another now, and what has gone, by its day; what was given another day has done both."""
    was, now = ({(row.pk, row.date): row for row in rows} for rows in (before, after))
    come = [row for key, row in now.items() if key not in was or _does(row) != _does(was[key])]
    return sorted([*come, *(_gone(row) for key, row in was.items() if key not in now)], key=lambda row: row.date)


def _does(row: HolidayOverride) -> tuple[str, date | None]:
    return row.action, row.moved_to


def _hold(municipality: Municipality) -> None:
    """Nobody changes the calendar at the same time, and no case comes in between: it would keep the old day."""
    Municipality.objects.select_for_update(no_key=True).values_list("pk").get(pk=municipality.pk)
    list(Numbers.objects.select_for_update().filter(municipality=municipality).order_by("pk"))


def _audit(row: HolidayOverride, by: User, at: datetime, action: str) -> None:
    audit.record(
        "holiday.edited", subject=row, by=by, at=at, date=row.date, action=action, moved_to=row.moved_to,
        reasons=row.reasons, source=row.source,
    )  # fmt: skip


def _movings(
    municipality: Municipality,
    rows: list[HolidayOverride],
    *,
    was: list[HolidayOverride] | None = None,
    held: bool = False,
) -> Iterator[Moving]:
    """Every running case whose dates differ between the calendar as it is, or as it `was`, and the one with `rows`.

    `held`: nobody else changes these cases until the end of the transaction.
    """
    running = (
        Case.objects.running()
        .filter(municipality=municipality, paused=False, due_at__isnull=False)
        .select_related("municipality", "first_office", "service")
        .prefetch_related("pauses", "extensions")
        .order_by("pk")  # in which order merging holds them too, so that nobody waits for ever
    )
    if held:
        running = running.select_for_update(of=("self",))
    by_year: defaultdict[int, dict[str, Case]] = defaultdict(dict)
    for case in running:
        by_year[timezone.localtime(case.clock_from).year][str(case.pk)] = case
    for cases in by_year.values():
        before, after = _calendars(municipality, next(iter(cases.values())), rows, was)
        ticking = ((key, known) for key, case in cases.items() if (known := clocks.clock(case)) is not None)
        for move in deadlines.moved(ticking, before, after):
            yield Moving(cases[move.key], move.was, move.now)


def _calendars(
    municipality: Municipality, case: Case, rows: list[HolidayOverride], was: list[HolidayOverride] | None
) -> tuple[deadlines.Calendar, deadlines.Calendar]:
    year = timezone.localtime(case.clock_from).year
    before = clocks.calendar(municipality, case.clock_from)
    before = before if was is None else clocks.calendar_with(municipality, year, was)
    return before, clocks.calendar_with(municipality, year, rows)


def _move(
    municipality: Municipality, movings: list[Moving], row: HolidayOverride, by: User | None, at: datetime
) -> int:
    """New dates, a record of the move, an entry and a letter for each case. The change is stored already."""
    days: dict[int, deadlines.Calendar] = {}
    before = {moving.case.pk: moving.case.due_at or moving.before for moving in movings}
    alike: defaultdict[tuple[datetime | None, datetime | None], list[Case]] = defaultdict(list)
    for moving in movings:
        case = moving.case
        year = timezone.localtime(case.clock_from).year
        if year not in days:
            days[year] = clocks.calendar(municipality, case.clock_from)
        clocks.set_dates(case, days[year])
        alike[case.due_at, case.promised_at].append(case)
    for (due_at, promised_at), cases in alike.items():  # last days are ends of days, so many cases share one
        for start in range(0, len(cases), BATCH):
            rows = Case.objects.filter(pk__in=[case.pk for case in cases[start : start + BATCH]])
            rows.update(due_at=due_at, promised_at=promised_at, changed_at=at)
    for start in range(0, len(movings), BATCH):
        some = movings[start : start + BATCH]
        DateMove.objects.bulk_create(
            DateMove(
                case=one.case,
                before=before[one.case.pk],
                after=one.case.due_at or one.after,
                holiday=row.key or f"added:{row.pk}",
                at=at,
            )
            for one in some
        )
        cases = [one.case for one in some]
        entries = Entry.objects.bulk_create(_entries(cases, before, row, at))
        letters.write_all(zip(cases, entries, strict=True), at)
    if movings:
        audit.record("case.moved_dates", subject=municipality, by=by, at=at, cases=len(movings), date=row.date)
    return len(movings)


def _entries(cases: list[Case], before: Mapping[int, datetime], row: HolidayOverride, at: datetime) -> Iterator[Entry]:
    """One row of the history for each case; a resident whose last day stays is not written to."""
    taken_back = row.action == TAKEN_BACK  # that is the reason then, and not what had been decided
    numbers = dict(Entry.objects.filter(case__in=cases).values_list("case").annotate(Max("number")))
    for case in cases:
        facts: dict[str, Any] = {
            "before": before[case.pk].isoformat(),
            "after": case.due_at.isoformat() if case.due_at else "",
            "holiday": row.date.isoformat(),
            "action": row.action,
            "moved_to": row.moved_to.isoformat() if row.moved_to else "",
            "reason": "" if taken_back else in_language(row.reasons, case.reads) or " / ".join(row.reasons.values()),
        }
        yield Entry(
            case=case,
            number=numbers.get(case.pk, 0) + 1,
            at=at,
            by=None,
            who="system",
            move="moved_date",
            before=case.state,
            after=case.state,
            seen_by_resident=before[case.pk] != case.due_at,
            facts=facts,
        )
