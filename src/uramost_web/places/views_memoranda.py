"""Memoranda and bodies at the desk, and what everybody sees of them."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods, require_safe

from uramost_web.accounts.requests import PersonRequest
from uramost_web.places import memoranda_acts as acts
from uramost_web.places.forms_memoranda import (
    BodyForm,
    CommitmentForm,
    DocumentForm,
    MemberForm,
    MemorandumForm,
    SignForm,
    StepForm,
    tags,
)
from uramost_web.places.memoranda import Body, Commitment, Memorandum, Side, Standing, progress
from uramost_web.places.models import Municipality
from uramost_web.places.permissions import check_may, may, read_roles, workplaces
from uramost_web.places.words import reader_tag, words
from uramost_web.uploads import InMemory

SEE, WRITE = "memorandum.see", acts.WRITE
WHY = {
    "signed": gettext_lazy("What was signed is not changed any more."),
    "not_signed": gettext_lazy("The memorandum is not signed yet."),
    "nothing_promised": gettext_lazy("Nothing is promised yet."),
    "one_side": gettext_lazy("Only one side promises something. A memorandum needs commitments of both."),
    "ended": gettext_lazy("The memorandum has ended."),
    "is_done": gettext_lazy("This was carried out already."),
}
"""Codes of `acts.NotNow`."""


def _place(request: PersonRequest, slug: str, act: str = SEE) -> Municipality:
    """404 for who has nothing to do with it, 403 for who only reads."""
    place = get_object_or_404(Municipality, slug=slug)
    read_roles(request.user)
    if not may(request.user, SEE, place):
        raise Http404
    if act != SEE:
        check_may(request.user, act, place)
    return place


def _memorandum(request: PersonRequest, number: int, act: str = SEE) -> Memorandum:
    row = get_object_or_404(Memorandum.objects.select_related("municipality"), pk=number)
    _place(request, row.municipality.slug, act)
    return row


def _commitment(request: PersonRequest, number: int, position: int, act: str = SEE) -> Commitment:
    row = _memorandum(request, number, act)
    found = get_object_or_404(row.commitments, position=position)
    found.memorandum = row
    return found


def _who(request: PersonRequest) -> dict[str, Any]:
    return {"by": request.user, "at": timezone.now()}


def _told(request: PersonRequest, refused: acts.NotNow) -> None:
    messages.error(request, str(WHY[refused.code]))


@login_required
@require_safe
def memoranda(request: PersonRequest) -> HttpResponse:
    """Those of one's municipalities, or all."""
    read_roles(request.user)
    places = workplaces(request.user, SEE)
    if not places:
        raise Http404
    rows = list(
        Memorandum.objects.filter(municipality__in=places)
        .select_related("municipality")
        .prefetch_related("commitments")
    )
    today = timezone.localdate()
    bodies = Body.objects.filter(municipality__in=places).select_related("municipality", "kind")
    context = {
        "lines": [(row, progress(row.commitments.all(), today)) for row in rows],
        "bodies": bodies.order_by("municipality__slug", "kind__code"),
        "places": workplaces(request.user, WRITE),
        "tag": reader_tag(),
    }
    return TemplateResponse(request, "places/memoranda.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def write(request: PersonRequest, slug: str = "", number: int = 0) -> HttpResponse:
    """A new memorandum of a municipality, or one that is still negotiated."""
    row = _memorandum(request, number, WRITE) if number else None
    place = row.municipality if row else _place(request, slug, WRITE)
    form = MemorandumForm(
        request.POST if request.method == "POST" else None, place=place, row=row, on=timezone.localdate()
    )
    if form.is_valid():
        memorandum = row or acts.start(municipality=place, titles=form.texts("title"), **_who(request))
        try:
            acts.change(memorandum=memorandum, values=form.values(), **_who(request))
        except acts.NotNow as refused:
            _told(request, refused)
        return redirect(memorandum)
    return _form(request, form, place, _("Memorandum of understanding"), row)


@login_required
@require_safe
def memorandum(request: PersonRequest, number: int) -> HttpResponse:
    """What is promised, and how far it is."""
    row = _memorandum(request, number)
    today = timezone.localdate()
    context = {**_shown(row, today), "may_write": may(request.user, WRITE, row.municipality), "today": today}
    return TemplateResponse(request, "places/memorandum.html", context)


def _shown(row: Memorandum, today: date) -> dict[str, Any]:
    """A memorandum as both the desk and everybody see it."""
    rows = list(row.commitments.prefetch_related("steps"))
    documents = {text.tag: text for text in row.documents.all()}
    seen = words()
    return {
        "row": row,
        "place": row.municipality,
        "tag": reader_tag(),
        "sides": [
            (
                side.label,
                [(one, one.late(today)) for one in rows if one.side == side],
                progress((one for one in rows if one.side == side), today),
            )
            for side in Side
        ],
        "whole": progress(rows, today),
        "has_plan": row.plans.filter(public=True).exists(),
        "documents": documents.values(),
        "missing": [seen.autonym(tag) for tag in tags(row.municipality, today) if tag not in documents],
    }


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def commitment(request: PersonRequest, number: int, position: int = 0) -> HttpResponse:
    """A new commitment, or one as it is from now on."""
    row = _memorandum(request, number, WRITE)
    one = _commitment(request, number, position, WRITE) if position else None
    sent = request.POST if request.method == "POST" else None
    if one and sent and sent.get("act") == "take_out":
        try:
            acts.take_out(commitment=one, **_who(request))
        except acts.NotNow as refused:
            _told(request, refused)
        return redirect(row)
    form = CommitmentForm(sent, memorandum=row, row=one, on=timezone.localdate())
    if form.is_valid():
        try:
            acts.promise(memorandum=row, commitment=one, values=form.values(), **_who(request))
        except acts.NotNow as refused:
            _told(request, refused)
        return redirect(row)
    return _form(request, form, row.municipality, _("Commitment"), row, may_take_out=bool(one))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def sign(request: PersonRequest, number: int) -> HttpResponse:
    """From now on it stands as it is."""
    row = _memorandum(request, number, WRITE)
    form = SignForm(request.POST if request.method == "POST" else None, today=timezone.localdate())
    if form.is_valid():
        try:
            acts.sign(memorandum=row, **form.cleaned_data, **_who(request))
            messages.success(request, _("The memorandum is signed. Add the signed document in every language."))
        except acts.NotNow as refused:
            _told(request, refused)
        return redirect(row)
    return _form(
        request,
        form,
        row.municipality,
        _("Sign"),
        row,
        warning=_("After this nothing of what is promised can be changed."),
    )


@login_required
@require_http_methods(["POST"])
def end(request: PersonRequest, number: int) -> HttpResponse:
    """It holds no longer."""
    row = _memorandum(request, number, WRITE)
    try:
        acts.end(memorandum=row, on=timezone.localdate(), **_who(request))
    except acts.NotNow as refused:
        _told(request, refused)
    return redirect(row)


@csrf_exempt  # the check reads the form, and where its file goes has to be said before
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def document(request: PersonRequest, number: int) -> HttpResponse:
    """The signed document in one language."""
    request.upload_handlers = [InMemory(request)]
    return _document(request, number)


@csrf_protect
def _document(request: PersonRequest, number: int) -> HttpResponse:
    row = _memorandum(request, number, WRITE)
    form = DocumentForm(request.POST or None, request.FILES or None, place=row.municipality, on=timezone.localdate())
    if form.is_valid():
        file = form.cleaned_data["file"]
        try:
            acts.give_document(
                memorandum=row, tag=form.cleaned_data["tag"], data=file.read(), name=file.name, **_who(request)
            )
        except acts.NotNow as refused:
            _told(request, refused)
        return redirect(row)
    return _form(request, form, row.municipality, _("Signed document"), row)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def step(request: PersonRequest, number: int, position: int) -> HttpResponse:
    """What was done for a commitment; appended to what was done before."""
    one = _commitment(request, number, position, WRITE)
    form = StepForm(request.POST if request.method == "POST" else None, commitment=one, today=timezone.localdate())
    if form.is_valid():
        try:
            acts.step(commitment=one, **form.values(), **_who(request))
            messages.success(request, _("It has been added to what was done."))
        except acts.NotNow as refused:
            _told(request, refused)
        return redirect(one.memorandum)
    return _form(request, form, one.memorandum.municipality, _("What was done"), one.memorandum, commitment=one)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def body(request: PersonRequest, slug: str, number: int = 0) -> HttpResponse:
    """A committee or office, and who is in it."""
    place = _place(request, slug, WRITE)
    row = get_object_or_404(place.bodies.select_related("kind"), pk=number) if number else None
    form = BodyForm(request.POST if request.method == "POST" else None, place=place, row=row)
    if form.is_valid():
        row = acts.write_body(municipality=place, body=row, values=form.cleaned_data, **_who(request))
        return redirect("memoranda:body", slug, row.pk)
    members = row.members.all() if row else None
    return _form(request, form, place, _("Committee or office"), None, body=row, members=members)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def member(request: PersonRequest, slug: str, number: int, of: int = 0) -> HttpResponse:
    """Who holds a function in a body."""
    place = _place(request, slug, WRITE)
    row = get_object_or_404(place.bodies.select_related("municipality"), pk=number)
    one = get_object_or_404(row.members, pk=of) if of else None
    form = MemberForm(request.POST if request.method == "POST" else None, row=one)
    if form.is_valid():
        acts.write_member(body=row, member=one, values=form.cleaned_data, **_who(request))
        return redirect("memoranda:body", slug, row.pk)
    return _form(request, form, place, _("Member"), None)


def _form(
    request: HttpRequest, form: Any, place: Municipality, title: str, row: Memorandum | None, **more: Any
) -> HttpResponse:
    context = {"form": form, "place": place, "heading": title, "row": row, "tag": reader_tag(), **more}
    return TemplateResponse(request, "places/memorandum_form.html", context, status=422 if form.errors else 200)


# For everybody -------------------------------------------------------------------------------------------------------


@require_safe
def promises(request: HttpRequest, slug: str) -> HttpResponse:
    """What a municipality and the programme promised each other and did, and who is in its committees and offices."""
    place = get_object_or_404(Municipality, slug=slug)
    today = timezone.localdate()
    rows = place.memoranda.exclude(standing=Standing.DRAFT).select_related("municipality").order_by("-number")
    bodies = place.bodies.select_related("kind").prefetch_related("members").order_by("kind__code")
    context = {
        "place": place,
        "tag": reader_tag(),
        "memoranda": [_shown(row, today) for row in rows],
        "bodies": [(one, [row for row in one.members.all() if _holds(row, today)]) for one in bodies],
    }
    return TemplateResponse(request, "places/promises.html", context)


def _holds(row: Any, today: date) -> bool:
    return (row.since is None or row.since <= today) and (row.until is None or row.until >= today)


@require_safe
def signed_text(_request: HttpRequest, slug: str, number: int, tag: str) -> HttpResponseBase:
    """A signed document, as a download."""
    row = get_object_or_404(Memorandum.objects.exclude(standing=Standing.DRAFT), municipality__slug=slug, number=number)
    text = get_object_or_404(row.documents, tag=tag)
    try:
        opened = text.file.open("rb")
    except FileNotFoundError as lost:
        raise Http404 from lost
    return FileResponse(opened, as_attachment=True, filename=text.name, content_type="application/octet-stream")
