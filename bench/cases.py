"""A hundred thousand cases of a made-up town hall, written as the site would leave them, many at a time."""

import uuid
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

BATCH = 1000
DAYS = 730
RUNNING = 10
"""One in so many is still worked on."""
LANGUAGES = ("sq", "sq", "sr-Cyrl", "sr-Latn", "en")
OFFICES, SERVICES = 4, 12
TEXTS = (
    "Улично светло код школе не ради од понедељка, и увече је мрак на целој улици.",
    "Drita në rrugën pranë shkollës nuk punon që prej tri ditësh; fëmijët kalojnë në errësirë.",
    "Kanta za smeće ispred zgrade nije ispražnjena dve nedelje, i počinje da se širi miris.",
    "Gropë e madhe në rrugë para spitalit; një makinë është dëmtuar sot në mëngjes.",
    "The street name at the corner is written in one language only.",
)
ROUTING = (
    {"words": ["svetlo", "ndriç*", "мрак"]},
    {"words": ["smeće", "mbeturin*", "kanta"], "kinds": ["request"]},
    {"words": ["gropë", "rupa", "asfalt*"], "areas": ["Laplje Selo"]},
    {"areas": ["Çagllavicë", "Laplje Selo", "Preoce"], "weekdays": ["mon", "tue"]},
    {"languages": ["en"], "hours": [1020, 480]},
    {"kinds": ["complaint"]},
    {"services": ["service-3", "service-4"], "languages": ["sr"]},
    {"services": ["service-5"]},
    {"services": ["service-6"], "words": ["ujë", "voda"]},
    {"kinds": ["document"]},
)
"""Conditions, one row each; the first is met by the form that is sent."""
HOURS = [[day, "08:00", "16:00"] for day in range(5)]


def open_counter() -> Any:
    """Offices and services of Gračanica; the first service is the one whose form is sent."""
    from uramost_web.casework.models import Limit, Office, RoutingRow, Service
    from uramost_web.places.models import Municipality

    place = Municipality.objects.get(code="34")
    offices = [
        Office.objects.create(municipality=place, code=f"office-{number}", hours=HOURS, names=_named("Office", number))
        for number in range(OFFICES)
    ]
    Limit.objects.create(
        code="made-up", source="made up", names={"en": "Fifteen working days"},
        values={"unit": "working_days", "amount": 15, "extended_to": 30, "silence": "refusal"},
    )  # fmt: skip
    services = [
        Service.objects.create(
            municipality=place, code=f"service-{number}", kind="request", office=offices[number % OFFICES],
            names=_named("Service", number), limit_code="made-up", shows="text",
            place="may", photos="no", contact="may",
        )
        for number in range(SERVICES)
    ]  # fmt: skip
    RoutingRow.objects.bulk_create(
        RoutingRow(municipality=place, position=number, conditions=conditions, office=offices[number % OFFICES])
        for number, conditions in enumerate(ROUTING, 1)
    )
    return services[0]


def _named(what: str, number: int) -> dict[str, str]:
    return dict.fromkeys(("sq", "sr-Cyrl", "en"), f"{what} {number}")


def fill(wanted: int) -> None:
    """So many cases in all, from the oldest to the newest, each with its receipt and, if it has one, its answer."""
    from django.db import transaction

    from uramost_web.casework.models import Case, Service

    there = Case.objects.count()
    services = list(Service.objects.select_related("municipality", "office").order_by("pk"))
    limit = _limit(services[0])
    begin = datetime.now(UTC) - timedelta(days=DAYS)
    for start in range(there, wanted, BATCH):
        numbers = range(start, min(start + BATCH, wanted))
        at = [begin + timedelta(days=DAYS * number / wanted) for number in numbers]
        with transaction.atomic():
            cases = Case.objects.bulk_create(
                _case(services[number % len(services)], number, moment, limit)
                for number, moment in zip(numbers, at, strict=True)
            )
            _entries(cases)
    _swept()


def _swept() -> None:
    """What PostgreSQL does by itself within minutes of so many rows: without it no index alone answers a question."""
    from django.db import connection

    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")


def _limit(service: Any) -> dict[str, Any]:
    from django.utils import timezone

    from uramost_web.casework import clocks

    found = clocks.limit_for(service, timezone.localdate())
    return clocks.as_stored(found) if found else {}


def _case(service: Any, number: int, at: datetime, limit: dict[str, Any]) -> Any:
    from uramost_web.casework.models import Case

    running, language = number % RUNNING == 0, LANGUAGES[number % len(LANGUAGES)]
    answered = None if running else at + timedelta(days=3 + number % 17)
    return Case(
        municipality=service.municipality, service=service, reference=f"{service.municipality.code}-2019-{number:06}",
        nonce=uuid.UUID(int=number).hex, language=language, reads=language, channel="web",
        state="in_progress" if running else "answered", office=service.office, first_office=service.office,
        routed_by={"by": "service", "table": "no_rule"}, text=f"{TEXTS[number % len(TEXTS)]} ({number})",
        place_text=f"Rruga {number % 300}", latitude="42.600000", longitude="21.190000", name="A. B.",
        email=f"resident{number}@example.org", received_at=at, clock_from=at, limit=limit,
        due_at=at + timedelta(days=21), answered_at=answered, closed_at=answered, changed_at=answered or at,
        outcome="" if running else "answered", answer_language="" if running else language,
        waited=None if answered is None else (answered - at).days,
    )  # fmt: skip


def _entries(cases: list[Any]) -> None:
    from uramost_web.casework.models import Entry

    Entry.objects.bulk_create(entry for case in cases for entry in _history(case))


def _history(case: Any) -> Iterator[Any]:
    from uramost_web.casework.models import Entry

    said: dict[str, Any] = {"case": case, "language": "", "facts": {}}
    yield Entry(number=1, at=case.received_at, who="resident", move="receive", after="received", **said)
    yield Entry(number=2, at=case.received_at, who="clerk", move="take", before="received", after="in_progress", **said)
    if case.closed_at:
        answer = {**said, "language": case.language, "text": "E kryer. Готово."}
        yield Entry(
            number=3, at=case.closed_at, who="clerk", move="answer", before="in_progress", after="answered", **answer
        )


def drafts(service: Any, count: int) -> list[str]:
    """The keys of so many forms in which everything is filled in."""
    from django.utils import timezone

    from uramost_web.casework.models import Draft

    now, keys = timezone.now(), []
    for start in range(0, count, BATCH):
        made = Draft.objects.bulk_create(
            Draft(
                key=uuid.uuid4(), service=service, language="sr-Cyrl", reads="sr-Cyrl", started_at=now,
                answers={
                    "language": {"language": "sr-Cyrl"},
                    "text": {"text": f"{TEXTS[0]} {number}"},
                    "place": {"place_text": "код школе", "point": None},
                    "contact": {"name": "", "email": f"resident{number}@example.org", "phone": ""},
                },
            )
            for number in range(start, min(start + BATCH, count))
        )  # fmt: skip
        keys += [str(draft.key) for draft in made]
    return keys


def clerk() -> Any:
    """Somebody who works in every office of Gračanica, with a second factor."""
    import town

    from uramost_web.casework.models import Office, Seat

    person = town.person("clerk")
    for office in Office.objects.all():
        Seat.objects.get_or_create(user=person, office=office)
    return person
