"""What the templates of capacity need: addresses for whoever sits here, texts of instruments, levels, names."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from django import template
from django.utils.safestring import SafeString

from uramost.assessment import Domain, Item
from uramost_web.capacity import subjects, texts, wording
from uramost_web.capacity.models import Plan, Round
from uramost_web.capacity.seats import Seat

register = template.Library()


@register.simple_tag(takes_context=True)
def seat_url(context: template.Context, name: str, *more: Any) -> str:
    """`{% seat_url "score" 2 %}`: by the link or at the desk."""
    seat: Seat = context["seat"]
    return seat.url(name, *more)


@register.filter
def text_in(given: Mapping[str, str]) -> Any:
    return texts.text_in(given)


@register.filter
def plain_in(given: Mapping[str, str]) -> str:
    return str(texts.text_in(given, plain=True))


@register.filter
def title(given: Item | Domain) -> Any:
    return texts.text_in(given.names)


@register.filter
def statement(item: Item, level: int) -> Any:
    return texts.text_in({tag: four[level - 1] for tag, four in item.statements.items()})


@register.simple_tag
def written(text: str, language: str) -> SafeString:
    return texts.written(text, language)


@register.simple_tag
def paragraphs(text: str, language: str) -> SafeString:
    return texts.paragraphs(text, language)


@register.filter
def subject(row: Round | Plan) -> SafeString:
    return subjects.shown(row)


@register.filter
def plain_subject(row: Round | Plan) -> str:
    return subjects.name_of(row)


@register.filter
def mean(value: Fraction | None) -> str:
    return wording.mean(value)


@register.filter
def difference(value: Fraction | None) -> str:
    return wording.difference(value)


@register.filter
def level(value: int | None) -> str:
    return wording.level(value)


@register.filter
def get(found: Mapping[Any, Any], key: Any) -> Any:
    return found.get(key)
