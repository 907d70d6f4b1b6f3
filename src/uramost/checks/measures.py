"""How much and how long does a text say: money, percentages, durations, and the numbers that are left?"""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from uramost.checks.fact import Scanner, Seen
from uramost.checks.figures import FIGURE, canonical, ordinals, spelled
from uramost.checks.vocabulary import (
    CALENDAR_AFTER,
    CALENDAR_BEFORE,
    CURRENCIES,
    MULTIPLIERS,
    PERCENT,
    PERCENT_BEFORE,
    UNITS,
    WORKING_AFTER,
    WORKING_BEFORE,
    choice,
    family,
    which,
)

_LISTED = re.compile(r"(?<![0-9])[0-9]{1,9}(?:[.,][0-9]{1,9}){2,12}(?![0-9])")
_GROUPED = re.compile(r"[0-9]{1,3}(?:(?:\.[0-9]{3})+(?:,[0-9]+)?|(?:,[0-9]{3})+(?:\.[0-9]+)?)")
_CODE = re.compile(r"(?<![0-9a-z])(?!(?:mm|cm|dm|m|km)[23](?![0-9a-z]))[a-z]{1,8}([0-9]{1,9})(?![0-9])")
_FIGURE = re.compile(FIGURE)
_ROMAN = re.compile(r"(?<![\w.-])(?=[IVX]{2})(X{0,3})(IX|IV|V?I{0,3})(?![\w-])")
_MAY_BE_ROMAN = re.compile("[IVX]{2}")
_ROMAN_DIGITS: Mapping[str, int] = {
    roman: number for number, roman in enumerate(("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"))
}
_MAY_BE_A_TIME = re.compile(r"([01]?[0-9]|2[0-4])\.([0-5][1-9]|[1-5]0)")
_A_YEAR = re.compile("(?:19|20)[0-9]{2}")
_IN_WORDS = r"(?: ?\((?P<words>[a-z -]{2,60})\))?"  # 15 (pesëmbëdhjetë) ditë


def take_roman(scanner: Scanner) -> None:
    """Roman numerals from II on, from the text with its capitals; in doubt, for the other text may use figures."""
    if _MAY_BE_ROMAN.search(scanner.text):
        scanner.take(_ROMAN, lambda match: [_worded(10 * len(match[1]) + _ROMAN_DIGITS[match[2]])])


def _worded(number: int) -> Seen:
    return Seen("number", str(number), (str(number),), doubtful=True)


def take_measures(scanner: Scanner, language: str) -> None:
    """Money, percentages and durations."""
    base = family(language)
    scanner.text = _LISTED.sub(_apart, scanner.text)
    for pattern in _money(base):
        scanner.take(pattern, lambda match: _amount(match, language))
    for pattern in _percent():
        scanner.take(pattern, lambda match: _share(match, language))
    if base in UNITS:
        scanner.take(_durations(base), lambda match: _duration(match, language))


def _apart(match: re.Match[str]) -> str:
    """`1,2,3` and `1.2.3` are three numbers; `1.234.567` is one. As long as before, for the positions."""
    return match[0] if _GROUPED.fullmatch(match[0]) else re.sub("[.,]", ";", match[0])


@lru_cache(maxsize=16)
def _money(base: str) -> Sequence[re.Pattern[str]]:
    money, times = rf"(?P<money>{choice(CURRENCIES.values())})", _times(base)
    return (
        re.compile(rf"(?P<figure>{FIGURE})(?:,-)?{_IN_WORDS} ?(?:{times}\b ?)?-?{money}(?![a-z])"),
        re.compile(rf"(?<![a-z]){money} ?(?P<figure>{FIGURE})(?: ?{times}\b)?"),
    )


def _times(base: str) -> str:
    return rf"(?P<times>{choice(MULTIPLIERS.get(base, {}).values())})"


def _thousands(times: str | None, language: str) -> int:
    """By how many places the word after a figure moves its point: 0, 3, 6 or 9."""
    table = MULTIPLIERS.get(family(language), {})
    return list(table)[which(times, tuple(table.values()))] if times else 0


def _amount(match: re.Match[str], language: str) -> Sequence[Seen]:
    currency = list(CURRENCIES)[which(match["money"], tuple(CURRENCIES.values()))]
    number = canonical(match["figure"], language, _thousands(match["times"], language))
    return [Seen("amount", f"{number} {currency}", (number,)), *_in_words(match, language)]


@lru_cache(maxsize=1)
def _percent() -> Sequence[re.Pattern[str]]:
    return (
        re.compile(rf"(?P<figure>{FIGURE}){_IN_WORDS} ?(?:{PERCENT})(?![a-z])"),
        re.compile(rf"(?<![a-z0-9])(?:{PERCENT_BEFORE}) ?(?P<figure>{FIGURE})"),
    )


def _share(match: re.Match[str], language: str) -> Sequence[Seen]:
    number = canonical(match["figure"], language)
    return [Seen("percent", number, (number,)), *_in_words(match, language)]


def _in_words(match: re.Match[str], language: str) -> Sequence[Seen]:
    """The same number again in brackets, which may contradict."""
    words = match.groupdict().get("words")
    return [_worded(value) for _, _, value in spelled(words, language)] if words else []


@lru_cache(maxsize=16)
def _durations(base: str) -> re.Pattern[str]:
    units, never = choice(UNITS[base].values()), "(?!)"
    before = rf"(?P<before>{WORKING_BEFORE.get(base, never)})|{CALENDAR_BEFORE.get(base, never)}"
    after = rf"(?P<after>{WORKING_AFTER.get(base, never)})|{CALENDAR_AFTER.get(base, never)}"
    return re.compile(
        rf"(?P<figure>{FIGURE})\.?{_IN_WORDS}[ -]?(?:(?:{before}) )?(?P<unit>{units})(?![a-z])(?: (?:{after})\b)?"
    )


def _duration(match: re.Match[str], language: str) -> Sequence[Seen]:
    """`2026. godine` is a year, not two thousand of them. Calendar days are the days meant by "days" alone."""
    table = UNITS[family(language)]
    number, unit = canonical(match["figure"], language), list(table)[which(match["unit"], tuple(table.values()))]
    if unit == "year" and _A_YEAR.fullmatch(number):
        return []
    working = " working" if unit == "day" and (match["before"] or match["after"]) else ""
    return [Seen("duration", f"{number} {unit}{working}", (number,)), *_in_words(match, language)]


def take_figures(scanner: Scanner, language: str) -> None:
    """Every figure nobody took."""
    scanner.take(_multiplied(family(language)), lambda match: _many(match, language))
    scanner.take(_CODE, lambda match: [_number(match[1], language)])
    scanner.take(_FIGURE, lambda match: [_number(match[0], language)])


def take_words(scanner: Scanner, language: str) -> None:
    """Numbers and places in an order written as words (in doubt: `një`, `jedan` may only be an article)."""
    for start, end, value in ordinals(scanner.text, language):
        scanner.add(Seen("ordinal", str(value), (str(value),), doubtful=True), start, end)
    for start, end, value in spelled(scanner.text, language):
        scanner.add(_worded(value), start, end)


@lru_cache(maxsize=16)
def _multiplied(base: str) -> re.Pattern[str]:
    return re.compile(rf"(?P<figure>{FIGURE}) ?{_times(base)}\b")


def _many(match: re.Match[str], language: str) -> Sequence[Seen]:
    return [_number(match["figure"], language, _thousands(match["times"], language))]


def _number(figure: str, language: str, thousands: int = 0) -> Seen:
    """`15.30` may be a time that no word near it betrays: its parts are then those of the time."""
    number = canonical(figure, language, thousands)
    time = _MAY_BE_A_TIME.fullmatch(figure)
    return Seen("number", number, (str(int(time[1])), str(int(time[2]))) if time else (number,))
