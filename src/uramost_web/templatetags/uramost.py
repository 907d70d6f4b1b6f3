"""The few words every template knows without loading them."""

from collections.abc import Callable
from fractions import Fraction
from functools import lru_cache
from typing import ParamSpec

from django import template
from django.conf import settings
from django.core.paginator import Page
from django.forms import BoundField
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from uramost_web import interface

register = template.Library()
Given = ParamSpec("Given")


def _kept(part: Callable[Given, SafeString]) -> Callable[Given, SafeString]:
    """A part of the page that depends on nothing but what it is given: made once in a process, save where one works on
    the templates."""
    return part if settings.DEBUG else lru_cache(maxsize=64)(part)  # type: ignore[return-value]


@register.simple_tag
def footer() -> SafeString:
    """The foot of every page."""
    return _footer(get_language() or "")


@_kept
def _footer(_language: str) -> SafeString:
    return render_to_string("uramost/footer.html")


NAVIGATED = (
    "portal:notices",
    "events:events",
    "portal:municipalities",
    "casework:find",
    "portal:terms",
    "portal:about",
    "desk",
)


@register.simple_tag(takes_context=True)
def navigation(context: template.Context) -> SafeString:
    """The main links, with the page one is on marked among them."""
    request, language = context.get("request"), get_language() or ""
    path = getattr(request, "path", "")
    user = getattr(request, "user", None)  # there is none yet where an error came early
    return _navigation(language, path if path in _addresses(language) else "", bool(user and user.is_authenticated))


@_kept
def _navigation(_language: str, path: str, works: bool) -> SafeString:
    return render_to_string("uramost/navigation.html", {"path": path, "works": works})


@lru_cache(maxsize=8)
def _addresses(_language: str) -> frozenset[str]:
    return frozenset(map(reverse, NAVIGATED))


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
