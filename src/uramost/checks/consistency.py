"""Is the same source translated the same way throughout a document?"""

from collections.abc import Iterable
from typing import NamedTuple

from uramost.text import normalise


class TwoWays(NamedTuple):
    """Positions, from 0, of a pair and of the first pair with its source and another target."""

    first: int
    other: int


def translated_two_ways(pairs: Iterable[tuple[str, str]]) -> list[TwoWays]:
    """Pairs whose source was met before with another target; spaces and the shape of quotation marks do not count.

    Pairs without a target are left out: they are not translated yet.
    """
    first: dict[str, tuple[int, str]] = {}
    found = []
    for place, (source, target) in enumerate(pairs):
        said = normalise(target)
        if said:
            earlier, said_earlier = first.setdefault(normalise(source), (place, said))
            if said != said_earlier:
                found.append(TwoWays(earlier, place))
    return found
