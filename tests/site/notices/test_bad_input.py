"""Typed text, posted values and addresses as nobody should send them: a clear answer, and nothing is lost."""

import errno
import os
import resource
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.urls import reverse

from tests.conftest import AT
from tests.library.made_documents import docx, paragraph, run
from tests.site import office
from tests.site.pages import as_a_server_hands_on, give_text, multipart, said
from uramost_web.notices import actions
from uramost_web.notices.models import Notice, Publication
from uramost_web.places.models import LanguageStatus
from uramost_web.translation.models import Document, Segment

pytestmark = pytest.mark.django_db
FORM = "application/x-www-form-urlencoded"


def page_of(name: str, notice: Notice, *more: int) -> str:
    return reverse(f"notices:{name}", args=[notice.pk, *more])


# Characters that no text has ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [("Afati\0 skadon.", "NUL character at position 6"), ("Afati skadon\x1b.", "control character at position 13")],
)
def test_a_character_no_text_has_is_named_with_its_place_and_the_text_is_still_in_the_form(
    desk, notice, typed, sentence
):
    actions.keep_draft(notice=notice, draft={"title": "Konkurs", "text": "E mëparshme"}, by=notice.created_by)

    answer = give_text(desk, notice, text=typed)

    assert answer.status_code == 422
    assert sentence in said(answer)
    assert typed in said(answer)
    assert not Document.objects.exists()
    notice.refresh_from_db()
    assert notice.draft["text"] == "E mëparshme"


def test_a_draft_with_nul_is_told_so_while_it_is_typed_and_the_earlier_one_stays(desk, notice):
    desk.post(page_of("draft", notice), {"title": "Konkurs", "text": "Afati", "written_in": "sq"})

    answer = desk.post(page_of("draft", notice), {"title": "Konkurs", "text": "Af\0ati", "written_in": "sq"})

    assert (answer.status_code, "NUL character at position 3" in said(answer)) == (422, True)
    assert "Afati" in said(desk.get(page_of("text", notice)))


def test_bytes_that_are_no_utf8_arrive_as_replacement_characters_and_can_be_mended(desk, notice):
    """Half a character cannot arrive in a form: Django replaces what is not UTF-8 before anything of ours sees it."""
    typed = f"written_in=sq&title={office.TITLE}&text=Afati%20%ED%A0%80%20skadon."

    answer = desk.generic("POST", page_of("text", notice), typed, content_type=FORM)

    assert answer.status_code == 302
    assert "Afati \ufffd\ufffd\ufffd skadon." in said(desk.get(page_of("text", notice)))


def test_no_half_a_character_is_smuggled_in_through_an_encoding(desk, notice):
    """UTF-7, named by the sender, could carry lone surrogates past the decoding: it is read as UTF-8 all the same."""
    form = multipart({"written_in": "sq", "title": "Konkurs", "text": b"Afati +2AA- skadon"})
    form["content_type"] += "; charset=utf-7"

    answer = as_a_server_hands_on(desk).generic("POST", page_of("text", notice), **form)

    assert answer.status_code == 302
    assert "Afati +2AA- skadon" in said(desk.get(page_of("text", notice)))


def test_signs_that_look_like_ours_break_nothing_when_they_are_typed(desk, notice, officer):
    """⟦1⟧ stands for formatting inside this system; in a text of somebody who types it, it stands for nothing."""
    give_text(desk, notice, title="Konkurs ⟦7⟧", text="Shih ⟦1⟧ dhe ⟦/2⟧ këtu.\n\nFundi ⟦.")
    publish_in_albanian(notice, officer)

    page = said(desk.get(notice.get_absolute_url().replace("/en/", "/sq/")))

    assert "Konkurs" in page
    assert "Fundi" in page
    assert desk.get("/sq/notices/gracanice/1/sq.docx").status_code == 200


def publish_in_albanian(notice: Notice, officer) -> None:
    notice.refresh_from_db()
    actions.send_to_translators(notice=notice, by=officer, at=AT)
    actions.publish(notice=notice, reason="No translator.", reason_language="en", by=officer, at=AT)
    notice.refresh_from_db()


# Too much, too little, something else ------------------------------------------------------------


def test_a_title_that_is_too_long_is_told_by_how_much(desk, notice):
    answer = give_text(desk, notice, title="a" * 301, text="Fjala.")

    assert "The title has 301 characters; at most 300 fit." in said(answer)
    assert "Fjala." in said(answer)


def test_a_sentence_of_fifty_thousand_characters_is_taken(desk, notice):
    typed = ("afati " * 8_333)[:50_000].strip()

    give_text(desk, notice, text=typed)

    assert Segment.objects.get(position=2).text == typed
    assert desk.get(page_of("send", notice)).status_code == 200


@pytest.mark.parametrize(
    "fields",
    [
        {"written_in": "xx", "text": "Fjala."},
        {"written_in": "", "text": "Fjala."},
        {"written_in": "sr", "text": "Fjala."},
        {"text": ""},
        {"text": " \n\t "},
        {"title": " ", "text": "Fjala."},
    ],
)
def test_what_cannot_be_meant_is_asked_for_again(desk, notice, fields):
    answer = give_text(desk, notice, **fields)

    assert answer.status_code == 422
    assert "Please look at this again" in said(answer)
    assert not Document.objects.exists()


def test_an_empty_form_is_answered_with_what_is_missing(desk, notice):
    for address in (page_of("text", notice), reverse("notices:start")):
        answer = desk.post(address, {})

        assert (answer.status_code, "Please look at this again" in said(answer)) == (422, True)


@pytest.mark.parametrize("tag", ["xx", "sq", "sr-Latn", "../sr", "\0", "x" * 5000])
def test_a_further_language_that_cannot_be_chosen_opens_no_translation(desk, notice, tag):
    give_text(desk, notice, text="Fjala.")

    answer = desk.post(page_of("send", notice), {"further": tag})

    notice.refresh_from_db()
    assert answer.status_code in {200, 422}
    assert not notice.document.translations.exists()


@pytest.mark.parametrize("value", ["xx", "\0", "", "x" * 20_000, "10"])
def test_a_place_or_kind_that_is_none_starts_no_notice(desk, gracanica, value):
    desk.post(reverse("notices:start"), {"municipality": value, "kind": "vacancy"})
    desk.post(reverse("notices:start"), {"municipality": gracanica.slug, "kind": value})

    assert not Notice.objects.exists()
    assert desk.get(reverse("notices:why_owed"), {"municipality": value}).status_code == 404


@pytest.mark.parametrize("seen", ["-1", "0", "7", "999999999999999999999999", "x", "", "1" * 5000])
def test_a_correction_built_on_no_version_there_is_changes_nothing(desk, gracanica, officer, seen):
    notice = office.start_notice(gracanica, officer, AT)

    answer = desk.post(page_of("correct_sentence", notice, 3), {"text": "Afati: 20 ditë.", "seen": seen})

    assert answer.status_code == 422
    assert "Afati: 20 ditë." in said(answer)
    assert notice.document.segments.get(position=3).version == 1


@pytest.mark.parametrize("text", ["⟦1⟧Afati.", "Afati ⟦4/⟧.", "Afati ⟦.", "Afati 1⟧."])
def test_a_correction_cannot_bring_in_signs_that_the_file_does_not_have(desk, gracanica, officer, text):
    notice = office.publish_notice_in_albanian(gracanica, officer, AT)

    answer = desk.post(page_of("correct_sentence", notice, 3), {"text": text, "seen": 1})

    assert answer.status_code == 422
    assert "Signs like ⟦1⟧ stand for formatting" in said(answer)
    assert desk.get("/sq/notices/gracanice/1/sq.docx").status_code == 200


@pytest.mark.parametrize(
    "address", ["999999999999999999999999/", "1/correct/999999999999999999999999/", "0/", "1/text/x"]
)
def test_addresses_of_nothing_are_not_found(desk, notice, address):
    assert desk.get(f"/en/desk/notices/{address}").status_code == 404


@pytest.mark.parametrize(
    "query", ["q=" + "a" * 50_000, "q=%00", "q=%ED%A0%80", "page=" + "9" * 5000, "page=-1", "municipality=%00&kind=%00"]
)
def test_long_and_strange_questions_are_answered(client, kosovo, query):
    for address in ("/en/notices/", "/en/municipalities/", "/en/languages/"):
        assert client.get(f"{address}?{query}").status_code == 200


# A municipality of which nobody has said which languages it owes ---------------------------------


@pytest.fixture
def no_status(kosovo) -> None:
    LanguageStatus.objects.all().delete()


def test_without_any_status_a_notice_can_be_written_but_not_published_and_every_page_says_why(no_status, desk, notice):
    said_why = "No language status has been entered for this municipality."
    assert said_why in said(desk.get(reverse("notices:start")))
    assert said_why in said(desk.get(page_of("text", notice)))
    give_text(desk, notice, text="Fjala.")
    send = said(desk.get(page_of("send", notice)))
    assert said_why in send
    assert "Send to the translators" not in send
    assert desk.post(page_of("send", notice)).status_code == 200
    assert said_why in said(desk.get(page_of("notice", notice)))
    assert desk.get(reverse("desk")).status_code == 200

    answer = desk.post(page_of("publish", notice), {"reason": "I want to."}, follow=True)

    assert said_why in said(answer)
    assert not Publication.objects.exists()
    assert Document.objects.get().segments.count() == 2


def test_when_the_statuses_are_taken_away_what_is_public_stays_and_a_correction_waits(desk, gracanica, officer):
    notice = office.publish_notice_in_albanian(gracanica, officer, AT)
    LanguageStatus.objects.all().delete()

    answer = desk.post(page_of("correct_sentence", notice, 3), {"text": "Afati: 20 ditë.", "seen": 1})

    assert answer.status_code == 422
    assert "No language status has been entered for this municipality." in said(answer)
    assert "Afati: 20 ditë." in said(answer)
    assert notice.document.segments.get(position=3).version == 1
    for address in (
        "",
        "notices/",
        "notices/gracanice/1/",
        "municipalities/",
        "municipalities/gracanice/",
        "languages/",
    ):
        assert desk.get(f"/sq/{address}").status_code == 200, address


# A full disk -------------------------------------------------------------------------------------


@contextmanager
def full_disk(room: int) -> Iterator[None]:
    """No file of this process may grow beyond so many bytes: writing more fails as on a full disk (EFBIG)."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (room, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.mark.parametrize("size", [100_000, 6_000_000])
def test_on_a_full_disk_an_upload_is_answered_and_what_was_typed_stays(officer, notice, size, tmp_path):
    """Also a file so big that Django would put it on the disk before any form sees it."""
    with pytest.raises(OSError, match=os.strerror(errno.EFBIG)), full_disk(1000):
        (tmp_path / "probe").write_bytes(b"a" * 2000)
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(officer)
    page = browser.get(page_of("text", notice))
    file = SimpleUploadedFile("njoftim.txt", b"Fjala. " * (size // 7))
    token = page.cookies["csrftoken"].value

    with full_disk(1000):
        answer = give_text(browser, notice, text="Shtypur me dorë.", file=file, csrfmiddlewaretoken=token)

    assert answer.status_code == 422
    assert "There is no room left on the server." in said(answer)
    assert "Shtypur me dorë." in said(answer)
    notice.refresh_from_db()
    assert notice.draft["text"] == "Shtypur me dorë."
    assert notice.document is None
    assert not Document.objects.exists()
    assert not list(settings.MEDIA_ROOT.rglob("*.bin")), "half a file is left"


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(
    connection.vendor != "sqlite", reason="A PostgreSQL server cannot be told from here that its disk is full"
)
def test_when_the_database_has_no_room_the_page_still_has_what_was_typed(desk, notice):
    typed = "Shtypur me dorë. " * 20_000
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA page_count")
        cursor.execute(f"PRAGMA max_page_count = {cursor.fetchone()[0]}")
        try:
            answer = give_text(desk, notice, text=typed)
        finally:
            cursor.execute("PRAGMA max_page_count = 1073741823")

    assert answer.status_code == 422
    assert "There is no room left on the server." in said(answer)
    assert typed.strip() in said(answer)
    assert not Document.objects.exists()


def test_a_picture_of_a_file_is_kept_as_it_came(desk, notice):
    """The original is stored byte by byte: downloads are written into it."""
    data = docx(paragraph(run("Komuna shpall konkurs.")))

    give_text(desk, notice, file=SimpleUploadedFile("njoftim.docx", data))

    with Document.objects.get().original.open() as kept:
        assert kept.read() == data
