"""Waits: how long cases took to a substantive answer in the resident's own language, or have taken so far."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Whole = NDArray[np.int64]
Flags = NDArray[np.bool_]

OPEN, ANSWERED, COMPETING = 0, 1, 2
# What became of a case. An answer in another language is none: such a case is `open` as long as no right one came.
OUTCOMES: Mapping[str, int] = {
    "answered": ANSWERED,
    "open": OPEN,
    "withdrawn": COMPETING,
    "duplicate": COMPETING,
    "not_ours": COMPETING,
}


class BadWaits(ValueError):
    """`code`: negative_time, not_a_number, unknown_outcome, unknown_mark, lengths_differ; `row`: the first, from 0."""

    def __init__(self, code: str, row: int | None = None) -> None:
        super().__init__(code if row is None else f"{code} in row {row}")
        self.code, self.row = code, row


@dataclass(frozen=True, slots=True)
class Marks:
    """What else is known of each case, as arrays of n; a field that is None is not known of any.

    The first three: 1 yes, 0 no, -1 not known or does not apply. `completeness`: the score of a sampled answer, NaN
    where none was scored; any scale, higher is more complete.
    """

    in_language: Whole | None = None  # of answered cases: in the language asked for, the first time
    reopened: Whole | None = None
    routed_right: Whole | None = None  # the first office was the right one
    completeness: Floats | None = None


@dataclass(frozen=True, slots=True)
class Waits:
    """Cases as arrays of equal length n; `group` and `stratum` number the names in `groups` and `strata`.

    `days`: calendar time less pauses, up to what `outcome` says (OPEN: up to the report date).
    """

    days: Floats
    outcome: Whole
    group: Whole
    stratum: Whole
    groups: tuple[str, ...]
    strata: tuple[str, ...]
    marks: Marks = Marks()

    @classmethod
    def of(
        cls,
        days: Sequence[float] | Floats,
        outcomes: Sequence[str],
        groups: Sequence[str],
        strata: Sequence[str] | None = None,
        marks: Marks | None = None,
    ) -> "Waits":
        """From plain columns; groups and strata in alphabetical order. Raises BadWaits."""
        length = len(outcomes)
        marks = marks or Marks()
        columns = (days, groups, strata, *(getattr(marks, field.name) for field in fields(marks)))
        if any(column is not None and len(column) != length for column in columns):
            raise BadWaits("lengths_differ")
        group, names = numbered(groups)
        stratum, layers = (np.zeros(length, np.int64), ("",)) if strata is None else numbered(strata)
        _check_marks(marks)
        return cls(_days(days), _outcome(outcomes), group, stratum, names, layers, marks)

    def __len__(self) -> int:
        return len(self.days)

    def where(self, chosen: Flags | Whole) -> "Waits":
        """Only those cases, or all in another order; numbers of groups and strata stay what they are."""
        marks = {field.name: getattr(self.marks, field.name) for field in fields(self.marks)}
        kept = Marks(**{name: None if column is None else column[chosen] for name, column in marks.items()})
        arrays = {name: getattr(self, name)[chosen] for name in ("days", "outcome", "group", "stratum")}
        return replace(self, **arrays, marks=kept)


@dataclass(frozen=True, slots=True)
class Moments:
    """When cases ended: `times` without doubles, ascending, and for each case which of them it is."""

    times: Floats
    of_case: Whole

    @classmethod
    def of(cls, days: Floats) -> "Moments":
        return cls(*np.unique(days, return_inverse=True))

    @classmethod
    def of_sorted(cls, days: Floats) -> "Moments":
        """As `of`, for days that ascend already."""
        new = np.concatenate((np.ones(min(len(days), 1), np.bool_), days[1:] > days[:-1]))
        return cls(days[new], np.cumsum(new) - 1)


def numbered(names: Sequence[str]) -> tuple[Whole, tuple[str, ...]]:
    """Each name as its number in the sorted names."""
    known = sorted(set(names))
    number = {name: at for at, name in enumerate(known)}
    return np.fromiter(map(number.__getitem__, names), np.int64, len(names)), tuple(known)


def _days(days: Sequence[float] | Floats) -> Floats:
    taken = np.asarray(days, np.float64)
    _refuse("not_a_number", ~np.isfinite(taken))
    _refuse("negative_time", taken < 0)
    return taken


def _outcome(outcomes: Sequence[str]) -> Whole:
    coded = np.fromiter((OUTCOMES.get(outcome, -1) for outcome in outcomes), np.int64, len(outcomes))
    _refuse("unknown_outcome", coded < 0)
    return coded


def _check_marks(marks: Marks) -> None:
    for column in (marks.in_language, marks.reopened, marks.routed_right):
        if column is not None:
            _refuse("unknown_mark", ~np.isin(column, (-1, 0, 1)))
    if marks.completeness is not None:
        _refuse("not_a_number", np.isinf(marks.completeness))


def _refuse(code: str, bad: NDArray[Any]) -> None:
    if bad.any():
        raise BadWaits(code, int(np.argmax(bad)))
