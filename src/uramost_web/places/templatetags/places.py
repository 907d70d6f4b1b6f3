"""Names of places and languages as the reader knows them."""

from collections.abc import Mapping

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

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


@register.simple_tag
def said(texts: Mapping[str, str], tag: str) -> SafeString:
    """The text in the reader's language; where it is missing, that it is, and the ones there are, each marked."""
    if found := in_language(texts, tag):
        return format_html("{}" if tag == reader_tag() else '<span lang="{1}">{0}</span>', found, tag)
    if not texts:
        return format_html('<span class="muted">{}</span>', _("not entered"))
    others = format_html_join(" / ", '<span lang="{}">{}</span>', texts.items())
    return format_html('{} <span class="muted">({})</span>', others, _("not in this language yet"))


@register.filter
def in_tag(texts: Mapping[str, str], tag: str) -> str:
    """For titles and attributes, which carry no language of their own: all names where one is missing."""
    return in_language(texts, tag) or " / ".join(dict.fromkeys(texts.values()))
