"""A case without the person: what is taken out when its time is over or its resident asks, and what stays."""

from calendar import monthrange
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial, reduce
from operator import or_
from typing import Any, Final

from django.core.files.storage import Storage
from django.db import transaction
from django.db.models import Q

from uramost_web.accounts import audit
from uramost_web.casework import incoming, sample_acts
from uramost_web.casework.history import Refused
from uramost_web.casework.models import Case, Service
from uramost_web.places.models import Municipality

CLEARED: Final[Mapping[str, Any]] = {
    "text": "",
    "given": {},
    "place_text": "",
    "latitude": None,
    "longitude": None,
    "name": "",
    "email": "",
    "phone": "",
    "by_sms": False,
    "public_text": "",
    "public_search": "",
    "wrote_at": None,
}
"""Field of a case → what stands there afterwards."""

KEPT: Final[Mapping[str, str]] = {
    "id": "the row",
    "municipality": "counts",
    "service": "counts",
    "reference": "so that the number is not given again, and the audit log can be read",
    "nonce": "the link says that the case was made anonymous, and nothing else",
    "language": "waiting times are compared by it",
    "reads": "a language",
    "channel": "counts",
    "state": "counts",
    "office": "counts",
    "first_office": "counts",
    "routed_by": "the number of a routing row, and which kinds of conditions were met",
    "assignee": "a clerk",
    "merged_into": "another case",
    "received_at": "waiting times",
    "entered_by": "a clerk",
    "clock_from": "waiting times",
    "limit": "a rule",
    "norm": "a rule",
    "due_at": "waiting times",
    "promised_at": "waiting times",
    "paused": "waiting times",
    "answered_at": "waiting times",
    "answer_language": "answers in another language are counted",
    "outcome": "waiting times",
    "waited": "waiting times",
    "closed_at": "waiting times",
    "changed_at": "waiting times",
    "forwarded": "counts",
    "reopened": "counts",
    "rating": "counts",
    "anonymised_at": "when this was done",
}
"""Every other field → why it stays."""

HANGING: Final[Mapping[str, str]] = {
    "entries": "texts and what was typed as a reason go; moves, moments, languages and who acted stay",
    "pauses": "stay: waiting times",
    "extensions": "stay: waiting times",
    "date_moves": "stay: waiting times",
    "letters": "go",
    "readings": "go",
    "attachments": "go, with their files",
    "post": "messages go; the digest stays, by which one that is delivered again is known",
    "draft": "goes",
    "merged": "are other cases",
    "sampled": "what nobody has scored goes; yes and no of the list stay, without a text: completeness is compared",
}
"""What hangs on a case → what becomes of it."""

KEPT_FACTS: Final = frozenset({"amount", "from", "to", "into", "reference", "rating", "state", "only_head"})
"""Of an entry's facts: numbers, offices, references, states and who may decide. Reasons and everything else that
somebody typed go.
"""


@transaction.atomic
def anonymise(*, case: Case, at: datetime) -> bool:
    """Take out texts, place, name, contact, files, letters and post; whether it was not done before.

    Pauses, extensions and the moves of the history stay: waiting times are counted from them. Raises
    `Refused("still_running")` for a case that somebody still works on.
    """
    held = Case.objects.held(case.pk)
    if held.anonymised_at is not None:
        return False
    if held.closed_at is None:
        raise Refused("still_running")
    for name, value in CLEARED.items():
        setattr(held, name, value)
    held.anonymised_at = at
    held.save()
    for entry in held.entries.all():
        facts = {name: value for name, value in entry.facts.items() if name in KEPT_FACTS}
        type(entry).objects.filter(pk=entry.pk).update(text="", facts=facts)
    held.letters.all().delete()
    held.readings.all().delete()
    sample_acts.forget(held, at)
    if hasattr(held, "draft"):
        held.draft.delete()
    _delete_files(held)
    return True


def _delete_files(case: Case) -> None:
    """Rows now, files once that is certain."""
    for attachment in case.attachments.all():
        transaction.on_commit(partial(_remove, attachment.file.storage, attachment.file.name))
    case.attachments.all().delete()
    incoming.empty(case.post.all())


def _remove(storage: Storage, name: str | None) -> None:
    if name:
        storage.delete(name)


@transaction.atomic
def delete(*, case: Case, at: datetime) -> None:
    """The resident wants it: `anonymise`, and an entry in the audit log. Raises `Refused`."""
    if anonymise(case=case, at=at):
        audit.record("case.anonymised", subject=case, by=None, at=at, cases=case.reference, why="resident")


@dataclass(frozen=True, slots=True)
class Expired:
    """The cases of a service whose time is over: those closed before `before`."""

    service: Service
    before: datetime
    references: tuple[str, ...]


def expired(at: datetime) -> Iterator[Expired]:
    """By services: what is past its months, and not anonymous yet."""
    for service in Service.objects.select_related("municipality").order_by("municipality__slug", "code"):
        before = months_before(at, service.kept_months)
        rows = Case.objects.filter(service=service, closed_at__lte=before, anonymised_at=None).order_by("reference")
        if found := tuple(rows.values_list("reference", flat=True)):
            yield Expired(service, before, found)


def waiting(place: Municipality, at: datetime) -> int:
    """How many cases of a municipality are past their months and not anonymous yet. Two queries."""
    months = place.services.order_by().values_list("kept_months", flat=True).distinct()
    over = [Q(service__kept_months=one, closed_at__lte=months_before(at, one)) for one in months]
    return Case.objects.filter(reduce(or_, over), municipality=place, anonymised_at=None).count() if over else 0


@transaction.atomic
def expire(*, reference: str, before: datetime, at: datetime) -> bool:
    """Make one case anonymous, if it is still as `expired` found it: it may have been opened again meanwhile."""
    found = Case.objects.filter(reference=reference, closed_at__lte=before, anonymised_at=None).first()
    if found is None:
        return False
    held = Case.objects.held(found.pk)
    if held.closed_at is None or not anonymise(case=held, at=at):
        return False
    audit.record("case.anonymised", subject=held, by=None, at=at, cases=reference, why="time_over")
    return True


def months_before(at: datetime, months: int) -> datetime:
    """The same day that many months ago; the last day of a month that has no such day."""
    years, month = divmod(at.year * 12 + at.month - 1 - months, 12)
    return at.replace(year=years, month=month + 1, day=min(at.day, monthrange(years, month + 1)[1]))
