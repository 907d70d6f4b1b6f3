"""Which letters does a text seem to have lost? Offered beside it, and put in only by a button."""

from collections.abc import Iterable
from typing import Final

from uramost.restoration import Suggestion, suggestions, taken

SURE: Final = 0.9
"""From 0 to 1: what is less sure is not offered, for every wrong offer costs a look."""
LONGEST: Final = 5000
"""Characters that are looked at: a page is not kept waiting by one endless sentence."""


def doubted(text: str, tag: str) -> list[Suggestion]:
    """The words of a text in this script that lost letters, in order; of a language nothing is known of, none."""
    beginning = text[:LONGEST]
    whole = len(beginning) == len(text)
    return [one for one in suggestions(beginning, tag, SURE) if whole or one.end < LONGEST]


def offers(text: str, tag: str) -> list[tuple[str, str]]:
    """(word, what was probably meant), each once."""
    return list(dict.fromkeys((one.original, one.suggested) for one in doubted(text, tag)))


def restored(text: str, tag: str, wanted: str) -> str:
    """The text with the offer `eshte është` taken wherever it stands; with `wanted` empty, with all of them."""
    return taken(text, _wanted(doubted(text, tag), wanted))


def _wanted(found: Iterable[Suggestion], wanted: str) -> list[Suggestion]:
    return [one for one in found if not wanted or wanted == f"{one.original} {one.suggested}"]
