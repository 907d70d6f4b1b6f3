"""Which of a municipality's texts may a clerk begin with? Those that are there in every language owed."""

from collections.abc import Sequence
from datetime import date

from django.db.models import Q

from uramost_web.casework import owing
from uramost_web.casework.models import AnswerText, Case
from uramost_web.places.models import in_language

ACT = "reply"
"""The duty that says in which languages residents are answered."""


def complete(text: AnswerText, tags: Sequence[str]) -> bool:
    """Whether it is written in all of the languages owed; never where nobody knows which these are."""
    return bool(tags) and not owing.lacking(text.texts, tags)


def offered(case: Case, move: str, on: date) -> list[tuple[AnswerText, str]]:
    """(the text, what it says in the resident's language), for this move and this service or any."""
    rows = AnswerText.objects.filter(Q(service=case.service_id) | Q(service=None), municipality=case.municipality_id)
    found = list(rows.filter(move=move).order_by("code"))
    if not found:
        return []
    tags = owing.owed(case.municipality, on, ACT)
    said = [(row, in_language(row.texts, case.language)) for row in found if complete(row, tags)]
    return [(row, text) for row, text in said if text.strip()]
