"""A few words for the pages of clerks."""

from django import template

from uramost_web.casework import desk_wording

register = template.Library()


@register.filter
def desk_state(code: str) -> str:
    """A state as the clerk reads it."""
    return desk_wording.state(code)


@register.filter
def letter_state(code: str) -> str:
    return str(desk_wording.LETTER_STATES.get(code, code))
