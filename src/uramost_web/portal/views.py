"""What anyone sees: notices in their language, and how far each municipality keeps its word."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Final

from django.conf import settings
from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.http import http_date
from django.utils.translation.trans_real import parse_accept_lang_header
from django.views.decorators.http import require_safe

from uramost import documents, parity
from uramost_web.capacity.models import Plan
from uramost_web.interface import NAMES
from uramost_web.notices import downloads
from uramost_web.notices.models import Kind, Notice, PublishedText, formats
from uramost_web.places.memoranda import Commitment, Progress, Standing, progress
from uramost_web.places.models import Municipality
from uramost_web.places.words import Words, words
from uramost_web.portal import behind, feeds, figures, lines, measures, reader, regime
from uramost_web.portal.kept import kept
from uramost_web.translation import machine_statement
from uramost_web.translation.attachments import CONTENT_TYPES
from uramost_web.translation.machine_models import MachineStatement

PAGE: Final = 50
LONGEST_SEARCH: Final = 100
ASKED: Final = (("sr-latn", "sr-latn"), ("sr-cyrl", "sr"), ("sr", "sr"), ("sq", "sq"), ("en", "en"))
"""What a browser asks for → the interface's language; the first that fits."""


@require_safe
def choose_language(request: HttpRequest) -> HttpResponse:
    """To the language the browser asks for; if that is none of ours, the reader chooses."""
    for asked, _ in parse_accept_lang_header(request.headers.get("Accept-Language", "")):
        for prefix, code in ASKED:
            if asked == prefix or asked.startswith(f"{prefix}-"):
                response: HttpResponse = HttpResponseRedirect(f"/{code}/")
                patch_vary_headers(response, ["Accept-Language"])
                return response
    response = TemplateResponse(request, "portal/choose_language.html", {"names": NAMES})
    patch_vary_headers(response, ["Accept-Language"])
    return response


@require_safe
@kept
def home(request: HttpRequest) -> HttpResponse:
    seen = words()
    latest = Notice.objects.public().newest_first().values_list(*lines.COLUMNS)[:6]
    counted = figures.counted()
    context = {
        "lines": lines.lines(latest, seen),
        "tiles": measures.tiles(measures.table(counted, seen.places.values()), "accessible", seen),
        "legend": measures.LEGEND,
        "counted_at": counted.at,
    }
    return TemplateResponse(request, "portal/home.html", context)


@require_safe
@kept
def notices(request: HttpRequest) -> HttpResponse:
    """Every notice, newest first; by municipality, by kind, by words in any language."""
    seen = words()
    asked = request.GET.get("q", "")[:LONGEST_SEARCH].strip()
    place = seen.by_slug(request.GET.get("municipality", ""))
    kind = request.GET.get("kind", "")
    found = Notice.objects.public().newest_first()
    if place:
        found = found.filter(municipality=place.pk)
    if kind in Kind.values:
        found = found.filter(kind=kind)
    if asked:
        found = found.saying(asked)
    page = Paginator(found.values_list(*lines.COLUMNS), PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "lines": lines.lines(page.object_list, seen),
        "q": asked,
        "place": place,
        "kind": kind,
        "places": seen.places.values(),
        "kinds": Kind.choices,
        "by_name": _by_name(asked, seen),
        "filtered": bool(asked or place or kind in Kind.values),
    }
    return TemplateResponse(request, "portal/notices.html", context)


def _by_name(asked: str, seen: Words) -> list[Any]:
    """Municipalities with such a name: who types a place's name often wants the place."""
    return [seen.place(row) for row in Municipality.objects.matching(asked)] if asked else []


def of_notice(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """The view gets the notice; of a withdrawn one only that it was withdrawn is said (410)."""

    @require_safe
    @wraps(view)
    def found(request: HttpRequest, slug: str, number: int, **more: str) -> HttpResponseBase:
        notice = reader.find(slug, number)
        if notice.withdrawn_at:
            context = {"notice": notice, "place": words().place(notice.municipality)}
            return TemplateResponse(request, "portal/withdrawn.html", context, status=410)
        return view(request, notice, **more)

    return found


@kept
@of_notice
def notice(request: HttpRequest, notice: Notice) -> HttpResponse:
    seen = words()
    asked = request.GET.get("text", "")
    reading = reader.read(notice, asked if asked in seen.tongues else seen.tag, seen)
    context = {
        "notice": notice,
        "reading": reading,
        "place": seen.place(notice.municipality),
        "feed": feeds.feed_path(notice.municipality.slug, reading.tag),
    }
    return TemplateResponse(request, "portal/notice.html", context)


@of_notice
def side_by_side(request: HttpRequest, notice: Notice) -> HttpResponse:
    """Two languages or more, what belongs together beside each other."""
    seen = words()
    current = list(notice.texts.filter(current=True).defer("html", "search"))
    current.sort(key=lambda text: seen.rank(text.tag))
    asked = set(request.GET.getlist("text")) or _first_beside(current, seen.tag)
    shown = [text for text in current if text.tag in asked]
    structure = notice.document.structure() if notice.document else ()
    context = {
        "notice": notice,
        "place": seen.place(notice.municipality),
        "choices": [(text.tag, seen.autonym(text.tag), text in shown) for text in current],
        "shown": [(text, seen.autonym(text.tag)) for text in shown],
        "rows": [
            [(text.tag, documents.to_html(unit, text.texts)) for text in shown] for unit in reader.units(structure)
        ]
        if len(shown) > 1
        else [],
    }
    return TemplateResponse(request, "portal/side_by_side.html", context)


def _first_beside(current: list[PublishedText], tag: str) -> set[str]:
    """The reader's language and the original; where these are one, the first language it was translated into."""
    source = next(text.tag for text in current if text.is_source)
    original = {source, *(text.tag for text in current if text.derived_from == source)}
    own = tag if any(text.tag == tag for text in current) else source
    translated = [text.tag for text in current if text.tag not in original]
    return {own, *translated[:1]} if own in original else {own, source}


@of_notice
def download(request: HttpRequest, notice: Notice, tag: str, format_: str) -> HttpResponseBase:
    if notice.document is None or format_ not in formats(notice.document) or tag not in words().tongues:
        raise Http404
    row, _ = downloads.make(get_object_or_404(notice.texts, tag=tag, current=True), format_)
    name = f"{notice.municipality.slug}-{notice.number}-{tag}.{format_}"
    response = FileResponse(row.file.open("rb"), as_attachment=True, filename=name, content_type=CONTENT_TYPES[format_])
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


@require_safe
@kept
def municipalities(request: HttpRequest) -> HttpResponse:
    """The four figures of every municipality, one of them as a map of equal tiles."""
    seen, counted = words(), figures.counted()
    asked = request.GET.get("q", "")[:LONGEST_SEARCH].strip()
    show, by = request.GET.get("show", ""), request.GET.get("sort", "")
    show = show if show in measures.NAMES else "accessible"
    found = {row.pk for row in Municipality.objects.matching(asked)} if asked else set(seen.places)
    everywhere = measures.table(counted, seen.places.values())
    context = {
        "rows": measures.sort([row for row in everywhere if row.place.pk in found], by),
        "tiles": measures.tiles(everywhere, show, seen),
        "legend": measures.LEGEND,
        "names": measures.NAMES,
        "meanings": measures.MEANINGS,
        "meaning": measures.MEANINGS[show],
        "show": show,
        "sort": by,
        "q": asked,
        "overall": measures.measures(counted.of(figures.ALL)),
        "incomplete": counted.of(figures.ALL).incomplete,
        "counted_at": counted.at,
    }
    return TemplateResponse(request, "portal/municipalities.html", context)


@require_safe
@kept
def municipality(request: HttpRequest, slug: str) -> HttpResponse:
    seen, counted = words(), figures.counted()
    machines = MachineStatement.objects.filter(municipality=OuterRef("pk"))  # few have one: it costs no question then
    promises = Commitment.objects.filter(memorandum__municipality=OuterRef("pk")).exclude(memorandum__standing="draft")
    plans = Plan.objects.filter(municipality=OuterRef("pk"), public=True)
    few = Municipality.objects.annotate(
        has_machine=Exists(machines), has_promises=Exists(promises), has_plan=Exists(plans)
    )
    row = get_object_or_404(few, slug=slug)
    scope, census = counted.of(slug), regime.census(row, seen)
    latest = Notice.objects.public().filter(municipality=row).newest_first().values_list(*lines.COLUMNS)[:10]
    context = {
        "municipality": row,
        "place": seen.place(row),
        "standings": regime.of_place(row, seen, census),
        "census": list(census.values()),
        "cautions": seen.all_of("caution:mother_tongue"),
        "population_cautions": seen.all_of("caution:population"),
        "population_basis": seen.word("population_basis", row.population_basis),
        "source": seen.cite(row.source),
        "measures": measures.measures(scope, slug),
        "incomplete": scope.incomplete,
        "counted_at": counted.at,
        "lines": lines.lines(latest, seen),
        "feeds": _feeds(row, seen),
        "promised": _promised(row) if getattr(row, "has_promises", False) else None,
        "has_plan": getattr(row, "has_plan", False),
        "machine": machine_statement.of_place(row) if getattr(row, "has_machine", False) else [],
    }
    return TemplateResponse(request, "portal/municipality.html", context)


def _promised(row: Municipality) -> Progress | None:
    """How far the commitments of its signed memoranda are, its own and the programme's."""
    rows = Commitment.objects.filter(memorandum__municipality=row).exclude(memorandum__standing=Standing.DRAFT)
    found = progress(rows, timezone.localdate())
    return found if found.total else None


def _feeds(row: Municipality, seen: Words) -> list[tuple[str, str, str]]:
    """(tag, the language's own name, address) of each feed."""
    return [(tag, seen.autonym(tag), feeds.feed_path(row.slug, tag)) for tag in feeds.tags_of(row, seen)]


@require_safe
def subscribe(request: HttpRequest, slug: str) -> HttpResponse:
    row, seen = get_object_or_404(Municipality, slug=slug), words()
    context = {"place": seen.place(row), "feeds": _feeds(row, seen), "site": settings.SITE_URL}
    return TemplateResponse(request, "portal/subscribe.html", context)


@require_safe
def feed(request: HttpRequest, slug: str, tag: str) -> HttpResponse:
    """Atom; unchanged since it was last asked for, it is not sent again."""
    row = get_object_or_404(Municipality, slug=slug)
    if tag not in words().tongues:
        raise Http404
    state = feeds.state(row, tag)
    response = get_conditional_response(request, etag=state.etag, last_modified=int(state.changed.timestamp()))
    if response is None:
        response = HttpResponse(
            feeds.write(row, tag, state.changed), content_type="application/atom+xml; charset=utf-8"
        )
    response.headers["ETag"] = state.etag
    response.headers["Last-Modified"] = http_date(state.changed.timestamp())
    response.headers["Content-Language"] = tag
    return response


@require_safe
@kept
def figure(request: HttpRequest, slug: str, dimension: str) -> HttpResponse:
    """One figure and every publication behind it."""
    seen = words()
    place = None if slug == figures.ALL else seen.place(get_object_or_404(Municipality, slug=slug))
    if dimension not in parity.DIMENSIONS:
        raise Http404
    found = figures.behind(slug, dimension)
    page = Paginator(behind.in_order(found.figure.publications), PAGE).get_page(request.GET.get("page"))
    context = {
        "place": place,
        "dimension": dimension,
        "measure": measures.measure(found.figure, slug, bool(page.paginator.count)),
        "others": [
            (name, reverse("portal:figure", args=(slug, code)))
            for code, name in measures.NAMES.items()
            if code != dimension
        ],
        "page": page,
        "shares": behind.shares(page.object_list, found, seen),
        "incomplete": len(found.reasons),
        "counted_at": found.at,
    }
    return TemplateResponse(request, "portal/figure.html", context)


@require_safe
@kept
def languages(request: HttpRequest) -> HttpResponse:
    """Which language is owed where, and why."""
    seen = words()
    standings = regime.of_all(seen)
    context = {
        "everywhere": [row for row in standings if row.place is None],
        "here": [row for row in standings if row.place is not None and not row.disputed],
        "disputed": [row for row in standings if row.disputed],
    }
    return TemplateResponse(request, "portal/languages.html", context)


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    return TemplateResponse(request, "portal/about.html", {"source_url": settings.SOURCE_URL})


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    return TemplateResponse(request, "portal/accessibility.html")
