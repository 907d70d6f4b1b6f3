"""How many slips of a translator do the checks find?

Run: python bench/slips.py [--show KIND]. Into the target of every pair of `prose.py` one slip of each kind is made
where there is something to get wrong: another figure, another day, another place. A slip is found when an error or a
warning comes up that the unspoilt pair has not. `--show` prints the slips of a kind that are not found.
"""

import argparse
import random
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping
from dataclasses import replace

from prose import Pair, corpus, findings, places

from uramost.checks import Finding
from uramost.checks.names import names_of
from uramost.terms import Finder, Term
from uramost_web.portal.demo.texts import MONTHS

Slip = Callable[[str, str, random.Random], str | None]

LATIN, CYRILLIC, ALBANIAN, TURKISH, ENGLISH = ("sr-Latn", "bs"), ("sr-Cyrl",), ("sq",), ("tr",), ("en",)


def by_language(*rows: tuple[tuple[str, ...], str]) -> Mapping[str, list[list[str]]]:
    """Words of which one may stand for another, a group in each row."""
    groups = defaultdict(list)
    for languages, words in rows:
        for language in languages:
            groups[language].append([word.replace("_", " ") for word in words.split()])
    return groups


WEEKDAYS = by_language(
    (ALBANIAN, "e_hënë e_martë e_mërkurë e_enjte e_premte e_shtunë e_diel"),
    (ALBANIAN, "e_hëna e_marta e_mërkura e_enjtja e_premtja e_shtuna e_diela"),
    (ALBANIAN, "të_hënën të_martën të_mërkurën të_enjten të_premten të_shtunën të_dielën"),
    (ALBANIAN, "të_hënave të_martave të_mërkurave të_enjteve të_premteve të_shtunave të_dielave"),
    (CYRILLIC, "понедељка уторка среде четвртка петка суботе недеље"),
    (CYRILLIC, "понедељком уторком средом четвртком петком суботом недељом"),
    (CYRILLIC, "понедељак уторак среду четвртак петак суботу недељу"),
    (LATIN, "ponedeljka utorka srede četvrtka petka subote nedelje"),
    (LATIN, "ponedeljkom utorkom sredom četvrtkom petkom subotom nedeljom"),
    (LATIN, "ponedeljak utorak sredu četvrtak petak subotu nedelju"),
    (ENGLISH, "Monday Tuesday Wednesday Thursday Friday Saturday Sunday"),
    (ENGLISH, "Mondays Tuesdays Wednesdays Thursdays Fridays Saturdays Sundays"),
    (TURKISH, "pazartesi salı çarşamba perşembe cuma cumartesi pazar"),
)
UNITS = by_language(
    (ALBANIAN, "ditë javë"),
    (ALBANIAN, "ditëve javëve muajve"),
    (ALBANIAN, "muaj vjet"),
    (ALBANIAN, "minuta orë"),
    (CYRILLIC, "дана недеља месеци година"),
    (CYRILLIC, "минута сати"),
    (LATIN, "dana nedelja meseci godina"),
    (LATIN, "minuta sati"),
    (ENGLISH, "days weeks months years minutes hours"),
    (TURKISH, "gün hafta ay yıl"),
)
MONEY = by_language(
    (ALBANIAN, "euro lekë"),
    (CYRILLIC, "евра динара"),
    (("sr-Latn",), "evra dinara"),
    (("bs",), "eura dinara"),
    (ENGLISH, "euros dollars"),
    (TURKISH, "avro dolar"),
    (("sq", "sr-Cyrl", "sr-Latn", "bs", "en", "tr"), "€ $"),
)
NUMBERS = by_language(
    (ALBANIAN, "dy tri katër pesë"),
    (CYRILLIC, "два три четири"),
    (CYRILLIC, "две три четири"),
    (LATIN, "dva tri četiri"),
    (LATIN, "dve tri četiri"),
    (ENGLISH, "two three four five"),
    (TURKISH, "iki üç dört"),
)
MONTH_NAMES = {tag: [names.split()] for tag, names in MONTHS.items()}
WORKING = {
    "sq": r"(?<=[0-9] ditë) punë|(?<=[0-9] ditëve) të punës|(?<=[0-9] ditë) pune",
    "sr-Cyrl": r"(?<=[0-9] )радн(?:ог|их|а) (?=дан)",
    "sr-Latn": r"(?<=[0-9] )radn(?:og|ih|a) (?=dan)",
    "bs": r"(?<=[0-9] )radn(?:og|ih|a) (?=dan)",
    "en": r"(?<=[0-9] )working (?=day)",
    "tr": r"(?<=[0-9] )iş (?=gün)",
}
NEGATION = {
    "sq": r"\bnuk ",
    "sr-Cyrl": r"\b(?:не |ни(?=је |су ))",
    "sr-Latn": r"\b(?:ne |ni(?=je |su ))",
    "bs": r"\b(?:ne |ni(?=je |su ))",
    "en": r"\bnot ",
    "tr": r"(?<=l)me(?=z\b)",
}
AFTER_A_FIGURE = r"(?<=[0-9] )(?<!:[0-9]{2} )"


def another_figure(pattern: str) -> Slip:
    """One figure of one match of the pattern changed."""

    def slip(text: str, _: str, chance: random.Random) -> str | None:
        if not (found := list(re.finditer(pattern, text))):
            return None
        match = chance.choice(found)
        at = match.start() + chance.choice([place for place, sign in enumerate(match[0]) if sign.isdigit()])
        return text[:at] + str((int(text[at]) + chance.randint(1, 8)) % 10) + text[at + 1 :]

    return slip


def another_word(groups: Mapping[str, list[list[str]]], before: str = r"(?<!\w)") -> Slip:
    """One word of a group instead of another of it; `before` is what has to stand before it."""

    def slip(text: str, language: str, chance: random.Random) -> str | None:
        for group in groups.get(language, ()):
            words = "|".join(map(re.escape, sorted(group, key=len, reverse=True)))
            if found := list(re.finditer(rf"{before}(?:{words})(?!\w)", text)):
                match = chance.choice(found)
                other = chance.choice([word for word in group if word != match[0]])
                return text[: match.start()] + other + text[match.end() :]
        return None

    return slip


def without(patterns: Mapping[str, str] | str) -> Slip:
    """One match of the pattern left out."""

    def slip(text: str, language: str, chance: random.Random) -> str | None:
        pattern = patterns if isinstance(patterns, str) else patterns.get(language, "(?!)")
        if not (found := list(re.finditer(pattern, text))):
            return None
        match = chance.choice(found)
        return text[: match.start()] + text[match.end() :]

    return slip


def another_address(text: str, _: str, chance: random.Random) -> str | None:
    """Two letters of an e-mail address in the other order."""
    for match in re.finditer(r"[a-z]+(?=@)", text):
        pairs = [at for at in range(match.start(), match.end() - 1) if text[at] != text[at + 1]]
        if pairs:
            at = chance.choice(pairs)
            return text[:at] + text[at + 1] + text[at] + text[at + 2 :]
    return None


def swapped(text: str, _: str, __: random.Random) -> str | None:
    """The first two times of day in the other order."""
    found = list(re.finditer(r"\b[0-9]{2}:[0-9]{2}\b", text))[:2]
    if len(found) < 2:
        return None
    one, other = found
    return text[: one.start()] + other[0] + text[one.end() : other.start()] + one[0] + text[other.end() :]


def another_place(text: str, language: str, chance: random.Random) -> str | None:
    """The name of another municipality, as it stands in the list; of `Pejë/Peć` both."""
    official = {code: names_of(places(), code, language) for code in places().names}
    known = Finder([Term(code, {language: names}) for code, names in official.items()], language)
    found = [one for one in known.find(text) if text[one.start].isupper()]
    if not found:
        return None
    one = chance.choice(found)
    other = chance.choice([code for code in official if code != one.term.id])
    end = next((also.end for also in found if also.start == one.end + 1 and also.term == one.term), one.end)
    return text[: one.start] + official[other][0] + text[end:]


SLIPS: Mapping[str, Slip] = {
    "a figure changed": another_figure(r"(?<![⟦/0-9])[0-9]+(?![0-9/]*⟧)"),
    "the day of a date changed": another_figure(r"\b[0-9]{1,2}(?=\.? [^\W\d_]{3,9} 20[0-9]{2})"),
    "the month of a date changed": another_word(MONTH_NAMES, r"(?<=[0-9] |\. )"),
    "the year changed": another_figure(r"\b20[0-9]{2}\b"),
    "a time of day changed": another_figure(r"\b[0-9]{2}:[0-9]{2}\b"),
    "two times of day swapped": swapped,
    "a weekday changed": another_word(WEEKDAYS),
    "the unit of a duration changed": another_word(UNITS, AFTER_A_FIGURE),
    "working days made days": without(WORKING),
    "the currency changed": another_word(MONEY, AFTER_A_FIGURE),
    "the currency left out": without(AFTER_A_FIGURE + r"(?:euros?|eura|e[vв]ra|евра|avro\w*|€)"),
    "the per cent sign left out": without(r"(?<=[0-9]) ?%|%(?=[0-9])"),
    "a percentage changed": another_figure(r"[0-9]+(?= ?%)"),
    "a number in words changed": another_word(NUMBERS),
    "a law renumbered": another_figure(r"(?<=/[LЛ]-)[0-9]+"),
    "an article renumbered": another_figure(r"(?:\bneni\w* |\bčlana |\bчлана |Article )[0-9]+|\b[0-9]+(?=\. madde)"),
    "a protocol number changed": another_figure(r"\b[0-9]+/20[0-9]{2}\b"),
    "another municipality": another_place,
    "an e-mail address changed": another_address,
    "a telephone number changed": another_figure(r"\b0[0-9]{2} [0-9]{3} [0-9]{3}\b"),
    "formatting lost": without(r"⟦/?[0-9]+/?⟧"),
    "a negation left out": without(NEGATION),
    "the last third left out": lambda text, _, __: text[: len(text) * 2 // 3] if len(text) > 60 else None,
}


def grave(found: list[Finding]) -> Counter[tuple[str, tuple[str, ...]]]:
    return Counter((one.code, tuple(one.values.values())) for one in found if one.severity != "note")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--show", metavar="KIND", help="print the slips of this kind that are not found")
    wanted = parser.parse_args()
    chance = random.Random(7)  # noqa: S311  # the same slips every time
    made: Counter[str] = Counter()
    caught: Counter[str] = Counter()
    languages: dict[str, set[str]] = defaultdict(set)
    for pair in corpus():
        before = grave(findings(pair))
        for kind, slip in SLIPS.items():
            target = slip(pair.target, pair.target_language, chance)
            if target is None or target == pair.target:
                continue
            made[kind] += 1
            languages[kind].add(pair.target_language)
            if grave(findings(replace(pair, target=target))) - before:
                caught[kind] += 1
            elif kind == wanted.show:
                show(pair, target)
    for kind in SLIPS:
        share = f"{caught[kind] / made[kind]:7.1%}" if made[kind] else "      –"
        print(f"{kind:32} {caught[kind]:5} of {made[kind]:5} {share}  {' '.join(sorted(languages[kind]))}")


def show(pair: Pair, target: str) -> None:
    print(f"{pair.source_language} → {pair.target_language}, {pair.origin}", pair.source, target, sep="\n  ")


if __name__ == "__main__":
    main()
