"""The endings of a Turkish word: number, owner and case follow one another, and sound like the word they follow.

Words have their marks, endings are folded: a low vowel of an ending is a or e, a high one i or u. In compounds the last
word has an owner already (`başkanı` of `belediye başkanı`); such a word is also taken apart.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

VOWELS: Final = frozenset("aeıioöuü")
BACK: Final = frozenset("aıou")
ROUND: Final = frozenset("oöuü")
HIGH: Final = frozenset("ıiuü")
SOFT: Final = {"k": "ğ", "p": "b", "t": "d", "ç": "c"}
HARD: Final = {soft: hard for hard, soft in SOFT.items()}
# Words that lose their last vowel before a vowel: izin, izni.
DROPPING_WORDS: Final = (
    "izin mühür isim resim şehir nehir oğul ağız akıl vakit nakit kayıt şekil fikir emir kısım hüküm ilim cisim metin "
    "zihin karın boyun beyin seyir kabir ömür vakıf akit"
)
DROPPING: Final = frozenset(DROPPING_WORDS.split())


@dataclass(frozen=True, slots=True)
class Sound:
    """What an ending needs to know of the word before it."""

    vowel: bool  # the word ends in a vowel
    low: str  # a or e
    high: str  # i or u


def sound(written: str) -> Sound:
    """Of a word in small letters with its marks."""
    last = next((letter for letter in reversed(written) if letter in VOWELS), "e")
    return Sound(written[-1:] in VOWELS, "a" if last in BACK else "e", "u" if last in ROUND else "i")


@cache
def endings(of: Sound, *, owned: bool = False) -> frozenset[str]:
    """What may follow; with `owned` only endings that say whose it is."""
    plural = Sound(vowel=False, low=of.low, high="i")
    found: set[str] = set()
    for number, after in (("", of), (f"l{of.low}r", plural)):
        if not owned:
            found |= {number + case for case in _cases(after)}
        for owner in _owners(after):
            found |= {number + owner + case for case in ("", *_cases_of_owned(owner, after))}
    return frozenset(found)


def _owners(of: Sound) -> tuple[str, ...]:
    """My, your, his or her, our, your."""
    joint, high = ("" if of.vowel else of.high), of.high
    return (f"{joint}m", f"{joint}n", f"s{high}" if of.vowel else high, f"{joint}m{high}z", f"{joint}n{high}z")


def _cases(of: Sound) -> Iterator[str]:
    """Of a word without an owner: with what is said of it (`-dir`) and what is there (`-deki`)."""
    low, high = of.low, of.high
    yield from ("", f"d{high}r", f"t{high}r")
    yield from (f"y{high}", f"y{low}", f"n{high}n", f"yl{low}") if of.vowel else (high, low, f"{high}n", f"l{low}")
    yield from _places(low, ("d",) if of.vowel else ("d", "t"))


def _cases_of_owned(owner: str, of: Sound) -> Iterator[str]:
    low, high = of.low, of.high
    if owner[-1] in "iu":
        yield from (f"d{high}r", f"n{high}", f"n{low}", f"n{high}n", f"yl{low}")
        yield from _places(low, ("nd",))
    else:
        yield from (f"d{high}r", high, low, f"{high}n", f"l{low}")
        yield from _places(low, ("d", "t"))


def _places(low: str, begins: tuple[str, ...]) -> Iterator[str]:
    for begin in begins:
        yield from (f"{begin}{low}", f"{begin}{low}n", f"{begin}{low}ki", f"{begin}{low}dir", f"{begin}{low}ndir")


def parts(word: str) -> Iterator[tuple[str, frozenset[str]]]:
    """Beginnings of a word (in small letters, with its marks) and what may follow each, folded."""
    yield from _before(word, endings(sound(word)))
    if word[-1] not in HIGH:
        return
    if word[-2] == "s" and len(word) > 4:  # dairesi: daire and its owner
        yield from _before(word[:-2], endings(sound(word[:-2]), owned=True))
    if word[-2] not in VOWELS:  # kararı: karar; belgesi may be belges, too, which does no harm
        bare, owned = word[:-1], endings(sound(word[:-1]), owned=True)
        yield from _before(bare, owned)
        yield from ((whole, owned) for whole in _whole(bare))


def _before(word: str, following: frozenset[str]) -> Iterator[tuple[str, frozenset[str]]]:
    """Before a vowel a hard last letter is softened, and some words lose a vowel."""
    yield word, following
    to_vowels = frozenset(ending for ending in following if ending[:1] in {"a", "e", "i", "u"})
    dropped = [word[:-2] + word[-1]] if word in DROPPING else []
    for stem in (word, *dropped):
        if stem[-1] in SOFT:
            yield stem[:-1] + SOFT[stem[-1]], to_vowels
    yield from ((stem, to_vowels) for stem in dropped)


def _whole(bare: str) -> Iterator[str]:
    """What a word is before a consonant that stands like this before a vowel: izn is izin, durağ is durak."""
    hard = bare[:-1] + HARD.get(bare[-1], bare[-1])
    if hard != bare:
        yield hard
    for stem in {bare, hard}:
        yield from (whole for vowel in HIGH if (whole := stem[:-1] + vowel + stem[-1]) in DROPPING)
