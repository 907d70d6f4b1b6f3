"""What residents, machines and strangers write to the cases' address, and what becomes of it."""

import io
import zipfile
from datetime import timedelta
from email.message import EmailMessage
from email.mime.base import MIMEBase
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText

import pytest
from django.core import mail as outbox
from django.utils import timezone
from PIL import Image

from tests.conftest import AT
from tests.site.casework.conftest import send_request
from uramost_web.casework import acts, incoming, incoming_files, letters, links
from uramost_web.casework.correspondence import Letter
from uramost_web.casework.history import Said
from uramost_web.outbox import Sent

pytestmark = pytest.mark.django_db
QUOTED = """Светло је код броја 7, поред школе.

On Mon, 2 Mar 2026 at 10:00, Town <cases@town.example> wrote:
> Која улица?
> Follow your case
"""


@pytest.fixture(autouse=True)
def _address(settings):
    settings.DEFAULT_FROM_EMAIL = "Town <cases@town.example>"


@pytest.fixture
def case(lights):
    return send_request(lights)


def written(case, text=QUOTED, *, to=None, files=(), **headers):
    """An answer as a mail programme writes it."""
    message = EmailMessage()
    message["From"] = headers.pop("From", "Неко <resident@example.org>")
    message["To"] = to or letters.reply_address(case)
    message["Subject"] = headers.pop("Subject", f"Re: Ваш предмет ({case.reference})")
    message["Message-ID"] = headers.pop("Message_ID", "<one@mail.example>")
    for name, value in headers.items():
        message[name.replace("_", "-")] = value
    message.set_content(text)
    for name, content, media_type in files:
        main, _, sub = media_type.partition("/")
        message.add_attachment(content, maintype=main, subtype=sub, filename=name)
    return message.as_bytes()


def take(raw, case=None, at=AT, to=None):
    return incoming.take(raw, to or (letters.reply_address(case) if case else "cases@town.example"), at)


def picture(width=800, height=600, form="PNG"):
    made = io.BytesIO()
    Image.new("RGB", (width, height), "teal").save(made, form)
    return made.getvalue()


def office(**parts):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as packed:
        for name, content in parts.items():
            packed.writestr(name.replace("__", "/").replace("_xml", ".xml").replace("_bin", ".bin"), content)
    return made.getvalue()


def test_an_answer_reaches_the_case_without_what_it_repeats_and_the_clock_runs_again(case, clerk):
    acts.act(case=case, code="ask", by=clerk, at=AT, said=Said("Која улица?", "sr-Cyrl", "The street is missing."))
    before = Letter.objects.count()

    post = take(written(case), case)

    case.refresh_from_db()
    assert (case.state, case.paused) == ("in_progress", False)
    entry = case.entries.last()
    assert (entry.move, entry.who, entry.text) == ("supply", "resident", "Светло је код броја 7, поред школе.")
    assert entry.facts == {"channel": "mail"}
    assert (post.entry, post.case, post.finding, post.sender) == (entry, case, "", "resident@example.org")
    assert Letter.objects.count() == before  # who has just written gets no letter about it
    assert post.raw.read().startswith(b"Delivered-To: cases+34-2026-00001.")


@pytest.mark.parametrize("change", [str.upper, str.lower, str.title])
def test_the_address_is_known_in_whatever_letters_a_mail_programme_makes_of_it(case, change):
    address = change(letters.reply_address(case))
    assert take(written(case, to=address), to=address).entry is not None


def test_the_address_is_found_in_the_mail_too_where_the_server_does_not_say_it(case):
    assert take(written(case), to="cases@town.example").entry is not None


def test_files_are_known_by_their_content_and_the_resident_is_told_what_was_not_taken(
    case, django_capture_on_commit_callbacks
):
    files = [
        ("photo.pdf", picture(), "application/pdf"),
        ("paper.jpg", b"%PDF-1.7\n...", "image/jpeg"),
        ("letter.docx", office(word__document_xml="<w/>"), "application/octet-stream"),
        ("macros.docx", office(word__document_xml="<w/>", word__vbaProject_bin="x"), "application/octet-stream"),
        ("photo.jpg", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "image/jpeg"),
        ("run.exe", b"MZ\x90\x00", "application/x-msdownload"),
        ("smime.p7s", b"0\x80", "application/pkcs7-signature"),
    ]
    with django_capture_on_commit_callbacks(execute=True):
        post = take(written(case, files=files), case)

    kept = [(file.name, file.media_type.rpartition(".")[2]) for file in post.entry.attachments.all()]
    assert kept == [("photo.pdf", "image/jpeg"), ("paper.jpg", "application/pdf"), ("letter.docx", "document")]
    assert post.entry.facts["not_taken"] == [["macros.docx", "macros"], ["photo.jpg", "svg"], ["run.exe", "other"]]
    (told,) = outbox.outbox
    assert told.to == ["resident@example.org"]
    assert all(name in told.body for name in ("macros.docx", "photo.jpg", "run.exe"))
    assert "smime" not in told.body


def test_a_logo_within_the_text_is_no_photograph_of_the_case(case):
    message = MIMEMultipart("related")
    message["From"], message["To"] = "resident@example.org", letters.reply_address(case)
    message["Subject"], message["Message-ID"] = "Re:", "<one@mail.example>"
    message.attach(MIMEText("<p>Поред школе.</p><img src='cid:a'><img src='cid:b'>", "html", "utf-8"))
    for name, content in (("logo.png", picture(120, 40)), ("light.png", picture())):
        part = MIMEBase("image", "png")
        part.set_payload(content)
        part.add_header("Content-Disposition", "inline", filename=name)
        message.attach(_encoded(part))

    entry = take(message.as_bytes(), case).entry

    assert entry.text == "Поред школе."
    assert [file.name for file in entry.attachments.all()] == ["light.png"]


def test_of_a_mail_with_very_many_files_only_the_first_are_opened(case, monkeypatch):
    monkeypatch.setattr(incoming_files, "LOOKED_AT", 2)
    files = [(f"{n}.pdf", b"%PDF-1.7\n", "application/pdf") for n in range(4)]
    entry = take(written(case, files=files), case).entry

    assert [file.name for file in entry.attachments.all()] == ["0.pdf", "1.pdf"]
    assert entry.facts["not_taken"] == [["2.pdf", "too_many_files"], ["3.pdf", "too_many_files"]]


def _encoded(part):
    from email import encoders

    encoders.encode_base64(part)
    return part


def test_where_no_file_is_taken_and_nothing_was_written_the_resident_still_hears_of_it(case):
    post = take(written(case, "", files=[("a.exe", b"MZ", "application/octet-stream")], Subject="Слика"), case)
    assert post.entry.text == "Слика"
    assert Letter.objects.filter(entry=post.entry).count() == 1


def test_the_same_mail_is_one_entry_however_often_and_by_whichever_way_it_comes(case):
    raw = written(case)
    first, again = take(raw, case), take(raw, case)
    other_way = take(b"Received: from elsewhere\r\n" + raw, case)

    assert again.pk == first.pk
    assert (other_way.entry, other_way.finding) == (None, "duplicate")
    assert case.entries.filter(move="add").count() == 1


def test_two_letters_of_one_person_are_two_entries(case):
    take(written(case), case)
    take(written(case, "И још нешто.", Message_ID="<two@mail.example>"), case)
    assert case.entries.filter(move="add").count() == 2


def test_who_has_the_secret_may_write_from_elsewhere_and_the_clerk_sees_that(case):
    assert take(written(case, From="other@example.net"), case).entry.facts["sender"] == "other"


@pytest.mark.parametrize(
    ("headers", "finding"),
    [
        ({"Auto_Submitted": "auto-replied"}, "auto_replied"),
        ({"Subject": "Automatic reply: out until Monday"}, "auto_replied"),
        ({"X_UraMost": "case"}, "loop"),
        ({"From": "cases@town.example"}, "loop"),
        ({"List_Id": "<all.town.example>"}, "list"),
        ({"From": "MAILER-DAEMON@mail.example"}, "bounce"),
        ({"Auto_Submitted": "auto-replied", "Return_Path": "<>"}, "auto_replied"),
    ],
)
def test_what_no_person_wrote_is_kept_and_never_becomes_an_entry_or_an_answer(case, headers, finding):
    letters_before = Letter.objects.count()
    Letter.objects.update(state=Sent.SENT, sent_at=AT)
    post = take(written(case, **headers), case)

    assert (post.entry, post.finding, post.case) == (None, finding, case)
    assert case.entries.count() == 1
    assert Letter.objects.count() == letters_before
    assert Letter.objects.filter(state=Sent.REFUSED).exists() is (finding == "bounce")


def notice(case, action, status, said, message_id):
    return (
        f"Return-Path: <>\r\nFrom: mailer-daemon@mail.example\r\nTo: {letters.reply_address(case)}\r\n"
        "Subject: Undelivered\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/report; report-type=delivery-status; boundary="b"\r\n\r\n'
        "--b\r\nContent-Type: text/plain\r\n\r\nSorry.\r\n"
        "--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mail.example\r\n\r\n"
        f"Final-Recipient: rfc822; resident@example.org\r\nAction: {action}\r\nStatus: {status}\r\n"
        f"Diagnostic-Code: smtp; {said}\r\n\r\n"
        f"--b\r\nContent-Type: text/rfc822-headers\r\n\r\nMessage-ID: {message_id}\r\n\r\n--b--\r\n"
    ).encode()


def test_a_notice_of_failure_marks_the_letter_it_is_about(case, clerk):
    acts.act(case=case, code="take", by=clerk, at=AT)
    receipt, other = case.letters.order_by("pk")
    Letter.objects.update(state=Sent.SENT, sent_at=AT)

    take(notice(case, "delayed", "4.4.1", "421 busy", receipt.message_id), case)
    assert not Letter.objects.filter(state=Sent.REFUSED).exists()

    take(notice(case, "failed", "5.1.1", "550 No such\r\n user", receipt.message_id), case)
    receipt.refresh_from_db()
    other.refresh_from_db()
    assert (receipt.state, other.state) == (Sent.REFUSED, Sent.SENT)
    assert receipt.problem == "not delivered: 5.1.1 · smtp; 550 No such user"


def test_a_notice_of_failure_that_a_stranger_made_up_marks_nothing(case):
    (receipt,) = case.letters.all()
    Letter.objects.update(state=Sent.SENT, sent_at=AT)
    raw = notice(case, "failed", "5.1.1", "550", receipt.message_id)
    guessed = f"cases+{case.reference}.{'a' * 20}@town.example"

    take(raw.replace(letters.reply_address(case).encode(), guessed.encode()), to=guessed)

    receipt.refresh_from_db()
    assert receipt.state == Sent.SENT


@pytest.mark.parametrize("subject", ["Re: Ваш предмет ({reference})", "[#{token}] Re:"])
def test_a_reference_in_the_subject_proves_nothing_and_is_kept_for_clerks(case, subject):
    said = subject.format(reference=case.reference, token=f"{case.reference}.{links.secret(case)}")
    post = take(written(case, to="cases@town.example", Subject=said))

    assert (post.entry, post.finding, post.case) == (None, "unproven", case)
    assert case.entries.count() == 1


def test_a_wrong_secret_and_a_case_that_is_not_there_are_the_same(case):
    for wrong in (f"cases+{case.reference}.{'a' * 20}@town.example", f"cases+34-2026-99999.{'a' * 20}@town.example"):
        post = take(written(case, to=wrong, Subject="Re:"), to=wrong)
        assert (post.entry, post.finding, post.case) == (None, "unknown_case", None)


def test_a_case_without_its_person_takes_no_mail(case):
    raw, address = written(case), letters.reply_address(case)
    type(case).objects.update(anonymised_at=AT)
    assert take(raw, to=address).finding == "unknown_case"


def test_nothing_new_is_no_entry(case):
    assert take(written(case, "> Која улица?\n"), case).finding == "nothing_new"


def test_a_mail_longer_than_an_entry_is_kept_whole_and_its_beginning_entered(case):
    text = "Ред о светлу које не ради.\n" * 2000
    post = take(written(case, text), case)
    assert len(post.entry.text) <= incoming.LONGEST_TEXT
    assert post.entry.facts["not_taken"] == [["", "text_too_long"]]
    assert len(post.raw.read()) > incoming.LONGEST_TEXT


def test_a_flood_into_one_case_is_kept_and_not_entered(case):
    found = [take(written(case, Message_ID=f"<{n}@mail.example>"), case).finding for n in range(incoming.A_DAY + 1)]
    assert found == [*[""] * incoming.A_DAY, "too_many"]
    assert take(written(case, Message_ID="<next@mail.example>"), case, at=AT + timedelta(days=2)).finding == ""


@pytest.mark.parametrize(
    "raw", [b"", b"\0\xff\xfe", b"From: x\r\n\r\n" + b"\xff" * 1000, b"Content-Type: multipart/mixed\r\n\r\n--\r\n"]
)
def test_what_is_no_mail_is_kept_too(case, raw):
    post = take(raw)
    assert post.finding == "unknown_case"
    assert post.raw.read().endswith(raw)


@pytest.mark.parametrize("stray", ["\x1e", "\ufffe", "\u202e", "\x00"])
def test_characters_that_no_text_may_have_do_not_stop_an_answer(case, stray):
    raw = b"From: resident@example.org\r\nTo: " + letters.reply_address(case).encode()
    raw += b"\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n" + f"Код{stray} школе.".encode()
    assert take(raw, case).entry.text == "Код школе."


def test_what_a_process_that_died_has_kept_is_read_later_and_once(case):
    kept = incoming.keep(written(case), letters.reply_address(case), AT)
    assert not incoming.overdue(AT)
    assert incoming.overdue(AT + timedelta(minutes=1))

    incoming.handle(kept.pk, AT)
    incoming.handle(kept.pk, AT)

    assert not incoming.overdue(AT + timedelta(minutes=1))
    assert case.entries.filter(move="add").count() == 1


def test_the_file_is_there_before_the_row_and_unreadable_post_stays(case):
    kept = incoming.keep(written(case), letters.reply_address(case), AT)
    kept.raw.storage.delete(kept.raw.name)

    incoming.handle(kept.pk, AT)

    kept.refresh_from_db()
    assert (kept.finding, kept.handled_at) == ("unreadable", None)
    assert not incoming.overdue(AT + timedelta(minutes=1))


def test_what_could_not_be_read_for_a_while_is_read_an_hour_later(case, monkeypatch):
    kept = incoming.keep(written(case), letters.reply_address(case), AT)
    with monkeypatch.context() as away:
        away.setattr(kept.raw.storage, "_open", _no_disk)
        incoming.handle(kept.pk, AT)
    assert not incoming.overdue(AT + timedelta(minutes=59))
    assert not incoming.overdue(AT + timedelta(days=2))

    later = AT + timedelta(minutes=61)
    assert incoming.overdue(later)
    monkeypatch.setattr(timezone, "now", lambda: later)
    assert incoming.read_all.call() == 1

    kept.refresh_from_db()
    assert (kept.finding, kept.entry) == ("", case.entries.last())
    assert kept.entry.text == "Светло је код броја 7, поред школе."
    assert not incoming.overdue(later + timedelta(hours=2))


def _no_disk(*_args, **_more):
    raise OSError("the disk is away")
