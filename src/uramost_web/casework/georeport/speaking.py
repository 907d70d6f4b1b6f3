"""In which language is answered, and in which does somebody want theirs?"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation.trans_real import parse_accept_lang_header

from uramost import detection
from uramost_web.interface import CODES, code, spoken, tag
from uramost_web.places.models import Municipality
from uramost_web.places.words import words

SURE: Final = 0.8
"""How sure the language of a text has to be before it stands in for a choice that nobody made."""


@dataclass(frozen=True, slots=True)
class Reader:
    """`tag`: of texts of the catalogue, any language here; `code`: of sentences, one that the interface has.

    `by` is how the language was said: locale, header, or nothing.
    """

    tag: str
    code: str
    by: str = ""


def tags() -> list[str]:
    """Every language and script of the pack and the interface."""
    return list(dict.fromkeys([*words().tongues, *CODES.values()]))


def known(wanted: str) -> str | None:
    """The tag here that somebody means: `SR-latn-RS` is sr-Latn, `sq-XK` sq, `sr` what the interface has."""
    return _known(wanted, {one.lower(): one for one in tags()})


def _known(wanted: str, here: Mapping[str, str]) -> str | None:
    parts = wanted.lower().replace("_", "-").split("-")
    for length in range(min(len(parts), 3), 0, -1):
        asked = "-".join(parts[:length])
        if found := here.get(asked) or here.get(tag(asked).lower()):
            return found
    return next((one for name, one in here.items() if name.startswith(parts[0] + "-")), None)


def reader(request: HttpRequest) -> Reader:
    """By Accept-Language; otherwise as the site is for who says nothing."""
    asked = parse_accept_lang_header(request.headers.get("Accept-Language", ""))
    named = [one for one, weight in asked if one != "*" and weight > 0]
    here = {one.lower(): one for one in tags()} if named else {}
    wanted = [found for one in named if (found := _known(one, here))]
    shown = next((one for one in wanted if spoken(one)), tag(settings.LANGUAGE_CODE))
    return Reader(wanted[0] if wanted else shown, code(shown), "header" if wanted else "")


def with_locale(header: Reader, locale: str | None) -> Reader:
    """A locale comes before Accept-Language, whose languages are still those of sentences where it has none."""
    if not locale:
        return header
    return Reader(locale, code(locale) if spoken(locale) else header.code, "locale")


@dataclass(frozen=True, slots=True)
class Choice:
    """The language of a request: its tag, the interface's for letters around it, and how it is known."""

    language: str
    reads: str
    by: str


def choice(said: Reader, text: str, place: Municipality) -> Choice | None:
    """What was said; where nothing was, what the text surely is. None where nobody knows: then it has to be said."""
    if said.by:
        return Choice(said.tag, tag(said.code), said.by)
    guess = detection.detect(text)
    if guess.language is None or guess.confidence < SURE:
        return None
    return Choice(guess.language, _letters(guess.language, place), "text")


def _letters(language: str, place: Municipality) -> str:
    """Letters go out in the language itself, or in the one in which the municipality's name stands first."""
    for one in (language, place.first_name):
        if spoken(one):
            return one
    return tag(settings.LANGUAGE_CODE)
