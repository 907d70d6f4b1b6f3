"""What changed from one version of a text to another, word by word?"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from rapidfuzz.distance import Indel

TOKEN = re.compile(r"⟦/?\d+/?⟧|\s+|\w+|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text that two versions share, or that only one of them has."""

    kind: Literal["same", "added", "removed"]
    text: str


def difference(old: str, new: str) -> list[Piece]:
    """What changed from `old` to `new`, word by word: same and removed pieces give `old`, same and added give `new`."""
    before, after = TOKEN.findall(old), TOKEN.findall(new)
    steps = [
        ("".join(before[step.src_start : step.src_end]), "".join(after[step.dest_start : step.dest_end]), step.tag)
        for step in Indel.opcodes(before, after)
    ]
    return list(_pieces(steps))


def _pieces(steps: Sequence[tuple[str, str, str]]) -> Iterator[Piece]:
    """Pieces for reading: a lone space between two changes belongs to the change, not to what is the same."""
    removed = added = ""
    for place, (old, new, tag) in enumerate(steps):
        between = 0 < place < len(steps) - 1 and old.isspace()
        if tag == "equal" and not between:
            yield from _change(removed, added)
            yield Piece("same", new)
            removed = added = ""
        else:
            removed, added = removed + old, added + new
    yield from _change(removed, added)


def _change(removed: str, added: str) -> Iterator[Piece]:
    if removed:
        yield Piece("removed", removed)
    if added:
        yield Piece("added", added)
