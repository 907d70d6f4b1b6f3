"""The publications behind a figure, as a page lists them: those that pull it down first."""

from collections.abc import Iterable
from dataclasses import dataclass

from uramost import parity
from uramost_web.places.words import Words
from uramost_web.portal import lines
from uramost_web.portal.figures import Behind
from uramost_web.portal.lines import Line


@dataclass(frozen=True, slots=True)
class Share:
    """What one notice adds to a figure; `languages` are those at fault, `hours` as the library counts them."""

    line: Line
    numerator: int
    denominator: int
    languages: tuple[str, ...]
    hours: float | None
    reviewed: tuple[int, int] | None
    reason: str
    reason_tag: str

    @property
    def whole(self) -> bool:
        return self.numerator == self.denominator


def in_order(parts: Iterable[parity.Part]) -> list[parity.Part]:
    """Those with something missing first, then the newest first; one with nothing to count is left out."""
    counted = [part for part in parts if part.denominator]
    return sorted(counted, key=lambda part: (part.numerator == part.denominator, -int(part.key)))


def shares(parts: Iterable[parity.Part], found: Behind, words: Words) -> list[Share]:
    """The parts of one page; a notice withdrawn since the counting is left out."""
    parts = list(parts)
    known = lines.of((int(part.key) for part in parts), words)
    return [_share(part, known[int(part.key)], found, words) for part in parts if int(part.key) in known]


def _share(part: parity.Part, line: Line, found: Behind, words: Words) -> Share:
    reason, tag = found.reasons.get(line.pk, ("", ""))
    return Share(
        line=line,
        numerator=part.numerator,
        denominator=part.denominator,
        languages=tuple(words.language(language) for language in part.languages),
        hours=part.hours,
        reviewed=part.reviewed,
        reason=reason,
        reason_tag=tag,
    )
