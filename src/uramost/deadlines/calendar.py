"""Which days are working days? Weekends and holidays over a span of years, counted once and asked many times."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import accumulate
from zoneinfo import ZoneInfo

SATURDAY_AND_SUNDAY = frozenset({5, 6})
ACTIONS = ("add", "remove")
ONE_DAY = timedelta(days=1)


class OutOfSpan(ValueError):
    """The calendar does not reach this day: it has to be made for more years."""

    def __init__(self, day: date) -> None:
        super().__init__(day.isoformat())
        self.day = day


@dataclass(frozen=True, slots=True)
class Holiday:
    """A day the offices are closed; `origin` is rule or override."""

    date: date
    names: Mapping[str, str]  # language tag → name
    origin: str
    observed: bool  # the day off that stands for a holiday on a weekend
    estimated: bool  # it hangs on the moon and may fall a day earlier or later
    source: str
    code: str = ""  # the pack's; "" for a day it has no name for
    reason: str = ""  # of an override


@dataclass(frozen=True, slots=True)
class Change:
    """A holiday added or removed by the state or a municipality, with the reason and where it is published.

    `remove` takes every holiday of its date; a day off in lieu is a date of its own. Raises ValueError for another
    action, or without a reason or a source.
    """

    date: date
    action: str
    reason: str
    source: str
    names: Mapping[str, str] = field(default_factory=dict)
    code: str = ""

    def __post_init__(self) -> None:
        if self.action not in ACTIONS:
            raise ValueError("action")
        if not self.reason or not self.source:
            raise ValueError("reason" if self.source else "source")


class Calendar:
    """The working days from `first` to `last`, both included, in a time zone; `changed` makes another one.

    Asked about a day outside, it raises OutOfSpan rather than take an unknown year for one without holidays.
    """

    def __init__(
        self,
        zone: ZoneInfo,
        first: date,
        last: date,
        holidays: Iterable[Holiday],
        weekend: frozenset[int] = SATURDAY_AND_SUNDAY,
    ) -> None:
        if last < first or not 0 <= len(weekend) < 7:
            raise ValueError("last" if last < first else "weekend")
        self.zone, self.first, self.last, self.weekend = zone, first, last, weekend
        self.holidays = tuple(
            sorted((day for day in holidays if first <= day.date <= last), key=lambda day: (day.date, day.code))
        )
        of_date: defaultdict[date, tuple[Holiday, ...]] = defaultdict(tuple)
        for day in self.holidays:
            of_date[day.date] += (day,)
        self._of_date = dict(of_date)
        self._start = first.toordinal()
        working = [self._works(self._start + offset) for offset in range((last - first).days + 1)]
        self._before = [0, *accumulate(map(int, working))]  # working days before the day at this place
        self._ordinals = [self._start + place for place, works in enumerate(working) if works]

    def changed(self, changes: Iterable[Change]) -> Calendar:
        """A calendar with these changes, in their order."""
        days = list(self.holidays)
        for change in changes:
            if change.action == "remove":
                days = [day for day in days if day.date != change.date]
            else:
                days.append(_added(change))
        return Calendar(self.zone, self.first, self.last, days, self.weekend)

    def is_working(self, day: date) -> bool:
        place = self._place(day)
        return self._before[place + 1] > self._before[place]

    def why_closed(self, day: date) -> str:
        """ "" for a working day, else weekend or holiday; a holiday on a weekend is a weekend."""
        if self.is_working(day):
            return ""
        return "weekend" if day.weekday() in self.weekend else "holiday"

    def holidays_on(self, day: date) -> tuple[Holiday, ...]:
        return self._of_date.get(day, ())

    def next_working(self, day: date) -> date:
        """The day itself when it is a working day, else the first one after it."""
        return self._working(self._before[self._place(day)])

    def working_days(self, first: date, last: date) -> int:
        """How many working days from `first` to `last`, both included; 0 when `last` is before `first`."""
        if last < first:
            return 0
        return self._before[self._place(last) + 1] - self._before[self._place(first)]

    def after(self, day: date, working_days: int) -> date:
        """The day that is so many working days (at least 1) after a day."""
        return self._working(self._before[self._place(day) + 1] + working_days - 1)

    def _working(self, number: int) -> date:
        if number >= len(self._ordinals):
            raise OutOfSpan(self.last + ONE_DAY)
        return date.fromordinal(self._ordinals[number])

    def _place(self, day: date) -> int:
        if not self.first <= day <= self.last:
            raise OutOfSpan(day)
        return day.toordinal() - self._start

    def _works(self, ordinal: int) -> bool:
        day = date.fromordinal(ordinal)
        return day.weekday() not in self.weekend and day not in self._of_date


def all_names(holidays: Sequence[Holiday]) -> dict[str, str]:
    """The names of holidays that fall on one day, in every language that has them all."""
    tags = [tag for tag in holidays[0].names if all(tag in day.names for day in holidays)] if holidays else []
    return {tag: ", ".join(dict.fromkeys(day.names[tag] for day in holidays)) for tag in tags}


def _added(change: Change) -> Holiday:
    return Holiday(
        change.date, change.names, "override", False, False, change.source, code=change.code, reason=change.reason
    )
