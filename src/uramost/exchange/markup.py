"""Inline elements as XML text that can stand in another file of the same format: every prefix is declared in it."""

from collections.abc import Iterator

from lxml import etree

from uramost.exchange.marks import attribute, escape
from uramost.exchange.structure import XML, local, namespace


def start_tag(element: etree._Element, home: str, *, empty: bool = False) -> str:
    """The start tag; `home` is the namespace that holds where it will stand. Other namespaces are declared in it."""
    prefixes: dict[str, str] = {}
    name = _name(str(element.tag), home, prefixes, element)
    said = [(_name(str(key), "", prefixes, element), str(value)) for key, value in element.attrib.items()]
    declared = [(f"xmlns:{prefix}", uri) for uri, prefix in prefixes.items()]
    inside = "".join(f' {key}="{attribute(value)}"' for key, value in (*declared, *said))
    return f"<{name}{inside}/>" if empty else f"<{name}{inside}>"


def end_tag(element: etree._Element, home: str) -> str:
    return f"</{_name(str(element.tag), home, {}, element)}>"


def serialized(element: etree._Element, home: str) -> str:
    """An element with all that is in it, without what follows it."""
    if len(element) == 0 and not element.text:
        return start_tag(element, home, empty=True)
    inside = [escape(element.text or "")]
    for child in element:
        if isinstance(child.tag, str):
            inside.append(serialized(child, home))
        inside.append(escape(child.tail or ""))
    return f"{start_tag(element, home)}{''.join(inside)}{end_tag(element, home)}"


def words(element: etree._Element) -> str:
    """All text in an element: the code of the document it stands for."""
    return "".join(map(str, element.itertext(tag=etree.Element)))


def contents(element: etree._Element) -> Iterator[str | etree._Element]:
    """Words and elements of a text in order; comments and instructions are passed over."""
    if element.text:
        yield element.text
    for child in element:
        if isinstance(child.tag, str):
            yield child
        elif isinstance(child, etree._Entity):
            yield child.text or ""
        if child.tail:
            yield child.tail


def _name(full: str, home: str, prefixes: dict[str, str], element: etree._Element) -> str:
    """A name as it is written; a prefix that it needs goes to `prefixes`."""
    if not full.startswith("{"):
        return full
    uri, _, name = full[1:].partition("}")
    if uri == home:
        return name
    if uri == XML:
        return f"xml:{name}"
    known = next((str(prefix) for prefix, of in element.nsmap.items() if of == uri and prefix), "")
    prefixes.setdefault(uri, known or f"n{len(prefixes) + 1}")
    return f"{prefixes[uri]}:{name}"


__all__ = ["contents", "end_tag", "local", "namespace", "serialized", "start_tag", "words"]
