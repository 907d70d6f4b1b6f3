"""Take the person out of cases that are kept longer than their service says; by default only show which."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from uramost_web.casework import privacy


class Command(BaseCommand):
    help = (
        "Shows, by services, which closed cases are past the months that their service keeps them. With --do it takes "
        "texts, places, names, contacts, files, letters and post out of them. Running it again changes nothing more."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--do", action="store_true", help="do it; without this nothing is changed")

    def handle(self, *_args: Any, **options: Any) -> None:
        now, cases, done = timezone.now(), 0, 0
        for found in privacy.expired(now):
            cases += len(found.references)
            self.stdout.write(
                f"{found.service}: {len(found.references)} closed before {timezone.localdate(found.before)} "
                f"(kept {found.service.kept_months} months)"
            )
            self.stdout.write(f"  {' '.join(found.references)}")
            if options["do"]:
                done += sum(privacy.expire(reference=one, before=found.before, at=now) for one in found.references)
        if options["do"]:
            self.stdout.write(f"{done} of {cases} made anonymous.")
        else:
            self.stdout.write(f"{cases} would be made anonymous. Nothing was changed: say --do to do it.")
