"""The plan of a round: its days, its measures, how each goes, and what shows it; evidence of questions as well."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import Sum
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from uramost import assessment
from uramost_web.capacity import acts, files, plan_acts, results
from uramost_web.capacity.forms import FileForm, MeasureForm, PlanForm, StepForm
from uramost_web.capacity.models import Evidence, Measure, Plan
from uramost_web.capacity.seats import Seat
from uramost_web.capacity.views.doors import page, to
from uramost_web.capacity.views.scoring import item_of
from uramost_web.capacity.wording import MEASURES, REFUSED
from uramost_web.places.models import in_language
from uramost_web.places.words import reader_tag

WEAK = 2
"""Levels up to this are offered first when measures are written."""


def plan(request: HttpRequest, seat: Seat) -> HttpResponse:
    """The measures, how many are done and late; before there is a plan, its days."""
    if seat.round.agreed_at is None:
        raise Http404
    row = Plan.objects.filter(round=seat.round).select_related("memorandum", "municipality").first()
    if row is None:
        return _days(request, seat, None)
    measures = list(row.measures.all())
    today = timezone.localdate()
    levels = results.agreed(seat.round)
    answered = {one.item for one in measures}
    items = seat.round.instrument.read().items()
    cost = row.measures.exclude(state="dropped").aggregate(cost=Sum("cost"))["cost"]
    return page(
        request, seat, "plan.html", plan=row, cost=cost, items=items, tag=reader_tag(),
        measures=[(one, assessment.measures.is_late(one.state, one.due, today)) for one in measures],
        progress=assessment.progress([plan_acts.as_rule(one) for one in measures], today),
        unanswered=[items[code] for code, value in levels.items()
                    if value is not None and value <= WEAK and code in items and code not in answered],
    )  # fmt: skip


def plan_days(request: HttpRequest, seat: Seat) -> HttpResponse:
    """From when until when it runs; of a municipality also whether everybody can read it."""
    return _days(request, seat, get_object_or_404(Plan, round=seat.round))


def _days(request: HttpRequest, seat: Seat, row: Plan | None) -> HttpResponse:
    if not seat.may_plan:
        if row is None and request.method != "POST":
            return page(request, seat, "no_plan.html")
        raise Http404
    initial: dict[str, Any] = {"since": timezone.localdate()}
    if row is not None:
        initial = {"since": row.since, "until": row.until, "public": row.public, "memorandum": row.memorandum}
    form = PlanForm(
        request.POST if request.method == "POST" else None, initial=initial,
        of=row.municipality if row else None,
    )  # fmt: skip
    if form.is_valid():
        given, now = form.cleaned_data, timezone.now()
        try:
            if row is None:
                plan_acts.make(seat=seat, since=given["since"], until=given["until"], at=now)
            else:
                plan_acts.change(
                    seat=seat, plan=row, since=given["since"], until=given["until"],
                    public=given.get("public", False), memorandum=given.get("memorandum"), at=now,
                )  # fmt: skip
        except acts.Refused as refused:
            field = {"ends_before": "until", "measure_outside": None}.get(refused.reason)
            form.add_error(field, str(REFUSED[refused.reason]))
            if row is not None and refused.reason == "measure_outside":
                form.add_error(None, [_until(one) for one in plan_acts.outside(row, given["since"], given["until"])])
        else:
            return to(seat, "plan")
    return page(request, seat, "plan_days.html", form=form, plan=row)


def _until(measure: Measure) -> str:
    """Which one it is, and until when."""
    what = in_language(measure.texts, reader_tag()) or measure.what
    return f"{what} ({date_format(measure.due, 'SHORT_DATE_FORMAT')})"


def measure(request: HttpRequest, seat: Seat, number: int | None = None) -> HttpResponse:
    """A new measure, or one to be changed."""
    row = get_object_or_404(Plan.objects.select_related("municipality"), round=seat.round)
    if not seat.leads:
        raise Http404
    there = get_object_or_404(Measure, plan=row, number=number) if number is not None else None
    initial: dict[str, Any] = {"item": request.GET.get("item", "")}
    if there is not None:
        initial = {name: getattr(there, name) for name in plan_acts.FIELDS}
        initial |= {f"what_{spoken}": said for spoken, said in there.texts.items()}
    instrument = seat.round.instrument.read()
    form = MeasureForm(
        request.POST if request.method == "POST" else None, instrument=instrument, initial=initial,
        of=row.municipality,
    )  # fmt: skip
    if form.is_valid():
        try:
            kept = plan_acts.write(
                seat=seat, plan=row, measure=there, values=form.values(), language=form.spoken(), at=timezone.now()
            )
        except plan_acts.BadMeasure as bad:
            for fault in bad.faults:
                form.add_error(fault.field if fault.field in form.fields else None, str(MEASURES[fault.code]))
        except acts.Refused as refused:
            form.add_error(None, str(REFUSED[refused.reason]))
        else:
            messages.success(request, _("Measure %(number)s is kept.") % {"number": kept.number})
            return to(seat, "plan")
    return page(request, seat, "measure.html", form=form, plan=row, measure=there)


def follow(request: HttpRequest, seat: Seat, number: int) -> HttpResponse:
    """How a measure goes: what was said so far, its files, and for whoever is of the organisation the next step."""
    row = get_object_or_404(Plan, round=seat.round)
    there = get_object_or_404(Measure.objects.select_related("plan"), plan=row, number=number)
    form = None
    if seat.inside:
        form = StepForm(request.POST if request.method == "POST" else None, initial={"state": there.state})
        if form.is_valid():
            plan_acts.step(seat=seat, measure=there, language=reader_tag(), at=timezone.now(), **form.cleaned_data)
            return to(seat, "plan")
    elif request.method == "POST":
        raise Http404
    return page(
        request, seat, "follow.html", form=form, plan=row, measure=there, steps=there.steps.all(),
        files=there.files.all(), item=seat.round.instrument.read().items().get(there.item),
        late=assessment.measures.is_late(there.state, there.due, timezone.localdate()), tag=reader_tag(),
    )  # fmt: skip


def evidence(request: HttpRequest, seat: Seat, item: str) -> HttpResponse:
    """A file that shows a level."""
    number, found = item_of(seat, item)
    if not seat.may_add:
        raise Http404
    back = ("discuss", number) if seat.sees_all else ("score", number)
    return _file(request, seat, back, item=item, found=found)


def measure_file(request: HttpRequest, seat: Seat, number: int) -> HttpResponse:
    """A file that shows how a measure goes."""
    there = get_object_or_404(Measure, plan__round=seat.round, number=number)
    if not seat.inside:
        raise Http404
    return _file(request, seat, ("follow", number), measure=there)


def _file(request: HttpRequest, seat: Seat, back: tuple[str, int], *, found: Any = None, **of: Any) -> HttpResponse:
    posted = request.method == "POST"
    form = FileForm(request.POST if posted else None, request.FILES if posted else None)
    if form.is_valid():
        try:
            files.keep(seat=seat, file=form.cleaned_data["file"], name=form.name, at=timezone.now(), **of)
        except acts.Refused as refused:
            form.add_error("file", str(REFUSED[refused.reason]))
        else:
            messages.success(request, _("The file is kept."))
            return to(seat, *back)
    return page(request, seat, "file.html", form=form, item=found, measure=of.get("measure"), back=seat.url(*back))


def file(request: HttpRequest, seat: Seat, named: UUID) -> HttpResponseBase:
    """A file of this round or its plan, to be saved and never opened here."""
    row = Evidence.objects.filter(key=named).select_related("measure__plan").first()
    of = row and (row.round_id or (row.measure and row.measure.plan.round_id))
    if row is None or of != seat.round.pk:
        raise Http404
    try:
        opened = row.file.open("rb")
    except FileNotFoundError as lost:
        raise Http404 from lost
    response = FileResponse(opened, as_attachment=True, filename=row.name or row.key.hex, content_type=row.media_type)
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
