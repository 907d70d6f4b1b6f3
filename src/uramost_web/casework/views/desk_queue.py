"""The queue: one list, by what is due next."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import prefetch_related_objects
from django.http import Http404, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone

from uramost import states
from uramost_web.accounts.requests import PersonRequest
from uramost_web.casework import post_acts, queue, queue_lines
from uramost_web.casework.catalogue import Service
from uramost_web.casework.forms_asking import language_choices
from uramost_web.places.models import Municipality
from uramost_web.places.permissions import may, workplaces
from uramost_web.places.words import reader_tag

PAGE = 20


@login_required
def cases(request: PersonRequest) -> HttpResponse:
    """What waits in the offices of the person, or in all."""
    places = workplaces(request.user, "case.see")
    if not places:
        raise Http404
    prefetch_related_objects([request.user], "memberships")
    chosen, now = queue.choice(request.GET), timezone.now()
    found = queue.find(request.user, places, chosen, now)
    page = Paginator(found.rows, PAGE).get_page(request.GET.get("page"))
    context = {
        "chosen": chosen,
        "page": page,
        "cut": found.cut,
        "searched": queue.SEARCHED,
        "lines": queue_lines.lines(page, now),
        "states": [state.code for state in states.STATES],
        "services": _services(places, chosen.place),
        "tongues": language_choices(),
        "places": places if len(places) > 1 else [],
        "several": len(places) > 1,
        "may_enter": may(request.user, "case.enter"),
        "post": post_acts.waiting(post_acts.of_no_case(places)).count(),
        "may_see_load": may(request.user, "load.see"),
        "tag": reader_tag(),
    }
    return TemplateResponse(request, "casework/desk_queue.html", context)


def _services(places: list[Municipality], slug: str) -> Any:
    """To choose from: those of one municipality, for of all there are too many."""
    here = [place.pk for place in places if slug in {"", place.slug}]
    if len(here) != 1:
        return []
    return Service.objects.filter(municipality=here[0]).only("code", "names").order_by("group", "code")
