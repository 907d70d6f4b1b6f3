"""The inside of a cell of a spreadsheet: plain or rich text as nodes, and a translation as the same again."""

import re
from collections.abc import Iterator, Sequence
from copy import deepcopy
from typing import Final

from lxml import etree

from uramost.documents.docx_names import XML_SPACE, Element, children
from uramost.documents.placeables import Encoded, Lone, Look, Mark, Node, Part, Run, decode, runs

S: Final = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
FLAGS: Final = (S + "b", S + "i", S + "u")
ON_SPACE: Final = (S + "u", S + "strike")
PHONETIC: Final = {S + "rPh", S + "phoneticPr"}  # how a Japanese word is read
RETURN: Final = re.compile("_x000[dD]_\n?")  # ECMA-376 part 1, 22.9.2.19: a carriage return as it is written


def nodes(holder: Element) -> list[Node]:
    """Of `si` or `is`: text, or runs of text with a look of their own."""
    found: list[Node] = []
    for child in children(holder):
        if child.tag == S + "t":
            found += _run(child, None)
        elif child.tag == S + "r":
            found += _run(child.find(S + "t"), child.find(S + "rPr"))
    return found


def _run(text: Element | None, properties: Element | None) -> Iterator[Node]:
    said = "" if text is None else RETURN.sub("\n", text.text or "")
    space_shows = properties is not None and any(properties.find(tag) is not None for tag in ON_SPACE)
    return runs(said, _look(properties), properties, str, space_shows)


def _look(properties: Element | None) -> Look:
    if properties is None:
        return Look()
    bold, italic, underline = (_on(properties.find(tag)) for tag in FLAGS)
    rest = sorted(f"{child.tag!s}{sorted(child.attrib.items())}" for child in properties if child.tag not in FLAGS)
    return Look(bold, italic, underline, tuple(rest))


def _on(element: Element | None) -> bool:
    return element is not None and element.get("val", "1") not in {"0", "false", "none"}


def replace(holder: Element, encoded: Encoded, text: str) -> None:
    """Put a translation into `si` or `is`. Raises BadPlaceables; the cell is then as it was."""
    parts = decode(text, encoded.placeables)
    pieces = [*_sides(encoded.before), *_pieces(parts, encoded, encoded.form), *_sides(encoded.after)]
    phonetic = [child for child in holder if child.tag in PHONETIC and child.tag != S + "rPh"]
    holder[:] = []
    if all(properties is None for _, properties in pieces):
        _text(holder, "".join(said for said, _ in pieces))
    else:
        for said, properties in pieces:
            run = etree.SubElement(holder, S + "r")
            if properties is not None:
                run.append(deepcopy(properties))
            _text(run, said)
    holder.extend(phonetic)


def _sides(side: Sequence[Node]) -> Iterator[tuple[str, Element | None]]:
    return ((node.text, node.form) for node in side if isinstance(node, Run))


def _pieces(
    parts: Sequence[Part], encoded: Encoded, properties: Element | None
) -> Iterator[tuple[str, Element | None]]:
    for part in parts:
        if isinstance(part, Mark):
            target = encoded.targets[part.number]
            if isinstance(target.node, Lone):  # a bracket that looks like a mark
                yield str(target.node.form), properties
            else:
                yield from _pieces(part.parts, encoded, target.form)
        elif part:
            yield part, properties


def _text(parent: Element, said: str) -> None:
    element = etree.SubElement(parent, S + "t")
    element.text = said
    if said != said.strip() or "\n" in said:
        element.set(XML_SPACE, "preserve")
