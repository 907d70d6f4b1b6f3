"""A round as a spreadsheet, out and back; what came back is shown line by line before anything is written."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import ngettext

from uramost.assessment.sheet import NotAnAssessment
from uramost.documents import Refused as FileRefused
from uramost_web.capacity import acts, bringing
from uramost_web.capacity.forms import SheetForm
from uramost_web.capacity.models import Brought
from uramost_web.capacity.plan_acts import BadMeasure
from uramost_web.capacity.seats import Seat
from uramost_web.capacity.views.doors import page, to
from uramost_web.capacity.wording import LINES, NOT_AN_ASSESSMENT, REFUSED, TOLD, WHAT
from uramost_web.places.words import reader_tag
from uramost_web.translation.attachments import attachment
from uramost_web.translation.sentences import refusal


def sheet(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Take the round home, or bring it back."""
    if not seat.inside:
        raise Http404
    posted = request.method == "POST"
    form = SheetForm(request.POST if posted else None, request.FILES if posted else None)
    if form.is_valid():
        sent = form.cleaned_data["file"]
        try:
            row = bringing.bring(seat=seat, data=sent.read(), filename=sent.name or "", at=timezone.now())
        except FileRefused as refused:
            form.add_error("file", refusal(refused))
        except NotAnAssessment as other:
            form.add_error("file", str(NOT_AN_ASSESSMENT[other.code]) % other.values)
        else:
            return to(seat, "brought", row.pk)
    return page(request, seat, "sheet.html", form=form)


def take_home(request: HttpRequest, seat: Seat) -> HttpResponseBase:
    """The workbook, in the language of the page."""
    if not seat.inside:
        raise Http404
    return attachment(bringing.out(seat, reader_tag()), f"assessment-{seat.round.code}-{seat.round.pk}.xlsx")


def brought(request: HttpRequest, seat: Seat, number: int) -> HttpResponse:
    """Every line of the file: what will be written, what is there already, and what cannot be taken and why."""
    row = get_object_or_404(Brought, round=seat.round, pk=number)
    mine = row.rater_id == (seat.rater.pk if seat.rater else None)
    if not seat.inside or not (mine or (seat.leads and seat.sees_all)):  # a file says what its rater chose
        raise Http404
    if request.method == "POST":
        return _take(request, seat, row)
    items = seat.round.instrument.read().items()
    found = bringing.lines(seat, row)
    lines = [
        (one, str(WHAT[one.what]), str(LINES[one.kind]), items.get(one.item)) for one in found if one.kind != "same"
    ]
    told = [(one["sheet"], one["column"], one["line"], str(TOLD[one["code"]]) % one["values"])
            for one in row.read["not_taken"]]  # fmt: skip
    return page(
        request, seat, "brought.html", brought=row, lines=lines, told=told,
        same=sum(one.kind == "same" for one in found), written=sum(one.kind in bringing.WRITTEN for one in found),
    )  # fmt: skip


def _take(request: HttpRequest, seat: Seat, row: Brought) -> HttpResponse:
    try:
        number = bringing.take(seat=seat, brought=row, tag=reader_tag(), at=timezone.now())
    except acts.Refused as refused:
        messages.error(request, str(REFUSED[refused.reason]))
    except BadMeasure:
        messages.error(request, str(REFUSED["not_now"]))
    else:
        said = ngettext("%(count)s value was taken over.", "%(count)s values were taken over.", number)
        messages.success(request, said % {"count": number})
    return to(seat, "brought", row.pk)
