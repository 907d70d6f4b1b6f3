"""On which day does a request count as received? After hours or on a closed day: when the office next opens."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time

from uramost.deadlines.calendar import ONE_DAY, Calendar


@dataclass(frozen=True, slots=True)
class OfficeHours:
    """When an office closes, by weekday (Monday is 0); a weekday that lacks is one it does not open on.

    Raises ValueError where no weekday is open or one does not exist.
    """

    closes: Mapping[int, time]

    def __post_init__(self) -> None:
        if not self.closes or not set(self.closes) <= set(range(7)):
            raise ValueError("closes")


@dataclass(frozen=True, slots=True)
class Receipt:
    """The day a request counts as received, and why it is not the day it came: after_hours, weekend, holiday, "" ."""

    came: datetime  # in the calendar's zone
    day: date
    why: str


def receipt(received_at: datetime, calendar: Calendar, hours: OfficeHours | None) -> Receipt:
    """Without office hours a request counts on the day it came. Raises ValueError for a moment without a zone."""
    came = local(received_at, calendar)
    day = came.date()
    if hours is None:
        return Receipt(came, day, "")
    why = _why_not(came, calendar, hours)
    return Receipt(came, _next_open(day + ONE_DAY, calendar, hours) if why else day, why)


def local(moment: datetime, calendar: Calendar) -> datetime:
    if moment.tzinfo is None:
        raise ValueError("no_zone")
    return moment.astimezone(calendar.zone)


def _why_not(came: datetime, calendar: Calendar, hours: OfficeHours) -> str:
    if why := calendar.why_closed(came.date()):
        return why
    closes = hours.closes.get(came.weekday())
    if closes is None:
        return "not_open"
    return "after_hours" if came.time() > closes else ""


def _next_open(day: date, calendar: Calendar, hours: OfficeHours) -> date:
    day = calendar.next_working(day)
    while day.weekday() not in hours.closes:
        day = calendar.next_working(day + ONE_DAY)
    return day
