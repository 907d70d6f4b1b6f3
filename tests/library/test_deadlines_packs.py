"""Limits are data: what the pack of Kosovo says, what it does not, and which faults of the table are named."""

import csv
import shutil
from datetime import date
from pathlib import Path

import pytest
from tests.library.deadline_examples import moment

from uramost import packs
from uramost.deadlines import Clock, NotFound, computed, limit_on

HERE = Path(packs.__file__).parent
GOOD = {
    "code": "answer",
    "binds": "authority",
    "unit": "working_days",
    "amount": "15",
    "first_day": "not_counted",
    "last_day": "moves",
    "silence": "unknown",
    "source": "Python holidays",
}


@pytest.fixture(scope="module")
def kosovo():
    return packs.load("kosovo")


@pytest.fixture
def faults(tmp_path):
    """The faults of the pack of Finland with these limits."""
    folder = Path(shutil.copytree(HERE / "finland", tmp_path / "copy"))
    with (folder / "names.csv").open("a", encoding="utf-8") as file:
        file.write("limit,answer,vastaus,svar,answer,Python holidays\n")

    def with_limits(*rows):
        columns = packs.TABLES["limits"].columns
        with (folder / "limits.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, columns)
            writer.writeheader()
            writer.writerows({**dict.fromkeys(columns, ""), **GOOD, **row} for row in rows)
        try:
            packs.load(folder)
        except packs.PackError as error:
            return [(fault.file, fault.line, fault.code) for fault in error.faults]
        return []

    return with_limits


@pytest.mark.parametrize(
    ("code", "values"),
    [
        ("access_to_documents", (7, "calendar_days", 15, "refusal", "authority")),
        ("access_to_documents_urgent", (48, "hours", None, "refusal", "authority")),
        ("complaint_to_agency", (15, "calendar_days", None, "none", "resident")),
        ("court", (30, "calendar_days", None, "none", "resident")),
    ],
)
def test_the_limits_of_the_law_on_access_to_documents(kosovo, code, values):
    found = limit_on(kosovo.limits, code, date(2026, 2, 2))

    assert (found.amount, found.unit, found.extended_to, found.silence, found.binds) == values
    assert found.source == "Law 06/L-081"


def test_the_limit_of_the_general_procedure_was_not_found_and_is_not_invented(kosovo):
    with pytest.raises(NotFound):
        limit_on(kosovo.limits, "general_procedure", date(2026, 2, 2))


def test_what_no_source_says_is_an_assumption_in_the_data_and_in_the_explanation(kosovo):
    found = limit_on(kosovo.limits, "access_to_documents", date(2026, 2, 2))
    clock = Clock(found, moment("2026-02-02T10:00"))

    said = {step.code for step in computed(clock, packs.calendar(kosovo, 2026, 2026), at=clock.received_at).steps}

    assert {"unit", "first_day", "last_day"} <= set(found.assumed)
    assert {"assumed_unit", "assumed_first_day", "assumed_last_day", "assumed_silence"} <= said


@pytest.mark.parametrize("tag", ["sq", "sr-Cyrl", "sr-Latn", "en"])
def test_every_limit_has_a_name_and_a_source_in_the_readers_language(kosovo, tag):
    for entry in kosovo.limits:
        assert kosovo.text(kosovo.label("limit", entry.code), tag)
        assert kosovo.cite(entry.source, tag) != entry.source


def test_days_are_those_of_the_country():
    assert packs.calendar(packs.load("kosovo"), 2026, 2026).zone.key == "Europe/Belgrade"
    assert packs.calendar(packs.load("finland"), 2026, 2026).zone.key == "Europe/Helsinki"


def test_a_good_table_has_no_fault(faults):
    before, after = {"valid_until": "2025-12-31"}, {"valid_from": "2026-01-01", "amount": "10", "extended_to": "20"}
    assert faults(before, after) == []


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ({"unit": "weeks"}, "unknown_code"),
        ({"amount": "0"}, "bad_limit"),
        ({"amount": "soon"}, "bad_number"),
        ({"extended_to": "15"}, "bad_limit"),
        ({"assumed": "weather"}, "bad_limit"),
        ({"source": ""}, "missing_source"),
        ({"source": "hearsay"}, "unknown_source"),
        ({"code": "reply"}, "unknown_code"),
        ({"valid_from": "2026-02-30"}, "bad_date"),
    ],
)
def test_a_fault_of_a_limit_is_named(faults, row, code):
    assert faults(row) == [("limits.csv", 2, code)]


def test_limits_that_overlap_are_a_fault(faults):
    before, after = {"valid_until": "2026-01-01"}, {"valid_from": "2026-01-01"}
    assert faults(before, after) == [("limits.csv", 0, "overlapping_validity")]


def test_a_zone_that_does_not_exist_is_a_fault(tmp_path):
    folder = Path(shutil.copytree(HERE / "finland", tmp_path / "copy"))
    table = folder / "holidays.csv"
    table.write_text(table.read_text("utf-8").replace("Europe/Helsinki", "Europe/Atlantis"), "utf-8")

    with pytest.raises(packs.PackError) as caught:
        packs.load(folder)
    assert [fault.code for fault in caught.value.faults] == ["unknown_zone"]


def test_a_pack_without_holidays_makes_no_calendar(tmp_path):
    folder = Path(shutil.copytree(HERE / "finland", tmp_path / "copy"))
    table = folder / "holidays.csv"
    table.write_text(table.read_text("utf-8").splitlines()[0] + "\n", "utf-8")

    with pytest.raises(ValueError, match="no_calendar"):
        packs.calendar(packs.load(folder), 2026, 2026)
