"""Who waits longer for an answer in their own language? Waits that are not over yet count too.

`Waits.of` takes plain columns; `report` says everything that a page shows, in codes and values, and `drawing` draws
the curves. The pieces stand in modules of their own: `curve` (Kaplan and Meier), `mean` (restricted means), `ranks` and
`permutation` (log-rank), `competing` (Aalen and Johansen), `proportions`, `protection`. docs/methods/fairness.md has
the definitions, formulas and sources, and what none of this can show.
"""

from uramost.fairness.answer import (
    REMARKS,
    TESTS,
    VERDICTS,
    Comparison,
    Estimate,
    GroupFigures,
    Overall,
    Point,
    Report,
    Score,
    Share,
)
from uramost.fairness.drawing import Words, drawing
from uramost.fairness.proportions import holm
from uramost.fairness.report import report
from uramost.fairness.waits import OUTCOMES, BadWaits, Marks, Waits

__all__ = [
    "OUTCOMES",
    "REMARKS",
    "TESTS",
    "VERDICTS",
    "BadWaits",
    "Comparison",
    "Estimate",
    "GroupFigures",
    "Marks",
    "Overall",
    "Point",
    "Report",
    "Score",
    "Share",
    "Waits",
    "Words",
    "drawing",
    "holm",
    "report",
]
