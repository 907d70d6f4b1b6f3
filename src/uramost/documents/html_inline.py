"""The inside of an HTML block: which stretch of a page is one text, its elements as nodes, and a translation back."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from typing import Final

from lxml import etree

from uramost.documents.package import append_text
from uramost.documents.placeables import Encoded, Lone, Mark, Node, Part, Run, Wrap, decode, left_out, runs

Element = etree._Element
BLOCKS: Final = frozenset(
    """body address article aside blockquote caption center col colgroup dd details div dl dt figcaption
    figure footer h1 h2 h3 h4 h5 h6 header hgroup hr li main nav ol p pre section summary table
    tbody td tfoot th thead tr ul""".split()  # noqa: SIM905 - a list
)
KINDS: Final = {
    **dict.fromkeys(("b", "strong"), "bold"),
    **dict.fromkeys(("i", "em"), "italic"),
    **dict.fromkeys(("u", "ins"), "underline"),
}
EMPTY: Final = {"br": "break", "img": "image", "wbr": "other"}
VOID: Final = {*EMPTY, "col", "hr", "meta"}
SPACE: Final = re.compile(r"[ \t\n\r\f]+")


@dataclass(frozen=True, slots=True)
class Stretch:
    """Neighbouring inline content: the text after `after` (or at the start of `parent`) and these elements."""

    parent: Element
    after: Element | None
    text: str
    elements: tuple[Element, ...]


def is_block(element: Element) -> bool:
    return element.tag in BLOCKS or any(inner.tag in BLOCKS for inner in element.iterdescendants())


def stretches(parent: Element) -> Iterator[Stretch]:
    """Every stretch of inline content, in the order of the page, also between blocks."""
    after: Element | None = None
    text, inline = parent.text or "", list[Element]()
    for child in list(parent):
        if not isinstance(child.tag, str) or not is_block(child):
            inline.append(child)
            continue
        yield Stretch(parent, after, text, tuple(inline))
        yield from stretches(child)
        after, text, inline = child, child.tail or "", []
    yield Stretch(parent, after, text, tuple(inline))


@dataclass(slots=True)
class Reader:
    """Turns a stretch into nodes; white space is collapsed unless it is preformatted."""

    preserve: bool = False
    _after_space: bool = True

    def nodes(self, stretch: Stretch) -> list[Node]:
        return list(self._text(stretch.text)) + list(self._elements(stretch.elements))

    def _elements(self, elements: Sequence[Element]) -> Iterator[Node]:
        merged: Wrap | None = None
        for element in _flattened(elements):
            if isinstance(element, str):
                if merged is not None:
                    yield merged
                merged = None
                yield from self._text(element)
                continue
            node = self._node(element)
            if merged is not None and isinstance(node, Wrap) and _alike(merged, node):
                merged = _joined(merged, node)
            else:
                if merged is not None:
                    yield merged
                merged = node if isinstance(node, Wrap) else None
                if isinstance(node, Lone):
                    yield node
        if merged is not None:
            yield merged

    def _node(self, element: Element) -> Lone | Wrap:
        tag = str(element.tag)
        if tag in EMPTY or not (element.text or len(element)):
            self._after_space = tag == "br"
            return Lone(EMPTY.get(tag, "other"), element, edge=tag == "br")
        nodes = (*self._text(element.text or ""), *self._elements(list(element)))
        is_link = tag == "a" and "href" in element.attrib
        return Wrap("link" if is_link else KINDS.get(tag, "other"), element, nodes, element.get("href", ""))

    def _text(self, text: str) -> Iterator[Node]:
        if not self.preserve:
            text = SPACE.sub(" ", text)
            text = text.removeprefix(" ") if self._after_space else text
        if text:
            self._after_space = text.endswith(" ")
            yield from runs(text, None, None, str)


def _flattened(elements: Sequence[Element]) -> Iterator[Element | str]:
    """Elements and the texts after them; a span that says nothing is as if it were not there."""
    for element in elements:
        if element.tag == "span" and not element.attrib:
            yield element.text or ""
            yield from _flattened(list(element))
        else:
            yield element
        if element.tail:
            yield element.tail


def _alike(one: Wrap, other: Wrap) -> bool:
    left, right = one.form, other.form
    return bool(one.kind != "link" and left.tag == right.tag and dict(left.attrib) == dict(right.attrib))


def _joined(one: Wrap, other: Wrap) -> Wrap:
    """Two alike neighbours as one, and so within them where they meet."""
    left, right = one.nodes[-1:], other.nodes[:1]
    nodes = one.nodes + other.nodes
    if left and right and isinstance(left[0], Wrap) and isinstance(right[0], Wrap) and _alike(left[0], right[0]):
        nodes = (*one.nodes[:-1], _joined(left[0], right[0]), *other.nodes[1:])
    return Wrap(one.kind, one.form, nodes, one.href)


def write_stretch(stretch: Stretch, encoded: Encoded, text: str) -> None:
    """Put a translation in place of a stretch. Raises BadPlaceables; the page is then as it was."""
    parts = decode(text, encoded.placeables)
    content = etree.Element("span")
    _nodes(content, encoded.before)
    inner = content
    for shell in encoded.shells:
        inner = _opened(inner, shell.form)
    _parts(inner, parts, encoded)
    _nodes(content, [*left_out(encoded, parts), *encoded.after])
    _put(stretch, content)


def _put(stretch: Stretch, content: Element) -> None:
    parent = stretch.parent
    for element in stretch.elements:
        if element.getparent() is parent:
            element.tail = None
            parent.remove(element)
    if stretch.after is None:
        parent.text = content.text
        at = 0
    else:
        stretch.after.tail = content.text
        at = parent.index(stretch.after) + 1
    parent[at:at] = list(content)


def _nodes(parent: Element, nodes: Sequence[Node]) -> None:
    for node in nodes:
        if isinstance(node, Run):
            append_text(parent, node.text)
        elif isinstance(node, Lone):
            _object(parent, node)


def _parts(parent: Element, parts: Sequence[Part], encoded: Encoded) -> None:
    for part in parts:
        if isinstance(part, str):
            append_text(parent, part)
        else:
            _mark(parent, part, encoded)


def _mark(parent: Element, mark: Mark, encoded: Encoded) -> None:
    node = encoded.targets[mark.number].node
    if isinstance(node, Lone):
        _object(parent, node)
    elif isinstance(node, Wrap):
        _parts(_opened(parent, node.form), mark.parts, encoded)


def _object(parent: Element, node: Lone) -> None:
    if isinstance(node.form, str):
        append_text(parent, node.form)
    else:
        node.form.tail = None
        parent.append(node.form)


def _opened(parent: Element, element: Element) -> Element:
    element.text = element.tail = None
    for child in list(element):
        element.remove(child)
    parent.append(element)
    return element


def to_html(element: Element) -> str:
    """An element as HTML. libxml2's own writer leaves out end tags, and what follows would move into the element."""
    attributes = "".join(f' {name}="{escape(str(text))}"' for name, text in element.attrib.items())
    start = f"<{element.tag!s}{attributes}>"
    if element.tag in VOID:
        return start
    if element.tag == "style":  # its text is no markup, and has no sign that could end it (`_harmless`)
        return f"{start}{element.text or ''}</style>"
    inner = "".join(to_html(child) + escape(child.tail or "", quote=False) for child in element)
    return f"{start}{escape(element.text or '', quote=False)}{inner}</{element.tag!s}>"
