"""Who waits longer for an answer in their own language? Waits that are not over yet count too.

`Waits.of` takes plain columns; `report` says everything that a page shows, in codes and values, `parts` the same of
each stratum by itself, and `drawing` draws the curves. The pieces stand in modules of their own: `curve` (Kaplan and
Meier), `mean` (restricted means), `ranks` and `permutation` (log-rank), `competing` (Aalen and Johansen),
`proportions`, `protection`.

Whether answers say all they have to: `checklist` (what that is), `sampling` (which are read), `completeness`.
docs/methods/fairness.md has the definitions, formulas and sources, and what none of this can show.
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
from uramost.fairness.checklist import CHECKLIST, MARKS, BadMarks, Item, complete
from uramost.fairness.completeness import FOUND, Agreement, Completed, Completeness, Contrast, agreement, completeness
from uramost.fairness.drawing import Words, drawing
from uramost.fairness.parts import Part, parts
from uramost.fairness.proportions import holm
from uramost.fairness.report import report
from uramost.fairness.sampling import Drawn, draw
from uramost.fairness.waits import OUTCOMES, BadWaits, Marks, Waits

__all__ = [
    "CHECKLIST",
    "FOUND",
    "MARKS",
    "OUTCOMES",
    "REMARKS",
    "TESTS",
    "VERDICTS",
    "Agreement",
    "BadMarks",
    "BadWaits",
    "Comparison",
    "Completed",
    "Completeness",
    "Contrast",
    "Drawn",
    "Estimate",
    "GroupFigures",
    "Item",
    "Marks",
    "Overall",
    "Part",
    "Point",
    "Report",
    "Score",
    "Share",
    "Waits",
    "Words",
    "agreement",
    "complete",
    "completeness",
    "draw",
    "drawing",
    "holm",
    "parts",
    "report",
]
