"""Plain text, also that of typed notices: which lines are a heading, an item, a paragraph?

"# " to "###### " opens a heading, "- " an item (two blanks before it: one level deeper), a blank line ends a paragraph.
"""

import codecs
import re
from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final

from uramost.documents.blocks import DEEPEST, Block, Refused, Remark
from uramost.documents.placeables import Encoded, Node, Run, encode, plain_text, runs
from uramost.text import BadText, clean

HEADING: Final = re.compile(r"(#{1,6})[ \t]+(?=\S)")
ITEM: Final = re.compile(r"([ \t]*)[-•*][ \t]+(?=\S)")
BOMS: Final = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
FALLBACK: Final = "cp1250"  # Windows of Central and South-East Europe, Latin script
HIGH_WORD: Final = re.compile(rb"[A-Za-z]*[\x80-\xff][A-Za-z\x80-\xff]+")
ASCII_LETTER: Final = re.compile(rb"[A-Za-z]")
TURKISH: Final = re.compile(rb"[A-Za-z][\xfd\xfe\xdd]|[\xfd\xfe\xdd][A-Za-z]")
LINE: Final = re.compile("\n")
LINE_END: Final = re.compile("\r\n|[\n\r\x85\u2028\u2029]")


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text file's content, with how it was stored; `ends` are its line ends one by one: files mix them."""

    text: str
    encoding: str
    bom: bytes
    ends: tuple[str, ...]
    remarks: tuple[Remark, ...]

    def with_changes(self, changes: Sequence[tuple[int, int, str]]) -> bytes:
        """The file with stretches of its text replaced, in its order; in its encoding if that is Unicode, else UTF-8.

        Everything else keeps its line ends.
        """
        usual = self.ends[0] if self.ends else "\n"
        ends = iter(self.ends)
        pieces, position = [], 0
        for start, end, text in (*changes, (len(self.text), len(self.text), "")):
            kept, replaced = self.text[position:start], self.text[start:end]
            pieces += [LINE.sub(lambda _: next(ends), kept), text.replace("\n", usual)]
            deque(islice(ends, replaced.count("\n")), maxlen=0)
            position = end
        whole = "".join(pieces)
        return self.bom + whole.encode(self.encoding if self.encoding.startswith("utf") else "utf-8")


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
    return Decoded(text, encoding, bom, tuple(LINE_END.findall(raw)), remarks)


def _raw(data: bytes, encoding: str, declared: str) -> tuple[str, str, tuple[Remark, ...]]:
    for candidate in (encoding,) if encoding else (declared, "utf-8"):
        try:
            return data.decode(candidate), candidate, ()
        except (UnicodeDecodeError, LookupError):
            continue
    _check_no_surrogates(data, encoding or "utf-8")
    if encoding:
        raise Refused("bad_text", reason="encoding", position=0)
    guess = _guess(data)
    try:
        return data.decode(guess), guess, (Remark("encoding_guessed", {"encoding": guess}),)
    except UnicodeDecodeError as error:
        raise Refused("bad_text", reason="encoding", position=error.start) from error


def _guess(data: bytes) -> str:
    """Which old encoding of Windows: words of nothing but high bytes are Cyrillic, ı ş İ make it Turkish."""
    words = HIGH_WORD.findall(data)
    if 2 * sum(word.isascii() is False and not ASCII_LETTER.search(word) for word in words) > len(words):
        return "cp1251"
    return "cp1254" if TURKISH.search(data) else FALLBACK


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
    """The same file with texts replaced; what is not replaced stays as it was, line ends included."""
    file = decoded(data)
    asked = ((unit, texts.get(unit.block.key)) for unit in _units(file.text))
    return file.with_changes(
        [
            (unit.start, unit.end, plain_text(unit.encoded, text))
            for unit, text in asked
            if text is not None and text != unit.block.text
        ]
    )


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
