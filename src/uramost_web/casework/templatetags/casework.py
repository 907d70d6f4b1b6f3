"""Texts by language in templates: each with the language it is in, never silently another."""

from django import template
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from uramost_web.casework import public, wording
from uramost_web.casework.models import Entry
from uramost_web.places.templatetags.places import in_tag, said
from uramost_web.places.words import words

register = template.Library()
register.simple_tag(said)
register.filter(in_tag)


@register.simple_tag
def unbroken(spans: str) -> SafeString:
    """08:00–12:00, 13:00–16:00: a line may end after the comma, and not within the hours."""
    return format_html_join(", ", '<span class="number">{}</span>', ((span,) for span in spans.split(", ")))


@register.filter
def in_fours(secret: str) -> str:
    """abcd-efgh-…: easier to write down and to read out."""
    return "-".join(secret[start : start + 4] for start in range(0, len(secret), 4))


@register.filter
def state_name(code: str) -> str:
    return wording.state(code)


@register.filter
def autonym(tag: str) -> str:
    """A language by its own name."""
    return words().autonym(tag)


@register.simple_tag
def entry_line(entry: Entry) -> SafeString:
    """When, what, and why, in the language of the page."""
    said = wording.told(entry.case, entry)
    return format_html(
        '<p><strong>{}</strong> <span class="entry-meta">{}</span></p>{}',
        said[0],
        date_format(timezone.localtime(entry.at), "DATETIME_FORMAT"),
        format_html_join("", "<p>{}</p>", ((more,) for more in said[1:])),
    )


@register.simple_tag
def act_name(code: str) -> str:
    return str(wording.ACTS.get(code, code))


@register.simple_tag
def public_state(code: str) -> str:
    """What everyone sees of a state."""
    return str(public.GROUPS[code][0])
