"""`flush` empties every table, the audit log too: so it works in tests and nowhere else."""

from typing import Any

from django.conf import settings
from django.core.management.base import CommandError
from django.core.management.commands import flush
from django.db import connections

from uramost_web.accounts.guard import guard_lifted


class Command(flush.Command):
    def handle(self, **options: Any) -> None:
        if not settings.TESTING:
            raise CommandError(
                "flush would delete the audit log, which is only ever added to. "
                "For an empty site, use a new database (DATABASE_URL or URAMOST_VAR)."
            )
        with guard_lifted(connections[options["database"]]):
            super().handle(**options)
