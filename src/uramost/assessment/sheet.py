"""An assessment on a spreadsheet, for places without a connection: what stands where, and what it holds.

Two sheets for people, one for what is scored and one for the plan, and a third that says which instrument, version
and round it is. Rows and columns are found by their codes in the first column and the third row, so that sorting,
hiding and inserting does no harm.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from uramost.assessment.instrument import Instrument
from uramost.assessment.measures import STATES, Measure

FORMAT: Final = 1
"""Of the workbook; a later one that cannot be read as this is told."""
SCORES: Final = "uramost:scores"
PLAN: Final = "uramost:plan"
ABOUT: Final = "uramost:about"
KEYS: Final = 3
"""The row with the codes of the columns."""
RATERS: Final = 30
MEASURES: Final = 500
EMPTY_MEASURES: Final = 30
NOT_OURS: Final = "x"
"""What is typed where an item does not apply; a hyphen or a dash does as well, and the Cyrillic letter."""


@dataclass(frozen=True, slots=True)
class Rated:
    """What one rater said: `key` is whatever the sender knows them by, empty for somebody new."""

    name: str
    values: Mapping[str, int | None]
    notes: Mapping[str, str] = field(default_factory=dict)
    key: str = ""


@dataclass(frozen=True, slots=True)
class Assessment:
    """Everything of a round that a workbook carries. `key` is whatever the sender knows the round by."""

    instrument: str
    version: int
    organisation: str = ""
    key: str = ""
    raters: tuple[Rated, ...] = ()
    agreed: Mapping[str, int | None] = field(default_factory=dict)
    reasons: Mapping[str, str] = field(default_factory=dict)
    measures: tuple[Measure, ...] = ()


@dataclass(frozen=True, slots=True)
class Words:
    """What the sheets say, in the language of who fills them in."""

    language: str = "en"
    title: str = "Assessment"
    how: str = (
        "Give each question the level whose statement fits best: 1, 2, 3 or 4; x where it does not apply to you. "
        "Everybody scores alone first. Do not change the grey codes."
    )
    question: str = "Question"
    evidence: str = "What would show it"
    rater: str = "Rater {}"
    note: str = "Note"
    agreed: str = "Agreed"
    why: str = "Why"
    plan: str = "Action plan"
    plan_how: str = (
        "One line for each measure. Days as 31.12.2026; the cost in euro; the item is a code of the first sheet."
    )
    item: str = "Item"
    what: str = "Measure"
    owner: str = "Who does it"
    starts: str = "From"
    due: str = "Until"
    cost: str = "Cost (€)"
    helps: str = "Who helps"
    state: str = "State"
    shown_by: str = "What shows that it is done"
    about: str = "About this file"
    states: Mapping[str, str] = field(default_factory=lambda: dict(zip(STATES, STATES, strict=True)))


@dataclass(frozen=True, slots=True)
class Told:
    """What was not taken as it stands, and where: `line` and `column` as the spreadsheet shows them; 0: the file.

    other_version{version,wanted} · other_content · score_not_1_to_4{value} · formula{value} · merged{value} ·
    too_long · unknown_item{value} · twice{value} · missing_item{item} · value_without_item{value} ·
    no_column{value} · bad_date{value} · bad_cost{value} · unknown_state{value} · too_many_raters{value} ·
    too_many_measures{value} · no_scores · no_plan
    """

    sheet: str
    line: int
    column: str
    code: str
    values: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Taken:
    """What was read from a workbook, with everything that was not."""

    assessment: Assessment
    told: tuple[Told, ...]
    lines: Mapping[tuple[str, str], int]
    """(what, code) → its line: ("item", code) of the first sheet, ("measure", number from 0) of the second."""


class NotAnAssessment(ValueError):
    """A spreadsheet, and no assessment of ours: not_ours, other_instrument{instrument}, newer_format{format}."""

    def __init__(self, code: str, **values: str) -> None:
        super().__init__(code, values)
        self.code = code
        self.values = values


PLAIN: Final = Words()


def blank(instrument: Instrument, raters: int) -> Assessment:
    """For printing or filling in: with so many raters, and nothing in it."""
    return Assessment(instrument.code, instrument.version, raters=tuple(Rated("", {}) for _ in range(raters)))
