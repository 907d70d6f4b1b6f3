"""Lists of people at the desk: brought, looked through, confirmed, reported line by line, taken back."""

import csv
from collections.abc import Callable, Mapping
from typing import Any, Final

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from uramost.documents.blocks import Refused
from uramost.exchange.tables import safe
from uramost.rosters import NoHead
from uramost_web.accounts.requests import PersonRequest
from uramost_web.directory import import_words, importing, purposes, taking_back
from uramost_web.directory.forms_import import BringForm, ColumnsForm
from uramost_web.directory.imports import Decision, Import, ImportLine, State
from uramost_web.directory.models import Person
from uramost_web.directory.permissions import WRITE, check_sees
from uramost_web.places.permissions import everywhere, may
from uramost_web.places.words import reader_tag, words
from uramost_web.uploads import InMemory

A_PAGE: Final = 50
SHOWN: Final = {
    "all": Q(),
    "open": Q(decision=Decision.OPEN),
    "odd": ~Q(findings=[]),
    "new": Q(decision=Decision.NEW),
    "same": Q(decision=Decision.SAME),
    "skip": Q(decision=Decision.SKIP),
    "stayed": ~Q(undoing=[]),
}
"""Which lines are shown."""


def _import(request: PersonRequest, number: int) -> Import:
    """One's own, or for the programme anybody's; of others not even the existence is told."""
    _check(request)
    rows = Import.objects.select_related("municipality", "organisation", "by", "undone_by")
    row = rows.filter(pk=number).first()
    if row is None or not (row.by_id == request.user.pk or everywhere(request.user, WRITE)):
        raise Http404
    found: Import = row
    return found


def _check(request: PersonRequest) -> None:
    check_sees(request.user)
    if not may(request.user, WRITE):
        raise Http404


@login_required
@require_safe
def imports(request: PersonRequest) -> HttpResponse:
    """What was brought, newest first."""
    _check(request)
    rows = Import.objects.select_related("by", "municipality")
    if not everywhere(request.user, WRITE):
        rows = rows.filter(by=request.user)
    page = Paginator(rows, A_PAGE).get_page(request.GET.get("page"))
    return TemplateResponse(request, "directory/imports.html", {"page": page})


@csrf_exempt  # the check reads the form, and where its file goes has to be said before
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def bring(request: PersonRequest) -> HttpResponse:
    """A list for the directory alone."""
    return bring_for(request, importing.begin, template="directory/import_bring.html", context={}, initial={})


def bring_for(
    request: PersonRequest,
    begin: Callable[..., Import],
    *,
    template: str,
    context: Mapping[str, Any],
    initial: Mapping[str, Any],
) -> HttpResponse:
    """Choose a file. One without heads is shown, and chosen once more together with what its columns have.

    `begin` takes what `importing.begin` takes; `initial` is of `BringForm`. The view that leads here is `csrf_exempt`.
    """
    request.upload_handlers = [InMemory(request)]
    return _bring(request, begin, template, context, initial)


@csrf_protect
def _bring(
    request: PersonRequest,
    begin: Callable[..., Import],
    template: str,
    context: Mapping[str, Any],
    initial: Mapping[str, Any],
) -> HttpResponse:
    _check(request)
    form = BringForm(request.POST or None, request.FILES or None, by=request.user, initial=dict(initial))
    columns: ColumnsForm | None = None
    if form.is_valid():
        data = form.cleaned_data["file"].read()
        values: dict[str, Any] = {name: form.cleaned_data[name] for name in ("municipality", "organisation")}
        named = _named(request)
        try:
            row = begin(
                data=data, filename=form.cleaned_data["file"].name, language=reader_tag(), by=request.user,
                at=timezone.now(), **named, **values,
            )  # fmt: skip
            return redirect("imports:import", row.pk)
        except Refused as told:
            form.refuse(told)
        except NoHead as told:
            columns = ColumnsForm(first=[one.cells for one in told.rows])
            form.add_error("file", _("No row says what the columns have. Say it below, and choose the file once more."))
    shown = {**context, "form": form, "columns": columns}
    return TemplateResponse(request, template, shown, status=422 if form.errors else 200)


def _named(request: PersonRequest) -> dict[str, Any]:
    """What somebody says that the columns have."""
    given = {name: value for name, value in request.POST.items() if name.startswith("column_") and value}
    if not given:
        return {}
    fields = {
        int(number): value
        for name, value in given.items()
        if (number := name.removeprefix("column_")).isdecimal() and len(number) < 4 and value in import_words.FIELDS
    }
    return {"fields": fields, "heads": 1 if request.POST.get("heads") else 0}


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def one(request: PersonRequest, number: int) -> HttpResponse:
    """The lines, with what is suggested for each; what is decided on a page is kept when the page is left."""
    row = _import(request, number)
    if request.method == "POST":
        try:
            importing.decide(row, _decisions(request))
        except importing.NotNow:
            messages.error(request, _("This import is no longer open."))
            return redirect("imports:import", row.pk)
        if request.POST.get("then") == "confirm":
            return redirect("imports:confirm", row.pk)
        messages.success(request, _("Your decisions have been kept."))
        return redirect(request.get_full_path())
    show = request.GET.get("show", "all")
    rows = row.lines.filter(SHOWN.get(show, Q())).select_related("person").order_by("number")
    page = Paginator(rows, A_PAGE).get_page(request.GET.get("page"))
    context = {
        "row": row, "page": page, "lines": _lines(page.object_list), "show": show, "counts": importing.counts(row),
        "findings": [import_words.finding(said) for said in row.findings], "total": row.lines.count(),
        "purpose": purposes.said(row),
    }  # fmt: skip
    return TemplateResponse(request, "directory/import.html", context)


def _decisions(request: PersonRequest) -> dict[int, tuple[str, int | None]]:
    """`line_4=same:17` → {4: ("same", 17)}; anything else is not looked at."""
    found: dict[int, tuple[str, int | None]] = {}
    for name, value in request.POST.items():
        line, (decision, _sign, person) = name.removeprefix("line_"), str(value).partition(":")
        if not (name.startswith("line_") and line.isdecimal() and len(line) < 10 and decision in Decision.values):
            continue
        found[int(line)] = decision, int(person) if person.isdecimal() and len(person) < 19 else None
    return found


def _lines(some: Any) -> list[dict[str, Any]]:
    """Lines as they are shown: what was read, what is odd, and for each who it may be."""
    lines: list[ImportLine] = list(some)
    numbers = {one[0] for line in lines for one in line.alike}
    offered = Person.objects.filter(forgotten_at=None).select_related("municipality").in_bulk(numbers)
    said = words()
    return [
        {
            "line": line,
            "read": import_words.read(line.read, said),
            "odd": [import_words.finding(found) for found in line.findings],
            "stayed": [import_words.finding(found) for found in line.undoing],
            "choices": [
                (offered[number], round(score), [import_words.REASONS[code] for code in reasons])
                for number, score, reasons in line.alike
                if number in offered
            ],
        }
        for line in lines
    ]


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: PersonRequest, number: int) -> HttpResponse:
    """What will be written; then it is."""
    row = _import(request, number)
    if row.state != State.PREVIEW:
        return redirect("imports:import", row.pk)
    if request.method == "POST":
        try:
            importing.confirm(row, by=request.user, at=timezone.now())
            messages.success(request, _("The people have been brought into the directory."))
        except importing.NotDecided as left:
            said = ngettext(
                "%(count)s line is still to be decided about.",
                "%(count)s lines are still to be decided about.",
                left.count,
            )
            messages.error(request, said % {"count": left.count})
            return redirect(f"{request.path.removesuffix('confirm/')}?show=open")
        except importing.NotNow:
            messages.error(request, _("This import is no longer open."))
        except purposes.NotPossible as told:
            messages.error(request, str(told.said))
        return redirect("imports:import", row.pk)
    context = {"row": row, "counts": importing.counts(row), "purpose": purposes.said(row)}
    return TemplateResponse(request, "directory/import_confirm.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def undo(request: PersonRequest, number: int) -> HttpResponse:
    """Take the whole import back; each line then says what stayed."""
    row = _import(request, number)
    if row.state != State.DONE:
        return redirect("imports:import", row.pk)
    if request.method == "POST":
        try:
            taking_back.undo(row, by=request.user, at=timezone.now())
            messages.success(request, _("The import has been taken back."))
        except importing.NotNow:
            messages.error(request, _("This import has been taken back already."))
        return redirect("imports:import", row.pk)
    context = {"row": row, "counts": importing.counts(row), "purpose": purposes.said(row)}
    return TemplateResponse(request, "directory/import_undo.html", context)


@login_required
@require_POST
def throw_away(request: PersonRequest, number: int) -> HttpResponse:
    """Nothing of the file stays."""
    row = _import(request, number)
    try:
        importing.throw_away(row)
    except importing.NotNow:
        messages.error(request, _("This import is no longer open."))
        return redirect("imports:import", row.pk)
    messages.success(request, _("Nothing of the file was kept."))
    return redirect("imports:all")


@login_required
@require_safe
def report(request: PersonRequest, number: int) -> HttpResponse:
    """Every line and what became of it, as CSV; spreadsheets know UTF-8 by the mark at its beginning."""
    row = _import(request, number)
    answer = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="import-{row.pk}.csv"'
    table = csv.writer(answer)
    table.writerow([_("Line"), _("Name"), _("Decision"), _("Person"), _("What is odd")])
    for line in row.lines.select_related("person").order_by("number").iterator(chunk_size=1000):
        odd = " ".join(import_words.finding(found) for found in (*line.findings, *line.undoing))
        person = str(line.person_id or "")
        cells = (str(line.number), line.read.get("name", ""), str(line.get_decision_display()), person, odd)
        table.writerow(map(safe, cells))
    return answer
