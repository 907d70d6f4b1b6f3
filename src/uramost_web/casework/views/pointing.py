"""A resident points at the place on a map: without a script, and with nothing from any other site."""

from typing import Any, Final
from urllib.parse import urlencode
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from uramost_web.casework import drafts, pointing, pointing_words, sketch, steps
from uramost_web.casework.drafts import known_by_address
from uramost_web.casework.pointing import Sight
from uramost_web.casework.views.asking import ended
from uramost_web.places.models import Municipality
from uramost_web.places.permissions import HEAVY
from uramost_web.places.words import reader_tag

KEPT: Final = 3600
"""Seconds that a browser may show the same picture again."""


@known_by_address
@require_safe
def point(request: HttpRequest, key: UUID) -> HttpResponse:
    """The map of the question where it is. What is pointed at goes to that question, as if it had been typed there."""
    draft = drafts.find(key)
    if draft.case is not None:
        return redirect("casework:done", key)
    if all(page.step != "place" for page in steps.pages_of(draft.service)):
        raise Http404
    if not draft.service.offered_on(timezone.localdate()):
        return ended(request, draft)
    place, checking = draft.service.municipality, request.GET.get("to") == "check"
    sight = _sight(place, request)
    if there := pointing.after(sight, request.GET):
        return HttpResponseRedirect(f"?{urlencode(_seen(there) | ({'to': 'check'} if checking else {}))}")
    question = reverse("casework:step", args=[key, "place"]) + ("?to=check" if checking else "")
    context = {
        "draft": draft, "service": draft.service, "place": place, "tag": reader_tag(), "checking": checking,
        "question": question, "typed": draft.answers.get("place", {}).get("place_text", ""), **_shown(sight, place),
    }  # fmt: skip
    return TemplateResponse(request, "casework/point.html", context)


def _sight(place: Municipality, request: HttpRequest) -> Sight:
    whole = pointing.first(place)
    if whole is None:
        raise Http404
    return pointing.seen(whole, request.GET)


def _seen(sight: Sight) -> dict[str, Any]:
    """As it stands in an address."""
    return {"at": sight.at, "near": sight.near} if sight.point else {}


def _shown(sight: Sight, place: Municipality) -> dict[str, Any]:
    picture = reverse("casework:sketch", args=[place.slug])
    return {
        "sight": sight, "picture": f"{picture}?{urlencode(_seen(sight))}".removesuffix("?"),
        "maps": pointing.SHOWN.items(), "across": pointing_words.length(sight.kilometres * 1000),
        "where": pointing_words.where(sight, place, place.name_in(reader_tag())),
        "step": pointing_words.step(sight), "square": pointing_words.length(sight.scale),
        "go": [(code, words) for code, words in pointing_words.GO if _leads(sight, code)],
        "latitude": f"{sight.point[0]:.6f}" if sight.point else "",
        "longitude": f"{sight.point[1]:.6f}" if sight.point else "",
    }  # fmt: skip


def _leads(sight: Sight, code: str) -> bool:
    """Whether a button changes what is seen."""
    return {"nearer": sight.near < sight.last, "farther": sight.near > 0}.get(code, True)


@require_safe
@cache_control(public=True, max_age=KEPT)
def picture(request: HttpRequest, slug: str) -> HttpResponse:
    """The map itself, of anything in reach: nobody's form is named in its address."""
    place = get_object_or_404(Municipality, slug=slug)
    sight, tag = _sight(place, request), reader_tag()
    others = Municipality.objects.defer(*HEAVY).exclude(latitude=None).exclude(longitude=None)
    named = [
        ((float(one.latitude), float(one.longitude)), one.name_in(tag))
        for one in sorted(others, key=lambda one: one.pk != place.pk)
        if one.latitude is not None and one.longitude is not None
    ]
    context = {
        "map": sketch.sketch(sight, place.boundary, named), "style": sketch.STYLE,
        "length": pointing_words.length(sight.scale),
    }  # fmt: skip
    response = TemplateResponse(request, "casework/sketch.svg", context, content_type="image/svg+xml")
    response.headers["Content-Security-Policy"] = sketch.POLICY
    return response
