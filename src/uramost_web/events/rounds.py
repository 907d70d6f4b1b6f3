"""What the calendar asks for: reminders a day before, events that are over, forms that were given up."""

from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone
from django_tasks import task

from uramost_web.events import asking, letters
from uramost_web.events.correspondence import About
from uramost_web.events.models import Coming, Event, Registration, State
from uramost_web.events.needs import OVER

BEFORE: Final = timedelta(days=1)
"""So long before it begins those who come are reminded; of one that was moved again."""


def needed(now: datetime) -> bool:
    """Whether there is anything to do."""
    return Event.objects.filter(_due(now) | _over(now)).exists() or asking.old(now).exists()


def _due(now: datetime) -> Q:
    soon = Q(state=State.ANNOUNCED, starts_at__gt=now, starts_at__lte=now + BEFORE, ends_at__gt=now)
    return soon & (Q(reminded_of=None) | ~Q(reminded_of=F("starts_at")))


def _over(now: datetime) -> Q:
    return Q(state=State.ANNOUNCED, ends_at__lte=now)


@task()
def go_round() -> int:
    """Do all of it; how many events that were. A round that dies half-way is begun again, and tells nobody twice."""
    now = timezone.now()
    done = 0
    for pk in list(Event.objects.filter(_due(now)).order_by("pk").values_list("pk", flat=True)):
        done += remind(pk, now)
    for pk in list(Event.objects.filter(_over(now)).order_by("pk").values_list("pk", flat=True)):
        done += close(pk, now)
    asking.old(now).delete()
    return done


@transaction.atomic
def remind(pk: int, now: datetime) -> bool:
    """Write to those who come to an event that is soon, once for each of its beginnings."""
    event = Event.objects.held(pk)
    if not Event.objects.filter(_due(now), pk=pk).exists():
        return False
    rows = event.registrations.filter(state=Coming.REGISTERED).select_related("person").order_by("place")
    letters.write_to(rows, event, About.REMINDER, now, number=int(event.starts_at.timestamp()))
    Event.objects.filter(pk=pk).update(reminded_of=F("starts_at"))
    return True


@transaction.atomic
def close(pk: int, now: datetime) -> bool:
    """An event is over: it was held, and what people needed for it is forgotten. Consent to photos stands."""
    event = Event.objects.held(pk)
    if event.state != State.ANNOUNCED or event.ends_at > now:
        return False
    Registration.objects.filter(event=event).update(**OVER)
    Event.objects.filter(pk=pk).update(state=State.HELD, changed_at=now)
    return True
