"""Self-assessment of an organisation: instruments, what raters say, what they agree on, and the plan that follows.

An instrument is data: domains, in them items, for each item four statements of which one fits best, and what would show
it. It knows no clock, no database and no people but their ratings.
"""

from uramost.assessment.drawing import Axis, Line, bars, radar
from uramost.assessment.instrument import LEVELS, Domain, Instrument, Item, Place
from uramost.assessment.measures import STATES, Measure, Progress, Wrong, progress, wrong
from uramost.assessment.reading import BadInstrument, Fault, as_plain, of_plain, of_toml, shipped
from uramost.assessment.scoring import (
    FLOOR,
    Change,
    Network,
    Score,
    Spread,
    Understood,
    changes,
    may_follow,
    network,
    scores,
    spreads,
    understood,
)

__all__ = [
    "FLOOR",
    "LEVELS",
    "STATES",
    "Axis",
    "BadInstrument",
    "Change",
    "Domain",
    "Fault",
    "Instrument",
    "Item",
    "Line",
    "Measure",
    "Network",
    "Place",
    "Progress",
    "Score",
    "Spread",
    "Understood",
    "Wrong",
    "as_plain",
    "bars",
    "changes",
    "may_follow",
    "network",
    "of_plain",
    "of_toml",
    "progress",
    "radar",
    "scores",
    "shipped",
    "spreads",
    "understood",
    "wrong",
]
