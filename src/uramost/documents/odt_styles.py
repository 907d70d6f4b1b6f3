"""Styles of an ODT: is this span bold, this list numbered, and which language is marked?"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

from uramost.documents.odt_names import FO, OFFICE, STYLE, TEXT, Element
from uramost.documents.placeables import Look

LANGUAGE_WORDS: Final = ("language", "country", "script", "rfc-language-tag")
UNSEEN: Final = ("asian", "complex", "rsid", *LANGUAGE_WORDS)
"""Ends of names of properties that nobody sees in Latin or Cyrillic text."""
NO_LANGUAGE: Final = {"none", "zxx"}  # text that is not to be spelled: codes, addresses
DEPTH: Final = 20  # of styles based on styles: a circle must end


@dataclass
class Styles:
    """Styles by name; those of the part itself before those of the whole document."""

    roots: tuple[Element, ...]
    _properties: dict[str, dict[str, str]] = field(default_factory=dict)

    @cached_property
    def _by_name(self) -> dict[tuple[str, str], Element]:
        found: dict[tuple[str, str], Element] = {}
        for root in self.roots:
            for style in root.iter(STYLE + "style"):
                found.setdefault((style.get(STYLE + "family", ""), style.get(STYLE + "name", "")), style)
        return found

    @cached_property
    def _lists(self) -> dict[str, Element]:
        found: dict[str, Element] = {}
        for root in self.roots:
            for style in root.iter(TEXT + "list-style"):
                found.setdefault(style.get(STYLE + "name", ""), style)
        return found

    def _chain(self, family: str, name: str) -> Iterator[Element]:
        for _ in range(DEPTH):
            style = self._by_name.get((family, name))
            if style is None:
                return
            yield style
            name = style.get(STYLE + "parent-style-name", "")

    def text_properties(self, name: str) -> dict[str, str]:
        """What a text style changes that can be seen, its parents' included."""
        if name not in self._properties:
            merged: dict[str, str] = {}
            for style in reversed(list(self._chain("text", name))):
                for one in style.findall(STYLE + "text-properties"):
                    merged |= {str(k): str(v) for k, v in one.attrib.items() if not str(k).endswith(UNSEEN)}
            self._properties[name] = merged
        return self._properties[name]

    def look(self, spans: tuple[str, ...]) -> Look:
        """How text within these nested spans looks, beside what its paragraph says."""
        merged: dict[str, str] = {}
        for name in spans:
            merged |= self.text_properties(name)
        return Look(
            merged.get(FO + "font-weight", "normal") not in {"normal", "100", "200", "300", "400"},
            merged.get(FO + "font-style", "normal") != "normal",
            merged.get(STYLE + "text-underline-style", "none") != "none",
            tuple(sorted(merged.items())),
        )

    def is_title(self, name: str) -> bool:
        """Whether a paragraph style is the document's title; "Title" is the name in every language of the program."""
        return any(style.get(STYLE + "name") == "Title" for style in self._chain("paragraph", name))

    def is_numbered(self, list_name: str, level: int) -> bool:
        style = self._lists.get(list_name)
        found = [] if style is None else style.findall(TEXT + "list-level-style-number")
        here = (one for one in found if one.get(TEXT + "level") == str(level))
        return any(one.get(STYLE + "num-format") for one in here)


def mark_language(root: Element, tag: str) -> None:
    """Set the language wherever one is marked, and in the default of paragraphs; `tag` is BCP 47."""
    for properties in root.iter(STYLE + "text-properties"):
        if properties.get(FO + "language", "none") not in NO_LANGUAGE:
            _set_language(properties, tag)
    styles = root.find(OFFICE + "styles")
    default = None if styles is None else styles.find(f"{STYLE}default-style[@{STYLE}family='paragraph']")
    if default is not None and (own := default.find(STYLE + "text-properties")) is not None:
        _set_language(own, tag)


def _set_language(properties: Element, tag: str) -> None:
    """ODF has language, script and country apart; "none" is its word for no country."""
    language, *rest = tag.split("-")
    script = next((part for part in rest if len(part) == 4), "")
    properties.set(FO + "language", language)
    properties.set(FO + "country", next((part for part in rest if len(part) == 2), "none"))
    properties.attrib.pop(STYLE + "rfc-language-tag", None)
    if script:
        properties.set(FO + "script", script)
    else:
        properties.attrib.pop(FO + "script", None)
