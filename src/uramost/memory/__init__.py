"""Translation memory: which sentences translated before are like this one? Fast, and with none missed.

The score of two texts is rapidfuzz' ``fuzz.ratio`` (Indel similarity, 0 to 100) of the texts as :func:`comparable`
sees them. A memory is held in one process (`Memory`), kept in a file that many processes share
(`uramost.memory.store`), or laid over rows that live elsewhere (`uramost.memory.shared`).
``docs/methods/memory.md`` says why none is missed.
"""

from uramost.memory.alerts import NEGATIONS, alerts
from uramost.memory.difference import Piece, difference
from uramost.memory.held import Memory
from uramost.memory.offer import POINTS, RULES, Question, may_see
from uramost.memory.repeats import Repetition, repetitions
from uramost.memory.unit import (
    EDGE,
    Alert,
    Context,
    Match,
    Penalty,
    Unit,
    comparable,
    context_of,
    contexts,
    fingerprint,
)

__all__ = [
    "EDGE",
    "NEGATIONS",
    "POINTS",
    "RULES",
    "Alert",
    "Context",
    "Match",
    "Memory",
    "Penalty",
    "Piece",
    "Question",
    "Repetition",
    "Unit",
    "alerts",
    "comparable",
    "context_of",
    "contexts",
    "difference",
    "fingerprint",
    "may_see",
    "repetitions",
]
