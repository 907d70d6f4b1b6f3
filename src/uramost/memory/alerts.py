"""What does a score not show? Two texts that are 95 % alike may say the opposite, or another figure."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from rapidfuzz.distance import Indel

from uramost.checks.facts import facts
from uramost.checks.negation import TURKISH_VERB
from uramost.memory.unit import Alert, comparable
from uramost.text import fold

PLACEABLE = re.compile(r"⟦/?\d+/?⟧")
_DIGITS = re.compile(r"\d+")

# Words that turn a sentence round. They are compared folded, so "neće" is found in "nece" and in "неће" too; the
# lone "s" and "t" are what folding leaves of "s'ka" and "don't".
NEGATION_WORDS = {
    "sq": "s nuk mos jo pa as asnjë asgjë askush askund askujt asnjëri asnjëra asnjëherë kurrë kurrfarë përveç "
    "ska skam skemi skeni skanë smund sduhet",
    "sr": "ne ni nije nisu nisam nisi nismo niste nema nemam nemaš nemamo nemate nemaju nemoj nemojmo nemojte neće "
    "neću nećeš nećemo nećete nemojmo bez niko nikog nikoga nikome nitko ništa ničega nikad nikada nigde nigdje nikako "
    "nikakav nikakva nikakvo nikakve nijedan nijedna nijedno nijednog nijedne niti osim izuzev",
    "en": "not no never none nor neither nothing nobody nowhere without cannot t unless except",
    "tr": "değil değildir yok yoktur hayır hiç hiçbir asla olmaksızın",
    "fi": "ei en et emme ette eivät eikä älä älkää ilman paitsi koskaan",
    "sv": "inte ej icke aldrig utan ingen inget inga ingenting varken förutom",
}
# Negation inside a word, folded: Turkish verbs in the forms of notices too (yapılmamaktadır, girmeyiniz, gelmezse).
NEGATION_INSIDE = {
    "sq": re.compile(r"mos(?![hk])[a-z]{4,}"),
    "tr": re.compile(rf"{TURKISH_VERB}|[a-z]{{2,}}m(?:adan|eden|amak|emek)"),
}
SAME_WORDS = {"sr-Latn": "sr", "sr-Cyrl": "sr", "bs": "sr", "hr": "sr", "sh": "sr"}


NEGATIONS = {language: frozenset(map(fold, words.split())) for language, words in NEGATION_WORDS.items()}


def alerts(asked: str, found: str, language: str | None = None) -> tuple[Alert, ...]:
    """Where two similar texts may say the opposite or another figure: "negation", "number".

    `language` is the BCP 47 tag of both; without it the negation words of all languages count, which warns too often
    rather than too seldom, and figures written as words are not seen.
    """
    if asked == found:
        return ()
    asked, found = PLACEABLE.sub(" ", comparable(asked)), PLACEABLE.sub(" ", comparable(found))
    result: list[Alert] = []
    if _negation_changed(fold(asked).split(), fold(found).split(), language):
        result.append("negation")
    if _DIGITS.findall(asked) != _DIGITS.findall(found) or _said(asked, language) != _said(found, language):
        result.append("number")
    return tuple(result)


def _said(text: str, language: str | None) -> Mapping[tuple[str, str], int]:
    """The figures of a text, those in words too: "pesëmbëdhjetë ditë", "12 mars", "e hënë". One is also an article."""
    known = facts(text, language) if language else ()
    return Counter((fact.kind, fact.value) for fact in known if not (fact.doubtful and fact.value in {"0", "1"}))


def _negation_changed(asked: Sequence[str], found: Sequence[str], language: str | None) -> bool:
    """A negation word that came, went or moved: "not A but B" and "A but not B" have the same words."""
    return any(
        _negates(word, language)
        for step in Indel.opcodes(asked, found)
        if step.tag != "equal"
        for word in (*asked[step.src_start : step.src_end], *found[step.dest_start : step.dest_end])
    )


def _negates(word: str, language: str | None) -> bool:
    if language is None:
        return any(_negates(word, known) for known in NEGATIONS)
    table = SAME_WORDS.get(language, language)
    inside = NEGATION_INSIDE.get(table)
    return word in NEGATIONS.get(table, ()) or bool(inside and inside.fullmatch(word))
