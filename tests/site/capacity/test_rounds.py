"""A round from its beginning to its result: scored alone, discussed openly, agreed with reasons."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from tests.conftest import AT, make_person
from tests.site.capacity.conftest import (
    address,
    agree_all,
    agreed_round,
    begin,
    begin_in,
    everything,
    invite,
    lead_of,
    score,
    seat_of,
)
from uramost import assessment
from uramost_web.capacity import acts, loading, results, seats
from uramost_web.capacity.acts import Given, Refused
from uramost_web.capacity.models import Agreed, Instrument, Rating, Round
from uramost_web.capacity.seats import Seat
from uramost_web.places.permissions import NotAllowed

pytestmark = pytest.mark.django_db


def refused(act, **given):
    with pytest.raises(Refused) as found:
        act(**given)
    return found.value.reason


# Beginning ---------------------------------------------------------------------------------------


def test_the_facilitator_begins_it_and_gives_the_link_away(client, cso, facilitator):
    client.force_login(facilitator)
    page = client.post(
        "/en/desk/assessments/new/cso/?q=zadruga", {"organisation": cso.pk, "lead": "Arta", "language": "sq"}
    ).content.decode()
    row = Round.objects.get()
    lead = row.raters.get()
    assert (row.organisation, row.facilitated, lead.name, lead.leads) == (cso, True, "Arta", True)
    assert f"/sq/assessment/{lead.key}/" in page


def test_only_one_round_with_an_instrument_runs_at_a_time(cso, facilitator, row):
    assert refused(lambda: begin(cso, facilitator)) == "one_open"
    assert begin(cso, facilitator, code="business").code == "business"


def test_an_instrument_is_for_organisations_or_for_municipalities(cso, facilitator):
    assert refused(lambda: begin(cso, facilitator, code="municipality")) == "other_kind"


def test_who_is_not_of_the_programme_begins_no_round_of_an_organisation(cso, head):
    with pytest.raises(NotAllowed):
        begin(cso, head)


def test_a_municipality_begins_its_own_and_no_other_s(gracanica, head, stranger):
    assert begin_in(gracanica, head).municipality == gracanica
    with pytest.raises(NotAllowed):
        begin_in(gracanica, stranger)


def test_a_round_keeps_its_version_when_the_instrument_is_edited(row, facilitator, cso):
    plain = assessment.as_plain(row.instrument.read()) | {"version": 2}
    plain["domain"][0]["item"].pop()
    loading.add(instrument=assessment.of_plain(plain), by=facilitator, at=AT)
    score(row.raters.get(), everything(row, 3))
    row.refresh_from_db()
    assert row.instrument.version == 1
    assert Instrument.objects.newest().get(code="cso").version == 2
    assert Rating.objects.count() == 28
    assert refused(lambda: begin(cso, facilitator)) == "one_open", "also with the new version"


def test_a_version_is_never_changed(instrument, facilitator):
    plain = assessment.as_plain(instrument.read())
    plain["domain"][0]["name"]["en"] = "Board"
    with pytest.raises(loading.VersionTaken) as taken:
        loading.add(instrument=assessment.of_plain(plain), by=facilitator, at=AT)
    assert (taken.value.code, taken.value.newest) == ("cso", 1)
    assert loading.add(instrument=instrument.read(), by=facilitator, at=AT) == (instrument, False)


# Scoring alone -----------------------------------------------------------------------------------


def test_a_rater_scores_domain_by_domain_and_what_is_written_is_kept(client, row):
    rater = invite(row, "Јована")
    page = client.post(
        address(rater, "score/1/"),
        {"purpose": "3", "purpose-note": "Стоји у статуту.", "board": "x", "account": "7"},
    )
    assert page.status_code == 422, "a level that is none"
    kept = {one.item: (one.value, one.note) for one in Rating.objects.filter(rater=rater)}
    assert kept == {"purpose": (3, "Стоји у статуту."), "board": (None, "")}

    again = client.post(address(rater, "score/1/"), {"account": "2"})
    assert again.status_code == 302
    assert again.url.endswith("/score/2/")
    assert Rating.objects.filter(rater=rater).count() == 3, "what was left out stays"


def test_a_note_without_a_statement_is_asked_about_and_not_lost(client, row):
    page = client.post(address(row.raters.get(), "score/1/"), {"purpose-note": "Still thinking"})
    assert page.status_code == 422
    assert "Still thinking" in page.content.decode()


def test_nobody_sees_what_others_chose_before_the_discussion(client, row):
    first, second = row.raters.get(), invite(row, "Јована")
    score(second, everything(row, 4) | {"purpose": Given(4, "A secret thought")})
    pages = ["", "score/1/", "people/", "sheet/", "sheet/out/"]
    seen = "".join(str(client.get(address(first, page)).content) for page in pages)
    assert "A secret thought" not in seen
    assert client.get(address(first, "discuss/1/")).status_code == 404
    assert client.get(address(first, "result/")).status_code == 404
    assert "28 of 28" in client.get(address(first)).content.decode(), "only how far each is"


def test_after_the_discussion_has_begun_nobody_scores(client, row):
    rater = row.raters.get()
    score(rater, everything(row, 2))
    acts.discuss(seat=lead_of(row), at=AT)
    assert client.post(address(rater, "score/1/"), {"purpose": "4"}).status_code == 302
    assert refused(acts.score, seat=seat_of(rater), given={"purpose": Given(4)}, language="en", at=AT) == "not_now"
    assert Rating.objects.get(item="purpose").value == 2
    assert refused(acts.invite, seat=lead_of(row), name="Late", language="en", user=None, at=AT) == "not_now"


def test_a_rater_does_not_lead(client, row):
    rater = invite(row, "Јована")
    score(rater, everything(row, 2))
    for act, more in ((acts.discuss, {}), (acts.settle, {}), (acts.close, {})):
        assert refused(act, seat=seat_of(rater), at=AT, **more) == "not_you"
    for page in ("people/", "sharing/", "agree/purpose/"):
        assert client.get(address(rater, page)).status_code == 404


def test_whoever_was_taken_out_meanwhile_is_told(row):
    rater = invite(row, "Јована")
    seat = seat_of(rater)
    acts.take_out(seat=lead_of(row), rater=rater, at=AT)
    assert refused(acts.score, seat=seat, given=everything(row, 2), language="sq", at=AT) == "not_you"


def test_whoever_has_scored_is_not_taken_out(client, row):
    first, second = invite(row, "One"), invite(row, "Two")
    score(second, {"purpose": Given(1)})
    for rater in (first, second, row.raters.get(leads=True)):
        client.post(address(row.raters.get(leads=True), "people/"), {"act": "take_out", "rater": rater.pk})
    assert set(row.raters.values_list("name", flat=True)) == {"Arta", "Two"}


# Discussing and agreeing -------------------------------------------------------------------------


@pytest.fixture
def discussed(row):
    score(row.raters.get(), everything(row, 2))
    score(invite(row, "Јована"), everything(row, 2, purpose=4))
    acts.discuss(seat=lead_of(row), at=AT)
    row.refresh_from_db()
    return row


def test_the_discussion_shows_by_name_where_they_are_far_apart(client, discussed):
    page = client.get(address(discussed.raters.last(), "discuss/1/")).content.decode()
    assert page.count("far apart") == 1
    assert "<dt>Јована</dt><dd>4</dd>" in page


def test_a_text_of_two_paragraphs_is_a_block_in_its_own_language(client, discussed, facilitator):
    seat = Seat(discussed, by=facilitator, facilitates=True)
    acts.comment(seat=seat, item="purpose", text="Прво.\n\nДруго <b>.", language="sr-Cyrl", at=AT)
    page = client.get(address(discussed.raters.get(leads=True), "discuss/1/")).content.decode()
    assert '<div lang="sr-Cyrl"><p>Прво.</p>\n\n<p>Друго &lt;b&gt;.</p></div>' in page


def test_agreeing_needs_a_reason_and_leads_to_the_next_question(client, discussed):
    lead = discussed.raters.get(leads=True)
    assert client.post(address(lead, "agree/purpose/"), {"value": "3"}).status_code == 422
    answer = client.post(address(lead, "agree/purpose/"), {"value": "3", "why": "It is known."})
    assert answer.url.endswith("/agree/board/")
    assert Agreed.objects.get().by == "Arta"


def test_it_is_no_result_before_every_question_is_agreed(discussed):
    assert refused(acts.settle, seat=lead_of(discussed), at=AT) == "not_all_agreed"
    agree_all(discussed, None)
    acts.settle(seat=lead_of(discussed), at=AT)
    again = {"seat": lead_of(discussed), "item": "board", "value": 4, "why": "x", "language": "en", "at": AT}
    assert refused(acts.agree, **again) == "not_now"


def test_a_facilitator_comments_and_changes_no_score(client, discussed, facilitator):
    client.force_login(facilitator)
    base = f"/en/desk/assessments/{discussed.pk}/"
    assert client.post(f"{base}comment/purpose/", {"text": "Ask the members."}).status_code == 302
    page = client.get(address(discussed.raters.last(), "discuss/1/")).content.decode()
    assert "Ask the members." in page
    before = list(Rating.objects.values_list("pk", "value")), list(Agreed.objects.values_list("pk"))
    for path in ("score/1/", "agree/purpose/", "people/", "sharing/", "sheet/", "plan/new/"):
        assert client.post(f"{base}{path}", {"purpose": "1", "value": "1", "why": "x"}).status_code == 404
    for act in ("discuss", "settle", "close", "done"):
        client.post(base, {"act": act})
    assert before == (list(Rating.objects.values_list("pk", "value")), list(Agreed.objects.values_list("pk")))
    discussed.refresh_from_db()
    assert discussed.state == "discussed"


def test_the_organisation_may_shut_the_facilitator_out(client, discussed, facilitator):
    client.force_login(facilitator)
    assert client.get(f"/en/desk/assessments/{discussed.pk}/").status_code == 200
    acts.share(seat=lead_of(discussed), facilitated=False, shared=False, at=AT)
    assert client.get(f"/en/desk/assessments/{discussed.pk}/").status_code == 404
    assert str(discussed.organisation) not in client.get("/en/desk/assessments/").content.decode()


def test_a_lost_link_is_made_anew_and_the_old_one_opens_nothing(client, row, facilitator):
    old = address(row.raters.get())
    client.force_login(facilitator)
    page = client.post(f"/en/desk/assessments/{row.pk}/", {"act": "new_link"}).content.decode()
    assert client.get(old).status_code == 404
    assert row.raters.get().key in page
    assert client.get(address(row.raters.get())).status_code == 200


# What it says ------------------------------------------------------------------------------------


def test_the_result_is_in_a_chart_and_in_a_table_with_the_change(client, cso, facilitator):
    first = agreed_round(cso, facilitator, 2)
    acts.close(seat=lead_of(first), at=AT)
    second = agreed_round(cso, facilitator, 3, at=AT + timedelta(days=400))
    page = client.get(address(second.raters.get(), "result/")).content.decode()
    assert '<svg xmlns="http://www.w3.org/2000/svg"' in page
    assert "+1.0" in page
    found = results.result(second, on=AT.date())
    assert {(one.before, one.score.mean, one.change) for one in found.rows} == {(2, 3, 1)}


def test_the_first_round_has_no_change(cso, facilitator):
    found = results.result(agreed_round(cso, facilitator), on=AT.date())
    assert found.previous is None
    assert {one.change for one in found.rows} == {None}


def test_what_is_not_agreed_is_not_shared(client, row):
    assert refused(acts.share, seat=lead_of(row), facilitated=True, shared=True, at=AT) == "not_agreed"


# What the database insists on --------------------------------------------------------------------


@pytest.mark.parametrize("level", [0, 5])
def test_no_level_outside_1_to_4_is_kept(row, level):
    with pytest.raises(IntegrityError), transaction.atomic():
        Rating.objects.create(rater=row.raters.get(), item="purpose", value=level, at=AT)


def test_no_round_is_of_nobody_or_of_two(row, gracanica):
    for organisation, municipality in ((None, None), (row.organisation, gracanica)):
        with pytest.raises(IntegrityError), transaction.atomic():
            Round.objects.filter(pk=row.pk).update(organisation=organisation, municipality=municipality)


def test_staff_of_a_municipality_score_with_their_account(client, gracanica, head):
    clerk = make_person("clerk@example.org", municipality=gracanica, roles=("clerk",))
    row = begin_in(gracanica, head)
    client.force_login(head)
    client.post(f"/en/desk/assessments/{row.pk}/people/", {"account": clerk.pk, "language": "sq"})
    client.force_login(clerk)
    assert client.post(f"/en/desk/assessments/{row.pk}/score/1/", {"plan": "2"}).status_code == 302
    assert Rating.objects.get().rater.user == clerk
    assert client.get(f"/en/desk/assessments/{row.pk}/sharing/").status_code == 404
    assert seats.by_account(head, row.pk).leads
