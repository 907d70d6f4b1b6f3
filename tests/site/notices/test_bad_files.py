"""Files that cannot be taken: each is refused with a sentence that says what to do, and what was typed stays."""

from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests.conftest import AT
from tests.library.made_documents import docx, odt, packed, paragraph, run, unpacked
from tests.site.pages import give_text, multipart, said
from uramost_web.notices import actions
from uramost_web.translation.models import Document

pytestmark = pytest.mark.django_db

FILES = Path(__file__).parents[2] / "library" / "files"
DOCX = docx(paragraph(run("Komuna shpall konkurs.")))
BOMB = packed(unpacked(DOCX) | {"word/media/big.bin": b"\0" * 3_000_000})
MACROS = packed(unpacked(DOCX) | {"word/vbaProject.bin": b"x"})
LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><x>&b;</x>'
TYPED = "Ky tekst është shtypur me dorë."
CASES = (
    ("njoftim.docx", b"vetem fjale", "not in the format its name says (DOCX)"),
    ("njoftim.docx", DOCX[: len(DOCX) // 2], "not in the format its name says (DOCX)"),
    ("njoftim.odt", DOCX, "not in the format its name says (ODT)"),
    ("njoftim.html", b"<b>" * 300 + b"fjale", "not in the format its name says (HTML)"),
    ("njoftim.docx", (FILES / "encrypted.docx").read_bytes(), "locked with a password"),
    ("njoftim.odt", (FILES / "encrypted.odt").read_bytes(), "locked with a password"),
    ("njoftim.docx", BOMB, "unpacks to far more"),
    ("njoftim.docx", packed({**unpacked(DOCX), "../../etc/cron.d/x": b"x"}), "names of its parts lead out of it"),
    ("njoftim.docx", packed({**unpacked(DOCX), "word/document.xml": LAUGHS}), "it declares entities"),
    ("njoftim.xlsx", DOCX, "not in the format its name says (XLSX)"),
    ("njoftim.docx", MACROS, "contains macros"),
    ("njoftim.docm", DOCX, "contains macros"),
    ("njoftim.odt", odt("<text:p>x</text:p>", extra={"Basic/Standard/Module1.xml": "<x/>"}), "contains macros"),
    ("njoftim.docx", docx(paragraph(run("  "))), "no text in this file"),
    ("njoftim.docx", b"", "This file is empty."),
    ("njoftim.txt", b"fjal\0", "NUL character at position 5"),
    ("njoftim.txt", b"fj\xed\xa0\x80", "half a character at position 3"),
    ("njoftim.html", b"<p>fj\x01</p>", "control character at position 6"),
    ("njoftim.txt", b"\xff\xfe\x00", "letters of this file cannot be read"),
    ("njoftim.exe", b"MZ", "Files of this kind cannot be read"),
    ("njoftim", b"fjale", "Files of this kind cannot be read"),
)


@pytest.mark.parametrize(("filename", "data", "sentence"), CASES)
def test_a_file_is_refused_and_what_was_typed_stays(desk, notice, filename, data, sentence):
    answer = give_text(desk, notice, text=TYPED, file=SimpleUploadedFile(filename, data))

    assert answer.status_code == 422
    assert sentence in said(answer)
    assert TYPED in said(answer)
    assert not Document.objects.exists()
    assert not list(settings.MEDIA_ROOT.rglob("*.*"))
    assert TYPED in said(desk.get(reverse("notices:text", args=[notice.pk])))


@pytest.mark.parametrize("size", [settings.UPLOAD_LIMIT + 1, 20_000_001])
def test_a_file_over_20_mb_is_told_the_limit(desk, notice, size):
    answer = give_text(desk, notice, text=TYPED, file=SimpleUploadedFile("njoftim.txt", b"a" * size))

    assert answer.status_code == 422
    assert "larger than 20 MB" in said(answer)
    assert TYPED in said(answer)


def test_tracked_changes_are_taken_as_accepted_and_the_page_says_so(desk, notice):
    changes = (
        run("Afati është ")
        + f'<w:ins w:id="1" w:author="x" w:date="2026-01-01T00:00:00Z">{run("20")}</w:ins>'
        + '<w:del w:id="2" w:author="x" w:date="2026-01-01T00:00:00Z"><w:r><w:delText>15</w:delText></w:r></w:del>'
        + run(" ditë.")
    )

    give_text(desk, notice, file=SimpleUploadedFile("njoftim.docx", docx(paragraph(changes))))
    page = said(desk.get(reverse("notices:send", args=[notice.pk])))

    assert "Afati është 20 ditë." in page
    assert "taken as accepted: 1 insertions are in, 1 deletions are out" in page


def test_a_text_in_no_language_we_know_is_asked_about(desk, notice):
    finnish = "Kunta ilmoittaa, että kääntäjän virka on haettavana. Hakemukset on jätettävä viimeistään maaliskuussa."

    give_text(desk, notice, text=finnish)

    page = said(desk.get(reverse("notices:send", args=[notice.pk])))
    assert "The language of the text could not be recognised. You said: Albanian" in page


def test_a_text_in_another_language_than_said_is_asked_about(desk, notice):
    turkish = "Belediye bir çevirmen alacaktır. Başvurular en geç mart ayının sonuna kadar yapılmalıdır."

    give_text(desk, notice, text=turkish)

    page = said(desk.get(reverse("notices:send", args=[notice.pk])))
    assert "The text looks like another language: Turkish" in page


NAMES = (
    b"../../../../etc/cron.d/njoftim.txt",
    b"C:\\Users\\zyra\\njoftim.txt",
    b"nj\x07of\x7ftim\x1b[31m.txt",
    "njoftim\u202etxt.exe.txt".encode(),
    "ë".encode() * 400 + b".txt",
    b"<script>alert(1)</script>.txt",
    b"&lt;img src=x onerror=alert(1)&gt;.txt",
)


@pytest.mark.parametrize("name", NAMES)
def test_the_name_of_a_file_reaches_neither_the_file_system_nor_a_page_as_it_is(desk, notice, name):
    address = reverse("notices:text", args=[notice.pk])

    answer = desk.generic("POST", address, **multipart({"written_in": "sq", "title": "T"}, name, b"Fjala."))

    assert answer.status_code == 302
    document = Document.objects.get()
    kept = Path(document.original.path)
    assert kept.parent == settings.MEDIA_ROOT / "originals" / "gracanice"
    assert kept.name == f"{document.key}.bin"
    assert document.filename.endswith(".txt")
    assert len(document.filename) <= 255
    assert not set(document.filename) & set("/\\\x07\x7f\x1b\0")
    page = desk.get(reverse("notices:send", args=[notice.pk])).content.decode()
    assert "<script>alert" not in page
    assert "<img src=x" not in page


def test_a_file_without_anything_but_an_ending_is_refused(desk, notice):
    address = reverse("notices:text", args=[notice.pk])

    answer = desk.generic("POST", address, **multipart({"written_in": "sq", "title": "T"}, b".docx", b"x"))

    assert answer.status_code == 422


HOSTILE = b"""<!doctype html><title>Njoftim</title>
<script>alert('one')</script><style>@import url(http://evil.example/x.css)</style>
<h1 onclick="alert('two')">Konkurs</h1>
<p>Lexoni <a href="javascript:alert('three')">k\xc3\xabtu</a> ose <a href="https://example.org/x">atje</a>.</p>
<img src=x onerror="alert('four')"><svg onload="alert('five')"><a xlink:href="javascript:1">x</a></svg>
<iframe src="http://evil.example/"></iframe><form action="http://evil.example/"><button>Hyr</button></form>
<p style="background:url(javascript:alert('six'))">Fundi &lt;script&gt;alert('seven')&lt;/script&gt;.</p>"""
HARM = (
    "<script>alert",
    "onclick=",
    "onerror=",
    "onload=",
    'href="javascript:',
    "<iframe",
    "evil.example",
    "<svg onload",
)


def publish(notice, officer):
    actions.send_to_translators(notice=notice, by=officer, at=AT)
    actions.publish(notice=notice, reason="No translator.", reason_language="en", by=officer, at=AT)
    notice.refresh_from_db()


def test_what_could_run_in_a_page_is_gone_in_preview_portal_and_download(desk, client, notice, officer):
    give_text(desk, notice, file=SimpleUploadedFile("njoftim.html", HOSTILE))
    notice.refresh_from_db()
    preview = desk.get(reverse("notices:send", args=[notice.pk])).content.decode()
    publish(notice, officer)
    client.logout()
    pages = [
        preview,
        client.get(notice.get_absolute_url().replace("/en/", "/sq/")).content.decode(),
        client.get("/sq/notices/gracanice/1/side-by-side/?text=sq").content.decode(),
        client.get("/sq/municipalities/gracanice/feeds/sq.atom").content.decode(),
    ]

    assert "Parts of the page that could run or load something were removed." in preview
    for page in pages:
        assert not [harm for harm in HARM if harm in page]
    assert "Konkurs" in pages[1]
    assert 'href="https://example.org/x"' in pages[1]
    file = b"".join(client.get("/sq/notices/gracanice/1/sq.docx").streaming_content)
    assert not [part for part in unpacked(file).values() if b"evil.example" in part or b"javascript:" in part]


def test_an_upload_leaves_only_through_views_that_name_its_type(desk, client, notice, officer):
    """The sender said text/html of a script; no address gives it back, and no download is what its sender said."""
    give_text(desk, notice, file=SimpleUploadedFile("njoftim.html", HOSTILE, content_type="text/html"))
    notice.refresh_from_db()
    publish(notice, officer)
    original = Path(notice.document.original.path)
    inside = original.relative_to(settings.MEDIA_ROOT)

    assert original.suffix == ".bin"
    assert original.stat().st_mode & 0o111 == 0
    for address in (f"/{inside}", f"/files/{inside}", f"/media/{inside}", f"/static/{inside}", f"/sq/{inside}"):
        assert client.get(address).status_code == 404
    for name in ("sq.html", "sq.bin", "sq.txt"):
        assert client.get(f"/sq/notices/gracanice/1/{name}").status_code == 404
    for name in ("sq.docx", "sq.pdf"):
        answer = client.get(f"/sq/notices/gracanice/1/{name}")
        assert answer.headers["Content-Disposition"].startswith("attachment;")
        assert answer.headers["Content-Type"].startswith("application/")
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
