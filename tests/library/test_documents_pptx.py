"""Slides: words of shapes, groups, tables, charts and notes are translated, all the rest stays."""

import io

import pptx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.library.made_documents import R, by_key, rewritten, texts, unpacked
from tests.library.made_office import pptx_of, talk, with_parts, with_replaced

from uramost import documents
from uramost.documents import BadPlaceables, Refused, Remark

TALK = pptx_of(talk)
SLIDE = "ppt/slides/slide1.xml"


def translated(data, words, language="sr-Cyrl"):
    source = documents.read(data, "a.pptx")
    given = {block.key: words[block.text] for block in source.blocks if block.text in words}
    return documents.write(data, "pptx", given, language)


def opened(data):
    return pptx.Presentation(io.BytesIO(data))


def test_words_are_read_as_what_they_are():
    source = documents.read(TALK, "takim.pptx")

    assert [(block.kind, block.level, block.text, block.row, block.column) for block in source.blocks] == [
        ("heading", 2, "Njoftim", 0, 0),
        ("item", 1, "Pika e parë", 0, 0),
        ("item", 2, "Afati ⟦1⟧është⟦/1⟧⟦2⟧ këtu⟦/2⟧", 0, 0),
        ("cell", 0, "Viti", 0, 0),
        ("cell", 0, "Shuma", 1, 1),
        ("paragraph", 0, "Në grup", 0, 0),
        ("hint", 0, "Harta e rrugës", 0, 0),
        ("paragraph", 0, "Shpenzimet", 0, 0),
        ("note", 0, "Thuaje ngadalë", 1, 0),
    ]
    bold, link = source.blocks[2].placeables
    assert (bold.kind, link.kind, link.href) == ("bold", "link", "https://example.org")


def test_without_a_translation_nothing_changes_but_the_language():
    before, after = unpacked(TALK), unpacked(documents.write(TALK, "pptx", {}, "en-US"))

    assert before == after


def test_a_translation_stands_where_the_original_stood():
    words = {"Njoftim": "Обавештење", "Viti": "Година", "Në grup": "У групи", "Thuaje ngadalë": "Полако"}
    words |= {"Afati ⟦1⟧është⟦/1⟧⟦2⟧ këtu⟦/2⟧": "⟦2⟧Овде⟦/2⟧ ⟦1⟧је⟦/1⟧ рок", "Shpenzimet": "Трошкови"}

    slide = opened(translated(TALK, words | {"Harta e rrugës": "Карта пута"})).slides[0]

    assert slide.shapes.title.text == "Обавештење"
    runs = slide.placeholders[1].text_frame.paragraphs[1].runs
    assert [(run.text, run.font.bold, run.hyperlink.address) for run in runs] == [
        ("Овде", None, "https://example.org"),
        (" ", None, None),
        ("је", True, None),
        (" рок", None, None),
    ]
    assert slide.notes_slide.notes_text_frame.text == "Полако"
    by_name = {shape.shape_type: shape for shape in slide.shapes}
    table = next(shape.table for shape in slide.shapes if shape.has_table)
    chart = next(shape.chart for shape in slide.shapes if shape.has_chart)
    group = next(shape for shape in by_name.values() if hasattr(shape, "shapes"))
    assert table.cell(0, 0).text == "Година"
    assert chart.chart_title.text_frame.text == "Трошкови"
    assert group.shapes[0].text_frame.text == "У групи"
    assert group.shapes[0]._element.nvSpPr.cNvPr.get("descr") == "Карта пута"


def test_slides_come_as_they_are_shown_not_as_they_are_named():
    def more(show, slide):
        slide.shapes.title.text = "I pari"
        show.slides.add_slide(show.slide_layouts[5]).shapes.title.text = "I dyti"
        order = show.slides._sldIdLst
        order.append(order[0])

    assert texts(documents.read(pptx_of(more), "a.pptx")) == ["I dyti", "I pari"]


def test_what_a_layout_shows_is_read_and_its_prompts_are_not():
    def more(show, slide):
        slide.shapes.title.text = "Titulli"
        box = show.slide_layouts[1].shapes._spTree
        text = (
            '<p:sp xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" '
            'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><p:nvSpPr><p:cNvPr id="90" name="x"/>'
            "<p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr/><p:txBody><a:bodyPr/><a:p><a:r><a:t>Komuna</a:t></a:r></a:p>"
            "</p:txBody></p:sp>"
        )
        box.append(pptx.oxml.parse_xml(text))

    blocks = documents.read(pptx_of(more), "a.pptx").blocks

    assert [(block.kind, block.text) for block in blocks] == [("heading", "Titulli"), ("footer", "Komuna")]


def test_a_diagram_and_the_picture_drawn_of_it_say_the_same():
    names = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    data, drawing = "ppt/diagrams/data1.xml", "ppt/diagrams/drawing1.xml"
    point = f"<dgm:dataModel xmlns:dgm='x' {names}><a:p><a:r><a:t>Kërkesa</a:t></a:r></a:p></dgm:dataModel>"
    relations = unpacked(TALK)["ppt/slides/_rels/slide1.xml.rels"].decode()
    added = (
        f'<Relationship Id="d1" Type="{R}/diagramData" Target="../diagrams/data1.xml"/><Relationship Id="d2" '
        'Type="http://schemas.microsoft.com/office/2007/relationships/diagramDrawing" '
        'Target="../diagrams/drawing1.xml"/></Relationships>'
    )
    show = with_parts(
        TALK,
        {
            data: point.encode(),
            drawing: point.replace("dgm", "dsp").encode(),
            "ppt/slides/_rels/slide1.xml.rels": relations.replace("</Relationships>", added).encode(),
        },
    )

    parts = unpacked(translated(show, {"Kërkesa": "Захтев"}))

    assert texts(documents.read(show, "a.pptx")).count("Kërkesa") == 1
    assert "Захтев" in parts[data].decode()
    assert "Захтев" in parts[drawing].decode()


def test_comments_and_who_wrote_them_stay_at_home():
    comments = {
        "ppt/comments/comment1.xml": b'<p:cmLst xmlns:p="p"><p:cm><p:text>fshehte</p:text></p:cm></p:cmLst>',
        "ppt/commentAuthors.xml": b'<p:cmAuthorLst xmlns:p="p"><p:cmAuthor name="Zyrtari"/></p:cmAuthorLst>',
    }
    data = with_parts(TALK, comments)

    assert documents.read(data, "a.pptx").remarks == (Remark("comments_left_out", {"count": 1}),)
    left = b"".join(unpacked(documents.write(data, "pptx", {}, "sq")).values())
    assert b"fshehte" not in left
    assert b"Zyrtari" not in left


def test_a_link_that_starts_a_program_leads_nowhere():
    data = with_replaced(TALK, "ppt/slides/_rels/slide1.xml.rels", "https://example.org", "file:///C:/calc.exe")

    relations = unpacked(documents.write(data, "pptx", {}, "sq"))["ppt/slides/_rels/slide1.xml.rels"]

    assert b"calc" not in relations
    assert b"about:blank" in relations


def test_the_language_is_marked_and_line_ends_are_breaks():
    data = with_replaced(TALK, SLIDE, "<a:t>Njoftim</a:t>", '<a:rPr lang="sq-AL"/><a:t>Njoftim</a:t>')

    slide = unpacked(translated(data, {"Njoftim": "Јавни\nпозив"}))[SLIDE].decode()

    assert 'lang="sr-Cyrl"' in slide
    assert "<a:t>Јавни</a:t></a:r><a:br/><a:r>" in slide


def test_marks_that_do_not_fit_change_nothing():
    with pytest.raises(BadPlaceables):
        translated(TALK, {"Njoftim": "⟦1⟧x⟦/1⟧"})


@pytest.mark.parametrize(
    "part",
    [SLIDE, "ppt/presentation.xml", next(name for name in unpacked(TALK) if name.startswith("ppt/charts/chart"))],
)
def test_a_damaged_part_is_refused(part):
    with pytest.raises(Refused) as refused:
        documents.read(with_parts(TALK, {part: b"<x"}), "a.pptx")

    assert refused.value.code == "not_this_format"


words = st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "Zs"]), min_size=1, max_size=12)
runs = st.lists(st.tuples(words, st.sampled_from(["", "bold", "italic", "underline"])), max_size=4)


@settings(max_examples=10, deadline=None)
@given(st.lists(runs, min_size=1, max_size=4))
def test_what_python_pptx_writes_comes_back_the_same(rows):
    def more(show, slide):
        slide.shapes.title.text = "Titulli"
        for row in rows:
            one = slide.placeholders[1].text_frame.add_paragraph()
            for text, look in row:
                run = one.add_run()
                run.text = text
                if look:
                    setattr(run.font, look, True)

    data = pptx_of(more)

    again = documents.read(rewritten(data, "a.pptx"), "a.pptx")

    assert again.blocks == documents.read(data, "a.pptx").blocks
    identical = documents.write(data, "pptx", by_key(again), "en-US")
    assert unpacked(identical)[SLIDE] == unpacked(data)[SLIDE]
