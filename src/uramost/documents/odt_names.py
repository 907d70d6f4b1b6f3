"""The names of OpenDocument 1.2/1.3 that reading and writing share."""

from typing import Final

from lxml import etree

_ODF: Final = "urn:oasis:names:tc:opendocument:xmlns:"
OFFICE: Final = f"{{{_ODF}office:1.0}}"
TEXT: Final = f"{{{_ODF}text:1.0}}"
STYLE: Final = f"{{{_ODF}style:1.0}}"
TABLE: Final = f"{{{_ODF}table:1.0}}"
DRAW: Final = f"{{{_ODF}drawing:1.0}}"
SVG: Final = f"{{{_ODF}svg-compatible:1.0}}"
FO: Final = f"{{{_ODF}xsl-fo-compatible:1.0}}"
XLINK: Final = "{http://www.w3.org/1999/xlink}"
DC: Final = "{http://purl.org/dc/elements/1.1/}"
MANIFEST: Final = f"{{{_ODF}manifest:1.0}}"

PARAGRAPHS: Final = (TEXT + "p", TEXT + "h")

Element = etree._Element


def text_names(words: str) -> tuple[str, ...]:
    """Full names of text: elements."""
    return tuple(TEXT + word for word in words.split())
