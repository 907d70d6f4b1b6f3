"""The queue: one list, by what is due next."""

from typing import Final

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone

from uramost_web.accounts.requests import PersonRequest
from uramost_web.casework import post_acts, queue, queue_lines
from uramost_web.casework.catalogue import Service
from uramost_web.casework.forms_asking import worded
from uramost_web.places.models import Municipality
from uramost_web.places.permissions import may, read_roles, workplaces
from uramost_web.places.words import reader_tag
from uramost_web.question import Question

PAGE = 20


@login_required
def cases(request: PersonRequest) -> HttpResponse:
    """What waits in the offices of the person, or in all."""
    read_roles(request.user)
    places = workplaces(request.user, "case.see")
    if not places:
        raise Http404
    chosen, now, tag = queue.choice(request.GET), timezone.now(), reader_tag()
    post = post_acts.waiting(post_acts.of_no_case(request.user, places))
    found = queue.find(request.user, places, chosen, now, beside=post)
    pages = Paginator(found.rows, PAGE)
    pages.count = found.number
    page = pages.get_page(request.GET.get("page"))
    names = {place.pk: place.name_in(tag) for place in places} if len(places) > 1 else {}
    context = {
        "chosen": chosen,
        "page": page,
        "cut": found.cut,
        "searched": queue.SEARCHED,
        "lines": queue_lines.lines(page, now, names),
        "services": _services(places, chosen.place, tag),
        "places": tuple((place.slug, names[place.pk]) for place in places) if names else (),
        "may_enter": may(request.user, "case.enter"),
        "post": found.beside,
        "may_see_load": may(request.user, "load.see"),
    }
    return TemplateResponse(request, "casework/desk_queue.html", context)


def _services(places: list[Municipality], slug: str, tag: str) -> tuple[tuple[str, str], ...]:
    """To choose from, code and name: those of one municipality, for of all there are too many."""
    here = [place.pk for place in places if slug in {"", place.slug}]
    if len(here) != 1:
        return ()
    return tuple((code, worded(names, tag)) for code, names in SERVICES.about(here[0]))


SERVICES: Final = Question(
    lambda place: Service.objects.filter(municipality=place).order_by("group", "code").values_list("code", "names"),
    tuple,
)
