"""What a resident does with their own case, through its secret link."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from uramost import states
from uramost_web.accounts.models import User
from uramost_web.casework import history
from uramost_web.casework.history import Refused, Said
from uramost_web.casework.models import Attachment, Case, Entry

WORST, BEST = 1, 5


@transaction.atomic
def add(
    *,
    case: Case,
    text: str,
    at: datetime,
    files: tuple[Attachment, ...] = (),
    facts: Mapping[str, Any] | None = None,
    by: User | None = None,
) -> Entry:
    """Say more, or supply what was asked for: then the clock runs again. Raises `Refused`.

    `by`: a clerk who put a letter of theirs to the case.
    """
    held = Case.objects.held(case.pk)
    if not text.strip() and not files:
        raise Refused("text_needed")
    said = Said(text=text, language=held.language, files=files, facts=dict(facts or {}))
    if held.state == "needs_information":
        return history.move(case=held, code="supply", who="resident", by=by, at=at, said=said)
    entry = history.append(case=held, code="add", who="resident", by=by, at=at, said=said)
    if held.closed_at is not None:  # nobody works on it, so somebody has to be shown that there is more
        held.wrote_at = at
    history.finish(held, entry, at)
    return entry


@transaction.atomic
def go(*, case: Case, code: str, text: str, at: datetime, facts: Mapping[str, Any] | None = None) -> Entry:
    """Withdraw, reopen, appeal: a move of the resident's, with their reason in their words. Raises `Refused`."""
    held = Case.objects.held(case.pk)
    said = Said(text=text, language=held.language, reason=text, facts=dict(facts or {}))
    if code == "appeal_silence" and not held.late(at):
        raise Refused("not_late")
    if code == "reopen":
        held.reopened += 1
        held.merged_into = None
    return history.move(case=held, code=code, who="resident", by=None, at=at, said=said)


@transaction.atomic
def rate(*, case: Case, rating: int, text: str, at: datetime, facts: Mapping[str, Any] | None = None) -> Entry:
    """How content the resident is with the answer, 1 to 5; it can be changed. Raises `Refused`."""
    held = Case.objects.held(case.pk)
    if held.anonymised_at is not None:
        raise Refused("anonymous")
    if held.closed_at is None or held.outcome != "answered":
        raise Refused("not_answered")
    if not WORST <= rating <= BEST:
        raise Refused("not_rated")
    held.rating = rating
    said = Said(text=text, language=held.language, facts={**(facts or {}), "rating": rating})
    entry = history.append(case=held, code="rate", who="resident", by=None, at=at, said=said)
    history.finish(held, entry, at)
    return entry


def moves(case: Case) -> tuple[states.Move, ...]:
    """What the resident may do now."""
    return states.allowed(case.state, "resident")


def has_sent(case: Case, key: str) -> bool:
    """Whether the form with this key was sent before: a double click or a resend does nothing twice."""
    return bool(key) and case.entries.filter(who="resident", facts__key=key).exists()
