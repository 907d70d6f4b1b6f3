"""Sentences of `uramost assessment` for the codes of the library, and the words of its sheets in four languages."""

from dataclasses import replace
from typing import Final

from uramost.assessment import Fault
from uramost.assessment.sheet import Told, Words
from uramost.scripts import to_latin

FAULTS: Final = {
    "bad_toml": "this is not TOML: {why}",
    "bad_encoding": "the file is not in UTF-8",
    "missing": "is missing",
    "not_text": "is not a text",
    "too_long": "is longer than {limit} characters",
    "bad_code": "“{value}” is no code: small letters, digits and hyphens",
    "twice": "“{value}” stands twice",
    "bad_version": "“{value}” is no version: a whole number from 1",
    "unknown_of": "“{value}” is neither organisation nor municipality",
    "not_four": "needs four statements and has {count}",
    "other_languages": "has other languages than the name of the instrument: {missing}",
    "empty": "is empty",
    "too_many": "has more than {limit} items",
}
TOLD: Final = {
    "other_version": (
        "The file is of version {version} of the instrument, and version {wanted} was expected; "
        "what both have was taken."
    ),
    "other_content": "The file has the same version and another wording of the instrument.",
    "score_not_1_to_4": "“{value}” is not 1, 2, 3, 4 or x; it was not taken.",
    "formula": "There is a formula ({value}) where a value is needed; it was not taken.",
    "merged": "Cells were merged; “{value}” was taken for the first of them only.",
    "too_long": "The text is too long; its end was cut off.",
    "unknown_item": "There is no item “{value}” in this instrument; the line was not taken.",
    "twice": "The item “{value}” stands twice; only the first line was taken.",
    "missing_item": "The line of the item “{item}” is missing.",
    "value_without_item": "“{value}” stands in a line without an item; it was not taken.",
    "no_column": "“{value}” stands in a column of its own; it was not taken.",
    "bad_date": "“{value}” is no day such as 31.12.2026; it was not taken.",
    "bad_cost": "“{value}” is no sum in euro; it was not taken.",
    "unknown_state": "“{value}” is none of the states; the measure counts as planned.",
    "too_many_raters": "There are {value} raters; only the first 30 were taken.",
    "too_many_measures": "There are more than {value} measures; this line and those below it were not taken.",
    "no_scores": "The sheet with the scores is missing.",
    "no_plan": "The sheet with the plan is missing.",
}
NOT_AN_ASSESSMENT: Final = {
    "not_ours": "it is not an assessment that UraMost has written, or its last sheet was taken out",
    "other_instrument": "it is about another instrument ({instrument})",
    "newer_format": "it was written by a newer version of UraMost (format {format})",
}


def fault(one: Fault) -> str:
    said = FAULTS[one.code].format(**one.values)
    return f"{one.place}: {said}." if one.place else f"{said[0].upper()}{said[1:]}."


def told(one: Told) -> str:
    place = f"{one.sheet}, {one.column}{one.line}: " if one.line else ""
    return place + TOLD[one.code].format(**one.values)


ALBANIAN: Final = Words(
    language="sq",
    title="Vlerësimi",
    how="Jepini çdo pyetjeje nivelin, pohimi i të cilit përshtatet më së miri: 1, 2, 3 ose 4; x ku nuk vlen për ju. "
    "Secili vlerëson së pari vetë. Mos i ndryshoni kodet e hirta.",
    question="Pyetja",
    evidence="Çfarë do ta dëshmonte",
    rater="Vlerësuesi {}",
    note="Shënim",
    agreed="U pajtuam",
    why="Pse",
    plan="Plani i veprimit",
    plan_how="Një rresht për çdo masë. Datat si 31.12.2026; kostoja në euro; çështja është një kod i fletës së parë.",
    item="Çështja",
    what="Masa",
    owner="Kush e bën",
    starts="Nga",
    due="Deri më",
    cost="Kostoja (€)",
    helps="Kush ndihmon",
    state="Gjendja",
    shown_by="Çfarë dëshmon se është kryer",
    about="Për këtë skedar",
    states={"planned": "e planifikuar", "begun": "e nisur", "done": "e kryer", "dropped": "e hequr"},
)
SERBIAN: Final = Words(
    language="sr-Cyrl",
    title="Процена",
    how="Сваком питању дајте ниво чији опис најбоље одговара: 1, 2, 3 или 4; x где се на вас не односи. "
    "Свако прво оцењује сам. Не мењајте сиве шифре.",
    question="Питање",
    evidence="Шта би то показало",
    rater="Оцењивач {}",
    note="Белешка",
    agreed="Договорено",
    why="Зашто",
    plan="Акциони план",
    plan_how="Један ред за сваку меру. Датуми као 31.12.2026; трошак у еврима; ставка је шифра са првог листа.",
    item="Ставка",
    what="Мера",
    owner="Ко то ради",
    starts="Од",
    due="До",
    cost="Трошак (€)",
    helps="Ко помаже",
    state="Стање",
    shown_by="Шта показује да је урађено",
    about="О овој датотеци",
    states={"planned": "планирана", "begun": "започета", "done": "урађена", "dropped": "одустало се"},
)


def _in_latin(words: Words) -> Words:
    texts = {name: to_latin(getattr(words, name)) for name in Words.__slots__ if name not in {"language", "states"}}
    states = {code: to_latin(said) for code, said in words.states.items()}
    return replace(words, language="sr-Latn", states=states, **texts)


SHEETS: Final = {"en": Words(), "sq": ALBANIAN, "sr-Cyrl": SERBIAN, "sr-Latn": _in_latin(SERBIAN)}
"""Also for the site, so that a file is the same wherever it was made."""
