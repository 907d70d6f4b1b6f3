"""Put the units of a memory file, as `uramost memory build` writes it, into the site's memory."""

from argparse import ArgumentParser
from itertools import combinations, islice
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from uramost import catalogues
from uramost_web.accounts import audit
from uramost_web.translation.actions import fingerprint
from uramost_web.translation.models import MemoryUnit
from uramost_web.translation.remembered import keep_index

BATCH = 2000


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
            while batch := list(islice(units, BATCH)):
                MemoryUnit.objects.bulk_create((_row(unit, source, target) for unit in batch), ignore_conflicts=True)
            keep_index.call(source, target)  # now: readers should not each read what was just loaded
        added = MemoryUnit.objects.count() - before
        audit.record("memory.loaded", subject=None, by=None, at=timezone.now(), file=file.name, added=added)
        self.stdout.write(f"{added} units added.")


def _row(unit: Any, source: str, target: str) -> MemoryUnit:
    return MemoryUnit(
        source_language=source,
        target_language=target,
        source=unit.source,
        target=unit.target,
        origin=unit.origin[:200],
        licence=unit.licence[:120],
        note=unit.note[:200],
        reviewed=unit.reviewed,
        machine=unit.machine,
        fingerprint=fingerprint(source, target, unit.source, unit.target, unit.origin),
    )
