"""What a round says, with a fixed number of queries: levels of raters, what was agreed, change, the network."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from fractions import Fraction
from typing import Any, Final

from django.db.models import Count
from django.utils import timezone

from uramost import assessment
from uramost_web.capacity.models import Agreed, Instrument, Rater, Rating, Round

Values = dict[str, int | None]
MOST_ROUNDS: Final = 400
"""Rounds that are compared; the newest."""


@dataclass(frozen=True, slots=True)
class Row:
    """A domain on the page of the result. `change` None: there is nothing to compare with."""

    domain: assessment.Domain
    score: assessment.Score
    before: Fraction | None
    change: Fraction | None
    compared: int
    network: assessment.Network | None


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


def network(instrument: Instrument, on: date) -> Sequence[assessment.Network]:
    """Of each domain what those agreed on who share, each in its latest round, as of the end of the last quarter.

    By quarters, so that a figure before and after one more organisation joins does not say what that one has.
    """
    until = timezone.make_aware(datetime.combine(quarter(on), time.min))
    rounds = _latest(Round.objects.filter(code=instrument.code, shared=True, agreed_at__lt=until, shared_at__lt=until))
    return assessment.network(instrument.read(), list(_agreed_in(rounds).values()))


def quarter(on: date) -> date:
    """The first day of the quarter: what came before it counts."""
    return date(on.year, (on.month - 1) // 3 * 3 + 1, 1)


def _latest(rows: Any) -> list[int]:
    """Of each organisation or municipality the round agreed on last."""
    found: dict[tuple[int | None, int | None], int] = {}
    for pk, organisation, municipality in rows.order_by("agreed_at", "pk").values_list(
        "pk", "organisation", "municipality"
    ):
        found[organisation, municipality] = pk
    return list(found.values())


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
