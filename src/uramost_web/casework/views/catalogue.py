"""The catalogue: what a municipality offers its residents, and all there is to know before asking."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from uramost import languages
from uramost.text import search_key
from uramost_web.casework import clocks, drafts
from uramost_web.casework.catalogue import TEXTS, Kind, Service
from uramost_web.casework.models import Office
from uramost_web.casework.wording import limit_in_words, silence_in_words, weekdays
from uramost_web.notices.editions import owed
from uramost_web.places.alphabet import order
from uramost_web.places.models import Municipality, in_language
from uramost_web.places.words import reader_tag, words

LONGEST_SEARCH = 100
KINDS: Final = {
    Kind.REQUEST: _("Requests"),
    Kind.APPLICATION: _("Applications"),
    Kind.COMPLAINT: _("Complaints"),
    Kind.DOCUMENT: _("Public documents"),
}
"""Kinds of services in the order of the catalogue, as headings."""


@require_safe
def services(request: HttpRequest, slug: str) -> HttpResponse:
    """Everything that can be asked for here today, by groups; found by words in any language."""
    place = get_object_or_404(Municipality, slug=slug)
    asked = request.GET.get("q", "").replace("\0", "")[:LONGEST_SEARCH].strip()
    rows = [row for row in offered(place, timezone.localdate()) if not asked or found_by(row, asked)]
    context = {"place": place, "groups": groups(rows), "number": len(rows), "asked": asked, "tag": reader_tag()}
    return TemplateResponse(request, "casework/services.html", context)


def offered(place: Municipality, on: date) -> list[Service]:
    return list(Service.objects.offered(on).filter(municipality=place).select_related("office", "municipality"))


def groups(rows: list[Service]) -> list[tuple[str, list[Service]]]:
    """(kind, its services): requests first; the services by group, and in it as the reader's alphabet has them."""
    tag = reader_tag()
    rows = sorted(rows, key=lambda row: (row.group, order(row.name_in(tag), tag)))
    by_kind = [(heading, [row for row in rows if row.kind == kind]) for kind, heading in KINDS.items()]
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
    limit, seen = clocks.limit_for(row, today), words()
    versions = tongues(row, today, request.GET.get("in", ""))
    context = {
        "service": row,
        "place": row.municipality,
        "offered": row.offered_on(today),
        "instead": drafts.replacement(row, today),
        "limit": limit_in_words(limit) if limit else "",
        "limit_source": seen.cite(limit.source) if limit else "",
        "silence": silence_in_words(limit) if limit else "",
        "hours": hours(row.office),
        "tongues": versions,
        "tag": next((one.tag for one in versions if one.shown), reader_tag()),
    }
    return TemplateResponse(request, "casework/service.html", context)


@dataclass(frozen=True, slots=True)
class Version:
    """The description of a service in one language: whole, in parts, or not there; and whether it is shown now."""

    tag: str
    autonym: str
    lacks: int
    there: bool
    shown: bool


def tongues(row: Service, on: date, wanted: str) -> list[Version]:
    """Every language owed here or written in, by its own name, and how many texts it lacks. One that was asked for
    by name is shown, else the reader's."""
    seen, reader = words(), reader_tag()
    texts = [getattr(row, name) for name in TEXTS if getattr(row, name)]
    try:
        tags = [entry.language for entry in owed(row.municipality, on)]
    except languages.NoStatus:
        tags = []
    of_owed = [tag for tag in seen.tongues if seen.language_of(tag) in tags and seen.tongues[tag].stored]
    every = dict.fromkeys([*of_owed, *(tag for text in texts for tag in text)])
    chosen = wanted if wanted in every else reader
    return [
        Version(
            tag=tag,
            autonym=seen.autonym(tag),
            lacks=sum(not in_language(text, tag) for text in texts),
            there=any(in_language(text, tag) for text in texts),
            shown=tag == chosen,
        )
        for tag in sorted(every, key=seen.rank)
    ]


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
