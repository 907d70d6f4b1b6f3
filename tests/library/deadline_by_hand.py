"""The last day counted one day after the other, as with a pencil: slow, and written without the library's counting."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta

from tests.library.deadline_examples import ZONE

from uramost.deadlines import Calendar, Clock, Pause

DAY = timedelta(days=1)
CLOSES = time(16)
Span = tuple[datetime, datetime | None]


def by_hand(clock: Clock, calendar: Calendar) -> date | None:
    """None while the clock stands. Weekends are Saturday and Sunday; an office with hours closes at CLOSES."""
    closed = {entry.date for entry in calendar.holidays}
    spans = joined(clock.pauses)
    day = _first(clock, closed)
    left = clock.amount
    while not _for_good(spans, day):
        if not _stood(spans, day) and (clock.limit.unit == "calendar_days" or _works(day, closed)):
            left -= 1
        if left == 0:
            return _moved(day, spans, closed) if clock.limit.last_day == "moves" else day
        day += DAY
    return None


def joined(pauses: Iterable[Pause]) -> list[Span]:
    """When the clock stood, in UTC, overlapping times put together."""
    spans: list[Span] = []
    far = datetime(2999, 1, 1, tzinfo=UTC)
    for start, end in sorted((_utc(pause.start), _utc(pause.end or far)) for pause in pauses):
        if spans and start <= spans[-1][1]:
            spans[-1] = (spans[-1][0], max(spans[-1][1], end))
        else:
            spans.append((start, end))
    return [(start, None if end == far else end) for start, end in spans]


def _first(clock: Clock, closed: set[date]) -> date:
    came = clock.received_at.astimezone(ZONE)
    day = came.date()
    if clock.hours is not None and (came.time() > CLOSES or not _works(day, closed)):
        day += DAY
        while not _works(day, closed):
            day += DAY
    return day + DAY if clock.limit.first_day == "not_counted" else day


def _moved(day: date, spans: list[Span], closed: set[date]) -> date | None:
    while not _works(day, closed) or _stood(spans, day):
        if _works(day, closed) and _for_good(spans, day):
            return None
        day += DAY
    return day


def _works(day: date, closed: set[date]) -> bool:
    return day.weekday() < 5 and day not in closed


def _stood(spans: list[Span], day: date) -> bool:
    """The clock stood for some time of the day, and not only from a moment to another within it."""
    begins, ends = (_utc(datetime.combine(of, time(), tzinfo=ZONE)) for of in (day, day + DAY))
    return any(
        start < ends
        and (end is None or end > begins)
        and (start < begins or end is None or end > ends or (start, end) == (begins, ends))
        for start, end in spans
    )


def _for_good(spans: list[Span], day: date) -> bool:
    return any(end is None and start.astimezone(ZONE).date() <= day for start, end in spans)


def _utc(moment: datetime) -> datetime:
    return moment.astimezone(UTC)
