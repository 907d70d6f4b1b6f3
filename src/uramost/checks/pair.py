"""All checks on one source and its translation."""

from collections.abc import Sequence

from uramost.checks.finding import NO_PLACES, Context, Finding, Places
from uramost.checks.table import CHECKS
from uramost.terms import Term


def check(
    source: str,
    target: str,
    *,
    source_language: str,
    target_language: str,
    places: Places = NO_PLACES,
    terms: Sequence[Term] = (),
) -> list[Finding]:
    """All findings on one pair, in the order of CHECKS; languages are BCP 47 tags, texts may hold placeables."""
    return examine(source, target, Context(source_language, target_language, places, terms))


def examine(source: str, target: str, context: Context) -> list[Finding]:
    """As `check`, with a context made once for the document. An empty target is one finding, not one per lost fact."""
    findings: list[Finding] = []
    for one in CHECKS:
        findings += one(source, target, context)
        if findings and one.code == "empty":
            break
    return findings
