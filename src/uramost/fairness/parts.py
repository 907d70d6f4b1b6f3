"""Who waits longer for what? The report on each stratum by itself, with one adjustment for all their comparisons."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from uramost.fairness.answer import Report
from uramost.fairness.proportions import holm
from uramost.fairness.protection import withheld
from uramost.fairness.report import judged, report
from uramost.fairness.waits import ANSWERED, Waits


@dataclass(frozen=True, slots=True)
class Part:
    """The cases of one stratum. `merged`: those of the strata too small to be shown alone (`name` is then "")."""

    name: str
    merged: bool
    report: Report


def parts(
    waits: Waits,
    *,
    limit: float,
    limits: Mapping[str, float] | None = None,
    floor: int = 10,
    also_withheld: Collection[str] = frozenset(),
) -> tuple[Part, ...]:
    """Of each stratum the report up to its own limit, in days; of those without one in `limits`, up to `limit`.

    Small strata stand together, the last, and are compared stratum by stratum. p is adjusted by Holm for all
    comparisons of all parts. `also_withheld`: groups that the report on all cases does not show alone. Raises as
    `report` does.
    """
    found = [
        Part(name, not name, report(own, limit=until, floor=floor, also_withheld=also_withheld))
        for name, own, until in _apart(waits, limit, limits or {}, floor)
    ]
    return tuple(_adjusted(found))


def _apart(waits: Waits, limit: float, limits: Mapping[str, float], floor: int) -> Iterator[tuple[str, Waits, float]]:
    number = len(waits.strata)
    cases = np.bincount(waits.stratum, minlength=number).tolist()
    answered = np.bincount(waits.stratum[waits.outcome == ANSWERED], minlength=number).tolist()
    together = withheld(cases, answered, floor)
    for stratum, name in enumerate(waits.strata):
        if cases[stratum] and stratum not in together:
            yield name, waits.where(waits.stratum == stratum), limits.get(name, limit)
    if together:
        yield "", waits.where(np.isin(waits.stratum, sorted(together))), limit


def _adjusted(found: Sequence[Part]) -> Iterator[Part]:
    ps = iter(holm([one.p for part in found for one in part.report.comparisons]))
    for part in found:
        mine = part.report
        said = {"limit": mine.limit, "level": mine.level, "relevant": mine.relevant}
        again = tuple(judged(one, next(ps), **said) for one in mine.comparisons)
        yield replace(part, report=replace(mine, comparisons=again))
