"""A DOCX for what was typed: plain, with real styles, so that Word's outline, lists and screen readers work."""

import io
from collections.abc import Mapping, Sequence
from typing import Any, Final

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from uramost.documents.blocks import Block
from uramost.documents.outline import Flow, Grid, Items, Line, Pieces, outline, without_title

DEPTH: Final = 3  # list styles of the template: "List Bullet", "List Bullet 2", "List Bullet 3"
LINK_COLOUR: Final = RGBColor(0x0B, 0x4F, 0x4A)
NOTE_SIZE: Final = Pt(9)


def build_docx(title: str, blocks: Sequence[Block], texts: Mapping[str, str], language: str) -> bytes:
    """A4, title, headings, lists, tables and inline formatting. A block without a text is left out.

    Raises BadPlaceables.
    """
    document = Document()
    _set_up(document, title, language)
    document.add_paragraph(title, style="Title")
    for one in outline(without_title(blocks, texts, title), texts, strict=True):
        _flow(document, one)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _set_up(document: Any, title: str, language: str) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Cm(2.5)
    properties = document.core_properties
    for element in list(properties._element):  # the template's author and dates are not ours
        properties._element.remove(element)
    properties.title, properties.language = title, language
    for mark in document.styles.element.iter(qn("w:lang")):
        mark.set(qn("w:val"), language)
    link = document.styles.add_style("Hyperlink", WD_STYLE_TYPE.CHARACTER)
    link.font.color.rgb, link.font.underline = LINK_COLOUR, True


def _flow(document: Any, flow: Flow) -> None:
    match flow:
        case Line():
            _line(document, flow)
        case Items():
            _items(document, flow, 1)
        case Grid():
            _grid(document, flow)


def _line(document: Any, line: Line) -> None:
    paragraph = document.add_paragraph(style=f"Heading {line.level}" if line.kind == "heading" else None)
    if line.number:
        paragraph.add_run(str(line.number)).font.superscript = True
        paragraph.add_run(" ")
    _inline(paragraph, line.pieces, ())
    if line.kind not in {"heading", "paragraph"}:
        for run in paragraph.runs:
            run.font.size = NOTE_SIZE


def _items(document: Any, items: Items, depth: int) -> None:
    style = ("List Number" if items.ordered else "List Bullet") + (f" {min(depth, DEPTH)}" if depth > 1 else "")
    numbering = _restarted(document, style) if items.ordered else None
    for entry in items.entries:
        paragraph = document.add_paragraph(style=style)
        if numbering is not None:
            paragraph._p.get_or_add_pPr().get_or_add_numPr().get_or_add_numId().val = numbering
        _inline(paragraph, entry.pieces, ())
        for below in entry.below:
            _items(document, below, depth + 1)


def _restarted(document: Any, style: str) -> int:
    """A numbering of its own for a list, from 1; a style alone would count on through the whole document."""
    numbering = document.part.numbering_part.element
    num_id = document.styles[style].element.pPr.numPr.numId.val
    old = next(num for num in numbering.num_lst if num.numId == num_id)
    new = numbering.add_num(old.abstractNumId.val)
    new.add_lvlOverride(ilvl=0).add_startOverride(1)
    return int(new.numId)


def _grid(document: Any, grid: Grid) -> None:
    table = document.add_table(rows=len(grid.rows), cols=len(grid.rows[0]), style="Table Grid")
    for cells, row in zip(table.rows, grid.rows, strict=True):
        for cell, paragraphs in zip(cells.cells, row, strict=True):
            for index, pieces in enumerate(paragraphs):
                _inline(cell.add_paragraph() if index else cell.paragraphs[0], pieces, ())
    document.add_paragraph()  # two tables in a row would be one


def _inline(paragraph: Any, pieces: Pieces, styles: tuple[str, ...]) -> None:
    for piece in pieces:
        if piece.kind == "text":
            _styled(paragraph.add_run(piece.text), styles)
        elif piece.kind == "break":
            paragraph.add_run().add_break()
        elif piece.kind == "note":
            paragraph.add_run(piece.text).font.superscript = True
        elif piece.kind == "link":
            _link(paragraph, piece.href, piece.pieces, styles)
        else:
            _inline(paragraph, piece.pieces, (*styles, piece.kind))


def _styled(run: Any, styles: Sequence[str]) -> None:
    for style in styles:
        if style in {"bold", "italic", "underline"}:
            setattr(run, style, True)


def _link(paragraph: Any, href: str, pieces: Pieces, styles: tuple[str, ...]) -> None:
    """python-docx reads links and does not write them: runs are written as usual and moved into one."""
    element = OxmlElement("w:hyperlink")
    element.set(qn("r:id"), paragraph.part.relate_to(href, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    before = len(paragraph._p)
    _inline(paragraph, pieces, styles)
    for run in list(paragraph._p)[before:]:
        run.get_or_add_rPr().style = "Hyperlink"
        element.append(run)
    paragraph._p.append(element)
