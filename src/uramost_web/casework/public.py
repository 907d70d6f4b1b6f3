"""What anyone may see of a case: a table of fields. What is not in it is in no list, on no map and in no interface."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final

from django.db.models import Q
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from uramost.text import search_key
from uramost_web.casework.catalogue import Service, Shows
from uramost_web.casework.models import Case
from uramost_web.places.models import Municipality

DECIMALS: Final = 3
"""Of a coordinate: about a hundred metres, so that a point is a street and no house."""

GROUPS: Final[Mapping[str, tuple[Promise, tuple[str, ...]]]] = {
    "received": (_("Received"), ("received",)),
    "at_work": (
        _("Being worked on"),
        ("in_progress", "needs_information", "forwarded", "reopened", "appealed"),
    ),
    "planned": (_("Planned"), ("planned",)),
    "answered": (_("Answered"), ("answered",)),
    "refused": (_("Refused"), ("refused",)),
    "elsewhere": (_("Another authority is competent"), ("not_our_competence",)),
    "ended": (_("Ended"), ("closed", "withdrawn", "duplicate")),
}
"""What everyone sees → (its words, the states it stands for). Who appeals or has to reply is nobody’s business."""


def group(state: str) -> str:
    """The code of GROUPS for a state of `uramost.states`."""
    return next(code for code, (_words, states) in GROUPS.items() if state in states)


@dataclass(frozen=True, slots=True)
class Field:
    """A field that anyone may see: from which setting of the service on, and how it is shown."""

    shows: Shows  # FACTS: also with TEXT
    how: str  # for the manual
    value: Callable[[Case], Any]


def rounded(number: Decimal | None) -> Decimal | None:
    return None if number is None else round(number, DECIMALS)


def _day(case: Case) -> date:
    return timezone.localdate(case.received_at)


FIELDS: Final[Mapping[str, Field]] = {
    "reference": Field(Shows.FACTS, "as it is", lambda case: case.reference),
    "municipality": Field(Shows.FACTS, "its name", lambda case: case.municipality),
    "service": Field(Shows.FACTS, "its name", lambda case: case.service),
    "office": Field(Shows.FACTS, "its name", lambda case: case.office),
    "state": Field(Shows.FACTS, "one of seven groups of states", lambda case: group(case.state)),
    "received_at": Field(Shows.FACTS, "the day, without the hour", _day),
    "closed_at": Field(
        Shows.FACTS,
        "the day, without the hour",
        lambda case: timezone.localdate(case.closed_at) if case.closed_at else None,
    ),
    "due_at": Field(
        Shows.FACTS,
        "the day, while it runs",
        lambda case: timezone.localdate(case.due_at) if case.due_at and not case.closed_at else None,
    ),
    "latitude": Field(Shows.FACTS, f"rounded to {DECIMALS} decimals", lambda case: rounded(case.latitude)),
    "longitude": Field(Shows.FACTS, f"rounded to {DECIMALS} decimals", lambda case: rounded(case.longitude)),
    "public_text": Field(
        Shows.TEXT,
        "the text that a clerk has read and released, never the one that was sent",
        lambda case: case.public_text,
    ),
}
"""Field of a case → how anyone sees it. Pictures are shown with TEXT, those that a clerk has released."""

HIDDEN: Final[Mapping[str, str]] = {
    "id": "a number of the database",
    "nonce": "opens the resident’s page",
    "language": "with a place and a day it would tell about the person who asked",
    "reads": "as the language",
    "channel": "nobody needs it",
    "first_office": "counted in statistics only",
    "routed_by": "may repeat what was written",
    "assignee": "a person",
    "merged_into": "the resident is told",
    "text": "may name people; what is public is written to public_text",
    "given": "as the text",
    "place_text": "may be a home",
    "name": "a person",
    "email": "a person",
    "phone": "a person",
    "by_sms": "a person",
    "public_search": "for searching only",
    "entered_by": "a person",
    "clock_from": "shown to the resident",
    "limit": "stands at the service",
    "norm": "stands at the service",
    "promised_at": "shown to the resident",
    "paused": "shown to the resident",
    "answered_at": "counted in statistics only",
    "answer_language": "as the language",
    "outcome": "counted in statistics only",
    "waited": "counted in statistics only",
    "changed_at": "would tell when the resident did something",
    "wrote_at": "as changed_at",
    "forwarded": "counted in statistics only",
    "reopened": "counted in statistics only",
    "rating": "counted in statistics only",
    "anonymised_at": "an anonymous case is in no list",
}
"""Every other field → why nobody sees it."""


def fields(case: Case) -> dict[str, Any]:
    """What anyone sees of a case, by the setting of its service; nothing where that shows nothing."""
    shown = Shows(case.service.shows)
    if shown == Shows.NOTHING or case.anonymised_at is not None:
        return {}
    return {
        name: field.value(case) for name, field in FIELDS.items() if field.shows == Shows.FACTS or shown == Shows.TEXT
    }


def pictures(case: Case) -> Any:
    """The pictures that a clerk has released, of a service that shows them: a QuerySet."""
    released = case.attachments.filter(public=True, media_type="image/jpeg")
    return released if case.service.shows == Shows.TEXT and case.anonymised_at is None else released.none()


def services(place: Municipality) -> list[Service]:
    """Those of which anything is public, also ones that have ended."""
    return list(Service.objects.filter(municipality=place).exclude(shows=Shows.NOTHING))


def cases(place: Municipality) -> Any:
    """A QuerySet of the cases here of which anything is public, newest first.

    Hidden services are left out, instead of public ones picked: for that databases leave the index of the order.
    """
    hidden = list(Service.objects.filter(municipality=place, shows=Shows.NOTHING).values_list("pk", flat=True))
    return (
        Case.objects.filter(municipality=place, anonymised_at=None)
        .exclude(service__in=hidden)
        .prefetch_related("service", "municipality", "office")
        .order_by("-received_at", "-pk")
    )


def saying(words: str, offered: list[Service]) -> Q:
    """Whose released text, or whose service's name in any language, has every one of these words, folded."""
    found = Q()
    for word in search_key(words).split():
        named = [row.pk for row in offered if any(word in search_key(name) for name in row.names.values())]
        in_text = [row.pk for row in offered if row.shows == Shows.TEXT]
        found &= Q(service__in=named) | Q(public_search__contains=word, service__in=in_text)
    return found


def reference() -> tuple[list[tuple[str, str, str]], list[tuple[str, str]]]:
    """For the manual: (field, from which setting on, how) and (field, why not)."""
    return [(name, str(field.shows), field.how) for name, field in FIELDS.items()], list(HIDDEN.items())
