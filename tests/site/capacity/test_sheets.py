"""A round taken home as a spreadsheet and brought back: shown line by line, and only then written."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook

from tests.conftest import AT
from tests.site.capacity.conftest import address, agreed_round, begin, everything, invite, lead_of, make_plan, score
from tests.site.directory.conftest import make_organisation
from uramost.assessment import sheet_reading
from uramost_web.capacity import acts, bringing, plan_acts, wording
from uramost_web.capacity.acts import Given
from uramost_web.capacity.models import Agreed, Brought, Measure, Rating

pytestmark = pytest.mark.django_db


def home(client, rater):
    return client.get(address(rater, "sheet/out/")).content


def filled(data, **values):
    """As somebody fills it in: `purpose_1=3` is the level of the first column of raters."""
    book = load_workbook(io.BytesIO(data))
    sheet = book.worksheets[0]
    keys = {sheet.cell(3, column).value: column for column in range(1, sheet.max_column + 1)}
    rows = {sheet.cell(row, 1).value: row for row in range(1, sheet.max_row + 1)}
    for name, value in values.items():
        item, _, column = name.partition("_")
        whole = f"rater:{column}:" if column.isdigit() else column
        wanted = next(at for key, at in keys.items() if key and key.startswith(whole))
        sheet.cell(rows[f"item:{item}"], wanted, value)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def bring(client, rater, data, name="round.xlsx"):
    return client.post(address(rater, "sheet/"), {"file": SimpleUploadedFile(name, data)})


def test_a_rater_takes_home_only_their_own_column(client, row):
    lead, rater = row.raters.get(), invite(row, "Јована")
    score(lead, everything(row, 4))
    taken = sheet_reading.read(home(client, rater), row.instrument.read()).assessment
    assert [one.name for one in taken.raters] == ["Јована"]
    assert taken.raters[0].values == {}
    of_lead = sheet_reading.read(home(client, lead), row.instrument.read()).assessment.raters
    assert {one.name: len(one.values) for one in of_lead} == {"Arta": 28, "Јована": 0}


def test_nothing_is_written_before_every_line_was_seen(client, row):
    rater = invite(row, "Јована")
    answer = bring(client, rater, filled(home(client, rater), purpose_1=3, board_1="x", account_1=9))
    page = client.get(answer.url).content.decode()
    assert not Rating.objects.filter(rater=rater).exists()
    assert "2 values are new or different" in page
    assert "“9” is not 1, 2, 3, 4 or x" in page
    client.post(answer.url)
    assert dict(Rating.objects.filter(rater=rater).values_list("item", "value")) == {"purpose": 3, "board": None}
    client.post(answer.url)
    assert Rating.objects.filter(rater=rater).count() == 2
    assert "has been taken over" in client.get(answer.url).content.decode()


def test_the_lead_brings_the_columns_of_all(client, row):
    lead, rater = row.raters.get(), invite(row, "Јована")
    answer = bring(client, lead, filled(home(client, lead), purpose_1=1, purpose_2=4))
    client.post(answer.url)
    assert dict(Rating.objects.values_list("rater__name", "value")) == {"Arta": 1, "Јована": 4}
    assert rater.ratings.get().value == 4


def test_a_rater_who_brings_the_lead_s_file_changes_only_their_own(client, row):
    lead, rater = row.raters.get(), invite(row, "Јована")
    answer = bring(client, rater, filled(home(client, lead), purpose_1=1, purpose_2=4))
    score(lead, {"purpose": Given(1)})
    page = client.get(answer.url).content.decode()
    assert str(wording.LINES["not_yours"]) in page
    assert "0 are there already" in page, "not even whether the lead has scored the same"
    client.post(answer.url)
    assert dict(Rating.objects.values_list("rater__name", "value")) == {"Arta": 1, "Јована": 4}


def test_the_lead_neither_sees_nor_overwrites_what_somebody_has_scored(client, row):
    lead, rater = row.raters.get(), invite(row, "Јована")
    data = filled(home(client, lead), purpose_2=1, board_2=4)
    score(rater, {"purpose": Given(3, "Моја белешка"), "board": Given(4)})
    answer = bring(client, lead, data)
    page = client.get(answer.url).content.decode()
    assert page.count(str(wording.LINES["has_scored"])) == 2, "also where it is the same"
    assert "<td>3</td>" not in page
    client.post(answer.url)
    assert dict(rater.ratings.values_list("item", "value")) == {"purpose": 3, "board": 4}


def test_a_note_that_the_file_does_not_have_is_not_lost(client, row):
    rater = invite(row, "Јована")
    score(rater, {"purpose": Given(3, "Моја белешка")})
    data = home(client, rater)
    book = load_workbook(io.BytesIO(data))
    line = next(at for at in range(1, 60) if book.worksheets[0].cell(at, 1).value == "item:purpose")
    book.worksheets[0].cell(line, 9).value = None
    out = io.BytesIO()
    book.save(out)
    client.post(bring(client, rater, filled(out.getvalue(), purpose_1=4)).url)
    kept = rater.ratings.get()
    assert (kept.value, kept.note) == (4, "Моја белешка")


def test_a_column_from_an_empty_sheet_becomes_a_rater(client, row):
    empty = client.get("/sq/assessments/cso/sheet/").content
    lead = row.raters.get()
    answer = bring(client, lead, filled(empty, purpose_2=2))
    client.post(answer.url)
    assert list(row.raters.values_list("name", flat=True)) == ["Arta", "Vlerësuesi 2"]


def test_another_round_s_file_is_not_taken(client, row, facilitator):
    other = begin(row.organisation, facilitator, code="business")
    assert bring(client, other.raters.get(), home(client, row.raters.get())).status_code == 422
    second = agreed_round(make_organisation(facilitator, names={"en": "Another"}), facilitator, 2)
    answer = bring(client, row.raters.get(), home(client, second.raters.get()))
    assert str(wording.LINES["other_round"]) in client.get(answer.url).content.decode()


def test_of_another_round_neither_what_was_agreed_nor_its_plan_is_taken(client, row, facilitator):
    other = agreed_round(make_organisation(facilitator, names={"en": "Another"}), facilitator, 4)
    values = {"item": "", "what": "Theirs", "owner": "Them", "starts": None, "due": AT.date(), "cost": None,
              "helps": "", "evidence": ""}  # fmt: skip
    plan_acts.write(seat=lead_of(other), plan=make_plan(other), measure=None, values=values, language="en", at=AT)
    theirs = home(client, other.raters.get())
    lead = row.raters.get()
    score(lead, everything(row, 2))
    acts.discuss(seat=lead_of(row), at=AT)
    answer = bring(client, lead, theirs)
    page = client.get(answer.url).content.decode()
    assert page.count(str(wording.LINES["other_round"])) == 28 + 28 + 1, "levels, what was agreed, the measure"
    client.post(answer.url)
    assert not Agreed.objects.filter(round=row).exists()


def test_a_score_that_comes_too_late_is_told(client, row):
    lead = row.raters.get()
    data = filled(home(client, lead), purpose_1=3)
    score(lead, everything(row, 2))
    acts.discuss(seat=lead_of(row), at=AT)
    answer = bring(client, lead, data)
    assert str(wording.LINES["too_late"]) in client.get(answer.url).content.decode()
    client.post(answer.url)
    assert Rating.objects.get(item="purpose").value == 2


def test_what_was_agreed_offline_comes_back_with_its_reason(client, row):
    lead = row.raters.get()
    score(lead, everything(row, 2))
    acts.discuss(seat=lead_of(row), at=AT)
    answer = bring(client, lead, filled(home(client, lead), purpose_agreed=3, purpose_why="Dihet.", board_agreed=2))
    page = client.get(answer.url).content.decode()
    assert str(wording.LINES["no_reason"]) in page
    client.post(answer.url)
    assert [(one.item, one.value, one.why) for one in Agreed.objects.all()] == [("purpose", 3, "Dihet.")]


def test_measures_come_back_and_bad_ones_stay_out(client, cso, facilitator):
    row = agreed_round(cso, facilitator)
    make_plan(row)
    lead = row.raters.get()
    book = load_workbook(io.BytesIO(home(client, lead)))
    sheet = book.worksheets[1]
    brought = {
        5: ("interests", "A rule", "Sekretari", None, "30.6.2026", "1.250,50", "", "begun"),
        6: ("", "Before the plan", "Sekretari", None, "1.1.2020"),
        7: ("", "No owner"),
        8: ("", "An owner that no row keeps", "S" * 201, None, "30.6.2026"),
    }
    for line, values in brought.items():
        for column, value in enumerate(values, start=2):
            sheet.cell(line, column, value)
    out = io.BytesIO()
    book.save(out)
    answer = bring(client, lead, out.getvalue())
    assert client.get(answer.url).content.decode().count(str(wording.LINES["bad_measure"])) == 2
    assert str(wording.LINES["too_long"]) in client.get(answer.url).content.decode()
    client.post(answer.url)
    measure = Measure.objects.get()
    assert (measure.what, str(measure.cost), measure.state) == ("A rule", "1250.50", "begun")
    assert client.get(bring(client, lead, home(client, lead)).url).content.decode().count("<td>") == 0, "all is as here"


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"not a spreadsheet", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"])
def test_a_file_that_is_none_is_asked_about(client, row, data):
    page = bring(client, row.raters.get(), data)
    assert page.status_code == 422
    assert 'class="field-error"' in page.content.decode()
    assert not Brought.objects.exists()


def test_what_one_rater_brought_another_does_not_see(client, row):
    first, second = invite(row, "One"), invite(row, "Two")
    answer = bring(client, first, filled(home(client, first), purpose_1=3))
    number = answer.url.rstrip("/").rpartition("/")[2]
    assert client.get(address(second, f"sheet/{number}/")).status_code == 404
    assert client.post(address(second, f"sheet/{number}/")).status_code == 404


def test_the_lead_does_not_read_in_a_rater_s_file_what_they_chose_before_the_discussion(client, row):
    lead, rater = row.raters.get(), invite(row, "One")
    answer = bring(client, rater, filled(home(client, rater), purpose_1=3))
    number = answer.url.rstrip("/").rpartition("/")[2]
    assert client.get(address(rater, f"sheet/{number}/")).status_code == 200
    assert client.get(address(lead, f"sheet/{number}/")).status_code == 404
    score(lead, everything(row, 2))
    acts.discuss(seat=lead_of(row), at=AT)
    assert client.get(address(lead, f"sheet/{number}/")).status_code == 200


def test_every_kind_of_line_has_its_words():
    import ast
    import inspect

    said = {node.value for node in ast.walk(ast.parse(inspect.getsource(bringing)))
            if isinstance(node, ast.Constant) and isinstance(node.value, str)}  # fmt: skip
    assert {"not_yours", "other_round", "too_late", "no_reason", "same"} <= said
    assert wording.LINES.keys() <= said
