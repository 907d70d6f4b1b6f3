"""A notice to take along."""

import io
import resource
import signal
from pathlib import Path

import pytest
from docx import Document

from uramost_web.notices import downloads

pytestmark = pytest.mark.django_db

AT_FILE = "/sq/notices/gracanice/1/{}"


def fetched(client, name: str):
    answer = client.get(AT_FILE.format(name))
    return answer, b"".join(answer.streaming_content)


def test_a_document_in_the_language_asked_for(client, notice):
    answer, data = fetched(client, "sr-Cyrl.docx")

    assert "Општина расписује конкурс" in "\n".join(part.text for part in Document(io.BytesIO(data)).paragraphs)
    assert answer.headers["Content-Disposition"] == 'attachment; filename="gracanice-1-sr-Cyrl.docx"'
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Type"].endswith("wordprocessingml.document")


def test_a_pdf(client, notice):
    answer, data = fetched(client, "sq.pdf")

    assert data.startswith(b"%PDF-")
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.headers["Content-Disposition"].startswith("attachment;")


@pytest.mark.parametrize("name", ["sq.html", "sq.odt", "sq.exe", "en.pdf", "tr.docx", "xx.pdf", "%00.pdf", "..%2f.pdf"])
def test_nothing_else_can_be_fetched(client, notice, name):
    assert client.get(AT_FILE.format(name)).status_code == 404


def test_every_file_the_page_offers_is_there(client, read, notice):
    page = read("/sr/notices/gracanice/1/")

    for name in ("sr-Cyrl.docx", "sr-Cyrl.pdf"):
        assert f"/sr/notices/gracanice/1/{name}" in page
        answer, data = fetched(client, name)
        assert answer.status_code == 200
        assert data


def files(settings) -> list[Path]:
    return [path for path in Path(settings.MEDIA_ROOT).rglob("downloads/**/*") if path.is_file()]


def test_a_file_lost_with_its_disk_is_made_again(client, notice, settings):
    """A backup of the database and of the originals is enough."""
    fetched(client, "sq.pdf")
    for path in files(settings):
        path.unlink()

    answer, data = fetched(client, "sq.pdf")

    assert (answer.status_code, data[:5]) == (200, b"%PDF-")
    assert len(files(settings)) == 1
    fetched(client, "sq.pdf")
    assert len(files(settings)) == 1


def test_a_full_disk_leaves_no_half_file(notice, settings):
    """The file system takes the name and then only the beginning of the file."""
    text = notice.texts.get(tag="sq")
    text.downloads.all().delete()
    for path in files(settings):
        path.unlink()
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    heeded = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100, hard))
    try:
        with pytest.raises(OSError, match="File too large"):
            downloads.make(text, "pdf")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        signal.signal(signal.SIGXFSZ, heeded)

    assert files(settings) == []
    assert not text.downloads.filter(format="pdf").exists()
