"""What a spreadsheet prints above and below its pages: `&LKomuna&R&P` is a name on the left, the page on the right."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from uramost.documents.blocks import Block
from uramost.documents.docx_names import Element
from uramost.documents.hints import LETTER
from uramost.documents.placeables import Encoded, Lone, Mark, Node, Run, decode, encode, runs
from uramost.documents.xlsx_strings import S

PAGES: Final = {
    S + when + where: where.lower() for where in ("Header", "Footer") for when in ("odd", "even", "first")
}  # fmt: skip
SIDES: Final = re.compile("(&[LCR])")
CODE: Final = re.compile(r'(&(?:"[^"]*"|K[0-9A-Fa-f]{2}[0-9A-Fa-f+-]{4}|\d{1,3}|[A-Z]))')  # ECMA-376 part 1, 18.3.1.46
FIELDS: Final = {f"&{letter}" for letter in "PNDTZFAG"}


@dataclass(frozen=True, slots=True)
class Side:
    """Left, middle or right of a header or footer; `place` is its piece of the element's text."""

    block: Block
    element: Element
    place: int
    encoded: Encoded


def sides(part: str, root: Element) -> Iterator[Side]:
    for element in root.iter(*PAGES):
        name = str(element.tag).removeprefix(S)
        for place, text in enumerate(SIDES.split(element.text or "")):
            encoded = encode(list(_nodes(text)))
            if not SIDES.fullmatch(text) and LETTER.search(encoded.text):
                block = Block(f"{part}#{name}{place}", PAGES[str(element.tag)], 0, encoded.text, encoded.placeables)
                yield Side(block, element, place, encoded)


def _nodes(text: str) -> Iterator[Node]:
    for piece in CODE.split(text.replace("&&", "＆")):  # a doubled sign is a plain one; no code has a wide one
        if CODE.fullmatch(piece):
            yield Lone("field" if piece in FIELDS else "other", piece, edge=piece not in FIELDS)
        elif piece:
            yield from runs(piece.replace("＆", "&"), None, None, lambda char: char)


def write_sides(found: list[Side], texts: Mapping[str, str]) -> None:
    """Raises BadPlaceables."""
    for side in found:
        text = texts.get(side.block.key)
        if text is None or text == side.block.text:
            continue
        pieces = SIDES.split(side.element.text or "")
        pieces[side.place] = "".join(_written(side.encoded, text))
        side.element.text = "".join(pieces)


def _written(encoded: Encoded, text: str) -> Iterator[str]:
    size = False
    said = [*encoded.before, *decode(text, encoded.placeables), *encoded.after]
    for part in said:
        if isinstance(part, Mark):
            node = encoded.targets[part.number].node
            piece = str(node.form) if node else ""
        elif isinstance(part, Lone):
            piece = str(part.form)
        else:
            words = part.text if isinstance(part, Run) else str(part)
            piece = (" " if size and words[:1].isdigit() else "") + words.replace("&", "&&")
        size = bool(re.fullmatch(r"&\d+", piece))
        yield piece
