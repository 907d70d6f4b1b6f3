"""The few words every template knows without loading them."""

from fractions import Fraction

from django import template
from django.core.paginator import Page
from django.forms import BoundField
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from uramost_web import interface

register = template.Library()


@register.simple_tag
def field(bound: BoundField) -> SafeString:
    """`{% field form.name %}`: label, hint, error and control, tied together for those who hear the page."""
    return bound.as_field_group()


@register.filter
def tag(code: str) -> str:
    """`{{ "sr"|tag }}` → sr-Cyrl: the BCP 47 tag of a Django language code."""
    return interface.tag(code)


@register.simple_tag
def lang_attr(language: str) -> SafeString:
    """`<p {% lang_attr text.tag %}>`: says the language of an element, where it differs from the page's."""
    wanted = interface.tag(language or "")
    if not wanted or wanted == interface.tag(get_language() or ""):
        return SafeString("")
    return format_html('lang="{}"', wanted)


@register.filter
def percent(share: float | Fraction) -> str:
    """A share of 0 to 1 as a number of percent for a drawing: a full stop in every language, one decimal."""
    return f"{100 * min(max(float(share), 0.0), 1.0):.1f}"


@register.simple_tag
def pages(page: Page[object]) -> list[int | None]:
    """The page numbers worth a link, None where some are left out: the first, the last and those around this one."""
    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    return [number if isinstance(number, int) else None for number in numbers]
