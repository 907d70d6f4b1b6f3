"""The page at the door. It works without a connection too: what is noted waits on the device (door.js)."""

from pathlib import Path
from typing import Final
from uuid import uuid4

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from uramost_web.accounts.requests import PersonRequest
from uramost_web.events import coming, parcels, taking
from uramost_web.events.forms_running import DoorForm
from uramost_web.events.models import How, Session
from uramost_web.events.views.attendance import about, session_for
from uramost_web.events.wording import OUTCOMES

PAGE: Final = 200
WORKER: Final = Path(__file__).parents[1] / "door_worker.js"


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def door(request: PersonRequest, number: int) -> HttpResponse:
    """Everybody on the list, to be noted with one press; and whoever else comes, by name."""
    row = session_for(request, number)
    form = DoorForm(request.POST if request.method == "POST" and "person" not in request.POST else None)
    if request.method == "POST" and (mark := _mark(request, form)):
        _note(request, row, mark)
        return redirect(request.get_full_path())
    there = coming.here(row)
    page = Paginator(coming.expected(row.event), PAGE).get_page(request.GET.get("page"))
    context = {
        **about(row.event, row),
        "form": form,
        "page": page,
        "lines": [(one, one.person in there) for one in map(coming.one, page.object_list)],
        "count": len(there),
    }
    return TemplateResponse(request, "events/door.html", context, status=422 if form.errors else 200)


def _mark(request: PersonRequest, form: DoorForm) -> taking.Mark | None:
    """Without a script the mark is made here: a person is noted once a session whatever its number."""
    person = request.POST.get("person", "")
    if person.isascii() and person.isdecimal() and len(person) < 19:
        return taking.Mark(uuid4(), person=int(person))
    if form.is_valid():
        return taking.Mark(uuid4(), name=form.cleaned_data["name"], another=form.cleaned_data["another"])
    return None


def _note(request: PersonRequest, row: Session, mark: taking.Mark) -> None:
    try:
        (outcome,) = taking.take(session=row, marks=[mark], how=How.DOOR, by=request.user, at=timezone.now()).values()
    except taking.Closed:
        messages.error(request, _("The event was cancelled. Nobody is noted."))
        return
    good = outcome in {taking.Outcome.STORED, taking.Outcome.ALREADY}
    messages.add_message(request, messages.SUCCESS if good else messages.WARNING, str(OUTCOMES[outcome]))


@login_required
@require_POST
def marks(request: PersonRequest, number: int) -> HttpResponse:
    """A parcel of marks from a device: for each what became of it. 400: unreadable, 409: the event was cancelled."""
    row = session_for(request, number)
    try:
        given, wrong = parcels.read(request.body)
        found = taking.take(session=row, marks=given, how=How.DOOR, by=request.user, at=timezone.now())
    except parcels.Unreadable:
        return JsonResponse({"fault": "unreadable"}, status=400)
    except taking.Closed:
        return JsonResponse({"fault": "cancelled"}, status=409)
    outcomes = dict.fromkeys(wrong, str(taking.Outcome.UNKNOWN)) | {str(key): str(one) for key, one in found.items()}
    return JsonResponse({"outcomes": outcomes})


@login_required
@require_safe
def worker(request: PersonRequest, number: int) -> HttpResponse:
    """The script that gives the page without a connection: under its address, for it serves no other page."""
    session_for(request, number)
    answer = HttpResponse(WORKER.read_bytes(), content_type="text/javascript; charset=utf-8")
    answer.headers["Cache-Control"] = "no-cache"
    return answer
