"""A hearing for processes of their own, which have no fixtures. Nobody here exists."""

from datetime import timedelta
from io import StringIO
from uuid import uuid4

from django.core.management import call_command
from django.db.models import F
from django.utils import timezone

from tests.conftest import make_person
from uramost_web.events import entering, registering
from uramost_web.events.models import Event, Letter
from uramost_web.events.registering import Asked
from uramost_web.places.models import Municipality


def fill(people: int) -> None:
    """An announced hearing, for which so many register."""
    call_command("migrate", verbosity=0)
    call_command("load_pack", "kosovo", stdout=StringIO())
    place, now = Municipality.objects.get(code="34"), timezone.now()
    begin = now + timedelta(days=10)
    event = entering.start(
        municipality=place,
        values={"kind": "hearing"},
        times=[(begin, begin + timedelta(hours=2))],
        by=make_person("officer@example.org", municipality=place, roles=("officer",)),
        at=now,
    )
    Event.objects.update(state="announced")
    for number in range(people):
        asked = Asked(f"Неко {number}", f"somebody{number}@example.org", "", "sr-Cyrl")
        registering.register(event=event, asked=asked, key=uuid4(), at=now)


def ten_minutes_later() -> None:
    """For letters that a dead worker took."""
    passed = timedelta(minutes=10, seconds=40)
    Letter.objects.exclude(state="sent").update(next_at=F("next_at") - passed, taken_at=F("taken_at") - passed)
