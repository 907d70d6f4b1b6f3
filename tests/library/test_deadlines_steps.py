"""How a date came about, in codes and values: every step of the table is seen, and holds what the table says."""

import json
import string
from dataclasses import replace
from datetime import time
from pathlib import Path

import pytest
from tests.library.deadline_examples import examples, extension, kosovo, limit, moment, pause

from uramost.cli.deadline_words import line
from uramost.deadlines import REFUSALS, STEPS, Clock, OfficeHours, Step, Suspension, computed, plain, restored
from uramost.deadlines.counting import REFUSALS as REASONS
from uramost.deadlines.limits import ASSUMABLE
from uramost.deadlines.reference import reference
from uramost.deadlines.steps import TYPES

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "deadlines.md"


def steps(clock):
    return computed(clock, kosovo(), at=clock.received_at).steps


def said(clock):
    return [step.code for step in steps(clock)]


def cast():
    """The worked examples, and a few clocks for what they have not."""
    yield from (steps(example.clock) for example in examples())
    week = Clock(limit(7), moment("2026-02-02T10:00"))
    doubtful = replace(limit(7, rule="15"), assumed=ASSUMABLE, silence="refusal")
    yield steps(replace(week, limit=doubtful, extensions=(extension("1@2026-02-03"),)))
    yield steps(replace(week, limit=replace(week.limit, silence="consent")))
    yield steps(replace(week, limit=replace(week.limit, silence="none")))
    suspension = Suspension(moment("2026-02-09T00:00"), None, "court")
    yield steps(replace(week, limit=replace(week.limit, silence="refusal"), suspensions=(suspension,)))
    yield steps(Clock(limit(48, "hours"), moment("2026-02-02T10:00"), norm=24))
    yield steps(replace(week, received_at=moment("2026-02-03T10:00"), hours=OfficeHours({0: time(16)})))


def test_every_step_of_the_table_is_seen():
    assert {step.code for found in cast() for step in found} == set(STEPS)


def test_a_step_holds_what_the_table_says():
    for found in cast():
        for step in found:
            kinds = STEPS[step.code].values
            assert set(step.values) == set(kinds)
            assert all(isinstance(step.values[name], TYPES[kind]) for name, kind in kinds.items()), step


def test_a_step_comes_back_from_json():
    for found in cast():
        for step in found:
            assert restored(json.loads(json.dumps(plain(step)))) == step


@pytest.mark.parametrize("kept", [{"code": "miracle", "values": {}}, {"code": "last_day", "values": {"miracle": 1}}])
def test_what_is_not_in_the_table_is_not_restored(kept):
    with pytest.raises(KeyError, match="miracle"):
        restored(kept)


@pytest.mark.parametrize("code", list(STEPS))
def test_a_sample_uses_only_values_of_its_step(code):
    fields = {name for _, name, _, _ in string.Formatter().parse(STEPS[code].sample) if name}
    assert fields <= set(STEPS[code].values)
    assert STEPS[code].sample.endswith(".")


def test_every_step_can_be_said():
    assert all("{" not in line(step) and line(step).endswith(".") for found in cast() for step in found)


def test_every_refusal_is_worded():
    assert set(REFUSALS) == set(REASONS)


def test_an_explanation_reads_in_the_order_of_counting():
    clock = Clock(
        replace(limit(5, "working_days", "10"), silence="refusal"),
        moment("2026-02-12T17:00"),
        norm=3,
        hours=OfficeHours(dict.fromkeys(range(5), time(16))),
        pauses=(pause("2026-02-18/2026-02-19"),),
        extensions=(extension("2@2026-02-20"),),
    )
    assert said(clock) == [
        "received",
        "received_after_hours",
        "limit",
        "counted_after",
        "weekends",
        "skipped",
        "paused",
        "extended",
        "last_day",
        "planned",
        "silence_refusal",
    ]


def test_only_what_bears_on_a_limit_is_told_as_assumed():
    doubtful = replace(limit(5, "working_days"), assumed=ASSUMABLE)
    assumed = [code for code in said(Clock(doubtful, moment("2026-02-13T10:00"))) if code.startswith("assumed")]
    assert assumed == ["assumed_unit", "assumed_first_day"]


def test_working_days_begin_with_a_working_day():
    clock = Clock(limit(5, "working_days"), moment("2026-02-13T10:00"))  # a Friday, before a Monday
    (step,) = (step for step in steps(clock) if step.code == "counted_after")
    assert step.values["first"].isoformat() == "2026-02-16"


def test_a_day_in_lieu_is_told_apart_and_two_holidays_on_one_day_are_both_named():
    (step,) = (
        step
        for step in steps(Clock(limit(2, "working_days"), moment("2025-04-17T10:00")))
        if step.code == "skipped_in_lieu"
    )
    assert step.values["names"]["en"] == "Catholic Easter, Orthodox Easter"


def test_a_pause_says_how_many_days_it_took_and_a_holiday_in_it_is_not_one():
    clock = Clock(limit(5, "working_days"), moment("2026-02-12T10:00"), pauses=(pause("2026-02-16/2026-02-18"),))
    (step,) = (step for step in steps(clock) if step.code == "paused")
    assert (step.values["days"], step.values["reason"]) == (2, "papers")


def test_moments_are_told_in_the_zone_of_the_country():
    told = moment("2026-02-05T23:30+00:00")
    entry = replace(extension("1@2026-02-04T23:30+00:00"), told_at=told)
    clock = Clock(limit(7, rule="15"), moment("2026-02-02T09:00+00:00"), extensions=(entry,))

    (step,) = (step for step in steps(clock) if step.code == "extended")

    assert (step.values["declared"].day, step.values["told"].day, step.values["told"]) == (5, 6, told)


def test_each_pause_is_told_once_with_or_without_effect():
    day = replace(pause("2026-02-14T08:00/2026-02-14T09:00"), reason="survey")
    pauses = (pause("2026-02-13T20:00/2026-02-14T08:00"), day, pause("2026-02-17T08:00/2026-02-17T09:00"))
    clock = Clock(limit(48, "hours"), moment("2026-02-13T15:00"), pauses=pauses)

    told = [step for step in steps(clock) if step.code.startswith("pause")]

    assert [step.code for step in told] == ["paused_hours", "pause_without_effect"]
    assert told[0].values["reason"] == "papers, survey"
    assert told[1].values["start"] == pauses[2].start


@pytest.mark.parametrize("text", ["2026-02-13T14:00/2026-02-13T15:00", "2026-02-15T15:00/2026-02-15T16:00"])
def test_a_pause_that_ends_with_receipt_or_begins_with_the_end_has_no_effect(text):
    clock = Clock(limit(48, "hours"), moment("2026-02-13T15:00"), pauses=(pause(text),))
    assert [code for code in said(clock) if code.startswith("pause")] == ["pause_without_effect"]


def test_a_limit_that_binds_the_resident_says_nothing_of_silence():
    clock = Clock(replace(limit(15), binds="resident", silence="none"), moment("2026-02-02T10:00"))
    assert not [code for code in said(clock) if code.startswith("silence")]


def test_a_holiday_without_our_name_is_said_in_the_language_it_has():
    step = Step("skipped", {"date": moment("2026-02-02T10:00").date(), "holiday": "", "names": {"fi": "Juhla"}})
    assert line(step) == "Monday 2 February 2026 did not count: Juhla."


def test_the_page_of_the_manual_is_as_the_table():
    assert PAGE.read_text("utf-8") == reference(), "stale: run `python -m uramost.deadlines.reference`"
