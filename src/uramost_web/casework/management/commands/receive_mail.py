"""One mail from a mail server, through a pipe. What this answers decides what the server does with the mail."""

import logging
import sys
from argparse import ArgumentParser
from typing import Any, Final

from django.core.management.base import BaseCommand
from django.utils import timezone

from uramost_web.casework import incoming

TAKEN: Final = 0
TOO_LARGE: Final = 65
"""EX_DATAERR of sysexits.h: the mail server gives the mail back to its sender."""
TRY_AGAIN: Final = 75
"""EX_TEMPFAIL: the mail server keeps the mail, and delivers it again later."""

log = logging.getLogger(__name__)


class Command(BaseCommand):
    help = (
        "Takes one mail from standard input, as a mail server hands it to a programme. Ends with 0 once the mail is "
        "kept, 75 when it cannot be kept now and the mail server should try again, 65 when it is too large."
    )
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("recipient", nargs="?", default="", help="the address that the mail was delivered to")

    def handle(self, *, recipient: str, **options: Any) -> None:
        try:
            raw = sys.stdin.buffer.read(incoming.MOST_BYTES + 1)
            if len(raw) > incoming.MOST_BYTES:
                sys.exit(TOO_LARGE)
            incoming.take(raw, recipient, timezone.now())
        except Exception:  # whatever it is, the mail server still has the mail
            log.exception("A mail could not be kept; the mail server should try again")
            sys.exit(TRY_AGAIN)
        sys.exit(TAKEN)
