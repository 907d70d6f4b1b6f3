"""What it takes to count how long 100,000 residents waited, and what the page costs once it is counted.

    python bench/times.py [--figures FILE]

The cases are the demonstration's year of one municipality, eighty times over. Seconds are of processor time, the best
of three. A ratio is the median processor time of the page divided by that of the bare page of `bench/bare.py`.
"""

from collections.abc import Iterator
from datetime import UTC, datetime
from time import process_time
from typing import Any

import town
from figure import Figure, hand_over
from visiting import Page, costs, counted

CASES, ROUNDS = 100_000, 100
PLACE = "gjilan"


def fill() -> Any:
    """The cases, with a pause in every eighth, into the database. Returns the municipality."""
    from django.utils import timezone

    from uramost_web.casework.models import Case, Pause
    from uramost_web.places.models import Municipality
    from uramost_web.portal.demo import town as halls
    from uramost_web.portal.demo import year
    from uramost_web.portal.demo.people import make_accounts

    now = timezone.now()
    make_accounts(list(Municipality.objects.all()), now)
    place = Municipality.objects.get(slug=PLACE)
    stories = [story.case for story in year.told(halls.set_up(place), now)]
    columns = [field.attname for field in Case._meta.concrete_fields if field.attname != "id"]
    made = []
    for number in range(CASES):
        story = stories[number % len(stories)]
        made.append(Case(**{name: getattr(story, name) for name in columns} | {"reference": f"{number:06}"}))
    Case.objects.bulk_create(made, batch_size=2000)
    Pause.objects.bulk_create(Pause(case=row, start_at=row.received_at, end_at=row.received_at) for row in made[::8])
    return place


def figures() -> Iterator[Figure]:
    import bare
    from django.core.wsgi import get_wsgi_application
    from django.utils import timezone

    from uramost_web.casework import times

    place = fill()
    year = times.periods(timezone.localdate())[0]
    at = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    yield Figure(f"{CASES:,} cases counted", min(seconds(times.counted, place, year, at) for _ in range(3)), "s", 5)
    times.count_in_background.func(place.pk, times.YEAR)
    page = Page(get_wsgi_application(), f"/sq/municipalities/{PLACE}/times/")
    page.fetch()
    page.fetch()
    with counted() as asked:
        page.fetch()
    text = "<p>Sa gjatë pritet për një përgjigje?</p>" * 50
    base, seen = costs([Page(bare.application(title="", html=text, at=datetime.now(UTC)), "/bare/"), page], ROUNDS)
    yield Figure("The page, once counted", seen.processor / base.processor, "× bare")
    yield Figure("… queries", len(asked), "queries", 2)


def seconds(act: Any, *values: Any) -> float:
    began = process_time()
    act(*values)
    return process_time() - began


if __name__ == "__main__":
    with town.empty_site():
        hand_over(list(figures()))
