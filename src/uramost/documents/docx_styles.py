"""Styles and lists of a DOCX: is this paragraph a heading, an item, is this run bold?"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

from lxml import etree

from uramost.documents.blocks import number
from uramost.documents.docx_names import Element, W, children, names, switched_on, value
from uramost.documents.placeables import Look

IGNORED: Final = names("lang noProof bCs iCs szCs rPrChange b i")
"""Run properties that nobody sees in Latin or Cyrillic text, or that have a place of their own in `Look`."""
VISIBLE_ON_SPACE: Final = names("u strike dstrike highlight shd bdr rStyle")
DEPTH: Final = 20  # of styles based on styles: a circle must end


@dataclass(slots=True)
class _Style:
    element: Element
    name: str
    based_on: str


@dataclass
class Styles:
    """What styles.xml and numbering.xml say, by id; `None` for a part that is missing."""

    styles: Element | None
    numbering: Element | None
    _looks: dict[str, tuple[bool, bool, bool]] = field(default_factory=dict)

    @cached_property
    def _by_id(self) -> dict[str, _Style]:
        found = [] if self.styles is None else self.styles.findall(W + "style")
        return {
            value(style, "styleId"): _Style(
                style, value(style.find(W + "name")).lower(), value(style.find(W + "basedOn"))
            )
            for style in found
        }

    @cached_property
    def _default(self) -> str:
        return next(
            (
                key
                for key, style in self._by_id.items()
                if value(style.element, "type") == "paragraph" and value(style.element, "default") in {"1", "true"}
            ),
            "",
        )

    def _chain(self, style_id: str) -> Iterator[_Style]:
        for _ in range(DEPTH):
            style = self._by_id.get(style_id)
            if style is None:
                return
            yield style
            style_id = style.based_on

    def _property(self, paragraph: Element, path: str) -> Element | None:
        """A paragraph property: its own, or the nearest of its styles'."""
        own = paragraph.find(f"{W}pPr/{path}")
        if own is not None:
            return own
        style_id = value(paragraph.find(f"{W}pPr/{W}pStyle")) or self._default
        found = (style.element.find(f"{W}pPr/{path}") for style in self._chain(style_id))
        return next((element for element in found if element is not None), None)

    def heading(self, paragraph: Element) -> int:
        """1-6 for a heading, 0 otherwise. Ids of styles are translated ("Titulli1"), names are not ("heading 1")."""
        for style in self._chain(value(paragraph.find(f"{W}pPr/{W}pStyle"))):
            first, _, rest = style.name.partition(" ")
            if first == "heading" and rest.isdecimal():
                return min(int(rest[:2]), 6)
            if style.name == "title":
                return 1
        outline = value(self._property(paragraph, W + "outlineLvl"))
        level = number(outline, 9)
        return min(level + 1, 6) if 0 <= level < 9 else 0

    def item(self, paragraph: Element) -> tuple[int, bool]:
        """Depth in a list from 1 (0: not an item), and whether the list is numbered."""
        found = self._property(paragraph, W + "numPr")
        if found is None:
            return 0, False
        num_id = value(found.find(W + "numId"))
        if num_id in {"", "0"}:  # 17.9.18: 0 takes the paragraph out of its list
            return 0, False
        level = max(0, min(number(value(found.find(W + "ilvl"))), 8))
        return level + 1, self._formats.get((num_id, level), "bullet") not in {"bullet", "none"}

    @cached_property
    def _formats(self) -> dict[tuple[str, int], str]:
        """(numId, level) → number format."""
        if self.numbering is None:
            return {}
        lists = {value(one, "abstractNumId"): _levels(one) for one in self.numbering.findall(W + "abstractNum")}
        formats: dict[tuple[str, int], str] = {}
        for num in self.numbering.findall(W + "num"):
            levels = dict(lists.get(value(num.find(W + "abstractNumId")), {}))
            for override in num.findall(W + "lvlOverride"):
                levels |= _levels(override)
            formats |= {(value(num, "numId"), level): format_ for level, format_ in levels.items()}
        return formats

    def look(self, properties: Element | None) -> Look:
        """How a run with these properties looks, beside what its paragraph says."""
        if properties is None:
            return Look()
        bold, italic, underline = self._style_look(value(properties.find(W + "rStyle")))
        b, i, u = (properties.find(W + name) for name in "biu")
        rest = tuple(sorted(_signature(child) for child in children(properties) if child.tag not in IGNORED))
        return Look(
            bold if b is None else switched_on(b),
            italic if i is None else switched_on(i),
            underline if u is None else value(u) != "none",
            tuple(sign for sign in rest if sign),
        )

    def _style_look(self, style_id: str) -> tuple[bool, bool, bool]:
        if style_id not in self._looks:
            chain = [style.element.find(W + "rPr") for style in self._chain(style_id)]
            found = [[one.find(W + name) for one in chain if one is not None] for name in "biu"]
            b, i, u = (next((one for one in ones if one is not None), None) for ones in found)
            self._looks[style_id] = (switched_on(b), switched_on(i), u is not None and value(u) != "none")
        return self._looks[style_id]

    def space_shows(self, properties: Element | None) -> bool:
        """Whether the look of these properties is seen on white space."""
        return properties is not None and any(properties.find(tag) is not None for tag in VISIBLE_ON_SPACE)


def _levels(parent: Element) -> dict[int, str]:
    return {number(value(level, "ilvl")): value(level.find(W + "numFmt")) for level in parent.findall(W + "lvl")}


def _signature(element: Element) -> str:
    """An element and its attributes as text; fonts without the hint, which is about East Asian text."""
    attributes = sorted((str(k), str(v)) for k, v in element.attrib.items() if k != W + "hint")
    inner = [etree.tostring(child, encoding="unicode") for child in children(element)]
    if element.tag == W + "rFonts" and not attributes:
        return ""
    return f"{element.tag!s}{attributes}{inner}"
