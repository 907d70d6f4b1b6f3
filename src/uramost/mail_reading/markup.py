"""The text of an HTML mail, with what it repeats marked as plain text marks it: a > before each line."""

from __future__ import annotations

import re
from typing import Final

from lxml import etree, html

from uramost.mail_reading.quoting import FROM_HERE

_UNSEEN: Final = ("script", "style", "head", "title", "template", "noscript", "object", "iframe", "svg", "math")
_BLOCKS: Final = frozenset(
    """address article blockquote body center dd div dl dt fieldset footer form h1 h2 h3 h4 h5 h6 header hr li main
    nav ol p pre section table tr ul""".split()  # noqa: SIM905 - a list
)
_PARAGRAPHS: Final = frozenset(("p", "h1", "h2", "h3", "h4", "h5", "h6", "table", "ul", "ol"))
_HIDDEN: Final = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)

REPEATED_FROM: Final = ("appendonsend", "divRplyFwdMsg", "mail-editor-reference-message-container", "stopSpelling")
"""What Outlook names the element before the mail that it repeats, with or without a prefix of its own."""
SIGNATURES: Final = ("gmail_signature", "moz-signature", "Signature", "ms-outlook-mobile-signature")
"""What programs name a signature, as a class or as an id."""
_QUOTES: Final = ("yahoo_quoted", "protonmail_quote", "zmail_extra")

_MARKS: Final = {"quote": "\x01", "end": "\x02"}  # before and after what is repeated, while lines are not made yet


def to_text(markup: str) -> str:
    """The text of an HTML document, whatever is wrong with it; links and pictures without their addresses."""
    root = _parsed(markup)
    if root is None:
        return ""
    for element in list(root.iter()):
        if not isinstance(element.tag, str) or element.tag in _UNSEEN or _HIDDEN.search(element.get("style") or ""):
            _drop(element)
    parts: list[str] = []
    for event, element in etree.iterwalk(root, events=("start", "end")):
        _write(parts, element, started=event == "start")
    return _lines("".join(parts))


def _parsed(markup: str) -> html.HtmlElement | None:
    bare = re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f]|<\?xml[^<>]*\?>", "", markup)
    if not bare.strip():
        return None
    try:
        return html.document_fromstring(bare, parser=html.HTMLParser(no_network=True, remove_comments=True))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None


def _drop(element: etree._Element) -> None:
    """Take an element out; the text after it stays."""
    parent = element.getparent()
    if parent is None:
        return
    before = element.getprevious()
    if before is not None:
        before.tail = (before.tail or "") + (element.tail or "")
    else:
        parent.text = (parent.text or "") + (element.tail or "")
    parent.remove(element)


def _write(parts: list[str], element: etree._Element, *, started: bool) -> None:
    names = {*(element.get("class") or "").split(), (element.get("id") or "").removeprefix("x_")}
    tag = str(element.tag)
    quote = tag == "blockquote" or not names.isdisjoint(_QUOTES)
    block = tag in _BLOCKS
    gap = "\n\n" if tag in _PARAGRAPHS else "\n"
    if started:
        parts += [gap] * block
        parts += [f"\n{FROM_HERE}\n"] * (not names.isdisjoint(REPEATED_FROM))
        parts += ["\n--\n"] * (not names.isdisjoint(SIGNATURES) and "--\n" not in parts[-3:])
        parts += [_MARKS["quote"]] * quote
        parts += ["\n"] * (tag == "br")
        parts += ["- "] * (tag == "li")
        parts.append(_spaced(element.text, kept=tag == "pre"))
    else:
        parts += [_MARKS["end"]] * quote
        parts += [gap] * block
        parts += ["\t"] * (tag in {"td", "th"})
        parent = element.getparent()
        parts.append(_spaced(element.tail, kept=parent is not None and parent.tag == "pre"))


def _spaced(text: str | None, *, kept: bool) -> str:
    return (text or "") if kept else re.sub(r"[ \t\r\n\f]+", " ", text or "")


def _lines(text: str) -> str:
    """Lines with the depth of what is repeated before them; at most one empty line in a row."""
    lines: list[str] = []
    depth = 0
    for piece in re.split("([\x01\x02])", text):
        if piece in _MARKS.values():
            depth += 1 if piece == _MARKS["quote"] else -1
            lines.append("")
            continue
        for line in piece.split("\n"):
            bare = line.strip(" \t")
            lines.append(f"{'>' * depth} {bare}" if depth and bare else bare)
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n")
