"""What all stories of a file begin with, made once and not for each."""

from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.db import transaction
from django.test import override_settings

from uramost_web.places.models import Municipality


@contextmanager
def world(blocker: Any, files: Path) -> Iterator[None]:
    """For a fixture of a module that needs `django_db_setup`; `blocker` is pytest-django's, uploads go into `files`.

    Every test works in a savepoint of its own on top of it. What the fixture made is taken back at its end.
    """
    with blocker.unblock(), override_settings(MEDIA_ROOT=files), transaction.atomic():
        if not Municipality.objects.exists():
            call_command("load_pack", "kosovo", stdout=StringIO())
        yield
        transaction.set_rollback(True)
