"""Until when must an answer be given? Worked examples, what is told beside the day, and what is refused."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from tests.library.deadline_examples import ZONE, change, examples, extension, kosovo, limit, moment, pause

from uramost.deadlines import (
    REFUSALS,
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
    extension_refusal,
    last_day,
    latest,
    limit_on,
    moved,
    norm_fault,
    overlaps,
)

MONDAY = moment("2026-02-02T10:00")
WEEK = Clock(limit(7, rule="15"), MONDAY)
URGENT = Clock(limit(48, "hours"), moment("2026-02-13T15:00"))


def read(clock, at, calendar=None):
    return computed(clock, calendar or kosovo(), at=moment(at))


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


def test_a_limit_that_runs_out_of_the_calendar_is_refused():
    with pytest.raises(OutOfSpan):
        last_day(Clock(limit(30, "working_days"), moment("2029-12-20T10:00")), kosovo())


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


# What is told at a moment ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("at", "state", "remaining", "late_by"),
    [
        ("2026-02-02T10:00", "running", 7, 0),
        ("2026-02-06T10:00", "running", 3, 0),
        ("2026-02-09T23:59:59", "running", 0, 0),
        ("2026-02-10T00:00", "late", None, 1),
        ("2026-02-16T10:00", "late", None, 7),
    ],
)
def test_what_is_left_of_seven_days(at, state, remaining, late_by):
    found = read(WEEK, at)
    assert (found.state, found.remaining, found.late_by) == (state, remaining, late_by)


@pytest.mark.parametrize(
    ("at", "state", "remaining", "late_by"),
    [
        ("2026-02-13T15:00", "running", 48, 0),
        ("2026-02-14T15:30", "running", 23, 0),
        ("2026-02-15T15:00", "running", 0, 0),
        ("2026-02-15T15:01", "late", None, 1),
        ("2026-02-15T17:00", "late", None, 2),
    ],
)
def test_what_is_left_of_48_hours(at, state, remaining, late_by):
    found = read(URGENT, at)
    assert (found.state, found.remaining, found.late_by) == (state, remaining, late_by)


def test_while_the_clock_stands_there_is_no_last_day_and_what_is_left_stays():
    clock = replace(WEEK, pauses=(pause("2026-02-05/"),))

    for at in ("2026-02-05T10:00", "2026-03-30T10:00"):
        found = read(clock, at)
        assert (found.state, found.last_day, found.latest, found.remaining) == ("stands", None, None, 5)
        assert found.silence_from is None


def test_what_is_left_of_hours_while_the_clock_stands():
    found = read(replace(URGENT, pauses=(pause("2026-02-14T15:00/"),)), "2026-02-20T10:00")
    assert (found.state, found.remaining) == ("stands", 24)


def test_working_days_left_do_not_count_the_pause_or_the_holiday():
    clock = Clock(limit(5, "working_days"), moment("2026-02-12T10:00"), pauses=(pause("2026-02-19/2026-02-20"),))

    found = read(clock, "2026-02-16T10:00")

    assert found.last_day == date(2026, 2, 24)  # 13 16 18 23 24
    assert found.remaining == 3


@pytest.mark.parametrize(
    ("answered", "state", "late_by"),
    [("2026-02-09T22:00", "answered_in_time", 0), ("2026-02-11T08:00", "answered_late", 2)],
)
def test_an_answer_stops_the_clock(answered, state, late_by):
    found = read(replace(WEEK, answered_at=moment(answered)), "2026-03-30T10:00")
    assert (found.state, found.late_by, found.remaining) == (state, late_by, None)


def test_an_answer_given_while_the_clock_stands_is_in_time():
    clock = replace(WEEK, pauses=(pause("2026-02-05/"),), answered_at=moment("2026-03-02T10:00"))
    found = read(clock, "2026-03-30T10:00")
    assert found.state == "answered_in_time"
    assert found.last_day == date(2026, 3, 9)  # 3 and 4 February; 3 to 7 March; Saturday moves to Monday


def test_the_days_that_did_not_count():
    clock = Clock(limit(4, "working_days"), moment("2026-02-13T10:00"), pauses=(pause("2026-02-18/2026-02-18"),))

    found = read(clock, "2026-02-13T10:00")

    assert found.last_day == date(2026, 2, 23)
    assert [(day.date.day, day.why, day.code) for day in found.not_counted] == [
        (14, "weekend", ""),
        (15, "weekend", ""),
        (17, "holiday", "independence"),
        (18, "pause", ""),
        (21, "weekend", ""),
        (22, "weekend", ""),
    ]


def test_of_calendar_days_only_pauses_and_the_end_do_not_count():
    clock = Clock(limit(7), moment("2026-02-08T10:00"), pauses=(pause("2026-02-16/2026-02-16"),))

    assert [(day.date.day, day.why) for day in read(clock, "2026-02-08T10:00").not_counted] == [
        (15, "weekend"),
        (16, "pause"),
        (17, "holiday"),
    ]


def test_a_date_that_hangs_on_an_estimated_bajram_is_provisional():
    near = Clock(limit(2, "working_days"), moment("2026-03-18T10:00"))
    far = Clock(limit(2, "working_days"), moment("2026-03-10T10:00"))
    announced = kosovo().changed([change("remove", "2026-03-20"), change("add", "2026-03-20")])

    assert read(near, "2026-03-18T10:00").provisional
    assert not read(far, "2026-03-10T10:00").provisional
    assert not read(near, "2026-03-18T10:00", announced).provisional


def test_calendar_days_are_provisional_only_where_they_end_near_the_estimate():
    assert read(Clock(limit(7), moment("2026-03-12T10:00")), "2026-03-12T10:00").provisional  # the 19th
    assert not read(Clock(limit(15), moment("2026-03-12T10:00")), "2026-03-12T10:00").provisional  # the 27th
    assert not read(Clock(limit(7, rule="stays"), moment("2026-03-12T10:00")), "2026-03-12T10:00").provisional


# Silence -----------------------------------------------------------------------------------------


def silent(meaning, **values):
    return replace(WEEK, limit=replace(WEEK.limit, silence=meaning), **values)


@pytest.mark.parametrize(
    ("meaning", "since"),
    [
        ("refusal", "2026-02-10T00:00+01:00"),
        ("consent", "2026-02-10T00:00+01:00"),
        ("none", None),
        ("unknown", None),
    ],
)
def test_what_silence_means_and_from_when(meaning, since):
    found = read(silent(meaning), "2026-02-05T10:00")
    assert (found.silence, found.silence_from) == (meaning, since and datetime.fromisoformat(since))


def test_an_answer_in_time_is_no_silence_and_a_late_one_does_not_undo_it():
    in_time, late = (silent("refusal", answered_at=moment(at)) for at in ("2026-02-09T10:00", "2026-02-12T10:00"))

    assert read(in_time, "2026-03-01T10:00").silence_from is None
    assert read(late, "2026-03-01T10:00").silence_from == moment("2026-02-10T00:00")


def test_silence_can_be_suspended():
    until = Suspension(moment("2026-02-09T00:00"), moment("2026-02-20T00:00"), "court")
    after = Suspension(moment("2026-02-11T00:00"), None, "court")

    assert read(silent("refusal", suspensions=(until,)), "2026-02-05T10:00").silence_from == until.end
    assert read(silent("refusal", suspensions=(replace(until, end=None),)), "2026-02-05T10:00").silence_from is None
    assert read(silent("refusal", suspensions=(after,)), "2026-02-05T10:00").silence_from == moment("2026-02-10T00:00")
    both = (Suspension(moment("2026-02-15T00:00"), moment("2026-03-01T00:00"), "strike"), until)
    assert read(silent("refusal", suspensions=both), "2026-02-05T10:00").silence_from == moment("2026-03-01T00:00")


# Extensions --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("clock", "declared", "why"),
    [
        (WEEK, "8@2026-02-09T23:59", ""),
        (WEEK, "8@2026-02-10", "declared_late"),
        (WEEK, "9@2026-02-05", "too_long"),
        (WEEK, "0@2026-02-05", "not_positive"),
        (replace(WEEK, limit=limit(7)), "1@2026-02-05", "no_extension"),
        (
            replace(WEEK, limit=limit(7, rule="15 once"), extensions=(extension("1@2026-02-05"),)),
            "1@2026-02-06",
            "too_many",
        ),
        (replace(WEEK, answered_at=moment("2026-02-05T10:00")), "1@2026-02-06", "answered"),
    ],
)
def test_an_extension_is_refused_with_a_reason(clock, declared, why):
    assert extension_refusal(clock, extension(declared), kosovo()) == why
    assert why in {"", *REFUSALS}


def test_an_extension_that_does_not_hold_is_told_and_not_applied():
    late = extension("8@2026-02-10")

    found = read(replace(WEEK, extensions=(late,)), "2026-02-05T10:00")

    assert found.refused == ((late, "declared_late"),)
    assert found.last_day == date(2026, 2, 9)


def test_an_extension_that_was_granted_is_not_examined_again():
    late = replace(extension("8@2026-02-10"), granted=True)
    assert read(replace(WEEK, extensions=(late,)), "2026-02-05T10:00").last_day == date(2026, 2, 18)
    with pytest.raises(ValueError, match="amount"):
        replace(late, amount=0)


# Moments and spans -------------------------------------------------------------------------------


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
    found = read(Clock(limit(7), moment("2026-02-03T10:00"), hours=hours), "2026-02-03T10:00")

    assert found.last_day == date(2026, 2, 11)  # received on Wednesday 4
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
