import io
import re
import shutil
import subprocess

import docx as python_docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html as lxml_html
from tests.library.made_documents import converted

from uramost import documents
from uramost.documents import BadPlaceables, Block, Placeable, build_docx, to_html, to_pdf

MARKS = (
    Placeable(1, "bold", False),
    Placeable(2, "link", False, "https://example.org/?a=1&b=2"),
    Placeable(3, "break", True),
    Placeable(4, "link", False, "javascript:alert(1)"),
)
NOTICE = (
    Block("t", "heading", 1, "", ()),
    Block("p", "paragraph", 0, "", MARKS),
    Block("i1", "item", 1, "", ()),
    Block("i2", "item", 2, "", (), ordered=True),
    Block("i3", "item", 1, "", ()),
    Block("c1", "cell", 0, "", (), 0, 0, 0),
    Block("c2", "cell", 0, "", (), 0, 1, 1),
    Block("n", "note", 0, "", (), None, 1),
)
TEXTS = {
    "t": "Јавни позив",
    "p": "⟦1⟧Рок⟦/1⟧ је <15> дана.⟦3/⟧⟦2⟧овде⟦/2⟧ и ⟦4⟧не⟦/4⟧",
    "i1": "захтев",
    "i2": "копија личне карте",
    "i3": "ë ç š č ć ž đ ş ğ ı",
    "c1": "лево",
    "c2": "десно",
    "n": "Закон 02/L-37",
}


def test_the_fragment_groups_lists_and_tables_and_escapes_everything():
    assert to_html(NOTICE, TEXTS).split("\n") == [
        "<h2>Јавни позив</h2>",
        '<p><b>Рок</b> је &lt;15&gt; дана.<br><a href="https://example.org/?a=1&amp;b=2">овде</a> и не</p>',
        "<ul><li>захтев<ol><li>копија личне карте</li></ol></li><li>ë ç š č ć ž đ ş ğ ı</li></ul>",
        "<table><tbody><tr><td>лево</td><td></td></tr><tr><td></td><td>десно</td></tr></tbody></table>",
        '<p class="document-note"><sup>1</sup> Закон 02/L-37</p>',
    ]


def test_a_block_without_a_text_is_left_out_not_shown_in_another_language():
    assert to_html([Block("a", "paragraph", 0, "Njoftim", ())], {}) == ""


def test_a_mistake_in_the_marks_is_seen_on_the_page_and_stops_the_files():
    blocks, wrong = [Block("a", "paragraph", 0, "x", ())], {"a": "⟦7⟧x"}

    assert to_html(blocks, wrong) == "<p>⟦7⟧x</p>"
    for make in (build_docx, to_pdf):
        with pytest.raises(BadPlaceables):
            make("t", blocks, wrong, "sq")


@given(st.text(st.characters(codec="utf-8")))
def test_no_text_becomes_markup(text):
    fragment = to_html([Block("a", "paragraph", 0, "", ())], {"a": text})

    assert set(re.findall(r"</?([a-z0-9]+)", fragment)) <= {"p", "br"}


def test_a_made_docx_has_styles_a_language_and_a_title():
    made = build_docx("Обавештење", NOTICE, TEXTS, "sr-Cyrl")

    blocks = documents.read(made, "a.docx").blocks
    assert [(block.kind, block.level, documents.plain(block.text)) for block in blocks] == [
        ("heading", 1, "Обавештење"),
        ("heading", 1, "Јавни позив"),
        ("paragraph", 0, "Рок је <15> дана. овде и не"),
        ("item", 1, "захтев"),
        ("item", 1, "копија личне карте"),
        ("item", 1, "ë ç š č ć ž đ ş ğ ı"),
        ("cell", 0, "лево"),
        ("cell", 0, "десно"),
        ("paragraph", 0, "1 Закон 02/L-37"),
    ]
    assert blocks[2].placeables[2].href == "https://example.org/?a=1&b=2"
    opened = python_docx.Document(io.BytesIO(made))
    assert (opened.core_properties.title, opened.core_properties.language) == ("Обавештење", "sr-Cyrl")
    assert opened.core_properties.author == ""
    assert [one.style.name for one in opened.paragraphs[3:6]] == ["List Bullet", "List Number 2", "List Bullet"]


def test_each_numbered_list_of_a_made_docx_begins_at_one():
    rows = [
        Block(str(n), kind, 1, "", (), ordered=True) for n, kind in enumerate(["item", "item", "paragraph", "item"])
    ]

    made = python_docx.Document(io.BytesIO(build_docx("t", rows, {str(n): "x" for n in range(4)}, "sq")))

    lists = [one._p.pPr.numPr.numId.val for one in made.paragraphs if one.style.name == "List Number"]
    assert lists[0] == lists[1] != lists[2]


def test_a_made_docx_opens_in_libreoffice(tmp_path):
    text = converted(build_docx("Titulli", NOTICE, TEXTS, "sr-Cyrl"), "docx", "txt:Text (encoded):UTF8", tmp_path)

    assert "копија личне карте" in text.decode()


def words_of(pdf, tmp_path):
    program = shutil.which("pdftotext")
    if program is None:
        pytest.skip("pdftotext (poppler-utils) is not installed, so the text of a PDF cannot be looked at")
    (tmp_path / "a.pdf").write_bytes(pdf)
    done = subprocess.run([program, "a.pdf", "-"], cwd=tmp_path, capture_output=True, check=True)
    return done.stdout.decode()


def test_the_pdf_says_every_text_in_both_scripts_and_has_pages_numbered(tmp_path):
    meta = [("Општина", "Graçanicë / Грачаница"), ("#set", "$x$ *y* @z")]

    words = words_of(to_pdf("Обавештење ë ç", NOTICE, TEXTS, "sr-Cyrl", meta), tmp_path)

    for text in (*TEXTS.values(), *meta[0], *meta[1], "Обавештење ë ç", "1 / 1"):
        for word in re.sub("⟦.*?⟧", " ", text).split():
            assert word in words


def test_the_pdf_is_tagged_has_a_title_and_its_language_and_is_the_same_each_time():
    made = to_pdf("Njoftim", NOTICE, TEXTS, "sq")

    assert b"/StructTreeRoot" in made
    assert b"/Lang(sq)" in made
    assert made == to_pdf("Njoftim", NOTICE, TEXTS, "sq")


def test_a_heading_that_only_says_the_title_again_is_not_shown_twice(tmp_path):
    words = words_of(to_pdf("Јавни позив", NOTICE, TEXTS, "sr-Cyrl"), tmp_path)

    assert words.count("Јавни позив") == 1


@settings(max_examples=25, deadline=None)
@given(st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "S", "Zs"]), min_size=1))
def test_any_text_can_be_set(text):
    assert to_pdf(text, [Block("a", "cell", 0, "", (), 0)], {"a": text.replace("⟦", "").replace("⟧", "")}, "rom")


def test_the_fragment_is_what_a_parser_sees_too():
    page = lxml_html.fragment_fromstring(to_html(NOTICE, TEXTS), create_parent="div")

    assert [one.tag for one in page] == ["h2", "p", "ul", "table", "p"]
