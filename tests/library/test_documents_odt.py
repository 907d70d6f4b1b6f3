import pytest
from tests.library.made_documents import by_key, converted, docx, odt, paragraph, rewritten, run, texts, unpacked

from uramost import documents
from uramost.documents import Placeable, Remark

STYLES = """
<style:style style:name="T1" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>
<style:style style:name="T2" style:family="text"><style:text-properties fo:language="en" fo:country="GB"/></style:style>
<style:style style:name="P1" style:family="paragraph" style:parent-style-name="Title"/>
<text:list-style style:name="L1"><text:list-level-style-bullet text:level="1"/>
<text:list-level-style-number text:level="2" style:num-format="1"/></text:list-style>
"""
PAGE = """<office:styles><style:default-style style:family="paragraph">
<style:text-properties fo:language="sq" fo:country="AL"/>
</style:default-style><style:style style:name="Title" style:family="paragraph"/></office:styles>
<office:master-styles><style:master-page><style:header><text:p>kreu</text:p></style:header>
<style:footer><text:p>Faqja <text:page-number>1</text:page-number></text:p></style:footer>
</style:master-page></office:master-styles>"""


def only(data):
    (block,) = documents.read(data, "a.odt").blocks
    return block


def content(data):
    return unpacked(data)["content.xml"].decode()


def test_spans_that_only_mark_a_language_are_not_there_and_others_are_pairs():
    inside = (
        '<text:p>Afati <text:span text:style-name="T2">është</text:span> <text:span text:style-name="T1">sot'
        '</text:span><text:line-break/><text:a xlink:href="https://example.org/">këtu</text:a>'
        " ose <text:tab/>jo</text:p>"
    )

    block = only(odt(inside, STYLES))

    assert block.text == "Afati është ⟦1⟧sot⟦/1⟧⟦2/⟧⟦3⟧këtu⟦/3⟧ ose ⟦4/⟧jo"
    assert block.placeables[:3] == (
        Placeable(1, "bold", False),
        Placeable(2, "break", True),
        Placeable(3, "link", False, "https://example.org/"),
    )


@pytest.mark.parametrize("before", ["Emri: ", ""])
def test_what_a_field_asks_for_is_translated_and_holds_characters_alone(before):
    field = '<text:text-input text:description="d">Shkruani emrin</text:text-input><text:placeholder/>'
    data = odt(f'<text:p>{before}<text:span text:style-name="T1">{field}</text:span></text:p>', STYLES)
    block = only(data)
    assert documents.plain(block.text) == f"{before}Shkruani emrin"

    written = documents.write(data, "odt", {block.key: block.text.replace("Shkruani emrin", "Упишите  име")}, "sr-Cyrl")

    assert '<text:text-input text:description="d">Упишите  име</text:text-input>' in content(written)
    assert content(written).count("<text:placeholder/>") == 1


def test_formatting_that_is_put_into_a_field_leaves_its_words_in_their_order():
    field = "<text:text-input>emri</text:text-input>"
    data = odt(f'<text:p>{field} dhe <text:span text:style-name="T1">jo</text:span></text:p>', STYLES)
    block = only(data)
    assert block.text == "⟦1⟧emri⟦/1⟧ dhe ⟦2⟧jo⟦/2⟧"

    written = documents.write(data, "odt", {block.key: "⟦1⟧име ⟦2⟧и\tне⟦/2⟧ сада⟦/1⟧"}, "sr-Cyrl")

    assert "<text:text-input>име и не сада</text:text-input>" in content(written)


def test_white_space_is_what_the_format_says_and_stays_so():
    data = odt("<text:p>\n  Neni  7 <text:s text:c='3'/>dhe\n 8 </text:p>")
    assert only(data).text == "Neni 7    dhe 8"

    written = documents.write(data, "odt", {only(data).key: "Члан   7"}, "sr-Cyrl")

    assert only(written).text == "Члан   7"


def test_headings_items_cells_and_notes_know_what_they_are():
    inside = (
        '<text:p text:style-name="P1">Titulli</text:p><text:h text:outline-level="2">Kreu</text:h>'
        '<text:list text:style-name="L1"><text:list-item><text:p>një</text:p>'
        "<text:list><text:list-item><text:p>dy</text:p>"
        "</text:list-item></text:list></text:list-item></text:list>"
        "<table:table><table:table-row><table:table-cell/><table:table-cell><text:p>qeli</text:p></table:table-cell></table:table-row></table:table>"
        "<text:p>fund<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>shënim</text:p></text:note-body></text:note>.</text:p>"
    )

    blocks = documents.read(odt(inside, STYLES, PAGE), "a.odt").blocks

    assert [(b.kind, b.level, b.text, b.table, b.row, b.column, b.ordered) for b in blocks] == [
        ("header", 0, "kreu", None, 0, 0, False),
        ("heading", 1, "Titulli", None, 0, 0, False),
        ("heading", 2, "Kreu", None, 0, 0, False),
        ("item", 1, "një", None, 0, 0, False),
        ("item", 2, "dy", None, 0, 0, True),
        ("cell", 0, "qeli", 0, 0, 1, False),
        ("paragraph", 0, "fund⟦1/⟧.", None, 0, 0, False),
        ("note", 0, "shënim", None, 1, 0, False),
        ("footer", 0, "Faqja ⟦1/⟧", None, 0, 0, False),
    ]


def test_a_note_moves_with_its_mark_and_its_own_translation():
    inside = "<text:p>fund<text:note><text:note-body><text:p>shënim</text:p></text:note-body></text:note>.</text:p>"
    source = documents.read(data := odt(inside), "a.odt")

    written = documents.write(data, "odt", dict(zip(by_key(source), ["⟦1/⟧крај", "напомена"], strict=True)), "sr-Cyrl")

    assert texts(documents.read(written, "a.odt")) == ["⟦1/⟧крај", "напомена"]
    assert "shënim" not in content(written)


def test_changes_are_taken_as_accepted_and_comments_taken_out():
    inside = (
        '<text:tracked-changes><text:changed-region text:id="c1"><text:insertion/></text:changed-region>'
        '<text:changed-region text:id="c2"><text:deletion><text:p>i vjetër</text:p>'
        "</text:deletion></text:changed-region>"
        '</text:tracked-changes><text:p>Afati <text:change-start text:change-id="c1"/>i ri'
        '<text:change-end text:change-id="c1"/>'
        '<text:change text:change-id="c2"/> sot<office:annotation><dc:creator>A</dc:creator>'
        "<text:p>mos e boto</text:p></office:annotation>.</text:p>"
    )
    data = odt(inside)

    source = documents.read(data, "a.odt")
    written = content(documents.write(data, "odt", {}, "sq"))

    assert texts(source) == ["Afati i ri sot."]
    assert source.remarks == (
        Remark("tracked_changes_accepted", {"insertions": 1, "deletions": 1}),
        Remark("comments_left_out", {"count": 1}),
    )
    assert not any(word in written for word in ("change", "vjetër", "boto"))
    assert "Afati i ri sot." in written


@pytest.mark.parametrize(
    ("tag", "marked"),
    [("sr-Cyrl", 'fo:language="sr" fo:country="none" fo:script="Cyrl"'), ("sq-XK", 'fo:language="sq" fo:country="XK"')],
)
def test_the_language_is_marked_as_the_format_has_it(tag, marked):
    written = unpacked(documents.write(odt("<text:p>x</text:p>", styles=PAGE), "odt", {}, tag))

    assert marked in written["styles.xml"].decode()


def test_only_what_changed_is_written_anew():
    picture = {"Pictures/a.png": b"\x89PNG not really"}
    data = odt("<text:p>Njoftim</text:p>", styles=PAGE, extra=picture)
    key = documents.read(data, "a.odt").blocks[1].key

    before, after = unpacked(data), unpacked(documents.write(data, "odt", {key: "Обавештење"}, "sr-Cyrl"))

    assert {name for name in before if before[name] != after[name]} == {"content.xml", "styles.xml"}
    assert next(iter(after)) == "mimetype"


def test_a_file_that_libreoffice_wrote_comes_back_the_same_and_opens(tmp_path):
    rows = [paragraph(run("Afati "), run("është", "<w:b/>"), run(" sot  dhe"), "<w:r><w:tab/></w:r>", run("nesër"))]
    rows.append(paragraph(run("kutia "), '<w:r><w:footnoteReference w:id="2"/></w:r>', run(" fund")))
    notes = f'<w:footnote w:id="2">{paragraph("<w:r><w:footnoteRef/></w:r>", run(" shënim"))}</w:footnote>'
    (tmp_path / "first").mkdir()
    data = converted(
        docx("".join(rows), footnotes=notes, header1=paragraph(run("x"))), "docx", "odt", tmp_path / "first"
    )
    source = documents.read(data, "a.odt")
    assert texts(source) == ["Afati ⟦1⟧është⟦/1⟧ sot  dhe⟦2/⟧nesër", "kutia ⟦1/⟧ fund", "shënim"]

    written = rewritten(data, "a.odt")

    assert documents.read(written, "a.odt").blocks == source.blocks
    (tmp_path / "second").mkdir()
    opened = converted(written, "odt", "txt:Text (encoded):UTF8", tmp_path / "second").decode("utf-8-sig")
    assert "Afati është sot  dhe\tnesër" in opened
