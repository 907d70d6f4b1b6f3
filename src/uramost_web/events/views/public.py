"""What anyone sees: events to come and past, one event, and calendars to subscribe to."""

from typing import Any, Final

from django.db.models import Exists, OuterRef
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import conditional_page, require_safe

from uramost_web.events import calendars, listing, looking, permissions, registering, wording
from uramost_web.events.models import Coming, Event, Kind, Minutes, Session, State
from uramost_web.events.needs import NEEDS
from uramost_web.events.photographs import Photograph
from uramost_web.interface import code, spoken
from uramost_web.notices.models import Notice
from uramost_web.places.models import Municipality
from uramost_web.places.words import words
from uramost_web.question import Question

_KINDS = dict(Kind.choices)


@require_safe
def events(request: HttpRequest) -> HttpResponse:
    """Of all municipalities."""
    return _list(request, "")


@require_safe
def events_of_place(request: HttpRequest, slug: str) -> HttpResponse:
    if words().by_slug(slug) is None:
        raise Http404
    return _list(request, slug)


def _list(request: HttpRequest, slug: str) -> HttpResponse:
    seen, now = words(), timezone.now()
    given = {**request.GET.dict(), **({"place": slug} if slug else {})}
    chosen = looking.choice(given, seen, _KINDS, {})
    page = request.GET.get("page", "")
    found = looking.part(Event.objects.public(), chosen, seen, now, page, listing.COLUMNS, public=True)
    context = {
        "lines": listing.lines(found.rows, seen),
        "found": found,
        "chosen": chosen,
        "place": seen.by_slug(slug) if slug else None,
        "places": () if slug else [(place.slug, place.name) for place in seen.places.values()],
        "kinds": Kind.choices,
        "calendar": _calendar(slug, seen.tag),
    }
    return TemplateResponse(request, "events/list.html", context)


def _calendar(slug: str, tag: str) -> str:
    if slug:
        return reverse("events:calendar_of_place", args=[slug, tag])
    return reverse("events:calendar_of_all", args=[tag])


def found(number: int) -> Event:
    """A public event, or 404."""
    row: Event = get_object_or_404(permissions.with_its_place(Event.objects.public()), pk=number)
    return row


@require_safe
def event(request: HttpRequest, number: int) -> HttpResponse:
    """One event, in the reader's language or with the languages there are."""
    row, seen, now = found(number), words(), timezone.now()
    texts = {text.tag: text for text in row.notice.texts.filter(current=True).defer("texts", "search")}
    gone = row.notice.withdrawn_at is not None
    text = None if gone else texts.get(seen.tag)
    reason = registering.closed(row, now)
    full = not reason and row.capacity is not None and registering.next_state(row) == Coming.WAITING
    ((photographs, minutes),) = _BESIDES.about(row.pk)
    context = {
        "event": row,
        "place": seen.place(row.municipality),
        "title": wording.shown(row.titles, seen),
        "plain_title": wording.plain(row.titles, seen) or row.get_kind_display(),
        "text": text,
        "gone": gone,
        "others": [] if text or gone else [(tag, seen.autonym(tag)) for tag in sorted(texts, key=seen.rank)],
        "times": times_of(row),
        "venue": wording.shown(row.venue, seen),
        "spoken": [seen.language(tag) for tag in row.languages],
        "offers": [said for code, said in NEEDS.items() if code in row.offers],
        "closed": wording.CLOSED[reason] if reason else "",
        "full": full,
        "cancelled": row.state == State.CANCELLED,
        "why": wording.shown(row.cancelled_why, seen),
        "photographs": photographs,
        "calendar": reverse("events:calendar_of_event", args=[row.pk, seen.tag]),
        "minutes": minutes,
    }
    return TemplateResponse(request, "events/event.html", context)


def times_of(row: Event) -> list[str]:
    return [wording.when(starts, ends) for starts, ends in _TIMES.about(row.pk)]


_TIMES: Final = Question(
    lambda event: Session.objects.filter(event=event).order_by("number").values_list("starts_at", "ends_at"), tuple
)


_BESIDES: Final = Question(
    lambda event: Event.objects.filter(pk=event).values_list(
        Exists(Photograph.objects.shown().filter(event=OuterRef("pk"))),
        Exists(Minutes.objects.filter(event=OuterRef("pk"), notice__in=Notice.objects.public())),
    ),
    tuple,
)
"""Whether there are photographs to see, and minutes to read."""


# Calendars -----------------------------------------------------------------------------------------------------------


@require_safe
@conditional_page
def calendar_of_all(request: HttpRequest, tag: str) -> HttpResponse:
    _insist_spoken(tag)
    with translation.override(code(tag)):
        return _answer(Event.objects.all(), tag, _("Events"), "events")


@require_safe
@conditional_page
def calendar_of_place(request: HttpRequest, slug: str, tag: str) -> HttpResponse:
    _insist_spoken(tag)
    place = get_object_or_404(Municipality, slug=slug)
    with translation.override(code(tag)):
        name = _("Events in %(place)s") % {"place": place.name_in(tag)}
        return _answer(Event.objects.filter(municipality=place), tag, name, slug)


@require_safe
@conditional_page
def calendar_of_event(request: HttpRequest, number: int, tag: str) -> HttpResponse:
    """Also of one that is long over: whoever has its address in a letter still finds it."""
    _insist_spoken(tag)
    row = found(number)
    with translation.override(code(tag)):
        name = row.title_in(tag) or str(row.get_kind_display())
        return _file(calendars.write([row], tag, name), f"event-{number}")


def _insist_spoken(tag: str) -> None:
    """Calendars are in the languages of the interface: more would have no words for what they say."""
    if not spoken(tag):
        raise Http404


def _answer(rows: Any, tag: str, name: str, file: str) -> HttpResponse:
    return _file(calendars.write(calendars.coming(rows, timezone.now()), tag, name), file)


def _file(data: bytes, name: str) -> HttpResponse:
    response = HttpResponse(data, content_type="text/calendar; charset=utf-8")
    response.headers["Content-Disposition"] = f'inline; filename="{name}.ics"'
    return response
