"""A term: a concept of municipal life with its names in every language."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, Literal, get_args

Status = Literal["proposed", "approved", "forbidden"]
STATUSES: Final[tuple[Status, ...]] = get_args(Status)
DOMAINS: Final = (
    "institutions",
    "administration",
    "languages",
    "communities",
    "publication",
    "participation",
    "acts",
    "procedure",
    "civil status",
    "finance",
    "procurement",
    "property",
    "economy",
    "agriculture",
    "environment",
    "services",
    "social",
    "education",
    "health",
    "justice",
)
"""What part of municipal life a term belongs to; a list may use others."""


class BadTerms(ValueError):
    """A list of terms that cannot be read.

    `code` missing_column, bad_status, duplicate_id, empty, extra_cells or not_a_table; `row` from 1; `value` the
    column, the status, the id, what stands beyond the last column.
    """

    def __init__(self, code: str, row: int, value: str = "") -> None:
        super().__init__(f"{code} in row {row}: {value}")
        self.code, self.row, self.value = code, row, value


@dataclass(frozen=True, slots=True)
class Term:
    """A concept with its names by language, the preferred one first, and the names that must not be used for it."""

    id: str
    texts: Mapping[str, tuple[str, ...]]
    status: Status = "proposed"
    definition: Mapping[str, str] = field(default_factory=dict)
    domain: str = ""
    source: str = ""
    forbidden: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Found:
    """A term at `start` to `end` of a text, in characters."""

    start: int
    end: int
    term: Term
