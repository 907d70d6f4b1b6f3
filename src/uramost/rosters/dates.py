"""A date as people write it in lists: 2026-03-12, 12.03.2026., 12/3/26, 12. mart 2026, 12 mars 2026, March 12, 2026."""

import re
from dataclasses import dataclass
from datetime import date
from itertools import chain
from typing import Final

from uramost.checks.vocabulary import MONTHS
from uramost.text import fold

_ISO: Final = re.compile(r"(\d{4})[-./](\d{1,2})[-./](\d{1,2})\.?(?:[T ].*)?")
_FIGURES: Final = re.compile(r"(\d{1,2})\s*[-./]\s*(\d{1,2})\s*[-./]\s*(\d{4}|\d{2})\.?(?:\s*g\.?)?")
_DAY_FIRST: Final = re.compile(r"(\d{1,2})(?:st|nd|rd|th)? (?:of )?([a-z]+) (\d{4})(?: g)?")
_MONTH_FIRST: Final = re.compile(r"([a-z]+) (\d{1,2})(?:st|nd|rd|th)? (\d{4})")
_MONTHS: Final = tuple((number, form) for forms in MONTHS.values() for number, form in enumerate(forms, start=1))


@dataclass(frozen=True, slots=True)
class Day:
    """A date; `either` where day and month could be the other way round: it is then read day first."""

    date: date
    either: bool = False


def read(text: str) -> Day | None:
    """None for what is no date. Figures are read day first, as Albanian and Serbian write, and month first if need be.

    A year of two digits is of this century up to 49.
    """
    tidy = text.strip()
    if found := _ISO.fullmatch(tidy):
        return _day(int(found[1]), int(found[2]), int(found[3]))
    if found := _FIGURES.fullmatch(tidy):
        first, second, year = int(found[1]), int(found[2]), _year(found[3])
        usual = _day(year, second, first)
        if usual is None:
            return _day(year, first, second)
        return Day(usual.date, either="/" in tidy and first <= 12 and first != second)
    words = fold(tidy)
    if found := _DAY_FIRST.fullmatch(words):
        return _day(int(found[3]), _month(found[2]), int(found[1]))
    if found := _MONTH_FIRST.fullmatch(words):
        return _day(int(found[3]), _month(found[1]), int(found[2]))
    return None


def _year(text: str) -> int:
    year = int(text)
    return year if len(text) == 4 else year + (2000 if year < 50 else 1900)


def _month(word: str) -> int:
    """The number of a month in any of the languages; 0 where it is none."""
    return next((number for number, form in chain(_MONTHS) if re.fullmatch(form, word)), 0)


def _day(year: int, month: int, day: int) -> Day | None:
    try:
        return Day(date(year, month, day))
    except ValueError:
        return None
