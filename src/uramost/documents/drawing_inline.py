"""The inside of a paragraph of DrawingML (slides, text boxes, charts, diagrams): runs as nodes, and as runs again."""

import re
from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from lxml import etree

from uramost.documents.docx_names import Element, R, children
from uramost.documents.placeables import Encoded, Lone, Look, Mark, Node, Part, Run, Wrap, decode, left_out, runs

A: Final = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
PARAGRAPH: Final = A + "p"
FRAME: Final = {A + "pPr", A + "endParaRPr"}  # around the content: they stay first and last
KINDS: Final = {A + "br": "break", A + "fld": "field"}
UNSEEN: Final = {"lang", "altLang", "dirty", "err", "smtClean", "noProof", "bmk", "b", "i", "u", "kumimoji"}
LINKS: Final = (A + "hlinkClick", A + "hlinkMouseOver")
UNSEEN_CHILDREN: Final = {A + name for name in ("ea", "cs", "sym", "extLst")} | set(LINKS)
VISIBLE_ON_SPACE: Final = (A + "highlight", *LINKS)


@dataclass(frozen=True, slots=True)
class Reader:
    """Turns paragraphs of one part into nodes; `links` is relationship id → address."""

    links: dict[str, str]

    def nodes(self, paragraph: Element) -> list[Node]:
        content = [child for child in children(paragraph) if child.tag not in FRAME]
        nodes: list[Node] = []
        for link, group in groupby(content, key=_link):
            inner = tuple(node for child in group for node in self._node(child))
            if link is None:
                nodes += inner
            else:
                nodes.append(Wrap("link", None, inner, self.links.get(link, "")))
        return nodes

    def _node(self, child: Element) -> Iterator[Node]:
        if child.tag != A + "r":
            yield Lone(KINDS.get(str(child.tag), "other"), child, edge=child.tag == A + "br")
            return
        properties = child.find(A + "rPr")
        yield from runs(
            child.findtext(A + "t") or "",
            look(properties),
            properties,
            lambda char: _run(char, properties),
            space_shows(properties),
        )


def _link(child: Element) -> str | None:
    """What a run leads to: the relationship's id; empty when it leads to another place of the file."""
    found = child.find(f"{A}rPr/{A}hlinkClick")
    return None if found is None else found.get(R + "id", "")


def look(properties: Element | None) -> Look:
    """How a run with these properties looks, beside what its paragraph and its shape say."""
    if properties is None:
        return Look()
    attributes = sorted((str(k), str(v)) for k, v in properties.attrib.items() if k not in UNSEEN)
    rest = tuple(etree.tostring(child) for child in children(properties) if child.tag not in UNSEEN_CHILDREN)
    return Look(
        properties.get("b") in {"1", "true"},
        properties.get("i") in {"1", "true"},
        properties.get("u", "none") != "none",
        (tuple(attributes), rest) if attributes or rest else (),
    )


def space_shows(properties: Element | None) -> bool:
    """Whether the look of these properties is seen on white space."""
    if properties is None:
        return False
    lines = (properties.get("u", "none"), properties.get("strike", "noStrike"))
    return lines != ("none", "noStrike") or any(properties.find(tag) is not None for tag in VISIBLE_ON_SPACE)


def _run(text: str, properties: Element | None, language: str = "") -> Element:
    run = etree.Element(A + "r")
    if properties is not None:
        run.append(deepcopy(properties))
    elif language:
        etree.SubElement(run, A + "rPr").set("lang", language)
    etree.SubElement(run, A + "t").text = text
    return run


@dataclass(frozen=True, slots=True)
class Writer:
    """Puts a translation into a paragraph."""

    encoded: Encoded
    language: str

    def replace(self, paragraph: Element, text: str) -> None:
        """Raises BadPlaceables; the paragraph is then as it was."""
        parts = decode(text, self.encoded.placeables)
        before, after = paragraph.find(A + "pPr"), paragraph.find(A + "endParaRPr")
        content = [
            *self._nodes(self.encoded.before),
            *self._parts(parts, self.encoded.form),
            *self._nodes(left_out(self.encoded, parts)),
            *self._nodes(self.encoded.after),
        ]
        framed = [*([] if before is None else [before]), *content, *([] if after is None else [after])]
        for child in list(paragraph):
            paragraph.remove(child)
        paragraph.extend(framed)

    def _nodes(self, nodes: Sequence[Node]) -> Iterator[Element]:
        for node in nodes:
            if isinstance(node, Run):
                yield from self._text(node.text, node.form)
            elif isinstance(node, Lone):
                yield _alone(node)

    def _parts(self, parts: Sequence[Part], properties: Element | None) -> Iterator[Element]:
        for part in parts:
            if isinstance(part, str):
                yield from self._text(part, properties)
            else:
                yield from self._mark(part)

    def _mark(self, mark: Mark) -> Iterator[Element]:
        target = self.encoded.targets[mark.number]
        if isinstance(target.node, Lone):
            yield _alone(target.node)
        else:
            yield from self._parts(mark.parts, target.form)

    def _text(self, text: str, properties: Element | None) -> Iterator[Element]:
        for piece in re.split(r"(\n)", text):
            if piece == "\n":
                yield etree.Element(A + "br")
            elif piece:
                yield _run(piece, properties, self.language)


def _alone(node: Lone) -> Element:
    element: Element = node.form
    element.tail = None
    return element


def mark_language(root: Element, language: str) -> None:
    """Wherever a language is marked, this one."""
    for element in root.iter(A + "rPr", A + "endParaRPr", A + "defRPr"):
        if element.get("lang"):
            element.set("lang", language)
