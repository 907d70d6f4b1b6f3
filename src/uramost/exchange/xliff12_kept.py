"""What other tools have put into an XLIFF 1.2 document, taken apart around its units, so that it can be written again.

A document is elements around units: xliff, file, body, group. What stands in them before, between and behind their
units is kept as XML, to the blank, and so is each unit. Prefixes that the document declares are left out of it: they
are declared where it is written. Names of XLIFF 1.1, or of no namespace, become names of 1.2 by that alone.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import count
from typing import Final

from lxml import etree

from uramost.exchange.marks import attribute, escape
from uramost.exchange.structure import XML, local, namespace
from uramost.exchange.units import Around
from uramost.exchange.xliff12_shapes import XLIFF1
from uramost.exchange.xliff12_unit import blank

OLDER: Final = XLIFF1.replace("1.2", "1.1")  # what it has is read and checked as 1.2
DECLARED: Final = 10_000
"""Characters of prefixes that are declared around units. No tool has so many; they cost time for each unit."""
NAME: Final = re.compile(r"<([^\s/>]+)")


class Apart:
    """A document taken apart. Where it could not be put together again, nothing of it is kept."""

    def __init__(self, top: etree._Element, *, keep: bool = True) -> None:
        self._top, self._known, self._numbers = top, known(top), count()
        self._made: dict[etree._Element, Around] = {}
        self._unit = own(top, "trans-unit")
        self._holders = _holders(top) if keep and _can_be_kept(top) else set()
        if any(_declared(one) > DECLARED for one in self._holders if one.tag != self._unit):
            self._holders = set()

    def file(self, file: etree._Element) -> tuple[Around, ...]:
        """What is kept around the units of a file: the document, the file, its body. Nothing where it has no units."""
        if file not in self._holders:
            return ()
        body = next((one for one in file.iterchildren("{*}body") if one in self._holders), None)
        return tuple(self._made_of(one) for one in (self._top, file, body) if one is not None)

    def units(
        self, parent: etree._Element, around: tuple[Around, ...]
    ) -> Iterator[tuple[etree._Element, str, tuple[Around, ...]]]:
        """The trans-units in an element, what stands before each, and what is around it; around is () if not kept."""
        for node in parent.iterchildren():
            if node not in self._holders:
                yield from ((one, "", ()) for one in trans_units(node))
            elif node.tag == self._unit:
                yield node, self._before(node), around
            else:
                yield from self.units(node, (*around, self._made_of(node)))

    def xml(self, node: etree._Element) -> str:
        """An element or a comment as it stands there."""
        return without(etree.tostring(node, encoding="unicode", with_tail=False), node, self._known)

    def _made_of(self, element: etree._Element) -> Around:
        if element not in self._made:
            self._made[element] = self._around(element)
        return self._made[element]

    def _around(self, element: etree._Element) -> Around:
        nodes = list(element)
        places = [place for place, node in enumerate(nodes) if node in self._holders] or [len(nodes)]
        first = escape(element.text or "") + self._all(nodes[: places[0]])
        last = self._all(nodes[places[-1] + 1 :])
        if places[-1] < len(nodes):
            last = escape(nodes[places[-1]].tail or "") + last
        number = next(self._numbers)
        if element is self._top:
            return Around(number, "", self._opened(), first, last, "</xliff>")
        before = self._before(element)
        if local(element) == "file":
            return Around(number, before, self._others(element), first, last, "")
        alone = etree.Element(str(element.tag), dict(element.attrib), nsmap=element.nsmap)
        start = without(etree.tostring(alone, encoding="unicode"), element, self._known)
        name = NAME.match(start)
        assert name is not None  # noqa: S101 - it is a tag
        return Around(number, before, f"{start[:-2]}>", first, last, f"</{name[1]}>")

    def _all(self, nodes: Iterable[etree._Element]) -> str:
        return "".join(self.xml(node) + escape(node.tail or "") for node in nodes)

    def _before(self, element: etree._Element) -> str:
        """What stands between an element and the holder before it; what has none before is `first` of its parent."""
        between: list[etree._Element] = []
        for node in element.itersiblings(preceding=True):
            if node in self._holders:
                return escape(node.tail or "") + self._all(reversed(between))
            between.append(node)
        return ""

    def _opened(self) -> str:
        """The tag of the document, with every prefix that it declares."""
        spaces = {prefix: uri for prefix, uri in self._top.nsmap.items() if prefix}
        declared = "".join(
            f' xmlns:{prefix}="{attribute(XLIFF1 if uri == OLDER else uri)}"' for prefix, uri in spaces.items()
        )
        return f'<xliff xmlns="{XLIFF1}"{declared} version="1.2"{self._others(self._top)}>'

    def _others(self, element: etree._Element) -> str:
        """Its attributes of other namespaces, and of XML itself."""
        shown, there = "", dict(self._known)
        for full, value in element.attrib.items():
            uri, _, name = str(full)[1:].partition("}")
            if not str(full).startswith("{"):
                continue
            prefix = "xml" if uri == XML else next(key for key, of in element.nsmap.items() if of == uri and key)
            if uri != XML and there.get(prefix) != uri:
                shown += f' xmlns:{prefix}="{attribute(uri)}"'
                there[prefix] = uri
            shown += f' {prefix}:{name}="{attribute(str(value))}"'
        return shown


def known(top: etree._Element) -> dict[str | None, str]:
    """Prefixes that are declared where the document is written, for what is kept of it."""
    return {prefix: uri for prefix, uri in top.nsmap.items() if prefix or uri in (XLIFF1, OLDER)}


def without(xml: str, node: etree._Element, known: dict[str | None, str]) -> str:
    """An element as XML without the declarations of prefixes that are known already."""
    if not isinstance(node.tag, str):
        return xml
    there, end = node.nsmap, xml.index(">")
    tag = xml[:end]
    for prefix, uri in known.items():
        if there.get(prefix) == uri:
            tag = tag.replace(f' xmlns{f":{prefix}" if prefix else ""}="{attribute(uri)}"', "", 1)
    return tag + xml[end:]


def _declared(element: etree._Element) -> int:
    return sum(len(prefix or "") + len(uri) for prefix, uri in element.nsmap.items())


def _can_be_kept(top: etree._Element) -> bool:
    """Whether all names and words in it would mean the same in a document of XLIFF 1.2."""
    nameless = namespace(top) == ""

    def strange(node: etree._Element) -> bool:
        """An entity, a prefix that nothing declares, or a name without a namespace, which would become XLIFF's."""
        if not isinstance(node.tag, str):
            return isinstance(node, etree._Entity)
        return ":" in local(node) or not (nameless or namespace(node))

    return not any(map(strange, top.iter()))


def own(node: etree._Element, name: str) -> str:
    """A name of XLIFF as the document of a node has it: others may use the same in a namespace of theirs."""
    home = namespace(node.getroottree().getroot())
    return f"{{{home}}}{name}" if home else name


def files_of(top: etree._Element) -> list[etree._Element]:
    return list(top.iterchildren(own(top, "file")))


def trans_units(node: etree._Element) -> Iterator[etree._Element]:
    """Those in a node; what stands in one of them is a part of it, whatever it is called."""
    name = own(node, "trans-unit")
    return (one for one in node.iter(name) if next(one.iterancestors(name), None) is None)


def _holders(top: etree._Element) -> set[etree._Element]:
    """Units that have words, and the elements around them; where there is none, those around the last of the bodies."""
    files = files_of(top)
    units = [one for file in files for one in trans_units(file) if not blank(one)]
    found: set[etree._Element] = set()
    for one in units or files[-1:]:
        found |= {one, *one.iterancestors()}
        found |= set() if units else {*one.iterchildren("{*}body")}
    return found
