"""The translation memory of the site: the table of units is the truth, and every process maps one index of it.

`uramost.memory.shared` says how the two go together. A unit serves both directions.
"""

from collections.abc import Collection, Hashable, Iterable, Mapping
from pathlib import Path
from sys import maxsize
from typing import Any, Final

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Count, Max, Q, QuerySet, Sum
from django.utils import timezone
from django_tasks import task

from uramost.memory import Unit
from uramost.memory.shared import Entry, Shared, is_due, make
from uramost_web.translation.models import MemoryUnit

AT_ONCE = 500
"""Numbers in one question to the database."""

_shared: Final[dict[tuple[str, str], Shared]] = {}


def memory(source: str, target: str) -> Shared:
    """The memory from one stored language into another, as this process knows it. For one thread at a time."""
    if (source, target) not in _shared:
        _shared[source, target] = Shared(Between(source, target), index_path(source, target), language=source)
    return _shared[source, target]


def forget() -> None:
    """Read everything again: for tests, whose databases come and go."""
    _shared.clear()


def index_path(source: str, target: str) -> Path:
    return Path(settings.MEMORY_ROOT) / f"{source}.{target}.index"


@task()
def keep_index(source: str, target: str) -> int:
    """Make the indexes between two languages anew where they are due. Returns how many were made."""
    return sum(_keep(*pair) for pair in ((source, target), (target, source)))


def _keep(source: str, target: str) -> bool:
    rows, path = Between(source, target), index_path(source, target)
    if not is_due(rows, path):
        return False
    make(rows, path, settled=settled)
    return True


def settled() -> int:
    """A number up to which no unit is still on its way: on PostgreSQL numbers are given before they are seen."""
    with transaction.atomic():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute(f"LOCK TABLE {MemoryUnit._meta.db_table} IN SHARE MODE")
        return MemoryUnit.objects.aggregate(last=Max("pk"))["last"] or 0


class Between:
    """The units between two languages, in one direction. See `uramost.memory.shared.Rows`."""

    def __init__(self, source: str, target: str) -> None:
        self._source = source
        self._pair = Q(source_language=source, target_language=target) | Q(
            source_language=target, target_language=source
        )

    def _after(self, after: int) -> QuerySet[MemoryUnit]:
        return MemoryUnit.objects.filter(self._pair, pk__gt=after)

    def stamp(self, after: int) -> Hashable:
        found = self._after(after).aggregate(count=Count("pk"), sum=Sum("pk"), last=Max("pk"))
        return found["count"], found["sum"], found["last"]

    def count(self, after: int, up_to: int) -> int:
        return (self._after(after) if up_to == maxsize else self._after(after).filter(pk__lte=up_to)).count()

    def numbers(self, after: int) -> Collection[int]:
        return list(self._after(after).values_list("pk", flat=True))

    def entries(self, numbers: Collection[int]) -> Iterable[Entry]:
        for some in _parts(numbers):
            yield from self._entries(MemoryUnit.objects.filter(pk__in=some))

    def everything(self) -> Iterable[Entry]:
        return self._entries(MemoryUnit.objects.filter(self._pair))

    def _entries(self, rows: QuerySet[MemoryUnit]) -> Iterable[Entry]:
        for number, language, source, target in rows.values_list(
            "pk", "source_language", "source", "target"
        ).iterator():
            yield Entry(number, *((source, target) if language == self._source else (target, source)))

    def units(self, numbers: Collection[int]) -> Mapping[int, Unit]:
        rows = (
            MemoryUnit.objects.filter(pk__in=some).select_related("municipality", "approved_by")
            for some in _parts(numbers)
        )
        return {row.pk: self._unit(row) for some in rows for row in some}

    def _unit(self, row: MemoryUnit) -> Unit:
        straight = row.source_language == self._source
        place = row.municipality
        return Unit(
            row.pk,
            *((row.source, row.target) if straight else (row.target, row.source)),
            origin=row.origin,
            licence=row.licence,
            note=row.note,
            place=place.code if place else "",
            kept=row.kept or bool(place and not place.shares_memory),
            machine=row.machine,
            reviewed=row.reviewed,
            document=str(row.document_key or ""),
            approved_by=str(row.approved_by or ""),
            approved_on=timezone.localdate(row.approved_at) if row.approved_at else None,
            before=row.before if straight else "",
            after=row.after if straight else "",
        )

    def identity(self, last: int) -> str:
        """The first unit and the last one: what was restored from a copy, or is another database's, has others."""
        rows = MemoryUnit.objects.filter(self._pair, pk__lte=last).order_by("pk")
        marks = [row.values_list("fingerprint", flat=True).first() or "" for row in (rows, rows.reverse())]
        return " ".join(marks)


def _parts(numbers: Collection[int]) -> Iterable[list[Any]]:
    listed = list(numbers)
    return [listed[start : start + AT_ONCE] for start in range(0, len(listed), AT_ONCE)]
