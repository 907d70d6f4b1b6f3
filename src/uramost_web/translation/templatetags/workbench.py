"""How a segment is shown: its placeables as small marks instead of signs."""

import re

from django import template
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from uramost import detection

register = template.Library()

PLACEABLE = re.compile("⟦(/?)(\\d+)(/?)⟧")


@register.filter
def among(key: int, names: dict[int, str]) -> str:
    """The name that belongs to a key: `{{ row.document_id|among:titles }}`."""
    return names.get(key, "")


@register.filter
def tongue(text: str) -> str:
    """The `lang` of what people told each other: the tag its words tell, empty (not known) where they do not.

    A remark is in whichever language its writer likes, not in that of the page, nor of the writer's menus.
    """
    return detection.detect(text).language or ""


@register.filter
def placed(text: str) -> SafeString:
    """Escaped text; ⟦1⟧…⟦/1⟧ and ⟦2/⟧ become marks that a screen reader names."""
    if "⟦" not in text:
        return SafeString(conditional_escape(text))
    parts, last = [], 0
    for found in PLACEABLE.finditer(text):
        parts += [conditional_escape(text[last : found.start()]), _mark(found)]
        last = found.end()
    return mark_safe("".join([*parts, conditional_escape(text[last:])]))  # noqa: S308 - every part is escaped


def _mark(found: "re.Match[str]") -> SafeString:
    closing, number, alone = found.groups()
    said = _("end of format %(number)s") if closing else _("sign %(number)s") if alone else _("format %(number)s")
    sign = f"/{number}" if closing else f"{number}/" if alone else number
    return format_html('<span class="place" title="{}">{}</span>', said % {"number": number}, sign)
