"""What only shows across a document: paragraphs left out or added, headings that are none, one source said two ways.

`examine_document` is for whoever has the pairs, as the workbench; `compare` for two files.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from uramost.checks.alignment import Part, aligned
from uramost.checks.consistency import translated_two_ways
from uramost.checks.finding import Context, Finding, Severity
from uramost.checks.pair import examine

Outline = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class DocumentCheck:
    """A comparison of two whole documents: its code, how grave it is, what it looks for, and examples of both outcomes.

    An example is an original and a translation, each as (kind of paragraph, text), from Albanian into Serbian Cyrillic.
    """

    code: str
    severity: Severity
    meaning: str
    passing: tuple[tuple[Outline, Outline], ...]
    failing: tuple[tuple[Outline, Outline], ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A paragraph of either document or one of each: positions from 0, None for none, and what was found."""

    source: int | None
    target: int | None
    findings: tuple[Finding, ...]


def examine_document(pairs: Sequence[tuple[str, str]], context: Context) -> list[list[Finding]]:
    """The findings on all (source, target) of a document: a list for each pair, in their order.

    Beside what `examine` finds on a pair, `translated_two_ways` where its source was met before with another target;
    its values have that target (`expected`), this one (`found`) and the position from 0 of the first (`first`).
    A pair that is met again is examined once. A pair without a target is `empty`: leave out what is not translated yet.
    """
    once: dict[tuple[str, str], list[Finding]] = {}
    found = []
    for pair in pairs:
        if pair not in once:
            once[pair] = examine(*pair, context)
        found.append(list(once[pair]))
    for place, finding in across(pairs):
        found[place].append(finding)
    return found


def across(pairs: Sequence[tuple[str, str]]) -> Iterator[tuple[int, Finding]]:
    """(position, finding) of what only shows across the pairs of a document, for whoever has the others already."""
    for first, other in translated_two_ways(pairs):
        (_, earlier), (source, target) = pairs[first], pairs[other]
        values = {"expected": earlier, "found": target, "first": str(first)}
        places = (0, len(source)), (0, len(target))
        yield other, Finding("translated_two_ways", severity_of("translated_two_ways"), *places, values)


def compare(original: Sequence[Part], translation: Sequence[Part], context: Context) -> list[Row]:
    """Two documents side by side: their paragraphs in pairs, as they belong together, with all findings on them.

    A paragraph without a counterpart is one finding, `paragraph_missing` or `paragraph_extra`, and what follows it
    stays in pairs. `uramost.documents.Block` is a Part. Time grows with the paragraphs, not with their square.
    """
    together = aligned(original, translation, context.source_language, context.target_language)
    pairs = [(one, other) for one, other in together if one is not None and other is not None]
    found = iter(examine_document([(original[one].text, translation[other].text) for one, other in pairs], context))
    rows = []
    for one, other in together:
        if one is not None and other is not None:
            findings = [*_other_kind(original[one], translation[other]), *next(found)]
        else:
            findings = [_alone(original[one] if one is not None else None, other, translation)]
        rows.append(Row(one, other, tuple(findings)))
    return rows


def _alone(part: Part | None, other: int | None, translation: Sequence[Part]) -> Finding:
    """A paragraph without its counterpart."""
    if part is not None:
        values = {"expected": part.text, "found": ""}
        return Finding("paragraph_missing", severity_of("paragraph_missing"), (0, len(part.text)), None, values)
    text = translation[other or 0].text
    return Finding(
        "paragraph_extra", severity_of("paragraph_extra"), None, (0, len(text)), {"expected": "", "found": text}
    )


def _other_kind(one: Part, other: Part) -> list[Finding]:
    if (one.kind, one.level) == (other.kind, other.level):
        return []
    values = {"expected": _kind(one), "found": _kind(other)}
    return [Finding("kind_differs", severity_of("kind_differs"), (0, len(one.text)), (0, len(other.text)), values)]


def _kind(part: Part) -> str:
    return f"{part.kind} {part.level}" if part.level else part.kind


def severity_of(code: str) -> Severity:
    return next(check.severity for check in DOCUMENT_CHECKS if check.code == code)


_NOTICE = (("heading", "Njoftim"), ("paragraph", "Zyra hapet më 12 mars 2026."), ("paragraph", "Hyrja është falas."))
_OBAVESTENJE = (
    ("heading", "Обавештење"),
    ("paragraph", "Канцеларија се отвара 12. марта 2026."),
    ("paragraph", "Улаз је слободан."),
)
_TWICE = (("paragraph", "Shpallje publike"), ("paragraph", "Shpallje publike"))

DOCUMENT_CHECKS: tuple[DocumentCheck, ...] = (
    DocumentCheck(
        "paragraph_missing",
        "error",
        "A paragraph, heading, item of a list or cell of the original without a counterpart in the translation.",
        passing=((_NOTICE, _OBAVESTENJE), (_NOTICE[:2], _OBAVESTENJE[:2])),
        failing=((_NOTICE, _OBAVESTENJE[:2]), (_NOTICE, _OBAVESTENJE[1:])),
    ),
    DocumentCheck(
        "paragraph_extra",
        "error",
        "A paragraph, heading, item of a list or cell of the translation that the original has not.",
        passing=((_NOTICE, _OBAVESTENJE), (_NOTICE, _OBAVESTENJE[:2])),
        failing=((_NOTICE[:2], _OBAVESTENJE), (_NOTICE[1:], _OBAVESTENJE)),
    ),
    DocumentCheck(
        "kind_differs",
        "warning",
        "A heading that became a paragraph, an item of a list that is none, a heading of another level.",
        passing=((_NOTICE, _OBAVESTENJE), (_NOTICE[1:], _OBAVESTENJE[1:])),
        failing=(
            (_NOTICE, (("paragraph", "Обавештење"), *_OBAVESTENJE[1:])),
            (_NOTICE, (*_OBAVESTENJE[:2], ("item", "Улаз је слободан."))),
        ),
    ),
    DocumentCheck(
        "translated_two_ways",
        "warning",
        "The same source with another translation than before in the document.",
        passing=(
            (_TWICE, (("paragraph", "Јавни оглас"), ("paragraph", "Јавни оглас"))),
            (_TWICE, (("paragraph", "Пројекат „Мост“"), ("paragraph", "Пројекат “Мост”"))),
        ),
        failing=(
            (_TWICE, (("paragraph", "Јавни оглас"), ("paragraph", "Јавна објава"))),
            (_TWICE, (("paragraph", "Јавни оглас"), ("paragraph", "Јавни позив"))),
        ),
    ),
)
