"""The tables of capacity: instruments, rounds of assessment, and the plans that come of them."""

from uramost_web.capacity.averages import Average
from uramost_web.capacity.instruments import Instrument
from uramost_web.capacity.plans import Evidence, Going, Measure, Plan, Step
from uramost_web.capacity.rounds import Agreed, Brought, Comment, Rater, Rating, Round, State

__all__ = [
    "Agreed",
    "Average",
    "Brought",
    "Comment",
    "Evidence",
    "Going",
    "Instrument",
    "Measure",
    "Plan",
    "Rater",
    "Rating",
    "Round",
    "State",
    "Step",
]
