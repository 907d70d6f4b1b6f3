"""Translation memory: which sentences translated before are like this one? Fast, and with none missed.

The score of two texts is rapidfuzz' ``fuzz.ratio`` (Indel similarity, 0 to 100) of the texts as :func:`comparable`
sees them. Three bounds decide which units are scored at all, and none of them can leave out a unit that belongs to
the answer: an edit changes the length by one, it changes the bag of characters by one, and so it changes the counts
of any chosen characters by one at most. ``docs/methods/memory.md`` has the argument and the measurements.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz, process
from rapidfuzz.distance import Indel

from uramost.scripts import to_latin
from uramost.text import fold, normalise

PLACEABLE = re.compile(r"⟦/?\d+/?⟧")
TOKEN = re.compile(r"⟦/?\d+/?⟧|\s+|\w+|[^\w\s]")

# Words that turn a sentence round. They are compared folded, so "neće" is found in "nece" and in "неће" too; the
# lone "s" and "t" are what folding leaves of "s'ka" and "don't". A word that begins with "-" is an ending.
NEGATION_WORDS = {
    "sq": "s nuk mos jo pa as asnjë asgjë askush askund askujt asnjëri asnjëra asnjëherë kurrë kurrfarë përveç",
    "sr": "ne ni nije nisu nisam nisi nismo niste nema nemam nemaš nemamo nemate nemaju nemoj nemojmo nemojte neće "
    "neću nećeš nećemo nećete nemojmo bez niko nikog nikoga nikome nitko ništa ničega nikad nikada nigde nigdje nikako "
    "nikakav nikakva nikakvo nikakve nijedan nijedna nijedno nijednog nijedne niti osim izuzev",
    "en": "not no never none nor neither nothing nobody nowhere without cannot t unless except",
    "tr": "değil değildir yok yoktur hayır hiç hiçbir asla olmadan olmaksızın olmayan -maz -mez -mazlar -mezler "
    "-mıyor -miyor -muyor -müyor -madı -medi -mayan -meyen -mamış -memiş -mayacak -meyecek "
    "-madan -meden -mamalı -memeli",
    "fi": "ei en et emme ette eivät eikä älä älkää ilman paitsi koskaan",
    "sv": "inte ej icke aldrig utan ingen inget inga ingenting varken förutom",
}
SAME_WORDS = {"sr-Latn": "sr", "sr-Cyrl": "sr", "bs": "sr", "hr": "sr", "sh": "sr"}


def _folded(words: str) -> frozenset[str]:
    return frozenset(f"-{fold(word[1:])}" if word[0] == "-" else fold(word) for word in words.split())


NEGATIONS = {language: _folded(words) for language, words in NEGATION_WORDS.items()}

Alert = Literal["negation", "number"]


@dataclass(frozen=True, slots=True)
class Unit:
    """A text and its translation, with where they come from and under which licence they may be used."""

    id: int
    source: str
    target: str
    origin: str = ""
    licence: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Match:
    """A unit whose source is like the text asked for: `score` 0 to 100, `alerts` what the score does not show."""

    unit: Unit
    score: float
    alerts: tuple[Alert, ...] = ()


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text that two versions share, or that only one of them has."""

    kind: Literal["same", "added", "removed"]
    text: str


def comparable(text: str) -> str:
    """The form in which texts are compared: normalised, and Serbian in Latin whichever script it came in."""
    return to_latin(normalise(text))


# What a score does not show ----------------------------------------------------------------------------------------


def alerts(asked: str, found: str, language: str | None = None) -> tuple[Alert, ...]:
    """Where two similar texts may say the opposite or another figure: "negation", "number".

    `language` is the BCP 47 tag of both; without it the negation words of all languages count, which warns too often
    rather than too seldom.
    """
    asked, found = PLACEABLE.sub(" ", comparable(asked)), PLACEABLE.sub(" ", comparable(found))
    result: list[Alert] = []
    if _negation_changed(fold(asked).split(), fold(found).split(), language):
        result.append("negation")
    if re.findall(r"\d+", asked) != re.findall(r"\d+", found):
        result.append("number")
    return tuple(result)


def _negation_changed(asked: Sequence[str], found: Sequence[str], language: str | None) -> bool:
    """A negation word that came, went or moved: "not A but B" and "A but not B" have the same words."""
    return any(
        _negates(word, language)
        for step in Indel.opcodes(asked, found)
        if step.tag != "equal"
        for word in (*asked[step.src_start : step.src_end], *found[step.dest_start : step.dest_end])
    )


def _negates(word: str, language: str | None) -> bool:
    if language is None:
        return any(_negates(word, known) for known in NEGATIONS)
    words = NEGATIONS.get(SAME_WORDS.get(language, language), frozenset())
    return word in words or any(f"-{word[-length:]}" in words for length in range(3, min(7, len(word) - 1)))


def difference(old: str, new: str) -> list[Piece]:
    """What changed from `old` to `new`, word by word: same and removed pieces give `old`, same and added give `new`."""
    before, after = TOKEN.findall(old), TOKEN.findall(new)
    steps = [
        ("".join(before[step.src_start : step.src_end]), "".join(after[step.dest_start : step.dest_end]), step.tag)
        for step in Indel.opcodes(before, after)
    ]
    return list(_pieces(steps))


def _pieces(steps: Sequence[tuple[str, str, str]]) -> Iterator[Piece]:
    """Pieces for reading: a lone space between two changes belongs to the change, not to what is the same."""
    removed = added = ""
    for place, (old, new, tag) in enumerate(steps):
        between = 0 < place < len(steps) - 1 and old.isspace()
        if tag == "equal" and not between:
            yield from _change(removed, added)
            yield Piece("same", new)
            removed = added = ""
        else:
            removed, added = removed + old, added + new
    yield from _change(removed, added)


def _change(removed: str, added: str) -> Iterator[Piece]:
    if removed:
        yield Piece("removed", removed)
    if added:
        yield Piece("added", added)


# The index ---------------------------------------------------------------------------------------------------------

OWN_BINS = 48  # the most frequent characters are counted each on its own …
BINS = 64  # … and the rest share the other bins: a shared bin can only make the bound smaller
SAMPLE = 4096  # rows from which the most telling counts of a shelf are chosen
NEVER = 1 << 40  # more often than a character can occur
ROWS = 16384  # rows coded at once, so that a large memory needs little room to build
SLACK = 1e-6  # for floating point: a unit is scored rather than lost on a rounding error

Bits = NDArray[np.uint64]
Counts = NDArray[np.int64]


def _points(text: str) -> NDArray[np.uint32]:
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)


def _words(length: int) -> int:
    """How many 64-bit words of counts a text of this length is worth: measured, see docs/methods/memory.md."""
    return min(8, 2 + length // 20)


class _Bins:
    """Which bin a character is counted in."""

    def __init__(self, texts: Sequence[str]) -> None:
        seen = np.zeros(65536, dtype=np.int64)
        for start in range(0, len(texts), ROWS):
            seen += np.bincount(_points("".join(texts[start : start + ROWS])) & 0xFFFF, minlength=65536)
        self.of = OWN_BINS + np.arange(65536, dtype=np.int64) % (BINS - OWN_BINS)
        self.of[np.argsort(-seen, kind="stable")[:OWN_BINS]] = np.arange(OWN_BINS)

    def counts(self, texts: Sequence[str]) -> Counts:
        """How often each bin occurs in each text."""
        row = np.repeat(np.arange(len(texts)), [len(text) for text in texts])
        bins = self.of[_points("".join(texts)) & 0xFFFF]
        return np.bincount(row * BINS + bins, minlength=len(texts) * BINS).reshape(len(texts), BINS)


class _Shelf:
    """Units of about one length, each coded in bits "bin b occurs k times or more".

    Two texts that differ in n of these bits are at least n edits apart, whichever bits were chosen; chosen are those
    that tell the units of this shelf apart best.
    """

    def __init__(self, texts: Sequence[str], start: int, bins: _Bins) -> None:
        self.start, self.end = start, start + len(texts)
        self.bin, self.times = self._telling(bins.counts(texts[:: len(texts) // SAMPLE + 1]), _words(len(texts[-1])))
        parts = [self.code(bins.counts(texts[row : row + ROWS])) for row in range(0, len(texts), ROWS)]
        self.bits: Bits = np.ascontiguousarray(np.concatenate(parts).T)

    @staticmethod
    def _telling(counts: Counts, words: int) -> tuple[Counts, Counts]:
        share = np.stack([(counts >= times).mean(axis=0) for times in range(1, int(counts.max(initial=0)) + 2)])
        best = np.argsort(-(share * (1 - share)), axis=None, kind="stable")[: 64 * words]
        spare = -len(best) % 64  # the last word is filled up with bits that are never set
        bins = np.append(best % BINS, np.zeros(spare, dtype=np.int64))
        return bins, np.append(best // BINS + 1, np.full(spare, NEVER))

    def code(self, counts: Counts) -> Bits:
        return np.ascontiguousarray(np.packbits(counts[:, self.bin] >= self.times, axis=1)).view(np.uint64)

    def near(self, counts: Counts, first: int, last: int, allowed: NDArray[np.floating]) -> NDArray[np.intp]:
        """Rows from `first` to `last` whose bits do not already show more edits than are allowed."""
        edits = np.zeros(last - first, dtype=np.uint16)
        for row, word in zip(self.bits, self.code(counts)[0], strict=True):
            edits += np.bitwise_count(row[first - self.start : last - self.start] ^ word)
        return np.flatnonzero(edits <= allowed) + first


class _Index:
    """Texts in the order of their length, on shelves."""

    def __init__(self, rows: Iterable[tuple[str, int]]) -> None:
        ordered = sorted(rows, key=lambda row: len(row[0]))
        texts = [text for text, _ in ordered]
        self.texts = np.array(texts, dtype=object)  # an array, because rows are picked by the thousand
        self.ids = np.array([number for _, number in ordered], dtype=np.int64)
        self.lengths = np.array([len(text) for text in texts], dtype=np.int64)
        self.bins = _Bins(texts)
        self.shelves = list(self._fill(texts))

    def _fill(self, texts: Sequence[str]) -> Iterator[_Shelf]:
        start = 0
        while start < len(texts):
            longest = len(texts[start]) * 3 // 2 + 8
            end = int(np.searchsorted(self.lengths, longest, side="right"))
            yield _Shelf(texts[start:end], start, self.bins)
            start = end

    def near(self, text: str, minimum: int) -> NDArray[np.intp]:
        """Rows that may score `minimum` or more: all that do, and few that do not."""
        share, size = minimum / 100, len(text)
        shortest = size * share / (2 - share)
        longest = size * (2 - share) / share if share else np.inf
        first = int(np.searchsorted(self.lengths, shortest - SLACK, side="left"))
        last = int(np.searchsorted(self.lengths, longest + SLACK, side="right"))
        allowed = (self.lengths[first:last] + size) * (1 - share) + SLACK
        counts = self.bins.counts([text])
        rows = [np.zeros(0, dtype=np.intp)]
        for shelf in self.shelves:
            low, high = max(first, shelf.start), min(last, shelf.end)
            if low < high:
                rows.append(shelf.near(counts, low, high, allowed[low - first : high - first]))
        return np.concatenate(rows)


class Memory:
    """Units that can be asked for by similarity.

    New units wait in a short unsorted tail and removed ones are only struck out, so that adding is cheap; the index is
    built anew when the tail is long. A unit with the `id` of another replaces it. `language` is the tag of the source
    texts and decides which words are negations. An instance is for one thread at a time.
    """

    def __init__(self, units: Iterable[Unit] = (), *, language: str | None = None) -> None:
        self.language = language
        self._units: dict[int, Unit] = {}
        self._texts: dict[int, str] = {}
        self._tail: dict[int, str] = {}
        self._struck: set[int] = set()
        self._folded: dict[int, tuple[str, str]] = {}
        self._index = _Index(())
        self.add(units)

    def __len__(self) -> int:
        return len(self._units)

    def add(self, units: Iterable[Unit]) -> None:
        """Take units in; they are found from the next lookup on."""
        for unit in units:
            self._strike(unit.id)
            self._units[unit.id] = unit
            self._texts[unit.id] = self._tail[unit.id] = comparable(unit.source)
        self._tidy()

    def remove(self, ids: Iterable[int]) -> None:
        """Take units out; an id that is not there is passed over."""
        for number in ids:
            self._strike(number)
        self._tidy()

    def _strike(self, number: int) -> None:
        if self._units.pop(number, None) is None:
            return
        del self._texts[number]
        self._folded.pop(number, None)
        if self._tail.pop(number, None) is None:
            self._struck.add(number)

    def _tidy(self) -> None:
        if len(self._tail) > 256 + len(self._units) // 32 or len(self._struck) > 256 + len(self._units) // 8:
            self._index = _Index((text, number) for number, text in self._texts.items())
            self._tail, self._struck = {}, set()

    def lookup(self, text: str, minimum: int = 70, limit: int = 5) -> list[Match]:
        """The best `limit` units that score `minimum` (0 to 100) or more, best first; of equals the lowest id."""
        asked = comparable(text)
        rows = self._index.near(asked, minimum)
        if self._struck:
            rows = rows[~np.isin(self._index.ids[rows], list(self._struck))]
        texts = [*self._index.texts[rows].tolist(), *self._tail.values()]
        scored = process.extract(asked, texts, scorer=fuzz.ratio, score_cutoff=minimum, limit=None)
        waiting = list(self._tail)

        def number(place: int) -> int:
            return int(self._index.ids[rows[place]]) if place < len(rows) else waiting[place - len(rows)]

        best = sorted((-score, number(place)) for _, score, place in scored)[:limit]
        return [self._match(text, self._units[found], -score) for score, found in best]

    def _match(self, asked: str, unit: Unit, score: float) -> Match:
        return Match(unit, score, alerts(asked, unit.source, self.language))

    def concordance(self, part: str, limit: int = 20) -> list[Unit]:
        """Units in which `part` occurs, in either script, with or without marks; hits in the source first."""
        wanted = fold(part).strip()
        if not wanted:
            return []
        found = []
        for number, unit in self._units.items():
            source, target = self._fold(unit)
            if wanted in source or wanted in target:
                found.append((wanted not in source, len(source), number))
        return [self._units[number] for _, _, number in sorted(found)[:limit]]

    def _fold(self, unit: Unit) -> tuple[str, str]:
        folded = self._folded.get(unit.id)
        if folded is None:
            folded = self._folded[unit.id] = (fold(unit.source), fold(unit.target))
        return folded
