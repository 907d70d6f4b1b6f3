"""How was the last day computed? The library's steps as sentences, in the language that is switched on."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any, Final

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from uramost.deadlines.steps import STEPS, Step
from uramost_web.casework import clocks
from uramost_web.casework.models import Case
from uramost_web.places.models import in_language
from uramost_web.places.words import reader_tag, words

SENTENCES: Final[Mapping[str, Promise]] = {
    "received": gettext_lazy("It was received on {at}."),
    "received_after_hours": gettext_lazy("The office had closed at that hour: it counts as received on {counts}."),
    "received_on_weekend": gettext_lazy("That day is on a weekend: it counts as received on {counts}."),
    "received_on_holiday": gettext_lazy("That day is a holiday ({names}): it counts as received on {counts}."),
    "received_when_not_open": gettext_lazy(
        "The office does not open on that day of the week: it counts as received on {counts}."
    ),
    "limit": gettext_lazy("The limit is {amount} {unit} ({source})."),
    "assumed_unit": gettext_lazy("No source we know says which kind of days is meant; {unit} are assumed."),
    "assumed_first_day": gettext_lazy("No source we know says whether the day of receipt counts; this is assumed."),
    "assumed_last_day": gettext_lazy(
        "No source we know says what happens when the last day is not a working day; this is assumed."
    ),
    "assumed_silence": gettext_lazy("No source we know says in so many words what silence means; this is assumed."),
    "assumed_extended_to": gettext_lazy(
        "The source can be read in two ways as to how long an extension may be; the shorter is assumed."
    ),
    "counted_after": gettext_lazy("The day of receipt is not counted: counting begins with {first}."),
    "counted_with": gettext_lazy("The day of receipt is counted: counting begins with {first}."),
    "hours_run": gettext_lazy("Hours run from that moment, also at night, on weekends and on holidays."),
    "clocks_changed": gettext_lazy("The clocks were changed meanwhile; the hours are real hours."),
    "weekends": gettext_lazy("Days of weekends that did not count: {days}."),
    "skipped": gettext_lazy("{date} did not count: {names}."),
    "skipped_in_lieu": gettext_lazy("{date} did not count: a day off for a holiday that fell on a weekend ({names})."),
    "paused": gettext_lazy(
        "The clock stood from {first} to {last} ({reason}). Days that did not count for this reason: {days}."
    ),
    "paused_hours": gettext_lazy("The clock stood from {start} to {end} ({reason})."),
    "stands": gettext_lazy(
        "The clock has stood since {since} ({reason}). When it runs again, this is left: {left} {unit}."
    ),
    "pause_without_effect": gettext_lazy(
        "The pause from {start} moved nothing: it was over within the day, or lies outside the time that counts."
    ),
    "extended": gettext_lazy("It was extended by {amount} {unit} on {declared} ({reason})."),
    "extension_refused": gettext_lazy("An extension by {amount} {unit} on {declared} does not hold: {why}."),
    "moved_off_weekend": gettext_lazy("The count ends on {counted}, which is on a weekend."),
    "moved_off_holiday": gettext_lazy("The count ends on {counted}, which is a holiday ({names})."),
    "last_day": gettext_lazy("The last day is {date}."),
    "last_moment": gettext_lazy("The last moment is {at}."),
    "may_move": gettext_lazy("The date of a holiday is an estimate ({names}, {date}): the last day may still move."),
    "planned": gettext_lazy("The municipality has promised an answer by {date} ({amount} {unit})."),
    "planned_moment": gettext_lazy("The municipality has promised an answer by {at} ({amount} {unit})."),
    "silence_refusal": gettext_lazy("Without an answer by then, the request counts as refused from {since}."),
    "silence_consent": gettext_lazy("Without an answer by then, the request counts as granted from {since}."),
    "silence_none": gettext_lazy("Silence has no meaning in law here."),
    "silence_unknown": gettext_lazy("What silence means here was not found."),
    "silence_suspended": gettext_lazy("Silence means nothing from {start} ({reason})."),
}
"""Code of a step → its sentence, the same as `uramost.deadlines.steps.STEPS` samples in English."""

BEGAN_AGAIN: Final[Mapping[str, Promise]] = {
    "reopen": gettext_lazy("It was opened again on {at}: a new time began."),
    "appeal": gettext_lazy("The appeal arrived on {at}: a new time began."),
}
"""Move with which the clock began anew → in place of “received”. A test holds that none is missing."""
PROMISED: Final = gettext_lazy(
    "No limit of the law is known for it. The municipality’s own promise is {amount} {unit}."
)
"""In place of “limit” where a promise stands in for one."""

WHY_NOT: Final[Mapping[str, Promise]] = {
    "not_positive": gettext_lazy("an extension has at least one unit"),
    "answered": gettext_lazy("the case had been answered"),
    "no_extension": gettext_lazy("the limit allows none"),
    "too_many": gettext_lazy("the limit allows no further one"),
    "too_long": gettext_lazy("it would be longer than the limit allows in all"),
    "declared_late": gettext_lazy("it was declared after the last day"),
}

KINDS_OF_DAYS: Final[Mapping[str, Promise]] = {
    "working_days": pgettext_lazy("kind of days", "working days"),
    "calendar_days": pgettext_lazy("kind of days", "calendar days"),
    "hours": pgettext_lazy("kind of days", "hours"),
}


def sentences(case: Case, at: datetime) -> list[str]:
    """How the last day of a case was computed, from receipt to what silence means, as of a moment."""
    computed = clocks.explained(case, at)
    if computed is None:
        return [_("No limit and no promise is known for this service, so there is no last day.")]
    began = _began_again(case) if case.clock_from != case.received_at else ""
    return [sentence(_with_reason(step, case), began=began) for step in computed.steps]


def _began_again(case: Case) -> str:
    """The move with which the running clock began."""
    last = case.entries.filter(move__in=BEGAN_AGAIN, at__lte=case.clock_from).last()
    return last.move if last else "reopen"


def sentence(step: Step, *, began: str = "") -> str:
    """One step; `began`: the move with which the clock began anew, if it did."""
    template = SENTENCES[step.code]
    if step.code == "received" and began:
        template = BEGAN_AGAIN[began]
    if step.code == "limit" and step.values["limit"] == clocks.PROMISE:
        template = PROMISED
    said = str(template).format(**_values(step)).replace(" ()", "")
    return said[:-1] if said.endswith("..") else said  # a Serbian date has a full stop of its own


def _with_reason(step: Step, case: Case) -> Step:
    """Here the clock stands for one reason only; an extension's reason is the one its entry gives."""
    if step.code in {"paused", "paused_hours", "stands"} and not step.values["reason"]:
        return replace(step, values={**step.values, "reason": _("the resident had something to supply")})
    if step.code == "extended" and not step.values["reason"]:
        rows = case.extensions.select_related("entry")
        reason = next((row.entry.facts.get("reason") for row in rows if row.told_at == step.values["declared"]), "")
        return replace(step, values={**step.values, "reason": (reason or "").rstrip(".")})
    return step


def _values(step: Step) -> dict[str, str]:
    """Each value as it is read; a unit in the number that stands before it."""
    kinds = STEPS[step.code].values
    shown = {name: _shown(kinds[name], value) for name, value in step.values.items()}
    if "unit" in shown:
        number = step.values.get("amount", step.values.get("left"))
        shown["unit"] = unit(step.values["unit"], number) if number is not None else _kind(step.values["unit"])
    if "why" in shown:
        shown["why"] = str(WHY_NOT[step.values["why"]])
    if "source" in shown:
        shown["source"] = words().cite(step.values["source"])
    return shown


def _shown(kind: str, value: Any) -> str:
    if isinstance(value, datetime):
        return date_format(timezone.localtime(value), "DATETIME_FORMAT")
    if isinstance(value, date):
        return date_format(value, "DATE_FORMAT")
    if kind == "names":
        return in_language(value, reader_tag()) or " / ".join(dict.fromkeys(value.values()))
    return "–" if value is None else str(value)


def unit(code: str, number: int) -> str:
    """`working days`, as it is said after a number, without the number."""
    if code == "working_days":
        return ngettext("working day", "working days", number)
    if code == "calendar_days":
        return ngettext("calendar day", "calendar days", number)
    return ngettext("hour", "hours", number)


def _kind(code: str) -> str:
    return str(KINDS_OF_DAYS[code])
