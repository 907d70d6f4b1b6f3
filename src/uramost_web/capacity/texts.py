"""Texts of an instrument on a page: in the reader's language, or in those it has, each marked as what it is."""

from collections.abc import Mapping
from typing import Any

from django.utils.html import format_html, format_html_join, linebreaks
from django.utils.safestring import SafeString, mark_safe

from uramost.assessment.instrument import said
from uramost_web.places.words import reader_tag


def text_in(texts: Mapping[str, str], *, plain: bool = False) -> Any:
    """`plain`: for options and titles, which carry no language of their own."""
    found = said(texts, reader_tag())
    if found or plain:
        return found or " / ".join(dict.fromkeys(texts.values()))
    return mark_safe(format_html_join(" / ", '<span lang="{}">{}</span>', texts.items()))  # noqa: S308 - escaped above


def written(text: str, language: str) -> SafeString:
    """What somebody wrote, marked with the language of their page where it is not the reader's."""
    if not language or language == reader_tag():
        return format_html("{}", text)
    return format_html('<span lang="{}">{}</span>', language, text)


def paragraphs(text: str, language: str) -> SafeString:
    """The same with its paragraphs, as a block: a span may hold none."""
    said = mark_safe(linebreaks(text, autoescape=True))  # noqa: S308 - escaped here
    return said if not language or language == reader_tag() else format_html('<div lang="{}">{}</div>', language, said)
