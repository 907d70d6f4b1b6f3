"""What everybody can read: the instruments, the figures of the network, and the plan of a municipality."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from uramost import assessment
from uramost.assessment.sheet import blank as blank_sheet
from uramost.assessment.sheet_writing import written
from uramost.cli.assessment_words import SHEETS
from uramost_web.capacity import plan_acts, results
from uramost_web.capacity.models import Instrument, Plan
from uramost_web.capacity.texts import text_in
from uramost_web.capacity.wording import mean
from uramost_web.places.models import Municipality
from uramost_web.places.words import reader_tag
from uramost_web.translation.attachments import attachment

RATERS = 5


def instruments(request: HttpRequest) -> HttpResponse:
    """With which organisations and municipalities look at themselves."""
    rows = [row.read() for row in Instrument.objects.newest()]
    return TemplateResponse(request, "capacity/public_instruments.html", {"rows": rows})


def instrument(request: HttpRequest, code: str) -> HttpResponse:
    """Every question with its statements, and the averages of at least five."""
    row = get_object_or_404(Instrument.objects.newest(), code=code)
    read = row.read()
    network = results.network(row, timezone.localdate())
    shown = any(one.organisations for one in network)
    context: dict[str, Any] = {
        "instrument": read,
        "domains": list(zip(read.domains, network, strict=True)),
        "shown": shown,
        "floor": assessment.FLOOR,
        "away": reader_tag() not in read.languages(),
    }
    if shown:
        axes = [assessment.Axis(str(text_in(domain.names, plain=True))) for domain in read.domains]
        line = assessment.Line(_("The network"), tuple(one.mean for one in network))
        title = _("Average of the organisations that share, by domain, from 1 to 4")
        context["chart"] = mark_safe(assessment.bars(title, axes, [line], shown=mean))  # noqa: S308 - escaped there
    return TemplateResponse(request, "capacity/public_instrument.html", context)


def blank(request: HttpRequest, code: str) -> HttpResponseBase:
    """An empty spreadsheet to be filled in without a connection."""
    read = get_object_or_404(Instrument.objects.newest(), code=code).read()
    words = SHEETS.get(reader_tag(), SHEETS["en"])
    return attachment(written(read, blank_sheet(read, RATERS), words), f"assessment-{code}.xlsx")


def plan(request: HttpRequest, slug: str) -> HttpResponse:
    """The municipality's Capacity Development Plan as it stands, where it is public."""
    place = get_object_or_404(Municipality, slug=slug)
    row = Plan.objects.filter(municipality=place, public=True).select_related("round__instrument", "memorandum").first()
    if row is None:
        raise Http404
    measures, today = list(row.measures.all()), timezone.localdate()
    items = row.round.instrument.read().items() if row.round else {}
    context = {
        "place": place, "tag": reader_tag(), "plan": row, "items": items,
        "measures": [(one, assessment.measures.is_late(one.state, one.due, today)) for one in measures],
        "progress": assessment.progress([plan_acts.as_rule(one) for one in measures], today),
    }  # fmt: skip
    return TemplateResponse(request, "capacity/public_plan.html", context)
