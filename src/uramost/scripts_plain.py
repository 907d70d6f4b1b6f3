"""Which stretches of a Latin text no rule has anything to say about, and those as Cyrillic, all at once.

Most of a text is plain words and numbers. They are told from the rest by two patterns, without looking at any word by
itself, and become Cyrillic a whole text at a time. What is plain here is plain by `uramost.scripts_rules` too; not
everything that is plain there is found here.
"""

import codecs
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable

from uramost.scripts_letters import SEAMS, TO_CYRILLIC
from uramost.scripts_rules import BARE_UNITS, FOREIGN_WORDS, SMALL_ROMAN, UNITS

# --- What makes a word worth a look ---------------------------------------------------------------

_PAIRS = ["ch", "gj", "dž", "bb", "cc", "ff", "gg", "kk", "ll", "mm", "nn", "pp", "ss", "tt", "vv", "zz"]
_BEGINNINGS = ["th", "zh", "dh", "sh", "rr", "dj"]


def _by_the_first(words: Iterable[str]) -> dict[str, list[str]]:
    rests = defaultdict[str, list[str]](list)
    for word in sorted(words):
        rests[word[0]].append(word[1:])
    return rests


def _one_of(words: Iterable[str]) -> str:
    """A pattern for any of the words that rules most texts out by their first letter."""
    return "|".join(f"{first}(?:{'|'.join(rests)})" for first, rests in _by_the_first(words).items())


_MEETING = [f"n(?:{right})" for left, right in (*SEAMS, ("ben", "jamin")) if left.endswith("n")]
_ODD = re.compile(
    "|".join(f"{first}(?={'|'.join(rests)})" for first, rests in _by_the_first(_PAIRS + _MEETING).items())
)
_UNITS = [unit for unit in f"{UNITS}|{BARE_UNITS}".split("|") if re.fullmatch("[A-Za-z/]+", unit)]
_NO_MORE = r"(?![^\W\d_])"
_WHOLE = [f"{word}{_NO_MORE}" for word in (*FOREIGN_WORDS, *map(str.capitalize, FOREIGN_WORDS), *SMALL_ROMAN, *_UNITS)]
_NOT_PLAIN = _WHOLE + _BEGINNINGS + [pair.capitalize() for pair in _PAIRS + _BEGINNINGS]

# --- Plain words ------------------------------------------------------------------------------------

_CAPITAL, _SMALL = "[A-PR-VZČĆŽŠĐ]", "[a-pr-vzčćžšđ]"
_WORD = (
    rf"(?:(?!{_one_of(word for word in _NOT_PLAIN if word[0].islower())}){_SMALL}{{2,}}+"
    rf"|(?!{_one_of(word for word in _NOT_PLAIN if word[0].isupper())}){_CAPITAL}{_SMALL}++"
    rf"|[aiuoskAUOSK]{_NO_MORE})"
)
_WORDS = rf"[„“”\"(–—-]*+{_WORD}(?:[-/]{_WORD})*+[.,;:!?…)”“\"]*+"
_NUMBER = r"[\d.,;:!?()„“”\"…–—/%+=*#'’-]++"
_SPAN = r"⟦[^⟦⟧]*+⟧|</?[A-Za-z\0][^<>]*+>"  # the pieces that may have spaces inside
_STRETCH = re.compile(rf"(?!\Z)((?:\s*+(?:{_WORDS}|{_NUMBER})(?!\S))*+)(\s*+)((?:[^\s⟦<]++|{_SPAN}|[⟦<])*+)")

_MARK = "\0"


def composed(text: str) -> str:
    """A text in which a letter and its mark are one character (NFC); all of `_LATIN` are."""
    try:
        text.encode(_LATIN)
    except UnicodeEncodeError:
        return unicodedata.normalize("NFC", text)
    return text


def may_be_read(text: str) -> bool:
    return _MARK not in text


def stretches(text: str) -> list[tuple[str, str, str]]:
    """A text in stretches of plain words, the white space after each, and what is not plain up to the next space.

    Letters of what is not plain may be marks: only its length counts.
    """
    return _STRETCH.findall(_ODD.sub(_MARK, text))  # a word with a mark in it is not plain


# --- … as Cyrillic ----------------------------------------------------------------------------------

# One byte a letter is ten times as fast as a mapping of characters, and no plain word has any of \1 to \4 in it.
_LATIN = "cp1250"
_DIGRAPHS = {"nj": "\1", "lj": "\2", "Nj": "\3", "Lj": "\4"}
_LETTERS = TO_CYRILLIC | dict(zip(map(ord, _DIGRAPHS.values()), "њљЊЉ", strict=True)) | {ord(_MARK): _MARK}
_TABLE = bytes(range(256)).decode(_LATIN, "replace").translate(_LETTERS)


def plain_to_cyrillic(words: list[str]) -> list[str]:
    """Stretches of plain words as Cyrillic."""
    text = _MARK.join(words)
    for digraph, byte in _DIGRAPHS.items():
        text = text.replace(digraph, byte)
    try:
        cyrillic, _ = codecs.charmap_decode(text.encode(_LATIN), "strict", _TABLE)
    except UnicodeEncodeError:  # a rare space
        cyrillic = text.translate(_LETTERS)
    return cyrillic.split(_MARK) if words else []
