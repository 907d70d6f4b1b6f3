"""The catalogue: what a municipality offers its residents, and all there is to know before asking."""

from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from uramost.text import search_key
from uramost_web.casework import clocks
from uramost_web.casework.catalogue import TEXTS, Service
from uramost_web.casework.models import Office
from uramost_web.casework.wording import limit_in_words, weekdays
from uramost_web.places.models import Municipality
from uramost_web.places.words import reader_tag, words

LONGEST_SEARCH = 100


@require_safe
def services(request: HttpRequest, slug: str) -> HttpResponse:
    """Everything that can be asked for here today, by groups; found by words in any language."""
    place = get_object_or_404(Municipality, slug=slug)
    asked = request.GET.get("q", "")[:LONGEST_SEARCH].strip()
    rows = [row for row in offered(place, timezone.localdate()) if not asked or found_by(row, asked)]
    context = {"place": place, "rows": rows, "asked": asked, "tag": reader_tag()}
    return TemplateResponse(request, "casework/services.html", context)


def offered(place: Municipality, on: date) -> list[Service]:
    return list(Service.objects.offered(on).filter(municipality=place).select_related("office"))


def found_by(service: Service, asked: str) -> bool:
    """Whether its name, description or a keyword, in any language, has every word asked for, folded."""
    texts = [*service.names.values(), *service.descriptions.values(), *service.keywords]
    said = " ".join(search_key(text) for text in texts)
    return all(word in said for word in search_key(asked).split())


@require_safe
def service(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """One service. One that has ended says so, and what there is instead."""
    row = get_object_or_404(
        Service.objects.select_related("municipality", "office__kind", "instead"), municipality__slug=slug, code=code
    )
    today = timezone.localdate()
    if row.starts_on is not None and row.starts_on > today:
        raise Http404
    limit = clocks.limit_for(row, today)
    seen = words()
    context = {
        "service": row,
        "place": row.municipality,
        "offered": row.offered_on(today),
        "texts": texts(row, reader_tag()),
        "limit": limit_in_words(limit) if limit else "",
        "limit_source": seen.cite(limit.source) if limit else "",
        "silence": limit.silence if limit else "",
        "hours": hours(row.office),
        "tag": reader_tag(),
    }
    return TemplateResponse(request, "casework/service.html", context)


def texts(row: Service, tag: str) -> dict[str, tuple[str, list[str]]]:
    """Field → (its text in the reader's language, the languages that have it where the reader's has not)."""
    seen = words()
    return {
        name: (row.said(name, tag), [seen.autonym(other) for other in getattr(row, name)])
        for name in TEXTS
        if getattr(row, name)
    }


def hours(office: Office) -> list[tuple[str, str]]:
    """(weekday, from–to), in the order of the week."""
    names = weekdays()
    return [(names[day], f"{opens}–{shuts}") for day, opens, shuts in sorted(office.hours)]
