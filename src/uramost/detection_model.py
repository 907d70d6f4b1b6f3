"""How much does each word speak for each language? A linear model over the letters of words, in whole numbers.

A word is looked at alone: runs of one to five of its letters, with its beginning and its end, and the whole word. Each
run has a bucket by its hash, and each bucket a weight from -127 to 127 per class. The weights of a word are added up,
and those of the words of a text. Made by tools/train_detection.py; nothing but the weights of buckets is in the file.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import accumulate
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

LONGEST_RUN = 5  # letters, the signs of beginning and end among them
LONGEST_WORD = 24  # letters; what comes after them is not looked at
REMEMBERED = 100_000  # words; with more, it begins again

FILE = Path(__file__).with_name("detection_model.npz")
SCRIPTS = ("Latn", "Cyrl")

_MULTIPLIER, _MIX = 0x01000193, 0x9E3779B1
_ALL = 2**32
_WHOLE = LONGEST_RUN  # the column of whole words, after those of runs by length


def _counts(place: int) -> list[int]:
    """What a letter at a place counts in the hashes of runs, by their length; nothing in that of whole words."""
    powers = [_MIX * _MULTIPLIER ** (length - 1 - place) if length > place else 0 for length in range(1, _WHOLE + 1)]
    return [*(power % _ALL for power in powers), 0]


_LETTERS_COUNT = np.array([_counts(place) for place in range(LONGEST_RUN)], dtype=np.uint32)
_LENGTHS_COUNT = np.arange(1, LONGEST_RUN + 1, dtype=np.uint32) @ _LETTERS_COUNT


@cache
def _inside(length: int) -> NDArray[np.bool_]:
    """Which runs a word of so many letters has: rows for its beginning and each letter, columns as of the hashes."""
    place, size = np.arange(length + 1)[:, None], np.arange(1, LONGEST_RUN + 2)
    inside: NDArray[np.bool_] = (place + size <= length + 2) & (place + size > 1)
    inside[:, _WHOLE] = place[:, 0] == 0
    return inside


def buckets(words: Sequence[str], bits: int) -> tuple[NDArray[np.uint32], list[int]]:
    """The buckets of all runs of some words, word after word, and where each word's begin. `bits`: log2 of how many.

    The words are small letters, at least one each, and as many as fit in memory a few hundred times over.
    """
    cut = [word[:LONGEST_WORD] for word in words]
    inside = [_inside(len(word)) for word in cut]
    firsts = [0, *accumulate(map(len, inside))]
    size = firsts.pop()
    codes = f" {' '.join(cut)}{' ' * LONGEST_RUN}".encode("utf-32-le", "surrogatepass")
    letters: NDArray[np.uint32] = np.ndarray((size, LONGEST_RUN), np.uint32, codes, 0, (4, 4))  # each row a letter on
    hashed = letters @ _LETTERS_COUNT
    hashed += _LENGTHS_COUNT
    hashed[firsts, _WHOLE] = [zlib.crc32(word.encode("utf-8", "surrogatepass")) * _MIX % _ALL for word in cut]
    mixed = hashed[np.concatenate(inside)]
    mixed ^= mixed >> np.uint32(15)
    mixed *= np.uint32(_MIX)
    starts = [0, *accumulate(map(_runs, map(len, cut)))]
    return mixed >> np.uint32(32 - bits), starts[:-1]


@cache
def _runs(length: int) -> int:
    """How many runs a word of so many letters has, the whole word among them."""
    return int(np.count_nonzero(_inside(length)))


@dataclass(frozen=True, slots=True)
class Model:
    """The weights for the languages of one script: buckets × classes, whole numbers in units of `scale`."""

    classes: tuple[str, ...]
    weights: NDArray[np.int8]
    bias: tuple[float, ...]
    scale: float
    most: int = REMEMBERED
    _known: dict[str, list[float]] = field(default_factory=dict, repr=False, compare=False)

    @property
    def bits(self) -> int:
        return int(self.weights.shape[0]).bit_length() - 1

    def learn(self, words: Iterable[str]) -> None:
        """Score words at once that will be asked for soon: many together cost a tenth of one by one."""
        new = list({word for word in words if word not in self._known})
        if len(self._known) + len(new) > self.most:
            self._known.clear()
        for begin in range(0, len(new), 5_000):
            self._known.update(self._scored(new[begin : begin + 5_000]))

    def _scored(self, words: list[str]) -> dict[str, list[float]]:
        if not words:
            return {}
        runs, starts = buckets(words, self.bits)
        added = np.add.reduceat(self.weights.take(runs, axis=0), starts, axis=0, dtype=np.int32)
        return dict(zip(words, (added * self.scale).tolist(), strict=True))

    def scores(self, words: Sequence[str]) -> list[float]:
        """For each class the logarithm of its odds, but for what is the same for all, from the words of a text."""
        known = self._known
        try:
            rows = [known[word] for word in words]
        except KeyError:
            rows = self._ask(words)
        return list(map(sum, zip(self.bias, *rows, strict=True)))

    def _ask(self, words: Sequence[str]) -> list[list[float]]:
        """Another thread may fill the memory meanwhile, or empty it: what was found in it once is held."""
        found = {word: self._known.get(word) for word in words}
        new = self._scored([word for word, row in found.items() if row is None])
        if len(self._known) + len(new) > self.most:
            self._known.clear()
        self._known.update(new)
        return [found[word] or new[word] for word in words]


@cache
def models() -> dict[str, Model]:
    """The model of each script, read once."""
    with np.load(FILE, allow_pickle=False) as file:
        return {
            script: Model(
                tuple(file[f"{script}_classes"].tolist()),
                file[f"{script}_weights"],
                tuple(file[f"{script}_bias"].tolist()),
                float(file[f"{script}_scale"]),
            )
            for script in SCRIPTS
        }
