"""Memoranda: negotiated, signed by both sides, carried out step by step, shown to everybody; bodies with members."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.conftest import AT, make_person
from uramost_web.accounts.models import AuditEntry
from uramost_web.places import memoranda_acts as acts
from uramost_web.places.memoranda import Body, Commitment, Memorandum, Standing, Step, progress
from uramost_web.places.models import Membership, Municipality, Office, Organisation, Role

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def files(settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = tmp_path


def of_the_programme(role: str = Role.PROGRAMME) -> Any:
    person = make_person(f"{role}@example.org")
    house, _new = Organisation.objects.get_or_create(code="house", defaults={"names": {"en": "House"}})
    Membership.objects.create(user=person, role=role, organisation=house)
    return person


@pytest.fixture
def programme(kosovo: None) -> Any:
    return of_the_programme()


def logged_in(person: Any) -> Client:
    client = Client()
    client.force_login(person)
    return client


def draft(by: Any, place: Municipality, *sides: str) -> Memorandum:
    row = acts.start(
        municipality=place, titles={"en": "Made-up memorandum", "sq": "Memorandum i trilluar"}, by=by, at=AT
    )
    for side in sides:
        values = {
            "side": side,
            "texts": {"en": f"What {side} promises"},
            "amount": Decimal(1000),
            "due": date(2026, 1, 31),
        }
        acts.promise(memorandum=row, commitment=None, values=values, by=by, at=AT)
    return row


@pytest.fixture
def signed(programme: Any, gracanica: Municipality) -> Memorandum:
    row = draft(programme, gracanica, "programme", "municipality")
    return acts.sign(memorandum=row, on=date(2025, 3, 1), until=None, signed_by="The mayor", by=programme, at=AT)


def test_from_the_first_word_to_the_public_page(programme: Any, gracanica: Municipality) -> None:
    client, slug = logged_in(programme), gracanica.slug
    client.post(f"/en/desk/memoranda/new/{slug}/", {"title_en": "Made-up memorandum", "currency": "EUR", "source": ""})
    row = Memorandum.objects.get()
    inside = f"/en/desk/memoranda/{row.pk}/"
    for side, text in (("programme", "A made-up bridge"), ("municipality", "A made-up translator")):
        client.post(f"{inside}promise/", {"side": side, "text_en": text, "amount": "1500.50", "due": "2025-12-31"})
    assert client.get(f"/en/municipalities/{slug}/promises/").content.decode().count("Made-up memorandum") == 0
    client.post(f"{inside}sign/", {"on": "2025-03-01", "signed_by": "The mayor and the head of the programme"})
    pdf = SimpleUploadedFile("signed.pdf", b"%PDF-1.7 made up")
    client.post(f"{inside}document/", {"tag": "sq", "file": pdf})
    client.post(
        f"{inside}promise/1/step/", {"on": "2025-04-01", "state": "begun", "amount": "500", "note_en": "Begun."}
    )
    client.post(
        f"{inside}promise/1/step/", {"on": "2025-05-01", "state": "done", "amount": "1000.50", "note_en": "Opened."}
    )

    one = Commitment.objects.get(position=1)
    assert (one.state, one.given, one.done_on) == ("done", Decimal("1500.50"), date(2025, 5, 1))
    public = Client().get(f"/en/municipalities/{slug}/promises/").content.decode()
    for said in ("A made-up bridge", "Opened.", "Carried out", "1 of 2", "1,500.5", "The mayor and the head"):
        assert said in public, said
    given = Client().get(f"/en/municipalities/{slug}/promises/1/sq/")
    assert b"".join(given.streaming_content) == b"%PDF-1.7 made up"
    page = Client().get(f"/en/municipalities/{slug}/").content.decode()
    assert "Of 2 commitments between the programme and this municipality 1 are carried out; 1 are late." in page


def test_what_was_signed_is_not_changed(programme: Any, signed: Memorandum) -> None:
    client, one = logged_in(programme), signed.commitments.get(position=1)
    before = list(Commitment.objects.values())
    client.post(f"/en/desk/memoranda/{signed.pk}/promise/1/", {"side": "programme", "text_en": "Something else"})
    client.post(f"/en/desk/memoranda/{signed.pk}/promise/1/", {"act": "take_out"})
    client.post(f"/en/desk/memoranda/{signed.pk}/promise/", {"side": "programme", "text_en": "One more"})
    client.post(f"/en/desk/memoranda/{signed.pk}/change/", {"title_en": "Other", "currency": "EUR"})
    assert list(Commitment.objects.values()) == before
    assert Memorandum.objects.get().titles["en"] == "Made-up memorandum"
    with pytest.raises(acts.NotNow, match="signed"):
        acts.take_out(commitment=one, by=programme, at=AT)


@pytest.mark.parametrize(("sides", "code"), [((), "nothing_promised"), (("programme",), "one_side")])
def test_both_sides_have_to_promise_something(
    programme: Any, gracanica: Municipality, sides: tuple[str, ...], code: str
) -> None:
    row = draft(programme, gracanica, *sides)
    with pytest.raises(acts.NotNow, match=code):
        acts.sign(memorandum=row, on=date(2025, 3, 1), until=None, signed_by="x", by=programme, at=AT)
    assert Memorandum.objects.get().standing == Standing.DRAFT


@pytest.mark.parametrize(
    ("act", "sent", "said"),
    [
        ("sign/", {"on": "2999-01-01", "signed_by": "x"}, "This day is still to come."),
        (
            "sign/",
            {"on": "2025-01-01", "until": "2024-01-01", "signed_by": "x"},
            "The last day is before the first one.",
        ),
        ("sign/", {"on": "31.31.2025", "signed_by": "x"}, "Enter a valid date."),
        ("promise/", {"side": "programme"}, "Write what is promised in at least one language."),
        ("promise/", {"side": "programme", "text_en": "x", "amount": "-1"}, "greater than or equal to 0"),
        ("change/", {"currency": "EUR"}, "Write the title in at least one language."),
        ("change/", {"title_en": "x", "currency": "euro"}, "Enter a valid value."),
    ],
)
def test_bad_input_says_what_is_wrong(
    programme: Any, gracanica: Municipality, act: str, sent: dict[str, str], said: str
) -> None:
    row = draft(programme, gracanica, "programme", "municipality")
    answer = logged_in(programme).post(f"/en/desk/memoranda/{row.pk}/{act}", sent)
    assert answer.status_code == 422
    assert said in answer.content.decode()


def test_a_refusal_is_said_in_the_reader_s_language(programme: Any, gracanica: Municipality) -> None:
    row = draft(programme, gracanica, "programme")
    for language, said in (("sr", "Само једна страна нешто обећава."), ("sq", "Vetëm njëra palë premton diçka.")):
        sent = {"on": "2025-03-01", "signed_by": "x"}
        answer = logged_in(programme).post(f"/{language}/desk/memoranda/{row.pk}/sign/", sent, follow=True)
        assert said in answer.content.decode()


def test_what_was_given_is_unknown_where_nothing_is_counted(programme: Any, signed: Memorandum) -> None:
    """A dash, not nought: training is promised without a sum."""
    page = f"/en/municipalities/{signed.municipality.slug}/promises/"
    assert 'data-name="Given (EUR)">0<' in Client().get(page).content.decode()
    signed.commitments.update(amount=None)
    assert 'data-name="Given (EUR)">–<' in Client().get(page).content.decode()


def test_steps_are_appended_and_only_once_it_is_signed(
    programme: Any, gracanica: Municipality, signed: Memorandum
) -> None:
    client = logged_in(programme)
    early = client.post(
        f"/en/desk/memoranda/{signed.pk}/promise/1/step/", {"on": "2025-01-01", "state": "begun", "note_en": "x"}
    )
    assert "This is before the memorandum was signed." in early.content.decode()
    negotiated = draft(programme, gracanica, "programme")
    one = negotiated.commitments.get()
    with pytest.raises(acts.NotNow, match="not_signed"):
        acts.step(commitment=one, on=date(2025, 4, 1), state="begun", notes={"en": "x"}, by=programme, at=AT)
    assert not Step.objects.exists()


def test_more_money_than_a_commitment_can_hold_is_asked_about(programme: Any, signed: Memorandum) -> None:
    signed.commitments.update(given=Decimal("9999999999.00"))
    where = f"/en/desk/memoranda/{signed.pk}/promise/1/step/"
    sent = {"on": "2025-04-01", "state": "begun", "note_en": "x", "amount": "1.00"}
    assert logged_in(programme).post(where, sent).status_code == 422
    assert not Step.objects.exists()
    assert logged_in(programme).post(where, sent | {"amount": "0.99"}).status_code == 302


@pytest.mark.parametrize("name", ["signed.exe", "signed.pdf"])
def test_a_signed_document_is_what_it_says(programme: Any, signed: Memorandum, name: str) -> None:
    wrong = SimpleUploadedFile(name, b"MZ and so on")
    answer = logged_in(programme).post(f"/en/desk/memoranda/{signed.pk}/document/", {"tag": "sq", "file": wrong})
    assert "Choose a PDF, DOCX or ODT." in answer.content.decode()
    assert not signed.documents.exists()


def test_the_page_says_in_which_languages_the_signed_document_is_missing(programme: Any, signed: Memorandum) -> None:
    acts.give_document(memorandum=signed, tag="sq", data=b"%PDF-1", name="a.pdf", by=programme, at=AT)
    page = Client().get(f"/en/municipalities/{signed.municipality.slug}/promises/").content.decode()
    missing = page.split("Not there in:", 1)[1].split("<", 1)[0]
    assert "Српски" in missing
    assert "Shqip" not in missing


def test_progress_counts_what_is_late(signed: Memorandum) -> None:
    rows = list(signed.commitments.all())
    assert progress(rows, date(2026, 1, 31)).late == 0
    assert progress(rows, date(2026, 2, 1)).late == 2
    rows[0].state = "dropped"
    counted = progress(rows, date(2026, 2, 1))
    assert (counted.total, counted.done, counted.dropped, counted.late, counted.amount) == (2, 0, 1, 1, 2000)


def test_who_may_do_what(signed: Memorandum, gracanica: Municipality) -> None:
    inside = f"/en/desk/memoranda/{signed.pk}/"
    prizren = Municipality.objects.get(slug="prizren")
    for person, seen, written in (
        (of_the_programme(Role.AUDITOR), 200, 403),
        (make_person("officer@example.org", municipality=gracanica, roles=("officer",)), 200, 403),
        (make_person("admin@example.org", municipality=gracanica, roles=("administrator",)), 200, 200),
        (make_person("elsewhere@example.org", municipality=prizren, roles=("administrator",)), 404, 404),
        (make_person("clerk@example.org", municipality=gracanica, roles=("clerk",)), 404, 404),
    ):
        client = logged_in(person)
        assert client.get(inside).status_code == seen, person
        assert client.get(f"{inside}promise/1/step/").status_code == written, person
        assert client.get(f"{inside}document/").status_code == written, person
        assert client.get(f"/en/desk/memoranda/bodies/{gracanica.slug}/new/").status_code == written, person
    assert Client().get(inside).status_code == 302


def test_bodies_and_who_is_in_them(programme: Any, gracanica: Municipality) -> None:
    client, kind = logged_in(programme), Office.objects.get(code="communities_committee")
    client.post(f"/en/desk/memoranda/bodies/{gracanica.slug}/new/", {"kind": kind.pk, "email": "odbor@example.org"})
    inside = f"/en/desk/memoranda/bodies/{gracanica.slug}/{Body.objects.get().pk}/"
    yesterday = (timezone.localdate() - timedelta(days=1)).isoformat()
    client.post(f"{inside}member/", {"name": "Made Up", "task": "chair"})
    client.post(f"{inside}member/", {"name": "Gone Already", "task": "member", "until": yesterday})
    page = Client().get(f"/en/municipalities/{gracanica.slug}/promises/").content.decode()
    assert "Communities Committee" in page
    assert "Made Up, Chair" in page
    assert "Gone Already" not in page
    assert "Gone Already" in client.get(inside).content.decode()


@pytest.mark.parametrize(
    ("code", "name", "task"),
    [
        ("communities_returns", "Municipal Office for Communities and Returns", "head"),
        ("translation", "Translation Unit", "translator"),
    ],
)
def test_offices_are_entered_with_who_does_what(
    programme: Any, gracanica: Municipality, code: str, name: str, task: str
) -> None:
    client = logged_in(programme)
    client.post(f"/en/desk/memoranda/bodies/{gracanica.slug}/new/", {"kind": Office.objects.get(code=code).pk})
    inside = f"/en/desk/memoranda/bodies/{gracanica.slug}/{Body.objects.get().pk}/"
    assert client.post(f"{inside}member/", {"name": "Made Up", "task": task}).status_code == 302
    page = Client().get(f"/en/municipalities/{gracanica.slug}/promises/").content.decode()
    assert name in page
    assert f"Made Up, {task.capitalize()}" in page


def test_queries_do_not_grow_with_what_is_promised(programme: Any, gracanica: Municipality) -> None:
    counted = []
    for many in (1, 12):
        row = draft(programme, gracanica, *["programme", "municipality"] * many)
        acts.sign(memorandum=row, on=date(2025, 3, 1), until=None, signed_by="x", by=programme, at=AT)
        client, address = logged_in(programme), f"/en/desk/memoranda/{row.pk}/"
        client.get(address)
        with CaptureQueriesContext(connection) as made:
            client.get(address)
        counted.append(len(made))
    assert counted[0] == counted[1]


def test_every_act_is_in_the_audit_log(programme: Any, signed: Memorandum) -> None:
    acts.end(memorandum=signed, on=date(2026, 1, 1), by=programme, at=AT)
    verbs = set(AuditEntry.objects.values_list("verb", flat=True))
    assert {"memorandum.started", "memorandum.changed", "memorandum.signed", "memorandum.ended"} <= verbs
