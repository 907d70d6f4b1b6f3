"""Who waits longer for what? Each stratum by itself, with one adjustment for all their comparisons."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace

import numpy as np

from uramost.fairness.answer import Comparison, GroupFigures, Report
from uramost.fairness.proportions import holm
from uramost.fairness.protection import withheld
from uramost.fairness.report import joined, judged, report, sizes
from uramost.fairness.waits import Waits


@dataclass(frozen=True, slots=True)
class Part:
    """The cases of one stratum. `merged`: those of the strata too small to be shown alone (`name` is then "").

    Of its groups there are comparisons and no counts: these could be set off against a table of the groups.
    """

    name: str
    merged: bool
    limit: float
    total: GroupFigures | None  # None where all of it are fewer than the floor
    comparisons: tuple[Comparison, ...]


def parts(
    waits: Waits,
    *,
    limit: float,
    limits: Mapping[str, float] | None = None,
    floor: int = 10,
    also_withheld: Collection[str] = frozenset(),
) -> tuple[Part, ...]:
    """Of each stratum its figures and comparisons up to its own limit, in days; without one in `limits`, up to `limit`.

    Small strata stand together, the last, and are compared stratum by stratum. Small groups of a stratum are compared
    as one, with those that are `also_withheld` from the report on all cases; with fewer than `floor` cases or answers
    on either side nothing is compared. p is adjusted by Holm for all comparisons of all parts. Raises as `report` does.
    """
    found = [
        (name, report(_with_small_ones_together(own, floor, also_withheld), limit=until, floor=0))
        for name, own, until in _apart(waits, limit, limits or {}, floor)
    ]
    kept = [(name, one, _enough_on_both_sides(one, floor)) for name, one in found]
    ps = iter(holm([one.p for _name, _report, several in kept for one in several]))
    return tuple(
        Part(
            name=name,
            merged=not name,
            limit=one.limit,
            total=one.total if one.total and one.total.cases >= floor else None,
            comparisons=tuple(
                judged(single, next(ps), limit=one.limit, level=one.level, relevant=one.relevant) for single in several
            ),
        )
        for name, one, several in kept
    )


def _apart(waits: Waits, limit: float, limits: Mapping[str, float], floor: int) -> Iterator[tuple[str, Waits, float]]:
    by_stratum = replace(waits, group=waits.stratum, groups=waits.strata)
    cases, answered = sizes(by_stratum)
    together = withheld(cases, answered, floor)
    for stratum, name in enumerate(waits.strata):
        if cases[stratum] and stratum not in together:
            yield name, waits.where(waits.stratum == stratum), limits.get(name, limit)
    if together:
        yield "", waits.where(np.isin(waits.stratum, sorted(together))), limit


def _with_small_ones_together(waits: Waits, floor: int, also: Collection[str]) -> Waits:
    small = [
        group
        for group, (name, cases, answered) in enumerate(zip(waits.groups, *sizes(waits), strict=True))
        if cases and (name in also or min(cases, answered) < floor)
    ]
    return joined(waits, small)


def _enough_on_both_sides(one: Report, floor: int) -> list[Comparison]:
    mine = {group.name: group for group in one.groups}
    every = sum(group.cases for group in one.groups), sum(group.answered for group in one.groups)

    def enough(group: GroupFigures) -> bool:
        others = every[0] - group.cases, every[1] - group.answered
        return min(group.cases, group.answered, *others) >= floor

    return [single for single in one.comparisons if enough(mine[single.group])]
