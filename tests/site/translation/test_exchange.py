"""The memory and the terminology in files: a reviewer takes them out, brings one in, and sees what was left out."""

from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import translation
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from tests.conftest import make_person
from tests.site.pages import said
from uramost import exchange
from uramost.cli import exchange as command
from uramost.exchange import xliff21_rules
from uramost_web.accounts.models import AuditEntry
from uramost_web.translation import exchange_wording, exchanging
from uramost_web.translation.bringing import Bringing, Progress
from uramost_web.translation.models import MemoryUnit, TermEntry

pytestmark = pytest.mark.django_db
UNIT = '<tu><tuv xml:lang="{0}"><seg>{1}</seg></tuv><tuv xml:lang="{2}"><seg>{3}</seg></tuv></tu>'
GOOD = UNIT.format("SQ", 'Afati <ph x="1">{}</ph> skadon', "sr-Latn-RS", 'Rok <ph x="1">{}</ph> ističe')


def tmx(*units: str) -> bytes:
    head = (
        '<header creationtool="x" creationtoolversion="1" segtype="sentence" o-tmf="x" adminlang="en" srclang="sq" '
        'datatype="xml"/>'
    )
    body = "\n".join(units)
    return f'<?xml version="1.0"?>\n<tmx version="1.4">{head}<body>\n{body}\n</body></tmx>'.encode()


@pytest.fixture
def desk(reviewer: Any) -> Client:
    browser = Client()
    browser.force_login(reviewer)
    return browser


@pytest.fixture
def send(desk: Client, gracanica: Any, django_capture_on_commit_callbacks: Any) -> Any:
    """Send a file; the page that follows."""

    def sent(data: bytes, name: str = "memory.tmx", kind: str = "memory", **fields: str) -> Any:
        form = {"kind": kind, "origin": "Ministry, 2024", "file": SimpleUploadedFile(name, data), **fields}
        with django_capture_on_commit_callbacks(execute=True):
            answer = desk.post(reverse("translation:bring", args=[gracanica.slug]), form)
        return desk.get(answer.url)

    return sent


def test_a_memory_is_brought_in_and_what_is_wrong_is_shown_with_its_line(send):
    page = send(tmx(GOOD, UNIT.format("sq", "Po", "fr", "Oui"), "<tu><note/></tu>", UNIT.format("sq", "Po", "en", "")))
    unit = MemoryUnit.objects.get()
    assert (unit.source_language, unit.source) == ("sq", "Afati ⟦1/⟧ skadon")
    assert (unit.target_language, unit.target) == ("sr-Cyrl", "Рок ⟦1/⟧ истиче")
    assert (unit.origin, unit.approved_by) == ("Ministry, 2024", None)
    row = Bringing.objects.get()
    assert (row.progress, row.added, row.known, row.skipped, row.share) == ("done", 1, 0, 3, 100)
    assert [line for line, *_ in row.faults] == [4, 5, 6]
    assert "It has no pair of languages that are kept here (sq fr)." in said(page)
    assert "It has no translation." in said(page)
    assert 'http-equiv="refresh"' not in said(page)
    assert AuditEntry.objects.filter(verb="memory.brought").exists()
    assert not default_storage.exists(row.file.name)


def test_what_is_there_already_is_not_brought_twice(send):
    send(tmx(GOOD))
    send(tmx(GOOD, UNIT.format("sq", "Po", "en", "Yes")))
    assert MemoryUnit.objects.count() == 2
    assert list(Bringing.objects.order_by("pk").values_list("added", "known")) == [(1, 0), (1, 1)]


@pytest.mark.parametrize("data", [tmx(GOOD)[:-20], b"<html/>", b"a,b\n1,2\n", "sq,en\nGjuhë,x\n".encode("latin-1")])
def test_a_file_that_cannot_be_read_is_never_half_in(send, data):
    page = send(data)
    assert MemoryUnit.objects.count() == 0
    row = Bringing.objects.get()
    assert row.progress == Progress.FAILED
    assert exchange_wording.rejection(row.refusal) in said(page)
    assert "Nothing of it was kept." in said(page)


def test_a_job_that_breaks_off_takes_back_what_it_had_brought(send, monkeypatch):
    monkeypatch.setattr(exchanging, "BATCH", 1)
    monkeypatch.setattr(exchanging, "LONGEST", 20)
    many = [UNIT.format("sq", f"Po {number}", "en", "Yes") for number in range(3)]
    seen = []

    class Full(Exception):
        """As a database says it whose disk is full."""

    def skip(*_: Any) -> None:
        seen.append(MemoryUnit.objects.count())
        raise Full

    monkeypatch.setattr(exchanging, "_skip", skip)
    send(tmx(*many, UNIT.format("sq", "x" * 30, "en", "Yes")))
    assert seen == [3]
    assert MemoryUnit.objects.count() == 0
    assert Bringing.objects.get().refusal["code"] == "broken_off"


def test_a_job_whose_worker_died_twice_is_settled(send, desk, gracanica):
    send(tmx(GOOD))
    row = Bringing.objects.get()
    job = DBTaskResult.objects.create(
        status=TaskResultStatus.FAILED, task_path="x", args_kwargs={}, backend_name="default", worker_ids=[]
    )
    Bringing.objects.update(progress=Progress.RUNNING, job=str(job.pk))
    page = desk.get(reverse("translation:brought", args=[gracanica.slug, row.pk]))
    assert "Reading broke off" in said(page)
    assert MemoryUnit.objects.count() == 0


def test_a_job_that_begins_again_does_not_bring_twice(send):
    send(tmx(GOOD))
    row = Bringing.objects.get()
    default_storage.save(row.file.name, SimpleUploadedFile("x", tmx(GOOD)))
    Bringing.objects.update(progress=Progress.RUNNING)
    exchanging.read_in.call(row.pk)
    assert MemoryUnit.objects.count() == 1
    assert Bringing.objects.get().added == 1


def test_how_far_it_is_shows_without_a_script(send, desk, gracanica):
    send(tmx(GOOD))
    row = Bringing.objects.get()
    Bringing.objects.update(progress=Progress.RUNNING, share=42)
    page = said(desk.get(reverse("translation:brought", args=[gracanica.slug, row.pk])))
    assert '<meta http-equiv="refresh" content="2">' in page
    assert "Being read: 42 %" in page
    assert '<rect height="1" width="42' in page


def test_all_of_a_file_can_be_taken_back(send, desk, gracanica):
    send(tmx(UNIT.format("sq", "Jo", "en", "No")))
    send(tmx(GOOD), name="other.tmx")
    row = Bringing.objects.get(filename="other.tmx")
    page = desk.post(reverse("translation:take_back", args=[gracanica.slug, row.pk]), follow=True)
    assert "1 unit has been taken out of the memory." in said(page)
    assert MemoryUnit.objects.get().source == "Jo"
    assert Bringing.objects.get(pk=row.pk).progress == Progress.TAKEN_BACK
    again = desk.post(reverse("translation:take_back", args=[gracanica.slug, row.pk]))
    assert again.status_code == 404


def test_the_memory_goes_out_and_comes_in_again(send, desk, gracanica, tmp_path):
    send(tmx(GOOD, UNIT.format("en", "=1+1", "sq", "Po")))
    for form in ("tmx", "csv"):
        address = reverse("translation:export", args=[gracanica.slug])
        answer = desk.get(
            address,
            {"memory-kind": "memory", "memory-source": "sr-Cyrl", "memory-target": "sq", "memory-format": form},
        )
        assert answer["Content-Disposition"] == f'attachment; filename="memory-sr-Cyrl-sq.{form}"'
        path = tmp_path / f"memory.{form}"
        path.write_bytes(b"".join(answer.streaming_content))
        assert list(exchange.check(path)) == []
        (unit,) = exchange.read(path)
        assert [(text.language, text.text) for text in unit.texts] == [
            ("sr-Cyrl", "Рок ⟦1/⟧ истиче"),
            ("sq", "Afati ⟦1/⟧ skadon"),
        ]
        assert "Ministry, 2024" in path.read_text("utf-8")


def test_a_table_with_source_and_target(send):
    send(b"source,target\nPo,Evet\n", name="t.csv", source_language="sq", target_language="tr")
    assert MemoryUnit.objects.get().target_language == "tr"


def test_terms_go_out_and_come_in_as_proposed(send, desk, gracanica, tmp_path):
    address = reverse("translation:export", args=[gracanica.slug])
    path = tmp_path / "terms"
    for form in ("csv", "tbx2008", "tbx"):
        answer = desk.get(address, {"terms-kind": "terms", "terms-format": form})
        path.write_bytes(answer.content)
        terms, faults = exchange.read_terms(path)
        assert faults == []
        assert {term.id: dict(term.texts) for term in terms} == {
            row.key: {tag: tuple(names) for tag, names in row.texts.items()} for row in TermEntry.objects.all()
        }
    number = len(terms)
    TermEntry.objects.filter(key=terms[0].id).delete()
    page = send(path.read_bytes(), name="terms.tbx", kind="terms")
    assert TermEntry.objects.get(key=terms[0].id).status == "proposed"
    row = Bringing.objects.get()
    assert (row.added, row.known) == (1, number - 1)
    assert "Take all of it back" not in said(page)
    assert AuditEntry.objects.filter(verb="terms.brought").exists()


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"kind": ""}, "Say what is in the file."),
        ({"file": ""}, "Choose a file."),
        ({"origin": " "}, "Say where the texts come from."),
        ({"file": SimpleUploadedFile("x.tmx", b"")}, "This file is empty."),
    ],
)
def test_what_is_missing_is_said(desk, gracanica, fields, sentence):
    form = {"kind": "memory", "origin": "x", "file": SimpleUploadedFile("x.tmx", b"x"), **fields}
    page = desk.post(reverse("translation:bring", args=[gracanica.slug]), form)
    assert page.status_code == 422
    assert sentence in said(page)
    assert not Bringing.objects.exists()


def test_a_file_that_is_too_large_is_not_kept(desk, gracanica, settings, monkeypatch):
    monkeypatch.setattr("uramost_web.uploads.OnDisk.room", 1 << 20)
    settings.EXCHANGE_LIMIT = 1 << 20
    form = {"kind": "memory", "origin": "x", "file": SimpleUploadedFile("x.tmx", b"x" * (3 << 20))}
    page = desk.post(reverse("translation:bring", args=[gracanica.slug]), form)
    assert "This file is larger than 1 MB. Cut it into several." in said(page)
    assert not Bringing.objects.exists()


def test_two_languages_have_to_be_different(desk, gracanica):
    chosen = {"memory-kind": "memory", "memory-source": "sq", "memory-target": "sq", "memory-format": "tmx"}
    page = desk.get(reverse("translation:export", args=[gracanica.slug]), chosen)
    assert page.status_code == 422
    assert "Choose two different languages." in said(page)


def test_a_translator_takes_out_and_does_not_bring_in(translator, gracanica):
    browser = Client()
    browser.force_login(translator)
    page = browser.get(reverse("translation:exchange", args=[gracanica.slug]))
    assert "Download" in said(page)
    assert "Send the file" not in said(page)
    form = {"kind": "memory", "origin": "x", "file": SimpleUploadedFile("x.tmx", tmx(GOOD))}
    assert browser.post(reverse("translation:bring", args=[gracanica.slug]), form).status_code == 404
    assert "Memory and terms in files" in said(browser.get(reverse("desk")))


def test_an_officer_does_neither(officer, gracanica):
    browser = Client()
    browser.force_login(officer)
    assert browser.get(reverse("translation:exchange", args=[gracanica.slug])).status_code == 404
    assert "Memory and terms in files" not in said(browser.get(reverse("desk")))


def test_files_of_another_municipality_are_nobodys_here(send, gracanica, stranger):
    send(tmx(GOOD))
    row = Bringing.objects.get()
    home = stranger.memberships.first().municipality
    browser = Client()
    browser.force_login(stranger)
    assert browser.get(reverse("translation:brought", args=[home.slug, row.pk])).status_code == 404
    assert browser.post(reverse("translation:take_back", args=[home.slug, row.pk])).status_code == 404
    assert MemoryUnit.objects.count() == 1


def test_every_reason_can_be_said():
    assert command.REFUSALS.keys() | {"broken_off"} == exchange_wording.REJECTIONS.keys()
    for code in exchange_wording.REJECTIONS:
        values = {"line": 3, "rule": "x", "column": "x", "found": "x", "position": 1}
        assert exchange_wording.rejection({"code": code, "values": values}).endswith(".")
    for rule in (*exchange_wording.FAULTS, *(rule.name for rule in xliff21_rules.RULES)):
        assert exchange_wording.fault(rule, "x").endswith(".")


@pytest.mark.parametrize(
    ("value", "sentence"),
    [
        ("tuv xml:lang", "It does not say its language."),
        ("trans-unit id", "It breaks a rule of the format (missing_attribute: trans-unit id)."),
    ],
)
def test_what_lacks_another_attribute_is_not_said_to_lack_its_language(value, sentence):
    with translation.override("en"):
        assert exchange_wording.fault("missing_attribute", value) == sentence


def test_a_unit_whose_signs_cannot_be_written_does_not_break_the_file_off(send, desk, gracanica):
    send("sq,tr\nPo ⟦1⟧mirë,Peki\nJo ⟦2/⟧,Hayır ⟦2/⟧\n".encode(), "memory.csv")
    assert MemoryUnit.objects.count() == 2

    for form, number in (("tmx", 1), ("csv", 2)):
        wanted = {"memory-kind": "memory", "memory-source": "sq", "memory-target": "tr", "memory-format": form}
        answer = desk.get(reverse("translation:export", args=[gracanica.slug]), wanted)
        file = b"".join(answer.streaming_content).decode()
        assert file.count("Hayır") == 1
        assert file.count("Peki") == number - 1


def test_an_administrator_may_bring_too(gracanica):
    browser = Client()
    browser.force_login(make_person("a@example.org", municipality=gracanica, roles=("administrator",)))
    assert "Send the file" in said(browser.get(reverse("translation:exchange", args=[gracanica.slug])))
