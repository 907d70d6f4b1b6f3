"""The catalogue: what a municipality offers its residents, and all there is to know before asking."""

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.utils import timezone, translation
from django.utils.text import capfirst
from django.views.decorators.http import require_safe

from uramost.deadlines import Limit
from uramost.text import search_key
from uramost_web.casework import clocks, drafts
from uramost_web.casework.catalogue import TEXTS, Service
from uramost_web.casework.kinds import HEADINGS
from uramost_web.casework.limit_words import limit_in_words, silence_in_words, weekdays
from uramost_web.casework.models import Office
from uramost_web.casework.telling import Telling, tongues
from uramost_web.interface import spoken
from uramost_web.places.alphabet import order
from uramost_web.places.models import Municipality
from uramost_web.places.words import words

LONGEST_SEARCH = 100


@require_safe
def services(request: HttpRequest, slug: str) -> HttpResponse:
    """Everything that can be asked for here today, by groups; found by words in any language."""
    place = get_object_or_404(Municipality, slug=slug)
    asked = request.GET.get("q", "").replace("\0", "")[:LONGEST_SEARCH].strip()
    today = timezone.localdate()
    every = offered(place, today)
    texts = [text for row in every for text in (row.names, row.descriptions) if text]
    versions = tongues(place, texts, today, request.GET.get("in", ""))
    rows = [row for row in every if not asked or found_by(row, asked)]
    telling = Telling.of(versions)
    context = {
        "place": place,
        "groups": groups(rows, telling),
        "number": len(rows),
        "asked": asked,
        "tongues": versions if any(one.there and not spoken(one.tag) for one in versions) else (),
        "telling": telling,
        "tag": telling.tag,
    }
    return TemplateResponse(request, "casework/services.html", context)


def offered(place: Municipality, on: date) -> list[Service]:
    return list(Service.objects.offered(on).filter(municipality=place).select_related("office", "municipality"))


def groups(rows: list[Service], telling: Telling) -> list[tuple[str, list[tuple[Service, str]]]]:
    """(kind, its services and their addresses): requests first; by group, and in it as the alphabet has them."""
    tag = telling.tag
    rows = sorted(rows, key=lambda row: (row.group, order(row.name_in(tag), tag)))
    by_kind = [
        (heading, [(row, row.get_absolute_url() + telling.query) for row in rows if row.kind == kind])
        for kind, heading in HEADINGS.items()
    ]
    with translation.override(telling.code):
        return [(str(heading), some) for heading, some in by_kind if some]


def found_by(service: Service, asked: str) -> bool:
    """Whether its name, description or a keyword, in any language, has every word asked for, folded."""
    texts = [*service.names.values(), *service.descriptions.values(), *service.keywords]
    said = " ".join(search_key(text) for text in texts)
    return all(word in said for word in search_key(asked).split())


@require_safe
def service(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """One service. One that has ended says so, and what there is instead."""
    row = get_object_or_404(
        Service.objects.select_related("municipality", "office__kind", "instead__municipality"),
        municipality__slug=slug,
        code=code,
    )
    today = timezone.localdate()
    if row.starts_on is not None and row.starts_on > today:
        raise Http404
    texts = [getattr(row, name) for name in TEXTS if getattr(row, name)]
    versions = tongues(row.municipality, texts, today, request.GET.get("in", ""))
    telling, instead = Telling.of(versions), drafts.replacement(row, today)
    context = {
        "service": row,
        "place": row.municipality,
        "offered": row.offered_on(today),
        "instead": instead,
        "instead_address": instead.get_absolute_url() + telling.query if instead else "",
        **in_words(row, clocks.limit_for(row, today), telling.code),
        "tongues": versions,
        "telling": telling,
        "tag": telling.tag,
    }
    return TemplateResponse(request, "casework/service.html", context)


def in_words(row: Service, limit: Limit | None, code: str) -> dict[str, Any]:
    """The limit, its source, what silence means and the opening hours, told in a language (Django's code)."""
    with translation.override(code):
        return {
            "limit": limit_in_words(limit) if limit else "",
            "limit_source": words().cite(limit.source) if limit else "",
            "silence": silence_in_words(limit) if limit else "",
            "hours": hours(row.office),
        }


def hours(office: Office) -> list[tuple[str, str]]:
    """(weekday or weekdays, from–to …), in the order of the week; days that follow and are alike stand together."""
    names = weekdays()
    by_day: dict[int, list[str]] = {}
    for day, opens, shuts in sorted(office.hours):
        by_day.setdefault(day, []).append(f"{opens}–{shuts}")
    rows: list[tuple[int, int, str]] = []
    for day, spans in by_day.items():
        times = ", ".join(spans)
        if rows and rows[-1][1] == day - 1 and rows[-1][2] == times:
            rows[-1] = (rows[-1][0], day, times)
        else:
            rows.append((day, day, times))
    return [
        (capfirst(names[first] if first == last else f"{names[first]} – {names[last]}"), times)
        for first, last, times in rows
    ]
