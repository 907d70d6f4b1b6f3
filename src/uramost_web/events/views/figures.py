"""The desk's page of who came: each person once for what is asked, and hours by the definition that is chosen."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Final

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse, QueryDict
from django.template.response import TemplateResponse
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from uramost.counting import Definition
from uramost_web.accounts.requests import PersonRequest
from uramost_web.directory.listing import shown
from uramost_web.directory.permissions import places
from uramost_web.events import counting, permissions
from uramost_web.events.counting import CELL, PROGRAMME, Figure
from uramost_web.events.models import Course, Event, Kind, Programme
from uramost_web.events.tallies import Presence
from uramost_web.places.words import Words, words

PAGE: Final = 100
LEAST: Final[dict[str, tuple[Fraction, str | Promise]]] = {
    "": (Fraction(0), _("Every session that somebody came to")),
    "3-4": (Fraction(3, 4), _("Only of those who came to at least three quarters of the sessions")),
    "all": (Fraction(1), _("Only of those who came to all sessions")),
}
HOURS: Final[dict[str, tuple[int, str | Promise]]] = {"": (60, _("60 minutes")), "45": (45, _("45 minutes: a lesson"))}
STEPS: Final[dict[str, tuple[tuple[str, ...], str | Promise]]] = {
    "": (CELL, _("Municipality, kind and quarter")),
    "municipality": (("municipality",), _("Municipality")),
    "kind": (("kind",), _("Kind")),
    "programme": (("programme",), _("Programme")),
    "course": (("event__course",), _("Course")),
    "event": (("event",), _("Event")),
}
"""What people are counted once in, and the columns that tell it."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What the address asks for; what it does not know is left out."""

    place: str
    kind: str
    year: int | None
    step: str
    least: str
    hour: str

    @classmethod
    def read(cls, asked: QueryDict, seen: Words, years: list[int]) -> "Choice":
        def one(name: str, known: Any) -> str:
            return asked.get(name, "") if asked.get(name, "") in known else ""

        place = asked.get("place", "")[:100]
        year = one("year", {str(year) for year in years})
        return cls(
            place if seen.by_slug(place) else "", one("kind", Kind.values), int(year) if year else None,
            one("step", STEPS), one("least", LEAST), one("hour", HOURS),
        )  # fmt: skip

    @property
    def definition(self) -> Definition:
        return Definition(LEAST[self.least][0], HOURS[self.hour][0])


@login_required
@require_safe
def figures(request: PersonRequest) -> HttpResponse:
    """Of the municipalities that this person works for; of all for a programme role. For the desk only."""
    permissions.check_sees(request.user)
    seen = words()
    here = places(request.user, permissions.SEE)
    rows = Presence.objects.all() if here is None else Presence.objects.filter(municipality__in=here)
    span = counting.quarters(rows)
    years = [] if span is None else list(range(span[1] // 4, span[0] // 4 - 1, -1))
    chosen = Choice.read(request.GET, seen, years)
    rows = narrowed(rows, chosen, seen)
    if chosen.step == "programme":
        rows = rows.annotate(programme=PROGRAMME)
    found = counting.figures(rows, *STEPS[chosen.step][0], definition=chosen.definition)
    total = counting.figures(rows, definition=chosen.definition)[0]
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "lines": list(zip(called(chosen.step, page, seen), page, (_hours(row, chosen) for row in page), strict=True)),
        "total": total,
        "total_hours": _hours(total, chosen),
        "chosen": chosen,
        "of": STEPS[chosen.step][1],
        "places": [(one.slug, one.name) for one in seen.places.values() if here is None or one.pk in here],
        "kinds": Kind.choices,
        "years": years,
        "choices": {
            name: [(code, said) for code, (_what, said) in table.items()]
            for name, table in (("step", STEPS), ("least", LEAST), ("hour", HOURS))
        },
        "counted_at": counting.counted_at(),
    }
    return TemplateResponse(request, "events/training/figures.html", context)


def narrowed(rows: Any, chosen: Choice, seen: Words) -> Any:
    if place := seen.by_slug(chosen.place):
        rows = rows.filter(municipality=place.pk)
    if chosen.kind:
        rows = rows.filter(kind=chosen.kind)
    return rows.filter(quarter__range=(chosen.year * 4, chosen.year * 4 + 3)) if chosen.year else rows


def _hours(row: Figure, chosen: Choice) -> float:
    return row.minutes / chosen.definition.hour


def called(step: str, rows: Iterable[Figure], seen: Words) -> list[list[Any]]:
    """What each row is of, in the reader's words; a name that is not there in them says its language."""
    of = [row.of for row in rows]
    if step in {"programme", "course"}:
        model: Any = Programme if step == "programme" else Course
        named = dict(model.objects.filter(pk__in=[one for (one,) in of if one]).values_list("pk", "names"))
        none = gettext("Events of no programme") if step == "programme" else gettext("Events of no course")
        return [[shown(named[one], seen) if one else none] for (one,) in of]
    if step == "event":
        titles = dict(Event.objects.filter(pk__in=[one for (one,) in of]).values_list("pk", "titles"))
        return [
            [shown(titles[one], seen) if titles[one] else gettext("Event %(number)s") % {"number": one}]
            for (one,) in of
        ]
    names = STEPS[step][0]
    return [[_said(name, value, seen) for name, value in zip(names, one, strict=True)] for one in of]


def _said(name: str, value: Any, seen: Words) -> str:
    if name == "municipality":
        return seen.places[value].name
    if name == "kind":
        return str(Kind(value).label)
    return gettext("%(year)s, quarter %(number)s") % {"year": value // 4, "number": value % 4 + 1}
