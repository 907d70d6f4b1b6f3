"""What a round says, with a fixed number of queries: levels of raters, what was agreed, change, the network."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from fractions import Fraction
from typing import Any, Final

from django.db import transaction
from django.db.models import Count
from django.utils import timezone

from uramost import assessment
from uramost_web.capacity.models import Agreed, Average, Instrument, Rater, Rating, Round

Values = dict[str, int | None]
MOST_ROUNDS: Final = 400
"""Rounds that are compared; the newest."""


@dataclass(frozen=True, slots=True)
class Shown:
    """The network's average of a domain, of how many, as it was before which day; None: it is not shown."""

    domain: str
    organisations: int | None = None
    mean: Fraction | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """A domain on the page of the result. `change` None: there is nothing to compare with."""

    domain: assessment.Domain
    score: assessment.Score
    before: Fraction | None
    change: Fraction | None
    compared: int
    network: Shown


@dataclass(frozen=True, slots=True)
class Result:
    rows: tuple[Row, ...]
    previous: Round | None


def agreed(row: Round) -> Values:
    return dict(Agreed.objects.filter(round=row).values_list("item", "value"))


def ratings(row: Round) -> dict[Rater, Values]:
    """Of those who have scored anything, in the order in which they were invited. Two queries."""
    raters = {rater.pk: rater for rater in Rater.objects.filter(round=row)}
    found: dict[Rater, Values] = {}
    for rater, item, value in Rating.objects.filter(rater__round=row).values_list("rater", "item", "value"):
        if rater in raters:
            found.setdefault(raters[rater], {})[item] = value
    return {rater: found[rater] for rater in raters.values() if rater in found}


def result(row: Round, *, on: date) -> Result:
    """Of a round, also before all of it is agreed: then of what is."""
    instrument, now = row.instrument.read(), agreed(row)
    previous = row.before()
    then = agreed(previous) if previous else {}
    change = assessment.changes(instrument, then, now)
    others = network(row.instrument, on)
    return Result(
        tuple(
            Row(domain, score, one.before, one.difference, one.items, other)
            for domain, score, one, other in zip(
                instrument.domains, assessment.scores(instrument, now), change, others, strict=True
            )
        ),
        previous,
    )


def network(instrument: Instrument, on: date) -> tuple[Shown, ...]:
    """Of each domain the average that is shown. What is new is kept as it is shown for the first time.

    An average stands until one can follow it that differs by at least five organisations from it and from all before:
    so neither whoever joins nor whoever takes sharing back is the difference of two averages. While fewer than five of
    those behind one still share, it is not shown.
    """
    newest = Instrument.objects.filter(code=instrument.code).latest("version")  # offered or not: rounds go on
    domains = [domain.code for domain in instrument.read().domains]
    found, (owners, share) = _candidates(newest, on), _owners(newest.code)
    shown = _averages(newest.code)
    if _new(shown, found, owners):
        shown = _keep(newest, on)
    return tuple(_shown(domain, shown.get(domain, []), owners, share) for domain in domains)


def _shown(domain: str, averages: Sequence[Average], owners: Mapping[int, str], share: set[str]) -> Shown:
    if not averages or len(_today(averages[-1], owners).keys() & share) < assessment.FLOOR:
        return Shown(domain)
    last = averages[-1]
    return Shown(domain, len(last.behind), Fraction(last.mean), last.until)


def _today(average: Average, owners: Mapping[int, str]) -> dict[str, int]:
    """Who is behind an average, as they are in the directory now.

    Who was merged since is one and the same: neither gone nor new. Where two of them are one, they count as one.
    """
    return {owners.get(pk, whose): pk for whose, pk in average.behind.items()}


def _owners(code: str) -> tuple[dict[int, str], set[str]]:
    """Round → whose it is; and all those who share one."""
    rows = list(Round.objects.filter(code=code).values_list("pk", "organisation", "municipality", "shared"))
    owners = {pk: _whose(organisation, municipality) for pk, organisation, municipality, _shared in rows}
    return owners, {owners[pk] for pk, _organisation, _municipality, shared in rows if shared}


def _averages(code: str) -> dict[str, list[Average]]:
    """Domain → those that were shown, the newest last."""
    found: dict[str, list[Average]] = defaultdict(list)
    for row in Average.objects.filter(code=code):
        found[row.domain].append(row)
    return found


def _new(shown: Mapping[str, Sequence[Average]], found: Iterable[Average], owners: Mapping[int, str]) -> list[Average]:
    return [
        one
        for one in found
        if assessment.may_follow([_today(row, owners) for row in shown.get(one.domain, ())], one.behind)
    ]


@transaction.atomic
def _keep(newest: Instrument, on: date) -> dict[str, list[Average]]:
    """Looked at once more while the instrument is held: two who look at once see the same."""
    Instrument.objects.select_for_update().get(pk=newest.pk)
    owners, _share = _owners(newest.code)
    Average.objects.bulk_create(_new(_averages(newest.code), _candidates(newest, on), owners))
    return _averages(newest.code)


def _candidates(newest: Instrument, on: date) -> list[Average]:
    """Of each domain in which there are enough: what those agreed on who share, each in its latest round.

    As of the end of the last quarter.
    """
    until = quarter(on)
    before = timezone.make_aware(datetime.combine(until, time.min))
    rows = Round.objects.filter(code=newest.code, shared=True, agreed_at__lt=before, shared_at__lt=before)
    rounds, read = _latest(rows), newest.read()
    said, known = _agreed_in(list(rounds.values())), read.items()
    levels = {whose: {item: said[pk][item] for item in said[pk].keys() & known.keys()} for whose, pk in rounds.items()}
    behind: dict[str, dict[str, int]] = defaultdict(dict)
    for whose, values in levels.items():
        for domain, score in zip(read.domains, assessment.scores(read, values), strict=True):
            if score.mean is not None:
                behind[domain.code][whose] = rounds[whose]
    return [
        Average(code=newest.code, domain=one.domain, behind=behind[one.domain], mean=str(one.mean), until=until)
        for one in assessment.network(read, list(levels.values()))
        if one.mean is not None
    ]


def _whose(organisation: int | None, municipality: int | None) -> str:
    return f"o{organisation}" if organisation else f"m{municipality}"


def quarter(on: date) -> date:
    """The first day of the quarter: what came before it counts."""
    return date(on.year, (on.month - 1) // 3 * 3 + 1, 1)


def _latest(rows: Any) -> dict[str, int]:
    """Of each organisation or municipality the round agreed on last."""
    found: dict[str, int] = {}
    for pk, organisation, municipality in rows.order_by("agreed_at", "pk").values_list(
        "pk", "organisation", "municipality"
    ):
        found[_whose(organisation, municipality)] = pk
    return found


def _agreed_in(rounds: Sequence[int]) -> Mapping[int, Values]:
    found: dict[int, Values] = {pk: {} for pk in rounds}
    rows = Agreed.objects.filter(round__in=rounds).values_list("round", "item", "value")
    for pk, item, value in rows:
        found[pk][item] = value
    return found


@dataclass(frozen=True, slots=True)
class Comparison:
    """How alike raters understand an instrument; `organisations` None under the floor, and then nothing is said."""

    organisations: int | None
    domains: tuple[assessment.Understood, ...]
    items: tuple[assessment.Understood, ...]


def comparison(instrument: Instrument) -> Comparison:
    """Over the shared rounds with this very version: another one has other words."""
    rows = Round.objects.filter(instrument=instrument, shared=True)
    whose = rows.order_by().values("organisation", "municipality").distinct().count()
    read = instrument.read()
    if whose < assessment.FLOOR:
        return Comparison(None, *assessment.understood(read, []))
    newest = list(rows.order_by("-agreed_at", "-pk").values_list("pk", flat=True)[:MOST_ROUNDS])
    said: dict[int, dict[int, Values]] = defaultdict(lambda: defaultdict(dict))
    given = Rating.objects.filter(rater__round__in=newest).values_list("rater__round", "rater", "item", "value")
    for pk, rater, item, value in given:
        said[pk][rater][item] = value
    return Comparison(
        whose, *assessment.understood(read, [list(one.values()) for one in said.values()], floor=assessment.FLOOR)
    )


def how_far(row: Round) -> dict[int, int]:
    """Rater → how many items they have scored."""
    rows = Rating.objects.filter(rater__round=row).order_by().values("rater").annotate(number=Count("pk"))
    return {one["rater"]: one["number"] for one in rows}
