"""Until when must an answer be given? Worked examples, what is told beside the day, and what is refused."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from tests.library.deadline_examples import ZONE, change, examples, extension, kosovo, limit, moment, pause

from uramost.deadlines import (
    Calendar,
    Change,
    Clock,
    Extension,
    Limit,
    NoLimit,
    NotFound,
    OfficeHours,
    OutOfSpan,
    Overlap,
    Pause,
    Suspension,
    computed,
    last_day,
    latest,
    limit_on,
    moved,
    norm_fault,
    overlaps,
    promised,
)

MONDAY = moment("2026-02-02T10:00")
WEEK = Clock(limit(7, rule="15"), MONDAY)


@pytest.mark.parametrize("example", examples(), ids=str)
def test_a_worked_example(example):
    found = computed(example.clock, example.calendar, at=example.clock.received_at)

    if example.row["unit"] == "hours":
        assert (found.latest.isoformat(timespec="minutes") if found.latest else "") == example.row["last"]
    else:
        assert (found.last_day.isoformat() if found.last_day else "") == example.row["last"]
    assert (found.planned_day.isoformat() if found.planned_day else "") == example.row["planned"]
    assert last_day(example.clock, example.calendar) == found.last_day
    assert latest(example.clock, example.calendar) == found.latest
    assert promised(example.clock, example.calendar) == found.planned


def test_the_examples_are_many_and_different():
    assert len({str(example) for example in examples()}) == len(examples()) >= 60


# The calendar ------------------------------------------------------------------------------------


def test_the_holidays_of_kosovo_are_those_of_the_rules():
    days = {day.date: day.code for day in kosovo().holidays if day.date.year == 2026}

    assert days == {
        date(2026, 1, 1): "new_year",
        date(2026, 1, 2): "new_year",
        date(2026, 1, 7): "orthodox_christmas",
        date(2026, 2, 17): "independence",
        date(2026, 3, 20): "eid_al_fitr",
        date(2026, 4, 5): "catholic_easter",
        date(2026, 4, 6): "catholic_easter",
        date(2026, 4, 9): "constitution",
        date(2026, 4, 12): "orthodox_easter",
        date(2026, 4, 13): "orthodox_easter",
        date(2026, 5, 1): "labour",
        date(2026, 5, 9): "europe",
        date(2026, 5, 11): "europe",
        date(2026, 5, 27): "eid_al_adha",
        date(2026, 12, 25): "catholic_christmas",
    }


def test_holidays_are_named_in_four_languages():
    assert all({"sq", "sr-Cyrl", "tr", "en"} <= set(day.names) for day in kosovo().holidays)


def test_a_closed_day_says_why():
    calendar = kosovo()

    assert calendar.why_closed(date(2026, 2, 16)) == ""
    assert calendar.why_closed(date(2026, 2, 17)) == "holiday"
    assert calendar.why_closed(date(2026, 5, 9)) == "weekend"  # a Saturday that is Europe Day, too
    assert calendar.next_working(date(2026, 5, 9)) == date(2026, 5, 12)
    assert calendar.working_days(date(2026, 2, 16), date(2026, 2, 22)) == 4
    assert calendar.working_days(date(2026, 2, 22), date(2026, 2, 16)) == 0


@pytest.mark.parametrize("day", [date(2022, 12, 31), date(2030, 1, 1)])
def test_a_year_the_calendar_does_not_have_is_not_taken_for_one_without_holidays(day):
    with pytest.raises(OutOfSpan):
        kosovo().is_working(day)


def test_the_first_and_the_last_day_belong_to_the_calendar():
    assert kosovo().why_closed(date(2023, 1, 1)) == "weekend"
    assert kosovo().is_working(date(2029, 12, 31))


def test_a_limit_that_runs_out_of_the_calendar_is_refused():
    with pytest.raises(OutOfSpan):
        last_day(Clock(limit(30, "working_days"), moment("2029-12-20T10:00")), kosovo())


@pytest.mark.parametrize(
    ("last", "weekend", "fault"),
    [
        (date(2025, 12, 31), frozenset({5, 6}), "last"),
        (date(2026, 1, 1), frozenset(range(7)), "weekend"),
    ],
)
def test_a_calendar_without_days_is_refused(last, weekend, fault):
    with pytest.raises(ValueError, match=fault):
        Calendar(ZONE, date(2026, 1, 1), last, [], weekend)


def test_a_calendar_of_one_day_without_a_weekend():
    calendar = Calendar(ZONE, date(2026, 1, 3), date(2026, 1, 3), [], frozenset())
    assert calendar.is_working(date(2026, 1, 3))  # a Saturday


def test_friday_and_saturday_can_be_the_weekend():
    calendar = Calendar(ZONE, date(2026, 1, 1), date(2026, 12, 31), [], frozenset({4, 5}))

    assert last_day(Clock(limit(5, "working_days"), MONDAY), calendar) == date(2026, 2, 9)  # 3 4 5 8 9


@pytest.mark.parametrize(
    ("values", "fault"),
    [
        ({"action": "move"}, "action"),
        ({"action": "add", "reason": ""}, "reason"),
        ({"action": "add", "source": ""}, "source"),
    ],
)
def test_a_change_of_the_calendar_needs_a_reason_and_a_source(values, fault):
    with pytest.raises(ValueError, match=fault):
        Change(**{"date": date(2026, 5, 4), "reason": "announced", "source": "decision", **values})


# Limits ------------------------------------------------------------------------------------------


def test_the_limit_in_force_on_a_day_is_picked():
    old = replace(limit(15), valid_until=date(2025, 12, 31))
    new = replace(limit(7), valid_from=date(2026, 1, 1))

    assert limit_on([old, new], "example", date(2025, 12, 31)) == old
    assert limit_on([old, new], "example", date(2026, 1, 1)) == new
    assert overlaps([old, new]) == ()


def test_two_limits_on_one_day_are_an_error():
    old = replace(limit(15), valid_until=date(2026, 1, 1))
    new = replace(limit(7), valid_from=date(2026, 1, 1))

    assert overlaps([old, new]) == ((old, new),)
    with pytest.raises(Overlap):
        limit_on([old, new], "example", date(2026, 1, 1))
    assert limit_on([old, new], "example", date(2026, 1, 2)) == new


def test_a_limit_that_is_not_there_or_whose_length_was_not_found():
    unknown = Limit("general", "calendar_days", None, "Law")

    with pytest.raises(NoLimit):
        limit_on([unknown], "other", date(2026, 1, 1))
    with pytest.raises(NotFound):
        limit_on([unknown], "general", date(2026, 1, 1))
    with pytest.raises(NotFound):
        Clock(unknown, MONDAY)


@pytest.mark.parametrize(
    ("values", "fault"),
    [
        ({"unit": "weeks"}, "unit"),
        ({"silence": "perhaps"}, "silence"),
        ({"amount": 0}, "amount"),
        ({"extended_to": 7}, "extended_to"),
        ({"extensions": 1}, "extensions"),
        ({"assumed": ("weather",)}, "assumed"),
        ({"valid_from": date(2026, 2, 2), "valid_until": date(2026, 2, 1)}, "valid_until"),
    ],
)
def test_a_limit_that_contradicts_itself_is_refused(values, fault):
    with pytest.raises(ValueError, match=fault):
        replace(limit(7), **values)


@pytest.mark.parametrize(("norm", "fault"), [(8, "norm_too_long"), (0, "norm_not_positive")])
def test_a_promise_is_never_longer_than_the_limit(norm, fault):
    assert norm_fault(WEEK.limit, norm) == fault
    with pytest.raises(ValueError, match=fault):
        replace(WEEK, norm=norm)


# Moments and spans -------------------------------------------------------------------------------


def test_a_promise_stands_beside_a_limit_that_is_extended_only_so_often():
    clock = Clock(limit(7, rule="15 once"), MONDAY, norm=3)
    assert promised(clock, kosovo()) == moment("2026-02-05T23:59:59")
    longer = replace(clock, extensions=(extension("4@2026-02-04"),))
    assert promised(longer, kosovo()) == moment("2026-02-09T23:59:59")
    assert promised(replace(clock, norm=None), kosovo()) is None


def test_a_moment_without_a_zone_is_refused():
    bare = datetime(2026, 2, 2, 10)  # noqa: DTZ001 - that is the point
    for make in (lambda: Clock(limit(7), bare), lambda: Pause(bare), lambda: Extension(1, "", bare)):
        with pytest.raises(ValueError, match="no_zone"):
            make()


def test_a_pause_ends_after_it_begins():
    with pytest.raises(ValueError, match="end"):
        Pause(MONDAY, MONDAY)
    with pytest.raises(ValueError, match="end"):
        Suspension(MONDAY, MONDAY - timedelta(days=1))


def test_the_hour_that_comes_twice_is_told_apart():
    first = datetime(2026, 10, 25, 2, 30, tzinfo=ZONE)
    second = first.replace(fold=1)

    assert Pause(first, second).end.astimezone(UTC) - first.astimezone(UTC) == timedelta(hours=1)
    clock = Clock(limit(1, "hours"), first)
    assert latest(clock, kosovo()).astimezone(UTC) == second.astimezone(UTC)


def test_an_office_that_does_not_open_every_day():
    hours = OfficeHours({0: time(16), 2: time(16)})
    clock = Clock(limit(7), moment("2026-02-03T10:00"), hours=hours)

    assert last_day(clock, kosovo()) == date(2026, 2, 11)  # received on Wednesday 4
    for closes in ({}, {7: time(16)}):
        with pytest.raises(ValueError, match="closes"):
            OfficeHours(closes)


# A holiday added or removed while cases run ------------------------------------------------------


def test_a_holiday_added_later_moves_the_cases_it_concerns():
    clocks = {
        "on the way": Clock(limit(5, "working_days"), MONDAY, norm=3),
        "its last day": Clock(limit(7), MONDAY),
        "not concerned": Clock(limit(15), MONDAY),
        "answered": Clock(limit(7), MONDAY, answered_at=moment("2026-02-03T10:00")),
        "standing": Clock(limit(7), MONDAY, pauses=(pause("2026-02-04/"),)),
    }
    after = kosovo().changed([change("add", "2026-02-09")])

    found = moved(clocks.items(), kosovo(), after)

    assert [(move.key, move.was.day, move.now.day) for move in found] == [
        ("on the way", 9, 10),
        ("its last day", 9, 10),
    ]
    assert all(move.later for move in found)
    assert [(move.was_planned, move.now_planned) for move in found] == [(date(2026, 2, 5),) * 2, (None, None)]


def test_only_the_promise_may_move():
    clock = Clock(limit(15), MONDAY, norm=3)
    (move,) = moved([("case", clock)], kosovo(), kosovo().changed([change("add", "2026-02-05")]))

    assert (move.was, move.was_planned, move.now_planned) == (move.now, date(2026, 2, 5), date(2026, 2, 6))
    assert move.later


def test_a_holiday_taken_away_moves_a_case_to_an_earlier_day_but_undoes_no_extension():
    clock = Clock(limit(7, rule="15"), moment("2026-02-10T10:00"), extensions=(extension("8@2026-02-18"),))
    without = kosovo().changed([change("remove", "2026-02-17")])

    assert last_day(clock, without) == date(2026, 2, 17)  # examined anew it would be a day late
    assert moved([("case", clock)], kosovo(), without) == ()

    plain_clock = replace(clock, extensions=())
    (move,) = moved([("case", plain_clock)], kosovo(), without)
    assert (move.was.day, move.now.day, move.later) == (18, 17, False)
