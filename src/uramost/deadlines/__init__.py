"""Until when does an answer have to be given, how was that computed, and what does silence mean?

A `Clock` holds what bears on one case; `computed` reads it at a moment, with a `Calendar` that is made once and kept.
"""

from uramost.deadlines.calendar import Calendar, Change, Holiday, OutOfSpan
from uramost.deadlines.clock import Clock, Extension, Pause, Suspension
from uramost.deadlines.computing import STATES, Computed, NotCounted, computed
from uramost.deadlines.counting import extension_refusal, last_day, latest, promised
from uramost.deadlines.limits import (
    BINDS,
    FIRST_DAY,
    LAST_DAY,
    SILENCE,
    UNITS,
    Limit,
    NoLimit,
    NotFound,
    Overlap,
    limit_on,
    norm_fault,
    overlaps,
)
from uramost.deadlines.moves import Move, moved
from uramost.deadlines.receipt import OfficeHours
from uramost.deadlines.steps import REFUSALS, STEPS, Step, StepKind, plain, restored

__all__ = [
    "BINDS",
    "FIRST_DAY",
    "LAST_DAY",
    "REFUSALS",
    "SILENCE",
    "STATES",
    "STEPS",
    "UNITS",
    "Calendar",
    "Change",
    "Clock",
    "Computed",
    "Extension",
    "Holiday",
    "Limit",
    "Move",
    "NoLimit",
    "NotCounted",
    "NotFound",
    "OfficeHours",
    "OutOfSpan",
    "Overlap",
    "Pause",
    "Step",
    "StepKind",
    "Suspension",
    "computed",
    "extension_refusal",
    "last_day",
    "latest",
    "limit_on",
    "moved",
    "norm_fault",
    "overlaps",
    "plain",
    "promised",
    "restored",
]
