"""Plain text: is it clean, what is it compared by, and what is it found by?

Texts may hold placeables, marks for formatting: ⟦1⟧…⟦/1⟧ around words, ⟦2/⟧ standing alone.
"""

import re
import unicodedata
from typing import Literal

from uramost.scripts import to_latin


class BadText(ValueError):
    """Text that no file or database should carry; `position` counts characters of the raw text."""

    def __init__(self, code: Literal["nul", "surrogate", "control", "lost"], position: int) -> None:
        super().__init__(f"{code} at character {position}")
        self.code = code
        self.position = position


_LINE_END = re.compile("\r\n|[\r\x85\u2028\u2029]")
_BAD = re.compile(
    "(?P<nul>\0)|(?P<surrogate>[\ud800-\udfff])|(?P<control>[\x01-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff])"
)


def clean(raw: str) -> str:
    """NFC with \\n at line ends and no byte order mark.

    Raises BadText for NUL, lone surrogates and control characters other than tab and line ends (and for U+FFFE and
    U+FFFF, which XML cannot carry either).
    """
    if bad := _BAD.search(raw):
        code: Literal["nul", "surrogate", "control"] = "nul" if bad["nul"] else "surrogate"
        raise BadText("control" if bad["control"] else code, bad.start())
    return unicodedata.normalize("NFC", _LINE_END.sub("\n", raw).replace("\ufeff", ""))


_DIRECTIONS = dict.fromkeys([0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)])
_LOST = "\ufffd"


def plain(raw: str) -> str:
    """What a stranger typed, as it may stand between the words of others: `clean`, and without marks of direction.

    Such marks (Unicode's explicit directional controls, UAX 9) turn the words around them about; no language here is
    written from right to left, and telephones put them round numbers that are copied. They are taken out and every
    letter stays. Raises BadText as `clean` does, and as `lost` where a letter came in a wrong encoding (U+FFFD).
    """
    if (position := raw.find(_LOST)) >= 0:
        raise BadText("lost", position)
    return unicodedata.normalize("NFC", clean(raw).translate(_DIRECTIONS))


TYPOGRAPHIC = str.maketrans(
    dict.fromkeys("„“”‟«»″", '"')
    | dict.fromkeys("‘’‚‛‹›′´`ʼ", "'")
    | dict.fromkeys("‐‑‒–—―−", "-")
    | {"…": "..."}
    | dict.fromkeys("\u00ad\u200b\u2060\ufeff", "")  # invisible: soft hyphen, zero-width space and joiners
)


def normalise(text: str) -> str:
    """For comparing segments: one kind of quotation mark, apostrophe, dash and space. Case and letters stay."""
    return " ".join(unicodedata.normalize("NFC", text).translate(TYPOGRAPHIC).split())


_MARK = re.compile(r"⟦(/?)(\d+)(/?)⟧")
_PAIR_MARK = re.compile(r"⟦/?\d+⟧")
_NO_DIACRITICS = dict.fromkeys(range(0x300, 0x370))
_PLAIN_LETTERS = _NO_DIACRITICS | str.maketrans(
    {"đ": "d", "ð": "d", "ı": "i", "ł": "l", "ø": "o", "æ": "ae", "œ": "oe", "þ": "th"}
)
_NOT_A_WORD = re.compile(r"[\W_]+")


def fold(text: str) -> str:
    """For search: Latin, small letters, no diacritics, words with one space between them."""
    bare = _MARK.sub(" ", _PAIR_MARK.sub("", text))
    letters = unicodedata.normalize("NFKD", bare).translate(_NO_DIACRITICS)
    small = unicodedata.normalize("NFKD", to_latin(letters).casefold())
    return _NOT_A_WORD.sub(" ", small.translate(_PLAIN_LETTERS)).strip()


# Folded Albanian beside folded Serbian: sh–š, zh–ž, xh–dž, gj–đ, q–ć, and the letters Serbian has one of.
_ONE_SOUND = {
    "sh": "s", "zh": "z", "xh": "dz", "x": "dz", "gj": "d", "dj": "d", "dh": "d", "th": "t", "ch": "c", "q": "c",
    "ll": "l", "rr": "r", "y": "i", "w": "v",
}  # fmt: skip
_SOUND = re.compile("|".join(_ONE_SOUND))
_FINAL_VOWEL = re.compile(r"(?<=[a-z0-9]{2})[aeiou]\b")


def sounds(text: str) -> str:
    """`fold`, and in addition the same for Albanian and Serbian spelling: Xhevahire and Џевахире are one name."""
    return _SOUND.sub(lambda found: _ONE_SOUND[found[0]], fold(text))


def search_key(text: str) -> str:
    """`sounds`, without each word's final vowel.

    Prishtina, Prishtinë and Приштина have one key. Use it on both the query and what is searched.
    """
    return _FINAL_VOWEL.sub("", sounds(text))


_WORD = re.compile(r"\d+(?:[.,]\d+)*(?![^\W\d_])|\w+(?:[-’'ʼ]\w+)*")


def words(text: str) -> list[str]:
    """The words and numbers of a text, without punctuation and placeables; 1.234,56 and USAID-a are one each."""
    return _WORD.findall(_MARK.sub(" ", _PAIR_MARK.sub("", text)))
