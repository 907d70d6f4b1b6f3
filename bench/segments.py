"""Real translations for `checks.py`: the catalogues of installed packages, aligned by their English key.

Segments of three words or more, each pair once, in an order that no package decides. Half of them is for looking at
while the tables of the checks are mended; the other half is held out, and only counted.
"""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from uramost import catalogues

SETS = (("sq", "sr-Cyrl"), ("sq", "en"), ("sr-Cyrl", "en"))
SHORTEST = 3  # words: what is shorter is a label
MOST = 6000  # of a pair of languages
HALVES = ("tuned on", "held out")


@dataclass(frozen=True, slots=True)
class Segment:
    """A text in two languages, as two translators wrote it."""

    source: str
    target: str
    source_language: str
    target_language: str

    @property
    def key(self) -> str:
        """Names the pair without giving its text."""
        said = "\x1f".join((self.source_language, self.target_language, self.source, self.target))
        return hashlib.sha256(said.encode()).hexdigest()[:16]

    @property
    def half(self) -> str:
        return HALVES[int(self.key[-1], 16) % 2]


def real(folders: Iterable[Path] | None = None) -> list[Segment]:
    """Up to MOST segments of each pair of languages, from the usual folders or these."""
    found: dict[tuple[str, str], set[Segment]] = {languages: set() for languages in SETS}
    for one in _turned(folders):
        if min(len(one.source.split()), len(one.target.split())) >= SHORTEST:
            found[one.source_language, one.target_language].add(one)
    return [one for some in found.values() for one in islice(sorted(some, key=lambda one: one.key), MOST)]


def _turned(folders: Iterable[Path] | None) -> Iterator[Segment]:
    """Catalogues give pairs in an order of their own; here a pair of languages has one direction."""
    for pair in catalogues.build(folders, include_unknown=True):
        languages = pair.source_language, pair.target_language
        if languages in SETS:
            yield Segment(pair.source, pair.target, *languages)
        elif languages[::-1] in SETS:
            yield Segment(pair.target, pair.source, *languages[::-1])
