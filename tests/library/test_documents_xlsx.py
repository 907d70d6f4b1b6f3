"""Spreadsheets: words are translated, formulas, numbers and names that formulas use stay."""

import io

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.library.made_documents import by_key, rewritten, texts, unpacked
from tests.library.made_office import bold_within, budget, with_parts, with_replaced, xlsx

from uramost import documents
from uramost.documents import Refused, Remark, xlsx_strings

BUDGET = xlsx(more=budget)


def said(data):
    """What another library finds in the cells of every sheet."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    return {sheet.title: [[cell.value for cell in row] for row in sheet] for sheet in book}


def translated(data, words):
    source = documents.read(data, "a.xlsx")
    given = {block.key: words[block.text] for block in source.blocks if block.text in words}
    return documents.write(data, "xlsx", given, "sr-Cyrl")


def test_words_are_read_with_their_place_and_numbers_dates_and_formulas_are_not():
    source = documents.read(BUDGET, "buxheti.xlsx")

    assert [(block.kind, block.text, block.table, block.row, block.column) for block in source.blocks] == [
        ("header", "Komuna", None, 0, 0),
        ("cell", "Zëri", 0, 0, 0),
        ("cell", "Shuma", 0, 0, 1),
        ("cell", "Rrugë", 0, 1, 0),
        ("cell", "Ujë", 0, 2, 0),
        ("cell", "Rrugë", 0, 3, 0),
        ("hint", "Zgjidhni njërën", None, 0, 0),
        ("paragraph", "Shpenzimet", None, 0, 0),
        ("heading", "Shënime", None, 0, 0),
        ("cell", "Afati ⟦1⟧është⟦/1⟧ sot", 2, 0, 0),
        ("footer", "Faqja ⟦1/⟧ nga ⟦2/⟧", None, 0, 0),
    ]
    assert source.remarks == (
        Remark("comments_left_out", {"count": 1}),
        Remark("hidden_sheets_left", {"count": 1}),
        Remark("formulas_with_words", {"count": 2}),
    )


def test_without_a_translation_every_part_stays_byte_for_byte_but_the_comments():
    before, after = unpacked(BUDGET), unpacked(documents.write(BUDGET, "xlsx", {}, "sr-Cyrl"))

    assert list(before) == list(after)
    assert {name for name in before if before[name] != after[name]} == {
        "xl/comments/comment1.xml",
        "xl/drawings/commentsDrawing1.vml",
    }
    assert b"mos e boto" not in b"".join(after.values())
    assert b"Zyrtari" not in b"".join(after.values())


def test_a_translation_stands_where_the_original_stood():
    words = {"Zëri": "Ставка", "Shuma": "Износ", "Rrugë": "Пут", "Afati ⟦1⟧është⟦/1⟧ sot": "Данас ⟦1⟧је⟦/1⟧ рок"}
    written = translated(BUDGET, words | {"Shënime": "Напомене", "Faqja ⟦1/⟧ nga ⟦2/⟧": "Страна ⟦1/⟧ од ⟦2/⟧"})

    assert said(written) == {
        "Buxheti": [
            ["Ставка", "Износ", None, '=IF(A2="Rrugë","Po","Jo")'],
            ["Пут", 100, None, "=SUM(B2:B4)"],
            ["Ujë", 200, None, None],
            ["Пут", 300, None, None],
        ],
        "Ndihmë": [["Rrugë"]],
        "Напомене": [["Данас је рок"]],
    }
    book = openpyxl.load_workbook(io.BytesIO(written), rich_text=True)
    assert book["Напомене"]["A1"].value == bold_within("Данас ", "је", " рок")
    assert book["Buxheti"].oddFooter.right.text == "Страна &P од &N"


def test_a_heading_of_a_table_and_the_name_of_its_column_stay_the_same():
    """Excel finds the file damaged otherwise; and it wants each name once."""
    written = translated(BUDGET, {"Zëri": "Износ", "Shuma": "износ"})

    table = openpyxl.load_workbook(io.BytesIO(written))["Buxheti"].tables["T1"]
    assert table.column_names == [row[0] for row in zip(*said(written)["Buxheti"][:1], strict=True)][:2]
    assert len({name.casefold() for name in table.column_names}) == 2


def test_a_heading_that_a_formula_names_is_not_for_translation():
    data = with_replaced(BUDGET, "xl/worksheets/sheet1.xml", "SUM(B2:B4)", "SUM(T1[Shuma])")

    assert "Shuma" not in texts(documents.read(data, "a.xlsx"))
    assert "Zëri" in texts(documents.read(data, "a.xlsx"))


def test_a_sheet_that_a_formula_or_a_chart_names_keeps_its_name():
    def more(book, sheet):
        sheet.title, sheet["A1"] = "Të ardhurat 2026", "='Taksat'!A1"
        book.create_sheet("Taksat")["A1"] = 5
        book.create_sheet("Gjobat")
        book.create_sheet("Sheet4")

    source = documents.read(xlsx(more=more), "a.xlsx")

    assert [block.text for block in source.blocks if block.kind == "heading"] == ["Të ardhurat 2026", "Gjobat"]


def test_a_name_of_a_sheet_is_made_such_as_excel_takes():
    def more(book, sheet):
        sheet.title, sheet["A1"] = "Gjobat", "x"
        book.create_sheet("Taksat")

    data = xlsx(more=more)
    written = translated(data, {"Gjobat": "Приходи: [све] / " + "дуго" * 10, "Taksat": "gjobat"})

    names = openpyxl.load_workbook(io.BytesIO(written)).sheetnames
    assert [len(name) <= 31 for name in names] == [True, True]
    assert names[0].startswith("Приходи- -све-")
    assert len({name.casefold() for name in names}) == 2


def test_one_string_in_two_cells_may_be_translated_in_two_ways():
    data = xlsx(["Po", 1, "Po", "Po"])
    keys = [block.key for block in documents.read(data, "a.xlsx").blocks]

    written = documents.write(data, "xlsx", dict(zip(keys, ["Да", "Јесте", "Да"], strict=True)), "sr-Cyrl")

    assert said(written)["Sheet"] == [["Да", 1, "Јесте", "Да"]]


def test_words_in_the_cell_itself_are_read_and_written():
    data = xlsx(["Po"])
    inside = '<c r="A1" t="inlineStr"><is><t>Po</t></is></c>'
    content = unpacked(data)["xl/worksheets/sheet1.xml"].decode()
    start, end = content.index("<c "), content.index("</c>") + 4
    data = with_parts(data, {"xl/worksheets/sheet1.xml": (content[:start] + inside + content[end:]).encode()})

    assert said(translated(data, {"Po": "Да"}))["Sheet"] == [["Да"]]


def test_what_a_formula_made_of_words_is_worked_out_again():
    result = '<c r="A2" t="str"><f>A1&amp;"!"</f><v>Po!</v></c>'
    data = xlsx(["Po"])
    content = unpacked(data)["xl/worksheets/sheet1.xml"].decode()
    data = with_parts(
        data, {"xl/worksheets/sheet1.xml": content.replace("</row>", f"</row><row>{result}</row>").encode()}
    )

    assert texts(documents.read(data, "a.xlsx")) == ["Po"]
    assert b'fullCalcOnLoad="1"' in unpacked(translated(data, {"Po": "Да"}))["xl/workbook.xml"]


def test_nothing_is_asked_of_another_program_when_it_is_opened():
    link = f'<externalLink xmlns="{xlsx_strings.S[1:-1]}"><ddeLink ddeService="cmd" ddeTopic="/c calc"/></externalLink>'
    query = f'<connections xmlns="{xlsx_strings.S[1:-1]}"><connection id="1" refreshOnLoad="1"/></connections>'
    data = with_parts(
        xlsx(["Po"]), {"xl/externalLinks/externalLink1.xml": link.encode(), "xl/connections.xml": query.encode()}
    )

    parts = unpacked(translated(data, {}))

    assert b"cmd" not in parts["xl/externalLinks/externalLink1.xml"]
    assert b"calc" not in parts["xl/externalLinks/externalLink1.xml"]
    assert b'refreshOnLoad="0"' in parts["xl/connections.xml"]


@pytest.mark.parametrize(
    ("old", "new"),
    [("<v>0</v>", "<v>99</v>"), ("<v>0</v>", "<v>x</v>"), ('r="A1"', 'r="A99999999999"'), ('r="1"', 'r="x"')],
)
def test_an_address_or_a_string_that_cannot_be_does_no_harm(old, new):
    data = with_replaced(xlsx(["Po", "Jo"]), "xl/worksheets/sheet1.xml", old, new)

    assert "Jo" in texts(documents.read(data, "a.xlsx"))


@pytest.mark.parametrize("part", ["xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/workbook.xml"])
def test_a_damaged_part_is_refused(part):
    with pytest.raises(Refused) as refused:
        documents.read(with_parts(BUDGET, {part: b"<x"}), "a.xlsx")

    assert refused.value.code == "not_this_format"


words = st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "Zs"]), min_size=1, max_size=12)
cell = st.one_of(
    words.map("a{}".format), st.integers(0, 9), st.tuples(words, words, words).map(lambda three: bold_within(*three))
)


@settings(max_examples=15, deadline=None)
@given(st.lists(st.lists(cell, max_size=3), min_size=1, max_size=4))
def test_what_openpyxl_writes_comes_back_the_same(rows):
    data = xlsx(["fillimi"], *rows)

    again = rewritten(data, "a.xlsx")

    assert documents.read(again, "a.xlsx").blocks == documents.read(data, "a.xlsx").blocks
    assert unpacked(documents.write(data, "xlsx", by_key(documents.read(data, "a.xlsx")), "sq")) == unpacked(data)
