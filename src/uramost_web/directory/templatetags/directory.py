"""What the directory's templates need beside the words every template knows."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from django import template
from django.conf import settings
from django.template.loader import render_to_string
from django.utils.html import format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from uramost_web.directory.forms import languages
from uramost_web.directory.looking import LETTERS, Choice
from uramost_web.directory.organisations import Kind, Sector
from uramost_web.places.words import words

register = template.Library()


@register.simple_tag
def options(choices: Sequence[tuple[str, str]], chosen: str) -> SafeString:
    """The options of a select."""
    rows = ((code, mark_safe(" selected") if code == chosen else "", name) for code, name in choices)
    return format_html_join("", '<option value="{0}"{1}>{2}</option>', rows)


@register.simple_tag
def narrowing(chosen: Choice, places: Sequence[tuple[str, str]], of: str) -> SafeString:
    """What a list `of` organisations or people is narrowed by; made once for each choice."""
    return _narrowing(get_language() or "", words().edition, chosen, tuple(places), of == "organisations")


def _made(
    _language: str, _edition: str, chosen: Choice, places: tuple[tuple[str, str], ...], whole: bool
) -> SafeString:
    context: dict[str, Any] = {"chosen": chosen, "places": places}
    if whole:
        context |= {"kinds": Kind.choices, "sectors": Sector.choices, "languages_spoken": languages()}
    return render_to_string("directory/narrowing.html", context)


_narrowing = _made if settings.DEBUG else lru_cache(maxsize=64)(_made)


@register.simple_tag
@lru_cache(maxsize=64)
def letters(place: str) -> SafeString:
    """Where a list of people may begin."""
    more = f"&place={place}" if place else ""
    rows = ((letter, more, letter.upper()) for letter in LETTERS)
    return format_html_join("", '<li><a href="?from={}{}">{}</a></li>', rows)
