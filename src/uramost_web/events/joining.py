"""Two people of the directory were one: at an event for which both have a place, they hold one and not two."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

from django.db import IntegrityError, transaction

from uramost_web.directory.merging import Joiner, Undone
from uramost_web.events import registering
from uramost_web.events.models import Coming, Event, Registration
from uramost_web.events.needs import NONE, OVER

NEEDED: Final = tuple(OVER)
"""What is taken over; consent to be seen is not."""
Joined = dict[str, Any]
"""At one event: the two `registrations`, who stands first, their states `before` and `after`, and which needs were
`filled`. Never what somebody needs: that is forgotten with the event, and a merge is not."""


def join(kept: int, gone: int, at: datetime) -> list[Joined]:
    """The registration of who goes does not come; whoever waited and was promised a place as the other has it.

    Needs that who stands has not told are taken over. In line they keep their own place. The place that is free goes
    to the next. As `directory.merging.Joiner.join`.
    """
    both = Event.objects.filter(pk__in=_standing(kept).values("event")).filter(pk__in=_standing(gone).values("event"))
    found = [_join(pk, kept, gone, at) for pk in both.order_by("pk").values_list("pk", flat=True)]
    return [one for one in found if one is not None]


def _standing(person: int) -> Any:
    return Registration.objects.filter(person=person).exclude(state=Coming.CANCELLED)


def _join(number: int, kept: int, gone: int, at: datetime) -> Joined | None:
    event = Event.objects.held(number)
    stands, goes = (_standing(person).filter(event=event).first() for person in (kept, gone))
    if stands is None or goes is None:  # one of them cancelled at this moment
        return None
    promised = Coming.REGISTERED in {stands.state, goes.state}
    after = [str(Coming.REGISTERED if promised else Coming.WAITING), str(Coming.CANCELLED)]
    filled = {name: getattr(goes, name) for name in NEEDED if getattr(goes, name) and not getattr(stands, name)}
    Registration.objects.filter(pk=goes.pk).update(state=after[1])
    Registration.objects.filter(pk=stands.pk).update(state=after[0], **filled)
    registering.move_up(event, at)
    before = [str(stands.state), str(goes.state)]
    return {"registrations": [stands.pk, goes.pk], "before": before, "after": after, "filled": list(filled)}


def part(joined: Sequence[Joined], told: Undone) -> None:
    """Each has again what it had, also where the place was given to somebody else: it was promised to them before."""
    for one in joined:
        rows = Registration.objects.in_bulk(one["registrations"])
        stands, goes = (rows.get(pk) for pk in one["registrations"])
        if stands and goes:
            back = {name: NONE[name] for name in one["filled"] if getattr(stands, name) == getattr(goes, name)}
            Registration.objects.filter(pk=stands.pk).update(**back)
        for row, before, after in zip((stands, goes), one["before"], one["after"], strict=True):
            if row is None:
                told.tell("deleted")
            elif before != after:
                _state_back(row, before, after, told)


def _state_back(row: Registration, before: str, after: str, told: Undone) -> None:
    if row.state != after:
        told.tell("field_changed")
        return
    try:
        with transaction.atomic():
            Registration.objects.filter(pk=row.pk).update(state=before)
        told.back += 1
    except IntegrityError:  # they registered anew meanwhile
        told.tell("refused")


JOINER: Final = Joiner(join=join, part=part)
