"""Assessments at the desk: the rounds one has a part in, beginning one, and how well instruments are understood."""

from typing import Any, Final

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt, csrf_protect

from uramost import assessment
from uramost_web.accounts.requests import PersonRequest
from uramost_web.capacity import acts, links, loading, results
from uramost_web.capacity.forms import InstrumentForm, StartForm, StartOrganisationForm
from uramost_web.capacity.forms import instruments as offered
from uramost_web.capacity.models import Instrument, Round
from uramost_web.capacity.wording import FAULTS, REFUSED, agreement
from uramost_web.directory import finding
from uramost_web.directory.models import Organisation
from uramost_web.directory.organisations import name_for
from uramost_web.places.permissions import everywhere, may, read_roles, workplaces
from uramost_web.places.words import reader_tag
from uramost_web.uploads import InMemory

PAGE: Final = 50
FOUND: Final = 20
"""Organisations that a search offers."""


def visible(request: PersonRequest) -> Any:
    """The rounds this person may open."""
    person = request.user
    mine = Q(municipality__in=workplaces(person, "assessment.lead"))
    mine |= Q(raters__user=person, municipality__in=workplaces(person, "assessment.see"))
    if may(person, "assessment.watch"):
        mine |= Q(municipality__isnull=False)
    if everywhere(person, "assessment.facilitate"):
        mine |= Q(facilitated=True)
    return Round.objects.filter(pk__in=Round.objects.filter(mine).order_by().values("pk"))


@login_required
@never_cache
def rounds(request: PersonRequest) -> HttpResponse:
    """Newest first."""
    _enter(request)
    rows = visible(request).select_related("instrument", "municipality", "organisation")
    page = Paginator(rows.prefetch_related("organisation__names"), PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "may_begin": bool(_kinds(request)), "may_compare": may(request.user, "instrument.set")}
    return TemplateResponse(request, "capacity/rounds.html", context)


def _enter(request: PersonRequest) -> None:
    read_roles(request.user)
    if not may(request.user, "assessment.see"):
        raise Http404


def _kinds(request: PersonRequest) -> list[str]:
    """Of whom this person may begin a round."""
    kinds = ["organisation"] if everywhere(request.user, "assessment.facilitate") else []
    return [*kinds, *(["municipality"] if workplaces(request.user, "assessment.lead") else [])]


@login_required
@never_cache
def choose(request: PersonRequest) -> HttpResponse:
    """With which instrument."""
    _enter(request)
    kinds = _kinds(request)
    if not kinds:
        raise Http404
    return TemplateResponse(
        request, "capacity/choose.html", {"instruments": [(row, row.read()) for row in offered(kinds)]}
    )


@login_required
@never_cache
def start(request: PersonRequest, code: str) -> HttpResponse:
    """Who assesses itself, and who leads it there."""
    _enter(request)
    kinds = _kinds(request)
    row = next((one for one in offered(kinds) if one.code == code), None) if kinds else None
    if row is None:
        raise Http404
    if row.of == "organisation":
        return _start_organisation(request, row)
    places = workplaces(request.user, "assessment.lead")
    form = StartForm(request.POST if request.method == "POST" else None, places=places)
    if form.is_valid():
        given = form.cleaned_data
        try:
            made = acts.begin(
                instrument=row, organisation=None, municipality=given["municipality"],
                facilitated=given["facilitated"], lead="", language="", by=request.user, at=timezone.now(),
            )  # fmt: skip
        except acts.Refused as refused:
            form.add_error(None, str(REFUSED[refused.reason]))
        else:
            return redirect("assessments:people", made.pk)
    context = {"form": form, "instrument": row.read()}
    return TemplateResponse(request, "capacity/start.html", context, status=422 if form.errors else 200)


def _start_organisation(request: PersonRequest, row: Instrument) -> HttpResponse:
    words = request.GET.get("q", "")[:200]
    found = _organisations(words)
    form = StartOrganisationForm(
        request.POST if request.method == "POST" else None, organisations=found, initial={"language": reader_tag()}
    )
    if form.is_valid():
        given = form.cleaned_data
        try:
            made = acts.begin(
                instrument=row, organisation=Organisation.objects.get(pk=int(given["organisation"])),
                municipality=None, facilitated=True, lead=given["lead"], language=given["language"],
                by=request.user, at=timezone.now(),
            )  # fmt: skip
        except acts.Refused as refused:
            form.add_error(None, str(REFUSED[refused.reason]))
        else:
            lead = made.raters.get()
            context = {"round": made, "instrument": row.read(), "lead": lead, "link": links.link(lead)}
            return TemplateResponse(request, "capacity/started.html", context)
    context = {"form": form, "instrument": row.read(), "words": words, "found": found}
    return TemplateResponse(request, "capacity/start.html", context, status=422 if form.errors else 200)


def _organisations(words: str) -> list[tuple[int, Any]]:
    """Those that are called like this, by name."""
    if not words.strip():
        return []
    rows = finding.organisations(finding.asked_organisations(words, similar=True), Organisation.objects.standing())
    found = rows.prefetch_related("names").order_by("sort", "pk")[:FOUND]
    return [(row.pk, name_for(row.named(), reader_tag())[0]) for row in found]


@csrf_exempt  # the check reads the form, and where its file goes has to be said before
@login_required
@never_cache
def instruments(request: PersonRequest) -> HttpResponse:
    """Every instrument with its versions; the programme adds one."""
    request.upload_handlers = [InMemory(request)]
    return _instruments(request)


@csrf_protect
def _instruments(request: PersonRequest) -> HttpResponse:
    _enter(request)
    if not may(request.user, "instrument.set"):
        raise Http404
    posted = request.method == "POST"
    form = InstrumentForm(request.POST if posted else None, request.FILES if posted else None)
    faults: list[tuple[str, str]] = []
    if form.is_valid():
        try:
            read = assessment.of_toml(form.cleaned_data["file"].read())
            made, new = loading.add(instrument=read, by=request.user, at=timezone.now())
        except assessment.BadInstrument as bad:
            form.add_error("file", _("This instrument cannot be used; what is wrong stands below. Nothing was added."))
            faults = [(fault.place, str(FAULTS[fault.code]) % fault.values) for fault in bad.faults[:PAGE]]
        except loading.VersionTaken as taken:
            said = _("There is version %(newest)s of %(code)s already. Give the new one a higher version.")
            form.add_error("file", said % {"newest": taken.newest, "code": taken.code})
        else:
            said = (
                _("Added: %(name)s. Rounds that are running keep their version.") if new else _("It is here already.")
            )
            messages.success(request, said % {"name": str(made)})
            return redirect("assessments:instruments")
    rows = [(row, row.read()) for row in Instrument.objects.newest()]
    context = {"form": form, "faults": faults, "rows": rows}
    return TemplateResponse(request, "capacity/instruments.html", context, status=422 if form.errors else 200)


@login_required
@never_cache
def understood(request: PersonRequest, code: str) -> HttpResponse:
    """Krippendorff's alpha of each domain and each question, over the rounds that organisations share."""
    _enter(request)
    if not may(request.user, "instrument.set"):
        raise Http404
    row = get_object_or_404(Instrument.objects.newest(), code=code)
    found, read = results.comparison(row), row.read()
    names = {place.item.code: place.item for place in read.places()}
    context = {
        "instrument": read, "found": found, "floor": assessment.FLOOR,
        "domains": [(domain, one, agreement(one.alpha))
                    for domain, one in zip(read.domains, found.domains, strict=True)],
        "items": [(names[one.code], one, agreement(one.alpha)) for one in found.items],
    }  # fmt: skip
    return TemplateResponse(request, "capacity/understood.html", context)
