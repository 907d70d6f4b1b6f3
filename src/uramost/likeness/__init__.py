"""Which earlier cases may be about the same thing, whatever language they were written in?

`concepts` finds in a text what it is about, `measure` compares two reports, `index` finds the few of many that are
worth comparing. Likeness is suggested to a person; nothing is ever merged because of it.
"""

from uramost.likeness.concepts import EVERYDAY, Concepts
from uramost.likeness.index import Index
from uramost.likeness.measure import (
    REACH_DAYS,
    REACH_METRES,
    THRESHOLD,
    Likeness,
    Parts,
    Reading,
    Report,
    cell,
    cells_near,
    compare,
    likeness,
    metres,
    read,
)

__all__ = [
    "EVERYDAY",
    "REACH_DAYS",
    "REACH_METRES",
    "THRESHOLD",
    "Concepts",
    "Index",
    "Likeness",
    "Parts",
    "Reading",
    "Report",
    "cell",
    "cells_near",
    "compare",
    "likeness",
    "metres",
    "read",
]
