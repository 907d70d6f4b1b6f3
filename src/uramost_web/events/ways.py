"""What else an event has pages for at the desk: as a table, in which each part of the app has its line."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from uramost_web.accounts.models import User
from uramost_web.events.models import TAUGHT, Event
from uramost_web.places.permissions import may


@dataclass(frozen=True, slots=True)
class Way:
    """A page about one event: its address takes the event's number; `shown` whether this event has one."""

    name: str
    act: str
    said: str | Promise
    shown: Callable[[Event], bool] = lambda _event: True


def taught(event: Event) -> bool:
    return event.kind in TAUGHT


WAYS: Final[tuple[Way, ...]] = (
    Way("event_desk:people", "event.run", _("Who comes, and what they need")),
    Way("running:interpretation", "event.run", _("Interpretation plan")),
    Way("running:sessions", "event.see", _("Sessions: sign-in, door and attendance")),
    Way("running:received", "event.run", _("Questions of residents")),
    Way("running:minutes", "event.run", _("Minutes and decisions")),
    Way(
        "running:follow_up",
        "event.run",
        _("What became of earlier decisions"),
        shown=lambda event: event.course_id is not None,
    ),
    Way("training:test", "event.see", _("Test before and after"), taught),
    Way("training:evaluations", "event.see", _("What those who came thought of it")),
    Way("training:photographs", "event.see", _("Photographs")),
    Way("training:certificates", "event.see", _("Certificates"), taught),
)


def ways_of(event: Event, person: User) -> list[tuple[str, str | Promise]]:
    """(address, words) of the pages that this person may open."""
    return [
        (reverse(way.name, args=[event.pk]), way.said)
        for way in WAYS
        if way.shown(event) and may(person, way.act, event.municipality)
    ]
