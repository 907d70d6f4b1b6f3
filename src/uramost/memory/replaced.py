"""A segment differs only in its numbers, dates, names or references: what does its translation say with the new ones?

The two sources must be the same apart from the facts in them, and each fact that is another must stand in the
translation exactly once, in a form that can be kept. In the end the facts of the new translation are held against
those of the text asked for. Where any of this fails there is no answer.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from uramost.checks.facts import differences, facts
from uramost.checks.figures import canonical, decimals
from uramost.checks.finding import NO_PLACES, Context, Places
from uramost.checks.names import mentioned_places, names_of, place_missing, usual_name
from uramost.checks.vocabulary import family
from uramost.memory.forms import counted_alike, month_in_form, name_in_form
from uramost.memory.unit import comparable

FIGURE = re.compile(r"\d+(?:[.,' \u00a0]\d{3}(?!\d))*(?:[.,]\d+)?")
DIGITS = re.compile(r"\d+")
LETTERS = re.compile(r"[^\W\d_]{3,}")
GROUPED = re.compile(r"\d{1,3}(?P<sign>[.,' \u00a0])\d{3}(?:(?P=sign)\d{3})*(?:[.,]\d+)?")
APOSTROPHES = frozenset("'’")  # a Turkish ending follows, which the new figure may not take
MEASURED = frozenset({"number", "amount", "percent", "duration"})
COUNTED = frozenset({"article", "paragraph", "point"})
AS_WRITTEN = frozenset({"law", "file", "phone", "iban", "email", "url"})
MOST_NAMES = 4  # words that differ and are no figures, in one segment


class Languages(NamedTuple):
    """Of the source and of the target."""

    source: str
    target: str


@dataclass(frozen=True, slots=True)
class Said:
    """A fact as a text writes it; `other` holds what must be the same in both texts: the words around its figures."""

    kind: str
    value: str
    text: str
    start: int
    end: int

    @property
    def other(self) -> str:
        if self.kind in AS_WRITTEN or self.kind == "place":
            return ""
        if self.kind == "date":
            return LETTERS.sub("m", DIGITS.sub("0", self.text))
        return FIGURE.sub("0", self.text)


def replaced(asked: str, source: str, target: str, languages: Languages, places: Places = NO_PLACES) -> str:
    """The translation `target` of `source` with the facts of `asked` in place of its own; "" where that is not safe."""
    old, new = said(source, languages.source, places), said(asked, languages.source, places)
    if not old or _frame(source, old) != _frame(asked, new):
        return ""
    changed = [(before, after) for before, after in zip(old, new, strict=True) if before.value != after.value]
    there = said(target, languages.target, places)
    steps = []
    for before, after in changed:
        here = [one for one in there if (one.kind, one.value) == (before.kind, before.value)]
        if len(here) != 1 or sum((one.kind, one.value) == (before.kind, before.value) for one in old) != 1:
            return ""
        text = "" if target[here[0].end :][:1] in APOSTROPHES else _written(before, after, here[0], languages, places)
        if not text:
            return ""
        steps.append((here[0].start, here[0].end, text))
    return _proved(asked, _with(target, steps), languages, places) if steps else ""


def may_differ_in_facts(one: str, other: str) -> bool:
    """Whether it is worth while to look: word by word the same, but for figures and a few words that may be names."""
    words, others = one.split(), other.split()
    pairs = [pair for pair in zip(words, others, strict=False) if pair[0] != pair[1]]
    names = [pair for pair in pairs if not all(map(DIGITS.search, pair))]
    return len(words) == len(others) and len(names) <= MOST_NAMES


def said(text: str, language: str, places: Places) -> list[Said]:
    """The sure facts of a text and the municipalities it names, in its order; none twice in one place."""
    found = [(fact.kind, fact.value, fact.start, fact.end) for fact in facts(text, language) if not fact.doubtful]
    found += [("place", code, start, end) for code, start, end in mentioned_places(text, language, places)]
    ordered = sorted(found, key=lambda one: (one[2], -one[3]))
    return [
        Said(kind, value, text[start:end], start, end)
        for place, (kind, value, start, end) in enumerate(ordered)
        if place == 0 or start >= max(one[3] for one in ordered[:place])
    ]


def _frame(text: str, some: Sequence[Said]) -> list[tuple[str, str]]:
    """What two texts have in common that differ only in their facts."""
    pieces, at = [], 0
    for one in some:
        pieces += [("", comparable(f"|{text[at : one.start]}|")), (one.kind, comparable(one.other))]
        at = one.end
    return [*pieces, ("", comparable(f"|{text[at:]}|"))]


def _with(text: str, steps: Sequence[tuple[int, int, str]]) -> str:
    for start, end, new in sorted(steps, reverse=True):
        text = text[:start] + new + text[end:]
    return text


def _proved(asked: str, target: str, languages: Languages, places: Places) -> str:
    if differences(asked, target, *languages):
        return ""
    missing = place_missing(asked, target, Context(*languages, places)) if places.names else ()
    return "" if any(True for _ in missing) else target


def _written(before: Said, after: Said, here: Said, languages: Languages, places: Places) -> str:
    """The new fact as the translation writes its own; "" where that is not known."""
    if here.kind == "place":
        return _place(before, after, here, languages, places)
    if here.kind == "date":
        return _date(before, after, here, languages.target)
    if here.kind == "time":
        return _time(after, here)
    if here.kind in AS_WRITTEN:
        return after.text if comparable(here.text) == comparable(before.text) else ""
    if here.kind in MEASURED | COUNTED:
        return _figure(before, after, here, languages)
    return ""


# Figures -------------------------------------------------------------------------------------------------------------


def _figure(before: Said, after: Said, here: Said, languages: Languages) -> str:
    """One figure in each: the new one with the separators of the translation's language and the decimals asked for."""
    figures = [FIGURE.findall(one.text) for one in (before, after, here)]
    if any(len(found) != 1 for found in figures):
        return ""
    (old,), (new,), (there,) = figures
    if canonical(old, languages.source) != canonical(there, languages.target):
        return ""  # "2 million" beside "2.000.000"
    if here.kind in MEASURED - {"percent"} and not _counted_alike(old, new, languages):
        return ""
    return here.text.replace(there, _grouped(new, there, languages))


def _counted_alike(old: str, new: str, languages: Languages) -> bool:
    """`15 dana` and `1 dan`: the word beside a figure may have to change with it."""
    fractions = [bool(decimals(figure, languages.source)) for figure in (old, new)]
    if any(fractions):
        return all(fractions)
    old, new = canonical(old, languages.source), canonical(new, languages.source)
    return counted_alike(old, new, languages.target)


def _grouped(new: str, there: str, languages: Languages) -> str:
    number = canonical(new, languages.source)
    whole, _, _ = number.partition(".")
    fraction = decimals(new, languages.source)
    point = "." if family(languages.target) == "en" else ","
    grouped = GROUPED.fullmatch(there)
    asked = GROUPED.fullmatch(new)
    if grouped or (asked and len(re.split(r"\D", there)[0]) < 4):
        sign = grouped["sign"] if grouped else {",": ".", ".": ","}[point]
        whole = f"{int(whole):,}".replace(",", sign)
    return whole + (point + fraction if fraction else "")


# Dates and times -----------------------------------------------------------------------------------------------------


def _date(before: Said, after: Said, here: Said, language: str) -> str:
    """Day, month and year one by one: a figure with as many places, a month's name in the same form."""
    old, new = before.value.lstrip("-").split("-"), after.value.lstrip("-").split("-")
    if len(old) != len(new) or before.value.startswith("--") != after.value.startswith("--"):
        return ""
    pairs = dict(zip(_named(old), zip(old, new, strict=True), strict=True))
    text, used = here.text, set[str]()

    def figure(found: re.Match[str]) -> str:
        for name in ("year",) if len(found[0]) == 4 else ("day", "month"):
            if name in pairs and name not in used and int(pairs[name][0]) == int(found[0]):
                used.add(name)
                return _as_wide(pairs[name][1], found[0], here.text, after.text)
        return "\0"

    def word(found: re.Match[str]) -> str:
        month = pairs.get("month")
        form = month_in_form(found[0], int(month[0]), int(month[1]), language) if month else ""
        if form and "month" not in used:
            used.add("month")
            return form
        return found[0]

    if pairs["month"][0] == pairs.get("day", ("",))[0]:
        return _same_day_and_month(pairs, here, after, language)
    text = LETTERS.sub(word, text)
    text = DIGITS.sub(figure, text)
    return text if used == pairs.keys() and "\0" not in text else ""


def _same_day_and_month(pairs: dict[str, tuple[str, str]], here: Said, after: Said, language: str) -> str:
    """`3.3.2026`: the day stands first in every language but where the month is a word."""
    figures = DIGITS.findall(here.text)
    if len(figures) == len(pairs) and family(language) != "en":
        news = iter(pairs[name][1] for name in ("day", "month", "year") if name in pairs)
        return DIGITS.sub(lambda found: _as_wide(next(news), found[0], here.text, after.text), here.text)
    return ""


def _named(parts: Sequence[str]) -> Sequence[str]:
    return {3: ("year", "month", "day"), 2: ("year", "month") if len(parts[0]) == 4 else ("month", "day")}[len(parts)]


def _as_wide(number: str, old: str, there: str, asked: str) -> str:
    """`05` beside `12.03.`, `5` beside `2.3.`; where the translation does not tell, as the text asked for writes."""
    bare = number.lstrip("0")
    if len(bare) > 1:
        return bare
    padded, single = re.search(r"(?<!\d)0\d(?!\d)", there), re.search(r"(?<!\d)[1-9](?!\d)", there)
    wide = bool(padded) if padded or single else bool(re.search(r"(?<!\d)0\d(?!\d)", asked))
    return bare.zfill(2) if wide else bare


def _time(after: Said, here: Said) -> str:
    hour, minute = after.value.split(":")
    figures = DIGITS.findall(here.text)
    if re.search(r"[ap]\.?m\b", here.text, re.IGNORECASE) or len(figures) > 2 or (len(figures) == 1 and minute != "00"):
        return ""
    wide = len(figures[0]) == 2 and (figures[0][0] == "0" or after.text.lstrip().startswith("0"))
    news: Iterator[str] = iter((hour if wide else str(int(hour)), minute))
    return DIGITS.sub(lambda found: next(news), here.text)


# Municipalities ------------------------------------------------------------------------------------------------------


@lru_cache(maxsize=4096)
def _names(places: Places, code: str, language: str) -> tuple[str, ...]:
    return names_of(places, code, language)


def _place(before: Said, after: Said, here: Said, languages: Languages, places: Places) -> str:
    new = usual_name(places, after.value, languages.target)
    if "/" in new:
        return ""
    for old in sorted(_names(places, before.value, languages.target), key=len, reverse=True):
        if form := name_in_form(here.text, old, new, languages.target):
            return form
    return ""
