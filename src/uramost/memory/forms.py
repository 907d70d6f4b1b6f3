"""How is a month or a municipality written in the form that another one stands in?

Rows of forms, and stems that take the same endings. What fits neither has no answer: a wrong ending is worse than none.
"""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from uramost.checks.vocabulary import family
from uramost.scripts import script_of, to_cyrillic, to_latin


def _each(words: str) -> tuple[str, ...]:
    return tuple(words.split())


_ALBANIAN = _each("janar shkurt mars prill maj qershor korrik gusht shtator tetor nëntor dhjetor")
_SERBIAN_HARD = _each("januar februar mart april")
_SERBIAN_AR = _each("septemb oktob novemb decemb")


def _serbian(hard: str, maj: str, jun: tuple[str, str], august: str, ar: str) -> tuple[str, ...]:
    return (
        *(month + hard for month in _SERBIAN_HARD),
        "maj" + maj,
        *jun,
        august + hard,
        *(month + ar for month in _SERBIAN_AR),
    )


# All twelve months in one form: a row that has the old month has the new one in the same form.
MONTH_ROWS: Mapping[str, Sequence[Sequence[str]]] = {
    "sq": [[month + ending for month in _ALBANIAN] for ending in ("", "i", "it", "in")],
    "sr": [
        _serbian("", "", ("jun", "jul"), "avgust", "ar"),
        _serbian("", "", ("juni", "juli"), "august", "ar"),
        _serbian("a", "a", ("juna", "jula"), "avgust", "ra"),
        _serbian("a", "a", ("juna", "jula"), "august", "ra"),
        _serbian("u", "u", ("junu", "julu"), "avgust", "ru"),
        _serbian("u", "u", ("junu", "julu"), "august", "ru"),
    ],
    "en": [_each("January February March April May June July August September October November December")],
    "tr": [_each("ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık")],
}

# Endings of names that decline alike, by language; of each class the letters that give way to the case ending.
# Serbian: -ka, -ga, -ha change before "i" (Kamenica does not), -ac loses its vowel; both stand only as they are.
NAME_CLASSES: Mapping[str, Sequence[tuple[re.Pattern[str], str]]] = {
    "sq": ((re.compile("ë$"), "ë"), (re.compile("[bcçdfjlmnprstvxz]$"), ""), (re.compile("[kgh]$"), "")),
    "sr": (
        (re.compile("(?<![kgh])a$"), "a"),
        (re.compile("(?<!a)[bvgdzklmnprstfhc]$|[^c]$(?<=[bvgdzklmnprstfh])"), ""),
        (re.compile("[ćčđšžj]$"), ""),
    ),
}


def month_in_form(old: str, old_number: int, new_number: int, language: str) -> str:
    """`old` is a month as it is written; the other month written so, "" where that is not known. Numbers from 1."""
    plain = to_latin(old).lower()
    for row in MONTH_ROWS.get(family(language), ()):
        if row[old_number - 1].lower() == plain:
            return _as_written(row[new_number - 1], old)
    return ""


def name_in_form(mention: str, old: str, new: str, language: str) -> str:
    """`mention` is a form of the name `old`; the same form of `new`, "" where that is not known."""
    if mention == old:
        return new
    for pattern, dropped in NAME_CLASSES.get(family(language), ()):
        names = to_latin(old), to_latin(new)
        if not all(pattern.search(name) for name in names):
            continue
        stems = [name.removesuffix(dropped) for name in names]
        ending = to_latin(mention).removeprefix(stems[0])
        if to_latin(mention).startswith(stems[0]) and len(ending) <= 3:
            return _as_written(stems[1] + ending, mention)
    return ""


def counted_alike(old: str, new: str, language: str) -> bool:
    """Whether two whole figures have the same form of a noun beside them: `5 dana` and `6 dana`, not `1 dan`."""
    return _plural(old, language) == _plural(new, language)


def _plural(figure: str, language: str) -> str:
    number = int(figure[-9:])
    if family(language) == "tr":
        return "any"
    if family(language) != "sr":
        return "one" if number == 1 else "other"
    if number % 10 == 1 and number % 100 != 11:
        return "one"
    return "few" if number % 10 in {2, 3, 4} and number % 100 not in {12, 13, 14} else "many"


def _as_written(word: str, like: str) -> str:
    """In the script and the capitals of another word."""
    if script_of(like) == "Cyrl":
        word = _cyrillic(word)
    if like.isupper() and len(like) > 1:
        return word.upper()
    return word[0].upper() + word[1:] if like[0].isupper() else word[0].lower() + word[1:]


@lru_cache(maxsize=512)
def _cyrillic(word: str) -> str:
    return to_cyrillic(word).text
