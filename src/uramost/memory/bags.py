"""How do a few bits show that two texts are too far apart, without reading either?

A text becomes a bag of characters, and a bag a row of bits, each "bin b holds t characters or more". Of two texts, the
bits that both have set count characters that both have; what the chosen bits leave out counts at most as much as the
smaller of the two remainders. Together that is never less than the longest common subsequence, so a unit is left out
only when it certainly scores too little. `docs/methods/memory.md` has the argument in full.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from uramost.memory.letters import points

OWN_BINS = 96  # the most frequent characters are counted each on its own …
BINS = 128  # … and the rest share the other bins: a shared bin can only make the bound larger
SAMPLE = 4096  # rows from which the most telling bits of a shelf are chosen
MOST_WORDS = 10
ROWS = 16384  # rows coded at once, so that a large memory needs little room to build
BLOCK = 16384  # rows held against a question at once: what they need stays in the processor's cache
NEVER = 1 << 30  # more often than a character occurs

Bits = NDArray[np.uint64]
Counts = NDArray[np.int64]
Rows = NDArray[np.intp]


def words_for(length: int) -> int:
    """How many 64-bit words a text of this length is worth: measured, see docs/methods/memory.md."""
    return min(MOST_WORDS, 2 + length // 12)


def parts_for(length: int) -> int:
    """Into how many parts what the first word leaves out is divided, a power of two: more where one word says less."""
    return 4 if length <= 25 else 8 if length <= 50 else 16


def bins_of(texts: Sequence[str]) -> NDArray[np.uint8]:
    """(65536,) → the bin that a character, by the last 16 bits of its code point, is counted in."""
    seen = np.zeros(65536, dtype=np.int64)
    for start in range(0, len(texts), ROWS):
        seen += np.bincount(points("".join(texts[start : start + ROWS])) & 0xFFFF, minlength=65536)
    bins = OWN_BINS + np.arange(65536) % (BINS - OWN_BINS)
    bins[np.argsort(-seen, kind="stable")[:OWN_BINS]] = np.arange(OWN_BINS)
    return bins.astype(np.uint8)


def counts_of(texts: Sequence[str], bins: NDArray[np.uint8]) -> Counts:
    """(texts, BINS): how often each bin occurs in each text."""
    row = np.repeat(np.arange(len(texts)) * BINS, [len(text) for text in texts])
    row += bins[points("".join(texts)) & 0xFFFF]
    return np.bincount(row, minlength=len(texts) * BINS).reshape(len(texts), BINS)


@dataclass(frozen=True, slots=True)
class Shelf:
    """Units of about one length from row `start` on, in the bits that tell them apart best.

    `bin` and `times` say of each bit what it means. `bits` is (words, units). `parts` (parts, units) counts the
    characters of a unit that the first word leaves out, those of bin b in part b % parts; `rest` (units,) all of them.
    """

    start: int
    bin: NDArray[np.uint8]
    times: NDArray[np.uint32]
    bits: Bits
    parts: NDArray[np.unsignedinteger]
    rest: NDArray[np.unsignedinteger]

    @property
    def end(self) -> int:
        return self.start + len(self.rest)

    def coded(self, counts: Counts) -> tuple[Bits, Counts]:
        """(words, texts) and (parts, texts): the bits of texts whose bags these are; what the first word leaves out."""
        bits = code(counts, self.bin, self.times)
        return bits, parts_of(counts, bits[0], self.bin, len(self.parts))

    def near(
        self, words: Bits, parts: Counts, needed: NDArray[np.unsignedinteger], first: int
    ) -> tuple[Rows, NDArray[np.int64]]:
        """Rows from `first` on that may have enough in common with a text, and how many characters that is at most.

        `words` and `parts` are the text's; `needed` says of each row how many characters the least score asks for.
        One word and the parts rule most rows out; the others are looked at only for those that are left.
        """
        begin = first - self.start
        most = np.empty((len(parts), min(len(needed), BLOCK)), dtype=self.parts.dtype)
        most[:] = np.minimum(parts, np.iinfo(most.dtype).max).astype(most.dtype)[:, None]
        found = [self._first_word(words[0], most, needed[at : at + BLOCK], begin + at) for at in _blocks(len(needed))]
        rows = np.concatenate(found)
        kind: np.dtype[np.signedinteger] = np.dtype(np.int16 if self.rest.dtype == np.uint8 else np.int64)
        left = np.minimum(parts.sum() - np.bitwise_count(words[1:]).cumsum(dtype=np.int64), np.iinfo(kind).max)
        lacking = needed[rows - begin].astype(kind)  # what the words so far have not found in common
        lacking -= np.bitwise_count(self.bits[0][rows] & words[0])
        rest = self.rest[rows].astype(kind)
        for column, word, fewest in zip(self.bits[1:], words[1:], left.astype(kind), strict=True):
            bits = column[rows]
            lacking -= np.bitwise_count(bits & word)
            rest -= np.bitwise_count(bits)
            kept = np.flatnonzero(np.minimum(rest, fewest) >= lacking)
            rows, lacking, rest = rows[kept], lacking[kept], rest[kept]
        common = needed[rows - begin].astype(np.int64) - lacking + np.minimum(rest, left[-1])
        return rows + self.start, common

    def _first_word(
        self,
        word: np.uint64,
        most: NDArray[np.unsignedinteger],
        needed: NDArray[np.unsignedinteger],
        begin: int,
    ) -> Rows:
        """`most` repeats the text's parts for every row, for with one number a line numpy takes ten times as long."""
        here = slice(begin, begin + len(needed))
        common = np.minimum(self.parts[:, here], most[:, : len(needed)]).sum(axis=0, dtype=most.dtype)
        common += np.bitwise_count(self.bits[0, here] & word)
        return np.flatnonzero(common >= needed) + begin


def _blocks(rows: int) -> range:
    return range(0, rows, BLOCK)


def shelve(texts: Sequence[str], start: int, bins: NDArray[np.uint8]) -> Shelf:
    """Texts in the order of their length, coded in the bits that are nearest to true of half of them."""
    counts = counts_of(texts[:: len(texts) // SAMPLE + 1], bins)
    bin_, times = _telling(counts, words_for(len(texts[-1])))
    kind = np.dtype(np.uint8 if len(texts[-1]) < 256 else np.uint32)  # no count is larger than the longest text
    number = parts_for(len(texts[-1]))
    coded = []
    for row in range(0, len(texts), ROWS):
        counts = counts_of(texts[row : row + ROWS], bins)
        bits = code(counts, bin_, times)
        coded.append((bits, parts_of(counts, bits[0], bin_, number).astype(kind)))
    words, parts = (np.concatenate(some, axis=1) for some in zip(*coded, strict=True))
    return Shelf(start, bin_, times, words, parts, parts.sum(axis=0, dtype=kind))


def _telling(counts: Counts, words: int) -> tuple[NDArray[np.uint8], NDArray[np.uint32]]:
    share = np.stack([(counts >= times).mean(axis=0) for times in range(1, int(counts.max(initial=0)) + 2)])
    best = np.argsort(-(share * (1 - share)), axis=None, kind="stable")[: 64 * words]
    spare = -len(best) % 64  # the last word is filled up with bits that are never set
    bins = np.append(best % BINS, np.zeros(spare, dtype=np.int64))
    return bins.astype(np.uint8), np.append(best // BINS + 1, np.full(spare, NEVER)).astype(np.uint32)


def code(counts: Counts, bin_: NDArray[np.uint8], times: NDArray[np.uint32]) -> Bits:
    """(words, texts): the bits of each text."""
    few = counts.size > 0 and int(counts.max()) < 255  # then bytes tell the same, at a sixth of the time
    kind: np.dtype[np.unsignedinteger] = np.dtype(np.uint8 if few else np.uint32)
    found = np.take(counts.astype(kind), bin_, axis=1) >= np.minimum(times, np.iinfo(kind).max).astype(kind)
    packed = np.packbits(found, axis=1)
    return np.ascontiguousarray(np.ascontiguousarray(packed).view(np.uint64).T)


def parts_of(counts: Counts, first: Bits, bin_: NDArray[np.uint8], parts: int) -> Counts:
    """(parts, texts): how many characters the first word leaves out; bin b counts for part b % parts."""
    found: Counts = counts.reshape(len(counts), -1, parts).sum(axis=1).T
    for part in range(parts):
        mask = np.packbits(bin_[:64] % parts == part).view(np.uint64)
        found[part] -= np.bitwise_count(first & mask)
    return found
