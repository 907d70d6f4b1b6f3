"""`verify_audit`: has anything in the audit log been changed or taken out?"""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection

from uramost_web.accounts import audit
from uramost_web.accounts.guard import guard_is_on

REASONS = {
    "changed": "Entry {0} is not what was written: its contents do not fit its hash.",
    "missing": "Entry {0} is missing.",
    "unlinked": "Entry {0} does not follow the entry before it.",
    "end_missing": "The log ends before entry {0}, but later entries were written.",
    "beyond_end": "After entry {0} the log goes on with entries that were not written through it.",
    "head_unknown": "The expected head is not in the log of {0} entries: its end was cut off, or the log replaced.",
}


class Command(BaseCommand):
    help = (
        "Walks the audit log and checks every hash. Prints the head: keep it outside the database, and give it next "
        "time as --expect-head, so that a cut-off end is found. Exits with 1 when the log is broken."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--expect-head", default="", metavar="HASH", help="a head that this command printed before")

    def handle(self, *args: Any, expect_head: str, **options: Any) -> None:
        match audit.verify(expect_head=expect_head.strip()):
            case audit.Broken(sequence, reason):
                raise CommandError(REASONS[reason].format(sequence))
            case count:
                self.stdout.write(f"{count} entries, unbroken.")
        self.stdout.write(f"head {audit.head()}")
        if not guard_is_on(connection):
            raise CommandError("The database does not refuse changes to the log: its triggers are missing.")
