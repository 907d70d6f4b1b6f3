"""Terminology: which agreed terms stand in this text, whatever their case, number or script?

`entry` says what a term is, `endings` which forms its words have, `finder` finds them in a text, `lookup` answers who
looks a term up, and `reading` reads and writes lists. What the rules miss and what they find wrongly is measured in
docs/methods/terms.md.
"""

from uramost.terms.endings import ENDINGS, SAME_ENDINGS, Stem, stems
from uramost.terms.entry import DOMAINS, STATUSES, BadTerms, Found, Status, Term
from uramost.terms.finder import Finder
from uramost.terms.lookup import Hit, Lookup
from uramost.terms.reading import read_csv, read_table, write_csv

__all__ = [
    "DOMAINS",
    "ENDINGS",
    "SAME_ENDINGS",
    "STATUSES",
    "BadTerms",
    "Finder",
    "Found",
    "Hit",
    "Lookup",
    "Status",
    "Stem",
    "Term",
    "read_csv",
    "read_table",
    "stems",
    "write_csv",
]
