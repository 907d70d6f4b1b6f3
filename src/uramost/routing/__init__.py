"""Which office gets a case, why, and is the table of rules sound?

`rules` says what a rule is, `order` which of two comes first, `choosing` picks the office for one case and explains
it, `examining` finds what is wrong with a table before a resident does, `reading` has tables as CSV.
"""

from uramost.routing.choosing import Considered, Decision, Step, route
from uramost.routing.examining import Finding, Service, examine
from uramost.routing.order import ORDER, Place, compare, in_order
from uramost.routing.reading import COLUMNS, Fault, read_csv, write_csv
from uramost.routing.rules import KINDS, WEEKDAYS, BadRule, Case, Hours, Kind, Rule

__all__ = [
    "COLUMNS",
    "KINDS",
    "ORDER",
    "WEEKDAYS",
    "BadRule",
    "Case",
    "Considered",
    "Decision",
    "Fault",
    "Finding",
    "Hours",
    "Kind",
    "Place",
    "Rule",
    "Service",
    "Step",
    "compare",
    "examine",
    "in_order",
    "read_csv",
    "route",
    "write_csv",
]
