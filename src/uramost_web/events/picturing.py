"""Photographs are added with the consent of those who are to be seen, and go as soon as one of them takes it back."""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from typing import Any, Final
from uuid import uuid4

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone
from django_tasks import task

from uramost.pictures import Picture
from uramost_web.accounts import audit
from uramost_web.accounts.models import User
from uramost_web.events.models import Coming, Event, Registration
from uramost_web.events.permissions import RUN
from uramost_web.events.photographs import Photograph, Seen
from uramost_web.places.permissions import check_may

MOST: Final = 40
"""Photographs of an event."""


class CannotShow(ValueError):
    """`code` is no_consent or too_many."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def consenting(event: Event) -> Any:
    """Registrations of those who may be seen."""
    rows = event.registrations.filter(photos=True).exclude(state=Coming.CANCELLED)
    return rows.select_related("person").order_by("person__folded", "pk")


@transaction.atomic
def add(
    *, event: Event, picture: Picture, says: Mapping[str, str], seen: Collection[Registration], by: User, at: datetime
) -> Photograph:
    """Keep a picture that was cleaned. Raises `CannotShow` and `NotAllowed`."""
    row = Event.objects.held(event.pk)
    check_may(by, RUN, row.municipality)
    numbers = {one.pk for one in seen}
    if consenting(row).filter(pk__in=numbers).count() != len(numbers):
        raise CannotShow("no_consent")
    if row.photographs.count() >= MOST:
        raise CannotShow("too_many")
    made = Photograph(
        key=uuid4(), event=row, width=picture.width, height=picture.height, says=dict(says), added_by=by, added_at=at
    )
    made.file.save("", ContentFile(picture.content), save=False)
    try:
        with transaction.atomic():
            made.save()
            Seen.objects.bulk_create(Seen(photograph=made, registration_id=one) for one in sorted(numbers))
            audit.record("photo.added", subject=row, by=by, at=at, number=made.pk)
    except Exception:
        made.file.delete(save=False)
        raise
    return made


@transaction.atomic
def take_away(photograph: Photograph, *, by: User, at: datetime) -> None:
    """Whatever the reason is. Raises `NotAllowed`."""
    check_may(by, RUN, photograph.event.municipality)
    _take_away([photograph], by=by, at=at)


def consents(registration: Registration) -> bool:
    """Whether the person may be seen in photographs of the event."""
    return registration.all_of_theirs().filter(photos=True).exists()


@transaction.atomic
def withdraw(registration: Registration, at: datetime) -> int:
    """They want to be seen no longer: their pictures go, for the others in them, too. How many that were."""
    theirs = registration.all_of_theirs()
    theirs.filter(photos=True).update(photos=False, changed_at=at)
    rows = list(Photograph.objects.filter(seen__registration__in=theirs).select_related("event").distinct())
    _take_away(rows, by=None, at=at)
    return len(rows)


def _take_away(rows: Iterable[Photograph], *, by: User | None, at: datetime) -> None:
    for row in rows:
        audit.record("photo.taken_away", subject=row.event, by=by, at=at, number=row.pk)
        storage, name = row.file.storage, row.file.name
        row.delete()
        transaction.on_commit(lambda storage=storage, name=name: storage.delete(name))  # type: ignore[misc]  # defaults


@task()
def forget_refused() -> None:
    """Pictures of which somebody has taken the consent back elsewhere, such as with their other needs."""
    with transaction.atomic():
        _take_away(Photograph.objects.refused().select_related("event"), by=None, at=timezone.now())


def overdue(at: datetime) -> bool:
    """Whether there are such pictures; they are shown to nobody meanwhile."""
    found: bool = Photograph.objects.refused().exists()
    return found
