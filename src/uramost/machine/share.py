"""Did a text begin with a machine, and how much of that did a person leave?"""

from typing import Final

from rapidfuzz import fuzz

from uramost.machine.protect import MARK
from uramost.text import normalise

ALIKE: Final = 80
"""Percent: who saw a suggestion and wrote something this near to it, began with it."""
TAKEN: Final = 50
"""Percent: so much of it is left where it was put into the box before; two sentences about other things are below."""


def kept(began: str, now: str) -> int:
    """How much of a machine's text is left, in percent: the Indel ratio of both without marks, rounded down.

    100 only where nothing but spaces and the kind of quotation marks was changed.
    """
    before, after = (normalise(MARK.sub("", text)) for text in (began, now))
    return 100 if before == after else min(99, int(fuzz.ratio(before, after)))


def began_with(suggestion: str, text: str, *, taken: bool = False) -> bool:
    """Whether somebody who had this suggestion before them, or in the box (`taken`), began with it."""
    return bool(text.strip()) and kept(suggestion, text) >= (TAKEN if taken else ALIKE)
