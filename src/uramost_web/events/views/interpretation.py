"""The interpretation plan of an event at the desk, and the interpreters who can be booked."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from uramost.interpreting import Need
from uramost_web.accounts.requests import PersonRequest
from uramost_web.events import interpreting, permissions, wording
from uramost_web.events.forms_interpreting import BookingForm, InterpreterForm, pair_words
from uramost_web.events.models import Booking, Event, Interpreter
from uramost_web.events.permissions import RUN
from uramost_web.events.views.attendance import about
from uramost_web.places.words import Words, words

PAGE = 50


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def plan(request: PersonRequest, number: int) -> HttpResponse:
    """What each session needs, who is booked, and the form to book somebody for it."""
    event, seen = permissions.event_for(request.user, number, RUN), words()
    sittings = interpreting.plan(event)
    forms = {sitting.session.pk: _form(request, sitting, seen) for sitting in sittings}
    for sitting in sittings:
        form = forms[sitting.session.pk]
        if form.is_bound and form.is_valid() and _booked(request, sitting, form):
            return redirect("running:interpretation", number)
    lines = [_line(sitting, forms[sitting.session.pk], seen) for sitting in sittings]
    wrong = next((form for form in forms.values() if form.errors), None)
    context = {
        **about(event),
        "lines": lines,
        "form": wrong,
        "spoken": [seen.language(tag) for tag in event.languages],
    }
    return TemplateResponse(request, "events/interpretation.html", context, status=422 if wrong else 200)


def _form(request: PersonRequest, sitting: interpreting.Sitting, seen: Words) -> BookingForm:
    mine = request.method == "POST" and request.POST.get("session") == str(sitting.session.pk)
    free = interpreting.choices(sitting.session)
    return BookingForm(request.POST if mine else None, choices=free, seen=seen, number=sitting.session.pk)


def _booked(request: PersonRequest, sitting: interpreting.Sitting, form: BookingForm) -> bool:
    who, pair = form.chosen()
    interpreter = get_object_or_404(Interpreter, pk=who)
    try:
        interpreting.book(
            session=sitting.session, interpreter=interpreter, pair=pair, by=request.user, at=timezone.now()
        )
    except interpreting.Refused as refused:
        form.add_error("who", str(wording.NOT_BOOKED[refused.code]))
        return False
    messages.success(request, _("Booked."))
    return True


def _line(sitting: interpreting.Sitting, form: BookingForm, seen: Words) -> dict[str, Any]:
    session = sitting.session
    return {
        "session": session,
        "when": wording.when(session.starts_at, session.ends_at),
        "needs": [_need(need, seen) for need in sitting.needs],
        "bookings": [
            (row, pair_words((row.first, row.second), seen), row.pk in sitting.clashes) for row in sitting.bookings
        ],
        "spare": [pair_words(pair, seen) for pair in sitting.spare],
        "elsewhere": interpreting.elsewhere(session),
        "form": form,
        "free": form.has_choices(),
    }


def _need(need: Need, seen: Words) -> tuple[str, str, int, int, list[Any]]:
    lacking = [wording.LACKING[code] for code in need.lacking]
    return seen.language(need.spoken), seen.language(need.into), need.people, need.interpreters, lacking


@login_required
@require_POST
def release(request: PersonRequest, number: int, booking: int) -> HttpResponse:
    event = permissions.event_for(request.user, number, RUN)
    rows = Booking.objects.filter(session__event=event).select_related("session__event__municipality")
    interpreting.release(booking=get_object_or_404(rows, pk=booking), by=request.user, at=timezone.now())
    messages.success(request, _("The interpreter is free again."))
    return redirect("running:interpretation", number)


@login_required
@require_safe
def interpreters(request: PersonRequest, number: int) -> HttpResponse:
    """All who interpret, with their pairs; how to reach them stands in the directory."""
    event, seen = permissions.event_for(request.user, number, RUN), words()
    rows = Interpreter.objects.select_related("person").prefetch_related("pairs").order_by("person__folded", "pk")
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    lines = [(row, [pair_words((one.first, one.second), seen) for one in row.pairs.all()]) for row in page]
    return TemplateResponse(request, "events/interpreters.html", {**about(event), "page": page, "lines": lines})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def write(request: PersonRequest, number: int, interpreter: int | None = None) -> HttpResponse:
    """Somebody new, or between which languages somebody works from now on."""
    event: Event = permissions.event_for(request.user, number, RUN)
    row = get_object_or_404(Interpreter, pk=interpreter) if interpreter is not None else None
    form = InterpreterForm(request.POST if request.method == "POST" else None, seen=words(), interpreter=row)
    if form.is_valid():
        data = form.cleaned_data
        told = {name: data.get(name, "") for name in ("name", "email", "phone")}
        try:
            interpreting.write_interpreter(
                interpreter=row, values=told | {"municipality": event.municipality}, pairs=form.chosen(),
                active=data["active"], by=request.user, at=timezone.now(),
            )  # fmt: skip
        except interpreting.Refused as refused:
            form.add_error(None, str(wording.NOT_BOOKED[refused.code]))
        else:
            messages.success(request, _("The interpreter is entered."))
            return redirect("running:interpreters", number)
    context = {**about(event), "form": form, "interpreter": row}
    return TemplateResponse(request, "events/interpreter.html", context, status=422 if form.errors else 200)
