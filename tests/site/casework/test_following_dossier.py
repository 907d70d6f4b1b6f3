"""The dossier has everything in it, and is offered when there is something to complain about."""

import io
from datetime import timedelta

import pytest
from django.utils import timezone, translation
from pypdf import PdfReader

from tests.conftest import AT
from tests.site.casework.conftest import LIGHT, send_request
from uramost_web.casework import acts, dossier, links, photos, resident
from uramost_web.casework.history import Said

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
LATE = AT + 14 * DAY


def at_hour(monkeypatch, moment):
    monkeypatch.setattr(timezone, "now", lambda: moment)


def dossier_text(client, case, language="sr"):
    page = client.get(links.follow_path(case).replace("/sr/", f"/{language}/") + "dossier.pdf")
    assert (page.status_code, page.headers["Content-Type"]) == (200, "application/pdf")
    return " ".join(" ".join(part.extract_text() for part in PdfReader(io.BytesIO(page.content)).pages).split())


def test_without_a_ground_there_is_none(client, lights, monkeypatch):
    at_hour(monkeypatch, AT)
    case = send_request(lights)
    assert dossier.grounds(case, AT) == ()
    assert client.get(links.follow_path(case) + "dossier.pdf").status_code == 404
    assert "dossier.pdf" not in client.get(links.follow_path(case)).content.decode()


def test_silence_is_a_ground_and_is_said_with_the_day(client, lights, monkeypatch):
    at_hour(monkeypatch, LATE)
    case = send_request(lights)
    assert dossier.grounds(case, LATE) == ("late", "silence_refusal")
    assert "dossier.pdf" in client.get(links.follow_path(case)).content.decode()

    said = dossier_text(client, case, "en")
    assert "The last day for an answer was 11 March 2026. There has been no answer." in said
    assert "By law this silence counts as a refusal." in said


def test_a_case_that_waits_for_its_resident_is_not_late(lights, clerk):
    case = send_request(lights)
    acts.act(case=case, code="ask", by=clerk, at=AT, said=Said("Која улица?", "sr-Cyrl", "The street is missing."))
    case.refresh_from_db()
    assert dossier.grounds(case, LATE) == ()


def test_everything_is_in_it(client, lights, clerk, monkeypatch):
    at_hour(monkeypatch, LATE + DAY)
    case = send_request(lights, place_text="код школе ⟦1⟧", name="Неко", phone="+383 00 000 000")
    photos.keep(b"%PDF-", name="уговор.pdf", media_type="application/pdf", at=AT, case=case)
    acts.opened(case=case, by=clerk, at=AT)
    resident.add(case=case, text="Још увек не ради.", at=AT + DAY)
    acts.act(
        case=case, code="answer", by=clerk, at=LATE, said=Said("U rregullua.", "sq", "", "Нема преводиоца.")
    )  # fmt: skip
    acts.note(case=case, text="Само за нас.", by=clerk, at=LATE)
    case.refresh_from_db()
    assert dossier.grounds(case, LATE) == ("answered_late", "other_language")

    said = dossier_text(client, case)
    for words in (
        case.reference, LIGHT, "Јавна расвета", "Канцеларија за јавне радове", "код школе [1]", "Неко",
        "+383 00 000 000", "Српски", "Shqip", "U rregullua.", "Још увек не ради.", "Нема преводиоца.", "уговор.pdf",
        "2. марта 2026.", "11. марта 2026.", "16. марта 2026.", "resident@example.org", "made up for tests",
    ):  # fmt: skip
        assert words in said, words
    assert "Само за нас." not in said
    assert links.secret(case) not in said


def test_the_files_are_in_it_as_far_as_they_go_by_mail(client, lights, monkeypatch):
    at_hour(monkeypatch, LATE)
    case = send_request(lights)
    for name, content in (
        ("../уговор.pdf", b"%PDF- made up"),
        ("уговор.pdf", b"%PDF- another"),
        ("large.pdf", b"%PDF-" * 20),
    ):
        photos.keep(content, name=name, media_type="application/pdf", at=AT, case=case)
    gone = photos.keep(b"%PDF-", name="lost.pdf", media_type="application/pdf", at=AT, case=case)
    gone.file.storage.delete(gone.file.name)
    monkeypatch.setattr(dossier, "ENCLOSED", 50)

    page = client.get(links.follow_path(case).replace("/sr/", "/en/") + "dossier.pdf")
    read = PdfReader(io.BytesIO(page.content))
    assert {name: b"".join(content) for name, content in read.attachments.items()} == {
        "01-_уговор.pdf": b"%PDF- made up", "02-уговор.pdf": b"%PDF- another",
    }  # fmt: skip
    said = " ".join(" ".join(part.extract_text() for part in read.pages).split())
    assert said.count("not inside: too large, or lost") == 2
    assert read.root_object["/Lang"] == "en"
    assert read.root_object["/MarkInfo"]["/Marked"]  # it can still be read aloud


def test_a_first_answer_that_was_late_stays_a_ground_after_a_reopening(lights, clerk):
    case = send_request(lights)
    acts.act(case=case, code="answer", by=clerk, at=LATE, said=Said("Готово.", "sr-Cyrl"))
    resident.go(case=case, code="reopen", text="Није.", at=LATE + DAY)
    case.refresh_from_db()

    assert dossier.grounds(case, LATE + DAY) == ("answered_late",)
    with translation.override("en"):
        assert dossier.sentences(case, LATE + DAY) == [
            "The answer came on 16 March 2026. The last day was 11 March 2026."
        ]


def test_a_second_answer_in_time_is_no_ground(lights, clerk):
    case = send_request(lights)
    acts.act(case=case, code="answer", by=clerk, at=AT, said=Said("Готово.", "sr-Cyrl"))
    resident.go(case=case, code="reopen", text="Није.", at=AT + DAY)
    acts.act(case=case, code="answer", by=clerk, at=AT + 2 * DAY, said=Said("Сада јесте.", "sr-Cyrl"))
    case.refresh_from_db()
    assert dossier.grounds(case, LATE) == ()


def test_a_second_answer_that_was_late_is_a_ground(lights, clerk):
    case = send_request(lights)
    acts.act(case=case, code="answer", by=clerk, at=AT, said=Said("Готово.", "sr-Cyrl"))
    resident.go(case=case, code="reopen", text="Није.", at=AT + DAY)
    acts.act(case=case, code="answer", by=clerk, at=AT + 30 * DAY, said=Said("Сада јесте.", "sr-Cyrl"))
    case.refresh_from_db()
    assert dossier.grounds(case, AT + 31 * DAY) == ("answered_late",)


def test_the_agency_is_named_where_a_public_document_was_asked_for(client, lights, monkeypatch):
    at_hour(monkeypatch, LATE)
    case = send_request(lights)
    assert "Information and Privacy Agency takes" not in dossier_text(client, case, "en")
    lights.kind = "document"
    lights.save()
    assert "Information and Privacy Agency takes" in dossier_text(client, case, "en")
