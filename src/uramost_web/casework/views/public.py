"""What anyone sees of what was asked of a municipality: a list, a map beside it, and a page for each case."""

from typing import Any, Final
from uuid import UUID

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from uramost_web.casework import dots, public
from uramost_web.casework.models import Case
from uramost_web.casework.views.following import REFERENCE, sent
from uramost_web.places.models import Municipality
from uramost_web.places.words import reader_tag

PAGE: Final = 50
LONGEST_SEARCH: Final = 100


@require_safe
def requests(request: HttpRequest, slug: str) -> HttpResponse:
    """The newest first, by service, by state, by words; further on without counting what lies between."""
    place = get_object_or_404(Municipality, slug=slug)
    offered = public.services(place)
    asked = request.GET.get("q", "")[:LONGEST_SEARCH].replace("\0", "").strip()
    service = next((row for row in offered if row.code == request.GET.get("service")), None)
    state = request.GET.get("state", "")
    found = public.cases(place)
    if service:
        found = found.filter(service=service)
    if state in public.GROUPS:
        found = found.filter(state__in=public.GROUPS[state][1])
    if asked:
        found = found.filter(public.saying(asked, offered))
    after = request.GET.get("after", "")
    rows = list(_after(found, after)[: PAGE + 1])
    lines = [(number, public.fields(row)) for number, row in enumerate(rows[:PAGE], start=1)]
    context = {
        "place": place, "lines": lines, "services": offered, "service": service, "asked": asked,
        "state": state if state in public.GROUPS else "",
        "states": [(code, words) for code, (words, _states) in public.GROUPS.items()],
        "next": rows[PAGE - 1].reference if len(rows) > PAGE else "", "further": bool(after),
        "map": dots.drawing([(number, _point(shown)) for number, shown in lines if _point(shown)], place.boundary),
        "filtered": bool(asked or service or state in public.GROUPS), "tag": reader_tag(),
    }  # fmt: skip
    return TemplateResponse(request, "casework/public_list.html", context)


def _point(shown: dict[str, Any]) -> Any:
    """Latitude and longitude as anyone sees them, or nothing."""
    return (shown["latitude"], shown["longitude"]) if shown["latitude"] is not None else None


def _after(found: Any, reference: str) -> Any:
    """What comes after a case in the order of the list; the beginning where there is no such case here.

    The address names the case and not its moment, which nobody sees.
    """
    last = found.filter(reference=reference).first() if REFERENCE.fullmatch(reference) else None
    if last is None:
        return found
    # Two conditions where one comparison of rows would do: databases follow the index for the first.
    return found.filter(received_at__lte=last.received_at).exclude(received_at=last.received_at, pk__gte=last.pk)


@require_safe
def request_(request: HttpRequest, slug: str, reference: str) -> HttpResponse:
    """One case, as far as it is public; of another there is no page, and none says whether it exists."""
    case = _case(slug, reference)
    shown = public.fields(case)
    context = {
        "place": case.municipality, "shown": shown, "state": public.GROUPS[shown["state"]][0],
        "pictures": list(public.pictures(case)), "tag": reader_tag(),
        "map": dots.drawing([(1, _point(shown))], case.municipality.boundary) if _point(shown) else None,
    }  # fmt: skip
    return TemplateResponse(request, "casework/public_case.html", context)


@require_safe
def picture(request: HttpRequest, slug: str, reference: str, key: UUID) -> HttpResponseBase:
    """A picture that a clerk has released."""
    found: FileResponse = sent(get_object_or_404(public.pictures(_case(slug, reference)), key=key))
    return found


def _case(slug: str, reference: str) -> Case:
    if not REFERENCE.fullmatch(reference):
        raise Http404
    place = get_object_or_404(Municipality, slug=slug)
    found: Case | None = public.cases(place).filter(reference=reference).first()
    if found is None:
        raise Http404
    return found
