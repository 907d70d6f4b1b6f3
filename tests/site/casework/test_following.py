"""A resident follows their case, in Serbian Cyrillic, and does with it what they may."""

import io
import re
import zipfile
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from PIL import Image

from tests.conftest import AT
from tests.site.casework.conftest import LIGHT, send_request
from uramost_web.accounts.models import Attempts
from uramost_web.casework import acts, links, photos, resident_acts, wording
from uramost_web.casework.forms_asking import LONGEST
from uramost_web.casework.history import Said
from uramost_web.casework.models import Attachment, Letter
from uramost_web.casework.views import following

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
PDF = b"%PDF-1.7\n%%EOF\n"


@pytest.fixture(autouse=True)
def _today(monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: AT + DAY)


@pytest.fixture
def case(lights):
    return send_request(lights)


def address(case, tail=""):
    return links.follow_path(case) + tail


def read(client, case, tail=""):
    page = client.get(address(case, tail))
    assert page.status_code == 200
    return page.content.decode()


def send(client, case, act, **given):
    return client.post(address(case, f"{act}/"), given)


def photo(name="dukagjini.jpg"):
    exif = Image.Exif()
    exif[0x010F] = "A maker of telephones"
    file = io.BytesIO()
    Image.new("RGB", (60, 40), "teal").save(file, "JPEG", exif=exif)
    return SimpleUploadedFile(name, file.getvalue(), "image/png")


def office_file(*parts):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as packed:
        for part in parts:
            packed.writestr(part, "x")
    return file.getvalue()


def broken():
    """A paper whose first part says that it is packed, and is not."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("mimetype", "application/vnd.oasis.opendocument.text")
    raw = bytearray(file.getvalue())
    begin = 30 + len("mimetype")
    raw[begin : begin + 4] = b"\xff\xff\xff\xff"
    return bytes(raw)


def test_the_page_says_everything_in_the_residents_language(client, case, clerk):
    acts.act(case=case, code="plan", by=clerk, at=AT, said=Said("Следеће недеље.", "sr-Cyrl"))
    page = read(client, case)

    assert '<html lang="sr-Cyrl">' in page
    for words in ("Јавна расвета", "Канцеларија за јавне радове", LIGHT, "Следеће недеље.", "11. марта 2026."):
        assert words in page
    assert '<div class="prose" lang="">' not in page.replace(LIGHT, "")  # what the office wrote has its language
    assert "noindex" in client.get(address(case)).headers["X-Robots-Tag"]


def test_how_the_last_day_came_about_is_said_step_by_step(client, case):
    english = address(case).replace("/sr/", "/en/")
    page = client.get(english).content.decode()

    for words in ("7 working days", "Days of weekends that did not count: 2", "counts as refused from"):
        assert words in page


def test_a_text_of_the_office_carries_its_own_language(client, case, clerk):
    acts.act(case=case, code="answer", by=clerk, at=AT, said=Said("U rregullua.", "sq", "", "Nobody is here."))
    assert '<div class="prose" lang="sq"><p>U rregullua.</p></div>' in read(client, case)


def test_a_note_among_colleagues_is_not_on_the_page(client, case, clerk):
    acts.note(case=case, text="Само за нас.", by=clerk, at=AT)
    assert "Само за нас." not in read(client, case)


def test_who_opened_it_is_told_by_office_and_not_by_name(client, case, clerk):
    clerk.name = "Personally Known"
    clerk.save()
    acts.opened(case=case, by=clerk, at=AT + timedelta(hours=3))
    page = read(client, case)

    assert "2. марта 2026. 13:00" in page
    assert "Personally Known" not in page


def test_what_was_asked_for_stands_first_and_a_reply_lets_the_clock_run(client, case, clerk):
    acts.act(case=case, code="ask", by=clerk, at=AT, said=Said("Која улица?", "sr-Cyrl", "The street is missing."))
    page = read(client, case)
    assert page.index("Која улица?") < page.index('<dl class="facts">')
    assert "Која улица?" in read(client, case, "reply/")

    assert send(client, case, "reply", text="Код школе.").status_code == 302

    case.refresh_from_db()
    assert (case.state, case.paused) == ("in_progress", False)
    assert case.entries.last().text == "Код школе."


def test_each_act_has_a_page_that_says_what_it_means(client, case, clerk):
    acts.act(case=case, code="answer", by=clerk, at=AT, said=Said("Готово.", "sr-Cyrl"))
    case.refresh_from_db()
    offered = resident_acts.offered(case, AT)
    assert [act.code for act in offered] == ["add", "rate", "reopen", "appeal"]
    for act in offered:
        page = client.get(address(case, f"{act.code}/").replace("/sr/", "/en/")).content.decode()
        assert all(str(sentence).replace("'", "&#x27;") in page for sentence in act.means)
    assert client.get(address(case, "destroy/")).status_code == 404


def test_the_residents_acts_move_the_case(client, case, clerk):
    assert send(client, case, "rate", rating="2", text="Споро.").status_code == 422  # nothing has been answered yet
    acts.act(case=case, code="answer", by=clerk, at=AT, said=Said("Готово.", "sr-Cyrl"))
    assert send(client, case, "rate", rating="2", text="Споро.").status_code == 302
    assert send(client, case, "reopen", text="И даље не ради.").status_code == 302
    assert send(client, case, "withdraw", sure="on", text="").status_code == 302

    case.refresh_from_db()
    assert (case.rating, case.reopened, case.state) == (2, 1, "withdrawn")
    assert [entry.move for entry in case.entries.all()] == ["receive", "answer", "rate", "reopen", "withdraw"]


@pytest.mark.parametrize("act", ["add", "reopen", "appeal", "rate"])
def test_words_that_are_too_many_are_given_back(client, case, clerk, act):
    acts.act(case=case, code="refuse", by=clerk, at=AT, said=Said("Није наше.", "sr-Cyrl", "Law"))
    page = send(client, case, act, text="a" * (LONGEST + 1), rating="3")
    assert (page.status_code, "a" * (LONGEST + 1) in page.content.decode()) == (422, True)
    assert case.entries.count() == 2


@pytest.mark.parametrize(
    ("reference", "secret"),
    [("3" * 25, "a"), ("34-2026-00001", "a" * 41), ("a\0", "b\0"), ("\u202e34", "٣" * 20), ("", "")],
)
def test_a_reference_and_a_code_that_nobody_was_given_are_no_fault(client, case, reference, secret):
    page = client.post("/en/cases/", {"reference": reference, "secret": secret})
    assert page.status_code == 422
    assert case.reference not in page.content.decode().replace(reference or "–", "")


def test_what_ended_without_an_answer_is_not_rated(client, case):
    send(client, case, "withdraw", sure="on", text="")
    page = client.post(address(case, "rate/").replace("/sr/", "/en/"), {"rating": "1", "text": ""})
    case.refresh_from_db()
    assert (page.status_code, case.rating) == (422, None)
    assert "The case has not been answered yet." in page.content.decode()


def test_an_appeal_says_with_what_one_does_not_agree(client, case, clerk):
    refused = Said("Није наше.", "sr-Cyrl", "Law")
    acts.act(case=case, code="refuse", by=clerk, at=AT, said=refused)
    assert send(client, case, "appeal", text="").status_code == 422
    assert send(client, case, "appeal", text="Јесте ваше.").status_code == 302
    case.refresh_from_db()
    assert case.state == "appealed"


def test_closing_a_case_takes_no_appeal_away(client, case, clerk):
    acts.act(case=case, code="refuse", by=clerk, at=AT, said=Said("Није наше.", "sr-Cyrl", "Law"))
    acts.act(case=case, code="close", by=clerk, at=AT)
    assert "/appeal/" in read(client, case)
    assert send(client, case, "appeal", text="Јесте ваше.").status_code == 302
    case.refresh_from_db()
    assert (case.state, case.closed_at) == ("appealed", None)


def test_silence_is_appealed_only_once_the_last_day_is_over(client, case, monkeypatch):
    assert "appeal_silence" not in read(client, case)
    assert send(client, case, "appeal_silence", text="").status_code == 422

    monkeypatch.setattr(timezone, "now", lambda: AT + 10 * DAY)
    assert "appeal_silence" in read(client, case)
    assert send(client, case, "appeal_silence", text="").status_code == 302
    case.refresh_from_db()
    assert case.state == "appealed"


def test_a_withdrawal_is_confirmed(client, case):
    page = send(client, case, "withdraw", text="Решило се.")
    case.refresh_from_db()
    assert (page.status_code, case.state) == (422, "received")
    assert "Решило се." in page.content.decode()


def test_a_form_sent_twice_is_one_entry(client, case):
    key = re.search(r'name="key" value="(\w+)"', read(client, case, "add/"))[1]
    for _ in range(2):
        assert send(client, case, "add", text="Још нешто.", key=key).status_code == 302
    assert case.entries.filter(move="add").count() == 1
    assert send(client, case, "add", text="Још нешто.", key="").status_code == 302
    assert case.entries.filter(move="add").count() == 2


def test_a_photograph_is_cleaned_and_shown_and_a_paper_is_saved(client, case):
    page = send(client, case, "add", text="", papers=[photo(), SimpleUploadedFile("letter.html", PDF, "text/html")])
    assert page.status_code == 302

    picture, paper = case.entries.last().attachments.all()
    assert b"A maker of telephones" not in picture.file.read()
    shown = client.get(address(case, f"files/{picture.key}/"))
    assert (shown.headers["Content-Type"], shown.headers["Content-Disposition"][:6]) == ("image/jpeg", "inline")
    saved = client.get(address(case, f"files/{paper.key}/"))
    assert saved.headers["Content-Type"] == "application/pdf"
    assert saved.headers["Content-Disposition"].startswith("attachment")
    assert saved.headers["X-Content-Type-Options"] == "nosniff"
    assert "dukagjini.jpg" in read(client, case)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("drawing.jpg", b"<svg xmlns='http://www.w3.org/2000/svg'/>"),
        ("page.pdf", b"<!doctype html><script>alert(1)</script>"),
        ("program.pdf", b"MZ\x90\x00"),
        ("empty.jpg", b""),
        ("bare.docx", office_file("something.else")),
        ("macros.docx", office_file("word/document.xml", "word/vbaProject.bin")),
        ("torn.docx", b"PK\x03\x04 and no more"),
        ("broken.odt", broken()),
        ("large.pdf", PDF + b"0" * 10_000_000),
    ],
)
def test_what_is_no_photograph_and_no_paper_is_refused_and_the_text_stays(client, case, name, content):
    page = send(client, case, "add", text="Ево слике.", papers=[SimpleUploadedFile(name, content)])
    said = page.content.decode()
    assert page.status_code == 422
    assert name in said
    assert "Ево слике." in said
    assert not Attachment.objects.exists()


def test_office_files_are_known_by_their_parts(client, case):
    word = SimpleUploadedFile("paper.bin", office_file("[Content_Types].xml", "word/document.xml"))
    assert send(client, case, "add", text="", papers=[word]).status_code == 302
    assert case.attachments.get().media_type.endswith("wordprocessingml.document")


def test_a_case_holds_so_many_files_and_no_more(client, case, monkeypatch):
    monkeypatch.setattr("uramost_web.casework.papers.MOST", 1)
    two = [SimpleUploadedFile(name, PDF) for name in ("a.pdf", "b.pdf")]
    assert send(client, case, "add", text="", papers=two).status_code == 422
    assert not Attachment.objects.exists()


@pytest.mark.parametrize(("number", "said"), [(50, "највише 20"), (120, "Послато је превише")])
def test_fifty_photographs_at_once_are_one_sentence_and_are_not_opened(client, case, number, said):
    drawings = [SimpleUploadedFile(f"{n}.jpg", b"<svg xmlns='http://www.w3.org/2000/svg'/>") for n in range(number)]
    page = send(client, case, "add", text="Ево.", papers=drawings)
    assert page.status_code == 422
    assert said in page.content.decode()
    assert "Ево.</textarea>" in page.content.decode()
    assert "цртеж" not in page.content.decode()  # as would be said of each that is opened
    assert not Attachment.objects.exists()


def test_files_from_one_connection_are_opened_up_to_a_limit_and_words_are_always_taken(client, case, settings):
    settings.SENT_AN_HOUR = 2
    drawing = b"<svg xmlns='http://www.w3.org/2000/svg'/>"
    pages = [
        send(client, case, "add", text="Ево.", papers=[SimpleUploadedFile("a.jpg", drawing)]).content.decode()
        for _ in range(3)
    ]
    assert ["цртеж" in page for page in pages] == [True, True, False]  # it was looked at
    assert "Ево.</textarea>" in pages[2]
    assert 'href="#id_papers"' in pages[2]

    assert send(client, case, "add", text="", papers=[SimpleUploadedFile("a.pdf", PDF)]).status_code == 422
    assert send(client, case, "add", text="Ево.").status_code == 302
    elsewhere = {"text": "", "papers": [SimpleUploadedFile("a.pdf", PDF)]}
    assert client.post(address(case, "add/"), elsewhere, REMOTE_ADDR="10.0.0.9").status_code == 302
    assert [row.name for row in Attachment.objects.all()] == ["a.pdf"]


def test_a_file_opens_only_with_its_own_case(client, case, lights):
    other = send_request(lights)
    row = photos.keep(PDF, name="a.pdf", media_type="application/pdf", at=AT, case=other)
    assert client.get(address(case, f"files/{row.key}/")).status_code == 404
    assert client.get(address(other, f"files/{row.key}/")).status_code == 200


def test_wrong_and_missing_get_the_same_answer(client, case):
    wrong = client.get(f"/sr/cases/{case.reference}/{'a' * 20}/")
    missing = client.get(f"/sr/cases/34-2026-99999/{'a' * 20}/")
    odd = client.get(f"/sr/cases/34%00/{'a' * 20}/")
    assert {page.status_code for page in (wrong, missing, odd)} == {404}

    def bare(page):
        return re.sub(r"/cases/[^\"]*|csrf\w+.{0,120}", "", page.content.decode())

    assert bare(wrong) == bare(missing)


def test_wrong_and_missing_cost_the_same_queries(client, case, django_assert_num_queries):
    client.get(f"/sr/cases/{case.reference}/{'a' * 20}/")
    for reference in (case.reference, "34-2026-99999"):
        with django_assert_num_queries(3):  # how often, the case, one more
            client.get(f"/sr/cases/{reference}/{'a' * 20}/")


def test_guesses_are_counted_for_each_visitor_behind_the_proxy(client, case, settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    wrong = f"/sr/cases/{case.reference}/{'b' * 20}/"

    def ask(path, address):
        # What a visitor writes into the header stands before what the proxy adds.
        return client.get(path, headers={"X-Forwarded-For": f"203.0.113.99, {address}"}).status_code

    assert [ask(wrong, "203.0.113.7") for _ in range(following.MOST_WRONG + 1)][-2:] == [404, 429]
    assert ask(links.follow_path(case), "203.0.113.7") == 429
    assert ask(links.follow_path(case), "203.0.113.8") == 200
    assert "203.0.113" not in "".join(Attempts.objects.values_list("key", flat=True))


def test_an_ipv6_network_counts_as_one_visitor_and_old_windows_are_forgotten(client, case, monkeypatch):
    wrong = f"/sr/cases/{case.reference}/{'b' * 20}/"
    for number in (1, 2):
        client.get(wrong, REMOTE_ADDR=f"2001:db8::{number}")
    assert Attempts.objects.get().times == 2

    monkeypatch.setattr(timezone, "now", lambda: AT + 2 * DAY)
    client.get(wrong, REMOTE_ADDR="2001:db8::1")
    assert Attempts.objects.get().times == 1


def test_the_number_of_queries_does_not_grow_with_the_history(client, case, clerk, django_assert_max_num_queries):
    for number in range(30):
        acts.act(case=case, code="take", by=clerk, at=AT + timedelta(minutes=number)) if number == 0 else None
        send(client, case, "add", text=f"{number}", papers=[SimpleUploadedFile("a.pdf", PDF)] if number < 15 else [])
    with django_assert_max_num_queries(20):
        read(client, case)


def test_a_rating_is_written_to_nobody(client, case, clerk):
    acts.act(case=case, code="answer", by=clerk, at=AT, said=Said("Готово.", "sr-Cyrl"))
    before = Letter.objects.count()
    send(client, case, "rate", rating="5", text="")
    assert Letter.objects.count() == before


def test_every_refusal_of_an_act_has_a_sentence():
    assert {"still_running", "not_late", "not_answered", "text_needed", "reason_needed"} <= set(wording.REFUSED)


def test_a_form_from_elsewhere_does_nothing(case):
    answer = Client(enforce_csrf_checks=True).post(address(case, "withdraw/"), {"sure": "on"})
    case.refresh_from_db()
    assert (answer.status_code, case.state) == (403, "received")
