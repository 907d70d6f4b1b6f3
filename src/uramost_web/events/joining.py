"""Two people of the directory were one: at an event for which both have a place, they hold one and not two."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

from django.db import IntegrityError, transaction

from uramost_web.directory.merging import Joiner, Undone
from uramost_web.events import bringing, registering
from uramost_web.events.models import Coming, Event, Registration
from uramost_web.events.needs import NONE, OVER

NEEDED: Final = tuple(OVER)
"""What is taken over; consent to be seen is not: they are seen only where they said so as both."""
Joined = dict[str, Any]
"""At one event: the two `registrations`, who stands first, their states `before` and `after`, and which needs were
`filled`; which of the two is `unseen` though they had consented, and when the first was `changed`, before and by the
merge. Never what somebody needs: that is forgotten with the event, and a merge is not."""


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
    seen = stands.photos and goes.photos
    changed = at if _came_without(stands, goes) else stands.changed_at
    Registration.objects.filter(pk=goes.pk).update(state=after[1], photos=seen)
    Registration.objects.filter(pk=stands.pk).update(state=after[0], photos=seen, changed_at=changed, **filled)
    registering.move_up(event, at)
    return {
        "registrations": [stands.pk, goes.pk],
        "before": [str(stands.state), str(goes.state)],
        "after": after,
        "filled": list(filled),
        "unseen": [number for number, row in enumerate((stands, goes)) if row.photos and not seen],
        "changed": [stands.changed_at.isoformat(), changed.isoformat()],
    }


def _came_without(stands: Registration, goes: Registration) -> bool:
    """Whether who came with a list also comes without it: then it stays when the list is taken back."""
    with_it = goes.brought_with_id == stands.brought_with_id and not bringing.lived_on(goes)
    return stands.brought_with_id is not None and not with_it


def part(joined: Sequence[Joined], told: Undone) -> None:
    """Each has again what it had, also where the place was given to somebody else: it was promised to them before."""
    for one in joined:
        rows = Registration.objects.in_bulk(one["registrations"])
        stands, goes = (rows.get(pk) for pk in one["registrations"])
        if stands and goes:
            back = {name: NONE[name] for name in one["filled"] if getattr(stands, name) == getattr(goes, name)}
            Registration.objects.filter(pk=stands.pk).update(**back)
            _consent_back(stands, one, told)
        cancelled = stands is not None and stands.state == Coming.CANCELLED
        for row, before, after in zip((stands, goes), one["before"], one["after"], strict=True):
            if row is None:
                told.tell("deleted")
            elif cancelled and row is stands:  # since then, as the one person: they come under neither name
                told.tell("field_changed")
            elif before != after and not cancelled:
                _state_back(row, before, after, told)


def _consent_back(stands: Registration, one: Joined, told: Undone) -> None:
    """Only while nothing was changed since: perhaps that was the answer to this very question."""
    if "changed" not in one:  # merged before this was kept
        return
    before, after = (datetime.fromisoformat(moment) for moment in one["changed"])
    if stands.changed_at == after:
        Registration.objects.filter(pk=stands.pk).update(changed_at=before)
        unseen = [one["registrations"][number] for number in one["unseen"]]
        Registration.objects.filter(pk__in=unseen).update(photos=True)
    elif one["unseen"]:
        told.tell("field_changed")


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
