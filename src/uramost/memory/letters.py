"""Many texts changed letter by letter at once: a table for each character instead of a call for each text.

Texts lie one after another with an END between them. What a character becomes is asked for once and kept.
"""

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

END = "\n"  # between two texts
CHARACTERS = 0x110000
UNKNOWN = 255

Points = NDArray[np.uint32]


def points(text: str) -> Points:
    """The code points of a text."""
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)


def text_of(some: Points) -> str:
    """The text of these code points."""
    return str(some.data, "utf-32-le", "surrogatepass") if some.size else ""


def laid_out(texts: Sequence[str]) -> str:
    """All texts with an END between them; one that is in a text becomes a space."""
    text = END.join(texts)
    if text.count(END) == max(len(texts) - 1, 0):
        return text
    return END.join(text.replace(END, " ") for text in texts)


class Letters:
    """What each character becomes: none, one or a few (fewer than 255). `of` says it and is asked once for each."""

    def __init__(self, of: Callable[[str], str]) -> None:
        self._of = of
        self._size = np.full(CHARACTERS, UNKNOWN, dtype=np.uint8)
        self._places = [np.zeros(CHARACTERS, dtype=np.uint32)]
        self._learn(ord(END), END)

    def __call__(self, text: str) -> Points:
        """The code points of a text after the change; every END stays."""
        before = points(text)
        sizes = self._size[before]
        if UNKNOWN in sizes:
            for code in np.unique(before[sizes == UNKNOWN]).tolist():
                self._learn(code, self._of(chr(code)))
            sizes = self._size[before]
        after = self._places[0][before]
        if (sizes == 1).all():
            return after
        after = np.repeat(after, sizes)
        several = np.flatnonzero(sizes > 1)
        starts = (np.cumsum(sizes, dtype=np.int64) - sizes)[several]
        for place, letters in enumerate(self._places[1:], 1):
            here = sizes[several] > place
            after[starts[here] + place] = letters[before[several[here]]]
        return after

    def _learn(self, code: int, becomes: str) -> None:
        self._size[code] = len(becomes)
        for place, letter in enumerate(becomes):
            if place == len(self._places):
                self._places.append(np.zeros(CHARACTERS, dtype=np.uint32))
            self._places[place][code] = ord(letter)


def collapsed(some: Points) -> Points:
    """One space where there were several, and none at the beginning and the end of a text."""
    space, edge = some == ord(" "), some == ord(END)
    if not space.any():
        return some
    after_gap = np.ones(len(some), dtype=bool)
    after_gap[1:] = space[:-1] | edge[:-1]
    kept = some[~(space & after_gap)]
    last = np.ones(len(kept), dtype=bool)  # a space before an END, or at the very end
    last[:-1] = kept[1:] == ord(END)
    ready: Points = kept[~(last & (kept == ord(" ")))]
    return ready
