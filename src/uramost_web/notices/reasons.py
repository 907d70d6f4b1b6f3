"""Why a language is owed, in the reader's words."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from uramost_web.notices.editions import as_recorded, owed
from uramost_web.places.models import Municipality
from uramost_web.places.words import Words, words


@dataclass(frozen=True, slots=True)
class Reason:
    """A language owed: its name, its status, on which basis, by which regulation, and where this is written."""

    language: str
    name: str
    status: str
    basis: str
    regulation: str
    source: str


def reasons(place: Municipality, on: date) -> list[Reason]:
    """Each language owed for publishing, in the language of the page. Raises `languages.NoStatus`."""
    return [worded(as_recorded(entry), words()) for entry in owed(place, on)]


def worded(entry: Mapping[str, Any], said: Words) -> Reason:
    """What a publication recorded of a language owed, in the reader's words."""
    return Reason(
        language=entry["language"],
        name=said.language(entry["language"]),
        status=said.word("status", entry["status"]),
        basis=said.word("basis", entry["basis"]),
        regulation=entry["regulation"],
        source=said.cite(f"{entry['source']}; {entry['duty_source']}"),
    )
