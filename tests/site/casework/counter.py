"""A counter for processes of their own: an office, a service, and forms that are filled in and wait to be sent.

For programmes that run beside the tests and have no fixtures. Nobody here exists.
"""

from datetime import timedelta
from io import StringIO
from uuid import uuid4

from django.core.management import call_command
from django.db.models import F
from django.utils import timezone

from uramost_web.casework.models import Draft, Letter, Limit, Office, Service
from uramost_web.places.models import Municipality

HOURS = [[day, "08:00", "16:00"] for day in range(5)]
TEXT = "Улично светло код школе не ради од понедељка."


def build() -> None:
    """A site with the pack of Kosovo and an open counter."""
    call_command("migrate", verbosity=0)
    call_command("load_pack", "kosovo", stdout=StringIO())
    call_command("collectstatic", interactive=False, verbosity=0)
    open_counter()


def open_counter() -> Service:
    """Street lighting in Gračanica, with a limit that was made up."""
    place = Municipality.objects.get(code="34")
    office = Office.objects.create(
        municipality=place, code="public-works", hours=HOURS, names={"sr-Cyrl": "Канцеларија за јавне радове"}
    )
    Limit.objects.create(
        code="made-up", source="made up", names={"en": "Seven working days"},
        values={"unit": "working_days", "amount": 7, "extended_to": 15, "silence": "refusal"},
    )  # fmt: skip
    return Service.objects.create(
        municipality=place, code="street-light", kind="request", office=office, limit_code="made-up",
        place="no", photos="no", contact="may", shows="text", names={"sr-Cyrl": "Јавна расвета"},
    )  # fmt: skip


def fill_forms(count: int, *, mail: bool = True) -> list[str]:
    """The keys of so many forms, each of somebody else; only the last press of a button is missing."""
    now, service = timezone.now(), Service.objects.get(code="street-light")
    drafts = Draft.objects.bulk_create(
        Draft(
            key=uuid4(), service=service, language="sr-Cyrl", reads="sr-Cyrl", started_at=now,
            answers={
                "language": {"language": "sr-Cyrl"},
                "text": {"text": f"{TEXT} {number}"},
                "contact": {"name": "", "email": f"resident{number}@example.org" if mail else "", "phone": ""},
            },
        )
        for number in range(count)
    )  # fmt: skip
    return [str(draft.key) for draft in drafts]


def ten_minutes_later() -> None:
    """As if so much time had passed: what a dead worker had taken is taken up again."""
    past = timedelta(minutes=11)
    Letter.objects.exclude(state="sent").update(taken_at=F("taken_at") - past, next_at=F("next_at") - past)
