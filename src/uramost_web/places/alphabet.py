"""The order of names in a reader's alphabet, in which two letters may be one."""

import unicodedata
from typing import Final

ALPHABETS: Final = {
    "sq": "a b c ç d dh e ë f g gj h i j k l ll m n nj o p q r rr s sh t th u v x xh y z zh",
    "sr-Cyrl": "а б в г д ђ е ж з и ј к л љ м н њ о п р с т ћ у ф х ц ч џ ш",
    "sr-Latn": "a b c č ć d dž đ e f g h i j k l lj m n nj o p r s š t u v z ž",
    "bs": "a b c č ć d dž đ e f g h i j k l lj m n nj o p r s š t u v z ž",
    "tr": "a b c ç d e f g ğ h ı i j k l m n o ö p q r s ş t u ü v w x y z",
    "en": "a b c d e f g h i j k l m n o p q r s t u v w x y z",
}


def order(name: str, tag: str) -> tuple[int, ...]:
    """A sort key: the places of a name's letters in the alphabet.

    A letter the alphabet does not have stands with the one it is made from, or after all; a space before all.
    """
    letters = {letter: place for place, letter in enumerate(ALPHABETS.get(tag, ALPHABETS["en"]).split(), start=1)}
    key, rest = [], _small(unicodedata.normalize("NFC", name), tag)
    while rest:
        letter = rest[:2] if rest[:2] in letters else rest[0]
        base = unicodedata.normalize("NFD", letter)[0]
        key.append(0 if letter.isspace() else letters.get(letter) or letters.get(base) or 100 + ord(letter[0]))
        rest = rest[len(letter) :]
    return tuple(key)


def _small(name: str, tag: str) -> str:
    """In small letters: in Turkish the capital of ı is I, and that of i is İ."""
    return (name.replace("İ", "i").replace("I", "ı") if tag == "tr" else name).casefold()
