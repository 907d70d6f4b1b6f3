"""How does a check see a text: Latin, folded, without marks, and where was each character before?"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from uramost.scripts import to_latin

PLACEABLE = re.compile(r"⟦(/?)([0-9]{1,6})(/?)⟧")
_UNSEEN = re.compile(r"⟦/?[0-9]{1,6}/?⟧|[\u00ad\u200b-\u200d\u2060\ufeff]")
_CYRILLIC = re.compile(r"[\u0400-\u052f]")
_NOT_DECOMPOSED = {"đ": "d", "ı": "i", "ł": "l", "ø": "o", "’": "'", "‘": "'", "ʼ": "'", "−": "-"}


class _Folding(dict[int, str]):
    """One character for one character, so that positions stay; filled as characters are met."""

    def __missing__(self, code: int) -> str:
        self[code] = folded = _fold_character(chr(code))
        return folded


def _fold_character(character: str) -> str:
    category = unicodedata.category(character)
    if category == "Nd":
        return str(unicodedata.digit(character))
    if category == "Zs":
        return " "
    lower = unicodedata.normalize("NFD", character.lower())[0]
    return "-" if category == "Pd" else _NOT_DECOMPOSED.get(lower, lower)


_FOLDING = _Folding()


@dataclass(frozen=True, slots=True)
class Reading:
    """A text without its placeables. `plain` is Latin with its case; `folded` lower-case, bare of diacritics.

    Both are as long as each other; `starts[i]` is the position in the original text of the i-th character of both.
    """

    plain: str
    folded: str
    starts: Sequence[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where the non-empty stretch `start:end` of the reading lies in the original text."""
        return self.starts[start], self.starts[end - 1] + 1


@lru_cache(maxsize=64)
def read(text: str) -> Reading:
    """A placeable standing alone reads as a space (it may be a line break), a pair as nothing."""
    visible, starts = _without_marks(text)
    if _CYRILLIC.search(visible):
        visible, starts = _in_latin(visible, starts)
    return Reading(visible, visible.translate(_FOLDING), starts)


def _without_marks(text: str) -> tuple[str, Sequence[int]]:
    pieces: list[str] = []
    starts: list[int] = []
    last = 0
    for mark in _UNSEEN.finditer(text):
        pieces.append(text[last : mark.start()])
        starts.extend(range(last, mark.start()))
        if mark[0].endswith("/⟧"):
            pieces.append(" ")
            starts.append(mark.start())
        last = mark.end()
    if not last:
        return text, range(len(text))
    return "".join(pieces) + text[last:], [*starts, *range(last, len(text))]


class _InLatin(dict[int, str]):
    """Letter by letter, filled as letters are met."""

    def __missing__(self, code: int) -> str:
        self[code] = letter = to_latin(chr(code))
        return letter


_IN_LATIN = _InLatin()


def _in_latin(text: str, starts: Sequence[int]) -> tuple[str, Sequence[int]]:
    """Letter by letter: Њ is two letters in Latin, and both stand where it stood."""
    latin = text.translate(_IN_LATIN)
    if len(latin) == len(text):  # no letter became two, and none vanishes
        return latin, starts
    places = [start for start, letter in zip(starts, text, strict=True) for _ in _IN_LATIN[ord(letter)]]
    return latin, places
