"""A clock read at a moment: what is left, what did not count, what silence means, which extensions hold."""

from dataclasses import replace
from datetime import date, datetime

import pytest
from tests.library.deadline_examples import change, extension, kosovo, limit, moment, pause

from uramost.deadlines import REFUSALS, Clock, Suspension, computed, extension_refusal

WEEK = Clock(limit(7, rule="15"), moment("2026-02-02T10:00"))
URGENT = Clock(limit(48, "hours"), moment("2026-02-13T15:00"))


def read(clock, at, calendar=None):
    return computed(clock, calendar or kosovo(), at=moment(at))


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


@pytest.mark.parametrize(
    ("at", "state"),
    [
        ("2026-02-04T09:59", "running"),
        ("2026-02-04T10:00", "stands"),
        ("2026-02-05T08:59", "stands"),
        ("2026-02-05T09:00", "running"),
    ],
)
def test_the_clock_stands_from_the_first_moment_of_a_pause_and_runs_from_its_end(at, state):
    assert read(replace(WEEK, pauses=(pause("2026-02-04T10:00/2026-02-05T09:00"),)), at).state == state


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
    assert read(
        Clock(limit(7), moment("2026-03-13T10:00")), "2026-03-13T10:00"
    ).provisional  # the 20th moves to the 23rd
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
