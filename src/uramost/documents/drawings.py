"""Charts, diagrams and text boxes of Office Open XML, which are parts of their own: what do they say?"""

from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from typing import Final

from uramost.documents.blocks import Block
from uramost.documents.docx_names import MC, Element
from uramost.documents.drawing_inline import PARAGRAPH, Reader, Writer, mark_language
from uramost.documents.hints import Hint, hints, write_hints
from uramost.documents.opc import links, related
from uramost.documents.package import Package, parse_xml
from uramost.documents.placeables import encode
from uramost.documents.units import Unit

FIGURES: Final = ("chart", "chartEx", "diagramData", "chartUserShapes")
"""Relationships that lead to words a reader sees."""
PICTURE_OF_DIAGRAM: Final = "diagramDrawing"  # what was drawn last: the same words once more
DESCRIPTIONS: Final = ("descr", "title")
ANYWHERE: Final = "{http://schemas.openxmlformats.org/drawingml/2006/"
DESCRIBED: Final = {
    ANYWHERE + "wordprocessingDrawing}docPr": DESCRIPTIONS,
    ANYWHERE + "spreadsheetDrawing}cNvPr": DESCRIPTIONS,
    "{http://schemas.openxmlformats.org/presentationml/2006/main}cNvPr": DESCRIPTIONS,
}
"""Where it is written what a picture shows."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """A part with paragraphs of DrawingML; `copies` are parts that show the same words once more."""

    part: str
    root: Element
    units: list[Unit]
    hints: list[Hint]
    copies: dict[str, Element]

    def blocks(self) -> list[Block]:
        return [*(unit.block for unit in self.units), *(hint.block for hint in self.hints)]

    def write(self, texts: Mapping[str, str], language: str) -> Iterator[tuple[str, Element]]:
        """Put the translations in; the parts that were written. Raises BadPlaceables."""
        said: dict[str, str] = {}
        for unit in self.units:
            text = texts.get(unit.block.key)
            if text is not None and text != unit.block.text:
                Writer(unit.encoded, language).replace(unit.element, text)
                said[unit.block.text] = text
        write_hints(self.hints, texts)
        for root in self.copies.values():
            _repeat(root, said, language)
        for part, root in ((self.part, self.root), *self.copies.items()):
            repeat_in_fallbacks(root, PARAGRAPH)
            mark_language(root, language)
            yield part, root


def _repeat(root: Element, said: Mapping[str, str], language: str) -> None:
    for paragraph in list(root.iter(PARAGRAPH)):
        encoded = encode(Reader({}).nodes(paragraph))
        if encoded.text in said:
            Writer(encoded, language).replace(paragraph, said[encoded.text])


def drawing(package: Package, part: str, format: str, copies: Sequence[str] = ()) -> Drawing:  # noqa: A002
    """A part as it is, every paragraph a block. Raises Refused: not_this_format, zip_bomb."""
    root = parse_xml(package.parts[part], format)
    reader = Reader(links(package, part, format))
    units = [
        Unit(Block(f"{part}#{index}", "paragraph", 0, encoded.text, encoded.placeables), paragraph, encoded)
        for index, paragraph in enumerate(paragraphs(root))
        if (encoded := encode(reader.nodes(paragraph))).text
    ]
    others = {copy: parse_xml(package.parts[copy], format) for copy in copies if copy in package.parts}
    return Drawing(part, root, units, list(hints(part, root, DESCRIBED)), others)


def paragraphs(root: Element, tag: str = PARAGRAPH) -> Iterator[Element]:
    """Every paragraph but those that only repeat others for older programs."""
    for one in root.iter(tag):
        if not any(repeats(older, tag) for older in one.iterancestors(MC + "Fallback")):
            yield one


def repeats(fallback: Element, tag: str) -> bool:
    """What is drawn is often stored twice, for new and for old programs; the first one counts."""
    choice = fallback.getprevious()
    return choice is not None and next(choice.iter(tag), None) is not None


def repeat_in_fallbacks(root: Element, tag: str) -> None:
    """What older programs show says the same: paragraph by paragraph, where there are as many."""
    for fallback in root.iter(MC + "Fallback"):
        choice = fallback.getprevious()
        if choice is None or not repeats(fallback, tag):
            continue
        old, new = list(fallback.iter(tag)), list(choice.iter(tag))
        for one, other in zip(old, new, strict=True) if len(old) == len(new) else ():
            one[:] = [deepcopy(child) for child in other]


def figures(package: Package, holders: Sequence[str], format: str) -> list[Drawing]:  # noqa: A002
    """The charts and diagrams that these parts refer to, each once."""
    found: dict[str, list[str]] = {}
    for holder in holders:
        parts = related(package, holder, format)
        for kind in FIGURES:
            for part in parts.get(kind, []):
                if part in package.parts and part not in found:
                    found[part] = parts.get(PICTURE_OF_DIAGRAM, []) if kind == "diagramData" else []
                    inner = related(package, part, format).get("chartUserShapes", [])
                    found |= {shapes: [] for shapes in inner if shapes in package.parts and shapes not in found}
    return [drawing(package, part, format, copies) for part, copies in found.items()]
