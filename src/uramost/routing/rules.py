"""A routing rule: conditions, each of which may be left empty, and the office that gets what meets all of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import lru_cache
from typing import Final, Literal, TypeAlias, get_args

from uramost.text import fold

Kind: TypeAlias = Literal["request", "application", "complaint", "document"]
KINDS: Final[tuple[Kind, ...]] = get_args(Kind)
"""What a resident sends; `document` is a demand for a public document."""
WEEKDAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
DAY: Final = 24 * 60  # minutes

Within: TypeAlias = Mapping[str, tuple[str, ...]]
"""Settlement or area → the larger areas that it lies in: a village, its ward, the area of a school."""


class BadRule(ValueError):
    """A rule that means nothing: no_id, no_office, bad_kind, bad_weekday, bad_hours, bad_words, bad_validity."""

    def __init__(self, code: str, value: str = "") -> None:
        super().__init__(f"{code}: {value}")
        self.code, self.value = code, value


@dataclass(frozen=True, slots=True)
class Hours:
    """From one minute of the day until before another, in the town's own time; 22:00 to 06:00 is both ends of one day.

    Raises BadRule("bad_hours") when both are the same or outside the day (0 to 1,440).
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if not (0 <= self.start < DAY and 0 <= self.end <= DAY) or self.start == self.end:
            raise BadRule("bad_hours", str(self))

    def __str__(self) -> str:
        return "-".join(f"{minute // 60:02}:{minute % 60:02}" for minute in (self.start, self.end))

    def __contains__(self, minute: object) -> bool:
        return any(start <= minute < end for start, end in self.spans) if isinstance(minute, int) else False

    @property
    def spans(self) -> tuple[tuple[int, int], ...]:
        """As spans of one day that do not go over midnight."""
        if self.start < self.end:
            return ((self.start, self.end),)
        return tuple(span for span in ((0, self.end), (self.start, DAY)) if span[0] < span[1])


@dataclass(frozen=True, slots=True)
class Case:
    """What routing may know of a case. `received_at` is in the town's own time; `areas` are codes, narrowest first.

    `answers` are the answers to the service's own questions: attribute code → the values given.
    """

    service: str
    kind: Kind
    language: str
    received_at: datetime
    areas: tuple[str, ...] = ()
    text: str = ""
    answers: Mapping[str, frozenset[str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Rule:
    """One line of the table. An empty condition asks for nothing; of several values in one, any will do.

    `words` are words or phrases of the text, in any case and script and without diacritics; a star stands for any
    ending: "ndriç*". A language without a script means all its scripts. Of `answers` every attribute has to have one
    of its values. `since` and `until` are the first and last day on which the rule holds. `reason` is what the
    municipality wrote beside it. Raises BadRule.
    """

    id: str
    office: str
    services: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()
    areas: frozenset[str] = frozenset()
    languages: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()
    weekdays: frozenset[str] = frozenset()
    hours: Hours | None = None
    answers: Mapping[str, frozenset[str]] = field(default_factory=dict)
    since: date | None = None
    until: date | None = None
    reason: str = ""

    def __post_init__(self) -> None:
        for wrong, code, value in (
            (not self.id, "no_id", ""),
            (not self.office, "no_office", self.id),
            (self.kinds - set(KINDS), "bad_kind", ", ".join(sorted(self.kinds - set(KINDS)))),
            (self.weekdays - set(WEEKDAYS), "bad_weekday", ", ".join(sorted(self.weekdays - set(WEEKDAYS)))),
            (self.since and self.until and self.until < self.since, "bad_validity", f"{self.since} {self.until}"),
            (not all(map(phrase, self.words)), "bad_words", ", ".join(w for w in self.words if not phrase(w))),
        ):
            if wrong:
                raise BadRule(code, value)

    def holds_on(self, day: date) -> bool:
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


@lru_cache(maxsize=4096)
def phrase(words: str) -> tuple[str, ...]:
    """The folded words of a condition, "ndriç*" as "ndric*"; empty where nothing is left of it."""
    parts = []
    for word in words.split():
        folded = fold(word).split()
        if folded and word.endswith("*"):
            folded[-1] += "*"
        parts += folded
    return tuple(parts)


@lru_cache(maxsize=4096)
def pattern(words: str) -> re.Pattern[str]:
    """Finds a condition's words, one after another, in folded text."""
    return re.compile(
        " ".join(
            re.escape(word.removesuffix("*")) + (r"\S*" if word.endswith("*") else "") for word in phrase(words)
        ).join((r"(?<!\S)", r"(?!\S)"))
    )


def widened(areas: Iterable[str], within: Within) -> tuple[str, ...]:
    """These areas and all that they lie in, the nearer ones first. A circle in `within` does no harm."""
    found = dict.fromkeys(areas)
    new = list(found)
    while new:
        new = [larger for area in new for larger in within.get(area, ()) if larger not in found]
        found |= dict.fromkeys(new)
    return tuple(found)
