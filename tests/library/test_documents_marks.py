"""In every format: marks moved around survive, and what is said about pictures is translated with the rest."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.library.made_documents import NAMESPACES, by_key, docx, odt, paragraph, run, texts, unpacked
from tests.library.made_office import pptx_of, with_parts, xlsx

from uramost import documents

LOOKS = ("bold", "italic", "underline")
WORDS = ("një", "dy", "tri")
BETWEEN = " dhe shumë fjalë "


def in_docx():
    properties = ("<w:b/>", "<w:i/>", '<w:u w:val="single"/>')
    said = [run(word, one) for word, one in zip(WORDS, properties, strict=True)]
    return docx(paragraph(*(run(BETWEEN) + one for one in said)))


def in_odt():
    properties = ('fo:font-weight="bold"', 'fo:font-style="italic"', 'style:text-underline-style="solid"')
    styles = "".join(
        f'<style:style style:name="T{number}" style:family="text"><style:text-properties {one}/></style:style>'
        for number, one in enumerate(properties)
    )
    spans = (f'{BETWEEN}<text:span text:style-name="T{number}">{word}</text:span>' for number, word in enumerate(WORDS))
    return odt(f"<text:p>{''.join(spans)}</text:p>", automatic=styles)


def in_html():
    return "".join(f" dhe shumë fjalë <{tag}>{word}</{tag}>" for word, tag in zip(WORDS, "biu", strict=True)).encode()


def in_markdown():
    marks = ("**{}**", "*{}*", "<u>{}</u>")
    return " ".join(f"dhe shumë fjalë {mark.format(word)}" for word, mark in zip(WORDS, marks, strict=True)).encode()


def in_xlsx():
    from openpyxl.cell.rich_text import CellRichText, TextBlock
    from openpyxl.cell.text import InlineFont

    fonts = (InlineFont(b=True), InlineFont(i=True), InlineFont(u="single"))
    pieces = (TextBlock(font, word) for word, font in zip(WORDS, fonts, strict=True))
    return xlsx([CellRichText([one for piece in pieces for one in (BETWEEN, piece)])])


def in_pptx():
    def more(show, slide):
        one = slide.shapes.title.text_frame.paragraphs[0]
        for word, look in zip(WORDS, LOOKS, strict=True):
            one.add_run().text = " dhe shumë fjalë "
            marked = one.add_run()
            marked.text = word
            setattr(marked.font, look, True)

    return pptx_of(more)


FILES = {
    "docx": in_docx(), "odt": in_odt(), "html": in_html(), "md": in_markdown(), "xlsx": in_xlsx(), "pptx": in_pptx(),
}  # fmt: skip


def looked(data, suffix):
    """Word → look, of the marks in the order of the text."""
    block = documents.read(data, f"a.{suffix}").blocks[0]
    kinds = {one.number: one.kind for one in block.placeables}
    pieces = block.text.split("⟦")[1:]
    return [(kinds[int(piece.partition("⟧")[0])], piece.partition("⟧")[2]) for piece in pieces if piece[0] != "/"]


@pytest.mark.parametrize("suffix", FILES)
@settings(max_examples=6, deadline=None)
@given(order=st.permutations(range(3)), kept=st.integers(1, 3))
def test_marks_survive_in_any_order_and_may_be_left_out(suffix, order, kept):
    data = FILES[suffix]
    (block,) = documents.read(data, f"a.{suffix}").blocks
    assert looked(data, suffix) == list(zip(LOOKS, WORDS, strict=True))
    numbers = {one.kind: one.number for one in block.placeables}
    wanted = [(LOOKS[place], f"реч{place}") for place in order][:kept]
    marked = (f"⟦{numbers[look]}⟧{word}⟦/{numbers[look]}⟧" for look, word in wanted)
    text = "".join(f"Овде су многе речи {one} и тако даље. " for one in marked)

    written = documents.write(data, suffix, {block.key: text.strip()}, "sr-Cyrl")

    assert looked(written, suffix) == wanted
    assert documents.plain(texts(documents.read(written, f"a.{suffix}"))[0]) == documents.plain(text.strip())


PICTURE = (
    '<w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing">'
    '<wp:docPr id="1" name="x" descr="Harta e rrugës" title="foto.png"/></wp:inline></w:drawing></w:r>'
)
SVG = 'xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"'
DESCRIBED = {
    "docx": docx(paragraph(run("Shih "), PICTURE)),
    "odt": odt(f"<text:p>Shih <draw:frame {SVG}><svg:desc>Harta e rrugës</svg:desc></draw:frame></text:p>"),
    "html": '<p>Shih <img src="a.png" alt="Harta e rrugës" title="foto.png"></p>'.encode(),
}


@pytest.mark.parametrize("suffix", DESCRIBED)
def test_what_is_said_about_a_picture_is_translated_and_a_name_of_a_file_is_not(suffix):
    data = DESCRIBED[suffix]
    source = documents.read(data, f"a.{suffix}")
    assert [block.text for block in source.blocks if block.kind == "hint"] == ["Harta e rrugës"]

    given = {block.key: "Карта пута" for block in source.blocks if block.kind == "hint"}
    written = documents.write(data, suffix, given, "sr-Cyrl")

    again = documents.read(written, f"a.{suffix}")
    assert [block.text for block in again.blocks if block.kind == "hint"] == ["Карта пута"]
    assert "Карта пута" not in documents.to_html(again.blocks, by_key(again))


def test_a_chart_of_a_letter_is_read_and_written():
    names = 'xmlns:c="c" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    chart = f'<c:chartSpace {names}><a:p><a:r><a:rPr lang="sq-AL"/><a:t>Shpenzimet</a:t></a:r></a:p></c:chartSpace>'
    data = docx(paragraph(run("Shih")))
    kind = f"{NAMESPACES.split('xmlns:r=')[1].split()[0][1:-1]}/chart"
    relation = f'<Relationship Id="c1" Type="{kind}" Target="charts/chart1.xml"/></Relationships>'
    rels = unpacked(data)["word/_rels/document.xml.rels"].decode().replace("</Relationships>", relation)
    data = with_parts(data, {"word/charts/chart1.xml": chart.encode(), "word/_rels/document.xml.rels": rels.encode()})
    assert texts(documents.read(data, "a.docx")) == ["Shih", "Shpenzimet"]

    given = {block.key: "Трошкови" for block in documents.read(data, "a.docx").blocks if block.text == "Shpenzimet"}
    written = unpacked(documents.write(data, "docx", given, "sr-Cyrl"))["word/charts/chart1.xml"].decode()

    assert '<a:rPr lang="sr-Cyrl"/><a:t>Трошкови</a:t>' in written


@pytest.mark.parametrize(
    ("suffix", "data", "part"),
    [
        ("docx", docx(paragraph(run("Shih"))), "word/embeddings/oleObject1.bin"),
        ("pptx", pptx_of(lambda show, slide: setattr(slide.shapes.title, "text", "Shih")), "ppt/embeddings/o.bin"),
        ("xlsx", xlsx(["Shih"]), "xl/embeddings/o.docx"),
        ("odt", odt("<text:p>Shih</text:p>"), "Object 1/content.xml"),
    ],
)
def test_what_is_embedded_stays_and_that_is_said(suffix, data, part):
    data = with_parts(data, {part: b"<x>vetem</x>"})

    assert documents.read(data, f"a.{suffix}").remarks == (documents.Remark("parts_left", {"count": 1}),)
    assert unpacked(documents.write(data, suffix, {}, "sq"))[part] == b"<x>vetem</x>"
