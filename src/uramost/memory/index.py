"""The texts of a memory, arranged so that a question looks at few of them and misses none."""

import math
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz, process

from uramost.memory.arrays import Arrays
from uramost.memory.bags import Rows, Shelf, bins_of, counts_of, shelve
from uramost.memory.strings import Strings

SLACK = 1e-6  # for floating point: a unit is scored rather than lost on a rounding error
AT_ONCE = 512  # the likeliest are scored first; what they reach may rule out the others

KEPT = 8 << 20  # bytes

CUTOFF_SLACK = 1e-3  # rapidfuzz' searches lose texts that score within 1e-6 of their cutoff

Scored = tuple[float, int]
"""A score and the number of a unit."""


class Near(NamedTuple):
    """Rows, and what each scores at most."""

    rows: Rows
    most: NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Index:
    """Texts in the order of their length, on shelves; never changed.

    `ids` (rows,); `first` (longest + 2,): the first row of each length, which is also where the shorter ones end.
    """

    texts: Strings
    ids: NDArray[np.int64]
    first: NDArray[np.int64]
    bins: NDArray[np.uint8]
    shelves: tuple[Shelf, ...]

    def __len__(self) -> int:
        return len(self.ids)

    def best(self, asked: str, minimum: float, limit: int | None, struck: Collection[int] = ()) -> list[Scored]:
        """The best `limit` units (None: all) that score `minimum` or more, best first; of equals the lowest number.

        `asked` is a text in its comparable form; units that are `struck` are passed over.
        """
        (near,) = self._near([asked], minimum)
        return self._best_of(near, asked, minimum, limit, struck=struck, texts=self.texts.at)

    def best_of_each(
        self, asked: Sequence[str], minimum: float, limit: int | None, struck: Collection[int] = ()
    ) -> list[list[Scored]]:
        """`best` for each of many texts. A unit that is near to several of them is read once."""
        np.empty(KEPT, dtype=np.uint8)  # given back at once, it tells the allocator not to give back each small stretch
        near = self._near(asked, minimum)
        place = np.full(len(self), -1, dtype=np.int32)
        for one in near:
            place[one.rows] = 0
        rows = np.flatnonzero(place == 0)
        place[rows] = np.arange(len(rows))
        read = np.array(self.texts.at(rows), dtype=object)

        def texts(some: Rows) -> Sequence[str]:
            found: list[str] = read[place[some]].tolist()
            return found

        return [
            self._best_of(one, text, minimum, limit, struck=struck, texts=texts)
            for one, text in zip(near, asked, strict=True)
        ]

    def _best_of(
        self,
        near: Near,
        asked: str,
        minimum: float,
        limit: int | None,
        *,
        struck: Collection[int],
        texts: Callable[[Rows], Sequence[str]],
    ) -> list[Scored]:
        rows, most = near
        if len(rows) > AT_ONCE and limit is not None:
            order = np.argsort(-most)
            rows, most = rows[order], most[order]
        found: list[Scored] = []
        size = len(rows) if limit is None else AT_ONCE
        for start in range(0, len(rows), max(size, 1)):
            if limit is not None and len(found) >= limit:
                minimum = max(minimum, found[limit - 1][0] - SLACK)
                if most[start] < minimum:
                    break
            some = rows[start : start + size]
            scores = ratios(asked, texts(some), minimum)
            enough = np.flatnonzero(scores >= minimum)
            scored = zip(scores[enough].tolist(), self.ids[some[enough]].tolist(), strict=True)
            found += [(score, number) for score, number in scored if number not in struck]
            found.sort(key=lambda one: (-one[0], one[1]))
        return found[:limit]

    def _near(self, asked: Sequence[str], minimum: float) -> list[Near]:
        """Rows that may score `minimum` or more, all that do and few that do not, and what each scores at most.

        Shelf by shelf, in the order of the texts' length: what one has read is in the cache for the next.
        """
        counts, lengths = counts_of(asked, self.bins), [len(text) for text in asked]
        same = groupby(sorted(range(len(asked)), key=lengths.__getitem__), key=lengths.__getitem__)
        by_length = [(length, list(places)) for length, places in same]
        rows: list[list[Rows]] = [[np.zeros(0, dtype=np.intp)] for _ in asked]
        most: list[list[NDArray[np.float64]]] = [[np.zeros(0)] for _ in asked]
        for shelf in self.shelves:
            words = None
            for length, places in by_length:
                low, high = self._span(length, minimum / 100)
                low, high = max(low, shelf.start), min(high, shelf.end)
                if low < high:
                    words = shelf.coded(counts) if words is None else words
                    needed = self._needed(length, minimum / 100, low, high, shelf.rest.dtype)
                    for place in places:
                        near, common = shelf.near(words[:, place], length, needed, low)
                        rows[place].append(near)
                        both = length + self._lengths(near)
                        most[place].append(np.where(both > 0, 200 * common / np.maximum(both, 1), 100))
        return [Near(np.concatenate(rows[place]), np.concatenate(most[place])) for place in range(len(asked))]

    def _span(self, size: int, share: float) -> tuple[int, int]:
        """The rows, from the first up to before the second, that are neither too short nor too long for a text."""
        longest = len(self.first) - 2
        lowest = min(math.ceil(size * share / (2 - share) - SLACK), longest + 1)
        highest = min(math.floor(size * (2 - share) / share + SLACK), longest) if share else longest
        return int(self.first[lowest]), int(self.first[highest + 1])

    def _needed(self, size: int, share: float, low: int, high: int, kind: np.dtype[Any]) -> NDArray[np.unsignedinteger]:
        """How many characters each row from `low` to `high` must have in common with a text of this size."""
        shortest, longest = self._lengths(np.array([low, high - 1])).tolist()
        lengths = np.arange(shortest, longest + 1)
        ends = np.clip(self.first[shortest : longest + 2], low, high)
        needed = np.ceil((lengths + size) * (share / 2) - SLACK)
        return np.repeat(np.clip(needed, 0, np.iinfo(kind).max).astype(kind), ends[1:] - ends[:-1])

    def _lengths(self, rows: Rows) -> NDArray[np.intp]:
        return np.searchsorted(self.first, rows, side="right") - 1

    def entries(self, without: Collection[int] = ()) -> Iterator[tuple[int, str]]:
        """Number and comparable text of every unit that is not struck."""
        for start in range(0, len(self), AT_ONCE):
            rows = np.arange(start, min(start + AT_ONCE, len(self)))
            pairs = zip(self.ids[rows].tolist(), self.texts.at(rows), strict=True)
            yield from (pair for pair in pairs if pair[0] not in without)

    def arrays(self) -> dict[str, NDArray[Any]]:
        """What `of` makes the index from again."""
        found: dict[str, NDArray[Any]] = {"ids": self.ids, "first": self.first, "bins": self.bins}
        found |= {f"texts.{name}": array for name, array in self.texts.arrays().items()}
        found["shelves"] = np.array([shelf.start for shelf in self.shelves], dtype=np.int64)
        for number, shelf in enumerate(self.shelves):
            parts: dict[str, NDArray[Any]] = {
                "bin": shelf.bin,
                "times": shelf.times,
                "bits": shelf.bits,
                "rest": shelf.rest,
            }
            found |= {f"{name}.{number}": array for name, array in parts.items()}
        return found


def ratios(asked: str, texts: Sequence[str], minimum: float) -> NDArray[np.float64]:
    """`fuzz.ratio` of each text with the one asked for where it is `minimum` or more; below that, anything less."""
    cutoff = max(minimum - CUTOFF_SLACK, 0)
    scores: NDArray[np.float64] = process.cdist(
        [asked], texts, scorer=fuzz.ratio, score_cutoff=cutoff, dtype=np.float64
    )[0]
    return scores


def built(entries: Iterable[tuple[int, str]]) -> Index:
    """An index of (number, comparable text)."""
    pairs = list(entries)
    lengths = np.fromiter((len(text) for _, text in pairs), dtype=np.int64, count=len(pairs))
    order = np.argsort(lengths, kind="stable")
    texts = [pairs[place][1] for place in order.tolist()]
    ids = np.fromiter((number for number, _ in pairs), dtype=np.int64, count=len(pairs))[order]
    first = np.searchsorted(lengths[order], np.arange(int(lengths.max(initial=0)) + 2))
    bins = bins_of(texts)
    return Index(Strings.of(texts), ids, first, bins, tuple(_shelves(texts, lengths[order], bins)))


def _shelves(texts: Sequence[str], lengths: NDArray[np.int64], bins: NDArray[np.uint8]) -> Iterator[Shelf]:
    start = 0
    while start < len(texts):
        end = int(np.searchsorted(lengths, len(texts[start]) * 5 // 4 + 4, side="right"))
        yield shelve(texts[start:end], start, bins)
        start = end


def of(arrays: Arrays) -> Index:
    """The index that gave these arrays, which may be mapped from a file."""
    shelves = tuple(
        Shelf(start, *(arrays[f"{name}.{number}"] for name in ("bin", "times", "bits", "rest")))
        for number, start in enumerate(arrays["shelves"].tolist())
    )
    texts = Strings(arrays["texts.letters"], arrays["texts.ends"])
    return Index(texts, arrays["ids"], arrays["first"], arrays["bins"], shelves)
