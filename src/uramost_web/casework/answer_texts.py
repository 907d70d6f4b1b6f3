"""Which of a municipality's texts may a clerk begin with? Those that are there in every language owed."""

from collections.abc import Sequence
from datetime import date

from django.db.models import Q

from uramost.languages import NoStatus
from uramost_web.casework.models import AnswerText, Case
from uramost_web.places.models import Municipality, in_language, rules_on
from uramost_web.places.words import words

ACT = "reply"
"""The duty that says in which languages residents are answered."""


def owed_tags(municipality: Municipality, on: date) -> tuple[str, ...]:
    """The tags of the languages in which an answer is owed here; none where no status has been entered."""
    try:
        owed = [entry.language for entry in rules_on(municipality, ACT, on) if entry.strength == "owed"]
    except NoStatus:
        return ()
    return tuple(tag.tag for tag in words().tongues.values() if tag.stored and tag.language in owed)


def complete(text: AnswerText, tags: Sequence[str]) -> bool:
    """Whether it is written in all of the languages owed; never where nobody knows which these are."""
    return bool(tags) and all(in_language(text.texts, tag).strip() for tag in tags)


def offered(case: Case, move: str, on: date) -> list[tuple[AnswerText, str]]:
    """(the text, what it says in the resident's language), for this move and this service or any."""
    rows = AnswerText.objects.filter(Q(service=case.service_id) | Q(service=None), municipality=case.municipality_id)
    found = list(rows.filter(move=move).order_by("code"))
    if not found:
        return []
    tags = owed_tags(case.municipality, on)
    said = [(row, in_language(row.texts, case.language)) for row in found if complete(row, tags)]
    return [(row, text) for row, text in said if text.strip()]
