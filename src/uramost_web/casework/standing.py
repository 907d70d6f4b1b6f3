"""What a town hall works by, kept in the process until any of it changes: services, routing, limits, the calendar."""

from collections.abc import Callable, Hashable
from functools import partial
from typing import Any, TypeVar

from uramost_web.casework import edition
from uramost_web.casework.catalogue import Service

T = TypeVar("T")


class Standing:
    """Everything that was read since the tables became what they are. Whoever gets a row from here changes nothing."""

    def __init__(self, mark: str) -> None:
        self.mark = mark
        self._kept: dict[Hashable, Any] = {}

    def of(self, key: Hashable, make: Callable[[], T]) -> T:
        """What `make` gave when it was first asked for; by two threads at once it may be made twice."""
        if key not in self._kept:
            self._kept[key] = make()
        found: T = self._kept[key]
        return found

    def service(self, pk: int) -> Service:
        """With its municipality, its office and what it was replaced by. Raises Service.DoesNotExist."""
        found: Service = self.of(("service", pk), partial(_SERVICES.get, pk=pk))
        return found


_SERVICES = Service.objects.select_related("municipality", "office", "instead")
_last = Standing("")


def now() -> Standing:
    """One short query, and what was kept where nothing has changed."""
    return marked(edition.mark())


def marked(mark: str) -> Standing:
    """What was kept where this is the mark still; for who has read it along with something else."""
    global _last  # noqa: PLW0603 - one for the process
    kept = _last
    if not mark or kept.mark != mark:
        kept = _last = Standing(mark)
    return kept
