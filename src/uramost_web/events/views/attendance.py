"""Who was at a session, at the desk: the list, the code to scan, the sheet to sign and typing it in."""

from typing import Any, Final
from uuid import UUID, uuid4, uuid5

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from uramost_web.accounts.requests import PersonRequest
from uramost_web.events import coming, permissions, sheets, sign_in, taking, wording
from uramost_web.events.forms_running import SheetForm
from uramost_web.events.models import Coming, Event, How, Session, State
from uramost_web.events.permissions import RUN, SEE
from uramost_web.places.permissions import may
from uramost_web.places.words import words

PAGE: Final = 100
SHEET: Final = 1000
"""Lines of a sheet that are typed in on one page: a form with more than 5,000 fields is not taken."""


def session_for(request: PersonRequest, number: int, act: str = RUN) -> Session:
    """Or 404, as with the event to which it belongs."""
    permissions.check_sees(request.user)
    row = Session.objects.filter(pk=number).first()
    if row is None:
        raise Http404
    row.event = permissions.event_for(request.user, row.event_id, act)
    return row


def about(event: Event, session: Session | None = None) -> dict[str, Any]:
    """What every page about the running of an event says of it."""
    found = {"event": event, "title": wording.shown(event.titles, words()), "cancelled": event.state == State.CANCELLED}
    if session is not None:
        found |= {"session": session, "when": wording.when(session.starts_at, session.ends_at)}
    return found


@login_required
@require_safe
def sessions(request: PersonRequest, number: int) -> HttpResponse:
    """The sessions of an event, with how many came to each. Numbers only: an auditor sees them too."""
    event = permissions.event_for(request.user, number, SEE)
    rows = event.sessions.annotate(came=Count("attendances")).order_by("number")
    context = {
        **about(event),
        "lines": [(row, wording.when(row.starts_at, row.ends_at)) for row in rows],
        "may_run": may(request.user, RUN, event.municipality),
        "registered": event.registrations.filter(state=Coming.REGISTERED).count(),
    }
    return TemplateResponse(request, "events/sessions.html", context)


@login_required
@require_safe
def session(request: PersonRequest, number: int) -> HttpResponse:
    """Who was there."""
    row = session_for(request, number)
    page = Paginator(coming.attendances(row), PAGE).get_page(request.GET.get("page"))
    return TemplateResponse(request, "events/attendance.html", {**about(row.event, row), "page": page})


@login_required
@require_POST
def take_back(request: PersonRequest, number: int, attendance: int) -> HttpResponse:
    """They were not there after all."""
    row = session_for(request, number)
    gone = get_object_or_404(row.attendances, pk=attendance)
    taking.take_back(attendance=gone, by=request.user, at=timezone.now())
    messages.success(request, _("Taken back. No device brings it again."))
    return redirect("running:session", number)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def code(request: PersonRequest, number: int) -> HttpResponse:
    """The square to scan: on the wall, or printed. Posted, it is made anew."""
    row = session_for(request, number)
    if request.method == "POST":
        sign_in.renew(session=row, by=request.user, at=timezone.now())
        messages.success(request, _("There is a new code. The old one opens nothing any more."))
        return redirect("running:code", number)
    context = {**about(row.event, row), "link": sign_in.link(row)}
    return TemplateResponse(request, "events/code.html", context)


@login_required
@require_safe
def picture(request: PersonRequest, number: int) -> HttpResponse:
    row = session_for(request, number)
    answer = HttpResponse(sign_in.picture(row), content_type="image/svg+xml")
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


@login_required
@require_safe
def sheet(request: PersonRequest, number: int) -> HttpResponse:
    """The list to sign, as PDF."""
    row = session_for(request, number)
    answer = HttpResponse(sheets.make(row), content_type="application/pdf")
    answer.headers["Content-Disposition"] = f'attachment; filename="session-{row.pk}.pdf"'
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def type_in(request: PersonRequest, number: int) -> HttpResponse:
    """The signed sheet: ticked, and the names below it. Sent twice it counts once. A long one is in parts."""
    row = session_for(request, number)
    form, key = SheetForm(request.POST if request.method == "POST" else None), _key(request)
    page = Paginator(coming.expected(row.event), SHEET).get_page(request.GET.get("page"))
    there, lines = coming.here(row), [coming.one(one) for one in page]
    ticked = {int(one) for one in request.POST.getlist("person") if one.isascii() and one.isdecimal() and len(one) < 19}
    if form.is_valid():
        marks = [taking.Mark(uuid5(key, f"person {one}"), person=one) for one in sorted(ticked)]
        marks += [taking.Mark(uuid5(key, f"name {one}"), name=one) for one in dict.fromkeys(form.cleaned_data["names"])]
        _tell(request, _typed(request, row, marks), marks)
        if page.has_next():
            return HttpResponseRedirect(f"{request.path}?page={page.next_page_number()}")
        return redirect("running:session", number)
    context = {
        **about(row.event, row),
        "form": form,
        "page": page,
        "key": key,
        "lines": [(one, one.person in there, one.person in ticked) for one in lines],
    }
    return TemplateResponse(request, "events/type_in.html", context, status=422 if form.errors else 200)


def _typed(request: PersonRequest, row: Session, marks: list[taking.Mark]) -> dict[UUID, taking.Outcome] | None:
    try:
        return taking.take(session=row, marks=marks, how=How.SHEET, by=request.user, at=timezone.now())
    except taking.Closed:
        return None


def _tell(request: PersonRequest, outcomes: dict[UUID, taking.Outcome] | None, marks: list[taking.Mark]) -> None:
    if outcomes is None:
        messages.error(request, _("The event was cancelled. Nobody is noted."))
        return
    stored = list(outcomes.values()).count(taking.Outcome.STORED)
    messages.success(
        request,
        ngettext("%(number)s person is noted.", "%(number)s people are noted.", stored) % {"number": stored},
    )
    for mark in marks:
        if outcomes[mark.mark] == taking.Outcome.SEVERAL:
            said = _("Not noted, for several people of this event have this name: %(name)s. Tick them on the list.")
            messages.warning(request, said % {"name": mark.name})
    if taking.Outcome.UNKNOWN in outcomes.values():  # somebody ticked whose entry is gone meanwhile
        messages.warning(request, str(wording.OUTCOMES[taking.Outcome.UNKNOWN]))


def _key(request: PersonRequest) -> UUID:
    """Of the form: made when the page was, so that what it sends twice has the same marks."""
    try:
        return UUID(request.POST.get("key", ""))
    except ValueError:
        return uuid4()
