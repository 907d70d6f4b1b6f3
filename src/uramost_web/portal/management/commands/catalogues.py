"""Collect, check and compile the sentences of the interface."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from uramost_web import catalogues


class Command(BaseCommand):
    help = "Collects the sentences of the interface, checks that every one is translated, and compiles them."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--collect", action="store_true", help="bring new sentences into the catalogues")
        parser.add_argument("--check", action="store_true", help="fail where a sentence is missing, unsure or unused")
        parser.add_argument("--compile", action="store_true", help="write what Django reads")

    def handle(self, **options: Any) -> None:
        if options["collect"]:
            catalogues.update()
        if options["check"] and (faults := catalogues.faults()):
            raise CommandError("\n".join(faults))
        if options["compile"]:
            catalogues.compile_all()
