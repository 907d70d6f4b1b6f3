"""Markdown by the CommonMark rules, with tables: which blocks hold text, and how does a translation go back?

A translation is written into the lines of its block; every other byte of the file stays. Code, HTML blocks and the
data at the top of a page (front matter) are no text.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Any, Final

from markdown_it.token import Token

from uramost.documents.blocks import DEEPEST, Block, Refused, Remark, number
from uramost.documents.markdown_inline import NOTE, nodes, parser
from uramost.documents.markdown_writing import Writer
from uramost.documents.package import MB
from uramost.documents.placeables import Encoded, Lone, encode
from uramost.documents.txt import decoded

FRONT: Final = re.compile(r"---[ \t]*\n.*?\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
LEFT: Final = {"fence", "code_block", "html_block"}
LISTS: Final = {"bullet_list_open": False, "ordered_list_open": True}
MANNERS: Final = {"heading": "heading", "cell": "cell"}
BAR: Final = re.compile(r"(?<!\\)\|")
LIMIT: Final = 2 * MB  # of text; a book has one


@dataclass(frozen=True, slots=True)
class Unit:
    """A block with where its content stands in the text; `prefix` begins further lines of it."""

    block: Block
    encoded: Encoded
    start: int
    end: int
    prefix: str
    manner: str  # heading, underlined (a heading with a line below), cell, paragraph


@dataclass(slots=True)
class _Walk:
    """How far the walk through a file has come: in which lists, in which table."""

    lists: list[bool]
    heading: int = 0
    table: int = -1
    row: int = -1
    column: int = -1
    in_table: bool = False
    pieces: list[tuple[int, str]] = field(default_factory=list)  # of the line of the table


def read(data: bytes) -> tuple[list[Block], list[Remark]]:
    """The blocks of a Markdown file. Raises Refused bad_text, too_large."""
    file = decoded(data)
    tokens, _, front = _parsed(file.text)
    remarks = list(file.remarks)
    if left := sum(token.type in LEFT for token in tokens) + bool(front):
        remarks.append(Remark("parts_left", {"count": left}))
    return [unit.block for unit in _units(file.text, tokens)], remarks


def write(data: bytes, texts: Mapping[str, str]) -> bytes:
    """The same file with texts replaced. Raises BadPlaceables and Refused."""
    file = decoded(data)
    tokens, env, _ = _parsed(file.text)
    writer = Writer(parser(), env)
    changes = []
    for unit in _units(file.text, tokens):
        text = texts.get(unit.block.key)
        if text is not None and text != unit.block.text:
            written = writer.written(unit.encoded, text, unit.manner, unit.prefix)
            changes.append((unit.start, unit.end, written))
    return file.with_changes(changes)


def _parsed(text: str) -> tuple[list[Token], dict[str, Any], str]:
    """Tokens with their lines, the addresses that links refer to, and the front matter."""
    if len(text) > LIMIT:
        raise Refused("too_large", limit=LIMIT, size=len(text))
    found = FRONT.match(text)
    front = found[0] if found else ""
    env: dict[str, Any] = {}
    return parser().parse("\n" * front.count("\n") + text[len(front) :], env), env, front


def _units(text: str, tokens: list[Token]) -> Iterator[Unit]:
    walk = _Walk([])
    lines = text.split("\n")
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line) + 1)
    index = 0
    for token in tokens:
        _step(walk, token)
        if token.type != "inline" or token.map is None:
            continue
        index += 1
        encoded = encode(nodes(token.children or []))
        place = _cell(walk, token, lines) if walk.in_table else _place(token, lines)
        if not encoded.text or place is None:
            continue
        (first, start), (last, end) = place
        prefix = _prefix(token, lines) if last > first else "" if walk.in_table else _continued(lines[first][:start])
        block = _block(walk, f"m{index}", encoded)
        manner = MANNERS.get(block.kind, "paragraph")
        if manner == "heading" and "#" not in lines[first][:start]:
            manner = "underlined"
        yield Unit(block, encoded, starts[first] + start, starts[last] + end, prefix, manner)


def _step(walk: _Walk, token: Token) -> None:
    match token.type:
        case "bullet_list_open" | "ordered_list_open":
            walk.lists.append(LISTS[token.type])
        case "bullet_list_close" | "ordered_list_close":
            walk.lists.pop()
        case "heading_open":
            walk.heading = int(token.tag[1:])
        case "heading_close":
            walk.heading = 0
        case "table_open":
            walk.table, walk.row, walk.in_table = walk.table + 1, -1, True
        case "table_close":
            walk.in_table = False
        case "tr_open":
            walk.row, walk.column = walk.row + 1, -1
        case "th_open" | "td_open":
            walk.column += 1


def _block(walk: _Walk, key: str, encoded: Encoded) -> Block:
    labels = {mark: str(target.node.form) for mark, target in encoded.targets.items() if target.node}
    placeables = tuple(
        replace(one, href=labels[one.number].strip("[]^")) if one.kind == "note" else one for one in encoded.placeables
    )
    block = Block(key, "paragraph", 0, encoded.text, placeables)
    if walk.in_table:
        return replace(block, kind="cell", table=walk.table, row=walk.row, column=walk.column)
    if walk.heading:
        return replace(block, kind="heading", level=walk.heading)
    note = next((NOTE.fullmatch(str(one.form)) for one in encoded.before if isinstance(one, Lone)), None)
    if note is not None:
        return replace(block, kind="note", row=number(note[0].strip("[]^:")))
    if walk.lists:
        return replace(block, kind="item", level=min(len(walk.lists), DEEPEST), ordered=walk.lists[-1])
    return block


Place = tuple[tuple[int, int], tuple[int, int]]
"""(line, column) where content begins and where it ends."""


def _place(token: Token, lines: list[str]) -> Place | None:
    """Content ends its line, but for the signs that may close a heading; before it stand signs of its blocks."""
    content = token.content.split("\n")
    first = (token.map or [0])[0]
    last = first + len(content) - 1
    start = lines[first].rfind(content[0].rstrip())
    end = lines[last].rfind(content[-1].rstrip())
    if start < 0 or end < 0:
        return None
    return (first, start), (last, end + len(content[-1].rstrip()))


def _prefix(token: Token, lines: list[str]) -> str:
    """What stands before the second line: signs of a quotation, blanks of a list."""
    second = (token.map or [0])[0] + 1
    line, content = lines[second], token.content.split("\n")[1].strip()
    return line[: line.rfind(content)] if content in line else ""


def _continued(before: str) -> str:
    """The same for a block that has had one line: its quotations go on, its list has blanks."""
    return re.sub(r"[^>\s]", " ", before)


def _cell(walk: _Walk, token: Token, lines: list[str]) -> Place | None:
    """Where the cell stands among the bars of its line."""
    number_of_line = (token.map or [0])[0]
    if walk.column == 0:
        walk.pieces = _pieces(lines[number_of_line])
    if walk.column >= len(walk.pieces):
        return None
    start, piece = walk.pieces[walk.column]
    source = token.content.replace("|", "\\|")
    at = piece.rfind(source)
    if at < 0:
        return None
    return (number_of_line, start + at), (number_of_line, start + at + len(source))


def _pieces(line: str) -> list[tuple[int, str]]:
    """What stands between the bars of a line, and from which column."""
    bars = [0, *(found.end() for found in BAR.finditer(line)), len(line) + 1]
    pieces = [(start, line[start : end - 1]) for start, end in pairwise(bars)]
    return pieces if _has_words(pieces[0][1]) else pieces[1:]


def _has_words(before: str) -> bool:
    """Whether more than signs of a quotation or a list stands before the first bar."""
    return bool(re.sub(r"[>\s]|[-+*](?=\s)|\d{1,9}[.)](?=\s)", "", before))
