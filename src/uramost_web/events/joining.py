"""Two people of the directory were one: at an event for which both have a place, they hold one and not two."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

from django.db import IntegrityError, transaction

from uramost_web.directory.merging import Joiner, Undone
from uramost_web.events import registering
from uramost_web.events.models import Coming, Event, Registration

Change = tuple[int, str, str]
"""Registration, its state before the merge, its state after it."""


def join(kept: int, gone: int, at: datetime) -> list[Change]:
    """The registration of who goes does not come; whoever waited and was promised a place as the other has it.

    The place that is free goes to the next in line. Needs are left where they are, for the undo, and are forgotten
    when the event is over. As `directory.merging.Joiner.join`.
    """
    both = Event.objects.filter(pk__in=_standing(kept).values("event")).filter(pk__in=_standing(gone).values("event"))
    return [one for pk in both.order_by("pk").values_list("pk", flat=True) for one in _join(pk, kept, gone, at)]


def _standing(person: int) -> Any:
    return Registration.objects.filter(person=person).exclude(state=Coming.CANCELLED)


def _join(number: int, kept: int, gone: int, at: datetime) -> list[Change]:
    event = Event.objects.held(number)
    stands, goes = (_standing(person).filter(event=event).first() for person in (kept, gone))
    if stands is None or goes is None:  # one of them cancelled at this moment
        return []
    changed = [(goes.pk, str(goes.state), str(Coming.CANCELLED))]
    if (stands.state, goes.state) == (Coming.WAITING, Coming.REGISTERED):
        changed.append((stands.pk, str(stands.state), str(goes.state)))
    for pk, _before, after in changed:
        Registration.objects.filter(pk=pk).update(state=after)
    registering.move_up(event, at)
    return changed


def part(changed: Sequence[Change], told: Undone) -> None:
    """Each has again what it had, also where the place was given to somebody else: it was promised to them before."""
    for pk, before, after in changed:
        row = Registration.objects.filter(pk=pk).first()
        if row is None:
            told.tell("deleted")
        elif row.state != after:
            told.tell("field_changed")
        elif _put_back(row, before):
            told.back += 1
        else:
            told.tell("refused")


def _put_back(row: Registration, state: str) -> bool:
    try:
        with transaction.atomic():
            Registration.objects.filter(pk=row.pk).update(state=state)
    except IntegrityError:  # they registered anew meanwhile
        return False
    return True


JOINER: Final = Joiner(join=join, part=part)
