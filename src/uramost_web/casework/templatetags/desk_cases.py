"""A few words for the pages of clerks."""

from collections.abc import Iterable
from typing import Final

from django import template
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from uramost_web.casework import desk_wording

register = template.Library()
SELECTED: Final = SafeString(" selected")


@register.filter
def desk_state(code: str) -> str:
    """A state as the clerk reads it."""
    return desk_wording.state(code)


@register.simple_tag
def options(choices: Iterable[tuple[str, str]], chosen: str, *, languages: bool = False) -> SafeString:
    """The options of a select; of `languages` each is in its own."""
    row = '<option value="{0}" lang="{0}"{1}>{2}</option>' if languages else '<option value="{0}"{1}>{2}</option>'
    chosen_or_not = ((code, SELECTED if code == chosen else "", name) for code, name in choices)
    return format_html_join("", row, chosen_or_not)


@register.filter
def letter_state(code: str) -> str:
    return str(desk_wording.LETTER_STATES.get(code, code))
