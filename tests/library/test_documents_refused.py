import io
import struct
import zipfile
from pathlib import Path

import pytest
from tests.library.made_documents import docx, odt, packed, paragraph, run, unpacked
from tests.library.made_office import pptx_of, xlsx

from uramost import documents
from uramost.documents import Refused
from uramost.documents.package import CFB_MAGIC, ENCRYPTED_STREAM, Limits, open_package

DOCX = docx(paragraph(run("tekst")))
ODT = odt("<text:p>tekst</text:p>")
XLSX = xlsx(["tekst"])
PPTX = pptx_of(lambda show, slide: setattr(slide.shapes.title, "text", "tekst"))
LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'


def with_parts(data, **changes):
    return packed(unpacked(data) | {name.replace("__", "/").replace("_", "."): part for name, part in changes.items()})


def code_of(data, filename, **arguments):
    with pytest.raises(Refused) as refused:
        documents.read(data, filename, **arguments)
    return refused.value.code


def marked_encrypted(data):
    """The ZIP flag bit for encryption set in the first local header and directory entry."""
    changed = bytearray(data)
    for magic, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.index(magic) + offset
        struct.pack_into("<H", changed, at, 1)
    return bytes(changed)


def named(name):
    buffer = io.BytesIO(DOCX)
    with zipfile.ZipFile(buffer, "a") as archive:
        archive.writestr(zipfile.ZipInfo(name), b"x")
    return buffer.getvalue()


def lying_about_size(data, name):
    """The directory says that a part is small; its stream is not."""
    changed = bytearray(data)
    at = data.rindex(name.encode()) - 46 + 24
    struct.pack_into("<I", changed, at, 10)
    return bytes(changed)


BOMB = with_parts(DOCX, word__media__big_bin=b"\0" * 3_000_000)
CASES = (
    ("a.pages", b"x", "unknown_format"),
    ("a", b"x", "unknown_format"),
    ("a.doc", CFB_MAGIC, "unknown_format"),
    ("a.docx", b"", "empty"),
    ("a.docx", b"not a zip", "not_this_format"),
    ("a.docx", DOCX[: len(DOCX) // 2], "not_this_format"),
    ("a.docx", packed({"a.txt": "x"}), "not_this_format"),
    ("a.docx", ODT, "not_this_format"),
    ("a.odt", DOCX, "not_this_format"),
    (
        "a.odt",
        packed({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": "<x/>"}),
        "not_this_format",
    ),
    ("a.docx", with_parts(DOCX, word__document_xml="<w:document"), "not_this_format"),
    ("a.docx", CFB_MAGIC + b"\0" * 512, "not_this_format"),
    ("a.docx", CFB_MAGIC + b"\0" * 512 + ENCRYPTED_STREAM, "encrypted"),
    ("a.docx", marked_encrypted(DOCX), "encrypted"),
    ("a.odt", with_parts(ODT, **{"META-INF__manifest_xml": "<x><encryption-data/></x>"}), "encrypted"),
    ("a.docx", BOMB, "zip_bomb"),
    ("a.docx", packed({f"{n}.xml": "" for n in range(5_001)}), "zip_bomb"),
    ("a.docx", named("../../etc/x"), "unsafe"),
    ("a.docx", named("/etc/x"), "unsafe"),
    ("a.docx", named("C:/x"), "unsafe"),
    ("a.docx", with_parts(DOCX, word__document_xml=LAUGHS + "<x>&b;</x>"), "unsafe"),
    ("a.odt", with_parts(ODT, content_xml=LAUGHS + "<x>&b;</x>"), "unsafe"),
    ("a.docm", DOCX, "macros"),
    ("a.docx", with_parts(DOCX, word__vbaProject_bin=b"x"), "macros"),
    ("a.odt", odt("<text:p>x</text:p>", extra={"Basic/Standard/Module1.xml": "<x/>"}), "macros"),
    ("a.odt", odt("<office:event-listeners/><text:p>x</text:p>"), "macros"),
    ("a.docx", docx(paragraph(run("  "))), "empty"),
    ("a.odt", odt("<text:p/>"), "empty"),
    ("a.html", b"<script>x</script>", "empty"),
    ("a.txt", b" \n\n ", "empty"),
    ("a.html", b"a\0", "bad_text"),
    ("a.html", b"<p " + b" ".join(b'a%d=">"' % number for number in range(60_000)) + b">tekst", "not_this_format"),
    ("a.xlsx", b"x", "not_this_format"),
    ("a.xlsx", DOCX, "not_this_format"),
    ("a.pptx", DOCX, "not_this_format"),
    ("a.docx", XLSX, "not_this_format"),
    ("a.xlsx", CFB_MAGIC + b"\0" * 512 + ENCRYPTED_STREAM, "encrypted"),
    ("a.pptx", marked_encrypted(PPTX), "encrypted"),
    ("a.xlsm", XLSX, "macros"),
    ("a.pptm", PPTX, "macros"),
    ("a.xlsx", with_parts(XLSX, xl__vbaProject_bin=b"x"), "macros"),
    ("a.pptx", with_parts(PPTX, ppt__activeX__activeX1_xml=b"<x/>"), "macros"),
    ("a.xlsx", with_parts(XLSX, xl__media__big_bin=b"\0" * 3_000_000), "zip_bomb"),
    ("a.pptx", with_parts(PPTX, ppt__slides__slide1_xml=LAUGHS.encode() + b"<x>&b;</x>"), "unsafe"),
    ("a.xlsx", xlsx([1, 2]), "empty"),
    ("a.pptx", pptx_of(lambda show, slide: None), "empty"),
    ("a.md", b"```\nkodi\n```\n", "empty"),
    ("a.pdf", b"", "empty"),
)


@pytest.mark.parametrize(("filename", "data", "code"), CASES)
def test_what_cannot_be_taken_is_refused_by_name(filename, data, code):
    assert code_of(data, filename) == code


def test_the_name_is_read_without_its_case_or_folder():
    assert documents.read(DOCX, r"C:\Dokumente\NJOFTIM.DOCX").format == "docx"


def test_a_file_over_the_limit_is_refused_with_both_sizes():
    with pytest.raises(Refused) as refused:
        documents.read(b"12345678901", "a.txt", limit=10)

    assert (refused.value.code, refused.value.values) == ("too_large", {"limit": 10, "size": 11})
    assert documents.read(b"1234567890", "a.txt", limit=10).blocks[0].text == "1234567890"


def test_what_comes_out_is_counted_not_what_the_directory_claims():
    assert code_of(lying_about_size(BOMB, "word/media/big.bin"), "a.docx") in {"zip_bomb", "not_this_format"}


@pytest.mark.parametrize(
    ("limits", "reason"),
    [(Limits(total=1_000), "total"), (Limits(entries=3), "entries"), (Limits(xml_ratio=1, ratio_from=100), "ratio")],
)
def test_each_limit_of_a_package_holds(limits, reason):
    with pytest.raises(Refused) as refused:
        open_package(DOCX, "docx", limits)

    assert (refused.value.code, refused.value.values) == ("zip_bomb", {"reason": reason})


def test_an_entity_cannot_bring_a_file_of_this_machine(tmp_path):
    (tmp_path / "secret").write_text("sekret")
    entity = f'<!DOCTYPE x [<!ENTITY a SYSTEM "{(tmp_path / "secret").as_uri()}">]><x>&a;</x>'

    assert code_of(with_parts(DOCX, word__document_xml=entity), "a.docx") == "unsafe"


@pytest.mark.parametrize("name", ["encrypted.docx", "encrypted.odt"])
def test_what_libreoffice_encrypted_is_called_encrypted(name):
    data = (Path(__file__).parent / "files" / name).read_bytes()

    assert code_of(data, name) == "encrypted"


def test_a_long_table_of_like_cells_is_no_bomb():
    row = "<w:tr>" + "<w:tc><w:p><w:r><w:t>Nënshkrimi</w:t></w:r></w:p></w:tc>" * 8 + "</w:tr>"
    data = docx(f"<w:tbl>{row * 4_000}</w:tbl>")
    assert len(unpacked(data)["word/document.xml"]) > 100 * len(data)

    assert len(documents.read(data, "a.docx").blocks) >= 32_000


FAR_TOO_LONG = "1" * 5_000
STRANGE_CELL = (
    f'<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="--5"/></w:tcPr>{paragraph(run("Teksti"))}</w:tc></w:tr></w:tbl>'
)
BEGIN = '<w:r><w:fldChar w:fldCharType="begin"/><w:instrText>HYPERLINK "https://example.org"</w:instrText></w:r>'
BEGIN += '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
LINKS_IN_LINKS = BEGIN * 400 + '<w:r><w:fldChar w:fldCharType="end"/></w:r>' * 400


@pytest.mark.parametrize(
    ("filename", "data"),
    [
        ("a.html", f"<table><tr><td colspan={FAR_TOO_LONG}>Teksti".encode()),
        ("a.html", f"<ul><li>{'<ul><li>' * 45}Teksti".encode()),
        ("a.txt", "\n".join(f"{'  ' * depth}- Teksti" for depth in range(200)).encode()),
        ("a.odt", odt(f'<text:h text:outline-level="{FAR_TOO_LONG}">Teksti</text:h>')),
        ("a.odt", odt(f'<text:p>Teksti<text:s text:c="{FAR_TOO_LONG}"/>x</text:p>')),
        ("a.docx", docx(STRANGE_CELL)),
        ("a.docx", docx(paragraph(LINKS_IN_LINKS, run("Teksti")))),
    ],
)
def test_numbers_and_depths_that_cannot_be_meant_do_no_harm(filename, data):
    blocks = documents.read(data, filename).blocks

    assert any("Teksti" in block.text for block in blocks)
    assert max(block.level for block in blocks) <= 9
    assert documents.to_html(blocks, {block.key: block.text for block in blocks})


@pytest.mark.parametrize(
    ("filename", "data"),
    [
        ("a.docx", with_parts(DOCX, word__comments_xml="<w:comments")),
        ("a.docx", packed(unpacked(DOCX) | {"word/_rels/other.xml.rels": "<Relationships"})),
        ("a.odt", with_parts(ODT, meta_xml="<office:meta")),
    ],
)
def test_a_part_that_could_not_be_written_again_is_refused_when_it_comes(filename, data):
    assert code_of(data, filename) == "not_this_format"


def test_a_stream_that_is_damaged_in_any_packing_is_refused():
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr("word/document.xml", b"<x>" * 1_000)
    changed = bytearray(buffer.getvalue())
    changed[60:70] = b"\xff" * 10

    assert code_of(bytes(changed), "a.docx") == "not_this_format"
