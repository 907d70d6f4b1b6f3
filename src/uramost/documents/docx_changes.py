"""Tracked changes and comments of a DOCX: what is left when all changes are accepted and nobody's notes go out?"""

from collections import Counter
from typing import Final

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
        marks = [paragraph.find(f"{W}pPr/{W}rPr/{tag}") for tag in DELETED]
        following = paragraph.getnext()
        if all(mark is None for mark in marks) or following is None or following.tag != W + "p":
            continue
        content = [child for child in children(paragraph) if child.tag != W + "pPr"]
        at = 1 if following.find(W + "pPr") is not None else 0
        following[at:at] = content
        _remove(paragraph)
