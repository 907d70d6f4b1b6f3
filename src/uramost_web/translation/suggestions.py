"""What the workbench offers beside a segment: similar translations, the terms in it, and words looked up."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from uramost import memory
from uramost.memory.difference import TOKEN
from uramost.terms import Found
from uramost.text import fold
from uramost_web.translation import rules
from uramost_web.translation.models import MemoryUnit, Segment, Translation
from uramost_web.translation.reading import shown
from uramost_web.translation.sentences import PENALTIES

MINIMUM = 60
"""Similarity in percent below which a translation is no help."""
MOST = 5
"""As many as there are keys to take them with."""
HITS = 20
"""Units that looking a word up shows."""


@dataclass(frozen=True, slots=True)
class Unit:
    """Where a translation said before comes from: its document, and who approved it when."""

    origin: str
    licence: str
    approved_by: str
    approved_at: datetime | None


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A translation said before. `difference` leads from what was said then to what is said now.

    `score` is what it counts for and `raw` how similar it is: `penalties` are sentences that say why one is less.
    `context`: the neighbours are the same too. `swapped`: numbers, dates or names were put in from this sentence;
    `pieces` is the text with those parts marked as added.
    """

    number: int
    text: str
    score: int
    difference: tuple[memory.Piece, ...]
    unit: Unit
    alerts: tuple[str, ...]
    raw: int = 0
    penalties: tuple[str, ...] = ()
    context: bool = False
    swapped: bool = False
    pieces: tuple[memory.Piece, ...] = ()
    machine: bool = False


@dataclass(frozen=True, slots=True)
class Hit:
    """A unit in which a word was found, with the word marked (as `added`) in both texts."""

    source: Sequence[memory.Piece]
    target: Sequence[memory.Piece]
    unit: Unit


@dataclass(frozen=True, slots=True)
class TermHint:
    """A term of the segment and how to say it; `forbidden` is how not to; `definition` in the source's language."""

    said: str
    preferred: tuple[str, ...]
    forbidden: tuple[str, ...]
    status: str
    definition: str


def similar(
    segment: Segment,
    translation: Translation,
    shown_tag: str,
    *,
    insider: bool,
    texts: Mapping[int, str] | None = None,
) -> list[Suggestion]:
    """The best translations of similar sentences, in the script the translator works in.

    `insider`: also of what the municipality keeps to itself (see `permissions.is_insider`). `texts` are those of the
    source by their positions, where they are at hand.
    """
    document, target = translation.document, translation.language
    if not segment.text.strip():
        return []
    matches = rules.similar(
        segment.text,
        document.language,
        target,
        minimum=MINIMUM,
        limit=MOST,
        municipality=document.municipality,
        insider=insider,
        around=around(segment, _neighbours(segment) if texts is None else texts),
    )
    units = described([match.unit for match in matches])
    return [
        Suggestion(
            number=number,
            text=shown(match.target, target, shown_tag),
            score=int(match.shown),
            raw=int(match.score),
            difference=tuple(memory.difference(match.unit.source, segment.text)),
            unit=units[match.unit.id],
            alerts=match.alerts,
            penalties=tuple(str(PENALTIES[code]) for code in match.penalties),
            context=match.in_context,
            swapped=bool(match.replaced),
            pieces=_swapped(match, target, shown_tag),
            machine=match.unit.machine,
        )
        for number, match in enumerate(matches, start=1)
    ]


def _neighbours(segment: Segment) -> dict[int, str]:
    neighbours = Segment.objects.filter(
        document=segment.document_id, position__in=(segment.position - 1, segment.position + 1)
    )
    return dict(neighbours.values_list("position", "text"))


def around(segment: Segment, texts: Mapping[int, str]) -> memory.Context:
    """What stands before and after a sentence of the source."""
    return memory.context_of(texts.get(segment.position - 1), texts.get(segment.position + 1))


def _swapped(match: memory.Match, target: str, shown_tag: str) -> tuple[memory.Piece, ...]:
    """The text offered, with what was put in marked as added."""
    if not match.replaced:
        return ()
    before, now = (shown(text, target, shown_tag) for text in (match.unit.target, match.replaced))
    return tuple(memory.difference(before, now))


def described(units: Sequence[memory.Unit]) -> dict[int, Unit]:
    """Number of a unit → where it comes from, in one query."""
    rows = MemoryUnit.objects.filter(pk__in=[unit.id for unit in units]).select_related("approved_by")
    known = {row.pk: row for row in rows.only("approved_at", "approved_by__name")}
    found = {}
    for unit in units:
        row = known.get(unit.id)
        name = row.approved_by.name if row and row.approved_by else ""
        found[unit.id] = Unit(unit.origin, unit.licence, name, row.approved_at if row else None)
    return found


def concordance(words: str, translation: Translation, shown_tag: str, *, insider: bool) -> list[Hit]:
    """Units in which these words occur, on either side and in either script."""
    if not words.strip():
        return []
    document = translation.document
    place = document.municipality if insider else None
    found = rules.concordance(words, document.language, translation.language, municipality=place, limit=HITS)
    units = described(found)
    return [
        Hit(
            source=marked(unit.source, words),
            target=marked(shown(unit.target, translation.language, shown_tag), words),
            unit=units[unit.id],
        )
        for unit in found
    ]


def marked(text: str, words: str) -> list[memory.Piece]:
    """A text in pieces; the words that stand where `words` was found are `added`, everything else is `same`."""
    wanted = fold(words).split()
    tokens = TOKEN.findall(text)
    folded = [(number, fold(token)) for number, token in enumerate(tokens) if fold(token)]
    hit: set[int] = set()
    for start in range(len(folded) - len(wanted) + 1):
        window = folded[start : start + len(wanted)]
        if wanted and " ".join(wanted) in " ".join(token for _number, token in window):
            hit.update(range(window[0][0], window[-1][0] + 1))
    return [memory.Piece("added" if number in hit else "same", token) for number, token in enumerate(tokens)]


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
