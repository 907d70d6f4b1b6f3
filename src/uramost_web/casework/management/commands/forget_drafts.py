"""Forms that nobody sent are personal data that nobody asked for: they are deleted, with their photographs."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from uramost_web.casework import drafts


class Command(BaseCommand):
    help = "Deletes forms that were begun more than seven days ago; a worker that runs does it by itself."

    def handle(self, **options: Any) -> None:
        gone = drafts.forget(timezone.now() - drafts.KEPT)
        self.stdout.write(f"{gone} forms deleted.")
