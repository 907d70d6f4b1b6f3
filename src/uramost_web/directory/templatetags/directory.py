"""What the directory's templates need beside the words every template knows."""

from collections.abc import Iterable

from django import template
from django.utils.html import format_html_join
from django.utils.safestring import SafeString, mark_safe

register = template.Library()


@register.simple_tag
def options(choices: Iterable[tuple[str, str]], chosen: str) -> SafeString:
    """The options of a select."""
    rows = ((code, mark_safe(" selected") if code == chosen else "", name) for code, name in choices)
    return format_html_join("", '<option value="{0}"{1}>{2}</option>', rows)
