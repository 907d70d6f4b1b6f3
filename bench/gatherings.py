"""What events cost with 20,000 of them and 1,000,000 attendances of 200,000 people: a part of `growing.py`."""

import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from statistics import median
from time import perf_counter, process_time
from typing import Any, Final
from uuid import UUID

import crowd
from bare_directory import Bare
from directory import _cookies, _queries
from figure import Figure
from visiting import Application, Page, costs

EVENTS, ATTENDANCES, PEOPLE = 20_000, 1_000_000, 200_000
FIRST: Final = datetime(2023, 1, 9, 9, 0, tzinfo=UTC)
DAYS: Final = 1_095
"""Three years: twelve quarters."""
FEW: Final = 200
BATCH: Final = 5_000
TIMES: Final = 5
"""So many times the bare page."""
ROUNDS: Final = 40
SECOND: Final = 1.0


def figures(site: Application, where: str, scale: float) -> Iterator[Figure]:
    """With `scale` of everything that is asked: 1 is all."""
    from uramost_web.events import counting
    from uramost_web.events.tallies import Presence

    crowd.fill(FEW, 0)  # what the bare page lists
    people = _people(int(PEOPLE * scale))
    cookies, _of_an_officer = _cookies()
    _fill(min(FEW, int(EVENTS * scale)), int(ATTENDANCES * scale) // max(1, int(EVENTS * scale)), people)
    few = {name: _queries(page) for name, (page, _like) in _ours(site, cookies).items()}
    _fill(int(EVENTS * scale), int(ATTENDANCES * scale) // int(EVENTS * scale), people)
    begun = perf_counter()
    counting.recount(counting.stale(), datetime.now(UTC))
    yield Figure(f"{where}: every event counted anew", perf_counter() - begun, "s")
    crowd._swept()
    for name, ask in (
        (
            "people once by municipality, kind and quarter",
            lambda: counting.figures(Presence.objects.all(), *counting.CELL),
        ),
        ("people once by municipality", lambda: counting.figures(Presence.objects.all(), "municipality")),
        ("people once altogether", lambda: counting.figures(Presence.objects.all())),
        ("what has to be counted anew", counting.stale),
    ):
        clock, processor = _timed(ask)
        limit = SECOND if name.endswith("quarter") else None
        yield Figure(f"{where}: {name}", clock, "s", limit)
        yield Figure(f"{where}: {name}: of the processor", processor, "s")
    yield from _pages(site, where, cookies, few)


def _timed(ask: Any) -> tuple[float, float]:
    """Medians of the clock and of this process's processor time."""
    seen = []
    for _round in range(5):
        clock, processor = perf_counter(), process_time()
        ask()
        seen.append((perf_counter() - clock, process_time() - processor))
    return median(one for one, _other in seen), median(other for _one, other in seen)


def _pages(site: Application, where: str, cookies: str, few: dict[str, int]) -> Iterator[Figure]:
    bare = Bare()
    for name, (page, like) in _ours(site, cookies).items():
        base, ours = costs([Page(bare, like), page], ROUNDS)
        ratio = ours.processor / base.processor if where == "SQLite" else ours.clock / base.clock
        yield Figure(f"{where}: {name}", ratio, "× bare", TIMES)
        yield Figure(f"{where}: {name}: queries, as with {FEW}", _queries(page), "queries", few[name], exact=True)


def _ours(site: Application, cookies: str) -> dict[str, tuple[Page, str]]:
    """Name → our page, and the bare page with as many lines."""
    from uramost_web.events.looking import PAGE
    from uramost_web.events.models import Event

    event = Event.objects.order_by("pk")[3]
    word = event.titles["sq"].split()[-1]
    rows, desk = f"/bare/organisations/{PAGE}/", "/en/desk/events/"
    asked = {
        "events": (f"{desk}?when=past", rows),
        "events of one municipality and kind": (f"{desk}?when=past&place=gjilan&kind=hearing", rows),
        "events by a word": (f"{desk}?when=past&q={word}", rows),
        "events by a word with a slip": (f"{desk}?when=past&q={word[:2] + word[3:]}", rows),
        "an event": (f"{desk}{event.pk}/", rows),
        "the public events": ("/en/events/?when=past", rows),
        "the public events by a word with a slip": (f"/en/events/?when=past&q={word[:2] + word[3:]}", rows),
        "a public event": (f"/en/events/{event.pk}/", rows),
    }
    return {
        name: (Page(site, address, "" if "public" in name else cookies), like)
        for name, (address, like) in asked.items()
    }


def _people(wanted: int) -> list[int]:
    """Those of the directory's part, or as many more as are missing, found by nothing."""
    from uramost_web.directory.models import Person

    missing = wanted - Person.objects.count()
    rows = (Person(name=name, folded=name.lower(), added_at=crowd.AT) for name in crowd.names(max(missing, 1)))
    Person.objects.bulk_create(list(rows)[: max(missing, 0)], batch_size=BATCH)
    return list(Person.objects.order_by("pk").values_list("pk", flat=True)[:wanted])


def _fill(wanted: int, each: int, people: list[int]) -> None:
    """So many events in all, each with `each` attendances; of those taught, a third, the same people come twice."""
    from uramost_web.directory import finding
    from uramost_web.events.looking import EventWord
    from uramost_web.events.models import TAUGHT, Attendance, Event, Kind, Session
    from uramost_web.notices.models import Notice
    from uramost_web.places.models import Municipality

    there = Event.objects.count()
    rng = random.Random(f"{crowd.SEED} {there}")  # noqa: S311 - made up for a bench
    words = crowd._words(random.Random(crowd.SEED), crowd.FAMILY, 2_000)  # noqa: S311 - as above
    places, by = list(Municipality.objects.order_by("pk")), _somebody()
    for start in range(there, wanted, FEW):
        numbers = range(start, min(start + FEW, wanted))
        notices = Notice.objects.bulk_create(
            [
                Notice(
                    municipality=places[number % len(places)], number=100_000 + number, kind="information",
                    created_by=by, created_at=crowd.AT,
                )
                for number in numbers
            ]
        )  # fmt: skip
        made = []
        for number, notice in zip(numbers, notices, strict=True):
            begins = FIRST + timedelta(days=rng.randrange(DAYS), hours=rng.randrange(9))
            titles = {"sq": f"Takimi {rng.choice(words)} {rng.choice(words)}", "sr-Cyrl": f"Састанак {number}"}
            made.append(
                Event(
                    municipality=notice.municipality, notice=notice, kind=rng.choice(Kind.values), state="held",
                    titles=titles, starts_at=begins, ends_at=begins + timedelta(hours=2), key=UUID(int=number),
                    created_by=by, created_at=crowd.AT, changed_at=crowd.AT,
                )
            )  # fmt: skip
        events = Event.objects.bulk_create(made)
        found = [(word, row) for row in events for word in {
            word for title in row.titles.values() for word in finding.words_of_organisation(title)
        }]  # fmt: skip
        finding.know({word for word, _row in found})
        EventWord.objects.bulk_create(
            [EventWord(word=word, event=row, ends_at=row.ends_at, public=True) for word, row in found], batch_size=500
        )
        sessions = Session.objects.bulk_create(
            Session(
                event=row, number=turn + 1, starts_at=row.starts_at + timedelta(days=turn),
                ends_at=row.starts_at + timedelta(days=turn, minutes=90), nonce="x",
            )
            for row in events
            for turn in range(2 if row.kind in TAUGHT else 1)
        )  # fmt: skip
        by_event: dict[int, list[Any]] = {}
        for one in sessions:
            by_event.setdefault(one.event_id, []).append(one)
        Attendance.objects.bulk_create(
            [
                Attendance(
                    session=session, person_id=person, mark=UUID(int=rng.getrandbits(128)), how="sheet",
                    noted_at=crowd.AT, stored_at=crowd.AT,
                )
                for here in by_event.values()
                for who in [rng.sample(people, min(len(people), each // len(here)))]
                for session in here
                for person in who
            ],
            batch_size=BATCH,
        )  # fmt: skip


def _somebody() -> Any:
    from uramost_web.accounts.models import User

    return User.objects.get_or_create(email="events@bench.example", defaults={"name": "Events"})[0]
