"""The plan that comes of a round, followed to the end, and the files that show something."""

import io
import zipfile
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction

from tests.conftest import AT, make_person
from tests.site.capacity.conftest import (
    Rating,
    address,
    agree_all,
    agreed_round,
    begin_in,
    lead_of,
    make_plan,
)
from uramost_web.capacity import acts, plan_acts
from uramost_web.capacity.acts import Refused
from uramost_web.capacity.models import Evidence, Measure, Plan, Step
from uramost_web.capacity.seats import Seat
from uramost_web.places import memoranda_acts
from uramost_web.places.models import Municipality

pytestmark = pytest.mark.django_db
TODAY = AT.date()
FORM = {"what": "Të shkruhet rregulli për konfliktin e interesit.", "owner": "Sekretari", "due": "2026-06-30"}
OF_TOWN = {
    "what_sq": "Të përtërihet regjistri.", "what_sr-Cyrl": "", "what_en": "The register is renewed.",
    "owner": "Drejtoria", "due": "2026-06-30",
}  # fmt: skip
PDF = b"%PDF-1.4\n%%EOF\n"


@pytest.fixture
def agreed(cso, facilitator):
    return agreed_round(cso, facilitator, 2)


@pytest.fixture
def plan(agreed):
    return make_plan(agreed, until=TODAY + timedelta(days=730))


@pytest.fixture
def lead(plan):
    return plan.round.raters.get(leads=True)


def write(plan, **values):
    given = {"item": "interests", "what": "A", "owner": "B", "starts": None, "due": date(2026, 6, 30), "cost": None,
             "helps": "", "evidence": ""} | values  # fmt: skip
    return plan_acts.write(seat=lead_of(plan.round), plan=plan, measure=None, values=given, language="sq", at=AT)


def test_there_is_no_plan_before_it_is_agreed_where_one_stands(client, row):
    assert client.get(address(row.raters.get(), "plan/")).status_code == 404
    with pytest.raises(Refused):
        make_plan(row)


def test_the_lead_begins_the_plan_and_writes_a_measure(client, agreed):
    lead = agreed.raters.get()
    assert client.post(address(lead, "plan/"), {"since": "2026-03-02", "until": "2028-03-01"}).status_code == 302
    answer = client.post(
        address(lead, "plan/new/"), FORM | {"item": "interests", "cost": "250.50", "helps": "The network"}
    )
    assert answer.status_code == 302
    measure = Measure.objects.get()
    assert (measure.item, measure.cost, measure.due) == ("interests", Decimal("250.50"), date(2026, 6, 30))
    page = client.get(address(lead, "plan/")).content.decode()
    assert "0 of 1 measure done" in page
    assert "Conflicts of interest" in page
    assert page.count("?item=") == 27, "the other low levels still without one"


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"due": "2026-03-01"}, "due"),  # before the plan
        ({"due": "2031-01-01"}, "due"),  # after it
        ({"starts": "2026-07-01"}, "due"),  # the measure would end before it begins
        ({"starts": "2026-02-01"}, "starts"),
        ({"due": ""}, "due"),
        ({"what": " "}, "what"),
        ({"owner": ""}, "owner"),
        ({"cost": "-1"}, "cost"),
        ({"item": "nothing-such"}, "item"),
        ({"due": "30.02.2026"}, "due"),
    ],
)
def test_a_measure_that_is_not_in_order_is_asked_about_where_it_is_wrong(client, lead, change, field):
    page = client.post(address(lead, "plan/new/"), FORM | change)
    assert page.status_code == 422
    assert f'href="#id_{field}"' in page.content.decode()
    assert not Measure.objects.exists()


def test_a_plan_does_not_become_shorter_than_its_measures(client, plan, lead):
    write(plan)
    write(plan, what="In time", due=date(2026, 4, 1))
    page = client.post(address(lead, "plan/days/"), {"since": "2026-03-02", "until": "2026-05-01"})
    assert page.status_code == 422
    assert "<li>A (30/06/2026)</li>" in page.content.decode()
    assert "In time" not in page.content.decode()
    assert client.post(address(lead, "plan/days/"), {"since": "2026-03-02", "until": "2026-02-01"}).status_code == 422
    plan.refresh_from_db()
    assert plan.until == TODAY + timedelta(days=730)


def test_the_database_keeps_no_measure_that_ends_before_it_begins(plan):
    measure = write(plan)
    for values in ({"starts": date(2026, 7, 1)}, {"cost": -1}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Measure.objects.filter(pk=measure.pk).update(**values)


def test_how_it_goes_is_added_and_never_changed(client, plan, lead):
    measure = write(plan)
    base = address(lead, f"plan/{measure.number}/")
    assert client.post(base, {"state": "dropped"}).status_code == 422, "without a reason"
    client.post(base, {"state": "begun", "note": "A draft is there."})
    client.post(base, {"state": "done", "note": ""})
    assert [step.state for step in measure.steps.all()] == ["planned", "begun", "done"]
    page = client.get(base).content.decode()
    assert "A draft is there." in page
    assert "1 of 1 measure done" in client.get(address(lead, "plan/")).content.decode()


def test_what_was_said_meanwhile_stays_when_the_measure_is_changed(plan):
    seen = write(plan)
    meanwhile = Measure.objects.get(pk=seen.pk)
    plan_acts.step(seat=lead_of(plan.round), measure=meanwhile, state="done", note="", language="sq", at=AT)
    values = {name: getattr(seen, name) for name in plan_acts.FIELDS} | {"owner": "C"}
    plan_acts.write(seat=lead_of(plan.round), plan=plan, measure=seen, values=values, language="sq", at=AT)
    assert list(Measure.objects.values_list("owner", "state")) == [("C", "done")]


def test_a_measure_lies_within_the_days_that_the_plan_has_by_then(plan):
    seen = Plan.objects.get(pk=plan.pk)
    plan_acts.change(seat=lead_of(plan.round), plan=plan, since=TODAY, until=TODAY, public=False, at=AT)
    with pytest.raises(plan_acts.BadMeasure):
        write(seen)


def test_what_is_late_shows(client, plan, lead):
    write(plan, due=TODAY)
    Measure.objects.update(due=date(2026, 3, 3))
    assert "late" in client.get(address(lead, "plan/")).content.decode()  # today is later than the story


def test_a_rater_says_how_it_goes_and_does_not_rewrite_the_plan(client, cso, facilitator):
    row = agreed_round(cso, facilitator, 2, said=(3,))
    plan = make_plan(row)
    measure = write(plan)
    rater = row.raters.get(leads=False)
    assert client.post(address(rater, f"plan/{measure.number}/"), {"state": "begun"}).status_code == 302
    assert client.post(address(rater, "plan/new/"), FORM).status_code == 404
    assert client.post(address(rater, "plan/days/"), {"since": "2026-01-01"}).status_code == 404
    plan.refresh_from_db()
    assert plan.since == TODAY


def test_the_plan_outlives_its_round(client, plan, lead):
    measure = write(plan)
    acts.close(seat=lead_of(plan.round), at=AT)
    client.post(address(lead, f"plan/{measure.number}/"), {"state": "done"})
    assert Step.objects.last().state == "done"
    assert client.post(address(lead, "plan/new/"), FORM).status_code == 302


# Files -------------------------------------------------------------------------------------------


def send(client, where, content=PDF, name="rregulli.pdf"):
    return client.post(where, {"file": SimpleUploadedFile(name, content)})


def test_a_file_shows_a_level_and_is_only_saved_never_opened(client, row):
    lead = row.raters.get()
    assert send(client, address(lead, "evidence/purpose/")).status_code == 302
    kept = Evidence.objects.get()
    answer = client.get(address(lead, f"file/{kept.key}/"))
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert b"".join(answer.streaming_content) == PDF


def test_nobody_of_another_round_gets_the_file(client, row, facilitator, gracanica):
    send(client, address(row.raters.get(), "evidence/purpose/"))
    from tests.site.capacity.conftest import begin, make_organisation

    other = begin(make_organisation(facilitator, gracanica, names={"en": "Another"}), facilitator)
    assert client.get(address(other.raters.get(), f"file/{Evidence.objects.get().key}/")).status_code == 404


def packed(name, text, method=zipfile.ZIP_DEFLATED):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as file:
        file.writestr(name, text)
    return out.getvalue()


ODT = packed("mimetype", "application/vnd.oasis.opendocument.text")
DATA = 30 + len("mimetype")


@pytest.mark.parametrize(
    "content",
    [
        b"", b"<html>", b"MZ\x90", b"PK\x03\x04broken",
        ODT[:DATA] + b"\xff" * 8 + ODT[DATA + 8 :],
        packed("ë", "name").replace("ë".encode(), b"\xff\xff"),
    ],
)  # fmt: skip
def test_a_file_of_another_kind_is_not_taken(client, row, content):
    page = send(client, address(row.raters.get(), "evidence/purpose/"), content, "a.pdf")
    assert page.status_code == 422
    assert not Evidence.objects.exists()


def test_after_the_round_is_closed_only_measures_get_files(client, plan, lead):
    measure = write(plan)
    acts.close(seat=lead_of(plan.round), at=AT)
    assert send(client, address(lead, "evidence/purpose/")).status_code == 404
    assert send(client, address(lead, f"plan/{measure.number}/file/")).status_code == 302
    assert measure.files.count() == 1


# A municipality ----------------------------------------------------------------------------------


@pytest.fixture
def of_town(gracanica, head):
    row = begin_in(gracanica, head)
    rater = acts.invite(seat=Seat(row, by=head, leads=True), name="Head", language="sq", user=head, at=AT)
    Rating.objects.create(rater=rater, item="plan", value=1, at=AT)
    acts.discuss(seat=Seat(row, by=head, leads=True), at=AT)
    agree_all(row, 1)
    acts.settle(seat=Seat(row, by=head, leads=True), at=AT)
    row.refresh_from_db()
    return row


def test_a_capacity_development_plan_is_public_when_the_municipality_says_so(client, of_town, head, gracanica):
    client.force_login(head)
    base = f"/en/desk/assessments/{of_town.pk}/plan/"
    client.post(base, {"since": "2026-03-02", "until": "2028-03-01"})
    client.post(f"{base}new/", OF_TOWN)
    public = f"/en/municipalities/{gracanica.slug}/plan/"
    client.logout()
    assert client.get(public).status_code == 404
    client.force_login(head)
    client.post(f"{base}days/", {"since": "2026-03-02", "until": "2028-03-01", "public": "on"})
    client.logout()
    page = client.get(public).content.decode()
    assert OF_TOWN["what_en"] in page
    assert "Capacity Development Plan" in page


def test_a_municipality_s_measure_is_said_in_every_language_it_owes(client, of_town, head, gracanica):
    client.force_login(head)
    base, public = f"/sq/desk/assessments/{of_town.pk}/plan/", f"/municipalities/{gracanica.slug}/plan/"
    client.post(base, {"since": "2026-03-02", "until": "2028-03-01"})
    client.post(f"{base}days/", {"since": "2026-03-02", "until": "2028-03-01", "public": "on"})
    assert client.post(f"{base}new/", OF_TOWN | {"what_sq": "", "what_en": ""}).status_code == 422, "in no language"
    client.post(f"{base}new/", OF_TOWN)
    measure = Measure.objects.get()
    assert (measure.language, measure.others) == ("sq", {"en": OF_TOWN["what_en"]})
    assert f'<span lang="sq">{OF_TOWN["what_sq"]}</span>' in client.get(f"/sr{public}").content.decode()
    form = client.get(f"{base}1/change/").content.decode()
    client.post(f"{base}1/change/", OF_TOWN | {"what_sr-Cyrl": "Обновити регистар."})
    assert OF_TOWN["what_en"] in form
    for language, said in (("sq", OF_TOWN["what_sq"]), ("sr", "Обновити регистар."), ("sr-latn", "Obnoviti registar.")):
        page = client.get(f"/{language}{public}").content.decode()
        assert said in page
        assert "(" not in page.split('class="measures"')[1].split("</h2>")[0], "nothing is missing"


def test_who_only_changes_a_day_does_not_change_the_language(client, plan, lead):
    measure = write(plan, what="Një rregull.")
    values = {name: getattr(measure, name) for name in plan_acts.FIELDS} | {"due": date(2026, 7, 31)}
    plan_acts.write(seat=lead_of(plan.round), plan=plan, measure=measure, values=values, language="sr-Cyrl", at=AT)
    measure.refresh_from_db()
    assert (measure.due, measure.language) == (date(2026, 7, 31), "sq")


def test_what_was_written_in_serbian_latin_is_read_in_cyrillic_too(plan):
    measure = write(plan, what="Obnoviti registar.")
    measure.language = "sr-Latn"
    assert measure.texts == {"sr-Cyrl": "Обновити регистар.", "sr-Latn": "Obnoviti registar."}


def memorandum_of(place, by):
    row = memoranda_acts.start(municipality=place, titles={"en": "Made-up memorandum"}, by=by, at=AT)
    for side in ("programme", "municipality"):
        values = {"side": side, "texts": {"en": f"What {side} promises"}}
        memoranda_acts.promise(memorandum=row, commitment=None, values=values, by=by, at=AT)
    return row


def test_a_capacity_development_plan_is_signed_with_its_memorandum(client, of_town, head, gracanica):
    manager = make_person("manager@example.org", municipality=gracanica, roles=("administrator",))
    memorandum = memorandum_of(gracanica, manager)
    client.force_login(head)
    base, days = f"/en/desk/assessments/{of_town.pk}/plan/", {"since": "2026-03-02", "until": "2028-03-01"}
    client.post(base, days)
    signed = days | {"public": "on", "memorandum": memorandum.pk}
    assert client.post(f"{base}days/", signed).status_code == 422, "It is not signed itself yet"
    memoranda_acts.sign(memorandum=memorandum, on=TODAY, until=None, signed_by="The mayor", by=manager, at=AT)
    client.post(f"{base}days/", signed)
    client.logout()
    page = client.get(f"/en/municipalities/{gracanica.slug}/plan/").content.decode()
    assert "together with the memorandum:" in page
    assert "Made-up memorandum" in page
    for leads_to_it in ("", "promises/"):
        page = client.get(f"/en/municipalities/{gracanica.slug}/{leads_to_it}").content.decode()
        assert f'href="/en/municipalities/{gracanica.slug}/plan/"' in page


def test_a_plan_is_not_signed_with_another_municipality_s_memorandum(of_town, head, gracanica):
    elsewhere = Municipality.objects.get(slug="prizren")
    manager = make_person("manager@example.org", municipality=elsewhere, roles=("administrator",))
    memorandum = memorandum_of(elsewhere, manager)
    memoranda_acts.sign(memorandum=memorandum, on=TODAY, until=None, signed_by="x", by=manager, at=AT)
    seat = Seat(of_town, by=head, leads=True)
    plan = plan_acts.make(seat=seat, since=TODAY, until=None, at=AT)
    with pytest.raises(Refused, match="no_memorandum"):
        plan_acts.change(seat=seat, plan=plan, since=TODAY, until=None, public=True, memorandum=memorandum, at=AT)


def test_an_organisation_s_plan_is_never_public(plan):
    with pytest.raises(IntegrityError), transaction.atomic():
        Plan.objects.filter(pk=plan.pk).update(public=True)
    plan_acts.change(seat=lead_of(plan.round), plan=plan, since=plan.since, until=plan.until, public=True, at=AT)
    assert not Plan.objects.get(pk=plan.pk).public


def test_pages_cost_the_same_however_much_there_is(client, plan, lead, django_assert_max_num_queries):
    for number in range(12):
        write(plan, what=f"Measure {number}")
    client.get(address(lead, "plan/"))
    for page, most in (("", 9), ("plan/", 9), ("result/", 11), ("discuss/1/", 9)):
        with django_assert_max_num_queries(most):
            client.get(address(lead, page))
