"""What became of requests, told by us and to us, as mySociety's extension has it."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from tests.conftest import AT
from tests.site.casework.conftest import send_request
from tests.site.casework.open311 import get, make_key, post
from uramost_web.accounts.models import AuditEntry
from uramost_web.casework import acts, resident
from uramost_web.casework.history import Said
from uramost_web.casework.models import Case

pytestmark = pytest.mark.django_db
SOON = timedelta(seconds=1)
DONE = "Светло је поправљено & ради."


@pytest.fixture
def case(lights):
    return send_request(lights, at=timezone.now() - timedelta(days=1))


@pytest.fixture
def told(gracanica, case):
    """An update that lacks nothing."""
    return {
        "api_key": make_key(gracanica, AT, "updates.write"), "service_request_id": case.reference, "update_id": "17",
        "status": "FIXED", "updated_datetime": "2026-03-02T09:00:00+01:00", "description": DONE,
    }  # fmt: skip


def test_what_the_office_did_is_told_and_nothing_that_was_written(client, case, clerk):
    now = timezone.now()
    acts.act(case=case, code="take", by=clerk, at=now)
    acts.act(case=case, code="ask", by=clerk, at=now, said=Said("Која улица?", "sr-Cyrl", "Missing."))
    resident.add(case=case, text="Код школе.", at=now + SOON)
    acts.act(case=case, code="fix", by=clerk, at=now + SOON, said=Said(DONE, "sr-Cyrl"))

    later = (now + 2 * SOON).isoformat()
    answer = get(client, "servicerequestupdates.json", end_date=later)
    xml = get(client, "servicerequestupdates.xml", end_date=later)

    assert [row["status"] for row in answer.rows] == ["in_progress", "fixed"]
    assert {row["service_request_id"] for row in answer.rows} == {case.reference}
    assert len(xml.root) == 2
    for secret in (DONE, "Која", "Missing", "школе"):
        assert secret not in answer.content.decode()
    assert get(client, "servicerequestupdates.json", start_date=(now + timedelta(minutes=1)).isoformat()).rows == []


@pytest.mark.parametrize("move", ["go_on", "supply"])
def test_that_a_resident_had_to_reply_is_not_told_by_what_follows_either(client, case, clerk, move):
    now = timezone.now()
    acts.act(case=case, code="ask", by=clerk, at=now, said=Said("Која улица?", "sr-Cyrl", "Missing."))
    acts.act(case=case, code=move, by=clerk, at=now, said=Said("Код школе.", "sr-Cyrl", "It came by telephone."))
    case.refresh_from_db()
    assert case.state == "in_progress"
    assert get(client, "servicerequestupdates.json", end_date=(now + SOON).isoformat()).rows == []


def test_an_update_moves_the_case_once(client, case, told, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        first, second = (post(client, f"servicerequestupdates.{suffix}", told) for suffix in ("json", "xml"))

    case.refresh_from_db()
    assert first.rows[0]["update_id"] == second.root.findtext("request_update/update_id")
    assert (case.state, case.outcome, case.answer_language) == ("answered", "answered", "sr-Cyrl")
    assert case.entries.filter(move="fix").get().facts["api_key"] == "A made-up app"
    assert [letter.body.count(DONE) for letter in mail.outbox] == [1]
    assert AuditEntry.objects.filter(verb="case.outside").count() == 1


def test_a_reason_that_is_the_text_is_told_once(client, case, told, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        post(client, "servicerequestupdates.json", {**told, "status": "NO_FURTHER_ACTION"})

    entry = case.entries.get(move="refuse")
    assert (entry.text, entry.facts["reason"]) == (DONE, DONE)
    assert [letter.body.count(DONE) for letter in mail.outbox] == [1]


def test_news_of_a_case_that_is_there_already_moves_nothing(client, case, told):
    assert post(client, "servicerequestupdates.json", {**told, "status": "open"}).status_code == 200
    case.refresh_from_db()
    assert (case.state, case.entries.last().move, case.entries.last().text) == ("received", "news", DONE)


def test_another_language_than_the_residents_needs_a_reason(client, case, told):
    said = {**told, "locale": "sq", "description": "U rregullua."}
    refused = post(client, "servicerequestupdates.xml", said)
    assert refused.status_code == 400

    assert post(client, "servicerequestupdates.xml", {**said, "language_reason": "Nobody is here."}).status_code == 200
    assert Case.objects.get().answer_language == "sq"


@pytest.mark.parametrize(
    ("said", "status"),
    [
        ({"api_key": "x"}, 403),
        ({"service_request_id": "34-2026-99999"}, 404),
        ({"update_id": ""}, 400),
        ({"status": "LOST"}, 400),
        ({"description": ""}, 400),
        ({"status": "NO_FURTHER_ACTION", "description": ""}, 400),
        ({"updated_datetime": "yesterday"}, 400),
    ],
)
def test_what_is_refused(client, case, told, said, status):
    xml, json = (post(client, f"servicerequestupdates.{suffix}", {**told, **said}) for suffix in ("xml", "json"))
    assert (xml.status_code, json.status_code) == (status, status)
    assert case.entries.count() == 1


def test_an_appeal_is_not_answered_from_outside(client, case, clerk, told):
    now = timezone.now()
    acts.act(case=case, code="answer", by=clerk, at=now, said=Said(DONE, "sr-Cyrl"))
    resident.go(case=case, code="appeal", text="Не ради.", at=now)
    assert post(client, "servicerequestupdates.json", told).status_code == 400
    case.refresh_from_db()
    assert case.state == "appealed"


def test_a_case_without_its_person_takes_no_update(client, case, told):
    Case.objects.update(state="closed", closed_at=AT, anonymised_at=AT)
    wanted = {"Accept-Language": "en"}
    answer = post(client, "servicerequestupdates.json", told | {"status": "IN_PROGRESS"}, headers=wanted)
    assert (answer.status_code, "anonymous" in answer.json()[0]["description"]) == (400, True)
    case.refresh_from_db()
    assert (case.state, case.entries.count()) == ("closed", 1)


def test_a_key_that_may_only_send_requests_tells_nothing(client, gracanica, told):
    other = make_key(gracanica, AT, "requests.write", a_minute=5)
    assert post(client, "servicerequestupdates.json", {**told, "api_key": other}).status_code == 403
