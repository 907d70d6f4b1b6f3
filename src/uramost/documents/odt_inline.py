"""The inside of an ODT paragraph: spans, links, notes and fields as nodes, and a translation as spans again."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from uramost.documents.blocks import number
from uramost.documents.odt_names import DRAW, TEXT, XLINK, Element, text_names
from uramost.documents.odt_styles import Styles
from uramost.documents.package import append_text
from uramost.documents.placeables import Encoded, Lone, Mark, Node, Part, Run, Wrap, decode, left_out, runs

Spans = tuple[Element, ...]
NOISE: Final = text_names("change change-start change-end soft-page-break")
WRAPS: Final = {TEXT + "a": "link", TEXT + "meta": "other"}
ASKED: Final = text_names("text-input placeholder")
"""Fields that show words of the document's own: what somebody is to fill in. They hold characters, and no elements."""
KINDS: Final = {TEXT + "line-break": "break", TEXT + "note": "note", TEXT + "ruby": "other"}
MARKERS: Final = text_names(
    """bookmark bookmark-start bookmark-end reference-mark reference-mark-start reference-mark-end
    alphabetical-index-mark alphabetical-index-mark-start alphabetical-index-mark-end
    toc-mark toc-mark-start toc-mark-end user-index-mark user-index-mark-start user-index-mark-end"""
)
BLANKS: Final = text_names("s tab line-break")
EDGES: Final = (*MARKERS, *text_names("line-break tab"))
SPACE: Final = re.compile(r"[ \t\r\n]+")
VISIBLE_ON_SPACE: Final = ("underline", "through", "background")


@dataclass(frozen=True, slots=True)
class Placed:
    """An object with the spans it stands in; a character instead of an element is written as text."""

    element: Element | str
    spans: Spans


@dataclass(slots=True)
class Reader:
    """Turns paragraphs into nodes, white space collapsed as ODF 1.2 part 1, 6.1.2 says."""

    styles: Styles
    _after_space: bool = field(default=True)

    def nodes(self, paragraph: Element) -> list[Node]:
        self._after_space = True
        return list(self._inside(paragraph, ()))

    def _inside(self, element: Element, spans: Spans) -> Iterator[Node]:
        yield from self._text(element.text, spans)
        for child in element:
            if isinstance(child.tag, str):
                yield from self._child(child, spans)
            yield from self._text(child.tail, spans)

    def _child(self, child: Element, spans: Spans) -> Iterator[Node]:
        if child.tag == TEXT + "span":
            seen = bool(self.styles.text_properties(child.get(TEXT + "style-name", "")))
            yield from self._inside(child, (*spans, child) if seen else spans)
        elif child.tag == TEXT + "s":
            self._after_space = False
            yield from self._run(" " * min(number(child.get(TEXT + "c", "1"), 1), 1_000), spans)
        elif child.tag in WRAPS:
            nodes = tuple(self._inside(child, spans))
            href = child.get(XLINK + "href", "")
            yield Wrap(WRAPS[str(child.tag)], Placed(child, spans), nodes, href)
        elif child.tag in ASKED and (child.text or "").strip():
            yield Wrap("field", Placed(child, spans), tuple(self._inside(child, ())))
        elif child.tag not in NOISE:
            self._after_space = False
            edge = child.tag in EDGES
            yield Lone(_kind(child), Placed(child, spans), edge=edge, keep=child.tag in MARKERS)

    def _text(self, text: str | None, spans: Spans) -> Iterator[Node]:
        collapsed = SPACE.sub(" ", text or "")
        if self._after_space:
            collapsed = collapsed.removeprefix(" ")
        if collapsed:
            self._after_space = collapsed.endswith(" ")
            yield from self._run(collapsed, spans)

    def _run(self, text: str, spans: Spans) -> Iterator[Node]:
        names = tuple(span.get(TEXT + "style-name", "") for span in spans)
        return runs(text, self.styles.look(names), spans, lambda char: Placed(char, spans), self._space_shows(names))

    def _space_shows(self, names: tuple[str, ...]) -> bool:
        properties = (key for name in names for key in self.styles.text_properties(name))
        return any(word in key for key in properties for word in VISIBLE_ON_SPACE)


def _kind(element: Element) -> str:
    tag = str(element.tag)
    if tag in KINDS:
        return KINDS[tag]
    if tag.startswith(DRAW):
        return "image"
    return "field" if tag.startswith(TEXT) and tag != TEXT + "tab" and tag not in MARKERS else "other"


@dataclass(slots=True)
class Writer:
    """Puts a translation into a paragraph."""

    encoded: Encoded
    _after_space: bool = field(default=True)

    def replace(self, paragraph: Element, text: str) -> None:
        """Raises BadPlaceables; the paragraph is then as it was."""
        parts = decode(text, self.encoded.placeables)
        self._after_space = True
        _empty(paragraph)
        self._nodes(paragraph, self.encoded.before)
        self._parts(self._shells(paragraph), parts, self.encoded.form or ())
        self._nodes(paragraph, left_out(self.encoded, parts))
        self._nodes(paragraph, self.encoded.after)
        for asked in paragraph.iter(*ASKED):
            if len(asked):
                _in_characters(asked)

    def _shells(self, parent: Element) -> Element:
        for shell in self.encoded.shells:
            parent = _opened(parent, shell.form.element)
        return parent

    def _nodes(self, parent: Element, nodes: Sequence[Node]) -> None:
        for node in nodes:
            if isinstance(node, Run):
                self._text(_in_spans(parent, node.form), node.text)
            elif isinstance(node, Lone):
                self._object(parent, node.form)

    def _parts(self, parent: Element, parts: Sequence[Part], spans: Spans) -> None:
        for part in parts:
            if isinstance(part, str):
                self._text(_in_spans(parent, spans), part)
            else:
                self._mark(parent, part)

    def _mark(self, parent: Element, mark: Mark) -> None:
        target = self.encoded.targets[mark.number]
        if isinstance(target.node, Lone):
            self._object(parent, target.node.form)
        elif isinstance(target.node, Wrap):
            placed: Placed = target.node.form
            # Spans around a link are written within it, where its own text has them.
            self._parts(_opened(parent, placed.element), mark.parts, target.form or ())
        else:
            self._parts(parent, mark.parts, target.form)

    def _object(self, parent: Element, placed: Placed) -> None:
        inner = _in_spans(parent, placed.spans)
        if isinstance(placed.element, str):
            self._text(inner, placed.element)
        else:
            placed.element.tail = None
            inner.append(placed.element)
            self._after_space = False

    def _text(self, parent: Element, text: str) -> None:
        for piece in re.split(r"(\n|\t| +)", text):
            if piece.startswith(" "):
                self._spaces(parent, len(piece))
            elif piece in {"\n", "\t"}:
                etree.SubElement(parent, TEXT + ("line-break" if piece == "\n" else "tab"))
                self._after_space = False
            elif piece:
                append_text(parent, piece)
                self._after_space = False

    def _spaces(self, parent: Element, count: int) -> None:
        """One blank is a blank; what would collapse is an element."""
        if not self._after_space:
            append_text(parent, " ")
            self._after_space = True
            count -= 1
        if count:
            etree.SubElement(parent, TEXT + "s").set(TEXT + "c", str(count))
            self._after_space = False


def _in_characters(element: Element) -> None:
    """Only what is said in an element, where the format takes no other."""
    said = []
    for event, one in etree.iterwalk(element, events=("start", "end")):
        if event == "start":
            said += [" " if one.tag in BLANKS else "", one.text or ""]
        elif one is not element:
            said.append(one.tail or "")
    _empty(element)
    element.text = "".join(said)


def _empty(element: Element) -> None:
    element.text = None
    for child in list(element):
        element.remove(child)


def _opened(parent: Element, element: Element | str) -> Element:
    if isinstance(element, str):
        return parent
    _empty(element)
    element.tail = None
    parent.append(element)
    return element


def _in_spans(parent: Element, spans: Spans) -> Element:
    """The innermost of these spans, new; the last one is used again when it is the same."""
    for span in spans:
        last = next(parent.iterchildren(reversed=True), None)
        if last is not None and last.tag == span.tag and not last.tail and dict(last.attrib) == dict(span.attrib):
            parent = last
        else:
            new = etree.Element(span.tag, dict(span.attrib))
            parent.append(new)
            parent = new
    return parent
