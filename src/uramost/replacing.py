"""Search and replace in texts with placeables: where does a text stand, and what does the whole say afterwards?

Serbian is kept in Cyrillic and may be worked on in Latin script. There is no way back from a whole Latin text that is
sure (`scripts.to_cyrillic` guesses, and words that stay Latin would be lost), so only what was found is written again:
every letter of the kept text has one form in Latin, of one or two letters, and so every place in the Latin text is a
place in the kept one. Half a letter (the n of nj) is no hit.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate

from uramost.scripts import Doubt, script_of, to_cyrillic, to_latin

_MARK = "⟦/?[0-9]+/?⟧"


@dataclass(frozen=True, slots=True)
class Search:
    """What to look for, as it is written; `in_latin`: in the Latin form of a text that is kept in Cyrillic."""

    wanted: str
    whole_words: bool = False
    match_case: bool = False
    in_latin: bool = False

    def pattern(self) -> re.Pattern[str]:
        """Finds the text or a placeable, whichever is first: nothing is found inside a placeable."""
        words = re.escape(self.wanted)
        if self.whole_words:
            words = rf"(?<!\w){words}(?!\w)"
        return re.compile(f"{_MARK}|(?P<hit>{words})", 0 if self.match_case else re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Replaced:
    """A text after replacing: how often something was found, and which Cyrillic letters were guessed."""

    text: str
    count: int
    doubts: tuple[Doubt, ...] = ()


def found(text: str, search: Search) -> list[tuple[int, int]]:
    """(start, end) of every place of the kept text, left to right; none overlap."""
    if not search.wanted:
        return []
    return list(_in_latin(text, search) if search.in_latin else _hits(text, search))


def replace(text: str, search: Search, instead: str) -> Replaced:
    """The text with every place replaced, as large as what stood there unless `match_case`.

    What is put in place of Cyrillic letters is put into Cyrillic.
    """
    parts: list[str] = []
    doubts: list[Doubt] = []
    last = 0
    places = found(text, search)
    for start, end in places:
        parts.append(text[last:start])
        fitting = instead if search.match_case else _as_large(text[start:end], search.wanted, instead)
        if search.in_latin and script_of(text[start:end]) != "Latn":
            cyrillic = to_cyrillic(fitting)
            parts.append(cyrillic.text)
            doubts.extend(cyrillic.doubts)
        else:
            parts.append(fitting)
        last = end
    return Replaced("".join([*parts, text[last:]]), len(places), tuple(doubts))


def _as_large(hit: str, wanted: str, instead: str) -> str:
    """What is put in place of a hit begins large, or is all in capitals, where the hit is and what was asked is not."""
    if hit.isupper() and len(hit) > 1 and not wanted.isupper():
        return instead.upper()
    if hit[:1].isupper() and not wanted[:1].isupper():
        return instead[:1].upper() + instead[1:]
    return instead


def _hits(text: str, search: Search) -> Iterator[tuple[int, int]]:
    for hit in search.pattern().finditer(text):
        if hit["hit"] is not None:
            yield hit.span()


def _in_latin(text: str, search: Search) -> Iterator[tuple[int, int]]:
    """Places of the kept text whose Latin form is what is looked for."""
    ends = list(accumulate((len(to_latin(letter)) for letter in text), initial=0))
    place = {end: number for number, end in enumerate(ends)}
    for start, end in _hits(to_latin(text), search):
        if start in place and end in place:
            yield place[start], place[end]
