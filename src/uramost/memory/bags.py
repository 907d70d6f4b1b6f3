"""How do a few bits show that two texts are too far apart, without reading either?

A text becomes a bag of characters, and a bag a row of bits, each "bin b holds t characters or more". Of two texts, the
bits that both have set count characters that both have; what the chosen bits leave out counts at most as much as the
smaller of the two remainders. Together that is never less than the longest common subsequence, so a unit is left out
only when it certainly scores too little. `docs/methods/memory.md` has the argument in full.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from uramost.memory.letters import points

OWN_BINS = 96  # the most frequent characters are counted each on its own …
BINS = 128  # … and the rest share the other bins: a shared bin can only make the bound larger
SAMPLE = 4096  # rows from which the most telling bits of a shelf are chosen
MOST_WORDS = 10
ROWS = 16384  # rows coded at once, so that a large memory needs little room to build
BLOCK = 65536  # rows held against a question at once: what they need stays in the processor's cache
FEW = 24  # rows that are scored sooner than another word is asked about them
NEVER = 1 << 30  # more often than a character occurs

Bits = NDArray[np.uint64]
Counts = NDArray[np.int64]
Rows = NDArray[np.intp]


def words_for(length: int) -> int:
    """How many 64-bit words a text of this length is worth: measured, see docs/methods/memory.md."""
    return min(MOST_WORDS, 2 + length // 12)


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

    `bin` and `times` say of each bit what it means. `bits` is (words, units); `rest` (units,) counts the characters of
    a unit that the first word leaves out.
    """

    start: int
    bin: NDArray[np.uint8]
    times: NDArray[np.uint32]
    bits: Bits
    rest: NDArray[np.unsignedinteger]

    @property
    def end(self) -> int:
        return self.start + len(self.rest)

    def coded(self, counts: Counts) -> Bits:
        """(words, texts): the bits of texts whose bags these are."""
        return code(counts, self.bin, self.times)

    def near(
        self, words: Bits, length: int, needed: NDArray[np.unsignedinteger], first: int
    ) -> tuple[Rows, NDArray[np.int64]]:
        """Rows from `first` on that may have enough in common with a text, and how many characters that is at most.

        `words` and `length` are the text's; `needed` says of each row how many characters the least score asks for.
        One word rules most rows out; the others are looked at only for those that are left.
        """
        kind: np.dtype[np.signedinteger] = np.dtype(np.int16 if self.rest.dtype == np.uint8 else np.int64)
        left = length - int(np.bitwise_count(words[0]))
        begin = first - self.start
        found = self._by_first_word(words[0], left, needed, begin)
        rows, asked, lacking, rest = (np.concatenate(part) for part in zip(*found, strict=True))
        lacking, rest = asked.astype(kind) - lacking, rest.astype(kind)  # what no word has found in common so far
        for column, word in zip(self.bits[1:], words[1:], strict=True):
            if len(rows) < FEW:
                break
            bits = column.take(rows)
            left -= int(np.bitwise_count(word))
            lacking -= np.bitwise_count(bits & word)
            rest -= np.bitwise_count(bits)
            kept = np.flatnonzero((rest >= lacking) & (lacking <= left))
            rows, lacking, rest = rows.take(kept), lacking.take(kept), rest.take(kept)
        most = needed.take(rows - begin).astype(np.int64) - lacking + np.minimum(rest, min(left, np.iinfo(kind).max))
        return rows + self.start, most

    def _by_first_word(
        self, word: np.uint64, left: int, needed: NDArray[np.unsignedinteger], begin: int
    ) -> Iterator[tuple[Rows, NDArray[np.unsignedinteger], NDArray[np.uint8], NDArray[np.unsignedinteger]]]:
        """Block by block the rows left, with what each needs, has in common by the word, and has beside it."""
        size, kind = min(BLOCK, len(needed)), self.rest.dtype.type
        most = np.full(size, min(left, np.iinfo(kind).max - 64), kind)  # beside a single number numpy takes far longer
        both, common = np.empty(size, np.uint64), np.empty(size, np.uint8)  # room that each block uses again
        enough, is_enough = np.empty(size, kind), np.empty(size, np.bool_)
        for at in range(0, len(needed), BLOCK):
            asked = needed[at : at + BLOCK]
            here, size = slice(begin + at, begin + at + len(asked)), len(asked)
            rest, shared = self.rest[here], common[:size]
            np.bitwise_count(np.bitwise_and(self.bits[0, here], word, out=both[:size]), out=shared)
            np.add(np.minimum(rest, most[:size], out=enough[:size]), shared, out=enough[:size])
            kept = np.flatnonzero(np.greater_equal(enough[:size], asked, out=is_enough[:size]))
            yield kept + (begin + at), asked.take(kept), shared.take(kept), rest.take(kept)


def shelve(texts: Sequence[str], start: int, bins: NDArray[np.uint8]) -> Shelf:
    """Texts in the order of their length, coded in the bits that are nearest to true of half of them."""
    counts = counts_of(texts[:: len(texts) // SAMPLE + 1], bins)
    bin_, times = _telling(counts, words_for(len(texts[-1])))
    parts = [code(counts_of(texts[row : row + ROWS], bins), bin_, times) for row in range(0, len(texts), ROWS)]
    bits = np.concatenate(parts, axis=1)
    kind = np.uint8 if len(texts[-1]) < 190 else np.uint32  # one word and one remainder still fit into a byte
    lengths = np.fromiter(map(len, texts), dtype=np.int64, count=len(texts))
    return Shelf(start, bin_, times, bits, (lengths - np.bitwise_count(bits[0])).astype(kind))


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
