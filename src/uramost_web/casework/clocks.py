"""Until when has a case to be answered? The library's clock, fed from the tables."""

from collections.abc import Iterable
from dataclasses import asdict, replace
from datetime import date, datetime, time
from functools import cache, lru_cache
from typing import Any, Final, NamedTuple

from django.db.models import Q
from django.utils import timezone

from uramost import deadlines, packs
from uramost.deadlines import Calendar, Change, Clock, Computed
from uramost_web.casework import standing
from uramost_web.casework.catalogue import Limit, Office, Service
from uramost_web.casework.models import Case, Extension, Pause
from uramost_web.casework.standing import Standing
from uramost_web.places.models import HolidayOverride, Municipality
from uramost_web.question import Question

AROUND: Final = 3
"""Years before and after the present one for which a calendar is made."""
PROMISE: Final = "own_promise"
"""The code of the stand-in limit of a service whose legal limit is not known but that has a promise."""


def limit_for(service: Service, on: date, at_hand: Standing | None = None) -> deadlines.Limit | None:
    """The limit that holds for a service on a day: the municipality's own row before one for everywhere.

    None where the service names none, or where how long it is was not found and nobody has entered it.
    """
    if not service.limit_code:
        return None
    kept = (at_hand or standing.now()).of(
        ("limits", service.municipality_id), lambda: limits_of(service.municipality)
    )  # and not by days: for each day that passes there would be more
    return limit_among(kept, service.limit_code, on)


def limits_of(municipality: Municipality) -> list[Limit]:
    """Every limit that may hold here."""
    return list(Limit.objects.filter(Q(municipality=municipality) | Q(municipality=None)).order_by("pk"))


def limit_among(rows: Iterable[Limit], code: str, on: date) -> deadlines.Limit | None:
    """The one of these that holds on a day, as `limit_for` chooses it."""
    named = [row for row in rows if row.code == code]
    own = [row.as_rule() for row in named if row.municipality_id]
    everywhere = [row.as_rule() for row in named if not row.municipality_id]
    for known in (own, everywhere):
        try:
            return deadlines.limit_on(known, code, on)
        except (deadlines.NoLimit, deadlines.NotFound):
            continue
    return None


def calendar(municipality: Municipality, at: datetime, at_hand: Standing | None = None) -> Calendar:
    """The working days here, some years around a moment, with every holiday added or taken away so far."""
    year = timezone.localtime(at).year
    return (at_hand or standing.now()).of(
        ("calendar", municipality.pk, year), lambda: calendar_with(municipality, year, overrides(municipality))
    )


def calendar_with(municipality: Municipality, year: int, rows: Iterable[HolidayOverride]) -> Calendar:
    """The working days some years around one, with these changes, whether they are stored or not."""
    return _base(municipality.pack, year).changed(change for row in rows for change in changes(row))


def overrides(municipality: Municipality) -> Any:
    """A QuerySet of what changes the rule of the calendar here, in the order in which it does."""
    return HolidayOverride.objects.filter(Q(municipality=municipality) | Q(municipality=None)).order_by("date", "pk")


@cache
def _base(pack: str, year: int) -> Calendar:
    """By the rule alone: what the pack or an administrator knows better is in the table."""
    bare = replace(packs.load(pack), holiday_overrides=())
    return packs.calendar(bare, year - AROUND, year + AROUND)


def changes(row: HolidayOverride) -> tuple[Change, ...]:
    """What a row does to the calendar: a day that moves is taken away and added elsewhere."""
    code, names = row.key or f"added:{row.pk}", row.names
    reason = next(iter(row.reasons.values()), row.source)
    if row.action == "move":
        if row.moved_to is None:
            return ()
        return (
            Change(row.date, "remove", reason, row.source, names, code),
            Change(row.moved_to, "add", reason, row.source, names, code),
        )
    return (Change(row.date, "add" if row.action == "add" else "remove", reason, row.source, names, code),)


def hours(office: Office, at: datetime) -> deadlines.OfficeHours | None:
    """When an office closed on each weekday by the hours of a moment; None where none had been entered.

    Without hours nothing comes too late.
    """
    held = office.hours_at(at)
    if not held:
        return None
    closes: dict[int, time] = {}
    for weekday, _opens, shuts in held:
        closes[weekday] = max(time.fromisoformat(shuts), closes.get(weekday, time.min))
    return deadlines.OfficeHours(closes)


def clock(case: Case) -> Clock | None:
    """All that bears on the running clock of a case; None where neither a limit nor a promise is known."""
    limit, norm = stored_limit(case), case.norm
    if limit is None:
        return None
    if limit.code == PROMISE or deadlines.norm_fault(limit, norm):  # the law may have become shorter since
        norm = None
    since = case.clock_from
    return Clock(
        limit=limit,
        received_at=since,
        norm=norm,
        hours=hours(case.first_office, since),
        pauses=tuple(
            deadlines.Pause(row.start_at, row.end_at)
            for row in _hanging_on(case, "pauses", _PAUSES)
            if row.end_at is None or row.end_at > max(since, row.start_at)  # one of no length is none
        ),
        extensions=tuple(
            deadlines.Extension(
                amount=row.amount, reason="", declared_at=row.told_at, by="", told_at=row.told_at, granted=True
            )
            for row in _hanging_on(case, "extensions", _EXTENSIONS)
            if row.told_at >= since
        ),
        answered_at=case.closed_at,  # when this clock stopped; `answered_at` of a case is its first answer,
    )


class Stood(NamedTuple):
    start_at: datetime
    end_at: datetime | None


class More(NamedTuple):
    amount: int
    told_at: datetime


_PAUSES: Final = Question(
    lambda case: Pause.objects.filter(case=case).order_by("start_at").values_list(*Stood._fields), Stood._make
)
_EXTENSIONS: Final = Question(
    lambda case: Extension.objects.filter(case=case).order_by("told_at").values_list(*More._fields), More._make
)


def _hanging_on(case: Case, name: str, question: Question[Any]) -> Iterable[Any]:
    """Nothing yet where the case is not stored; where they were read for many cases at once, those."""
    if not case.pk:
        return ()
    read = name in getattr(case, "_prefetched_objects_cache", ())
    return getattr(case, name).all() if read else question.about(case.pk)


def stored_limit(case: Case) -> deadlines.Limit | None:
    """The limit as it was when the case came; a promise stands in for one that is not known."""
    if case.limit:
        return limit_from(case.limit)
    return own_promise(case.norm) if case.norm else None


def own_promise(days: int) -> deadlines.Limit:
    """What the municipality promised, as the limit; it is then no promise besides."""
    return deadlines.Limit(code=PROMISE, unit="working_days", amount=days, source="")


def limit_from(values: dict[str, Any]) -> deadlines.Limit:
    """From JSON."""
    days = {name: date.fromisoformat(values[name]) for name in ("valid_from", "valid_until") if values.get(name)}
    return deadlines.Limit(**{**values, **days, "assumed": tuple(values.get("assumed", ()))})


@lru_cache(maxsize=200)
def as_stored(limit: deadlines.Limit) -> dict[str, Any]:
    """To JSON; `limit_from` reads it. The same for every case under this limit, and changed by none."""
    return {
        name: value.isoformat() if isinstance(value, date) else list(value) if isinstance(value, tuple) else value
        for name, value in asdict(limit).items()
    }


def set_dates(case: Case, days: Calendar | None = None) -> None:
    """Fill the dates of a case anew; while its clock stands there is no last moment. The row is not saved."""
    known = clock(case)
    case.due_at = case.promised_at = None
    if known is None:
        return
    days = days or calendar(case.municipality, case.clock_from)
    case.due_at = deadlines.latest(known, days)
    case.promised_at = deadlines.promised(known, days)


def explained(case: Case, at: datetime) -> Computed | None:
    """How the last day was computed, step by step."""
    known = clock(case)
    return deadlines.computed(known, calendar(case.municipality, case.clock_from), at=at) if known else None
