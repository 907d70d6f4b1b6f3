"""How long does the law give, where does it say so, and which version of it held on a day?

A limit is a row of data with its source. What no source says is still needed for counting (is the day of receipt
counted?): such a field is named in `assumed`, and every computation shows it as an assumption.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import combinations

UNITS = ("working_days", "calendar_days", "hours")
SILENCE = ("refusal", "consent", "none", "unknown")
FIRST_DAY = ("not_counted", "counted")
LAST_DAY = ("moves", "stays")
BINDS = ("authority", "resident")
ASSUMABLE = ("unit", "first_day", "last_day", "silence", "extended_to")


class NoLimit(LookupError):
    """No limit of this code is in force on this day."""


class NotFound(LookupError):
    """The limit is known to exist, but its length was not found: an administrator enters it with its source."""


class Overlap(ValueError):
    """Two limits of one code are in force on the same day."""


@dataclass(frozen=True, slots=True)
class Limit:
    """How long somebody has to act.

    `amount` and `extended_to` are in `unit`; `extended_to` is the whole length after every extension. Raises
    ValueError(name of the field) for a value that is not in its table, is below 1, or contradicts another one.
    """

    code: str
    unit: str
    amount: int | None  # None: not found
    source: str
    extended_to: int | None = None  # None: no extension
    extensions: int | None = None  # how many times; None: not said, `extended_to` bounds it
    silence: str = "unknown"  # what it means when nobody answers by the last day
    first_day: str = "not_counted"  # the day of receipt
    last_day: str = "moves"  # what a last calendar day does when it is not a working day
    binds: str = "authority"  # who has to act
    url: str = ""
    valid_from: date | None = None  # None: open or not known
    valid_until: date | None = None  # this day included
    assumed: tuple[str, ...] = ()  # fields of this row that no source says

    def __post_init__(self) -> None:
        if fault := self._fault():
            raise ValueError(fault)

    @property
    def in_hours(self) -> bool:
        return self.unit == "hours"

    def valid(self, on: date) -> bool:
        since, until = _span(self)
        return since <= on <= until

    def _fault(self) -> str:
        for name, allowed in (
            ("unit", UNITS),
            ("silence", SILENCE),
            ("first_day", FIRST_DAY),
            ("last_day", LAST_DAY),
            ("binds", BINDS),
        ):
            if getattr(self, name) not in allowed:
                return name
        if self.amount is not None and self.amount < 1:
            return "amount"
        if self.extended_to is not None and (self.amount is None or self.extended_to <= self.amount):
            return "extended_to"
        if self.extensions is not None and (self.extensions < 1 or self.extended_to is None):
            return "extensions"
        if self.valid_from and self.valid_until and self.valid_until < self.valid_from:
            return "valid_until"
        return "" if set(self.assumed) <= set(ASSUMABLE) else "assumed"


def limit_on(limits: Iterable[Limit], code: str, on: date) -> Limit:
    """The limit of a code in force on a day. Raises NoLimit, Overlap, or NotFound when its length is not known."""
    found = [limit for limit in limits if limit.code == code and limit.valid(on)]
    if not found:
        raise NoLimit(code)
    if len(found) > 1:
        raise Overlap(code)
    if found[0].amount is None:
        raise NotFound(code)
    return found[0]


def overlaps(limits: Iterable[Limit]) -> tuple[tuple[Limit, Limit], ...]:
    """The pairs of one code that are both in force on some day."""
    of_code: defaultdict[str, list[Limit]] = defaultdict(list)
    for limit in limits:
        of_code[limit.code].append(limit)
    pairs = (pair for same in of_code.values() for pair in combinations(same, 2))
    return tuple((one, other) for one, other in pairs if _overlap(_span(one), _span(other)))


def norm_fault(limit: Limit, norm: int | None) -> str:
    """Why a municipality cannot promise this (`norm` in the limit's unit): "", norm_not_positive or norm_too_long."""
    if norm is None:
        return ""
    if norm < 1:
        return "norm_not_positive"
    return "norm_too_long" if limit.amount is not None and norm > limit.amount else ""


def _span(limit: Limit) -> tuple[date, date]:
    return limit.valid_from or date.min, limit.valid_until or date.max


def _overlap(one: tuple[date, date], other: tuple[date, date]) -> bool:
    return one[0] <= other[1] and other[0] <= one[1]
