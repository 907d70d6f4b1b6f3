"""Pages for the memory and the terminology in files: out, in, how far it is, and what was left out."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse, HttpResponseNotAllowed
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.csrf import csrf_exempt, csrf_protect

from uramost_web.accounts.requests import PersonRequest
from uramost_web.places.models import Municipality
from uramost_web.places.permissions import may
from uramost_web.translation import exchanging
from uramost_web.translation.attachments import attachment
from uramost_web.translation.bringing import Bringing, Kind, Progress
from uramost_web.translation.exchange_wording import fault, rejection
from uramost_web.translation.forms_exchange import BringForm, ExportForm
from uramost_web.uploads import OnDisk, no_room

EVERY = 2
"""Seconds after which the page of a file that is being read is asked for again, also without JavaScript."""


def place_of(request: PersonRequest, slug: str, act: str = "memory.export") -> Municipality:
    """The municipality, for those who may do this there; nobody else learns more."""
    place = get_object_or_404(Municipality, slug=slug)
    if not may(request.user, act, place):
        raise Http404
    return place


def kinds(request: PersonRequest, place: Municipality) -> list[str]:
    """What this person may bring."""
    return [kind for kind in Kind.values if may(request.user, f"{kind}.import", place)]


@login_required
def exchange(request: PersonRequest, slug: str) -> HttpResponse:
    """What can be taken out and brought in, and what was brought lately."""
    place = place_of(request, slug)
    if request.method not in {"GET", "HEAD"}:
        return HttpResponseNotAllowed(["GET"])
    return _page(request, place)


def _page(
    request: PersonRequest, place: Municipality, form: BringForm | None = None, wanted: ExportForm | None = None
) -> HttpResponse:
    allowed = kinds(request, place)
    forms = {kind: ExportForm(kind=kind, prefix=kind) for kind in Kind.values}
    if wanted is not None and wanted.prefix:
        forms[wanted.prefix] = wanted
    if form is None and allowed:
        form = BringForm(kinds=allowed, limit=settings.EXCHANGE_LIMIT)
    context = {
        "place": place,
        "exports": [(Kind(kind).label, kind, one) for kind, one in forms.items()],
        "form": form,
        "brought": Bringing.objects.filter(municipality=place).select_related("by")[:20],
    }
    wrong = (form is not None and form.errors) or (wanted is not None and wanted.errors)
    return TemplateResponse(request, "translation/exchange.html", context, status=422 if wrong else 200)


@login_required
def export(request: PersonRequest, slug: str) -> HttpResponseBase:
    """The memory between two languages, or the terminology, as a file."""
    place = place_of(request, slug)
    if request.method not in {"GET", "HEAD"}:
        return HttpResponseNotAllowed(["GET"])
    kind = next((kind for kind in Kind.values if f"{kind}-kind" in request.GET), str(Kind.MEMORY))
    form = ExportForm(request.GET, kind=kind, prefix=kind)
    if not form.is_valid():
        return _page(request, place, wanted=form)
    chosen = form.cleaned_data
    ending = chosen["format"].removesuffix("2008")
    if kind == Kind.TERMS:
        return attachment(exchanging.terms_text(chosen["format"]), f"terms.{ending}")
    lines = exchanging.memory_lines(ending, chosen["source"], chosen["target"], place)
    return attachment(lines, f"memory-{chosen['source']}-{chosen['target']}.{ending}")


@csrf_exempt  # the check reads the form, and where its file goes has to be said before
@login_required
def bring(request: PersonRequest, slug: str) -> HttpResponse:
    """Send a file. It goes to the disk as it comes, for it may be large."""
    request.upload_handlers = [OnDisk(request)]
    return _bring(request, slug)


@csrf_protect
def _bring(request: PersonRequest, slug: str) -> HttpResponse:
    place = place_of(request, slug)
    allowed = kinds(request, place)
    if not allowed:
        raise Http404
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    form = BringForm(request.POST, request.FILES, kinds=allowed, limit=settings.EXCHANGE_LIMIT)
    if form.is_valid():
        try:
            row = exchanging.receive(municipality=place, by=request.user, at=timezone.now(), **form.cleaned_data)
        except OSError as full:
            if not no_room(full):
                raise
            form.add_error("file", _("There is no room left on the server. Tell the administrator and try again."))
        else:
            return redirect("translation:brought", slug, row.pk)
    return _page(request, place, form)


@login_required
def brought(request: PersonRequest, slug: str, pk: int) -> HttpResponse:
    """How far a file is; once it is read, what came of it and what was left out."""
    place = place_of(request, slug)
    if request.method not in {"GET", "HEAD"}:
        return HttpResponseNotAllowed(["GET"])
    row = exchanging.settle(get_object_or_404(Bringing.objects.select_related("by"), municipality=place, pk=pk))
    context = {
        "place": place,
        "row": row,
        "share": row.share / 100,
        "every": EVERY if row.is_open() else None,
        "rejection": rejection(row.refusal),
        "faults": [(line, fault(rule, value)) for line, rule, value in row.faults],
        "may_take_back": row.progress == Progress.DONE
        and row.kind == Kind.MEMORY
        and may(request.user, "memory.import", place),
    }
    return TemplateResponse(request, "translation/brought.html", context)


@login_required
def take_back(request: PersonRequest, slug: str, pk: int) -> HttpResponse:
    """Take out again what a file brought."""
    place = place_of(request, slug, "memory.import")
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    row = get_object_or_404(Bringing, municipality=place, pk=pk, kind=Kind.MEMORY, progress=Progress.DONE)
    number = exchanging.take_back(row=row, by=request.user, at=timezone.now())
    done = ngettext(
        "%(number)s unit has been taken out of the memory.",
        "%(number)s units have been taken out of the memory.",
        number,
    )
    messages.success(request, done % {"number": number})
    return redirect("translation:brought", slug, pk)
