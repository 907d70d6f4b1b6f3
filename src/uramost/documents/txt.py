"""Plain text, also that of typed notices: which lines are a heading, an item, a paragraph?

"# " to "###### " opens a heading, "- " an item (two blanks before it: one level deeper), a blank line ends a paragraph.
"""

import codecs
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from uramost.documents.blocks import DEEPEST, Block, Refused, Remark
from uramost.documents.placeables import Encoded, Node, Run, encode, plain_text, runs
from uramost.text import BadText, clean

HEADING: Final = re.compile(r"(#{1,6})[ \t]+(?=\S)")
ITEM: Final = re.compile(r"([ \t]*)[-•*][ \t]+(?=\S)")
BOMS: Final = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
FALLBACK: Final = "cp1250"  # Windows of Central and South-East Europe, Latin script


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text file's content, with how it was stored."""

    text: str
    encoding: str
    bom: bytes
    newline: str
    remarks: tuple[Remark, ...]


@dataclass(frozen=True, slots=True)
class _Unit:
    block: Block
    encoded: Encoded
    start: int
    end: int


def decoded(data: bytes, declared: str = "") -> Decoded:
    """Bytes as text: by byte order mark, by what the file declares, as UTF-8, or else guessed with a remark.

    Raises Refused bad_text.
    """
    bom, encoding = next(((bom, name) for bom, name in BOMS if data.startswith(bom)), (b"", ""))
    raw, encoding, remarks = _raw(data[len(bom) :], encoding, declared)
    try:
        text = clean(raw)
    except BadText as error:
        raise Refused("bad_text", reason=error.code, position=error.position) from error
    return Decoded(text, encoding, bom, "\r\n" if "\r\n" in raw else "\n", remarks)


def _raw(data: bytes, encoding: str, declared: str) -> tuple[str, str, tuple[Remark, ...]]:
    for candidate in (encoding,) if encoding else (declared, "utf-8"):
        try:
            return data.decode(candidate), candidate, ()
        except (UnicodeDecodeError, LookupError):
            continue
    _check_no_surrogates(data, encoding or "utf-8")
    if encoding:
        raise Refused("bad_text", reason="encoding", position=0)
    try:
        return data.decode(FALLBACK), FALLBACK, (Remark("encoding_guessed", {"encoding": FALLBACK}),)
    except UnicodeDecodeError as error:
        raise Refused("bad_text", reason="encoding", position=error.start) from error


def _check_no_surrogates(data: bytes, encoding: str) -> None:
    """Typed text with a lone surrogate is told apart from text in another encoding."""
    try:
        clean(data.decode(encoding, "surrogatepass"))
    except BadText as error:
        raise Refused("bad_text", reason=error.code, position=error.position) from error
    except UnicodeDecodeError:
        return


def read(data: bytes) -> tuple[list[Block], list[Remark]]:
    """The blocks of a text file. Raises Refused bad_text."""
    file = decoded(data)
    return [unit.block for unit in _units(file.text)], list(file.remarks)


def write(data: bytes, texts: Mapping[str, str]) -> bytes:
    """The same file with texts replaced, in the same encoding if that is Unicode, else in UTF-8."""
    file = decoded(data)
    pieces, position = [], 0
    for unit in _units(file.text):
        text = texts.get(unit.block.key)
        if text is not None:
            pieces += [file.text[position : unit.start], plain_text(unit.encoded, text)]
            position = unit.end
    text = "".join([*pieces, file.text[position:]]).replace("\n", file.newline)
    return file.bom + text.encode(file.encoding if file.encoding.startswith("utf") else "utf-8")


def _units(text: str) -> list[_Unit]:
    units: list[_Unit] = []
    for number, (kind, level, start, end) in enumerate(_spans(text)):
        encoded = encode(list(runs(text[start:end], None, None, str)))
        if encoded.text:
            block = Block(f"p{number}", kind, level, encoded.text, encoded.placeables)
            units.append(_Unit(block, encoded, start + _length(encoded.before), end - _length(encoded.after)))
    return units


def _length(nodes: tuple[Node, ...]) -> int:
    return sum(len(node.text) for node in nodes if isinstance(node, Run))


def _spans(text: str) -> list[tuple[str, int, int, int]]:
    """(kind, level, start, end) of each block; `start` is after its marker."""
    spans: list[tuple[str, int, int, int]] = []
    open_block, position = False, 0
    for line in text.split("\n"):
        end = position + len(line)
        kind, level, start = _line(line, position)
        if not line.strip():
            open_block = False
        elif kind == "paragraph" and open_block:
            spans[-1] = (*spans[-1][:3], end)
        else:
            spans.append((kind, level, start, end))
            open_block = kind != "heading"
        position = end + 1
    return spans


def _line(line: str, position: int) -> tuple[str, int, int]:
    if found := HEADING.match(line):
        return "heading", len(found.group(1)), position + found.end()
    if found := ITEM.match(line):
        return "item", min(1 + len(found.group(1).expandtabs(4)) // 2, DEEPEST), position + found.end()
    return "paragraph", 0, position
