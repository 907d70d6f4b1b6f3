"""What would a file fetch or run when it is opened? A download is sent to residents: it shows what is in it, no more.

A DOCX names a template, pictures and objects elsewhere by relationships and by fields, a spreadsheet by queries too; an
ODT by xlink:href. What is named stays named, at an address where there is nothing, so that the file stays valid; what
was shown last stays there.
"""

import re
from typing import Final

from uramost.documents.docx_names import RELATIONSHIP, TYPES, Element, W
from uramost.documents.odt_names import DRAW, OFFICE, TEXT, XLINK
from uramost.documents.outline import SAFE_LINK
from uramost.documents.package import Package, parse_xml, to_xml

NOWHERE: Final = "about:blank"
FETCHES: Final = re.compile(
    r"\s*(DDE|DDEAUTO|DATABASE|IMPORT|INCLUDE|INCLUDEPICTURE|INCLUDETEXT|LINK|RD)\b", re.IGNORECASE
)
"""The fields of Word that read from elsewhere (ECMA-376 part 1, 17.16.5), or once did."""
LINK: Final = re.compile(r'\s*HYPERLINK\s+"([^"]*)"', re.IGNORECASE)
FOLLOWED: Final = (TEXT + "a", DRAW + "a")
"""Links that a reader follows or does not; every other reference of an ODT is fetched on opening."""
INSIDE: Final = re.compile(r"(?![a-z][a-z0-9+.-]*:|/|\.\./)", re.IGNORECASE)
QUERIES: Final = re.compile(r"^xl/(?:connections\.xml|(?:externalLinks|queryTables|pivotCache)/[^/]+\.xml)\Z")
"""Parts of a spreadsheet that say where its data come from (ECMA-376 part 1, 18.13 and 18.14)."""
DDE: Final = (OFFICE + "dde-source", TEXT + "dde-connection-decls")


def cut_relations(package: Package, format: str) -> dict[str, bytes]:  # noqa: A002 - as in `read`
    """Of an Office Open XML file: the parts with relationships that had to be changed.

    Links to http, https, mailto and tel stay.
    """
    changed = {}
    for part, content in package.parts.items():
        if not part.endswith(".rels"):
            continue
        root = parse_xml(content, format)
        leading_out = [one for one in root.iter(RELATIONSHIP) if one.get("TargetMode") == "External"]
        cut = [one for one in leading_out if not _may_be_followed(one)]
        for one in cut:
            one.set("Target", NOWHERE)
        if cut:
            changed[part] = to_xml(root)
    return changed


def _may_be_followed(relation: Element) -> bool:
    return relation.get("Type") == TYPES + "hyperlink" and bool(SAFE_LINK.fullmatch(relation.get("Target", "")))


def cut_fields(root: Element) -> None:
    """Of a part of a DOCX: fields that fetch something keep what they show and lose where it comes from."""
    for simple in root.iter(W + "fldSimple"):
        simple.set(W + "instr", _harmless(simple.get(W + "instr", "")))
    fields: list[list[Element]] = []  # fields stand in each other, and Word cuts an instruction into pieces
    for element in root.iter(W + "fldChar", W + "instrText"):
        kind = element.get(W + "fldCharType")
        if kind == "begin":
            fields.append([])
        elif kind == "end" and fields:
            _cut(fields.pop())
        elif element.tag == W + "instrText":
            (fields[-1] if fields else []).append(element)
    for open_field in fields:
        _cut(open_field)


def _cut(pieces: list[Element]) -> None:
    whole = "".join(piece.text or "" for piece in pieces)
    if (harmless := _harmless(whole)) != whole:
        for piece in pieces:
            piece.text = ""
        pieces[0].text = harmless


def _harmless(instruction: str) -> str:
    """The instruction, or one that shows what is there: a link stays one, with nothing behind it."""
    if FETCHES.match(instruction):
        return ""
    link = LINK.match(instruction)
    return f' HYPERLINK "{NOWHERE}" ' if link and not SAFE_LINK.fullmatch(link[1]) else instruction


def cut_queries(package: Package) -> dict[str, bytes]:
    """Of a spreadsheet: nothing is asked of another program, and no data is fetched when it is opened."""
    changed = {}
    for part, content in package.parts.items():
        if not QUERIES.search(part):
            continue
        root = parse_xml(content, "xlsx")
        for element in root.iter("{*}*"):
            for name in ("refreshOnLoad", "refreshOnOpen"):
                if name in element.attrib:
                    element.set(name, "0")
            for name in ("ddeService", "ddeTopic"):
                if name in element.attrib:
                    element.set(name, NOWHERE)
        if (written := to_xml(root)) != to_xml(parse_xml(content, "xlsx")):
            changed[part] = written
    return changed


def cut_references(root: Element) -> None:
    """Of a part of an ODT: links to http, https, mailto, tel and into the file stay, and so does what is in it."""
    for element in list(root.iter(*DDE)):
        if (parent := element.getparent()) is not None:
            parent.remove(element)
    for element in root.iter("{*}*"):
        href = element.get(XLINK + "href")
        if href is not None and not _stays(element, href):
            element.set(XLINK + "href", NOWHERE)


def _stays(element: Element, href: str) -> bool:
    if element.tag in FOLLOWED:
        return href.startswith("#") or bool(SAFE_LINK.fullmatch(href))
    return bool(INSIDE.match(href))
