"""Load a country pack: municipalities, languages, statuses, terms … from data files into the database."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from uramost import assessment, packs
from uramost_web.accounts import audit
from uramost_web.capacity.loading import VersionTaken
from uramost_web.capacity.loading import load as load_instruments
from uramost_web.capacity.models import Instrument
from uramost_web.casework import holidays
from uramost_web.casework.loading import TABLES as CASEWORK_TABLES
from uramost_web.places import loading
from uramost_web.places.models import Municipality
from uramost_web.translation.loading import tables as translation_tables


class Command(BaseCommand):
    help = "Loads a country pack and says what changed. An administrator's edit is kept, unless --overwrite is given."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("pack", help="the name of a pack (kosovo) or a folder with its files")
        parser.add_argument(
            "--overwrite", action="store_true", help="take the pack's value where an administrator has edited"
        )

    def handle(self, *, pack: str, overwrite: bool, **options: Any) -> None:
        folder = Path(pack) if Path(pack).is_dir() else Path(packs.__file__).parent / pack
        if not folder.is_dir():
            raise CommandError(f"There is no pack {pack!r}. There are: {', '.join(packs.available())}.")
        try:
            read = packs.load(pack)
        except packs.PackError as error:
            lines = [f"  {fault.file}, line {fault.line}: {fault.code} {dict(fault.values)}" for fault in error.faults]
            raise CommandError("The pack cannot be used; nothing was loaded:\n" + "\n".join(lines)) from error
        try:
            instruments = assessment.shipped(folder)
        except assessment.BadInstrument as error:
            lines = [f"  {fault.place}: {fault.code} {dict(fault.values)}" for fault in error.faults]
            raise CommandError(
                "An instrument of the pack cannot be used; nothing was loaded:\n" + "\n".join(lines)
            ) from error
        if other := Municipality.objects.exclude(pack__in=("", read.name)).values_list("pack", flat=True).first():
            raise CommandError(
                f"This database has the pack {other!r}. What holds everywhere in one country would hold in the other: "
                f"{read.name!r} needs a database of its own; nothing was loaded."
            )
        tables = (*loading.TABLES, *translation_tables(folder), *CASEWORK_TABLES)
        with transaction.atomic():
            now, before = timezone.now(), holidays.held_rows()
            report = loading.load(read, tables, overwrite=overwrite)
            audit.record(
                "pack.loaded",
                subject=None,
                by=None,
                at=now,
                pack=read.name,
                added=len(report.added),
                changed=len(report.changed),
                kept=len(report.kept),
                overwritten=len(report.overwritten),
            )
            moved = holidays.settle(before, by=None, at=now)
            self.tell_instruments(*load_instruments(instruments, now))
        self.tell(read.name, report, verbose=options["verbosity"] > 1)
        if moved:
            self.stdout.write(f"  holidays changed: {moved} running cases have another date now")

    def tell_instruments(self, added: list[Instrument], taken: list[VersionTaken]) -> None:
        if added:
            self.stdout.write(f"instruments of assessment added: {', '.join(map(str, added))}")
        for one in taken:
            self.stdout.write(
                f"instrument {one.code}: its version is here with another content (newest: {one.newest}); it stays. "
                "Give the pack's a higher version."
            )

    def tell(self, name: str, report: loading.Report, *, verbose: bool) -> None:
        first = not (report.same or report.changed)  # then everything is new
        self.stdout.write(
            f"{name}: {len(report.added)} added, {len(report.changed)} changed, {report.same} as before, "
            f"{len(report.kept)} edits kept, {len(report.overwritten)} edits overwritten, "
            f"{len(report.gone)} no longer in the pack"
        )
        for word, rows in (
            ("added", report.added if verbose or not first else []),
            ("changed", report.changed),
            ("no longer in the pack", report.gone),
        ):
            for row in rows:
                self.stdout.write(f"  {word}: {row}")
        for row, field, here, there in report.kept:
            self.stdout.write(f"  kept the edit: {row}, {field}: {here!r}; the pack says {there!r}")
        for row, field, here, there in report.overwritten:
            self.stdout.write(f"  overwrote the edit: {row}, {field}: it was {here!r}, now {there!r}")
