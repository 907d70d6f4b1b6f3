"""A participants' list is brought for an event: those who are taken over from it come, and are taken back with it.

Nobody is written to because of a list. From then on those who came with it are reminded, and told of a move or of the
cancellation, as everybody is.
"""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from typing import Any, Final
from uuid import uuid4

from django.db import transaction
from django.db.models import Max
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from uramost_web.accounts import audit
from uramost_web.accounts.models import User
from uramost_web.directory import importing, purposes
from uramost_web.directory.imports import Import
from uramost_web.directory.models import Person
from uramost_web.events import registering, wording
from uramost_web.events.models import Attendance, Coming, Event, ParticipantList, Registration, Sitting, State
from uramost_web.events.permissions import RUN
from uramost_web.interface import spoken
from uramost_web.places.permissions import check_may
from uramost_web.places.words import words
from uramost_web.secret_links import new_nonce

AT_ONCE: Final = 500
USUAL: Final = ("sq", "sr-Cyrl")
"""In which of these somebody is written to whose language nobody knows: that of the municipality's first name."""


def obstacle(event: Event) -> str:
    """Why no list can be brought for an event, as a code of `wording.CLOSED`; empty: one can, also afterwards."""
    return str(event.state) if event.state in {State.DRAFT, State.CANCELLED} else ""


@transaction.atomic
def begin(*, event: Event, by: User, at: datetime, **given: Any) -> Import:
    """Read a list and have it compared, as `importing.begin` does. Raises what it raises, and `NotOpen`."""
    check_may(by, RUN, event.municipality)
    if why := obstacle(event):
        raise registering.NotOpen(why)
    row = importing.begin(kind=Import.Kind.PARTICIPANTS, by=by, at=at, **given)
    ParticipantList.objects.create(of=row, event=event)
    return row


def said(row: Import) -> purposes.Said | None:
    """On the pages of the list."""
    brought = ParticipantList.objects.filter(of=row).select_related("event__municipality").first()
    if brought is None:
        return None
    event = brought.event
    return purposes.Said(
        called=wording.title(event, words()),
        address=reverse("event_desk:people", args=[event.pk]),
        confirming=_confirming(event),
        undoing=[
            _(
                "They are taken off the list of those who come, unless they were noted there, were written to, or "
                "changed something."
            )
        ],
    )


def _confirming(event: Event) -> list[str]:
    told: list[str] = [
        _("They are put on the list of those who come; whoever is on it already is not put there twice."),
        _("Nobody is written to because of this. Later letters, such as a reminder, go to them too."),
    ]
    free = _free(event, timezone.now())
    if free is not None:
        places = ngettext(
            "%(free)s place is free. Those who find none wait in line.",
            "%(free)s places are free. Those who find none wait in line.",
            free,
        )
        told.append(places % {"free": free})
    return told


def _free(event: Event, at: datetime) -> int | None:
    """Places that can be given; None where they are not counted, or no longer, for it has begun."""
    if event.capacity is None or at >= event.starts_at:
        return None
    if event.registrations.filter(state=Coming.WAITING).exists():
        return 0
    return max(event.capacity - registering.taken(event), 0)


def write(row: Import, people: Sequence[int], *, by: User, at: datetime) -> None:
    """Put people on the list of the event, in the order of their lines. As `purposes.Write` says."""
    brought = ParticipantList.objects.filter(of=row).first()
    if brought is None:
        return
    event = Event.objects.held(brought.event_id)
    check_may(by, RUN, event.municipality)
    if why := obstacle(event):
        raise purposes.NotPossible(wording.CLOSED[why])
    there = set(event.registrations.exclude(state=Coming.CANCELLED).values_list("person", flat=True))
    found = Person.objects.in_bulk([number for number in people if number not in there])
    rows = list(_registrations(brought, event, [found[number] for number in people if number in found], at))
    Registration.objects.bulk_create(rows, batch_size=AT_ONCE)
    waiting = sum(one.state == Coming.WAITING for one in rows)
    audit.record("event.list_brought", subject=event, by=by, at=at, people=len(rows), waiting=waiting)


def _registrations(
    brought: ParticipantList, event: Event, people: Iterable[Person], at: datetime
) -> Iterable[Registration]:
    """While it has not begun, each as they would be if they registered one after the other."""
    last = event.registrations.aggregate(last=Max("place"))["last"] or 0
    free = _free(event, at)
    usual = next((tag for tag in USUAL if tag.startswith(event.municipality.first_name or "sq")), USUAL[0])
    for number, person in enumerate(people):
        yield Registration(
            event=event, person=person, brought_with=brought, place=last + number + 1,
            state=Coming.REGISTERED if free is None or number < free else Coming.WAITING,
            reads=person.language if spoken(person.language) else usual,
            key=uuid4(), nonce=new_nonce(), registered_at=at, changed_at=at,
        )  # fmt: skip


def take_back(row: Import, *, by: User, at: datetime) -> Collection[int]:
    """Take those off the list again of whom nothing has become; the numbers of the others. As `purposes.TakeBack`."""
    brought = ParticipantList.objects.filter(of=row).first()
    if brought is None:
        return set()
    event = Event.objects.held(brought.event_id)
    check_may(by, RUN, event.municipality)
    took_part = set(Attendance.objects.filter(session__event=event).values_list("person", flat=True))
    took_part |= set(Sitting.objects.filter(quiz=event.pk).values_list("person", flat=True))
    rows = brought.registrations.prefetch_related("letters", "seen_in").select_related("evaluated")
    kept = [one for one in rows if one.person_id in took_part or lived_on(one)]
    gone, _of = Registration.objects.filter(brought_with=brought).exclude(pk__in=[one.pk for one in kept]).delete()
    registering.move_up(event, at)
    audit.record("event.list_taken_back", subject=event, by=by, at=at, people=gone, stayed=len(kept))
    return {one.person_id for one in kept}


def lived_on(row: Registration) -> bool:
    """They were written to, changed something themselves, or were asked or pictured at the event."""
    return bool(
        row.changed_at != row.registered_at or row.letters.all() or row.seen_in.all() or hasattr(row, "evaluated")
    )


PURPOSE: Final = purposes.Purpose(said=said, write=write, take_back=take_back)
