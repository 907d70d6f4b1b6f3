"""Where did a text lose its diacritics, and what was probably meant: eshte → është, gradani → građani?

A suggestion for a person to take, never a silent change: te and të, ne and në, ce and çe are all words. Each plain
letter that may have been another one is judged by the letters around it, by its word and by the words beside it, with
a linear model that tools/train_restoration.py made. What already has a diacritic stays.
"""

import re
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from math import exp
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

# For each language its plain letters, and those they may stand for, the plain one first.
LETTERS: dict[str, dict[str, str]] = {
    "sq": {"e": "eë", "c": "cç"},
    "sr-Latn": {"s": "sš", "z": "zž", "c": "cčć", "d": "dđ"},
}
LETTERS["bs"] = LETTERS["sr-Latn"]
MODELS = {"sq": "sq", "sr-Latn": "sr", "bs": "sr"}
MINIMUM_CONFIDENCE = 0.5
RIGHT = {"sq": frozenset(("neni", "nenit", "nenin", "nenet", "neneve"))}
"""Words that lack nothing, whatever the model makes of them: no catalogue of a program has an article of a law."""
LONGEST_WORD = 60  # letters; what is longer is no word, and would take time by the square of its length


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A word at text[start:end] and the one that was probably meant; how sure, from 0 to 1."""

    start: int
    end: int
    original: str
    suggested: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Restored:
    """A text with all suggestions taken, and the suggestions, at their places in the text as it was given."""

    text: str
    suggestions: tuple[Suggestion, ...]


_WORD = re.compile(r"[^\W\d_]+")
_NO_LANGUAGE = re.compile(
    r"⟦[^⟦⟧]*⟧|</?[A-Za-z][^<>]*>|\b(?:https?://|www\.)[^\s⟦⟧<>]+|(?<![\w.+-])[\w.+-]+@[\w.-]+|%\(\w+\)\w|\{\w*\}"
    r"|(?<![\w.-])\w+(?:[._/\\]\w+)+|(?<![^\W\d])[^\W\d]*+\d\w*+"
)


def plain(text: str, language: str) -> str:
    """A text as it is typed without diacritics. Raises KeyError for a language without `LETTERS`."""
    return text.translate(_plain_letters(language))


@cache
def _plain_letters(language: str) -> dict[int, str]:
    pairs = {other: letter for letter, others in LETTERS[language].items() for other in others[1:]}
    return str.maketrans(pairs | {other.upper(): letter.upper() for other, letter in pairs.items()})


# --- What is looked at ----------------------------------------------------------------------------

_AROUND = ((1, 1), (2, 1), (1, 2), (2, 2), (3, 1), (1, 3), (3, 3), (0, 3), (3, 0), (5, 1), (1, 5), (4, 4))
SIGNS = len(_AROUND) + 13  # how many signs each letter has
UNKNOWN = "?"  # stands for a neighbour that nothing is known about


@dataclass(frozen=True, slots=True)
class Place:
    """A word between two on either side: plain small letters, "" where no word is."""

    earlier: str
    before: str
    word: str
    after: str
    later: str


def places(bare: Sequence[str]) -> list[Place]:
    """Each word of a text, in plain small letters, with its neighbours."""
    padded = ["", "", *bare, "", ""]
    return [Place(*padded[number : number + 5]) for number in range(len(bare))]


def signs(at: Place, letter: int, mask: int) -> Iterator[int]:
    """The buckets of what is known about one letter of a word, by its number from 0.

    Buckets are hashes; `mask` is one less than how many there are, a power of two.
    """
    word, before, after = at.word, at.before, at.after
    around = f"    ^{word}$    "
    middle = letter + 5
    for left, right in _AROUND:
        yield zlib.crc32(f"{left}{right}{around[middle - left : middle + right + 1]}".encode()) & mask
    here = f"{letter}{word}"
    ending = f"{letter - len(word)}{word[letter]}{word[-3:]}"
    for sign in (
        here,
        f"p{here} {before}",
        f"n{here} {after}",
        f"b{here} {before} {after}",
        f"e{here} {after[-2:]}",
        f"f{here} {after[-3:]}",
        f"l{here} {before[-2:]}",
        f"w{ending} {before[-2:]} {after[-2:]}",
        f"B{ending} {before}",
        f"A{ending} {after}",
        f"E{ending} {at.earlier} {before}",
        f"g{here} {after[-3:]} {at.later[-2:]}",
        f"h{here} {at.earlier[-2:]} {before}",
    ):
        yield zlib.crc32(sign.encode()) & mask


@dataclass(frozen=True, slots=True)
class _Model:
    """Weights of buckets × choices beyond the plain letter, whole numbers in units of `scale`."""

    weights: NDArray[np.int8]
    scale: float

    def chances(self, found: Sequence[Sequence[int]], choices: int) -> list[list[float]]:
        """For each letter, given its signs, how likely each choice is, the plain letter first."""
        added = self.weights[np.array(found)][..., : choices - 1].sum(axis=1, dtype=np.int32) * self.scale
        result = []
        for row in added.tolist():
            odds = [1.0, *(exp(min(score, 30.0)) for score in row)]
            result.append([value / sum(odds) for value in odds])
        return result


@cache
def _model(name: str) -> _Model:
    with np.load(Path(__file__).with_name(f"restoration_{name}.npz"), allow_pickle=False) as file:
        return _Model(file["weights"], float(file["scale"]))


# --- What is suggested ----------------------------------------------------------------------------


def _wording(text: str) -> str:
    """The text with placeables, addresses and names of files blanked, as long as before."""
    return _NO_LANGUAGE.sub(lambda found: " " * len(found[0]), text)


def suggestions(text: str, language: str, minimum: float = MINIMUM_CONFIDENCE) -> tuple[Suggestion, ...]:
    """The words of a text that probably lost diacritics, in order, each at least as sure as `minimum`.

    `language` is one of `LETTERS`; of another language nothing is known, and nothing suggested.
    """
    if language not in LETTERS:
        return ()
    found = list(_WORD.finditer(_wording(text)))
    bare = [plain(word[0].lower(), language) for word in found]
    result = []
    for word, at in zip(found, places(bare), strict=True):
        if at.word != word[0].lower():
            continue  # has its letters, at least some
        if not len(at.word) == len(word[0]) <= LONGEST_WORD:
            continue  # a capital that is two small letters (İ), or no word at all
        if at.word in RIGHT.get(language, ()):
            continue
        meant, confidence = _meant(at, language)
        if meant != at.word and confidence >= minimum:
            suggested = "".join(new.upper() if old.isupper() else new for old, new in zip(word[0], meant, strict=True))
            result.append(Suggestion(word.start(), word.end(), word[0], suggested, confidence))
    return tuple(result)


def _meant(at: Place, language: str) -> tuple[str, float]:
    """The likeliest spelling of a plain word where it stands, and how sure it is."""
    model, letters = _model(MODELS[language]), LETTERS[language]
    doubtful = [number for number, letter in enumerate(at.word) if letter in letters]
    if not doubtful:
        return at.word, 1.0
    mask = len(model.weights) - 1
    most = max(map(len, letters.values()))
    chances = model.chances([list(signs(at, number, mask)) for number in doubtful], most)
    spelled, confidence = list(at.word), 1.0
    for number, likely in zip(doubtful, chances, strict=True):
        choices = letters[at.word[number]]
        share = sum(likely[: len(choices)])
        best = max(range(len(choices)), key=likely.__getitem__)
        spelled[number] = choices[best]
        confidence *= likely[best] / share
    return "".join(spelled), confidence


def restore(text: str, language: str, minimum: float = MINIMUM_CONFIDENCE) -> Restored:
    """The text with every suggestion taken, and the suggestions; as `suggestions` otherwise."""
    found = suggestions(text, language, minimum)
    return Restored(taken(text, found), found)


def taken(text: str, chosen: Iterable[Suggestion]) -> str:
    """The text with these of its suggestions taken, given in order."""
    parts: list[str] = []
    done = 0
    for suggestion in chosen:
        parts += (text[done : suggestion.start], suggestion.suggested)
        done = suggestion.end
    return "".join([*parts, text[done:]])
