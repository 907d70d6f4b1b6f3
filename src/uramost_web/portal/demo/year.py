"""A year of made-up cases in three municipalities: in one, who asks in Serbian waits longer; in another nobody does.

Seeded: the same moment gives the same year. Written in bulk and beside the acts, which would send letters and take
minutes; a test replays every history through `uramost.states`.
"""

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from typing import Any, Final

from django.utils import timezone

from uramost import deadlines
from uramost.text import search_key
from uramost_web.casework import clocks
from uramost_web.casework.models import Case, Entry, Extension, Numbers, Pause, Service
from uramost_web.portal.demo.a_case import Told, in_script, tell
from uramost_web.portal.demo.town import Town, file

SEED: Final = 20
BATCH: Final = 500
CHANNELS: Final = {"web": 55, "counter": 25, "phone": 15, "mail": 5}
SPREAD: Final = 0.55
"""Of the logarithm of a wait."""
FORGOTTEN: Final = 0.015
"""Share of cases that take six times as long."""
ASTRAY: Final = 1 / 12
"""Share that reach another office first."""
NEARBY: Final = 0.012
"""Degrees: how far from the middle of the municipality its cases lie."""


@dataclass(frozen=True, slots=True)
class Plan:
    """How many cases a municipality has, in which languages, and who waits how much longer."""

    cases: int
    languages: Mapping[str, int]  # tag → share in per cent
    slower: Mapping[str, float] = field(default_factory=dict)  # language → its waits, times this
    astray: Mapping[str, float] = field(default_factory=dict)  # language → share answered in `official` instead
    official: str = "sq"


PLANS: Final = {
    "gjilan": Plan(
        1250, {"sq": 66, "sr-Cyrl": 22, "sr-Latn": 6, "tr": 3, "en": 3}, {"sr": 1.7}, {"sr": 0.06, "tr": 0.1}
    ),
    "gracanice": Plan(1150, {"sr-Cyrl": 43, "sr-Latn": 12, "sq": 41, "en": 4}, official="sr-Cyrl", astray={"sq": 0.02}),
    "prizren": Plan(600, {"sq": 70, "tr": 13, "bs": 11, "sr-Cyrl": 5, "en": 1}, astray={"tr": 0.04, "bs": 0.04}),
}


def make(towns: Iterable[Town], at: datetime) -> int:
    """The cases of the year before `at` into the database. Returns how many."""
    return sum(_store(list(told(town, at)), town) for town in towns)


def told(town: Town, at: datetime) -> Iterator[Told]:
    """The stories of one municipality, in the order in which its cases came; nothing is saved."""
    plan, chance = PLANS[town.place.slug], Random(f"{SEED} {town.place.slug}")  # noqa: S311
    calendar = clocks.calendar(town.place, at)
    limits = {code: clocks.limit_for(row, timezone.localdate(at)) for code, row in town.services.items()}
    weights = {code: file("services")["services"][code]["weight"] for code in sorted(town.services)}
    numbers: Counter[int] = Counter()
    earlier: dict[str, Told] = {}
    for moment in sorted(at - timedelta(days=chance.uniform(0.2, 364)) for _ in range(plan.cases)):
        code = _one_of(weights, chance)
        case = _case(town.services[code], _one_of(plan.languages, chance), moment.replace(microsecond=0), chance)
        case.limit = clocks.as_stored(limit) if (limit := limits[code]) else {}
        story = Told(case, town, calendar, at, chance)
        _comes(story, numbers)
        _goes_on(story, plan, earlier.get(code))
        if story.into is None:
            earlier[code] = story
        yield story


def _comes(story: Told, numbers: Counter[int]) -> None:
    """Its channel, moment and number: at the counter and by telephone while the office is open."""
    case, chance = story.case, story.chance
    case.channel = _one_of(CHANNELS, chance)
    if case.channel in {"counter", "phone"}:
        case.entered_by = story.town.clerk
        case.received_at = case.clock_from = min(story.at_work(case.received_at), story.now)
    year = timezone.localtime(case.received_at).year
    numbers[year] += 1
    case.reference = f"{story.town.place.code}-{year}-{numbers[year]:05}"


def _goes_on(story: Told, plan: Plan, twin: Told | None) -> None:
    """How long it takes, where it comes first and in which language it is answered is drawn; then it is told."""
    case, chance, town = story.case, story.chance, story.town
    language = case.language.partition("-")[0]
    days = file("services")["services"][case.service.code]["days"] * plan.slower.get(language, 1.0)
    if chance.random() < FORGOTTEN:
        days *= 6
    wait = timedelta(days=chance.lognormvariate(math.log(days), SPREAD))
    wrong = ""
    if chance.random() < ASTRAY:
        wrong = chance.choice([code for code in sorted(town.offices) if code != case.service.office.code])
        case.office = case.first_office = town.offices[wrong]
    other_language = plan.official if chance.random() < plan.astray.get(language, 0.0) else ""
    tell(story, wait, wrong, other_language, twin)


def _case(service: Service, tag: str, at: datetime, chance: Random) -> Case:
    place = service.municipality
    text = in_script(file("sentences")[service.code], tag, chance)
    where: dict[str, Any] = {}
    if service.place != "no":
        where["place_text"] = in_script(file("texts")["landmarks"], tag, chance)
        if chance.random() < 0.8 and place.latitude is not None and place.longitude is not None:
            where["latitude"] = round(float(place.latitude) + chance.gauss(0, NEARBY), 6)
            where["longitude"] = round(float(place.longitude) + chance.gauss(0, NEARBY), 6)
    case = Case(
        municipality=place,
        service=service,
        nonce=f"{chance.getrandbits(128):032x}",
        language=tag,
        reads=tag if tag in {"sq", "sr-Cyrl", "sr-Latn"} else "en",
        state="",
        office=service.office,
        first_office=service.office,
        routed_by=_routed_by(service),
        text=text,
        name="Demo Resident" if service.contact == "must" else "",
        public_text=text if service.shows == "text" and chance.random() < 0.7 else "",
        received_at=at,
        clock_from=at,
        changed_at=at,
        norm=service.norm_days,
        **where,
    )
    case.public_search = search_key(case.public_text)
    return case


def _routed_by(service: Service) -> dict[str, Any]:
    """Which row of the demonstration's table sent it there, as `casework.routes` keeps it."""
    for position, row in enumerate(file("services")["routing"], start=1):
        wanted = row["conditions"]
        named = service.code in wanted.get("services", ()) and "words" not in wanted
        if named or service.kind in wanted.get("kinds", ()):
            return {"by": "rule", "rule": str(position), "conditions": list(wanted)}
    return {"by": "service", "table": "no_rule"}


def _one_of(weights: Mapping[Any, int], chance: Random) -> Any:
    return chance.choices(list(weights), list(weights.values()))[0]


def _store(stories: list[Told], town: Town) -> int:
    for story in stories:
        _set_due(story)
    Case.objects.bulk_create([story.case for story in stories], batch_size=BATCH)
    years = Counter(timezone.localtime(story.case.received_at).year for story in stories)
    Numbers.objects.bulk_create(Numbers(municipality=town.place, year=year, last=last) for year, last in years.items())
    for story in stories:
        if story.into is not None:
            _merged(story, story.into)
    Case.objects.bulk_update([story.case for story in stories if story.into is not None], ["merged_into"])
    for story in stories:
        _number(story)
    Entry.objects.bulk_create([entry for story in stories for entry in story.entries], batch_size=BATCH)
    Pause.objects.bulk_create([pause for story in stories for pause in story.pauses])
    Extension.objects.bulk_create([row for story in stories for row in story.extensions])
    return len(stories)


def _merged(story: Told, into: Told) -> None:
    """The other case's history says so as well."""
    story.case.merged_into = into.case
    at = next(entry.at for entry in story.entries if entry.move == "merge")
    facts = {"reference": story.case.reference}
    into.entries.append(
        Entry(case=into.case, at=at, who="system", move="merged_here", facts=facts, seen_by_resident=False)
    )


def _number(story: Told) -> None:
    """In the order of time; what another case brought leaves the state as it was."""
    story.entries.sort(key=lambda entry: entry.at)
    state = ""
    for number, entry in enumerate(story.entries, start=1):
        entry.number = number
        if entry.move == "merged_here":
            entry.before = entry.after = state
        state = entry.after


def _set_due(story: Told) -> None:
    """The last moment by the library's clock, as `clocks.set_dates` has it."""
    case = story.case
    limit = clocks.stored_limit(case)
    if limit is None:
        return
    known = deadlines.Clock(
        limit=limit,
        received_at=case.clock_from,
        norm=case.norm,
        hours=clocks.hours(case.first_office, case.clock_from),
        pauses=tuple(
            deadlines.Pause(row.start_at, row.end_at)
            for row in story.pauses
            if row.end_at is None or row.end_at > case.clock_from
        ),
        extensions=tuple(
            deadlines.Extension(
                amount=row.amount, reason="", declared_at=row.told_at, by="", told_at=row.told_at, granted=True
            )
            for row in story.extensions
            if row.told_at >= case.clock_from
        ),
        answered_at=case.answered_at if case.closed_at else None,
    )
    case.due_at = deadlines.latest(known, story.calendar)
