"""A notice given as a file of any kind: read by the translators, and downloaded as its original is, or as a DOCX."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests.conftest import AT
from tests.library.made_documents import texts
from tests.library.made_office import pptx_of, xlsx
from tests.site.pages import give_text, said
from uramost import documents
from uramost_web.notices import actions
from uramost_web.translation.attachments import CONTENT_TYPES

pytestmark = pytest.mark.django_db

SENTENCE = "Komuna shpall konkurs për qytetarët."


def pdf():
    block = documents.Block("a", "paragraph", 0, SENTENCE, ())
    return documents.to_pdf("Konkurs", [block], {"a": SENTENCE}, "sq")


CASES = (
    ("njoftim.xlsx", xlsx([SENTENCE, 5]), "xlsx"),
    ("njoftim.pptx", pptx_of(lambda show, slide: setattr(slide.shapes.title, "text", SENTENCE)), "pptx"),
    ("njoftim.md", f"# Konkurs\n\n{SENTENCE}\n\n```\nkodi\n```\n".encode(), "md"),
    ("njoftim.pdf", pdf(), "docx"),
    ("njoftim.txt", SENTENCE.encode(), "docx"),
)


@pytest.mark.parametrize("case", CASES, ids=[name for name, _, _ in CASES])
def test_a_notice_comes_back_in_the_format_of_its_original(desk, client, notice, officer, case):
    filename, data, given_back = case
    answer = give_text(desk, notice, file=SimpleUploadedFile(filename, data))
    assert answer.status_code == 302
    assert SENTENCE in said(desk.get(reverse("notices:send", args=[notice.pk])))
    notice.refresh_from_db()
    actions.publish(notice=notice, reason="Vetëm shqip.", by=officer, at=AT)
    client.logout()

    page = client.get(notice.get_absolute_url().replace("/en/", "/sq/")).content.decode()
    download = client.get(f"/sq/notices/gracanice/1/sq.{given_back}")

    assert SENTENCE in page
    assert f"sq.{given_back}" in page
    assert download.headers["Content-Type"] == CONTENT_TYPES[given_back]
    written = b"".join(download.streaming_content)
    assert SENTENCE in texts(documents.read(written, f"a.{given_back}"))


def test_what_is_special_about_a_file_is_said_before_it_is_sent(desk, notice):
    give_text(desk, notice, file=SimpleUploadedFile("njoftim.pdf", pdf()))

    assert "Only the text of the PDF was read (1 pages)." in said(desk.get(reverse("notices:send", args=[notice.pk])))


def test_the_form_says_which_files_it_takes(desk, notice):
    page = desk.get(reverse("notices:text", args=[notice.pk])).content.decode()

    assert "DOCX, ODT, XLSX, PPTX, HTML, Markdown, TXT or PDF" in page
    assert ".xlsx" in page
    assert ".docm" not in page
