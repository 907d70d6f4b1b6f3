"""Somebody is forgotten: of events stays that somebody came, without a name, and what a test gave; all else goes."""

from collections.abc import Collection
from datetime import datetime

from uramost_web.events import picturing, registering
from uramost_web.events.certificates import Certificate
from uramost_web.events.correspondence import Letter
from uramost_web.events.interpreters import Booking, Interpreter, InterpreterPair
from uramost_web.events.models import Coming, Registration, State
from uramost_web.events.needs import NONE
from uramost_web.secret_links import new_nonce


def forget(numbers: Collection[int], at: datetime) -> None:
    """Entered in `directory.forgetting.FORGETTERS`. Whoever waits for an event to come gets the place that is free."""
    theirs = Registration.objects.filter(person__in=numbers).select_related("event").order_by("event", "pk")
    for row in theirs:
        picturing.withdraw(row, at)
        if row.event.state == State.ANNOUNCED and row.event.starts_at > at and row.state != Coming.CANCELLED:
            registering.cancel(registration=row, at=at)
        Registration.objects.filter(pk=row.pk).update(nonce=new_nonce(), changed_at=at, **NONE)
    Letter.objects.filter(registration__person__in=numbers).delete()
    Certificate.objects.filter(person__in=numbers).delete()
    interprets = Interpreter.objects.filter(person__in=numbers)
    Booking.objects.filter(interpreter__in=interprets, session__starts_at__gt=at).delete()
    InterpreterPair.objects.filter(interpreter__in=interprets).delete()
    interprets.update(active=False)
