"""Is an XML element built as its format says? A table of shapes instead of a schema, and names for what is wrong.

The tables (`tmx_shapes`, `xliff12_shapes`, `xliff21_shapes`, `tbx_shapes`) are written from the specifications; a
shape says which children an element has, in which order, and which attributes with which values.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Final, Literal

from lxml import etree

XML: Final = "http://www.w3.org/XML/1998/namespace"
NMTOKEN: Final = r"[\w.:\-·]+"
NMTOKENS: Final = rf"\s*{NMTOKEN}(\s+{NMTOKEN})*\s*"
LANGUAGE: Final = (  # RFC 5646, section 2.1, well-formed
    r"(?i:(?:[a-z]{2,3}(?:-[a-z]{3}){0,3}|[a-z]{4,8})(?:-[a-z]{4})?(?:-(?:[a-z]{2}|\d{3}))?"
    r"(?:-(?:[a-z\d]{5,8}|\d[a-z\d]{3}))*(?:-[a-wyz\d](?:-[a-z\d]{2,8})+)*(?:-x(?:-[a-z\d]{1,8})+)?"
    r"|x(?:-[a-z\d]{1,8})+)"
)
YES_NO: Final = "yes|no"

Foreign = Literal["none", "modules", "any"]


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong: `rule` its name, `line` where it begins, `value` what stands there.

    `unit` is the key of the unit it concerns, "" when the whole file is concerned.
    """

    rule: str
    line: int
    value: str = ""
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Shape:
    """How an element is built.

    `children` is a regular expression over the names of its children, each followed by a blank; elements of other
    namespaces are named "*". `attributes` are names, those that must be there with an exclamation mark; `values` are
    regular expressions for what may stand in them.
    """

    children: str = ""
    attributes: str = ""
    values: Mapping[str, str] = field(default_factory=dict)
    text: bool = False
    foreign: Foreign = "none"  # attributes of other namespaces
    anything: bool = False  # what is inside is not looked at


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def local(element: etree._Element) -> str:
    """The name without its namespace."""
    return str(element.tag).rpartition("}")[2]


def namespace(element: etree._Element) -> str:
    return str(element.tag)[1:].rpartition("}")[0] if str(element.tag).startswith("{") else ""


def line(element: etree._Element) -> int:
    """The line on which an element begins.

    Behind line 65,534 libxml2 knows only where text is, and that at its end: what was read since is taken off.
    """
    known = int(element.sourceline or 0)
    if known < 65535:
        return known
    while not element.text and len(element):
        element = element[0]
    return known - str(element.text or element.tail or "").count("\n")


def elements(parent: etree._Element) -> Iterator[etree._Element]:
    """The children without comments and instructions."""
    return parent.iterchildren(tag=etree.Element)


def examine(
    top: etree._Element, shapes: Mapping[str, Shape], modules: frozenset[str] = frozenset(), apart: str = ""
) -> Iterator[Fault]:
    """What is not as the table says, in this element and all inside.

    Elements of other namespaces are passed over, and those named `apart` are left for a look of their own.
    """
    home = namespace(top)
    waiting = [top]
    while waiting:
        element = waiting.pop()
        shape = shapes.get(local(element))
        if shape is None:
            yield Fault("unknown_element", line(element), local(element))
            continue
        yield from _attributes(element, shape, modules)
        if not shape.anything:
            yield from _content(element, shape, home)
            waiting += [one for one in elements(element) if namespace(one) == home and local(one) != apart]


def _attributes(element: etree._Element, shape: Shape, modules: frozenset[str]) -> Iterator[Fault]:
    names = {name.rstrip("!"): name.endswith("!") for name in shape.attributes.split()}
    present = {str(name).replace(f"{{{XML}}}", "xml:"): str(value) for name, value in element.attrib.items()}
    for name, value in present.items():
        if name not in names:
            if not _welcome(name, shape.foreign, modules):
                yield Fault("unknown_attribute", line(element), f"{local(element)} {name.rpartition('}')[2]}")
        elif name in shape.values and not _compiled(shape.values[name]).fullmatch(value):
            yield Fault("bad_value", line(element), f"{name}={value}")
    for name, needed in names.items():
        if needed and name not in present:
            yield Fault("missing_attribute", line(element), f"{local(element)} {name}")


def _welcome(name: str, foreign: Foreign, modules: frozenset[str]) -> bool:
    """Whether an attribute that the table does not name may stand here."""
    if foreign == "any":
        return name.startswith(("{", "xml:"))
    return foreign == "modules" and name.startswith("{") and name[1:].partition("}")[0] in modules


def _content(element: etree._Element, shape: Shape, home: str) -> Iterator[Fault]:
    names = "".join(f"{local(child) if namespace(child) == home else '*'} " for child in elements(element))
    if not _compiled(shape.children).fullmatch(names):
        yield Fault("bad_content", line(element), f"{local(element)}: {names.strip() or 'nothing'}"[:200])
    if not shape.text and "".join([element.text or "", *(child.tail or "" for child in element)]).strip():
        yield Fault("stray_text", line(element), local(element))
