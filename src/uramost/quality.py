"""How good is a translation? A random sample, what a reader found wrong in it, and one score with its doubt.

Kinds of error and the score follow Multidimensional Quality Metrics (themqm.org, MQM-Core and its scoring models): a
finding costs points by its severity, and the score is what is left of 100 after dividing the points by the words read.
"""

import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Final

KINDS: Final[Mapping[str, tuple[str, ...]]] = {
    "accuracy": ("mistranslation", "omission", "addition", "untranslated"),
    "terminology": ("wrong_term", "inconsistent_term"),
    "language": ("grammar", "spelling", "punctuation", "unintelligible"),
    "style": ("register", "awkward"),
    "locale": ("number_format", "date_format", "name_form"),
    "layout": ("markup",),
}
"""Dimension → kinds of error, after MQM-Core. A reader picks the kind; the dimension follows."""

POINTS: Final[Mapping[str, int]] = {"neutral": 0, "minor": 1, "major": 5, "critical": 25}
"""What a finding costs (MQM's usual severity multipliers). Neutral: another wording would do as well or better."""

SAMPLE_WORDS: Final = 500
"""How many words of the source a sample has at least, as long as the document has them."""
Z: Final = 1.96  # 95 %


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence that may be drawn: its position in the document and the words of its source."""

    position: int
    words: int


@dataclass(frozen=True, slots=True)
class Mark:
    """Something found wrong in the sentence at `position`."""

    position: int
    kind: str
    severity: str


@dataclass(frozen=True, slots=True)
class Score:
    """`value` 0 to 100; `low` and `high`: where the score of the whole document lies in 95 of 100 samples.

    Both are `value` where the whole document was read, and None where one sentence says too little.
    """

    value: float
    low: float | None
    high: float | None
    words: int
    points: int
    by_dimension: Mapping[str, int]


def draw(sentences: Sequence[Sentence], *, seed: int, least: int = SAMPLE_WORDS) -> list[int]:
    """Positions of a random sample of at least `least` words, in the order of the document; all where there are fewer.

    Every sentence has the same chance; the same seed draws the same sample. Sentences without words are not drawn.
    """
    order = [sentence for sentence in sentences if sentence.words]
    random.Random(seed).shuffle(order)  # noqa: S311 - a sample, not a secret
    chosen: list[int] = []
    total = 0
    for sentence in order:
        if total >= least:
            break
        chosen.append(sentence.position)
        total += sentence.words
    return sorted(chosen)


def dimension(kind: str) -> str:
    """The dimension of a kind of error. Raises KeyError for a kind that is none of KINDS."""
    for name, kinds in KINDS.items():
        if kind in kinds:
            return name
    raise KeyError(kind)


def score(sample: Sequence[Sentence], marks: Iterable[Mark], *, sentences_in_all: int) -> Score:
    """The score of a document from what was found in a sample of it.

    100 × (1 − points ÷ words), not below 0. The interval is that of a ratio estimated from sentences drawn without
    putting back (Cochran, Sampling Techniques, 1977, § 6.3). Raises ValueError for an empty sample and KeyError for a
    mark outside it, of an unknown kind or of an unknown severity.
    """
    if not sample or not sum(sentence.words for sentence in sample):
        raise ValueError("A sample without words has no score.")
    points = {sentence.position: 0 for sentence in sample}
    by_dimension = dict.fromkeys(KINDS, 0)
    for mark in marks:
        cost = POINTS[mark.severity]
        points[mark.position] += cost
        by_dimension[dimension(mark.kind)] += cost
    total, read = sum(points.values()), sum(sentence.words for sentence in sample)
    low, high = _interval(sample, points, total / read, max(sentences_in_all, len(sample)))
    return Score(_value(total / read), low, high, read, total, by_dimension)


def _value(rate: float) -> float:
    return max(0.0, 100 * (1 - rate))


def _interval(
    sample: Sequence[Sentence], points: Mapping[int, int], rate: float, in_all: int
) -> tuple[float | None, float | None]:
    count = len(sample)
    if count == in_all:
        return _value(rate), _value(rate)
    if count < 2:
        return None, None
    mean = sum(sentence.words for sentence in sample) / count
    spread = sum((points[sentence.position] - rate * sentence.words) ** 2 for sentence in sample) / (count - 1)
    error = sqrt((1 - count / in_all) / count * spread) / mean
    return _value(rate + Z * error), min(100.0, 100 * (1 - rate + Z * error))
