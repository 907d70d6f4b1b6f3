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
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

LONGEST_RUN = 5  # letters, the signs of beginning and end among them
LONGEST_WORD = 24  # letters; what comes after them is not looked at
REMEMBERED = 100_000  # words; with more, it begins again

FILE = Path(__file__).with_name("detection_model.npz")
SCRIPTS = ("Latn", "Cyrl")

_MULTIPLIER, _MIX = np.uint32(0x01000193), np.uint32(0x9E3779B1)
_SPACE = 32


def buckets(words: Sequence[str], bits: int) -> tuple[NDArray[np.uint32], NDArray[np.intp]]:
    """The buckets of all runs of some words, word after word, and where each word's begin. `bits`: log2 of how many.

    The words are small letters, at least one each, and as many as fit in memory a few hundred times over.
    """
    cut = [word[:LONGEST_WORD] for word in words]
    codes = np.frombuffer(f" {' '.join(cut)} ".encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    space = codes == _SPACE
    owner = np.cumsum(space) - 1
    whole = [zlib.crc32(word.encode("utf-8", "surrogatepass")) for word in cut]
    runs, owners = [np.array(whole, dtype=np.uint32)], [np.arange(len(cut))]
    hashed, inside = np.zeros(len(codes), dtype=np.uint32), np.ones(len(codes), dtype=bool)
    for length in range(1, LONGEST_RUN + 1):
        last = len(codes) - length + 1
        if length > 2:
            inside = inside[:last] & ~space[length - 2 : length - 2 + last]
        hashed = hashed[:last] * _MULTIPLIER + codes[length - 1 :] + np.uint32(length)
        right = ~space if length == 1 else inside[:last]
        runs.append(hashed[right])
        owners.append(owner[:last][right])
    order = np.argsort(np.concatenate(owners), kind="stable")
    mixed = np.concatenate(runs)[order] * _MIX
    starts = np.searchsorted(np.concatenate(owners)[order], np.arange(len(cut)))
    return (mixed ^ (mixed >> np.uint32(15))) * _MIX >> np.uint32(32 - bits), starts


@dataclass(frozen=True, slots=True)
class Model:
    """The weights for the languages of one script: buckets × classes, whole numbers in units of `scale`."""

    classes: tuple[str, ...]
    weights: NDArray[np.int8]
    bias: tuple[float, ...]
    scale: float
    most: int = REMEMBERED
    _known: dict[str, tuple[float, ...]] = field(default_factory=dict, repr=False, compare=False)

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

    def _scored(self, words: list[str]) -> dict[str, tuple[float, ...]]:
        runs, starts = buckets(words, self.bits)
        added = np.add.reduceat(self.weights[runs], starts, axis=0, dtype=np.int32) * self.scale
        return dict(zip(words, map(tuple, added.tolist()), strict=True))

    def scores(self, words: Sequence[str]) -> list[float]:
        """For each class the logarithm of its odds, but for what is the same for all, from the words of a text."""
        known = self._known
        try:
            rows = [known[word] for word in words]
        except KeyError:
            rows = self._ask(words)
        return [sum(column) for column in zip(self.bias, *rows, strict=True)]

    def _ask(self, words: Sequence[str]) -> list[tuple[float, ...]]:
        scored = self._scored(list(set(words)))
        if len(self._known) + len(scored) > self.most:
            self._known.clear()
        self._known.update(scored)
        return [scored[word] for word in words]


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
