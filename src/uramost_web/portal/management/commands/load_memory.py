"""Put the units of a memory file, as `uramost memory build` writes it, into the site's memory."""

from argparse import ArgumentParser
from itertools import combinations, islice
from pathlib import Path
from typing import Any, Final

from django.core.management.base import BaseCommand, CommandError
from django.db import connection, transaction
from django.utils import timezone

from uramost import catalogues
from uramost_web.accounts import audit
from uramost_web.translation.actions import fingerprint
from uramost_web.translation.models import MemoryUnit
from uramost_web.translation.remembered import keep_index

BATCH: Final = 2000
COLUMNS: Final = (
    "source_language", "target_language", "source", "target", "origin", "licence", "note", "reviewed", "machine",
    "fingerprint", "kept", "before", "after",
)  # fmt: skip
"""What cannot be NULL. What a file does not know is nobody's and nowhere's."""
NAMES: Final = ", ".join(f'"{name}"' for name in COLUMNS)
PLACES: Final = ", ".join(["%s"] * len(COLUMNS))
INSERT: Final = f"INSERT INTO {MemoryUnit._meta.db_table} ({NAMES}) VALUES ({PLACES}) ON CONFLICT DO NOTHING"  # noqa: S608
"""As `bulk_create(ignore_conflicts=True)` says it, in a quarter of the time: a file has a hundred thousand units."""


class Command(BaseCommand):
    help = "Loads a memory file; what is there already is not loaded twice."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *, file: Path, **options: Any) -> None:
        before = MemoryUnit.objects.count()
        for source, target in combinations(catalogues.LANGUAGES, 2):
            try:
                units = iter(catalogues.read_file(file, source, target))
            except FileNotFoundError as error:
                raise CommandError(f"There is no file {file}.") from error
            except catalogues.NotAMemory as error:
                raise CommandError(f"{file} is not a memory file.") from error
            # Batch by batch: on SQLite one long transaction would keep everybody from saving.
            while batch := [_row(unit, source, target) for unit in islice(units, BATCH)]:
                with transaction.atomic(), connection.cursor() as cursor:
                    cursor.executemany(INSERT, batch)
            keep_index.call(source, target)  # now: readers should not each read what was just loaded
        added = MemoryUnit.objects.count() - before
        audit.record("memory.loaded", subject=None, by=None, at=timezone.now(), file=file.name, added=added)
        self.stdout.write(f"{added} units added.")


def _row(unit: Any, source: str, target: str) -> tuple[Any, ...]:
    """The values of `COLUMNS`."""
    return (
        source,
        target,
        unit.source,
        unit.target,
        unit.origin[:200],
        unit.licence[:120],
        unit.note[:200],
        unit.reviewed,
        unit.machine,
        fingerprint(source, target, unit.source, unit.target, unit.origin),
        False,
        "",
        "",
    )
