"""Which events somebody sees at the desk, and what they may do with them."""

from typing import Any

from django.http import Http404

from uramost_web.accounts.models import User
from uramost_web.events.models import Event
from uramost_web.places.models import Municipality
from uramost_web.places.permissions import HEAVY, NotAllowed, keys_of_workplaces, may, read_roles, workplaces

SEE, WRITE, RUN = "event.see", "event.write", "event.run"
ANNOUNCE = "notice.write"
"""An event is announced by its notice: an official text of the municipality, in the languages that it owes."""


def check_sees(person: User) -> None:
    """404 for whoever has nothing to do with events."""
    read_roles(person)
    if not may(person, SEE):
        raise Http404


def events(person: User) -> Any:
    """Those of the municipalities where this person works; of all for a programme role."""
    keys = keys_of_workplaces(person, SEE)
    return Event.objects.all() if keys is None else Event.objects.filter(municipality__in=sorted(keys))


def with_its_place(rows: Any) -> Any:
    """Events read together with what every page about one shows."""
    heavy = (f"municipality__{name}" for name in HEAVY)
    return rows.select_related("municipality", "notice", "course", "host").defer(*heavy)


def event_for(person: User, number: int, act: str = SEE) -> Event:
    """Or 404, as if another municipality's event were not there; 403 for who only reads."""
    check_sees(person)
    row = with_its_place(Event.objects.filter(pk=number)).first()
    if row is None or not may(person, SEE, row.municipality):
        raise Http404
    if act != SEE and not may(person, act, row.municipality):
        raise NotAllowed("role")
    found: Event = row
    return found


def may_start(person: User) -> bool:
    """Whether there is any place in which this person may enter events."""
    places = keys_of_workplaces(person, WRITE)
    return places is None or bool(places)


def places_to_start(person: User) -> list[Municipality]:
    """Where this person may enter events: programme staff everywhere. Who may write a notice announces them."""
    return workplaces(person, WRITE)
