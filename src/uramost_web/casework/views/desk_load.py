"""For the head of office: what lies where, what is late, and whether cases come to the right desk at once."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone

from uramost_web.accounts.requests import PersonRequest
from uramost_web.casework import load as figures
from uramost_web.casework import queue
from uramost_web.places.permissions import workplaces


@login_required
def load(request: PersonRequest) -> HttpResponse:
    """One municipality at a time."""
    places = workplaces(request.user, "load.see")
    wanted = request.GET.get("place", "")
    place = next((one for one in places if one.slug == wanted), None) if wanted else next(iter(places), None)
    if place is None:
        raise Http404
    now = timezone.now()
    context = {
        "place": place,
        "places": places if len(places) > 1 else [],
        "offices": figures.offices(place, now),
        "people": figures.people(place, now),
        "own_appeals": figures.own_appeals(place, now),
        "now": now,
        "soon": queue.SOON,
    }
    return TemplateResponse(request, "casework/desk_load.html", context)
