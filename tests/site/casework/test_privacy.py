"""What is taken out of a case and what stays; what its resident gets; what is kept too long."""

import io
import json
import zipfile
from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from tests.conftest import AT
from tests.site.casework.conftest import LIGHT, send_request
from uramost_web.accounts.models import AuditEntry
from uramost_web.casework import acts, export, incoming, links, photos, privacy, resident
from uramost_web.casework.history import Refused, Said
from uramost_web.casework.models import Attachment, Case, Letter, Post, Service

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
ANSWERED = AT + 3 * DAY
SECRETS = (LIGHT, "Неко Некић", "код школе", "neko@example.org", "+383", "Поправљено је.", "кварт", "Зна се ко је.")


@pytest.fixture
def case(lights, clerk):
    """Answered, with everything in it that a case can have."""
    row = send_request(
        lights, name="Неко Некић", email="neko@example.org", phone="+383 00 000 000", place_text="код школе",
        latitude=42.6001, longitude=21.1912,
    )  # fmt: skip
    file = photos.keep(b"%PDF-", name="../../уговор 1.pdf", media_type="application/pdf", at=AT, case=row)
    resident.add(case=row, text="Цео кварт је у мраку.", at=AT + DAY, files=(file,))
    acts.note(case=row, text="Зна се ко је.", by=clerk, at=AT + DAY)
    acts.opened(case=row, by=clerk, at=AT + DAY)
    acts.release(case=row, text="Светло код школе.", photos=(), by=clerk, at=AT + DAY)
    said = Said("Поправљено је.", "sq", "", "Некић то разуме.")
    acts.act(case=row, code="answer", by=clerk, at=ANSWERED, said=said)
    post = Post(message_id="<a@b>", digest="d" * 64, sender="neko@example.org", received_at=AT, case=row)
    post.raw.save("x", ContentFile(b"From: neko@example.org"))
    row.refresh_from_db()
    return row


def stored(case):
    """All that the database and the folder of files know of a case, as one text."""
    row = Case.objects.get(pk=case.pk)
    return json.dumps(export.everything(row, AT), default=str, ensure_ascii=False)


def test_every_field_of_a_case_is_either_cleared_or_kept_for_a_reason():
    named = {field.name for field in Case._meta.concrete_fields}
    assert named == set(privacy.CLEARED) | set(privacy.KEPT)
    assert not set(privacy.CLEARED) & set(privacy.KEPT)


def test_of_all_that_hangs_on_a_case_it_is_said_what_becomes_of_it():
    assert {one.get_accessor_name() for one in Case._meta.related_objects} == set(privacy.HANGING)


def test_nothing_of_the_person_stays_and_the_counts_do(case, django_capture_on_commit_callbacks):
    files = [case.attachments.get().file, case.post.get().raw]
    assert all(word in stored(case) for word in SECRETS)

    with django_capture_on_commit_callbacks(execute=True):
        assert privacy.anonymise(case=case, at=AT + 4 * DAY)

    left = stored(case)
    assert [word for word in (*SECRETS, "Светло код школе.", "Некић", "уговор") if word in left] == []
    now = Case.objects.get(pk=case.pk)
    assert (now.waited, now.outcome, now.answer_language, now.state) == (3.0, "answered", "sq", "answered")
    assert [entry.move for entry in now.entries.all()] == ["receive", "add", "note", "release", "answer"]
    assert not any(file.storage.exists(file.name) for file in files)
    assert not Attachment.objects.exists()
    assert not Letter.objects.exists()


def test_a_message_that_is_delivered_again_is_still_known(case):
    privacy.anonymise(case=case, at=AT + 4 * DAY)
    assert Post.objects.get().digest == "d" * 64


def test_twice_is_once(case):
    assert privacy.anonymise(case=case, at=AT + 4 * DAY)
    assert not privacy.anonymise(case=case, at=AT + 5 * DAY)


def test_a_running_case_is_withdrawn_first(client, lights):
    running = send_request(lights)
    with pytest.raises(Refused, match="still_running"):
        privacy.delete(case=running, at=AT)
    page = client.get(links.follow_path(running) + "delete/")
    assert "withdraw" in page.content.decode()
    assert client.post(links.follow_path(running) + "delete/", {"sure": "on"}).status_code == 422
    assert Case.objects.get(pk=running.pk).text == LIGHT


def test_a_resident_deletes_and_is_told_what_remains(client, case):
    path = links.follow_path(case)
    said = client.get(path.replace("/sr/", "/en/") + "delete/").content.decode()
    assert "What remains" in said
    assert client.post(path + "delete/", {}).status_code == 422

    assert client.post(path + "delete/", {"sure": "on"}).status_code == 302

    for address in (path, path + "export.zip", path + "add/"):
        assert client.get(address).status_code == 410
    again = client.post(path + "delete/", {"sure": "on"})  # a second click
    assert again.status_code == 410
    assert case.reference in again.content.decode()
    assert AuditEntry.objects.get(verb="case.anonymised").values == {"cases": case.reference, "why": "resident"}


def test_the_export_has_everything_and_names_nobody_of_the_municipality(client, case, clerk):
    clerk.name = "Personally Known"
    clerk.save()
    answer = client.get(links.follow_path(case) + "export.zip")
    packed = zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content)))

    assert set(packed.namelist()) == {"readme.txt", "case.json", "files/01-_.._уговор_1.pdf", "post/01.eml"}
    said = packed.read("case.json").decode()
    found = json.loads(said)
    assert all(word in said for word in SECRETS)
    assert [entry["move"] for entry in found["entries"]] == ["receive", "add", "note", "release", "answer"]
    assert [(row["office"], row["day"]) for row in found["readings"]] == [("gracanice/public-works", "2026-03-03")]
    assert [letter["to"] for letter in found["letters"]] == ["neko@example.org"] * 2
    assert found["attachments"][0]["file"] == "files/01-_.._уговор_1.pdf"
    assert "Personally Known" not in said
    assert "clerk@example.org" not in said
    assert case.nonce not in said


def test_post_that_proves_nothing_is_in_nobodys_export(client, case):
    stranger = f"From: other@example.net\r\nSubject: {case.reference}\r\n\r\nMy illness.\r\n"
    post = incoming.take(stranger.encode(), "cases@town.example", AT)
    assert (post.case, post.finding) == (case, "unproven")

    answer = client.get(links.follow_path(case) + "export.zip")
    packed = zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content)))
    assert [name for name in packed.namelist() if name.startswith("post/")] == ["post/01.eml"]
    everything = b"".join(map(packed.read, packed.namelist()))
    assert b"other@example.net" not in everything
    assert b"illness" not in everything


def test_nor_is_what_a_strangers_machine_sent_with_its_reference_in_the_subject(client, case):
    stranger = (
        f"From: other@example.net\r\nAuto-Submitted: auto-replied\r\nSubject: Re: {case.reference}\r\n\r\nIll.\r\n"
    )
    post = incoming.take(stranger.encode(), "cases@town.example", AT)
    assert (post.case, post.finding, post.municipality) == (None, "auto_replied", case.municipality)
    assert [row["finding"] for row in export.everything(case, AT)["post"]] == [""]


def test_a_file_that_was_lost_does_not_keep_the_rest_from_its_owner(client, case):
    case.attachments.get().file.storage.delete(case.attachments.get().file.name)
    answer = client.get(links.follow_path(case) + "export.zip")
    assert "post/01.eml" in zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content))).namelist()


def test_every_relation_of_a_case_is_in_the_export_or_left_out_for_a_reason():
    named = {relation.get_accessor_name() for relation in Case._meta.related_objects}
    assert named == set(export.RELATED) | set(export.NOT_RELATED)


def run(*given):
    out = StringIO()
    call_command("anonymise_cases", *given, stdout=out)
    return out.getvalue()


def test_what_is_past_its_months_is_shown_and_only_then_done(case, lights, monkeypatch):
    running = send_request(lights)
    monkeypatch.setattr(timezone, "now", lambda: ANSWERED + timedelta(days=729))  # two years are 730 or 731
    assert run("--do") == "0 of 0 made anonymous.\n"

    monkeypatch.setattr(timezone, "now", lambda: ANSWERED + timedelta(days=732))
    shown = run()
    assert f"gracanice/street-light: 1 closed before 2026-03-06 (kept 24 months)\n  {case.reference}\n" in shown
    assert "Nothing was changed" in shown
    assert Case.objects.get(pk=case.pk).text == LIGHT

    assert "1 of 1 made anonymous." in run("--do")
    assert Case.objects.get(pk=case.pk).text == ""
    assert Case.objects.get(pk=running.pk).text == LIGHT
    assert run("--do") == "0 of 0 made anonymous.\n"
    assert AuditEntry.objects.get(verb="case.anonymised").values == {"cases": case.reference, "why": "time_over"}


def test_each_service_keeps_its_cases_for_its_own_months(case, lights, monkeypatch):
    short = Service.objects.create(
        municipality=lights.municipality, code="short", kind="request", office=lights.office, names={"sq": "X"},
        kept_months=3,
    )  # fmt: skip
    soon = send_request(short)
    resident.go(case=soon, code="withdraw", text="", at=ANSWERED)
    monkeypatch.setattr(timezone, "now", lambda: ANSWERED + timedelta(days=100))

    assert "1 of 1 made anonymous." in run("--do")
    assert Case.objects.get(pk=soon.pk).text == ""
    assert Case.objects.get(pk=case.pk).text == LIGHT


def test_while_cases_wait_to_be_made_anonymous_their_administrators_are_told(
    client, case, lights, administrator, monkeypatch
):
    """Residents are told after how many months the municipality does it; nobody does it unseen."""
    page = client.get(links.follow_path(case).replace("/sr/", "/en/")).content.decode()
    assert "The municipality makes it anonymous 24 months after it was closed." in page
    client.force_login(administrator)
    services = reverse("setup:services", args=[lights.municipality.slug]).replace("/sq/", "/en/")
    assert "anonymise_cases" not in client.get(services).content.decode()

    monkeypatch.setattr(timezone, "now", lambda: ANSWERED + timedelta(days=732))
    client.force_login(administrator)
    assert "1 case is past the months for which its service keeps it." in client.get(services).content.decode()
    run("--do")
    assert "anonymise_cases" not in client.get(services).content.decode()


def test_post_that_proves_nothing_is_kept_a_year_whatever_stands_in_its_subject(
    case, django_capture_on_commit_callbacks
):
    """One rule, and the worker keeps it: a case that runs for long keeps no stranger's mail meanwhile."""
    for number, (subject, days) in enumerate([("Hello", 0), (case.reference, 0), ("Hello", 30)]):
        raw = f"From: other@example.net\r\nMessage-ID: <{number}@x>\r\nSubject: {subject}\r\n\r\nMy illness.\r\n"
        incoming.take(raw.encode(), "cases@town.example", AT + timedelta(days=days))
    old, claimed, young = Post.objects.exclude(digest="d" * 64).order_by("pk")
    files = [row.raw.name for row in (old, claimed, young)]

    with django_capture_on_commit_callbacks(execute=True):
        assert incoming.forget(AT + timedelta(days=10)) == 2
    assert [old.raw.storage.exists(name) for name in files] == [False, False, True]
    assert set(Post.objects.filter(raw="").values_list("pk", "sender", "subject")) == {
        (old.pk, "", ""), (claimed.pk, "", ""),
    }  # fmt: skip
    assert case.post.exclude(raw="").count() == 1  # what became an entry stays with it


def test_a_case_that_was_opened_again_meanwhile_is_left_alone(case):
    resident.go(case=case, code="reopen", text="Није.", at=AT + 4 * DAY)
    assert not privacy.expire(reference=case.reference, before=AT + 40 * DAY, at=AT + 41 * DAY)
    assert Case.objects.get(pk=case.pk).text == LIGHT


@pytest.mark.parametrize(
    ("day", "months", "before"),
    [((2026, 3, 31), 1, (2026, 2, 28)), ((2028, 3, 31), 1, (2028, 2, 29)), ((2026, 1, 15), 24, (2024, 1, 15)),
     ((2026, 12, 1), 12, (2025, 12, 1)), ((2026, 5, 30), 0, (2026, 5, 30))],
)  # fmt: skip
def test_months_are_months_of_the_calendar(day, months, before):
    assert privacy.months_before(datetime(*day, tzinfo=UTC), months) == datetime(*before, tzinfo=UTC)
