"""PDF: its text alone is read, in a process that may use so much and no more, and the translation is a new DOCX."""

import zlib

import pytest
from pypdf import PdfReader, PdfWriter
from tests.library.made_documents import texts

from uramost import documents
from uramost.documents import Refused, Remark, pdf_text

NEWS = (
    "Komuna e Gjilanit njofton banorët se zyra për çështje komunale do të jetë e mbyllur nga data 12 mars 2026 deri "
    "më 15 mars 2026, për shkak të renovimit. Kërkesat merren në hyrjen tjetër."
)
NOTICE = f"{NEWS}\n\n- Kopja e letërnjoftimit\n- Dëshmia e pagesës"


def pdf(text=NOTICE):
    blocks = documents.read(text.encode(), "a.txt").blocks
    return documents.to_pdf("Njoftim", blocks, {block.key: block.text for block in blocks}, "sq")


def stream(content, more=b""):
    packed = zlib.compress(content, 9)
    return b"<</Length %d/Filter/FlateDecode%s>>stream\n%s\nendstream" % (len(packed), more, packed)


def made(content, *more):
    """A PDF of one page, by hand: this content, and what it draws."""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R/Resources<</XObject<</A 5 0 R>>"
        b"/Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>>>",
        stream(content),
        *more,
    ]
    out, places = b"%PDF-1.4\n", []
    for number, one in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    end = b"xref\n0 %d\n0000000000 65535 f \n%strailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF"
    return out + end % (size, table, size, len(out))


def test_paragraphs_are_joined_from_lines_and_said_to_be_text_only():
    source = documents.read(pdf(), "njoftim.pdf")

    assert source.format == "pdf"
    assert source.remarks == (Remark("pdf_text_only", {"pages": 1}),)
    said = texts(source)
    assert NEWS in said
    assert [text for text in said if text.startswith("•")] == ["• Kopja e letërnjoftimit", "• Dëshmia e pagesës"]


def test_the_translation_is_a_new_docx():
    data = pdf("Kërkesat merren në hyrje.")
    source = documents.read(data, "a.pdf")
    given = {block.key: text for block, text in zip(source.blocks, ["Обавештење", "Захтеви се примају."], strict=False)}

    written = documents.write(data, "pdf", given, "sr-Cyrl")

    assert documents.WRITTEN_AS["pdf"] == "docx"
    blocks = documents.read(written, "a.docx").blocks
    assert [(block.kind, block.text) for block in blocks][:2] == [
        ("heading", "Обавештење"),
        ("paragraph", "Захтеви се примају."),
    ]


def refused(data, **limits):
    with pytest.raises(Refused) as fault:
        pdf_text.read(data, **limits)
    return fault.value.code, fault.value.values


def test_a_page_without_letters_has_no_text():
    with pytest.raises(Refused) as fault:
        documents.read(made(b"q Q"), "skanim.pdf")

    assert fault.value.code == "empty"


def test_a_locked_file_is_called_encrypted_and_one_that_opens_without_a_password_is_read(tmp_path):
    def locked(password):
        writer = PdfWriter(clone_from=PdfReader(tmp_path / "open.pdf"))
        writer.encrypt(user_password=password, owner_password="pronari", algorithm="AES-256")
        writer.write(tmp_path / "locked.pdf")
        return (tmp_path / "locked.pdf").read_bytes()

    (tmp_path / "open.pdf").write_bytes(pdf())

    assert refused(locked("sekret")) == ("encrypted", {})
    assert pdf_text.read(locked(""))[0]


@pytest.mark.parametrize("data", [b"not a pdf", b"%PDF-1.7", made(b"q Q")[:-200]])
def test_what_is_no_pdf_is_refused(data):
    assert refused(data) == ("not_this_format", {"format": "pdf"})


def test_what_unpacks_without_end_is_refused_before_it_fills_the_memory():
    assert refused(made(b" " * 100_000_000)) == ("zip_bomb", {"reason": "memory"})


def test_what_takes_too_long_is_stopped():
    assert refused(made(b"BT /F 9 Tf " + b"(a) Tj " * 2_000_000 + b" ET"), seconds=1) == (
        "zip_bomb", {"reason": "time"},
    )  # fmt: skip
