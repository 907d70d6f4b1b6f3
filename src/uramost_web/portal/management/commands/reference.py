"""Print the reference pages of the manual from the tables in the code."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from uramost_web.portal.reference import pages


class Command(BaseCommand):
    help = "Writes docs/reference from the tables in the code."

    def handle(self, **options: Any) -> None:
        folder = settings.BASE / "docs" / "reference"
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in pages().items():
            (folder / name).write_text(text)
