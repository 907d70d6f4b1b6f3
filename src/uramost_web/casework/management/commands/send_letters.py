"""Letters that wait, sent now; the worker does the same by itself."""

from typing import Any

from django.core.management.base import BaseCommand
from django.db.models import Count

from uramost_web.casework import letters
from uramost_web.casework.correspondence import Letter, Sent


class Command(BaseCommand):
    help = "Sends every letter to residents whose time has come, and says how many wait and how many were refused."

    def handle(self, **options: Any) -> None:
        sent = letters.send_all.call()
        there = dict(Letter.objects.values_list("state").annotate(Count("pk")))
        waiting = there.get(Sent.WAITING, 0) + there.get(Sent.SENDING, 0)
        self.stdout.write(f"{sent} sent, {waiting} waiting, {there.get(Sent.REFUSED, 0)} refused.")
