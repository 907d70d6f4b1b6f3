"""Letters that wait, sent now; the worker does the same by itself."""

from collections import Counter
from typing import Any, Final

from django.core.management.base import BaseCommand
from django.db.models import Count

from uramost_web.casework import letters as of_cases
from uramost_web.events import letters as of_events
from uramost_web.outbox import Sent

APPS: Final = (of_cases, of_events)


class Command(BaseCommand):
    help = "Sends every letter whose time has come, and says how many wait and how many were refused."

    def handle(self, **options: Any) -> None:
        sent = sum(letters.send_all.call() for letters in APPS)
        there: Counter[str] = Counter()
        for letters in APPS:
            there.update(dict(letters.Letter.objects.values_list("state").annotate(Count("pk"))))
        waiting = there[Sent.WAITING] + there[Sent.SENDING]
        self.stdout.write(f"{sent} sent, {waiting} waiting, {there[Sent.REFUSED]} refused.")
