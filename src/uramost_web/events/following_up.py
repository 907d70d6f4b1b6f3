"""What became of earlier decisions: asked at every event of a course, and counted ("7 of 9 carried out")."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from uramost_web.accounts import audit
from uramost_web.accounts.models import User
from uramost_web.events.models import Carried, Decision, Event, FollowUp, State
from uramost_web.events.permissions import RUN
from uramost_web.places.permissions import NotAllowed, check_may


@dataclass(frozen=True, slots=True)
class Followed:
    """A decision, and what this event found; where it has not looked yet, what is known otherwise."""

    decision: Decision
    state: str
    note: str
    looked: bool


def followed(event: Event) -> list[Followed]:
    """What the event looks at: all that its predecessor decided, and older decisions that were not settled before it.

    The list is the same whenever it is made: what is settled here still stands in it. Constant queries.
    """
    if event.course_id is None:
        return []
    last = _earlier(event).filter(minutes__decisions__isnull=False).order_by("-starts_at", "-pk").first()
    if last is None:
        return []
    settled = FollowUp.objects.filter(decision=OuterRef("pk"), event__in=_earlier(event)).exclude(state=Carried.OPEN)
    rows = Decision.objects.filter(minutes__event__in=_earlier(event))
    rows = rows.filter(Q(minutes__event=last) | ~Exists(settled)).select_related("minutes__event", "minutes__notice")
    here = {row.decision_id: row for row in event.follow_ups.all()}
    return [_one(row, here.get(row.pk)) for row in rows.order_by("-minutes__event__starts_at", "minutes", "number")]


def _earlier(event: Event) -> Any:
    """Of the course, before this event, in the same order as in lists."""
    before = Q(starts_at__lt=event.starts_at) | Q(starts_at=event.starts_at, pk__lt=event.pk)
    return Event.objects.filter(before, course=event.course_id).exclude(state=State.CANCELLED)


def _one(decision: Decision, here: FollowUp | None) -> Followed:
    if here is None:
        return Followed(decision, decision.state, "", looked=False)
    return Followed(decision, here.state, here.note, looked=True)


def counted(rows: list[Followed]) -> tuple[int, int]:
    """(carried out, all); what was given up is not carried out."""
    return sum(row.state == Carried.DONE for row in rows), len(rows)


@transaction.atomic
def follow_up(*, event: Event, decision: Decision, state: str, note: str, by: User, at: datetime) -> None:
    """What this event found; the decision has that state from now on, unless a later event found something else."""
    held = Event.objects.held(event.pk)
    check_may(by, RUN, held.municipality)
    if decision.pk not in {row.decision.pk for row in followed(held)}:
        raise NotAllowed("role")
    FollowUp.objects.update_or_create(
        decision=decision, event=held, defaults={"state": Carried(state), "note": note, "by": by, "at": at}
    )
    newest = decision.follow_ups.order_by("event__starts_at", "event").last()
    Decision.objects.filter(pk=decision.pk).update(state=newest.state if newest else state)
    audit.record("decision.followed_up", subject=decision, by=by, at=at, state=state)
