"""The steps by which a date was computed, as codes and values: the site has a sentence for each in every language.

`STEPS` is the table of them: the values each code carries and an English sample, from which the manual and the command
line are written.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from types import MappingProxyType
from typing import Any, Final

TYPES: Final[Mapping[str, type | tuple[type, ...]]] = MappingProxyType(
    {
        "date": date,
        "moment": (datetime, type(None)),
        "number": int,
        "code": str,
        "text": str,
        "names": Mapping,  # language tag → name
        "dates": tuple,
        "flag": bool,
    }
)


@dataclass(frozen=True, slots=True)
class Step:
    """One step; `values` are those of its kind."""

    code: str
    values: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class StepKind:
    """The values of a step (name → one of TYPES), what it says in English, and when it is there."""

    values: Mapping[str, str]
    sample: str
    when: str


def _kind(sample: str, when: str, /, **values: str) -> StepKind:
    return StepKind(MappingProxyType(values), sample, when)


STEPS: Final[Mapping[str, StepKind]] = MappingProxyType(
    {
        "received": _kind("It was received on {at}.", "always", at="moment"),
        "received_after_hours": _kind(
            "The office had closed at that hour: it counts as received on {counts}.",
            "it came later than the office closes",
            counts="date",
        ),
        "received_on_weekend": _kind(
            "That day is on a weekend: it counts as received on {counts}.",
            "it came on a weekend, and office hours are known",
            counts="date",
        ),
        "received_on_holiday": _kind(
            "That day is a holiday ({names}): it counts as received on {counts}.",
            "it came on a holiday, and office hours are known",
            counts="date",
            holiday="code",
            names="names",
        ),
        "received_when_not_open": _kind(
            "The office does not open on that day of the week: it counts as received on {counts}.",
            "it came on a working day on which the office does not open",
            counts="date",
        ),
        "limit": _kind(
            "The limit is {amount} {unit} ({source}).",
            "always; unit is one of UNITS",
            limit="code",
            amount="number",
            unit="code",
            source="text",
        ),
        "assumed_unit": _kind(
            "No source we know says which kind of days is meant; {unit} are assumed.",
            "`unit` is assumed",
            unit="code",
        ),
        "assumed_first_day": _kind(
            "No source we know says whether the day of receipt counts; this is assumed.", "`first_day` is assumed"
        ),
        "assumed_last_day": _kind(
            "No source we know says what happens when the last day is not a working day; this is assumed.",
            "`last_day` is assumed, and the limit is in calendar days",
        ),
        "assumed_silence": _kind(
            "No source we know says in so many words what silence means; this is assumed.", "`silence` is assumed"
        ),
        "assumed_extended_to": _kind(
            "The source can be read in two ways as to how long an extension may be; the shorter is assumed.",
            "`extended_to` is assumed, and there was an extension",
        ),
        "counted_after": _kind(
            "The day of receipt is not counted: counting begins with {first}.",
            "`first_day` is not_counted; a working day where working days are counted",
            first="date",
        ),
        "counted_with": _kind(
            "The day of receipt is counted: counting begins with {first}.",
            "`first_day` is counted; a working day where working days are counted",
            first="date",
        ),
        "hours_run": _kind(
            "Hours run from that moment, also at night, on weekends and on holidays.", "the limit is in hours"
        ),
        "clocks_changed": _kind(
            "The clocks were changed meanwhile; the hours are real hours.",
            "summer time began or ended between receipt and the last moment",
        ),
        "weekends": _kind(
            "Days of weekends that did not count: {days}.",
            "working days, where there were weekends",
            days="number",
            dates="dates",
        ),
        "skipped": _kind(
            "{date} did not count: {names}.",
            "working days, for each holiday that is not on a weekend",
            date="date",
            holiday="code",
            names="names",
            estimated="flag",
        ),
        "skipped_in_lieu": _kind(
            "{date} did not count: a day off for a holiday that fell on a weekend ({names}).",
            "working days, for each such day off",
            date="date",
            holiday="code",
            names="names",
            estimated="flag",
        ),
        "paused": _kind(
            "The clock stood from {first} to {last} ({reason}). Days that did not count for this reason: {days}.",
            "for each pause of a limit in days",
            first="date",
            last="date",
            days="number",
            reason="text",
        ),
        "paused_hours": _kind(
            "The clock stood from {start} to {end} ({reason}).",
            "for each pause of a limit in hours",
            start="moment",
            end="moment",
            reason="text",
        ),
        "stands": _kind(
            "The clock has stood since {since} ({reason}). When it runs again, this is left: {left} {unit}.",
            "the clock still stands; there is no last day meanwhile",
            since="moment",
            reason="text",
            left="number",
            unit="code",
        ),
        "pause_without_effect": _kind(
            "The pause from {start} moved nothing: it was over within the day, or lies outside the time that counts.",
            "for each such pause",
            start="moment",
            reason="text",
        ),
        "extended": _kind(
            "It was extended by {amount} {unit} on {declared} ({reason}).",
            "for each extension that holds; told is None where the resident was not told",
            amount="number",
            unit="code",
            declared="moment",
            reason="text",
            told="moment",
        ),
        "extension_refused": _kind(
            "An extension by {amount} {unit} on {declared} does not hold: {why}.",
            "for each that does not; why is one of REFUSALS",
            amount="number",
            unit="code",
            declared="moment",
            why="code",
        ),
        "moved_off_weekend": _kind(
            "The count ends on {counted}, which is on a weekend.", "a limit in calendar days that moves", counted="date"
        ),
        "moved_off_holiday": _kind(
            "The count ends on {counted}, which is a holiday ({names}).",
            "a limit in calendar days that moves",
            counted="date",
            holiday="code",
            names="names",
        ),
        "last_day": _kind("The last day is {date}.", "a limit in days, while the clock does not stand", date="date"),
        "last_moment": _kind(
            "The last moment is {at}.", "a limit in hours, while the clock does not stand", at="moment"
        ),
        "may_move": _kind(
            "The date of a holiday is an estimate ({names}, {date}): the last day may still move.",
            "an estimated holiday lies between receipt and the day after the last day",
            date="date",
            holiday="code",
            names="names",
        ),
        "planned": _kind(
            "The municipality has promised an answer by {date} ({amount} {unit}).",
            "there is a service norm in days",
            date="date",
            amount="number",
            unit="code",
        ),
        "planned_moment": _kind(
            "The municipality has promised an answer by {at} ({amount} {unit}).",
            "there is a service norm in hours",
            at="moment",
            amount="number",
            unit="code",
        ),
        "silence_refusal": _kind(
            "Without an answer by then, the request counts as refused from {since}.", "`silence`", since="moment"
        ),
        "silence_consent": _kind(
            "Without an answer by then, the request counts as granted from {since}.", "`silence`", since="moment"
        ),
        "silence_none": _kind("Silence has no meaning in law here.", "`silence`, where the authority has to act"),
        "silence_unknown": _kind("What silence means here was not found.", "`silence`, where the authority has to act"),
        "silence_suspended": _kind(
            "Silence means nothing from {start} ({reason}).",
            "a suspension moved the meaning of silence, or took it away; end is None where it is open",
            start="moment",
            end="moment",
            reason="text",
        ),
    }
)

REFUSALS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "not_positive": "an extension has at least one unit",
        "answered": "the case had been answered",
        "no_extension": "the limit allows none",
        "too_many": "the limit allows no further one",
        "too_long": "it would be longer than the limit allows in all",
        "declared_late": "it was declared after the last day",
    }
)
"""Why an extension does not hold: code → an English sample."""


def plain(step: Step) -> dict[str, Any]:
    """For JSON: `{"code": …, "values": {…}}`, dates and moments in ISO 8601."""
    return {"code": step.code, "values": {name: _plain(value) for name, value in step.values.items()}}


def restored(kept: Mapping[str, Any]) -> Step:
    """What `plain` made. Raises KeyError for a code or a value that is not in STEPS."""
    kinds = STEPS[kept["code"]].values
    return Step(kept["code"], {name: _restored(kinds[name], value) for name, value in kept["values"].items()})


def _plain(value: Any) -> Any:
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    if isinstance(value, tuple):
        return [_plain(entry) for entry in value]
    return dict(value) if isinstance(value, Mapping) else value


def _restored(kind: str, value: Any) -> Any:
    if value is None:
        return None
    if kind == "date":
        return date.fromisoformat(value)
    if kind == "moment":
        return datetime.fromisoformat(value)
    return tuple(map(date.fromisoformat, value)) if kind == "dates" else value
