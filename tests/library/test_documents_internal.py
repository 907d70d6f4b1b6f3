"""For colleagues: comments stay, and tracked changes in all that was not translated; for readers neither does."""

import pytest
from lxml import etree
from tests.library.made_documents import by_key, docx, odt, paragraph, run, texts, unpacked
from tests.library.made_office import budget, pptx_of, talk, with_parts, xlsx

from uramost import documents

DELETED = '<w:del w:id="1" w:author="A"><w:r><w:delText>10</w:delText></w:r></w:del>'
INSERTED = f'<w:ins w:id="2" w:author="A">{run("15")}</w:ins>'
COMMENTED = (
    run("Kjo "),
    '<w:commentRangeStart w:id="0"/>',
    run("duhet", "<w:b/>"),
    '<w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r>',
    run(" parë."),
)
GONE = f"<w:tr><w:trPr><w:del w:id='5'/></w:trPr><w:tc>{paragraph(run('iku'))}</w:tc></w:tr>"
STAYS = f"<w:tr><w:tc>{paragraph(run('mbetet'))}</w:tc></w:tr>"
JOINED = paragraph(run("dhe "), properties='<w:rPr><w:del w:id="4"/></w:rPr>') + paragraph(run("fund"))
LETTER = docx(
    paragraph(run("Afati është "), DELETED, INSERTED, run(" ditë"))
    + paragraph(*COMMENTED)
    + f"<w:tbl>{STAYS}{GONE}</w:tbl>"
    + JOINED,
    comments=f'<w:comment w:id="0">{paragraph(run("mos e boto"))}</w:comment>',
)


def words(data, part="word/document.xml", tag="{*}t"):
    """What each paragraph says, with `tag` for its texts."""
    root = etree.fromstring(unpacked(data)[part])
    return ["".join(one.text or "" for one in each.iter(tag)) for each in root.iter("{*}p")]


def translated(data, suffix, said, **how):
    source = documents.read(data, f"a.{suffix}")
    given = {block.key: said[block.text] for block in source.blocks if block.text in said}
    assert len(given) == len(said)
    return documents.write(data, suffix, given, "sr-Cyrl", **how)


def test_what_nobody_translated_is_as_it_came_with_its_changes_and_comments():
    written = documents.write(LETTER, "docx", by_key(documents.read(LETTER, "a.docx")), "sr-Cyrl", internal=True)

    assert unpacked(written) == unpacked(LETTER)


def test_a_translated_paragraph_has_its_comment_around_it_and_the_others_their_changes():
    written = translated(LETTER, "docx", {"Kjo ⟦1⟧duhet⟦/1⟧ parë.": "Ово ⟦1⟧треба⟦/1⟧ погледати."}, internal=True)

    body, comments = unpacked(written)["word/document.xml"].decode(), unpacked(written)["word/comments.xml"].decode()
    order = [body.index(one) for one in ("RangeStart", "Ово ", "треба", "RangeEnd", "commentReference")]
    assert order == sorted(order)
    assert body.count("comment") == 3
    assert "mos e boto" in comments
    assert DELETED in body
    assert "<w:trPr><w:del" in body
    assert words(written) == ["Afati është 15 ditë", "Ово треба погледати.", "mbetet", "iku", "dhe ", "fund"]


def test_where_changes_were_made_the_translation_stands_once_and_what_was_deleted_does_not():
    said = {"Afati është 15 ditë": "Рок је 15 дана", "dhe fund": "и крај", "mbetet": "остаје"}
    written = translated(LETTER, "docx", said, internal=True)

    assert words(written) == ["Рок је 15 дана", "Kjo duhet parë.", "остаје", "iku", "и крај"]
    assert ">10<" not in unpacked(written)["word/document.xml"].decode()
    assert texts(documents.read(written, "a.docx")) == [
        "Рок је 15 дана", "Kjo ⟦1⟧duhet⟦/1⟧ parë.", "остаје", "и крај",
    ]  # fmt: skip


BOX = (
    '<w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing">'
    '<wp:docPr id="1" name="x" descr="Harta e rrugës"/></wp:inline><wps:txbx><w:txbxContent>'
    f"{paragraph(run('Në kuti'))}</w:txbxContent></wps:txbx></w:drawing></w:r>"
)


@pytest.mark.parametrize("outer", [True, False])
def test_a_text_in_a_box_and_what_is_said_of_a_picture_are_translated_with_and_without_what_is_around(outer):
    around = {"Para ⟦1/⟧ pas": "Пре ⟦1/⟧ после"} if outer else {}
    data = docx(paragraph(run("Para "), BOX, run(" pas"), DELETED))

    written = translated(data, "docx", {**around, "Në kuti": "У оквиру", "Harta e rrugës": "Карта"}, internal=True)

    body = unpacked(written)["word/document.xml"].decode()
    assert (body.count("У оквиру"), body.count('descr="Карта"'), body.count("Në kuti")) == (1, 1, 0)
    assert (DELETED in body) is not outer


def test_what_is_left_out_with_its_box_does_no_harm():
    data = docx(paragraph(run("Para "), BOX, run(" pas")))

    written = translated(data, "docx", {"Para ⟦1/⟧ pas": "Пре и после", "Në kuti": "У оквиру"}, internal=True)

    assert words(written)[0] == "Пре и после"


CHANGED = (
    '<text:tracked-changes><text:changed-region text:id="c1"><text:insertion/></text:changed-region>'
    '<text:changed-region text:id="c2"><text:deletion><text:p>i vjetër</text:p></text:deletion></text:changed-region>'
    "</text:tracked-changes>"
)
NEW = (
    '<text:p>Afati <text:change-start text:change-id="c1"/>i ri<text:change-end text:change-id="c1"/>'
    '<text:change text:change-id="c2"/> sot<office:annotation><text:p>mos e boto</text:p></office:annotation>.</text:p>'
)
OPEN = odt(f"{CHANGED}{NEW}<text:p>Zyra hapet.</text:p>")


def test_an_open_document_keeps_comments_and_changes_too():
    same = documents.write(OPEN, "odt", by_key(documents.read(OPEN, "a.odt")), "sq", internal=True)
    assert unpacked(same) == unpacked(OPEN)

    one = unpacked(translated(OPEN, "odt", {"Zyra hapet.": "Канцеларија се отвара."}, internal=True))["content.xml"]
    assert CHANGED + NEW + "<text:p>Канцеларија се отвара.</text:p>" in one.decode()

    both = translated(OPEN, "odt", {"Afati i ri sot.": "Нови рок је данас."}, internal=True)
    assert texts(documents.read(both, "a.odt")) == ["Нови рок је данас.", "Zyra hapet."]
    assert documents.read(both, "a.odt").remarks == documents.read(OPEN, "a.odt").remarks
    content = unpacked(both)["content.xml"].decode()
    assert content.count("mos e boto") == content.count("i vjetër") == content.count("Нови рок је данас.") == 1


REMARKS = {
    "ppt/comments/comment1.xml": b'<p:cmLst xmlns:p="p"><p:cm><p:text>mos e boto</p:text></p:cm></p:cmLst>',
    "ppt/commentAuthors.xml": b'<p:cmAuthorLst xmlns:p="p"><p:cmAuthor name="Zyrtari"/></p:cmAuthorLst>',
}


@pytest.mark.parametrize(
    ("suffix", "data", "source", "target"),
    [
        ("xlsx", xlsx(more=budget), "Rrugë", "Пут"),
        ("pptx", with_parts(pptx_of(talk), REMARKS), "Njoftim", "Обавештење"),
    ],
)
def test_comments_of_sheets_and_slides_stay_for_colleagues_and_go_to_no_reader(suffix, data, source, target):
    keys = [block.key for block in documents.read(data, f"a.{suffix}").blocks if block.text == source]
    given = dict.fromkeys(keys, target)

    internal = unpacked(documents.write(data, suffix, given, "sr-Cyrl", internal=True))
    public = unpacked(documents.write(data, suffix, given, "sr-Cyrl"))

    said = [name for name, part in unpacked(data).items() if b"mos e boto" in part or b"Zyrtari" in part]
    assert said
    assert [internal[name] for name in said] == [unpacked(data)[name] for name in said]
    assert not [part for part in public.values() if b"mos e boto" in part or b"Zyrtari" in part]
    assert any(target.encode() in part for part in internal.values())
