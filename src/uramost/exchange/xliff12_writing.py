"""XLIFF 1.2 written: a document of our own, or one that was read, with all that others have put into it.

A unit that is as it was read is written as it stood there; one that was changed is changed in its element. One that
has another source than was read is written as a new one where it comes, and so is one that was read elsewhere. Where
nothing is kept with the header, the document is one of our own.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import takewhile
from pathlib import Path
from typing import Final

from lxml import etree

from uramost.exchange import files
from uramost.exchange.marks import attribute
from uramost.exchange.structure import LANGUAGE
from uramost.exchange.tags import canonical, same
from uramost.exchange.units import Around, Header, Kept, Unit
from uramost.exchange.xliff12_fill import renew
from uramost.exchange.xliff12_kept import known, without
from uramost.exchange.xliff12_shapes import SHAPES, XLIFF1
from uramost.exchange.xliff12_unit import unit_xml

DECLARED: Final = '<?xml version="1.0" encoding="UTF-8"?>\n'


def write(path: Path, given: Iterable[Unit], header: Header) -> int:
    """Write a document; how many units. Raises `BadMarks`, and then nothing is written."""
    number = 0

    def counted() -> Iterator[Unit]:
        nonlocal number
        for unit in given:
            number += 1
            yield unit

    files.write_pieces(path, (_again if header.kept else _new)(counted(), header))
    return number


def _new(given: Iterable[Unit], header: Header) -> Iterator[str]:
    """A document with one file."""
    tool = f'<tool tool-id="tool" tool-name="{attribute(header.tool or "UraMost")}"/>'
    yield f'{DECLARED}<xliff xmlns="{XLIFF1}" version="1.2">\n<file{_about(header)}>\n<header>{tool}</header>\n<body>\n'
    for unit in given:
        yield unit_xml(unit, header)
    yield "</body>\n</file>\n</xliff>\n"


def _about(header: Header) -> str:
    """The attributes of a file that XLIFF has."""
    told = {
        name: header.said[name] for name in SHAPES["file"].attributes.replace("!", "").split() if name in header.said
    }
    ours = {} if header.kept else {"tool-id": "tool"}
    said = {
        "original": "document",
        "datatype": "plaintext",
        **{name: value for name, value in told.items() if header.kept or not name.startswith("tool")},
        "source-language": _spelt(told.get("source-language", ""), header.source_language) or "und",
        **ours,
        **({"original": header.original} if header.original else {}),
        **({"build-num": header.version} if header.version else {}),
    }
    if header.target_language:
        said["target-language"] = _spelt(told.get("target-language", ""), header.target_language)
    return "".join(f' {name}="{attribute(value)}"' for name, value in said.items())


def _spelt(said: str, language: str) -> str:
    """A language as the file spells it, as long as it means the same and may be spelt so."""
    return said if canonical(said) == language and re.fullmatch(LANGUAGE, said) else language


# A document that was read --------------------------------------------------------------------------------------------


def _again(given: Iterable[Unit], header: Header) -> Iterator[str]:
    document, opened = header.kept[0], _Opened(header)
    units = list(given)  # segments of one element may come apart
    elements = _elements(units, header)
    yield f"{DECLARED}{document.start}{document.first}"
    for place, unit in enumerate(units):
        kept = _of(unit, document)
        if kept is None:
            yield opened.any() + unit_xml(unit, opened.header)
            continue
        element = elements[id(kept)]
        again = element.fits and element.places.get(element.segment(unit)) == place
        if again and place != element.first:
            continue  # it is written already
        yield opened.now(_header(kept, header), kept.around[1:])
        yield kept.before if place == element.first else ""
        now = {mid: units[at] for mid, at in element.places.items()} if again else {}
        yield _element(kept, now, opened.header, document) if again else unit_xml(unit, opened.header)
    yield f"{opened.any()}{opened.close(0)}{document.last}{document.end}\n"


def _of(unit: Unit, document: Around) -> Kept | None:
    """What is kept of a unit, if it is of this document."""
    return unit.kept if unit.kept and unit.kept.around[0] is document else None


def _header(kept: Kept, header: Header) -> Header:
    """That of its file: the one that is written, if it is of this file."""
    return header if kept.around[1] == header.kept[1] else kept.header


@dataclass(slots=True)
class _Element:
    """Where the units of an element come: by their segments, or by "" where it is not segmented.

    It is written for all of them where the first comes; one that comes twice is a new unit the second time. Where one
    does not fit, being no segment of it or having another source, each is a new unit.
    """

    first: int
    names: dict[str, str]  # of segments, by the key of their unit
    places: dict[str, int] = field(default_factory=dict)
    fits: bool = True

    def segment(self, unit: Unit) -> str:
        return self.names.get(unit.key, "?") if self.names else ""


def _elements(units: list[Unit], header: Header) -> dict[int, _Element]:
    """The elements of a document from which units come, by the identity of what is kept of them."""
    found: dict[int, _Element] = {}
    for place, unit in enumerate(units):
        kept = _of(unit, header.kept[0])
        if kept is None:
            continue
        if id(kept) not in found:
            names = {} if "" in kept.units else {one.key: mid for mid, one in kept.units.items()}
            found[id(kept)] = _Element(place, names)
        element = found[id(kept)]
        mid = element.segment(unit)
        if mid not in element.places:
            element.places[mid] = place
            element.fits &= _fits(unit, kept.units.get(mid), kept, _header(kept, header))
    return found


def _fits(unit: Unit, was: Unit | None, kept: Kept, header: Header) -> bool:
    """Whether a unit can be said by what was read; a segment cannot have a language of its own."""
    if was is None or (unit.source.text, unit.source.codes) != (was.source.text, was.source.codes):
        return False
    if unit.target is None or "" in kept.units:
        return True
    before, language = was.target.language if was.target else "", header.target_language
    return unit.target.language == before or not language or same(unit.target.language, language)


class _Opened:
    """The file that is being written, and what is open in it. Each group is opened once: no two have the same id."""

    def __init__(self, header: Header) -> None:
        self.header = header
        self._path: list[Around] = []
        self._closed: set[int] = set()

    def any(self) -> str:
        """Some file has to be open."""
        return "" if self._path else self.now(self.header, self.header.kept[1:])

    def now(self, header: Header, wanted: tuple[Around, ...]) -> str:
        """Close what ends here and open what begins."""
        if self._path and self._path[0] != wanted[0]:
            return self.close(0) + self.now(header, wanted)
        path = list(takewhile(lambda one: one.number not in self._closed, wanted))
        same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(path, self._path, strict=False)))
        written = [self.close(same)]
        for one in path[same:]:
            start = one.start if self._path else f"<file{_about(header)}{one.start}>"
            written.append(f"{one.before}{start}{one.first}")
            self._path.append(one)
        self.header = header
        return "".join(written)

    def close(self, depth: int) -> str:
        """Close what is open, down to this depth."""
        written = ""
        while len(self._path) > depth:
            one = self._path.pop()
            self._closed.add(one.number)
            written += f"{one.last}{one.end if self._path else '</file>'}"
        if not self._path:
            self._closed.clear()
        return written


def _element(kept: Kept, now: dict[str, Unit], header: Header, document: Around) -> str:
    if all(unit == kept.units[mid] for mid, unit in now.items()):
        return kept.xml
    top = etree.fromstring(f"{document.start}{kept.xml}{document.end}")
    element = top[0]
    renew(element, kept.units, now, header.target_language)
    if "" in now:
        element.set("id", now[""].key if now[""].key != kept.units[""].key else str(element.get("id")))
    return without(etree.tostring(element, encoding="unicode", with_tail=False), element, known(top))
