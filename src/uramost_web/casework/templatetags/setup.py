"""A few words of the pages on which a municipality defines its services."""

from collections.abc import Mapping
from typing import Any

from django import template

register = template.Library()


@register.filter
def of(values: Mapping[str, Any], name: str) -> Any:
    """`{{ labels|of:name }}`: the value under a name; nothing where there is none."""
    return values.get(name, "")
