"""What the workbench offers beside a segment: similar translations, the terms in it, and what the checks find."""

from dataclasses import dataclass
from typing import Any

from uramost import memory
from uramost.terms import Found
from uramost_web.translation import rules
from uramost_web.translation.models import Document, Segment
from uramost_web.translation.reading import shown

MINIMUM = 60
"""Similarity in percent below which a translation is no help."""
MOST = 5
"""As many as there are keys to take them with."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A translation said before. `difference` leads from what was said then to what is said now."""

    number: int
    text: str
    score: int
    difference: tuple[memory.Piece, ...]
    origin: str
    licence: str
    alerts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TermHint:
    """A term of the segment and how to say it; `forbidden` is how not to; `definition` in the source's language."""

    said: str
    preferred: tuple[str, ...]
    forbidden: tuple[str, ...]
    status: str
    definition: str


def similar(segment: Segment, document: Document, target: str, shown_tag: str) -> list[Suggestion]:
    """The best translations of similar sentences, in the script the translator works in."""
    if not segment.text.strip():
        return []
    matches = rules.similar(segment.text, document.language, target, minimum=MINIMUM, limit=MOST)
    return [
        Suggestion(
            number=number,
            text=shown(match.unit.target, target, shown_tag),
            score=int(match.score),
            difference=tuple(memory.difference(match.unit.source, segment.text)),
            origin=match.unit.origin,
            licence=match.unit.licence,
            alerts=match.alerts,
        )
        for number, match in enumerate(matches, start=1)
    ]


def terms_in(segment: Segment, language: str, target: str, shown_tag: str) -> list[TermHint]:
    """The terms found in a segment, each once, in the order they are said."""
    hints: dict[str, TermHint] = {}
    for found in rules.finder(language).find(segment.text):
        if found.term.id not in hints:
            hints[found.term.id] = _hint(found, segment, language, target, shown_tag)
    return list(hints.values())


def _hint(found: Found, segment: Segment, language: str, target: str, shown_tag: str) -> TermHint:
    term = found.term

    def forms(words: Any) -> tuple[str, ...]:
        return tuple(shown(word, target, shown_tag) for word in words.get(target, ()))

    return TermHint(
        said=segment.text[found.start : found.end],
        preferred=forms(term.texts),
        forbidden=forms(term.forbidden),
        status=term.status,
        definition=term.definition.get(language, ""),
    )
