"""The names of WordprocessingML (ECMA-376 part 1, transitional) that reading and writing share."""

from collections.abc import Iterator
from typing import Final

from lxml import etree

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
MC: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
RELATIONSHIP: Final = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
XML_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"
TYPES: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"

Element = etree._Element


def names(words: str) -> tuple[str, ...]:
    """Full names of w: elements."""
    return tuple(W + word for word in words.split())


def value(element: Element | None, name: str = "val") -> str:
    """The `w:val` (or another w: attribute) of an element that may be missing."""
    return "" if element is None else element.get(W + name, "")


def switched_on(element: Element | None) -> bool:
    """ST_OnOff: present without a value means on."""
    return element is not None and value(element) not in {"0", "false", "off"}


def children(element: Element) -> Iterator[Element]:
    """Child elements without comments and processing instructions."""
    return (child for child in element if isinstance(child.tag, str))
