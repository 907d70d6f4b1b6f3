"""A document as a safe piece of a web page."""

from collections.abc import Callable, Mapping, Sequence
from html import escape
from typing import Final

from uramost.documents.blocks import Block
from uramost.documents.outline import Flow, Grid, Items, Line, Piece, Pieces, outline

ELEMENTS: Final = {"bold": "b", "italic": "i", "underline": "u"}
CLASSES: Final = {"header": "document-header", "footer": "document-footer", "note": "document-note"}


def to_html(blocks: Sequence[Block], texts: Mapping[str, str]) -> str:
    """An HTML fragment (h2-h6, p, ul, ol, table, b, i, u, a, br, sup), everything escaped.

    Headings begin at h2: h1 is the page's own. Links only to http, https, mailto and tel. A block without a text in
    `texts` is left out; a text whose marks do not fit its block is shown with them.
    """
    return "\n".join(_flow(one) for one in outline(blocks, texts, strict=False))


def _flow(flow: Flow) -> str:
    match flow:
        case Line():
            return _line(flow)
        case Items():
            return _items(flow)
        case Grid():
            return _grid(flow)


def _line(line: Line) -> str:
    if line.kind == "heading":
        level = min(line.level + 1, 6)
        return f"<h{level}>{_inline(line.pieces)}</h{level}>"
    if line.kind == "paragraph":
        return f"<p>{_inline(line.pieces)}</p>"
    number = f"<sup>{line.number}</sup> " if line.number else ""
    return f'<p class="{CLASSES[line.kind]}">{number}{_inline(line.pieces)}</p>'


def _items(items: Items) -> str:
    element = "ol" if items.ordered else "ul"
    entries = (
        f"<li>{_inline(entry.pieces)}{''.join(_items(below) for below in entry.below)}</li>" for entry in items.entries
    )
    return f"<{element}>{''.join(entries)}</{element}>"


def _grid(grid: Grid) -> str:
    rows = (f"<tr>{''.join(f'<td>{_cell(cell)}</td>' for cell in row)}</tr>" for row in grid.rows)
    return f"<table><tbody>{''.join(rows)}</tbody></table>"


def _cell(paragraphs: Sequence[Pieces]) -> str:
    if len(paragraphs) == 1:
        return _inline(paragraphs[0])
    return "".join(f"<p>{_inline(pieces)}</p>" for pieces in paragraphs)


def _inline(pieces: Pieces) -> str:
    return "".join(PIECES.get(piece.kind, _plain)(piece) for piece in pieces)


def _plain(piece: Piece) -> str:
    return _inline(piece.pieces)


def _styled(piece: Piece) -> str:
    element = ELEMENTS[piece.kind]
    return f"<{element}>{_inline(piece.pieces)}</{element}>"


PIECES: Final[Mapping[str, Callable[[Piece], str]]] = {
    "text": lambda piece: escape(piece.text),
    "break": lambda piece: "<br>",
    "note": lambda piece: f"<sup>{escape(piece.text)}</sup>",
    "link": lambda piece: f'<a href="{escape(piece.href)}">{_inline(piece.pieces)}</a>',
    "bold": _styled,
    "italic": _styled,
    "underline": _styled,
}
