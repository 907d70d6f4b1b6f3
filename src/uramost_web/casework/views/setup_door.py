"""The door of the pages on which a municipality defines its services: who sees them, and who changes anything."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from uramost_web.accounts.requests import PersonRequest
from uramost_web.casework import defining, owing
from uramost_web.places.models import Municipality
from uramost_web.places.permissions import check_may, may, workplaces
from uramost_web.places.words import reader_tag


def place_for(request: PersonRequest, slug: str) -> Municipality:
    """The municipality, or 404 for whoever has nothing to do with it; 403 for a change by somebody who only reads."""
    place: Municipality | None = Municipality.objects.filter(slug=slug).first()
    if place is None or not may(request.user, "service.see", place):
        raise Http404
    if request.method == "POST":
        check_may(request.user, "service.set", place)
    return place


def shown(request: PersonRequest, place: Municipality, template: str, **context: Any) -> HttpResponse:
    """A page of these; `form`, when it is wrong, makes it 422."""
    form = context.get("form")
    wrong = form is not None and form.is_bound and bool(form.errors)
    whole = {
        "place": place,
        "may_set": may(request.user, "service.set", place),
        "owed": owing.owed(place, timezone.localdate()),
        "tag": reader_tag(),
        **context,
    }
    return TemplateResponse(request, f"casework/setup_{template}.html", whole, status=422 if wrong else 200)


def saved(request: PersonRequest, form: Any, change: Callable[[], object]) -> bool:
    """Whether the form was right and the change was made, and says so; what is refused stands at its field."""
    if not form.is_valid():
        return False
    try:
        change()
    except defining.Faulty as refused:
        form.refuse(refused)
        return False
    messages.success(request, _("Saved."))
    return True


@login_required
@require_safe
def places(request: PersonRequest) -> HttpResponse:
    """Where one may look; somebody of one municipality goes on at once."""
    found = workplaces(request.user, "service.see")
    if not found:
        raise Http404
    if len(found) == 1:
        return redirect("setup:services", found[0].slug)
    return TemplateResponse(request, "casework/setup_places.html", {"places": found})
