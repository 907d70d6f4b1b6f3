"""Open Packaging (ECMA-376 part 2), the frame of DOCX, XLSX and PPTX: what is the main part, what does it refer to?"""

import posixpath
import re
from typing import Final

from lxml import etree

from uramost.documents.blocks import Refused
from uramost.documents.docx_names import RELATIONSHIP, TYPES, Element
from uramost.documents.package import Package, parse_xml, to_xml

CONTENT_TYPES: Final = "[Content_Types].xml"
MACRO_PART: Final = re.compile("vbaproject|activex", re.IGNORECASE)
COMMENTS: Final = re.compile(r"(?:^|/)(?:[^/]*comments?[^/]*|people|persons?\d*|authors\d*)\.xml\Z", re.IGNORECASE)
LISTS: Final = {"authors", "commentList"}  # a spreadsheet's: both have to be there, and may be empty


def main_part(package: Package, format: str, types: tuple[bytes, ...], root: str) -> str:  # noqa: A002 - as in `read`
    """The document itself, by the package's own relationships: of one of these content types, with this root.

    Raises Refused: macros, not_this_format.
    """
    listed = package.parts.get(CONTENT_TYPES, b"")
    if b"macroEnabled" in listed or any(MACRO_PART.search(name) for name in package.parts):
        raise Refused("macros")
    found = related(package, "", format).get("officeDocument", [])
    if not found or found[0] not in package.parts or not any(one in listed for one in types):
        raise Refused("not_this_format", format=format)
    if parse_xml(package.parts[found[0]], format).tag != root:  # also the rare "strict" variant
        raise Refused("not_this_format", format=format)
    return found[0]


def relationships(package: Package, part: str, format: str) -> list[Element]:  # noqa: A002
    folder, name = posixpath.split(part)
    content = package.parts.get(posixpath.join(folder, "_rels", f"{name}.rels"))
    return [] if content is None else parse_xml(content, format).findall(RELATIONSHIP)


def target(part: str, relation: Element) -> str:
    """The part a relationship of this part leads to."""
    path = posixpath.join("/" + posixpath.dirname(part), relation.get("Target", ""))
    return posixpath.normpath(path).lstrip("/")


def by_id(package: Package, part: str, format: str) -> dict[str, str]:  # noqa: A002
    """Relationship id → part, of those within the package."""
    inside = (one for one in relationships(package, part, format) if one.get("TargetMode") != "External")
    return {one.get("Id", ""): target(part, one) for one in inside}


def related(package: Package, part: str, format: str) -> dict[str, list[str]]:  # noqa: A002
    """Parts this one refers to, by the last word of the relationship's type."""
    found: dict[str, list[str]] = {}
    for relation in relationships(package, part, format):
        kind = relation.get("Type", "")
        if relation.get("TargetMode") != "External":
            name = kind.removeprefix(TYPES) if kind.startswith(TYPES) else kind.rpartition("/")[2]
            found.setdefault(name, []).append(target(part, relation))
    return found


def links(package: Package, part: str, format: str) -> dict[str, str]:  # noqa: A002
    """Relationship id → address, of what a reader may follow."""
    found = relationships(package, part, format)
    return {one.get("Id", ""): one.get("Target", "") for one in found if one.get("Type") == TYPES + "hyperlink"}


def check_parts(package: Package, format: str) -> None:  # noqa: A002
    """What will have to be written is refused when it comes, not when a resident asks for the translation."""
    for part, content in package.parts.items():
        if part.endswith(".rels") or COMMENTS.search(part):
            parse_xml(content, format)


def store(changed: dict[str, bytes], package: Package, part: str, root: Element, format: str) -> None:  # noqa: A002
    """A part in which nothing changed stays as it was, byte for byte."""
    written = to_xml(root)
    if written != to_xml(parse_xml(package.parts[part], format)):
        changed[part] = written


def without_comments(package: Package, format: str) -> dict[str, bytes]:  # noqa: A002
    """Comments are notes among colleagues: none goes out with a translation, not even unseen in the package.

    The parts that hold them or their authors' names, emptied; they stay, so that nothing refers to a part not there.
    """
    changed: dict[str, bytes] = {}
    for part in comment_parts(package):
        root = parse_xml(package.parts[part], format)
        for child in list(root):
            if etree.QName(child).localname in LISTS:
                child[:] = []
            else:
                root.remove(child)
        store(changed, package, part, root, format)
    return changed


def embedded(package: Package) -> int:
    """Files within the file, which stay as they are; the numbers behind a chart, always a workbook, are not counted."""
    return sum("/embeddings/" in part and not part.endswith(".xlsx") for part in package.parts)


def comment_parts(package: Package) -> list[str]:
    return [part for part in package.parts if COMMENTS.search(part)]
