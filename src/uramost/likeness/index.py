"""Which few of many reports are worth comparing with a new one: near in place and time, or of its service."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from math import ceil
from typing import Final, TypeAlias

from uramost.likeness.concepts import Concepts
from uramost.likeness.measure import (
    REACH_DAYS,
    THRESHOLD,
    Cell,
    Likeness,
    Reading,
    Report,
    cannot_reach,
    cell,
    cells_near,
    compare,
    read,
)

_Key: TypeAlias = tuple[Cell | str, int]


class Index:
    """Reports by cell and day, and by service and day for those of which the place is not known.

    It finds every likeness that comparing with all would find, but one: where the place of either is not known, the
    services have to be the same.
    """

    def __init__(self, reports: Iterable[Report] = (), concepts: Concepts | None = None) -> None:
        self._concepts = concepts or Concepts()
        self._of: dict[str, Reading] = {}
        self._placed: dict[_Key, list[str]] = {}
        self._by_service: dict[_Key, list[str]] = {}
        self._placeless: dict[_Key, list[str]] = {}
        for report in reports:
            self.add(report)

    def __len__(self) -> int:
        return len(self._of)

    def add(self, report: Report) -> None:
        """Take a report in; one with the same id is replaced."""
        self.remove(report.id)
        self._of[report.id] = read(report, self._concepts)
        for table, key in self._places(report):
            table.setdefault(key, []).append(report.id)

    def remove(self, id: str) -> None:  # noqa: A002 - as the field is called
        """Forget a report, if it is there."""
        known = self._of.pop(id, None)
        for table, key in self._places(known.report) if known else ():
            table[key].remove(id)
            if not table[key]:
                del table[key]

    def like(self, report: Report, *, threshold: float = THRESHOLD, most: int = 5) -> tuple[Likeness, ...]:
        """The reports most like this one, at least `threshold`, the likest first; never itself."""
        reading = read(report, self._concepts)
        ids = dict.fromkeys(id for id in self._candidates(report) if id != report.id)  # noqa: A001
        known = [self._of[one] for one in ids]
        found = [compare(reading, other) for other in known if not cannot_reach(threshold, reading, other)]
        found = [one for one in found if one.score >= threshold]
        return tuple(sorted(found, key=lambda one: (-one.score, one.id))[:most])

    def _places(self, report: Report) -> Iterator[tuple[dict[_Key, list[str]], _Key]]:
        day = report.at.date().toordinal()
        yield self._by_service, (report.service, day)
        if report.place is None:
            yield self._placeless, (report.service, day)
        else:
            yield self._placed, (cell(report.place), day)

    def _candidates(self, report: Report) -> Iterator[str]:
        today = report.at.date().toordinal()
        days = range(today - _DAYS, today + _DAYS + 1)
        if report.place is None:
            yield from (id for day in days for id in self._by_service.get((report.service, day), ()))  # noqa: A001
            return
        for near in cells_near(report.place):
            yield from (id for day in days for id in self._placed.get((near, day), ()))  # noqa: A001
        yield from (id for day in days for id in self._placeless.get((report.service, day), ()))  # noqa: A001


_DAYS: Final = ceil(REACH_DAYS) + 1  # the days of two clocks may be told by two zones
