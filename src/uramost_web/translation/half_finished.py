"""A translation on its way: the document with what is there already, and what is not there marked."""

import re
from dataclasses import dataclass
from html import escape

from uramost import documents
from uramost_web.translation.models import TITLE, Target, Translation, bare, joined
from uramost_web.translation.reading import shown

OPEN, CLOSE = "\ue000", "\ue001"
"""Stand around what is not translated while the page is made: signs of no language."""


@dataclass(frozen=True, slots=True)
class Page:
    """A document as a piece of a web page, its title apart; `missing` sentences are marked in it."""

    title: str
    title_missing: bool
    html: str
    missing: int


def page(translation: Translation, tag: str) -> Page:
    """The document as the portal will show it, in the script `tag`."""
    document = translation.document
    rows = _rows(translation)
    texts = joined((row.segment.block, _marked(row, translation.language, tag) + row.segment.space) for row in rows)
    title = bare(texts.pop(TITLE, "")).strip()
    made = documents.to_html(document.structure(), texts)
    mark = f'<mark class="missing" lang="{escape(document.language)}">'
    return Page(
        title=re.sub(f"[{OPEN}{CLOSE}]", "", title),
        title_missing=OPEN in title,
        html=made.replace(OPEN, mark).replace(CLOSE, "</mark>"),
        missing=sum(not row.text for row in rows),
    )


def file(translation: Translation, tag: str) -> bytes:
    """The original file; what is not translated, or does not fit into it, stays as it came.

    Raises `documents.BadPlaceables`, `documents.Refused` and `OSError`.
    """
    document = translation.document
    texts = joined(
        (row.segment.block, _kept(row, translation.language, tag) + row.segment.space) for row in _rows(translation)
    )
    texts.pop(TITLE, None)
    with document.original.open() as original:
        return documents.write(original.read(), document.format, texts, tag)


def _rows(translation: Translation) -> list[Target]:
    return list(translation.targets.select_related("segment").order_by("segment__position"))


def _kept(row: Target, language: str, tag: str) -> str:
    return shown(row.text, language, tag) if row.text and not row.is_broken() else row.segment.text


def _marked(row: Target, language: str, tag: str) -> str:
    """What the sentence says; where it says nothing yet, the source between two signs."""
    text = re.sub(f"[{OPEN}{CLOSE}]", "", shown(row.text, language, tag) if row.text else row.segment.text)
    return text if row.text or not text else f"{OPEN}{text}{CLOSE}"
