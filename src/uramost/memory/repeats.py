"""Which segments of a document say the same, so that one translation serves them all?"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from uramost.memory.unit import comparable


@dataclass(frozen=True, slots=True)
class Repetition:
    """Segments with the same text: where it is said first, and where again. Places count from 0."""

    first: int
    again: tuple[int, ...]


def repetitions(texts: Sequence[str]) -> list[Repetition]:
    """The texts that are said more than once, in the order of their first place; white space alone repeats nothing.

    The same are texts whose comparable forms are equal: either script, any quotation marks.
    """
    places: defaultdict[str, list[int]] = defaultdict(list)
    for place, text in enumerate(texts):
        if said := comparable(text):
            places[said].append(place)
    return [Repetition(found[0], tuple(found[1:])) for found in places.values() if len(found) > 1]
