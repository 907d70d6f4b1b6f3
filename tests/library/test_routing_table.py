"""A table of rules comes from a spreadsheet and goes back into one."""

import csv
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from uramost.routing import COLUMNS, KINDS, WEEKDAYS, Hours, Rule, read_csv, write_csv

HEAD = ",".join(COLUMNS)
CODES = st.text("abcčë-_1", min_size=1, max_size=6)
SETS = st.sets(CODES, max_size=3).map(frozenset)
DAYS = st.dates(date(2020, 1, 1), date(2030, 1, 1))
RULES = st.builds(
    Rule,
    id=CODES,
    office=CODES,
    services=SETS,
    kinds=st.sets(st.sampled_from(KINDS)).map(frozenset),
    areas=SETS,
    languages=SETS,
    words=st.sets(st.sampled_from(("rrug*", "улично светло", "su, kesildi", 'a "b"'))).map(frozenset),
    weekdays=st.sets(st.sampled_from(WEEKDAYS)).map(frozenset),
    hours=st.none() | st.sampled_from((Hours(0, 1440), Hours(1320, 360), Hours(61, 62))),
    answers=st.dictionaries(CODES, st.sets(CODES, min_size=1).map(frozenset), max_size=2),
    since=st.none() | DAYS,
    until=st.none(),
    reason=st.sampled_from(("", "Ligji, neni 3", "two\nlines", "a; b\tc")),
)


@given(st.lists(RULES, unique_by=lambda rule: rule.id))
def test_a_table_comes_back_as_it_went(rules):
    assert read_csv(write_csv(rules).encode()) == (tuple(rules), ())


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_spreadsheet_may_divide_as_it_does(delimiter):
    lines = ["\ufeffid{0}office{0}hours", "a{0}works{0}7:00 – 15:00", "", "{0}{0}"]
    rules, faults = read_csv("\r\n".join(lines).format(delimiter).encode())

    assert faults == ()
    assert rules == (Rule("a", "works", hours=Hours(420, 900)),)


@pytest.mark.parametrize(
    ("row", "code", "column"),
    [
        (",works", "no_id", "id"),
        ("b,", "no_office", "office"),
        ("a,works", "duplicate_id", "id"),
        ("b,works,,wish", "bad_kind", "kind"),
        ("b,works,,,,,?!", "bad_words", "words"),
        ("b,works,,,,,,monday", "bad_weekday", "weekdays"),
        ("b,works,,,,,,,25:00-26:00", "bad_hours", "hours"),
        ("b,works,,,,,,,7-15", "bad_hours", "hours"),
        ("b,works,,,,,,,07:60-08:00", "bad_hours", "hours"),
        ("b,works,,,,,,,,lamp", "bad_answers", "answers"),
        ("b,works,,,,,,,,,1.3.2026", "bad_since", "since"),
        ("b,works,,,,,,,,,,2026-02-30", "bad_until", "until"),
        ("b,works,,,,,,,,,2026-03-01,2026-02-01", "bad_validity", "until"),
    ],
)
def test_a_fault_is_told_with_its_line_and_the_others_are_read(row, code, column):
    row += "," * (len(COLUMNS) - 1 - row.count(","))
    first = 'a,works,,,,,,,,,,,"a reason\nof two lines"'
    last = "z,works" + "," * 11

    rules, faults = read_csv("\n".join([HEAD, first, row, last]).encode())

    assert [rule.id for rule in rules] == ["a", "z"]
    assert [(fault.line, fault.code, fault.column) for fault in faults] == [(4, code, column)]


@pytest.mark.parametrize(
    ("content", "line", "code", "value"),
    [
        (b"id,service", 1, "missing_column", "office"),
        (b"id,office,colour", 1, "unknown_column", "colour"),
        (b"", 1, "missing_column", "id"),
        (b"id,office\na,works\nb,\xe8", 3, "bad_encoding", ""),
    ],
)
def test_a_file_that_cannot_be_read_gives_nothing(content, line, code, value):
    rules, faults = read_csv(content)

    assert rules == ()
    assert (faults[0].line, faults[0].code, faults[0].column) == (line, code, value)


def test_a_line_of_another_width_is_told():
    assert [fault.code for fault in read_csv(b"id,office\na,b,c")[1]] == ["wrong_width"]


@pytest.mark.parametrize("longest", [131_072, 10**9])
def test_a_quotation_mark_that_nothing_closes_is_told_where_it_stands(longest):
    before = csv.field_size_limit(longest)
    try:
        rules, faults = read_csv(b'id,office\na,works\nb,"' + b"works\nc," * 30_000)
    finally:
        csv.field_size_limit(before)
    assert [rule.id for rule in rules] == ["a"]
    assert [(fault.line, fault.code) for fault in faults] == [(3, "wrong_width")]
