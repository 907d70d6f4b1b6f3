"""An event is cancelled: its calendar entry says so, everybody who registered or waits is written to, and what they
needed is forgotten.
"""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from uramost_web.accounts import audit
from uramost_web.accounts.models import User
from uramost_web.events import letters
from uramost_web.events.correspondence import About
from uramost_web.events.models import Attendance, Event, FollowUp, Minutes, Photograph, State
from uramost_web.events.needs import OVER
from uramost_web.events.permissions import WRITE
from uramost_web.places.permissions import NotAllowed, check_may


@transaction.atomic
def cancel(*, event: Event, why: Mapping[str, str], by: User, at: datetime) -> Event:
    """`why` by tag; it is public. Raises `NotAllowed` for one that is over, cancelled, or was never announced."""
    held = Event.objects.held(event.pk)
    check_may(by, WRITE, held.municipality)
    if held.state != State.ANNOUNCED:
        raise NotAllowed("event_over")
    return call_off(held, why=why, by=by, at=at)


@transaction.atomic
def discard(*, event: Event, by: User, at: datetime) -> None:
    """Delete one that was never announced; its notice stays, and can be used or left.

    Raises `NotAllowed` for another, and for one that took place all the same: who came and what was written stays.
    """
    held = Event.objects.held(event.pk)
    check_may(by, WRITE, held.municipality)
    if held.state != State.DRAFT or _took_place(held):
        raise NotAllowed("event_over")
    audit.record("event.discarded", subject=held, by=by, at=at)
    held.delete()


def _took_place(event: Event) -> bool:
    """Whether something of it would be lost."""
    return (
        Attendance.objects.filter(session__event=event).exists()
        or Minutes.objects.filter(event=event).exists()
        or FollowUp.objects.filter(event=event).exists()
        or Photograph.objects.filter(event=event).exists()
    )


def call_off(event: Event, *, why: Mapping[str, str], by: User | None, at: datetime) -> Event:
    """Within a transaction that holds the event."""
    event.state = State.CANCELLED
    event.cancelled_why = dict(why)
    event.sequence += 1
    event.changed_at = at
    event.save(update_fields=["state", "cancelled_why", "sequence", "changed_at"])
    audit.record("event.cancelled", subject=event, by=by, at=at)
    event.registrations.update(**OVER)
    letters.write_to_all(event, About.CANCELLED, at, number=event.sequence)
    return event
