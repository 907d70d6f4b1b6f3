"""Offices of a municipality, who sits in them, and the texts their clerks begin with."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from uramost_web.accounts.requests import PersonRequest
from uramost_web.casework import answer_texts, defining, owing
from uramost_web.casework.catalogue import AnswerText, Office
from uramost_web.casework.forms_service import AnswerTextForm, OfficeForm, SeatsForm
from uramost_web.casework.views.setup_door import place_for, saved, shown
from uramost_web.casework.wording import ACTS
from uramost_web.places.models import Municipality


@login_required
@require_safe
def offices(request: PersonRequest, slug: str) -> HttpResponse:
    place = place_for(request, slug)
    owed = owing.owed(place, timezone.localdate())
    rows = [
        {
            "office": row,
            "holes": owing.lacking(row.names, owed),
            "people": [seat.user for seat in row.seats.all()],
        }
        for row in place.offices.prefetch_related("seats__user").order_by("closed_on", "code")
    ]
    return shown(request, place, "offices", rows=rows)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def office(request: PersonRequest, slug: str, code: str = "") -> HttpResponse:
    """One office, or a new one; who sits in it, and its end, are acts of their own."""
    place = place_for(request, slug)
    row = get_object_or_404(Office, municipality=place, code=code) if code else None
    act = request.POST.get("act", "")
    owed = owing.owed(place, timezone.localdate())
    form = OfficeForm(request.POST if act == "save" else None, office=row, owed=owed)
    seats = SeatsForm(request.POST if act == "seat" else None, office=row) if row else None
    if (done := _done(request, place, row, form, seats)) is not None:
        messages.success(request, _("Saved."))
        return redirect("setup:office", slug, done.code)
    uses = defining.in_use(row, timezone.localdate()) if row and not row.closed_on else {}
    refused = act == "close"
    page = shown(request, place, "office", form=form, seats=seats, office=row, uses=uses, refused=refused)
    page.status_code = 422 if refused or (seats and seats.errors) else page.status_code
    return page


def _done(
    request: PersonRequest, place: Municipality, row: Office | None, form: OfficeForm, seats: SeatsForm | None
) -> Office | None:
    """The office after an act that succeeded; None where nothing was done."""
    act, by, at = request.POST.get("act", ""), request.user, timezone.now()
    try:
        if act == "save" and form.is_valid():
            return defining.define_office(municipality=place, office=row, values=form.values(), by=by, at=at)
        if row is not None and seats is not None and act == "seat" and seats.is_valid():
            defining.seat(office=row, people=seats.cleaned_data["people"], by=by, at=at)
            return row
        if row is not None and act in {"close", "reopen"}:
            (defining.close_office if act == "close" else defining.reopen_office)(office=row, by=by, at=at)
            return row
    except defining.Faulty as fault:
        if act == "save":
            form.refuse(fault)
        elif act == "seat" and seats is not None:
            seats.refuse(fault)
    return None


@login_required
@require_safe
def texts(request: PersonRequest, slug: str) -> HttpResponse:
    """Answer texts by what they are for; those that are not whole are not offered to clerks."""
    place = place_for(request, slug)
    owed = owing.owed(place, timezone.localdate(), answer_texts.ACT)
    found = place.answer_texts.select_related("service").order_by("move", "code")
    rows = [{"text": row, "act": ACTS[row.move], "holes": owing.lacking(row.texts, owed)} for row in found]
    return shown(request, place, "texts", rows=rows, owed=owed)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def text(request: PersonRequest, slug: str, code: str = "") -> HttpResponse:
    place = place_for(request, slug)
    row = get_object_or_404(AnswerText, municipality=place, code=code) if code else None
    owed = owing.owed(place, timezone.localdate(), answer_texts.ACT)
    if row is not None and request.POST.get("act") == "drop":
        defining.drop_text(row=row, by=request.user, at=timezone.now())
        messages.success(request, _("Deleted."))
        return redirect("setup:texts", slug)
    form = AnswerTextForm(request.POST if request.method == "POST" else None, place=place, row=row, owed=owed)
    who: dict[str, Any] = {"by": request.user, "at": timezone.now()}
    if saved(request, form, lambda: defining.define_text(municipality=place, row=row, values=form.values(), **who)):
        return redirect("setup:texts", slug)
    return shown(request, place, "text", form=form, text=row)
