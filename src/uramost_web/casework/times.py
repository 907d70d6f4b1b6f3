"""How long residents wait for an answer in their own language: cases as `uramost.fairness` counts them.

Counted once a day as things stood at midnight: the page says the same all day, and nobody can watch single cases come.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, Final, NamedTuple

import numpy as np
from django.core.cache import cache
from django.db.models import Count, F
from django.utils import timezone
from django_tasks import task

from uramost import states
from uramost.fairness import Marks, Part, Report, Waits, parts, report
from uramost_web.casework import completeness
from uramost_web.casework.models import Case, Entry, Pause
from uramost_web.places.models import Municipality, Tongue

YEAR: Final = "year"
QUARTERS: Final = 5
"""Quarters to choose from: the one that runs and four before it."""
FLOOR: Final = 10
"""Cases and answers below which a language is not shown alone."""
NO_LIMIT: Final = 30.0
"""Days up to which waits are compared where no limit of these cases is known."""
AT_ONCE: Final = 20_000
"""Cases that are counted while somebody waits for the page; more are counted in the background."""
KEPT: Final = 2 * 86_400
"""Seconds. The day is part of the key, so nothing old is shown."""
SHAPE: Final = 3
"""Another number where `Times` has other fields: what an earlier version kept today is not read as these."""
IN_DAYS: Final = {"working_days": 7 / 5, "calendar_days": 1.0, "hours": 1 / 24}
"""A unit of a limit in calendar days, the scale on which people wait."""
ANSWERS: Final = tuple(move.code for move in states.MOVES if move.outcome == "answered")
DAY: Final = 86_400


@dataclass(frozen=True, slots=True)
class Period:
    """Cases that came from `since` to `until`, both days included; followed up to the day of counting."""

    key: str
    since: date
    until: date

    @property
    def quarter(self) -> int:
        """1 to 4; 0 for the twelve months."""
        return 0 if self.key == YEAR else (self.since.month + 2) // 3


@dataclass(frozen=True, slots=True)
class Times:
    """What the page shows: the report, up to which moment it counts, whether its limit is one of these cases, the same
    of each service with the limits that are known, and how complete the answers were that somebody read.
    """

    period: Period
    at: datetime
    report: Report
    limit_known: bool
    services: tuple[Part, ...]  # by the key of the service; with its own limit
    limits: Mapping[str, float]
    answers: completeness.Found


class _Row(NamedTuple):
    """The columns of a case that bear on its wait."""

    pk: int
    service: int
    language: str
    answer_language: str
    outcome: str
    waited: float | None
    received_at: datetime
    answered_at: datetime | None
    closed_at: datetime | None
    reopened: int
    forwarded: int


COLUMNS: Final = (
    "pk", "service_id", "language", "answer_language", "outcome", "waited", "received_at", "answered_at", "closed_at",
    "reopened", "forwarded",
)  # fmt: skip


def periods(today: date) -> list[Period]:
    """The last twelve months, then quarters, the latest first; all end yesterday at the latest."""
    yesterday = today - timedelta(days=1)
    found = [Period(YEAR, today - timedelta(days=365), yesterday)]
    year, quarter = yesterday.year, (yesterday.month + 2) // 3
    for _ in range(QUARTERS):
        since = date(year, 3 * quarter - 2, 1)
        after = date(year + quarter // 4, 3 * quarter % 12 + 1, 1)
        found.append(Period(f"{year}-{quarter}", since, min(after - timedelta(days=1), yesterday)))
        year, quarter = (year, quarter - 1) if quarter > 1 else (year - 1, 4)
    return found


def kept(place: Municipality, period: Period) -> Times | None:
    """The figures of a municipality; None while many cases are being counted in the background."""
    today = key(place, period)
    found: Times | None = cache.get(today)
    if found is None:
        if cases(place, period).count() <= AT_ONCE:
            found = _count(place, period)
        elif cache.add(f"{today}.begun", 1, 600):  # of all who look meanwhile, only the first sends somebody to count
            count_in_background.enqueue(place.pk, period.key)
            found = cache.get(today)
    return found


@task()
def count_in_background(municipality: int, period: str) -> None:
    """Count the cases of a period once; a period that meanwhile is none any more is left alone."""
    place = Municipality.objects.get(pk=municipality)
    for one in periods(timezone.localdate()):
        if one.key == period and cache.get(key(place, one)) is None:
            _count(place, one)


def key(place: Municipality, period: Period) -> str:
    """Under which the figures of today are kept."""
    return f"casework.times.{SHAPE}.{place.pk}.{period.key}.{period.until}.{timezone.localdate()}"


def _count(place: Municipality, period: Period) -> Times:
    at = _midnight(timezone.localdate())
    found = counted(place, period, at)
    cache.set(key(place, period), found, KEPT)
    return found


def counted(place: Municipality, period: Period, at: datetime) -> Times:
    """Counted now, as things stood `at`. Six queries, whatever the number of cases."""
    limits = commonest_limits(place, period)
    found, limit = waits(place, period, at), limits.get("", NO_LIMIT)
    whole = report(found, limit=limit, floor=FLOOR)
    return Times(
        period,
        at,
        whole,
        limit_known="" in limits,
        services=parts(found, limit=limit, limits=limits, floor=FLOOR, also_withheld=whole.withheld),
        limits=limits,
        answers=completeness.of_cases(cases(place, period), at, floor=FLOOR, withheld=whole.withheld),
    )


def commonest_limits(place: Municipality, period: Period) -> dict[str, float]:
    """Service, or "" for all → in calendar days: the limit, or for want of one the promise, that most cases have.

    Of two the longer one.
    """
    lengths: defaultdict[str, Counter[float]] = defaultdict(Counter)
    columns = ("service_id", "limit__unit", "limit__amount", "norm")
    for service, unit, amount, norm, number in (
        cases(place, period).order_by().values_list(*columns).annotate(Count("pk"))
    ):
        known = amount and unit in IN_DAYS
        days = amount * IN_DAYS[unit] if known else (norm or 0) * IN_DAYS["working_days"]
        for of in ("", str(service)) if days else ():
            lengths[of][days] += number
    return {of: max((number, days) for days, number in counted.items())[1] for of, counted in lengths.items()}


def waits(place: Municipality, period: Period, at: datetime) -> Waits:
    """The cases of a period as they stood `at`, by language asked for, services apart."""
    tongues = dict(Tongue.objects.values_list("tag", "language"))
    later, pauses = _later_answers(place, period, tongues), _pauses(place, period)
    days, outcomes, groups, strata = [], [], [], []
    in_language, reopened, routed_right = [], [], []
    for row in map(_Row._make, cases(place, period).values_list(*COLUMNS).iterator(5000)):
        language = tongues.get(row.language, row.language)
        right = language == tongues.get(row.answer_language, row.answer_language)
        outcome, wait = _wait(row, right, later.get(row.pk), pauses.get(row.pk, ()), at)
        days.append(wait)
        outcomes.append(outcome)
        groups.append(language)
        strata.append(str(row.service))
        in_language.append(int(right) if row.outcome == "answered" else -1)
        reopened.append(int(row.reopened > 0) if row.outcome else -1)
        routed_right.append(int(not row.forwarded) if row.outcome or row.forwarded else -1)
    marks = Marks(
        in_language=np.array(in_language, np.int64),
        reopened=np.array(reopened, np.int64),
        routed_right=np.array(routed_right, np.int64),
    )
    return Waits.of(days, outcomes, groups, strata, marks)


def _wait(
    row: _Row, right: bool, later: datetime | None, pauses: Iterable[tuple[datetime, datetime | None]], at: datetime
) -> tuple[str, float]:
    """(what the case counts as, days less pauses). Answered in another language only, it is open."""
    if row.outcome == "answered":
        if right and row.answered_at and row.answered_at <= at:
            return "answered", row.waited or 0.0
        if not right and later and later <= at:
            return "answered", _days(row.received_at, later, pauses)
    elif row.outcome and (row.closed_at is None or row.closed_at <= at):
        return (
            "withdrawn",
            row.waited or 0.0,
        )  # or a duplicate, or not ours: all that compete with an answer count alike
    return "open", _days(row.received_at, at, pauses)


def _days(since: datetime, until: datetime, pauses: Iterable[tuple[datetime, datetime | None]]) -> float:
    """Calendar time less what the clock stood, as `history.waited` counts it."""
    stood = sum((min(end or until, until) - start).total_seconds() for start, end in pauses if start < until)
    return max(0.0, ((until - since).total_seconds() - stood) / DAY)


def _later_answers(place: Municipality, period: Period, tongues: dict[str, str]) -> dict[int, datetime]:
    """Case → when the answer in the resident's language came at last, after a first one in another."""
    rows = (
        Entry.objects.filter(
            case__in=cases(place, period).filter(outcome="answered").exclude(answer_language=F("language")),
            move__in=ANSWERS,
            at__gte=F("case__answered_at"),
        )
        .order_by("-at")
        .values_list("case_id", "case__language", "language", "at")
    )
    return {case: at for case, asked, said, at in rows if tongues.get(asked, asked) == tongues.get(said, said)}


def _pauses(place: Municipality, period: Period) -> dict[int, list[tuple[datetime, datetime | None]]]:
    found = defaultdict(list)
    for case, start, end in Pause.objects.filter(case__in=cases(place, period)).values_list(
        "case_id", "start_at", "end_at"
    ):
        found[case].append((start, end))
    return found


def cases(place: Municipality, period: Period) -> Any:
    """Those that came in a period: a QuerySet."""
    return Case.objects.filter(
        municipality=place,
        received_at__gte=_midnight(period.since),
        received_at__lt=_midnight(period.until + timedelta(days=1)),
    )


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, timezone.get_current_timezone())
