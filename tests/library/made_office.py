"""Spreadsheets and slides for the tests, made by openpyxl and python-pptx: what other programs' libraries write."""

import io
from collections.abc import Callable, Mapping
from typing import Any

import openpyxl
import pptx
from lxml import etree
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.table import Table
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.util import Inches
from tests.library.made_documents import R, packed, unpacked

from uramost.documents.xlsx_strings import S


def saved(book: Any) -> bytes:
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def xlsx(*rows: list[Any], more: Callable[[Any, Any], None] = lambda book, sheet: None) -> bytes:
    """A workbook with one sheet; `more` adds to the book and the sheet."""
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    more(book, book.active)
    return with_common_strings(saved(book))


def with_common_strings(data: bytes) -> bytes:
    """Texts of cells in one list for the whole book, each once, as Excel writes them."""
    parts = unpacked(data)
    common: dict[bytes, int] = {}
    for name in parts:
        if name.startswith("xl/worksheets/sheet"):
            root = etree.fromstring(parts[name])
            for cell in root.iter(f"{S}c"):
                inside = cell.find(f"{S}is")
                if inside is not None:
                    inside.tag, inside.tail = f"{S}si", None
                    cell.remove(inside)
                    cell.set("t", "s")
                    number = common.setdefault(etree.tostring(inside), len(common))
                    etree.SubElement(cell, f"{S}v").text = str(number)
            parts[name] = etree.tostring(root)
    head = b'<sst xmlns="%s" uniqueCount="%d">' % (S[1:-1].encode(), len(common))
    parts["xl/sharedStrings.xml"] = head + b"".join(common) + b"</sst>"
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    named = f'<Override PartName="/xl/sharedStrings.xml" ContentType="{kind}"/></Types>'
    relation = f'<Relationship Type="{R}/sharedStrings" Target="sharedStrings.xml" Id="strings"/></Relationships>'
    for name, end, added in (
        ("[Content_Types].xml", b"</Types>", named),
        ("xl/_rels/workbook.xml.rels", b"</Relationships>", relation),
    ):
        parts[name] = parts[name].replace(end, added.encode())
    return packed(parts)


def bold_within(before: str, bold: str, after: str) -> CellRichText:
    return CellRichText(before, TextBlock(InlineFont(b=True), bold), after)


def budget(book: Any, sheet: Any) -> None:
    """A table, formulas, a comment, a chart, a prompt, page headers, a hidden sheet and one more."""
    sheet.title = "Buxheti"
    for row in (["Zëri", "Shuma"], ["Rrugë", 100], ["Ujë", 200], ["Rrugë", 300]):
        sheet.append(row)
    sheet.add_table(Table(displayName="T1", ref="A1:B4"))
    sheet["D1"], sheet["D2"] = '=IF(A2="Rrugë","Po","Jo")', "=SUM(B2:B4)"
    sheet["A2"].comment = Comment("mos e boto", "Zyrtari")
    sheet.oddHeader.left.text, sheet.oddFooter.right.text = "Komuna", "Faqja &P nga &N"
    chart = BarChart()
    chart.title = "Shpenzimet"
    chart.add_data(Reference(sheet, min_col=2, min_row=1, max_row=4), titles_from_data=True)
    sheet.add_chart(chart, "G2")
    choice = DataValidation(type="list", formula1='"Po,Jo"')
    choice.prompt = "Zgjidhni njërën"
    sheet.add_data_validation(choice)
    choice.add("F1")
    book.create_sheet("Ndihmë")["A1"] = "Rrugë"
    book.worksheets[1].sheet_state = "hidden"
    book.create_sheet("Shënime")["A1"] = bold_within("Afati ", "është", " sot")


def pptx_of(more: Callable[[Any, Any], None]) -> bytes:
    """Slides of the usual template; `more` adds to the presentation and to its first slide, title and text."""
    show = pptx.Presentation()
    more(show, show.slides.add_slide(show.slide_layouts[1]))
    return saved(show)


def talk(show: Any, slide: Any) -> None:
    """A title, points with a bold word and a link, a table, a group, a picture's description, a chart, notes."""
    slide.shapes.title.text = "Njoftim"
    points = slide.placeholders[1].text_frame
    points.text = "Pika e parë"
    point = points.add_paragraph()
    point.level = 1
    for text, bold, address in (("Afati ", False, ""), ("është", True, ""), (" këtu", False, "https://example.org")):
        run = point.add_run()
        run.text, run.font.bold = text, bold or None
        if address:
            run.hyperlink.address = address
    table = slide.shapes.add_table(2, 2, Inches(1), Inches(3), Inches(4), Inches(1)).table
    table.cell(0, 0).text, table.cell(1, 1).text = "Viti", "Shuma"
    box = slide.shapes.add_group_shape().shapes.add_textbox(Inches(1), Inches(6), Inches(2), Inches(1))
    box.text_frame.text = "Në grup"
    box._element.nvSpPr.cNvPr.set("descr", "Harta e rrugës")
    data = CategoryChartData()
    data.categories = ["Një", "Dy"]
    data.add_series("Seria", (1, 2))
    chart = slide.shapes.add_chart(
        XL_CHART_TYPE.COLUMN_CLUSTERED, Inches(1), Inches(5), Inches(4), Inches(2), data
    ).chart
    chart.has_title = True
    chart.chart_title.text_frame.text = "Shpenzimet"
    slide.notes_slide.notes_text_frame.text = "Thuaje ngadalë"


def with_parts(data: bytes, changes: Mapping[str, bytes]) -> bytes:
    """The same package with some parts replaced or added."""
    return packed(unpacked(data) | dict(changes))


def with_replaced(data: bytes, part: str, old: str, new: str) -> bytes:
    """The same package with a piece of a part replaced."""
    content = unpacked(data)[part].decode()
    assert old in content
    return with_parts(data, {part: content.replace(old, new).encode()})
