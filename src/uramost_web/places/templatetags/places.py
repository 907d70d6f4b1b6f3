"""Names of places and languages as the reader knows them."""

from django import template

from uramost_web.places.models import Municipality, Organisation, in_language
from uramost_web.places.words import reader_tag, words

register = template.Library()


@register.filter
def name_in(place: Municipality | Organisation) -> str:
    """A place's name in the language of the page."""
    if isinstance(place, Municipality):
        return place.name_in(reader_tag())
    return in_language(place.names, reader_tag()) or str(place)


@register.filter
def language_name(language: str) -> str:
    """The name of a language (sr) or of a language in a script (sr-Latn), in the language of the page."""
    return words().language(language)


@register.filter
def word(code: str, kind: str) -> str:
    """What the country pack calls a code: `{{ status.basis|word:"basis" }}`."""
    return words().word(kind, code)


@register.filter
def cite(source: str) -> str:
    """A source in the reader's words."""
    return words().cite(source)
