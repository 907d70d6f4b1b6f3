"""HTML: sanitised before anything else, then which block elements hold text, and how does a translation go back?"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import count
from typing import Final

import nh3
from lxml import etree
from lxml import html as lxml_html

from uramost.documents.blocks import DEEPEST, Block, Refused, Remark, in_order, number
from uramost.documents.hints import Hint, hints, write_hints
from uramost.documents.html_inline import BLOCKS, Element, Reader, Stretch, stretches, to_html, write_stretch
from uramost.documents.placeables import Encoded, encode, plain_text, runs
from uramost.documents.txt import Decoded, decoded

TITLE: Final = "title"
TAGS: Final = (nh3.ALLOWED_TAGS | BLOCKS | {"big", "font"}) - {"title"}
EMPTIED: Final = nh3.CLEAN_CONTENT_TAGS | {"title", "noscript", "template", "svg", "math", "iframe", "object", "select"}
ATTRIBUTES: Final = {tag: set(names) for tag, names in nh3.ALLOWED_ATTRIBUTES.items()} | {
    "*": {"class", "id", "dir", "lang", "title", "style"}
}
PROPERTIES: Final = set(
    """color background-color font-size font-style font-weight font-family text-align text-decoration text-indent
    vertical-align width height margin margin-left margin-right margin-top margin-bottom padding padding-left
    padding-right padding-top padding-bottom border border-collapse list-style-type white-space""".split()  # noqa: SIM905 - a list
)
HEADINGS: Final = {f"h{level}": level for level in range(1, 7)}
IMPLIED: Final = {"tbody", "colgroup"}  # put in by parsers
SCHEMES: Final = {"http", "https", "mailto", "tel"}
DESCRIBED: Final = {"img": ("alt", "title"), **dict.fromkeys(("a", "abbr", "span", "td", "th", "p"), ("title",))}
STRUCTURE: Final = {"html", "head", "body", "title", "meta", "style"}
COMMENT: Final = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
FETCHING: Final = re.compile(
    r"@(?:import|charset|namespace)[^;]*(?:;|\Z)|@font-face\s*\{[^}]*\}?|behavior\s*:|-moz-binding\s*:"
    r"|(?<![\w-])[\w-]*(?:url|image|image-set|src|expression|cross-fade|paint)\s*\([^)]*\)?",
    re.IGNORECASE,
)
"""What a style sheet would fetch or run; and a function of it, which may name an address."""
FUNCTION: Final = re.compile(r"(?<![\w-])[\w-]++\([^)]*+\)?")
ENCODINGS: Final = frozenset(
    """utf-8 utf-16 windows-1250 windows-1251 windows-1252 windows-1254
    iso-8859-1 iso-8859-2 iso-8859-5 iso-8859-9 iso-8859-16""".split()  # noqa: SIM905 - a list
)
CHARSET: Final = re.compile(rb"""<meta[^>]{0,200}charset\s*=\s*["']?\s*([A-Za-z0-9_-]{1,20})""", re.IGNORECASE)
DEPTH: Final = 100  # elements within elements; a real page has some 30
CROWDED: Final = re.compile(
    r"""<[A-Za-z][^\s/>]*+(?:[\s/]*+[^\s/>][^\s/>=]*+(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s>]*+))?+){1000}"""
)
"""A tag with a thousand attributes: parsers compare each with all before it. A real one has some ten."""
FORMATTING: Final = re.compile(r"<(/?)(a|b|big|code|em|font|i|nobr|s|small|strike|strong|tt|u)[\s/>]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Grid:
    """Cells of one table by element."""

    number: int
    cells: dict[Element, tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Unit:
    """A stretch of inline content with text: as a block, where it stands, and what its marks stand for."""

    block: Block
    stretch: Stretch
    encoded: Encoded


@dataclass(frozen=True, slots=True)
class Page:
    """A sanitised page. `title` is None when it has none."""

    title: str | None
    body: Element
    units: list[Unit]
    hints: list[Hint]
    styles: str
    remarks: tuple[Remark, ...]


def read(data: bytes) -> tuple[list[Block], list[Remark]]:
    """Blocks and remarks. Raises Refused: bad_text, not_this_format."""
    page = open_page(data)
    blocks = [*(unit.block for unit in page.units), *(hint.block for hint in page.hints)]
    if page.title:
        blocks.insert(0, Block(TITLE, "header", 0, _escaped(page.title).text, _escaped(page.title).placeables))
    return list(in_order(blocks)), list(page.remarks)


def open_page(data: bytes) -> Page:
    file = decoded(data, _declared(data))
    if CROWDED.search(file.text):
        raise Refused("not_this_format", format="html")
    raw = _parsed(file.text)
    _check_nesting(file.text, raw)
    cleaned = _cleaned(file.text)
    body = lxml_html.fragment_fromstring(cleaned, create_parent="body")
    _check_depth(body)
    title = raw.findtext(".//title") if raw is not None else None
    units = list(_units(body))
    return Page(
        " ".join((title or "").split()) or None,
        body,
        units,
        list(hints("h", body, DESCRIBED)),
        "\n".join(filter(None, (_harmless(sheet) for sheet in _sheets(raw)))),
        _remarks(file, raw, body),
    )


def _sheets(raw: Element | None) -> list[str]:
    found = [] if raw is None else raw.iter("style")
    return [(sheet.text or "").strip() for sheet in found]


def _harmless(sheet: str) -> str:
    """A style sheet without what it would fetch; escapes could hide that, and no rule of a notice needs one."""
    plain = COMMENT.sub(" ", sheet).replace("\\", "").replace("<", "")
    return FETCHING.sub(" ", FUNCTION.sub(lambda found: " " if "//" in found[0] else found[0], plain)).strip()


def _declared(data: bytes) -> str:
    found = CHARSET.search(data[:2048])
    name = found.group(1).decode().lower() if found else ""
    return name if name in ENCODINGS else ""


def _check_nesting(text: str, raw: Element | None) -> None:
    """Sanitising takes time by the square of the depth, and libxml2 drops what is nested too deep. Raises Refused."""
    unclosed: Counter[str] = Counter()
    for found in FORMATTING.finditer(text):
        name = found.group(2).lower()
        unclosed[name] = max(0, unclosed[name] + (-1 if found.group(1) else 1))
        if unclosed.total() > DEPTH:
            raise Refused("not_this_format", format="html", reason="depth")
    _check_depth(raw)


def _check_depth(root: Element | None) -> None:
    if root is not None and _depth(root) > DEPTH:
        raise Refused("not_this_format", format="html", reason="depth")


def _depth(root: Element) -> int:
    depth = deepest = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        deepest = max(deepest, depth)
    return deepest


def _cleaned(text: str) -> str:
    return nh3.clean(
        text,
        tags=set(TAGS),
        clean_content_tags=set(EMPTIED),
        attributes=ATTRIBUTES,
        link_rel=None,
        url_schemes=SCHEMES,
        filter_style_properties=PROPERTIES,
    )


def _parsed(text: str) -> Element | None:
    try:
        parser = lxml_html.HTMLParser(encoding="utf-8", no_network=True)
        return lxml_html.document_fromstring(text.encode(), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        return None


def _remarks(file: Decoded, raw: Element | None, body: Element) -> tuple[Remark, ...]:
    """How many elements and attributes of the file were removed for safety; what a page is made of is not counted."""
    removed = (_inventory(raw) - _inventory(body)).total()
    removed += sum(_harmless(sheet) != COMMENT.sub(" ", sheet).strip() for sheet in _sheets(raw))
    remarks = file.remarks
    if removed:
        remarks += (Remark("html_cleaned", {"count": removed}),)
    if images := sum(1 for _ in body.iter("img")):
        remarks += (Remark("images_kept", {"count": images}),)
    return remarks


def _inventory(root: Element | None) -> Counter[tuple[str, str]]:
    found: Counter[tuple[str, str]] = Counter()
    for element in [] if root is None else root.iter():
        if isinstance(element.tag, str) and element.tag not in STRUCTURE | IMPLIED:
            found[(element.tag, "")] += 1
            found.update((element.tag, str(name)) for name in element.attrib)
    return found


def _units(body: Element) -> Iterator[Unit]:
    grids = _grids(body)
    index = count()
    for stretch in stretches(body):
        encoded = encode(Reader(preserve=_is_preformatted(stretch.parent)).nodes(stretch))
        if encoded.text:
            yield Unit(_block(f"h{next(index)}", stretch.parent, encoded, grids), stretch, encoded)


def _is_preformatted(element: Element) -> bool:
    return element.tag == "pre" or next(element.iterancestors("pre"), None) is not None


def _grids(body: Element) -> dict[Element, _Grid]:
    grids: dict[Element, _Grid] = {}
    for place, table in enumerate(body.iter("table")):
        rows = [row for row in table.iter("tr") if next(row.iterancestors("table")) is table]
        cells: dict[Element, tuple[int, int]] = {}
        for row_number, row in enumerate(rows):
            column = 0
            for cell in row.iterchildren("td", "th"):
                cells[cell] = (row_number, column)
                column += _span(cell)
        grids[table] = _Grid(place, cells)
    return grids


def _span(cell: Element) -> int:
    return min(max(number(cell.get("colspan", "1").strip(), 1), 1), 1_000)


def _block(key: str, parent: Element, encoded: Encoded, grids: Mapping[Element, _Grid]) -> Block:
    block = Block(key, "paragraph", 0, encoded.text, encoded.placeables)
    chain = [parent, *parent.iterancestors()]
    cell = next((element for element in chain if element.tag in {"td", "th"}), None)
    table = None if cell is None else next(cell.iterancestors("table"), None)
    if cell is not None and table is not None and cell in grids[table].cells:
        row, column = grids[table].cells[cell]
        return replace(block, kind="cell", table=grids[table].number, row=row, column=column)
    if level := next((HEADINGS[str(element.tag)] for element in chain if element.tag in HEADINGS), 0):
        return replace(block, kind="heading", level=level)
    lists = [element for element in chain if element.tag in {"ul", "ol"}]
    if lists and any(element.tag == "li" for element in chain):
        return replace(block, kind="item", level=min(len(lists), DEEPEST), ordered=lists[0].tag == "ol")
    return block


def _escaped(title: str) -> Encoded:
    return encode(list(runs(title, None, None, str)))


def write(data: bytes, texts: Mapping[str, str], language: str) -> bytes:
    """The sanitised page as UTF-8 with texts replaced and the language set. Raises BadPlaceables and Refused."""
    page = open_page(data)
    for unit in page.units:
        text = texts.get(unit.block.key)
        if text is not None and text != unit.block.text:
            write_stretch(unit.stretch, unit.encoded, text)
    write_hints(page.hints, texts)
    for element in page.body.iter(*BLOCKS):
        element.attrib.pop("lang", None)  # of the original; a foreign word within a paragraph keeps its own
    html = etree.Element("html", lang=language)
    head = etree.SubElement(html, "head")
    etree.SubElement(head, "meta", charset="utf-8")
    if page.title:
        encoded = _escaped(page.title)
        etree.SubElement(head, "title").text = plain_text(encoded, texts.get(TITLE, encoded.text))
    if page.styles:
        etree.SubElement(head, "style").text = page.styles
    html.append(page.body)
    return f"<!DOCTYPE html>\n{to_html(html)}\n".encode()
