"""Words kept in an attribute or an element of their own: what is said about a picture, or beside a field."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from uramost.documents.blocks import Block
from uramost.documents.docx_names import Element
from uramost.documents.placeables import Encoded, encode, plain_text, runs

FILE_NAME: Final = re.compile(r"\S+\.[A-Za-z0-9]{2,5}|[a-z]+:\S+")
LETTER: Final = re.compile(r"[^\W\d_]")


@dataclass(frozen=True, slots=True)
class Hint:
    """Such words as a block, and where they stand: an attribute, or with "" the element's own text."""

    block: Block
    element: Element
    attribute: str
    encoded: Encoded


def hints(part: str, root: Element, table: Mapping[str, tuple[str, ...]]) -> Iterator[Hint]:
    """What the attributes of these elements say, in the order of the part.

    A name of a file, which programs put in by themselves, is no description.
    """
    for index, element in enumerate(root.iter(*table)):
        for attribute in table[str(element.tag)]:
            text = element.get(attribute, "") if attribute else element.text or ""
            encoded = encode(list(runs(text, None, None, str)))
            if LETTER.search(encoded.text) and not FILE_NAME.fullmatch(encoded.text):
                key = f"{part}@{attribute or 'text'}{index}"
                yield Hint(Block(key, "hint", 0, encoded.text, encoded.placeables), element, attribute, encoded)


def write_hints(found: list[Hint], texts: Mapping[str, str]) -> None:
    """Raises BadPlaceables."""
    for hint in found:
        text = texts.get(hint.block.key)
        if text is None or text == hint.block.text:
            continue
        written = plain_text(hint.encoded, text)
        if hint.attribute:
            hint.element.set(hint.attribute, written)
        else:
            hint.element.text = written
