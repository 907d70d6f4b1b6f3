"""Events as calendars read them (RFC 5545), in one language: all, those of a municipality, or one."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from email.utils import parseaddr
from typing import Any, Final
from urllib.parse import urlsplit

import icalendar
from django.conf import settings
from django.db.models import prefetch_related_objects
from django.utils import timezone
from django.utils import translation as interface
from django.utils.translation import gettext as _

from uramost_web.events import links, wording
from uramost_web.events.models import Event, Session, State
from uramost_web.interface import code, spoken
from uramost_web.places.models import in_language
from uramost_web.places.permissions import HEAVY
from uramost_web.places.words import Words, words

BACK: Final = timedelta(days=90)
"""Events that ended longer ago are left out, also cancelled ones: calendars have heard of it by then."""
MOST: Final = 1000


def coming(rows: Any, now: datetime) -> list[Event]:
    """What belongs into a calendar today: what is to come, soonest first; then, while there is room, what was."""
    light = rows.public().select_related("municipality").defer(*(f"municipality__{name}" for name in HEAVY))
    ahead = list(light.filter(ends_at__gte=now).order_by("ends_at", "pk")[:MOST])
    past = light.filter(ends_at__lt=now, ends_at__gte=now - BACK).order_by("-ends_at", "-pk")[: MOST - len(ahead)]
    found = [*ahead, *past]
    prefetch_related_objects(found, "sessions")
    return found


def write(rows: Iterable[Event], tag: str, name: str) -> bytes:
    """A calendar called `name`, in the language with this tag; each session is an entry of its own."""
    with interface.override(code(tag) if spoken(tag) else interface.get_language()):
        seen = words(tag)
        made = icalendar.Calendar()
        made.add("prodid", "-//UraMost//events//")
        made.add("version", "2.0")
        made.add("method", "PUBLISH")
        made.add("name", name, parameters={"LANGUAGE": tag})
        made.add("x-wr-calname", name)
        made.add("refresh-interval", timedelta(hours=6), parameters={"VALUE": "DURATION"})
        for event in rows:
            sessions = list(event.sessions.all())
            for session in sessions:
                made.add_component(_entry(event, session, len(sessions), seen))
        made.add_missing_timezones()
        return bytes(made.to_ical())


def _entry(event: Event, session: Session, of: int, seen: Words) -> icalendar.Event:
    found = icalendar.Event()
    zone = timezone.get_default_timezone()
    title, tag = _title(event, seen)
    found.add("uid", uid(event, session.number))
    found.add("dtstamp", event.changed_at.astimezone(UTC))
    found.add("last-modified", event.changed_at.astimezone(UTC))
    found.add("created", event.created_at.astimezone(UTC))
    found.add("sequence", event.sequence)
    found.add("status", "CANCELLED" if event.state == State.CANCELLED else "CONFIRMED")
    found.add("dtstart", session.starts_at.astimezone(zone))
    found.add("dtend", session.ends_at.astimezone(zone))
    found.add("summary", title if of == 1 else f"{title} ({session.number}/{of})", parameters={"LANGUAGE": tag})
    found.add("categories", [str(event.get_kind_display())])
    found.add("url", links.event_link(event, seen.tag if spoken(seen.tag) else "en"))
    venue, venue_tag = wording.name_of(event.venue, seen)
    place = ", ".join(part for part in (venue, event.municipality.name_in(seen.tag)) if part)
    found.add("location", place, parameters={"LANGUAGE": venue_tag or seen.tag})
    if event.latitude is not None and event.longitude is not None:
        found.add("geo", (float(event.latitude), float(event.longitude)))
    if told := _told(event, seen):
        found.add("description", told, parameters={"LANGUAGE": seen.tag})
    return found


def _title(event: Event, seen: Words) -> tuple[str, str]:
    """In the language of the calendar; where it has none, its kind, and the title in another that is named."""
    if own := event.title_in(seen.tag):
        return own, seen.tag
    kind, other = str(event.get_kind_display()), wording.plain(event.titles, seen)
    return (f"{kind}: {other}" if other else kind), seen.tag


def _told(event: Event, seen: Words) -> str:
    said = []
    if event.state == State.CANCELLED:
        said.append(_("Cancelled."))
        said.append(in_language(event.cancelled_why, seen.tag))
    if event.online:
        said.append(event.online)
    return "\n".join(part for part in said if part)


def uid(event: Event, number: int) -> str:
    """The same for ever. The first session has the event's own, further ones their number behind it."""
    host = urlsplit(settings.SITE_URL).hostname or parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2]
    return f"{event.key}@{host}" if number == 1 else f"{event.key}-{number}@{host}"
