"""Who a round or a plan is of, by name: an organisation of the directory or a municipality."""

from django.utils.html import format_html
from django.utils.safestring import SafeString

from uramost_web.capacity.models import Plan, Round
from uramost_web.directory.organisations import name_for
from uramost_web.interface import code
from uramost_web.places.words import reader_tag


def name_of(row: Round | Plan, tag: str = "") -> str:
    """In the reader's language where there is one; a name is not a text, so another one stands in for it."""
    tag = tag or reader_tag()
    if row.municipality is not None:
        return row.municipality.name_in(code(tag))
    if row.organisation is None:
        return ""
    return name_for(row.organisation.named(), tag)[0]


def shown(row: Round | Plan) -> SafeString:
    """The same, marked with its language where that is another one."""
    tag = reader_tag()
    if row.municipality is not None or row.organisation is None:
        return format_html("{}", name_of(row, tag))
    name, of = name_for(row.organisation.named(), tag)
    return format_html("{}", name) if of == tag else format_html('<span lang="{}">{}</span>', of, name)
