"""Which days and hours does a text name: dates, months, weekdays, times?"""

import re
from collections.abc import Sequence
from functools import lru_cache

from uramost.checks.fact import Scanner, Seen
from uramost.checks.vocabulary import (
    AFTERNOON,
    FORENOON,
    HOUR_AFTER,
    HOUR_BEFORE,
    MONTHS,
    WEEKDAYS,
    WEEKDAYS_IN_DOUBT,
    choice,
    which,
)

_ISO_DATE = re.compile(r"(?<![0-9])(?P<year>[0-9]{4})-(?P<month>[0-9]{2})-(?P<day>[0-9]{2})(?![0-9-])")
_FIGURE_DATE = re.compile(
    r"(?<![0-9.,])(?P<day>[0-9]{1,2})( ?[./-] ?)(?P<month>[0-9]{1,2})\2(?P<year>[0-9]{4})(?![0-9])"
)
_SHORT_DATE = re.compile(r"(?<![0-9.,])(?P<day>[0-9]{1,2})\. ?(?P<month>0[1-9]|1[0-2])\.(?! ?[0-9])")
_SHORT_DATE_LANGUAGES = frozenset({"sr", "fi"})
_MONTH_ALSO_A_WORD = frozenset({"en"})  # "may", "march": a month only beside a day or a year

_YEAR = r"(?:[.,]? {0,2}(?:(?:te )?vitit? |of )?(?P<year>[0-9]{4})(?![0-9]))"
_ORDINAL = r"(?:\.|st\b|nd\b|rd\b|th\b|-?(?:te|ta|a)\b|-?(?:og|i|eg)\b)?"
HALVES = f"{FORENOON}|{AFTERNOON}"
_CLOCK = re.compile(
    r"(?<![0-9:.,])(?P<hour>[01]?[0-9]|2[0-4]):(?P<minute>[0-5][0-9])(?::[0-5][0-9])?(?![0-9]|:[0-9])"
    rf"(?: ?(?P<half>{HALVES})\b)?"
)
_TWELVE_HOURS = re.compile(rf"(?<![0-9:.,])(?P<hour>1[0-2]|0?[1-9])(?:\.(?P<minute>[0-5][0-9]))? ?(?P<half>{HALVES})\b")


def take_dates(scanner: Scanner, base: str) -> None:
    """Dates in figures and in words, a month with its year, a month alone (in doubt), weekdays."""
    if scanner.figures:
        scanner.take(_ISO_DATE, _date_in_figures)
        scanner.take(_FIGURE_DATE, _date_in_figures)
    if scanner.figures and base in _SHORT_DATE_LANGUAGES:
        scanner.take(_SHORT_DATE, _date_in_figures)
    if base in MONTHS:
        for pattern in _worded_dates(base) if scanner.figures else _months_alone(base):
            scanner.take(pattern, lambda match: () if _a_word(match, scanner, base) else _date_in_words(match, base))
        scanner.take(_weekday(base), lambda match: _named_day(match, base))


def _date_in_figures(match: re.Match[str]) -> Sequence[Seen]:
    """Day first, as all these languages write; where that cannot be, the American order."""
    year, month, day = match.groupdict().get("year"), int(match["month"]), int(match["day"])
    if month > 12:
        month, day = day, month
    return [_date(year, month, day)] if 1 <= month <= 12 and 1 <= day <= 31 else []


def _date(year: str | None, month: int, day: int | None) -> Seen:
    """The value is an ISO 8601 date, with `--` for a year that is not said: `2026-03-12`, `--03-12`, `2026-03`."""
    value = f"{year or '-'}-{month:02}" + (f"-{day:02}" if day else "")
    parts = (year, str(month) if day else None, str(day) if day else None)
    return Seen("date", value, tuple(part for part in parts if part))


@lru_cache(maxsize=16)
def _worded_dates(base: str) -> Sequence[re.Pattern[str]]:
    months = rf"(?P<month>{choice(MONTHS[base])})"
    day, alone = r"(?P<day>[0-9]{1,2})", r"(?P<day>[0-9](?<![0-9.,][0-9])[0-9]?)"
    patterns = [rf"{alone}{_ORDINAL} ?(?:of )?\b{months}\b{_YEAR}?"]
    if base == "en":
        patterns.append(rf"\b{months}\b\.? {day}(?:st|nd|rd|th)?(?![0-9])(?:,? (?P<year>[0-9]{{4}})(?![0-9]))?")
    patterns.append(rf"\b{months}\b{_YEAR}")
    return (*(re.compile(pattern) for pattern in patterns), *_months_alone(base))


@lru_cache(maxsize=16)
def _months_alone(base: str) -> Sequence[re.Pattern[str]]:
    if base in _MONTH_ALSO_A_WORD:
        return ()
    return (re.compile(rf"\b(?P<month>{choice(MONTHS[base])})\b"),)


def _a_word(match: re.Match[str], scanner: Scanner, base: str) -> bool:
    """Whether a month's name is none: in `Article 7 may be amended` it is written small, as no month is in English."""
    return base in _MONTH_ALSO_A_WORD and not match["year"] and scanner.plain[match.start("month")].islower()


def _date_in_words(match: re.Match[str], base: str) -> Sequence[Seen]:
    said = match.groupdict()
    month, day = which(match["month"], MONTHS[base]) + 1, int(said.get("day") or 0)
    if day > 31:
        return []
    if day or said.get("year"):
        return [_date(said.get("year"), month, day or None)]
    return [Seen("month", str(month), (), doubtful=True)]


@lru_cache(maxsize=16)
def _weekday(base: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{choice(WEEKDAYS[base])})\b")


def _named_day(match: re.Match[str], base: str) -> Sequence[Seen]:
    day = which(match[0], WEEKDAYS[base])
    return [Seen("weekday", str(day + 1), (), doubtful=(base, day) in WEEKDAYS_IN_DOUBT)]


def take_times(scanner: Scanner, base: str) -> None:
    """Times of day as `HH:MM`: `10:00`, `ora 10`, `10.30 h`, `10.30 časova`, `2 p.m.`."""
    if ":" in scanner.text:
        scanner.take(_CLOCK, _time)
    scanner.take(_TWELVE_HOURS, _time)
    for pattern in _worded_times(base):
        scanner.take(pattern, _time)


@lru_cache(maxsize=16)
def _worded_times(base: str) -> Sequence[re.Pattern[str]]:
    hour, minute = r"(?P<hour>[0-9]{1,2})", r"[.:](?P<minute>[0-5][0-9])"
    patterns = []
    if base in HOUR_BEFORE:
        patterns.append(rf"\b(?:{HOUR_BEFORE[base]}) {hour}(?:{minute})?(?![0-9:]|[.,][0-9])")
    if base in HOUR_AFTER:
        range_end = r" ?- ?[0-9]{1,2}[.:][0-9]{2}"
        patterns.append(
            rf"(?<![0-9.,]){hour}{minute}(?= ?(?:{HOUR_AFTER[base]})\b|{range_end} ?(?:{HOUR_AFTER[base]})\b)"
        )
    return tuple(re.compile(pattern) for pattern in patterns)


def _time(match: re.Match[str]) -> Sequence[Seen]:
    said = match.groupdict()
    hour, minute = int(match["hour"]), int(said.get("minute") or 0)
    if said.get("half"):
        hour = hour % 12 + (12 if re.fullmatch(AFTERNOON, said["half"]) else 0)
    if hour > 24:
        return []
    return [Seen("time", f"{hour:02}:{minute:02}", (str(hour), str(minute)) if minute else (str(hour),))]
