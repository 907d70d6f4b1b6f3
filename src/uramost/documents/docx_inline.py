"""The inside of a DOCX paragraph: runs, links, fields and objects as nodes, and a translation as runs again."""

import re
from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from itertools import accumulate
from typing import Final

from lxml import etree

from uramost.documents.blocks import DEEPEST
from uramost.documents.docx_names import MC, XML_SPACE, Element, R, W, children, names, value
from uramost.documents.docx_styles import Styles
from uramost.documents.placeables import Encoded, Lone, Mark, Node, Part, Run, Wrap, decode, has_text, left_out, runs

NOISE: Final = names("proofErr lastRenderedPageBreak annotationRef rPr pPr")
TRANSPARENT: Final = names("smartTag customXml dir bdo")
WRAPS: Final = {W + "hyperlink": "link", W + "sdt": "other"}
CHARACTERS: Final = {W + "noBreakHyphen": "\u2011", W + "softHyphen": "\u00ad"}
OBJECTS: Final = {
    **dict.fromkeys(names("br cr"), "break"),
    **dict.fromkeys((*names("drawing pict object"), MC + "AlternateContent"), "image"),
    **dict.fromkeys(names("footnoteReference endnoteReference"), "note"),
    **dict.fromkeys(names("fldSimple fldChar instrText pgNum"), "field"),
}
KEPT: Final = names("bookmarkStart bookmarkEnd permStart permEnd")
EDGES: Final = {*KEPT, *names("br cr tab ptab footnoteRef endnoteRef separator continuationSeparator")}
SHOWN_TEXT: Final = re.compile(r"\s*(?:FORMTEXT|FILLIN|TOC)\b", re.IGNORECASE)
"""Fields that show words of the document's own: what somebody is to fill in, and contents of a single line."""
HYPERLINK: Final = re.compile(r'\s*HYPERLINK\s+(\\l\s+)?"([^"]*)"', re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Item:
    """One element of a paragraph; one that stood in a run has that run's properties."""

    element: Element
    in_run: bool
    properties: Element | None = None


@dataclass(frozen=True, slots=True)
class Around:
    """What a wrap is written as: an element to be filled, or the items before and after a field's result."""

    holder: Element | None
    element: Element | None
    before: tuple[Item, ...] = ()
    after: tuple[Item, ...] = ()


@dataclass(frozen=True, slots=True)
class Reader:
    """Turns paragraphs of one part into nodes."""

    styles: Styles
    links: Mapping[str, str]  # relationship id → address

    def nodes(self, paragraph: Element) -> list[Node]:
        return list(self._nodes(list(_items(paragraph))))

    def _nodes(self, items: Sequence[Item]) -> Iterator[Node]:
        ends = _field_ends(items)
        position = 0
        while position < len(items):
            if position in ends:
                end = ends[position]
                yield self._field(items[position : end + 1])
                position = end + 1
            else:
                yield from self._node(items[position])
                position += 1

    def _node(self, item: Item) -> Iterator[Node]:
        tag = item.element.tag
        if tag == W + "t" or tag in CHARACTERS:
            yield from self._text(item)
        elif tag in WRAPS:
            yield self._wrap(item.element)
        else:
            broken_field = tag == W + "fldChar" or tag == W + "instrText"
            kind = OBJECTS.get(str(tag), "other")
            yield Lone(kind, (item,), edge=tag in EDGES or broken_field, keep=tag in KEPT or broken_field)

    def _text(self, item: Item) -> Iterator[Node]:
        text = CHARACTERS.get(str(item.element.tag)) or _visible(item.element)
        properties = item.properties
        look, space_shows = self.styles.look(properties), self.styles.space_shows(properties)
        return runs(text, look, properties, lambda char: (Item(_text_element(char), True, properties),), space_shows)

    def _wrap(self, element: Element) -> Wrap:
        holder = element.find(W + "sdtContent") if element.tag == W + "sdt" else element
        inner = [] if holder is None else list(_items(holder))
        anchor = value(element, "anchor")
        href = self.links.get(element.get(R + "id", ""), "") or (f"#{anchor}" if anchor else "")
        return Wrap(WRAPS[str(element.tag)], Around(holder, element), tuple(self._nodes(inner)), href)

    def _field(self, items: Sequence[Item]) -> Node:
        """A whole field is one object; only the text of a link, a form's field and contents are for the translator."""
        separator = _separator(items)
        instruction = "".join(
            item.element.text or "" for item in items[:separator] if item.element.tag == W + "instrText"
        )
        if separator == len(items) or _depth(items) > DEEPEST:
            return Lone("field", tuple(items))
        around = Around(None, None, tuple(items[: separator + 1]), tuple(items[-1:]))
        inner = tuple(self._nodes(items[separator + 1 : -1]))
        if link := HYPERLINK.match(instruction):
            return Wrap("link", around, inner, ("#" if link.group(1) else "") + link.group(2))
        if SHOWN_TEXT.match(instruction) and has_text(inner):
            return Wrap("field", around, inner)
        return Lone("field", tuple(items))


def _items(parent: Element) -> Iterator[Item]:
    for child in children(parent):
        if child.tag == W + "r":
            properties = child.find(W + "rPr")
            yield from (Item(one, True, properties) for one in children(child) if one.tag not in NOISE)
        elif child.tag in TRANSPARENT:
            yield from _items(child)
        elif child.tag not in NOISE and value(child, "name") != "_GoBack":  # Word's own mark of the last edit
            yield Item(child, False)


def _field_ends(items: Sequence[Item]) -> dict[int, int]:
    """Where each outermost field that is whole within these items begins and ends."""
    ends: dict[int, int] = {}
    open_at: list[int] = []
    for position, item in enumerate(items):
        kind = value(item.element, "fldCharType") if item.element.tag == W + "fldChar" else ""
        if kind == "begin":
            open_at.append(position)
        elif kind == "end" and open_at:
            ends[open_at.pop()] = position
    return ends


def _separator(items: Sequence[Item]) -> int:
    """Position of the outer field's separator, len(items) when it has none."""
    depth = 0
    for position, item in enumerate(items):
        kind = value(item.element, "fldCharType") if item.element.tag == W + "fldChar" else ""
        depth += {"begin": 1, "end": -1}.get(kind, 0)
        if kind == "separate" and depth == 1:
            return position
    return len(items)


def _depth(items: Sequence[Item]) -> int:
    """How many fields stand in each other."""
    kinds = (value(item.element, "fldCharType") for item in items if item.element.tag == W + "fldChar")
    return max(accumulate({"begin": 1, "end": -1}.get(kind, 0) for kind in kinds), default=0)


def _visible(element: Element) -> str:
    text = re.sub(r"[\t\n\r]", " ", element.text or "")
    return text if element.get(XML_SPACE) == "preserve" else text.strip(" ")


def _text_element(text: str) -> Element:
    element = etree.Element(W + "t")
    element.set(XML_SPACE, "preserve")
    element.text = text
    return element


@dataclass(frozen=True, slots=True)
class Writer:
    """Puts a translation into a paragraph; `language` is marked on each run when no style can carry it."""

    encoded: Encoded
    language: str = ""

    def replace(self, paragraph: Element, text: str) -> None:
        """Raises BadPlaceables; the paragraph is then as it was."""
        parts = decode(text, self.encoded.placeables)
        properties = paragraph.find(W + "pPr")
        for child in list(paragraph):
            if child is not properties:
                paragraph.remove(child)
        self._nodes(paragraph, self.encoded.before)
        self._shelled(paragraph, self.encoded.shells, parts)
        self._nodes(paragraph, left_out(self.encoded, parts))
        self._nodes(paragraph, self.encoded.after)

    def _shelled(self, parent: Element, shells: Sequence[Wrap], parts: Sequence[Part]) -> None:
        """What stands around the whole text, from the outside in: a field has its signs before and after it."""
        if not shells:
            self._parts(parent, parts, self.encoded.form)
            return
        around: Around = shells[0].form
        self._items(parent, around.before)
        self._shelled(_opened(parent, around), shells[1:], parts)
        self._items(parent, around.after)

    def _nodes(self, parent: Element, nodes: Sequence[Node]) -> None:
        for node in nodes:
            if isinstance(node, Run):
                self._text(parent, node.text, node.form)
            elif isinstance(node, Lone):
                self._items(parent, node.form)

    def _parts(self, parent: Element, parts: Sequence[Part], form: Element | None) -> None:
        for part in parts:
            if isinstance(part, str):
                self._text(parent, part, form)
            else:
                self._mark(parent, part)

    def _mark(self, parent: Element, mark: Mark) -> None:
        target = self.encoded.targets[mark.number]
        if isinstance(target.node, Lone):
            self._items(parent, target.node.form)
        elif isinstance(target.node, Wrap):
            around: Around = target.node.form
            self._items(parent, around.before)
            self._parts(_opened(parent, around), mark.parts, target.form)
            self._items(parent, around.after)
        else:
            self._parts(parent, mark.parts, target.form)

    def _items(self, parent: Element, items: Sequence[Item]) -> None:
        for item in items:
            (self._run(parent, item.properties) if item.in_run else parent).append(item.element)

    def _text(self, parent: Element, text: str, properties: Element | None) -> None:
        for piece in re.split(r"([\n\t])", text):
            if piece in {"\n", "\t"}:
                etree.SubElement(self._run(parent, properties), W + ("br" if piece == "\n" else "tab"))
            elif piece:
                self._run(parent, properties).append(_text_element(piece))

    def _run(self, parent: Element, properties: Element | None) -> Element:
        run = etree.SubElement(parent, W + "r")
        if properties is not None:
            run.append(deepcopy(properties))
        if self.language:
            mark_run(run, self.language)
        return run


def _opened(parent: Element, around: Around) -> Element:
    """The element to write a wrap's content into, emptied and put into its place."""
    if around.element is None or around.holder is None:
        return parent
    for child in list(around.holder):
        around.holder.remove(child)
    parent.append(around.element)
    return around.holder


def mark_run(run: Element, language: str) -> None:
    properties = run.find(W + "rPr")
    if properties is None:
        properties = etree.Element(W + "rPr")
        run.insert(0, properties)
    mark = properties.find(W + "lang")
    if mark is None:
        mark = etree.SubElement(properties, W + "lang")
    mark.set(W + "val", language)
