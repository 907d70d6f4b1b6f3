"""What is an instrument of assessment? Domains, items, and four statements for each, in every language it has."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from uramost.scripts import to_latin

LEVELS: Final = (1, 2, 3, 4)
"""From “there is nothing yet” to “it works, and we look whether it does”."""

Texts = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Item:
    """`statements` and `evidence` by language tag; four statements, the first for level 1.

    A statement may be reworded under the same code as long as it means the same; an item that means something else gets
    a new code, so that no change over time is read where only the question has changed.
    """

    code: str
    names: Texts
    statements: Mapping[str, tuple[str, ...]]
    evidence: Texts

    def statement(self, level: int, tag: str) -> str:
        """Empty in a language that is not there."""
        return _in(tag, {own: said[level - 1] for own, said in self.statements.items()})


@dataclass(frozen=True, slots=True)
class Domain:
    code: str
    names: Texts
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """An item and where it stands: numbers from 1."""

    number: int
    domain: Domain
    item: Item


@dataclass(frozen=True, slots=True)
class Instrument:
    """`of`: who assesses itself with it, an organisation or a municipality; `source`: whose wording and order it is."""

    code: str
    version: int
    of: str
    names: Texts
    about: Texts
    source: str
    domains: tuple[Domain, ...]

    def places(self) -> Iterator[Place]:
        """Every item in the order of the instrument."""
        number = 0
        for domain in self.domains:
            for item in domain.items:
                number += 1
                yield Place(number, domain, item)

    def items(self) -> dict[str, Item]:
        return {place.item.code: place.item for place in self.places()}

    def languages(self) -> tuple[str, ...]:
        """The tags in which the whole of it can be read; Serbian Latin where there is Cyrillic."""
        tags = [tag for tag in self.names if all(tag in place.item.statements for place in self.places())]
        return (*tags, *(["sr-Latn"] if "sr-Cyrl" in tags and "sr-Latn" not in tags else []))

    def fingerprint(self) -> str:
        """SHA-256 of everything in it: two contents under one version are told apart."""
        from uramost.assessment.reading import as_plain  # noqa: PLC0415 - reading makes instruments, and so knows them

        plain = json.dumps(as_plain(self), sort_keys=True, ensure_ascii=False, separators=(",", ":"))
        return hashlib.sha256(plain.encode()).hexdigest()


def said(texts: Texts, tag: str) -> str:
    """The text in this language, Serbian Latin from Cyrillic; empty where it is not there: never another language."""
    return _in(tag, texts)


def _in(tag: str, texts: Mapping[str, str]) -> str:
    if tag in texts:
        return texts[tag]
    return to_latin(texts["sr-Cyrl"]) if tag == "sr-Latn" and "sr-Cyrl" in texts else ""
