"""`uramost deadline`: the last day of a limit, and how it was computed."""

# ruff: noqa: PLC0415 - a subcommand imports what it needs when it runs, so that the others start quickly

import argparse
import json
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from uramost.cli.command import Command, Fault, argument, pack

if TYPE_CHECKING:
    from uramost.deadlines import Calendar, Clock, Computed, Extension, Limit, Pause
    from uramost.packs import Pack

YEARS = 4  # the calendar reaches so many years past the receipt
FAULTS = {
    "norm_too_long": "A municipality cannot promise more time than the limit gives.",
    "norm_not_positive": "A promise is at least one day or hour.",
    "end": "A pause ends after it begins.",
}


def deadline(options: argparse.Namespace) -> int:
    """The lines of the explanation, the last of them the last day; or everything as JSON."""
    from uramost.deadlines import OutOfSpan, computed

    facts = pack(options.pack)
    try:
        calendar = _calendar(options, facts)
        clock = _clock(options, _limit(options, facts), calendar.zone)
        found = computed(clock, calendar, at=_moment(options.at or options.received, calendar.zone))
    except OutOfSpan as out:
        raise Fault(f"The calendar does not reach {out.day}.") from out
    except ValueError as error:
        raise Fault(FAULTS.get(str(error), f"This cannot be computed: {error}.")) from error
    print(json.dumps(_plain(found), ensure_ascii=False, indent=2)) if options.json else _tell(found, options)
    return 0


def _calendar(options: argparse.Namespace, facts: "Pack") -> "Calendar":
    from uramost import packs
    from uramost.deadlines import Change

    if not facts.holiday_rules:
        raise Fault(f"The country pack {facts.name} has no holidays.")
    changes = [
        *(Change(day, "remove", "command line", "command line") for day in options.without),
        *(Change(day, "add", "command line", "command line", {"en": "closed day"}) for day in options.closed),
    ]
    year = options.received.year
    return packs.calendar(facts, year - 1, year + YEARS).changed(changes)


def _limit(options: argparse.Namespace, facts: "Pack") -> "Limit":
    from uramost.deadlines import UNITS, Limit, NoLimit, NotFound, limit_on

    amount, _, unit = options.limit.partition(":")
    if amount.isdigit() and unit in UNITS:
        return Limit("given", unit, int(amount), "as given", extended_to=options.extended_to)
    try:
        return limit_on(facts.limits, options.limit, options.received.date())
    except NotFound as error:
        raise Fault(
            f"How long {options.limit} is was not found; give its length with its unit, as in 30:calendar_days."
        ) from error
    except NoLimit as error:
        known = ", ".join(dict.fromkeys(limit.code for limit in facts.limits)) or "none"
        raise Fault(f"There is no limit {options.limit} on that day; there are: {known}.") from error


def _clock(options: argparse.Namespace, limit: "Limit", zone: ZoneInfo) -> "Clock":
    from uramost.deadlines import Clock, OfficeHours

    received = _moment(options.received, zone)
    return Clock(
        limit,
        received,
        norm=options.norm,
        hours=OfficeHours(dict.fromkeys(range(5), options.closes)) if options.closes else None,
        pauses=tuple(_pause(entry, zone) for entry in options.pause),
        extensions=tuple(_extension(entry, received, zone) for entry in options.extend),
        answered_at=_moment(options.answered, zone) if options.answered else None,
    )


def _pause(text: str, zone: ZoneInfo) -> "Pause":
    """`2026-02-18/2026-02-20` (whole days, both included), `2026-02-18T10:00/2026-02-20T09:30`, open: `2026-02-18/`."""
    from uramost.deadlines import Pause

    first, _, last = text.partition("/")
    try:
        if "T" in text:
            until = _moment(datetime.fromisoformat(last), zone) if last else None
            return Pause(_moment(datetime.fromisoformat(first), zone), until, "pause")
        return Pause.of_days(date.fromisoformat(first), date.fromisoformat(last) if last else None, zone, "pause")
    except ValueError as error:
        raise Fault(FAULTS.get(str(error), f"A pause is written as 2026-02-18/2026-02-20, not as {text}.")) from error


def _extension(text: str, received: datetime, zone: ZoneInfo) -> "Extension":
    """`8@2026-02-20` with the day it was declared on; `8` was declared at once."""
    from uramost.deadlines import Extension

    amount, _, declared = text.partition("@")
    try:
        at = _moment(datetime.fromisoformat(declared), zone) if declared else received
        return Extension(int(amount), "extension", at)
    except ValueError as error:
        raise Fault(f"An extension is written as 8 or 8@2026-02-20, not as {text}.") from error


def _moment(value: datetime, zone: ZoneInfo) -> datetime:
    return value if value.tzinfo else value.replace(tzinfo=zone)


def _tell(found: "Computed", options: argparse.Namespace) -> None:
    from uramost.cli.deadline_words import line

    for step in found.steps:
        print(line(step))
    if options.at or options.answered:
        left = f", {found.remaining} left" if found.remaining is not None else ""
        late = f", late by {found.late_by}" if found.late_by else ""
        print(f"State: {found.state.replace('_', ' ')}{left}{late}.")


def _plain(found: "Computed") -> dict[str, Any]:
    from uramost.deadlines import plain

    return {
        "state": found.state,
        "last_day": found.last_day and found.last_day.isoformat(),
        "latest": found.latest and found.latest.isoformat(),
        "planned": found.planned and found.planned.isoformat(),
        "remaining": found.remaining,
        "late_by": found.late_by,
        "not_counted": [
            {"date": day.date.isoformat(), "why": day.why, "holiday": day.code, "names": dict(day.names)}
            for day in found.not_counted
        ],
        "silence": found.silence,
        "silence_from": found.silence_from and found.silence_from.isoformat(),
        "provisional": found.provisional,
        "steps": [plain(step) for step in found.steps],
    }


COMMANDS = (
    Command(
        "deadline",
        "say the last day of a limit, and how it was computed",
        deadline,
        (
            argument("--received", type=datetime.fromisoformat, required=True, help="moment: 2026-02-13T15:50"),
            argument("--limit", required=True, help="code of a limit of the pack, or its length: 15:working_days"),
            argument("--pack", default="kosovo", help="country pack with limits and holidays (kosovo)"),
            argument("--extended-to", type=int, help="the whole length a limit given here may be extended to"),
            argument("--norm", type=int, help="the municipality's own promise, in the unit of the limit"),
            argument("--closes", type=time.fromisoformat, help="when the office closes, Monday to Friday: 16:00"),
            argument("--pause", action="append", default=[], metavar="FROM/TO", help="may be repeated; FROM/ is open"),
            argument("--extend", action="append", default=[], metavar="N[@DAY]", help="may be repeated"),
            argument("--closed", type=date.fromisoformat, action="append", default=[], help="one more closed day"),
            argument(
                "--without", type=date.fromisoformat, action="append", default=[], help="a day that is no holiday"
            ),
            argument("--answered", type=datetime.fromisoformat, help="moment of the answer"),
            argument("--at", type=datetime.fromisoformat, help="moment at which to look, for what is left"),
            argument("--json", action="store_true", help="everything, for other programs"),
        ),
    ),
)
