"""A document as a reader sees it: lines, lists and tables grouped from blocks, with inline formatting resolved."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Final

from uramost.documents.blocks import Block, Placeable
from uramost.documents.placeables import BadPlaceables, Mark, Part, decode

SAFE_LINK: Final = re.compile(r"(https?://|mailto:|tel:)[^\s<>\"\x00-\x1f]+", re.IGNORECASE)
COLUMNS: Final = 63  # as many as Word has; what stands beyond goes into the last


@dataclass(frozen=True, slots=True)
class Piece:
    """Inline content: `kind` text, break, note (text: its number), bold, italic, underline, link, or other (plain)."""

    kind: str
    text: str = ""
    pieces: tuple["Piece", ...] = ()
    href: str = ""  # of a link; only http, https, mailto and tel


Pieces = tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A heading, a paragraph, a note or a page header or footer."""

    kind: str
    level: int
    pieces: Pieces
    number: int = 0  # of a note


@dataclass(slots=True)
class Entry:
    """An item with the lists below it."""

    pieces: Pieces
    below: list["Items"] = field(default_factory=list)


@dataclass(slots=True)
class Items:
    """A list."""

    ordered: bool
    entries: list[Entry] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: rows of cells of paragraphs."""

    rows: tuple[tuple[tuple[Pieces, ...], ...], ...]


Flow = Line | Items | Grid


def outline(blocks: Sequence[Block], texts: Mapping[str, str], *, strict: bool) -> list[Flow]:
    """The blocks that have a text, as lines, lists and tables.

    A block without a text in `texts` is left out, lest a language be shown as another. A text whose marks do not fit
    raises BadPlaceables if `strict`, otherwise it is shown with its marks, so that the mistake is seen. What is said
    about a picture is left out with the picture.
    """
    seen = (block for block in blocks if block.kind != "hint")
    given = [(block, texts[block.key]) for block in seen if texts.get(block.key, "").strip()]
    resolved = [(block, _resolved(block, text, strict)) for block, text in given]
    flow: list[Flow] = []
    for kind, group in groupby(resolved, key=lambda pair: pair[0].kind):
        members = list(group)
        if kind == "item":
            flow += _lists(members)
        elif kind == "cell":
            flow += _tables(members)
        else:
            flow += [Line(kind, block.level, pieces, block.row if kind == "note" else 0) for block, pieces in members]
    return flow


def without_title(blocks: Sequence[Block], texts: Mapping[str, str], title: str) -> list[Block]:
    """The blocks without a first heading that only says the title again."""
    first = next((block for block in blocks if texts.get(block.key, "").strip()), None)
    if first is not None and first.kind == "heading" and texts[first.key].strip() == title.strip():
        return [block for block in blocks if block is not first]
    return list(blocks)


def _resolved(block: Block, text: str, strict: bool) -> Pieces:
    try:
        parts = decode(text, block.placeables)
    except BadPlaceables:
        if strict:
            raise
        parts = (text,)
    known = {placeable.number: placeable for placeable in block.placeables}
    return tuple(_pieces(parts, known))


def _pieces(parts: Sequence[Part], known: Mapping[int, Placeable]) -> Iterator[Piece]:
    for part in parts:
        if isinstance(part, str):
            yield from _lines(part)
        else:
            yield from _marked(part, known)


def _lines(text: str) -> Iterator[Piece]:
    for index, line in enumerate(text.split("\n")):
        if index:
            yield Piece("break")
        if line:
            yield Piece("text", line)


def _marked(mark: Mark, known: Mapping[int, Placeable]) -> Iterator[Piece]:
    placeable = known[mark.number]
    inner = tuple(_pieces(mark.parts, known))
    if placeable.kind == "note":
        yield Piece("note", placeable.href)
    elif placeable.kind == "break":
        yield Piece("break")
    elif placeable.alone:
        yield Piece("text", "" if placeable.kind == "image" else " ")  # a tab, a bookmark, a field: words stay apart
    elif placeable.kind == "link" and not SAFE_LINK.fullmatch(placeable.href):
        yield Piece("other", pieces=inner)
    else:
        yield Piece(placeable.kind, pieces=inner, href=placeable.href)


def _lists(members: Sequence[tuple[Block, Pieces]]) -> list[Flow]:
    """Lists in lists, by depth; a depth that is skipped counts as one."""
    top: list[Flow] = []
    stack: list[tuple[int, Items]] = []
    for block, pieces in members:
        while stack and (
            stack[-1][0] > block.level or (stack[-1][0] == block.level and stack[-1][1].ordered != block.ordered)
        ):
            stack.pop()
        if not stack or stack[-1][0] < block.level:
            items = Items(block.ordered)
            if stack:
                stack[-1][1].entries[-1].below.append(items)
            else:
                top.append(items)
            stack.append((block.level, items))
        stack[-1][1].entries.append(Entry(pieces))
    return top


def _tables(members: Sequence[tuple[Block, Pieces]]) -> list[Flow]:
    tables: dict[int | None, list[tuple[Block, Pieces]]] = {}
    for block, pieces in members:
        tables.setdefault(block.table, []).append((block, pieces))
    return [_grid(cells) for cells in tables.values()]


def _grid(cells: Sequence[tuple[Block, Pieces]]) -> Grid:
    """Rows and columns that hold nothing at all are left out: merged cells and frames leave such."""
    columns = {column: min(at, COLUMNS - 1) for at, column in enumerate(sorted({block.column for block, _ in cells}))}
    rows: dict[int, list[list[Pieces]]] = {}
    for block, pieces in sorted(cells, key=lambda cell: cell[0].row):
        row = rows.setdefault(block.row, [[] for _ in range(min(len(columns), COLUMNS))])
        row[columns[block.column]].append(pieces)
    return Grid(tuple(tuple(tuple(cell) for cell in row) for row in rows.values()))
