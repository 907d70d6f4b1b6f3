"""Tracked changes and comments of a DOCX: what is left when all are accepted, and what stays where colleagues go on?"""

from collections import Counter
from copy import deepcopy
from typing import Final

from lxml import etree

from uramost.documents.docx_names import MC, Element, W, children, names

DROPPED: Final = names(
    """moveFromRangeStart moveFromRangeEnd moveToRangeStart moveToRangeEnd customXmlInsRangeStart customXmlInsRangeEnd
    customXmlDelRangeStart customXmlDelRangeEnd customXmlMoveFromRangeStart customXmlMoveFromRangeEnd
    customXmlMoveToRangeStart customXmlMoveToRangeEnd rPrChange pPrChange sectPrChange tblPrChange tblGridChange
    tblPrExChange tcPrChange trPrChange numberingChange cellIns cellMerge
    commentRangeStart commentRangeEnd commentReference"""
)
INSERTED: Final = (W + "ins", W + "moveTo")
DELETED: Final = (W + "del", W + "moveFrom")
START: Final = W + "commentRangeStart"
END: Final = W + "commentRangeEnd"
REFERENCE: Final = W + "commentReference"
MARKS: Final = {W + "rPr", W + "trPr"}  # where an insertion or deletion is a property, not a container


def accept(root: Element) -> Counter[str]:
    """Accept every tracked change and drop comment anchors, in place; counts of insertions, deletions, comments.

    What a fallback repeats for older programs is changed too, but counted once.
    """
    counts: Counter[str] = Counter()
    for element in list(root.iter(*INSERTED, *DELETED, W + "cellDel", W + "cellIns", W + "commentReference")):
        if next(element.iterancestors(MC + "Fallback"), None) is None:
            counts[_counted_as(element)] += 1
    for row in [mark.getparent() for mark in root.iter(*DELETED) if _is_in(mark, W + "trPr")]:
        if row is not None and (parent := row.getparent()) is not None:
            _remove(parent)
    for mark in list(root.iter(W + "cellDel")):
        _remove_cell(mark)
    _join_paragraphs(root)
    for element in list(root.iter(*DELETED)):
        _remove(element)
    for element in list(root.iter(*INSERTED)):
        _unwrap(element)
    for element in list(root.iter(*DROPPED)):
        _remove(element)
    return counts


def _counted_as(element: Element) -> str:
    if element.tag == W + "commentReference":
        return "comments"
    return "insertions" if element.tag in {*INSERTED, W + "cellIns"} else "deletions"


def _is_in(element: Element, tag: str) -> bool:
    parent = element.getparent()
    return parent is not None and parent.tag == tag


def _remove(element: Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _unwrap(element: Element) -> None:
    parent = element.getparent()
    if parent is None:
        return
    if parent.tag not in MARKS:
        for child in list(element):
            element.addprevious(child)
    parent.remove(element)


def _remove_cell(mark: Element) -> None:
    cell = next(mark.iterancestors(W + "tc"), None)
    row = cell.getparent() if cell is not None else None
    if cell is None or row is None:
        return
    row.remove(cell)
    if row.find(W + "tc") is None:  # a row without cells is not valid
        _remove(row)


def _join_paragraphs(root: Element) -> None:
    """A deleted paragraph mark joins its paragraph with the next one, which gives the properties (17.13.5.15).

    From the last to the first, so that several in a row end in one paragraph.
    """
    for paragraph in reversed(list(root.iter(W + "p"))):
        following = paragraph.getnext()
        if not _is_joined(paragraph) or following is None or following.tag != W + "p":
            continue
        content = [child for child in children(paragraph) if child.tag != W + "pPr"]
        at = 1 if following.find(W + "pPr") is not None else 0
        following[at:at] = content
        _remove(paragraph)


def put_back(given: Element, translated: Element) -> None:
    """Put the words of a translated paragraph into the paragraph as it came, in place.

    Its tracked changes are accepted, for what was deleted has no translation; its comments stay, around all of it.
    """
    own = [one for one in given.iter(START, END, REFERENCE) if next(one.iterancestors(W + "p")) is given]
    references = [_reference(one) for one in own if one.tag == REFERENCE]
    while (before := given.getprevious()) is not None and before.tag == W + "p" and _is_joined(before):
        _remove(before)
    for child in children(given):
        if child.tag != W + "pPr":
            given.remove(child)
    given.extend(one for one in own if one.tag == START)
    given.extend(deepcopy(child) for child in children(translated) if child.tag != W + "pPr")
    given.extend([*(one for one in own if one.tag == END), *references])


def _reference(mark: Element) -> Element:
    """The run of a comment's mark without whatever else stands in it."""
    run = etree.Element(W + "r")
    holder = mark.getparent()
    properties = None if holder is None else holder.find(W + "rPr")
    run.extend(deepcopy(one) for one in (properties, mark) if one is not None)
    return run


def _is_joined(paragraph: Element) -> bool:
    return any(paragraph.find(f"{W}pPr/{W}rPr/{tag}") is not None for tag in DELETED)
