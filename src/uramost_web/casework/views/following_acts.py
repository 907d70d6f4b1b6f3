"""What a resident does with their case: one page for each act."""

from typing import Any

from django.core.exceptions import TooManyFilesSent
from django.db import transaction
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone, translation
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods, require_safe

from uramost_web.casework import dossier, export, links, papers, photos, privacy, resident, resident_acts
from uramost_web.casework.forms_following import ActForm, DeleteForm
from uramost_web.casework.history import Refused
from uramost_web.casework.models import Case
from uramost_web.casework.resident_acts import Act
from uramost_web.casework.views.following import of_case
from uramost_web.casework.wording import REFUSED
from uramost_web.interface import code as interface_code
from uramost_web.places.words import reader_tag


@csrf_exempt  # the check reads the form, and where its files go has to be said before
@require_http_methods(["GET", "HEAD", "POST"])
def act(request: HttpRequest, reference: str, secret: str, code: str) -> HttpResponseBase:
    """What the act means, and its form. One that is not offered now says so, and what was typed stays."""
    if code in resident_acts.WITH_FILES:
        request.upload_handlers = [papers.ToBeRead(request)]
    try:
        return _act(request, reference, secret, code=code)
    except TooManyFilesSent:  # of a form that takes no files, and so of none of ours
        return _far_too_many(request, reference, secret, code=code)


@of_case
def _far_too_many(request: HttpRequest, case: Case, code: str) -> HttpResponse:
    found = _named(code)
    form = found.form({}, case=case)
    form.add_error("papers" if "papers" in form.fields else None, str(photos.FAR_TOO_MANY))
    return _page(request, case, found, form)


def _named(code: str) -> Act:
    found = resident_acts.named(code)
    if found is None:
        raise Http404
    return found


@csrf_protect
@of_case
def _act(request: HttpRequest, case: Case, code: str) -> HttpResponse:
    found = _named(code)
    form = _sent(request, case, found) if request.method == "POST" else found.form(case=case)
    if form.is_valid():
        try:
            do(case, found, form.cleaned_data)
        except Refused as refused:
            form.add_error(None, str(REFUSED[refused.reason]))
        except papers.Full as full:  # somebody has added files since the form was looked at
            form.add_error("papers", str(full))
        else:
            return redirect("casework:follow", case.reference, links.secret(case))
    return _page(request, case, found, form)


def _sent(request: HttpRequest, case: Case, what: Act) -> ActForm:
    """What was sent. Files are looked at when they are checked, each for up to a second, and so not without end."""
    if what.code not in resident_acts.WITH_FILES or papers.may_look(request, timezone.now()):
        return what.form(request.POST, request.FILES, case=case)
    form = what.form(request.POST, case=case)
    form.add_error("papers", str(papers.TOO_OFTEN))
    return form


def _page(request: HttpRequest, case: Case, what: Act, form: ActForm) -> HttpResponse:
    context = {
        "case": case, "place": case.municipality, "secret": links.secret(case), "form": form, "act": what,
        "offered": what.offered(case, timezone.now()), "tag": reader_tag(),
        "asked": case.entries.filter(move="ask", seen_by_resident=True).last() if what.code == "reply" else None,
    }  # fmt: skip
    return TemplateResponse(request, "casework/follow_act.html", context, status=422 if form.errors else 200)


def do(case: Case, what: Act, given: dict[str, Any]) -> None:
    """Do it, once for a form however often it is sent. Raises `Refused` and `papers.Full`."""
    now, facts, text = timezone.now(), {"key": given["key"]} if given["key"] else {}, given["text"]
    kept: tuple[Any, ...] = ()
    try:
        with transaction.atomic():
            held = Case.objects.held(case.pk)
            if resident.has_sent(held, given["key"]):
                return
            if what.code in resident_acts.WITH_FILES:
                kept = papers.keep(held, given["papers"] or (), now)
                resident.add(case=held, text=text, at=now, files=kept, facts=facts)
            elif what.code == "rate":
                resident.rate(case=held, rating=given["rating"], text=text, at=now, facts=facts)
            else:
                resident.go(case=held, code=what.code, text=text, at=now, facts=facts)
    except Exception:
        papers.forget(kept)
        raise


@require_safe
@of_case
def dossier_pdf(request: HttpRequest, case: Case) -> HttpResponse:
    """All there is for a body that watches over languages or over access to documents, in the reader's language."""
    now = timezone.now()
    if not dossier.grounds(case, now):
        raise Http404
    name = f"{case.reference}-{reader_tag()}.pdf"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(dossier.pdf(case, now), content_type=papers.PDF, headers=headers)


@require_safe
@of_case
def export_zip(request: HttpRequest, case: Case) -> FileResponse:
    """Everything that is stored about the case."""
    with translation.override(interface_code(reader_tag())):
        packed = export.packed(case, timezone.now())
    return FileResponse(packed, as_attachment=True, filename=f"{case.reference}.zip", content_type="application/zip")


@require_http_methods(["GET", "HEAD", "POST"])
@of_case
def delete(request: HttpRequest, case: Case) -> HttpResponse:
    """Take out of the case who asked and what was said. A running case is withdrawn before."""
    form = DeleteForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            privacy.delete(case=case, at=timezone.now())
        except Refused as refused:
            form.add_error(None, str(REFUSED[refused.reason]))
        else:
            return redirect("casework:follow", case.reference, links.secret(case))
    context = {
        "case": case, "place": case.municipality, "secret": links.secret(case), "form": form, "tag": reader_tag(),
        "running": case.closed_at is None, "public": case.service.shows != "nothing",
    }  # fmt: skip
    return TemplateResponse(request, "casework/follow_delete.html", context, status=422 if form.errors else 200)
