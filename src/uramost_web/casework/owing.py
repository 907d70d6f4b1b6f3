"""In which languages does a municipality owe what it tells residents, and what is missing in which?"""

from collections.abc import Mapping, Sequence
from datetime import date

from uramost import languages
from uramost_web.casework.catalogue import TEXTS, Service
from uramost_web.places.models import Municipality, rules_on
from uramost_web.places.words import Tag, words

ALWAYS = ("names", "descriptions")
"""The texts that every service has; the others are owed in every language once they are there in one."""


def owed(place: Municipality, on: date, act: str = "serve") -> tuple[str, ...]:
    """Tags of the texts that have to be there, in the pack's order; none where no status has been entered.

    `act`: the duty that says so, that of what residents are told, or of what they are answered.
    """
    try:
        rules = rules_on(place, act, on)
    except languages.NoStatus:
        return ()
    wanted = {row.language for row in rules if row.strength == "owed"}
    return tuple(tongue.tag for tongue in stored() if tongue.language in wanted)


def stored() -> tuple[Tag, ...]:
    """Every language that texts are kept in; Serbian Latin is made from Cyrillic."""
    return tuple(tongue for tongue in words().tongues.values() if tongue.stored)


def lacking(texts: Mapping[str, str], tags: Sequence[str]) -> list[str]:
    return [tag for tag in tags if not texts.get(tag, "").strip()]


def holes(service: Service, tags: Sequence[str]) -> dict[str, list[str]]:
    """Text of a service → the owed languages it is missing in; questions count as one text."""
    found = {name: lacking(getattr(service, name), tags) for name in TEXTS if name in ALWAYS or getattr(service, name)}
    found["questions"] = [tag for tag in tags if any(lacking(said, [tag]) for said in _asked(service))]
    return {name: missing for name, missing in found.items() if missing}


def _asked(service: Service) -> list[Mapping[str, str]]:
    """What is said in the questions of a service: each question, and each of the answers to choose from."""
    return [
        said
        for question in service.questions
        for said in (question["description"], *(value["name"] for value in question.get("values", [])))
    ]
