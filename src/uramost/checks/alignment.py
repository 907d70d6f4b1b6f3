"""Which paragraph of a translation belongs to which one of its original, when some were left out or added?

By their kind, their length and what they state: figures, addresses, names. The cheapest way through both documents is
taken (dynamic programming, as Gale and Church align sentences), so that one lost paragraph is one loss and what follows
it stays together.
"""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from uramost.checks.facts import facts
from uramost.checks.reading import read
from uramost.text import search_key

ALONE = 1.2  # what it costs to leave a paragraph without a counterpart
OTHER_KIND = 0.6  # to hold a heading against a paragraph
OTHER_LENGTH = 0.9  # for one having e times (2.7) the letters of the other
NOTHING_COMMON = 1.4  # for stating nothing that the other states; less if some of it
ALL_COMMON = -0.5
OF_VALUES = 0.65  # the rest is for stating the same kinds of things
BAND = 60  # paragraphs by which the two may be out of step, beyond the difference of their numbers

Pair = tuple[int | None, int | None]


class Part(Protocol):
    """A paragraph, as `uramost.documents.Block` is one."""

    @property
    def kind(self) -> str: ...
    @property
    def level(self) -> int: ...
    @property
    def text(self) -> str: ...


@dataclass(frozen=True, slots=True)
class _Features:
    kind: str
    letters: int
    said: frozenset[str]  # values of facts, names
    kinds: frozenset[str]  # of facts: an e-mail address stands for an e-mail address, though it is another


def aligned(
    original: Sequence[Part], translation: Sequence[Part], source_language: str, target_language: str
) -> list[Pair]:
    """Positions, from 0, of what belongs together, in the order of both; None where there is no counterpart."""
    mine = [_features(part, source_language) for part in original]
    theirs = [_features(part, target_language) for part in translation]
    usual = math.log((1 + sum(one.letters for one in theirs)) / (1 + sum(one.letters for one in mine)))
    return _way(_steps(mine, theirs, usual), len(mine), len(theirs))


_NAME = re.compile(r"(?<=[\w,] )[^\W\d_][\w’'-]{3,}")


def _features(part: Part, language: str) -> _Features:
    sure = [fact for fact in facts(part.text, language) if not fact.doubtful]
    said = {fact.value for fact in sure} | {figure for fact in sure for figure in fact.parts}
    plain = read(part.text).plain
    said |= {search_key(name[0]) for name in _NAME.finditer(plain) if name[0][0].isupper()}
    return _Features(part.kind, sum(map(str.isalpha, plain)), frozenset(said), frozenset(fact.kind for fact in sure))


def _cost(one: _Features, other: _Features, usual: float) -> float:
    """Of holding the two against each other; `usual` is the logarithm of how much longer the translation is."""
    length = abs(math.log((other.letters + 4) / (one.letters + 4)) - usual)
    cost = OTHER_LENGTH * min(length, 2.0) + (OTHER_KIND if one.kind != other.kind else 0.0)
    if one.said or other.said:
        common = OF_VALUES * _common(one.said, other.said) + (1 - OF_VALUES) * _common(one.kinds, other.kinds)
        cost += NOTHING_COMMON + (ALL_COMMON - NOTHING_COMMON) * common
    return cost


def _common(some: frozenset[str], others: frozenset[str]) -> float:
    """The share of what both have in what either has."""
    return len(some & others) / len(some | others) if some or others else 1.0


_TOGETHER, _LOST, _ADDED = 0, 1, 2


def _steps(mine: Sequence[_Features], theirs: Sequence[_Features], usual: float) -> list[dict[int, int]]:
    """For every position reached in both, the last step of the cheapest way there."""
    width = BAND + abs(len(mine) - len(theirs))
    before = {0: 0.0}
    steps: list[dict[int, int]] = []
    for place in range(len(mine) + 1):
        now: dict[int, float] = {}
        taken: dict[int, int] = {}
        for other in range(max(0, place - width), min(len(theirs), place + width) + 1):
            ways = []
            if place and other and other - 1 in before:
                ways.append((before[other - 1] + _cost(mine[place - 1], theirs[other - 1], usual), _TOGETHER))
            if place and other in before:
                ways.append((before[other] + ALONE, _LOST))
            if other and other - 1 in now:
                ways.append((now[other - 1] + ALONE, _ADDED))
            now[other], taken[other] = min(ways) if ways else (0.0, _TOGETHER)
        before = now
        steps.append(taken)
    return steps


def _way(steps: Sequence[dict[int, int]], place: int, other: int) -> list[Pair]:
    """The cheapest way, walked back from the end."""
    pairs: list[Pair] = []
    while place or other:
        step = steps[place][other]
        place, other = place - (step != _ADDED), other - (step != _LOST)
        pairs.append((place if step != _ADDED else None, other if step != _LOST else None))
    return pairs[::-1]
