"""A unit of XLIFF 2 as the constraints see it: its parts, and its inline codes in the order of source and target."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from lxml import etree

from uramost.exchange.structure import XML, elements, line, local, namespace
from uramost.exchange.xliff21_shapes import XLIFF2

CODES = ("ph", "pc", "sc", "ec")
MARKS = ("mrk", "sm")


@dataclass(frozen=True, slots=True)
class Part:
    """A segment or an ignorable."""

    element: etree._Element
    source: etree._Element
    target: etree._Element | None

    def order(self, position: int) -> int:
        """Where its target stands among the targets of the unit: as it says, else where it stands itself."""
        said = None if self.target is None else self.target.get("order")
        return int(said) if said and said.isdecimal() else position


@dataclass(frozen=True, slots=True)
class Step:
    """A code as it is met in reading: a paired one twice, at its beginning and at its end."""

    element: etree._Element
    end: bool = False

    @property
    def reorder(self) -> str:
        """ "yes", "no" or "firstNo"; the end of a pair whose beginning is not to be moved is not to be moved either."""
        said = str(self.element.get("canReorder", "yes"))
        return "no" if self.end and said == "firstNo" else said

    @property
    def name(self) -> tuple[str, bool]:
        """What it is called in source and target alike; an end is called by its beginning."""
        if local(self.element) == "ec":
            return str(self.element.get("startRef") or self.element.get("id")), True
        return str(self.element.get("id")), self.end


def key_of(unit: etree._Element) -> str:
    """What faults call a unit: its id, or where it has none, its line."""
    return str(unit.get("id") or f"@{line(unit)}")


class UnitView:
    """The unit whose constraints are looked at, and the ids of all units of its file."""

    def __init__(self, element: etree._Element, file: etree._Element, unit_ids: frozenset[str]) -> None:
        self.element, self.file, self.unit_ids = element, file, unit_ids

    @cached_property
    def parts(self) -> list[Part]:
        return [
            Part(part, *_pair(part))
            for part in elements(self.element)
            if namespace(part) == XLIFF2 and local(part) in ("segment", "ignorable")
        ]

    @cached_property
    def sources(self) -> list[etree._Element]:
        return [part.source for part in self.parts]

    @cached_property
    def targets(self) -> list[etree._Element]:
        """The targets there are, in the order in which they are read."""
        ordered = sorted(enumerate(self.parts, start=1), key=lambda pair: pair[1].order(pair[0]))
        return [part.target for _, part in ordered if part.target is not None]

    @cached_property
    def data(self) -> list[etree._Element]:
        return list(self.element.iterfind(f"{{{XLIFF2}}}originalData/{{{XLIFF2}}}data"))

    @cached_property
    def notes(self) -> set[str]:
        return {str(note.get("id")) for note in self.element.iterfind(f"{{{XLIFF2}}}notes/{{{XLIFF2}}}note")}

    def inline(self, side: Literal["source", "target"]) -> list[etree._Element]:
        """Every inline element of a side, in the order of reading."""
        return [one for text in self._texts(side) for one in text.iterdescendants(tag=etree.Element)]

    def everywhere(self, *names: str) -> Iterator[etree._Element]:
        """The inline elements of these names, of both sides."""
        return (one for one in (*self.inline("source"), *self.inline("target")) if local(one) in names)

    def steps(self, side: Literal["source", "target"]) -> list[Step]:
        return [step for text in self._texts(side) for step in _steps(text)]

    def _texts(self, side: str) -> Sequence[etree._Element]:
        return self.sources if side == "source" else self.targets

    def all_translated(self) -> bool:
        """Whether every segment has a target: only then can something be missing from the translation as a whole."""
        return all(part.target is not None for part in self.parts if local(part.element) == "segment")


def inherited(element: etree._Element, name: str) -> str | None:
    """The value of xml:space or xml:lang that holds here."""
    for one in (element, *element.iterancestors()):
        if (value := one.get(f"{{{XML}}}{name}")) is not None:
            return str(value)
    return None


def _pair(part: etree._Element) -> tuple[etree._Element, etree._Element | None]:
    source, target = part.find(f"{{{XLIFF2}}}source"), part.find(f"{{{XLIFF2}}}target")
    assert source is not None  # noqa: S101 - its shape was examined first
    return source, target


def _steps(text: etree._Element) -> Iterator[Step]:
    for child in elements(text):
        if local(child) == "pc":
            yield Step(child)
            yield from _steps(child)
            yield Step(child, end=True)
        elif local(child) in CODES:
            yield Step(child)
        else:
            yield from _steps(child)
