"""Assessments as spreadsheets: out, filled in by people, and back; nothing lost, each line told."""

import ast
import io
import zipfile
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from uramost import assessment
from uramost.assessment import Measure, as_plain, of_plain, shipped
from uramost.assessment.grid import MOST_MERGED
from uramost.assessment.sheet import Assessment, NotAnAssessment, Rated, Told, blank
from uramost.assessment.sheet_reading import amount, read
from uramost.assessment.sheet_writing import written
from uramost.cli.assessment_words import FAULTS, NOT_AN_ASSESSMENT, SHEETS, TOLD
from uramost.documents.blocks import Refused

CSO = next(one for one in shipped() if one.code == "cso")
CODES = [place.item.code for place in CSO.places()]
FULL = Assessment(
    "cso", 1, "OJQ e trilluar", "7f",
    raters=(
        Rated("Arta", dict.fromkeys(CODES, 2) | {"board": None}, {"budget": "Vetëm për projektet."}, "k1"),
        Rated("Јована", {"purpose": 4}, {}, "k2"),
    ),
    agreed={"purpose": 3, "board": None},
    reasons={"purpose": "Сви је знамо.", "board": "=1+1"},
    measures=(
        Measure("Të shkruhet rregulli", "interests", "Sekretari", date(2026, 3, 1), date(2026, 6, 30),
                Decimal("250.50"), "Rrjeti", "begun", "Rregulli i nënshkruar"),
        Measure("Друго", due=date(2026, 12, 31), cost=None),
    ),
)  # fmt: skip
SAMPLE = written(CSO, FULL)
LINES = read(SAMPLE, CSO).lines
FIRST, SECOND = 8, 10  # columns of the raters' levels in a file with two
AGREED = 12


def changed(change, data=None):
    """The file after somebody has worked on it in a spreadsheet program."""
    book = load_workbook(io.BytesIO(data or SAMPLE))
    change(book)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def row_of(sheet, code):
    return next(row for row in range(1, sheet.max_row + 1) if sheet.cell(row, 1).value == f"item:{code}")


def put(code, column, value):
    def change(book):
        sheet = book.worksheets[0]
        sheet.cell(row_of(sheet, code), column, value)

    return change


def told(data, instrument=CSO):
    return [(one.code, one.values) for one in read(data, instrument).told]


@pytest.mark.parametrize("tag", SHEETS)
def test_what_goes_out_comes_back_in_every_language(tag):
    taken = read(written(CSO, FULL, SHEETS[tag]), CSO, SHEETS[tag])
    assert taken.told == ()
    assert taken.assessment == FULL


@settings(max_examples=6)
@given(st.dictionaries(st.sampled_from(CODES), st.sampled_from([1, 2, 3, 4, None])), st.text(max_size=30))
def test_whatever_was_scored_comes_back(values, note):
    note = "".join(sign for sign in note if sign >= " " and sign.isprintable()).strip()
    rater = Rated("Someone", values, {"books": note} if note else {}, "k")
    assert read(written(CSO, replace(FULL, raters=(rater,))), CSO).assessment.raters == (rater,)


def test_an_empty_file_has_room_for_raters_and_nothing_in_it():
    data = written(CSO, blank(CSO, 3), SHEETS["sq"])
    assert load_workbook(io.BytesIO(data)).worksheets[0].cell(4, 12).value == "Vlerësuesi 3"
    taken = read(data, CSO)
    assert (taken.assessment.raters, taken.assessment.measures, taken.told) == ((), (), ())


def test_a_new_rater_in_an_empty_file_is_known_by_what_was_typed():
    def change(book):
        book.worksheets[0].cell(4, 8, "Besa")
        put("purpose", 8, 2)(book)

    taken = read(changed(change, written(CSO, blank(CSO, 3))), CSO)
    assert taken.assessment.raters == (Rated("Besa", {"purpose": 2}),)


def test_what_was_typed_is_never_a_formula_when_the_file_is_opened():
    cell = load_workbook(io.BytesIO(SAMPLE)).worksheets[0].cell(LINES["item", "board"], AGREED + 1)
    assert (cell.value, cell.data_type) == ("=1+1", "s")


def test_sorting_and_inserting_does_no_harm():
    def change(book):
        sheet = book.worksheets[0]
        first, last = row_of(sheet, CODES[0]), row_of(sheet, CODES[-1])
        for column in range(1, sheet.max_column + 1):
            one, other = sheet.cell(first, column), sheet.cell(last, column)
            one.value, other.value = other.value, one.value
        sheet.insert_rows(6)
        sheet.insert_cols(8)

    taken = read(changed(change), CSO)
    assert taken.lines["item", CODES[0]] > taken.lines["item", CODES[-1]]
    assert (taken.assessment, taken.told) == (FULL, ())


def test_cells_far_out_are_told_one_by_one():
    """In the last column and row there are, beside and below what is ours."""

    def change(book):
        sheet = book.worksheets[0]
        sheet.cell(row_of(sheet, "purpose"), 16_384, "far")
        sheet.cell(1_048_576, 3, "low")
        sheet.cell(1_048_576, 2, "lower")

    assert told(changed(change)) == [
        ("no_column", {"value": "far"}), ("value_without_item", {"value": "lower"}),
        ("value_without_item", {"value": "low"}),
    ]  # fmt: skip


@pytest.mark.parametrize("value", [0, 5, -1, "two", 2.5, "1-2", "١", True])
def test_a_level_that_is_none_is_told_and_the_rest_is_taken(value):
    taken = read(changed(put("purpose", FIRST, value)), CSO)
    assert [one.code for one in taken.told] == ["score_not_1_to_4"]
    assert (taken.told[0].line, taken.told[0].column) == (LINES["item", "purpose"], "H")
    assert "purpose" not in taken.assessment.raters[0].values
    assert len(taken.assessment.raters[0].values) == len(CODES) - 1


@pytest.mark.parametrize(("value", "level"), [("3", 3), (3.0, 3), ("x", None), ("Х", None), ("–", None), (" 4 ", 4)])
def test_a_level_may_be_typed_in_several_ways(value, level):
    taken = read(changed(put("purpose", FIRST, value)), CSO)
    assert taken.told == ()
    assert taken.assessment.raters[0].values["purpose"] == level


def test_a_formula_is_told_and_not_believed():
    taken = read(changed(put("purpose", FIRST, "=2+2")), CSO)
    assert [(one.code, one.values) for one in taken.told] == [("formula", {"value": "=2+2"})]
    assert "purpose" not in taken.assessment.raters[0].values


def test_merged_cells_are_told_and_count_for_the_first_only():
    def change(book):
        sheet = book.worksheets[0]
        row = row_of(sheet, "purpose")
        sheet.merge_cells(start_row=row, end_row=row + 1, start_column=FIRST, end_column=FIRST)

    taken = read(changed(change), CSO)
    assert [one.code for one in taken.told] == ["merged", "merged"]
    assert taken.assessment.raters[0].values["purpose"] == 2
    assert "board" not in taken.assessment.raters[0].values


def test_areas_merged_without_end_are_refused():
    def change(book):
        for row in range(200, 200 + MOST_MERGED + 1):
            book.worksheets[0].merge_cells(start_row=row, end_row=row, start_column=20, end_column=21)

    with pytest.raises(Refused) as refused:
        read(changed(change), CSO)
    assert refused.value.code == "zip_bomb"


def test_a_line_taken_out_a_line_twice_and_one_of_no_item_are_told():
    def change(book):
        sheet = book.worksheets[0]
        sheet.cell(row_of(sheet, "purpose"), 1, "item:board")
        sheet.cell(sheet.max_row + 2, FIRST, "4")

    found = told(changed(change))
    assert ("missing_item", {"item": "purpose"}) in found
    assert ("twice", {"value": "board"}) in found
    assert ("value_without_item", {"value": "4"}) in found


def test_what_stands_in_a_column_of_its_own_is_told():
    assert told(changed(put("purpose", 30, "see letter"))) == [("no_column", {"value": "see letter"})]


def test_an_old_version_is_read_as_far_as_its_items_are_still_asked():
    plain = as_plain(CSO) | {"version": 2}
    plain["domain"][0]["item"].pop(1)
    newer = of_plain(plain)
    taken = read(SAMPLE, newer)
    assert [one.code for one in taken.told] == ["other_version", "unknown_item"]
    assert taken.told[0].values == {"version": "1", "wanted": "2"}
    assert len(taken.assessment.raters[0].values) == len(CODES) - 1


def test_the_same_version_with_other_words_is_told():
    plain = as_plain(CSO)
    plain["domain"][0]["item"][0]["name"]["en"] = "Aim"
    assert told(SAMPLE, of_plain(plain)) == [("other_content", {})]


def test_the_plan_says_what_is_no_day_no_sum_and_no_state():
    def change(book):
        sheet = book.worksheets[1]
        for column, value in ((2, "nothing-such"), (5, "soon"), (6, "31.02.2026"), (7, "much"), (9, "later")):
            sheet.cell(5, column, value)

    taken = read(changed(change), CSO)
    assert [one.code for one in taken.told] == ["unknown_item", "bad_date", "bad_date", "bad_cost", "unknown_state"]
    assert {one.line for one in taken.told} == {5}
    assert taken.assessment.measures[0] == replace(
        FULL.measures[0], item="", starts=None, due=None, cost=None, state="planned"
    )


def test_days_and_states_may_be_typed_as_people_do():
    def change(book):
        sheet = book.worksheets[1]
        for column, value in ((5, "1.3.2026."), (6, "2026-06-30"), (7, "250,50 €"), (9, "E NISUR")):
            sheet.cell(5, column, value)

    taken = read(changed(change), CSO, SHEETS["sq"])
    assert taken.told == ()
    assert taken.assessment.measures[0] == FULL.measures[0]


@pytest.mark.parametrize(
    ("said", "euro"),
    [
        ("1.250,50", "1250.50"), ("1,250.50", "1250.50"), ("1.250", "1250"), ("1 250 €", "1250"), ("12,5", "12.5"),
        ("1.250.000", "1250000"), ("0", "0"), ("-5", None), ("1,2,3", None), ("NaN", None), ("1e5", None), ("", None),
        ("99999999999999", None),
    ],
)  # fmt: skip
def test_sums_as_people_write_them(said, euro):
    assert amount(said) == (None if euro is None else Decimal(euro))


def test_a_sheet_taken_out_is_told():
    assert [code for code, _ in told(changed(lambda book: book.remove(book.worksheets[1])))] == ["no_plan"]
    assert [code for code, _ in told(changed(lambda book: book.remove(book.worksheets[0])))] == ["no_scores"]


def foreign():
    book = Workbook()
    book.active["A1"] = "Buxheti 2026"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (foreign(), "not_ours"),
        (changed(lambda book: book.remove(book.worksheets[2])), "not_ours"),
        (changed(lambda book: book.worksheets[2].cell(2, 2, "newest")), "not_ours"),
        (changed(lambda book: book.worksheets[2].cell(2, 2, 2)), "newer_format"),
        (changed(lambda book: book.worksheets[2].cell(3, 2, "business")), "other_instrument"),
    ],
)
def test_what_is_not_ours_is_refused_as_a_whole(data, code):
    with pytest.raises(NotAnAssessment) as refused:
        read(data, CSO)
    assert refused.value.code == code


@pytest.mark.parametrize("cut", [0, 1, 100, 5000])
def test_a_damaged_file_is_refused(cut):
    with pytest.raises(Refused):
        read(SAMPLE[:cut], CSO)


def test_a_file_of_a_million_rows_is_refused_before_it_is_read():
    data = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(SAMPLE)) as old,
        zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            content = old.read(name)
            if name == "xl/worksheets/sheet1.xml":
                rows = b"".join(b'<row r="%d"><c r="H%d"><v>1</v></c></row>' % (n, n) for n in range(200, 250_000))
                content = content.replace(b"</sheetData>", rows + b"</sheetData>")
            new.writestr(name, content)
    with pytest.raises(Refused) as refused:
        read(data.getvalue(), CSO)
    assert refused.value.code == "zip_bomb"


@settings(max_examples=20)
@given(st.integers(0, 20_000), st.binary(min_size=1, max_size=4))
def test_bytes_changed_by_chance_are_read_or_refused(place, bytes_):
    data = bytearray(SAMPLE)
    at = place % len(data)
    data[at : at + len(bytes_)] = bytes_
    try:
        taken = read(bytes(data), CSO)
    except (Refused, NotAnAssessment):
        return
    assert all(isinstance(one, Told) for one in taken.told)


# The command -------------------------------------------------------------------------------------


def codes(name, places):
    """The codes that a module of the library tells, by the place they have among the arguments."""
    for node in ast.walk(ast.parse((Path(assessment.__file__).parent / name).read_text("utf-8"))):
        if isinstance(node, ast.Call):
            called = getattr(node.func, "attr", getattr(node.func, "id", ""))
            if called in places and len(node.args) > places[called]:
                told = node.args[places[called]]
                for one in (told.body, told.orelse) if isinstance(told, ast.IfExp) else (told,):
                    if isinstance(one, ast.Constant):
                        yield one.value


@pytest.mark.parametrize(
    ("name", "places", "sentences", "some"),
    [
        ("reading.py", {"fault": 1, "Fault": 1}, FAULTS, {"not_four", "bad_toml", "missing"}),
        ("sheet_reading.py", {"tell": 3}, TOLD, {"formula", "unknown_item", "twice"}),
        ("sheet_reading.py", {"NotAnAssessment": 0}, NOT_AN_ASSESSMENT, {"not_ours"}),
    ],
)
def test_every_code_of_the_library_has_its_sentence(name, places, sentences, some):
    spoken = set(codes(name, places))
    assert spoken >= some
    assert spoken <= sentences.keys()
    assert sentences.keys() - spoken <= {"no_scores", "no_plan"}, "a sentence that nothing says"
