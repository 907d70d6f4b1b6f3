"""Parity checks: does a translation say the same as its source, in the right language, script and words?

`check` runs all of CHECKS on one pair of texts; `examine` does so for many pairs of one document, for which terms and
place names are prepared once; `examine_document` looks across all pairs of a document, and `compare` finds out first
which paragraphs of two files belong together. Nothing here raises on any text.
Examples and codes: docs/reference/checks.md.
"""

from uramost.checks.alignment import Part
from uramost.checks.consistency import TwoWays, translated_two_ways
from uramost.checks.document import DOCUMENT_CHECKS, Row, across, compare, examine_document
from uramost.checks.finding import NO_PLACES, Check, Context, Finding, Places, Severity
from uramost.checks.pair import check, examine
from uramost.checks.table import CHECKS

__all__ = [
    "CHECKS",
    "DOCUMENT_CHECKS",
    "NO_PLACES",
    "Check",
    "Context",
    "Finding",
    "Part",
    "Places",
    "Row",
    "Severity",
    "TwoWays",
    "across",
    "check",
    "compare",
    "examine",
    "examine_document",
    "translated_two_ways",
]
