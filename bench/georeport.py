"""What does reading requests through the API cost, with 100,000 of them, beside a bare Django page with one query?

    python bench/georeport.py [--figures FILE]

A ratio is the median processor time of `GET requests.json?page_size=100` divided by that of the page of
`bench/bare_row.py`, over ROUNDS rounds in which they take turns, both through their whole WSGI application. Requests
are rows as receiving leaves them, over two years, in five municipalities and twenty services of which half are public.
"""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Any

import bare_row
import town
from figure import Figure, hand_over
from visiting import Application, Page, costs, counted

FEW, MANY = 200, 100_000
ROUNDS = 200
SIZE = 100
LIMIT = 4
PLACES = ("gracanice", "prishtine", "prizren", "ferizaj", "mitrovice-e-veriut")
"""Half of the requests are in the first."""
SERVICES = 20
DAYS = 720
STATES = ("received", "in_progress", "answered", "answered", "answered", "closed")


def catalogue() -> list[Any]:
    """The services of every place, the first half of each public."""
    from uramost_web.casework.models import Office, Service
    from uramost_web.places.models import Municipality

    made = []
    for place in Municipality.objects.filter(slug__in=PLACES):
        names = {"sq": "Zyra", "sr-Cyrl": "Канцеларија", "en": "Office"}
        office = Office.objects.create(municipality=place, code="office", names=names)
        made += [
            Service.objects.create(
                municipality=place, code=f"service-{number}", kind="request", office=office,
                shows="text" if number < SERVICES // 2 else "nothing",
                names={"sq": f"Shërbimi {number}", "sr-Cyrl": f"Услуга {number}", "en": f"Service {number}"},
            )
            for number in range(SERVICES)
        ]  # fmt: skip
    return made


def requests(services: Sequence[Any], wanted: int) -> None:
    """More requests, until there are so many; every other one in the first place."""
    from django.utils import timezone

    from uramost_web.casework.models import Case, Entry

    by_place: dict[int, list[Any]] = {}
    for service in services:
        by_place.setdefault(service.municipality_id, []).append(service)
    first, *others = sorted(by_place.values(), key=lambda rows: rows[0].municipality.slug != PLACES[0])
    now, there = timezone.now(), Case.objects.count()
    for start in range(there, wanted, town.BATCH * 4):
        made = [
            _case(number, (others[number % len(others)] if number % 2 else first), now, wanted)
            for number in range(start, min(start + town.BATCH * 4, wanted))
        ]
        kept = Case.objects.bulk_create(made)
        Entry.objects.bulk_create(
            Entry(case=row, number=number, at=row.received_at, who=who, move=move, after=row.state)
            for row in kept
            for number, who, move in ((1, "resident", "receive"), (2, "clerk", "take"))
        )


def _case(number: int, services: Sequence[Any], now: Any, wanted: int) -> Any:
    from uramost_web.casework.models import Case

    service = services[number // 2 % len(services)]
    at, state = now - timedelta(days=DAYS * number / wanted), STATES[number % len(STATES)]
    running = state in {"received", "in_progress"}
    return Case(
        municipality=service.municipality, service=service, reference=f"B-{wanted}-{number:06}", nonce="0" * 32,
        language="sq", reads="sq", channel="web", state=state, office=service.office, first_office=service.office,
        text="Drita nuk punon.", public_text="Drita te shkolla nuk punon që prej të hënës." if number % 3 else "",
        latitude="42.598765", longitude="21.193456", received_at=at, clock_from=at, changed_at=at,
        due_at=at + timedelta(days=7), closed_at=None if running else at + timedelta(days=3),
    )  # fmt: skip


def queries(page: Page) -> int:
    page.fetch()
    with counted() as made:
        page.fetch()
    return len(made)


def figures(site: Application) -> Iterator[Figure]:
    services = catalogue()
    address = f"/georeport/v2/requests.%s?jurisdiction_id={PLACES[0]}&page_size={SIZE}"
    json, xml = Page(site, address % "json"), Page(site, address % "xml")
    requests(services, FEW)
    few = queries(json)
    requests(services, MANY)
    base, in_json, in_xml = costs([bare_row.page(), json, xml], ROUNDS)
    yield Figure("Bare Django page with one query: processor time", base.processor * 1000, "ms")
    yield Figure(f"{SIZE} of {MANY:,} requests as JSON", in_json.processor / base.processor, "× bare", LIMIT)
    yield Figure(f"{SIZE} of {MANY:,} requests as XML", in_xml.processor / base.processor, "× bare")
    yield Figure(f"{SIZE} requests: queries, as with {FEW} there", queries(json), "queries", few, exact=True)


def main() -> None:
    with town.empty_site():
        from django.core.wsgi import get_wsgi_application

        hand_over(list(figures(get_wsgi_application())))


if __name__ == "__main__":
    main()
