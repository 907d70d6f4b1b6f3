import io

import docx as python_docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.library.made_documents import (
    HEADING_STYLES,
    by_key,
    converted,
    docx,
    paragraph,
    rewritten,
    run,
    texts,
    unpacked,
)

from uramost import documents
from uramost.documents import BadPlaceables, Placeable, Remark

BEGIN, SEPARATE, END = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end"))
BOX = "<w:txbxContent><w:p><w:r><w:t>Në kuti</w:t></w:r></w:p></w:txbxContent>"
TEXT_BOX = (
    f"<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx>{BOX}</wps:txbx></w:drawing></mc:Choice>"
    f"<mc:Fallback><w:pict><v:textbox>{BOX}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
)
LISTS = """<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/></w:lvl>
<w:lvl w:ilvl="1"><w:numFmt w:val="decimal"/></w:lvl></w:abstractNum>
<w:num w:numId="4"><w:abstractNumId w:val="0"/></w:num>"""


def instruction(text):
    return f'<w:r><w:instrText xml:space="preserve">{text}</w:instrText></w:r>'


def only(data):
    (block,) = documents.read(data, "a.docx").blocks
    return block


def translated(data, text):
    return documents.write(data, "docx", {only(data).key: text}, "sr-Cyrl")


def body(data):
    return unpacked(data)["word/document.xml"].decode()


def test_runs_that_differ_only_in_what_nobody_sees_are_one():
    halves = (
        run("Komuna e ", '<w:lang w:val="sq-AL"/>', 'w:rsidR="00A1"'),
        '<w:proofErr w:type="spellStart"/>',
        run("Graça", "<w:noProof/>", 'w:rsidR="00B2"'),
        '<w:r><w:lastRenderedPageBreak/><w:t>nicës</w:t></w:r><w:bookmarkStart w:id="9" w:name="_GoBack"/>',
    )

    assert only(docx(paragraph(*halves))).text == "Komuna e Graçanicës"


def test_formatting_inside_a_paragraph_is_pairs_and_objects_stand_alone():
    block = only(
        docx(
            paragraph(
                run("Afati "),
                run("është", "<w:b/>"),
                run(" deri"),
                run(" më", "<w:i/>"),
                '<w:r><w:br/></w:r><w:hyperlink r:id="rId7"><w:r><w:t>12 mars</w:t></w:r></w:hyperlink>',
                run(" ose"),
                run(" më herët", '<w:color w:val="FF0000"/>'),
                '<w:r><w:footnoteReference w:id="2"/></w:r>',
            ),
            links={"rId7": "https://example.org/"},
        )
    )

    assert block.text == "Afati ⟦1⟧është⟦/1⟧ deri⟦2⟧ më⟦/2⟧⟦3/⟧⟦4⟧12 mars⟦/4⟧ ose⟦5⟧ më herët⟦/5⟧⟦6/⟧"
    assert [one.kind for one in block.placeables] == ["bold", "italic", "break", "link", "other", "note"]
    assert block.placeables[3] == Placeable(4, "link", False, "https://example.org/")


def test_a_character_style_is_known_by_what_it_does():
    data = docx(paragraph(run("Kujdes", '<w:rStyle w:val="Theks"/>'), run(" nga qeni")), styles=HEADING_STYLES)

    assert only(data).placeables == (Placeable(1, "bold", False),)


def test_a_translation_may_put_the_marks_elsewhere():
    data = docx(paragraph(run("E "), run("re", "<w:b/>"), run(" dhe e vjetër"), "<w:r><w:tab/></w:r>", run("fund")))
    assert only(data).text == "E ⟦1⟧re⟦/1⟧ dhe e vjetër⟦2/⟧fund"

    moved = translated(data, "Крај⟦2/⟧ старо и ⟦1⟧ново⟦/1⟧")

    assert only(moved).text == "Крај⟦1/⟧ старо и ⟦2⟧ново⟦/2⟧"
    assert only(moved).placeables[1] == Placeable(2, "bold", False)


def test_a_mark_left_out_takes_its_object_along_and_no_other():
    data = docx(paragraph(run("a"), "<w:r><w:tab/></w:r>", run("b"), "<w:r><w:br/></w:r>", run("c")))

    assert only(translated(data, "а⟦2/⟧в")).placeables == (Placeable(1, "break", True),)


def test_a_bookmark_left_out_stays_in_the_file_because_others_refer_to_it():
    data = docx(paragraph(run("a"), '<w:bookmarkStart w:id="1" w:name="x"/>', run("b"), '<w:bookmarkEnd w:id="1"/>'))

    written = body(translated(data, "аб"))

    assert written.index("bookmarkStart") < written.index("bookmarkEnd")


def test_an_unknown_mark_is_refused():
    with pytest.raises(BadPlaceables):
        translated(docx(paragraph(run("a"))), "⟦1⟧б⟦/1⟧")


def test_a_field_is_one_object_and_the_text_of_a_link_field_is_text():
    page = (BEGIN, instruction(" PAGE "), SEPARATE, run("3"), END)
    link = (BEGIN, instruction(' HYPERLINK "https://example.org/a" '), SEPARATE, run("këtu"), END)
    data = docx(paragraph(run("Faqja "), *page, run(" e "), *link))

    block = only(data)
    assert block.text == "Faqja ⟦1/⟧ e ⟦2⟧këtu⟦/2⟧"
    assert block.placeables == (Placeable(1, "field", True), Placeable(2, "link", False, "https://example.org/a"))
    written = body(translated(data, "⟦2⟧овде⟦/2⟧ стр. ⟦1/⟧"))
    assert written.count("begin") == written.count("separate") == written.count('"end"') == 2
    assert written.index("HYPERLINK") < written.index("овде") < written.index("PAGE")


@pytest.mark.parametrize("kind", ["FORMTEXT", 'FILLIN "Emri"'])
def test_what_a_field_of_a_form_says_is_translated_and_an_empty_one_stays(kind):
    def field(text):
        return BEGIN + instruction(f" {kind} ") + SEPARATE + run(text) + END

    data = docx(paragraph(run("Emri: "), field("shkruani emrin"), run(" Data: "), field("\u2002\u2002")))
    assert only(data).text == "Emri: ⟦1⟧shkruani emrin⟦/1⟧ Data: ⟦2/⟧"

    written = translated(data, "Име: ⟦1⟧упишите име⟦/1⟧ Датум: ⟦2/⟧")

    assert only(written).text == "Име: ⟦1⟧упишите име⟦/1⟧ Датум: ⟦2/⟧"
    assert body(written).count(kind) == 2


def test_a_field_over_several_paragraphs_keeps_its_ends():
    contents = paragraph(BEGIN, instruction(" TOC "), SEPARATE, run("Neni 1")) + paragraph(run("Neni 2"), END)
    source = documents.read(docx(contents), "a.docx")
    assert texts(source) == ["Neni 1", "Neni 2"]

    written = body(documents.write(docx(contents), "docx", dict.fromkeys(by_key(source), "Члан"), "sr-Cyrl"))

    assert written.index("begin") < written.index("separate") < written.index('"end"')


def test_a_field_of_a_form_that_fills_its_paragraph_is_still_one_when_it_is_translated():
    """As in the cells of most forms."""
    field = BEGIN + instruction(" FORMTEXT ") + SEPARATE + run("shkruani emrin") + END
    data = docx(f"<w:tbl><w:tr><w:tc>{paragraph(field)}</w:tc></w:tr></w:tbl>")
    assert only(data).text == "shkruani emrin"

    written = translated(data, "упишите име")

    order = [body(written).index(one) for one in ("begin", "FORMTEXT", "separate", "упишите име", '"end"')]
    assert order == sorted(order)
    assert only(written).text == "упишите име"


def test_contents_of_one_line_are_translated_as_those_of_several_are():
    page = BEGIN + instruction(" PAGEREF _Toc1 ") + SEPARATE + run("7") + END
    contents = paragraph(BEGIN, instruction(' TOC \\o "1-3" '), SEPARATE, run("Kushtet "), page, END)
    data = docx(contents + paragraph(run("Kushtet")))
    assert texts(documents.read(data, "a.docx")) == ["Kushtet ⟦1/⟧", "Kushtet"]

    key = documents.read(data, "a.docx").blocks[0].key
    written = documents.write(data, "docx", {key: "Услови ⟦1/⟧"}, "sr-Cyrl")

    assert texts(documents.read(written, "a.docx")) == ["Услови ⟦1/⟧", "Kushtet"]
    assert body(written).index("TOC") < body(written).index("Услови") < body(written).index("PAGEREF")


def test_headings_are_known_by_the_name_of_their_style_not_by_its_translated_id():
    styled = [
        paragraph(run("x"), properties=f'<w:pStyle w:val="{name}"/>') for name in ("Titulli2", "Kapitull", "Skica")
    ]
    direct = paragraph(run("x"), properties='<w:outlineLvl w:val="0"/>')

    blocks = documents.read(docx("".join(styled) + direct, styles=HEADING_STYLES), "a.docx").blocks

    assert [(block.kind, block.level) for block in blocks] == [("heading", level) for level in (2, 2, 3, 1)]


def test_items_know_their_depth_and_whether_they_are_numbered():
    number = '<w:numPr><w:ilvl w:val="{}"/><w:numId w:val="{}"/></w:numPr>'
    rows = [paragraph(run("x"), properties=number.format(*values)) for values in ((0, 4), (1, 4), (0, 0))]

    blocks = documents.read(docx("".join(rows), numbering=LISTS), "a.docx").blocks

    assert [(block.kind, block.level, block.ordered) for block in blocks] == [
        ("item", 1, False),
        ("item", 2, True),
        ("paragraph", 0, False),
    ]


def test_cells_know_their_place_also_beside_merged_ones_and_in_tables_in_tables():
    def cell(inside, properties=""):
        return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inside}</w:tc>"

    inner = f"<w:tbl><w:tr>{cell(paragraph(run('brenda')))}</w:tr></w:tbl><w:p/>"
    wide = cell(paragraph(run("gjerë")), '<w:gridSpan w:val="2"/>')
    rows = f"<w:tr>{wide}{cell(paragraph(run('c')))}</w:tr>"
    rows += f"<w:tr>{cell('<w:p/>')}{cell(inner)}{cell(paragraph(run('f')))}</w:tr>"

    blocks = documents.read(docx(f"<w:tbl>{rows}</w:tbl>"), "a.docx").blocks

    places = {block.text: (block.table, block.row, block.column) for block in blocks}
    assert places == {"gjerë": (0, 0, 0), "c": (0, 0, 2), "brenda": (1, 0, 0), "f": (0, 1, 2)}
    assert {block.kind for block in blocks} == {"cell"}


def test_headers_footers_and_notes_are_read_and_notes_carry_the_number_of_their_mark():
    notes = '<w:footnote w:id="7"><w:p><w:r><w:footnoteRef/></w:r>'
    notes += f"{run(' e dyta')}</w:p></w:footnote>"
    notes += '<w:footnote w:id="3"><w:p><w:r><w:t>e para</w:t></w:r></w:p></w:footnote>'
    marks = paragraph(run("a"), *(f'<w:r><w:footnoteReference w:id="{n}"/></w:r>{run("b")}' for n in (3, 7)))
    data = docx(marks, footnotes=notes, header1=paragraph(run("kreu")), footer1=paragraph(run("fundi")))

    source = documents.read(data, "a.docx")

    assert [(block.kind, block.text, block.row) for block in source.blocks] == [
        ("header", "kreu", 0),
        ("paragraph", "a⟦1/⟧b⟦2/⟧b", 0),
        ("note", "e dyta", 2),
        ("note", "e para", 1),
        ("footer", "fundi", 0),
    ]
    assert [one.href for one in source.blocks[1].placeables] == ["1", "2"]
    assert texts(documents.read(rewritten(data, "a.docx"), "a.docx")) == texts(source)


def test_a_text_box_is_read_once_and_written_for_new_and_old_programs():
    source = documents.read(data := docx(paragraph(run("Para "), TEXT_BOX, run(" pas"))), "a.docx")
    assert texts(source) == ["Para ⟦1/⟧ pas", "Në kuti"]

    written = documents.write(
        data, "docx", dict(zip(by_key(source), ["Пре ⟦1/⟧ после", "У оквиру"], strict=True)), "sr-Cyrl"
    )

    assert body(written).count("У оквиру") == 2
    assert "Në kuti" not in body(written)


def test_tracked_changes_are_taken_as_accepted_and_counted():
    changes = (
        run("Afati është "),
        f'<w:del w:id="1" w:author="A"><w:r><w:delText>10</w:delText></w:r></w:del>'
        f'<w:ins w:id="2" w:author="A">{run("15")}</w:ins>',
        run(" ditë", '<w:rPrChange w:id="3"><w:rPr><w:b/></w:rPr></w:rPrChange>'),
    )
    joined = paragraph(run("dhe "), properties='<w:rPr><w:del w:id="4"/></w:rPr>') + paragraph(run("fund"))
    deleted_row = f"<w:tbl><w:tr><w:tc>{paragraph(run('mbetet'))}</w:tc></w:tr>"
    deleted_row += f"<w:tr><w:trPr><w:del w:id='5'/></w:trPr><w:tc>{paragraph(run('iku'))}</w:tc></w:tr></w:tbl>"
    data = docx(paragraph(*changes) + joined + deleted_row)

    source = documents.read(data, "a.docx")

    assert texts(source) == ["Afati është 15 ditë", "dhe fund", "mbetet"]
    assert source.remarks == (Remark("tracked_changes_accepted", {"insertions": 1, "deletions": 3}),)
    written = body(documents.write(data, "docx", {}, "sq"))
    assert not any(word in written for word in ("w:ins ", "w:del", "rPrChange", "iku", ">10<"))


def test_comments_are_left_out_of_the_text_and_of_the_written_package():
    commented = (
        '<w:commentRangeStart w:id="0"/>',
        run("tekst"),
        '<w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r>',
    )
    data = docx(paragraph(*commented), comments=f'<w:comment w:id="0">{paragraph(run("mos e boto"))}</w:comment>')

    source = documents.read(data, "a.docx")
    written = unpacked(documents.write(data, "docx", {}, "sq"))

    assert (texts(source), source.remarks) == (["tekst"], (Remark("comments_left_out", {"count": 1}),))
    assert "boto" not in written["word/comments.xml"].decode()
    assert "comment" not in written["word/document.xml"].decode()


def test_the_language_is_marked_and_nothing_else_is_touched():
    data = docx(
        paragraph(run("Njoftim", '<w:lang w:val="sq-AL"/>')) + paragraph(run("7")),
        styles=HEADING_STYLES,
        header1=paragraph(run("kreu")),
    )
    source = documents.read(data, "a.docx")
    key = next(block.key for block in source.blocks if block.text == "Njoftim")

    before, after = unpacked(data), unpacked(documents.write(data, "docx", {key: "Обавештење"}, "sr-Cyrl"))

    assert {name for name in before if before[name] != after[name]} == {"word/document.xml", "word/styles.xml"}
    assert b'<w:lang w:val="sr-Cyrl" w:eastAsia="en-US"/>' in after["word/styles.xml"]
    assert list(before) == list(after)


def test_without_styles_the_language_is_marked_on_the_runs():
    assert '<w:lang w:val="sr-Cyrl"/>' in body(translated(docx(paragraph(run("a"))), "б"))


def test_line_ends_typed_by_a_translator_become_breaks():
    assert only(translated(docx(paragraph(run("a"))), "б\nв\tг")).text == "б⟦1/⟧в⟦2/⟧г"


def test_a_key_the_file_does_not_have_is_a_mistake():
    with pytest.raises(KeyError):
        documents.write(docx(paragraph(run("a"))), "docx", {"word/document.xml#9": "b"}, "sq")


words = st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "Zs"]), min_size=1, max_size=20)
formats = st.sampled_from(["", "bold", "italic", "underline"])


@settings(max_examples=20, deadline=None)
@given(st.lists(st.lists(st.tuples(words, formats), max_size=5), min_size=1, max_size=4))
def test_what_python_docx_writes_comes_back_the_same(rows):
    made = python_docx.Document()
    for row in rows:
        one = made.add_paragraph()
        for text, look in row:
            added = one.add_run(text)
            if look:
                setattr(added, look, True)
    made.add_table(1, 1).cell(0, 0).text = "qeli"
    made.save(buffer := io.BytesIO())

    again = documents.read(rewritten(buffer.getvalue(), "a.docx"), "a.docx")

    assert again.blocks == documents.read(buffer.getvalue(), "a.docx").blocks


def test_a_file_that_libreoffice_wrote_comes_back_the_same_and_opens(tmp_path):
    page = """<h1>Thirrje publike</h1><p>Afati <b>është</b> <a href="https://example.org">këtu</a>.</p>
    <ul><li>një</li><li>dy</li></ul><table><tr><td>a</td><td><i>b</i> c</td></tr></table>"""
    (tmp_path / "first").mkdir()
    data = converted(page.encode(), "html", "docx:MS Word 2007 XML", tmp_path / "first")
    source = documents.read(data, "a.docx")
    assert [(block.kind, documents.plain(block.text)) for block in source.blocks] == [
        ("heading", "Thirrje publike"),
        ("paragraph", "Afati është këtu."),
        ("item", "një"),
        ("item", "dy"),
        ("cell", "a"),
        ("cell", "b c"),
    ]

    written = rewritten(data, "a.docx")

    assert documents.read(written, "a.docx").blocks == source.blocks
    (tmp_path / "second").mkdir()
    opened = converted(written, "docx", "txt:Text (encoded):UTF8", tmp_path / "second").decode("utf-8-sig")
    assert "Afati është këtu." in opened
