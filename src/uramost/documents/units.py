"""A paragraph with text, as it stands in an opened file; and which note belongs to which mark."""

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from lxml import etree

from uramost.documents.blocks import Block, Placeable
from uramost.documents.placeables import Encoded, Lone


@dataclass(frozen=True, slots=True)
class Unit:
    """A paragraph as a block, as an element, and what its marks stand for."""

    block: Block
    element: etree._Element
    encoded: Encoded


@dataclass(slots=True)
class Grid:
    """How far the walk through a part has come in a table."""

    table: int
    row: int = -1
    column: int = 0


def number_notes(
    units: list[Unit], mark_id: Callable[[Any], Hashable], note_id: Callable[[etree._Element], Hashable]
) -> list[Unit]:
    """Notes get the number of their mark, from 1 in the order of the text: files have an id of their own, or none.

    `mark_id` takes what the format stored for a note mark, `note_id` the paragraph of a note.
    """
    numbers: dict[Hashable, int] = {}
    for unit in units:
        for target in unit.encoded.targets.values():
            if isinstance(target.node, Lone) and target.node.kind == "note":
                numbers.setdefault(mark_id(target.node.form), len(numbers) + 1)
    return [_numbered(unit, numbers, mark_id, note_id) for unit in units]


def _numbered(
    unit: Unit,
    numbers: Mapping[Hashable, int],
    mark_id: Callable[[Any], Hashable],
    note_id: Callable[[etree._Element], Hashable],
) -> Unit:
    def placeable(one: Placeable) -> Placeable:
        node = unit.encoded.targets[one.number].node
        is_note = isinstance(node, Lone) and node.kind == "note"
        return replace(one, href=str(numbers[mark_id(node.form)])) if is_note and node else one

    placeables = tuple(placeable(one) for one in unit.block.placeables)
    row = numbers.get(note_id(unit.element), 0) if unit.block.kind == "note" else unit.block.row
    return replace(unit, block=replace(unit.block, placeables=placeables, row=row))
