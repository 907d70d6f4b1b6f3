"""Laws of deadlines, tried on random limits, calendars and pauses; and a slow counter beside the fast one."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from hypothesis import assume, given, settings
from hypothesis import strategies as st
from tests.library.deadline_by_hand import by_hand, joined
from tests.library.deadline_examples import ZONE, limit

from uramost.deadlines import (
    Calendar,
    Change,
    Clock,
    Extension,
    Holiday,
    OfficeHours,
    Pause,
    computed,
    last_day,
    latest,
)
from uramost.deadlines import moved as moves

FIRST, LAST = date(2026, 1, 1), date(2026, 10, 31)
DAY = timedelta(days=1)
QUARTER = timedelta(minutes=15)

quarters = st.integers(0, 4 * 24 * 90)


def at(quarter: int) -> datetime:
    """A moment between February and April 2026, among them the night on which clocks go forward."""
    return (datetime(2026, 2, 1, tzinfo=UTC) + quarter * QUARTER).astimezone(ZONE)


@st.composite
def pauses(draw, *, may_be_open=True):
    start = draw(quarters)
    length = draw(st.integers(1, 4 * 24 * 12))
    still = may_be_open and draw(st.integers(0, 9)) == 0
    return Pause(at(start), None if still else at(start + length))


@st.composite
def calendars(draw):
    days = draw(st.sets(st.integers(0, 150), max_size=25))
    return Calendar(ZONE, FIRST, LAST, [holiday(FIRST + offset * DAY) for offset in days])


def holiday(day: date) -> Holiday:
    return Holiday(day, {"en": "Day"}, "rule", False, False, "made up", "day")


@st.composite
def clocks(draw, units=("working_days", "calendar_days", "hours"), *, may_be_open=True):
    unit = draw(st.sampled_from(units))
    rule = " ".join(draw(st.tuples(st.sampled_from(["", "counted"]), st.sampled_from(["", "stays"]))))
    return Clock(
        limit(draw(st.integers(1, 60 if unit == "hours" else 30)), unit, rule),
        at(draw(quarters)),
        hours=draw(st.sampled_from([None, OfficeHours(dict.fromkeys(range(5), time(16)))])),
        pauses=tuple(draw(st.lists(pauses(may_be_open=may_be_open), max_size=4))),
    )


@settings(max_examples=150, deadline=None)
@given(clocks(("working_days", "calendar_days")), calendars())
def test_counting_day_by_day_gives_the_same_day(clock, calendar):
    assert last_day(clock, calendar) == by_hand(clock, calendar)


@settings(max_examples=50, deadline=None)
@given(clocks(("hours",)), calendars())
def test_counting_quarter_by_quarter_gives_the_same_moment(clock, calendar):
    spans = joined(clock.pauses)
    moment, left = clock.received_at.astimezone(UTC), 4 * clock.amount
    while left:
        span = next((entry for entry in spans if entry[0] <= moment and (entry[1] is None or moment < entry[1])), None)
        if span and span[1] is None:
            break
        left -= span is None
        moment += QUARTER
    assert latest(clock, calendar) == (None if left else moment)


@settings(max_examples=150, deadline=None)
@given(clocks(may_be_open=False), calendars(), st.integers(0, 150))
def test_one_more_holiday_never_makes_it_earlier(clock, calendar, offset):
    more = calendar.changed([Change(FIRST + offset * DAY, "add", "announced", "made up")])

    assert latest(clock, more) >= latest(clock, calendar)
    assert all(move.later for move in moves([("case", clock)], calendar, more))
    assert all(not move.later for move in moves([("case", clock)], more, calendar))


@settings(max_examples=50, deadline=None)
@given(clocks(may_be_open=False), calendars(), st.integers(1, 10))
def test_a_longer_limit_never_ends_earlier(clock, calendar, more):
    longer = replace(clock, limit=replace(clock.limit, amount=clock.amount + more))

    assert latest(longer, calendar) >= latest(clock, calendar)
    extended = replace(clock, extensions=(Extension(more, "volume", clock.received_at, granted=True),))
    assert latest(extended, calendar) == latest(longer, calendar)


@settings(max_examples=50, deadline=None)
@given(clocks(), calendars(), st.randoms(use_true_random=False))
def test_the_order_of_pauses_does_not_matter_nor_that_one_is_entered_twice(clock, calendar, random):
    shuffled = random.sample(clock.pauses, len(clock.pauses))
    twice = replace(clock, pauses=(*shuffled, *clock.pauses[:1]))

    assert latest(twice, calendar) == latest(clock, calendar)


@settings(max_examples=50, deadline=None)
@given(clocks(), calendars(), pauses(may_be_open=False), st.integers(1, 400))
def test_a_pause_cut_in_two_is_the_same_pause(clock, calendar, pause, cut):
    middle = pause.start.astimezone(UTC) + cut * QUARTER
    assume(middle < pause.end.astimezone(UTC))
    whole = replace(clock, pauses=(*clock.pauses, pause))
    parts = replace(clock, pauses=(*clock.pauses, replace(pause, end=middle), replace(pause, start=middle)))

    assert latest(parts, calendar) == latest(whole, calendar)


@settings(max_examples=50, deadline=None)
@given(clocks(("working_days",)), calendars(), st.integers(0, 40), st.integers(0, 14))
def test_a_pause_moves_the_last_day_by_the_working_days_it_took(clock, calendar, begins, length):
    clock = replace(clock, pauses=())
    without = last_day(clock, calendar)
    first = clock.received_at.date() + 10 * DAY + begins * DAY
    assume(first <= without)
    paused = replace(clock, pauses=(Pause.of_days(first, first + length * DAY, ZONE),))

    took = calendar.working_days(first, first + length * DAY)
    assert calendar.working_days(without + DAY, last_day(paused, calendar)) == took


@settings(max_examples=50, deadline=None)
@given(clocks(("working_days", "calendar_days")), calendars())
def test_the_last_day_is_a_working_day_where_the_rule_says_so(clock, calendar):
    last = last_day(clock, calendar)
    assume(last is not None)
    if clock.limit.unit == "working_days" or clock.limit.last_day == "moves":
        assert calendar.is_working(last)


@settings(max_examples=50, deadline=None)
@given(clocks(), calendars(), st.lists(quarters, min_size=2, max_size=2))
def test_what_is_left_never_grows_and_the_days_that_did_not_count_explain_the_rest(clock, calendar, moments):
    earlier, later = (computed(clock, calendar, at=at(quarter)) for quarter in sorted(moments))

    if earlier.remaining is not None and later.remaining is not None:
        assert later.remaining <= earlier.remaining
    if earlier.last_day is not None and not clock.limit.in_hours and earlier.state == "running":
        first = next(step.values["first"] for step in earlier.steps if step.code.startswith("counted_"))
        within = [day.date for day in earlier.not_counted if day.date >= first]
        assert len(set(within)) == len(within)
        counted = (earlier.last_day - first).days + 1 - len(within)
        assert counted == clock.amount  # the day a count ended on is replaced by the one it moved to
