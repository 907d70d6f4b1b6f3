"""On which days are the offices closed? By a rule from outside, and by what an administrator knows better."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from types import MappingProxyType
from zoneinfo import ZoneInfo

import holidays as holidays_package

from uramost.deadlines.calendar import Calendar, Holiday
from uramost.packs.records import HolidayName, HolidayOverride, HolidayRule, Pack, Texts

ACTIONS = ("add", "remove", "move")


def holidays(pack: Pack, year: int) -> tuple[Holiday, ...]:
    """The public holidays of a year, by date; overrides win over the rule.

    `remove` and `move` take every holiday of their date. A day the pack has no names for keeps the provider's.
    """
    days = [day for rule in pack.holiday_rules for base in _years(pack, year) for day in _by_rule(pack, rule, base)]
    for override in pack.holiday_overrides:
        days = OVERRIDE[override.action](days, override)
    of_year = [day for day in days if day.date.year == year]
    return tuple(sorted(of_year, key=lambda day: (day.date, sorted(day.names.items()))))


def calendar(pack: Pack, first_year: int, last_year: int) -> Calendar:
    """The working days of these years, both included, in the zone of the pack's first rule. Make it once and keep it.

    Raises ValueError("no_calendar") for a pack without a rule.
    """
    if not pack.holiday_rules:
        raise ValueError("no_calendar")
    days = [day for year in range(first_year, last_year + 1) for day in holidays(pack, year)]
    return Calendar(ZoneInfo(pack.holiday_rules[0].zone), date(first_year, 1, 1), date(last_year, 12, 31), days)


def _years(pack: Pack, year: int) -> list[int]:
    moved_in = {entry.date.year for entry in pack.holiday_overrides if entry.moved_to and entry.moved_to.year == year}
    return sorted({year, *moved_in})


def _by_rule(pack: Pack, rule: HolidayRule, year: int) -> Iterator[Holiday]:
    ours = {entry.provider_name: entry for entry in pack.holiday_names}
    for day, name, observed, estimated in PROVIDERS[rule.provider](rule, year):
        named = ours.get(name, HolidayName(name, "", {rule.language: name}, rule.source))
        yield Holiday(day, named.names, "rule", observed, estimated, rule.source, code=named.code)


def _from_package(rule: HolidayRule, year: int) -> Iterator[tuple[date, str, bool, bool]]:
    calendar = holidays_package.country_holidays(rule.country, years=year, language=rule.language)
    marks = [
        (str(getattr(calendar, label, "") or "").replace("%s", ""), observed, estimated)
        for label, observed, estimated in (
            ("observed_estimated_label", True, True),
            ("observed_label", True, False),
            ("estimated_label", False, True),
        )
    ]
    for day in sorted(calendar):
        for name in calendar.get_list(day):
            yield (day, *_without_mark(name, marks))


def _without_mark(name: str, marks: list[tuple[str, bool, bool]]) -> tuple[str, bool, bool]:
    for mark, observed, estimated in marks:
        if mark and name.endswith(mark):
            return name.removesuffix(mark), observed, estimated
    return name, False, False


def _add(days: list[Holiday], override: HolidayOverride) -> list[Holiday]:
    return [*days, Holiday(override.date, override.names, "override", False, False, override.source)]


def _remove(days: list[Holiday], override: HolidayOverride) -> list[Holiday]:
    return [day for day in days if day.date != override.date]


def _move(days: list[Holiday], override: HolidayOverride) -> list[Holiday]:
    if override.moved_to is None:
        return days
    moved = [
        replace(
            day,
            date=override.moved_to,
            names=_names(override, day.names),
            origin="override",
            estimated=False,
            source=override.source,
        )
        for day in days
        if day.date == override.date
    ]
    return _remove(days, override) + moved


def _names(override: HolidayOverride, names: Texts) -> Texts:
    return override.names or names


Provider = Callable[[HolidayRule, int], Iterator[tuple[date, str, bool, bool]]]
PROVIDERS: Mapping[str, Provider] = MappingProxyType({"holidays": _from_package})
OVERRIDE: Mapping[str, Callable[[list[Holiday], HolidayOverride], list[Holiday]]] = MappingProxyType(
    {"add": _add, "remove": _remove, "move": _move}
)
