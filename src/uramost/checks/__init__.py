"""Parity checks: does a translation say the same as its source, in the right language, script and words?

`check` runs all of CHECKS on one pair of texts; `examine` does so for many pairs of one document, for which terms and
place names are prepared once; `translated_two_ways` looks across a document. Nothing here raises on any text.
Examples and codes: docs/reference/checks.md.
"""

from collections.abc import Sequence

from uramost.checks.consistency import TwoWays, translated_two_ways
from uramost.checks.finding import NO_PLACES, Check, Context, Finding, Places, Severity
from uramost.checks.table import CHECKS
from uramost.terms import Term

__all__ = [
    "CHECKS",
    "NO_PLACES",
    "Check",
    "Context",
    "Finding",
    "Places",
    "Severity",
    "TwoWays",
    "check",
    "examine",
    "translated_two_ways",
]


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
