"""What somebody is in an organisation: with whom first, then what and since when."""

from typing import Any, Final

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from uramost_web.accounts.requests import PersonRequest
from uramost_web.directory import acts, listing, looking, permissions
from uramost_web.directory.forms import FunctionForm
from uramost_web.directory.models import Function, Organisation, Person
from uramost_web.places.permissions import NotAllowed
from uramost_web.places.words import words

OFFERED: Final = 20
"""People or organisations to choose from."""
OTHER: Final = {"organisation": "person", "person": "organisation"}


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def give(request: PersonRequest, kind: str, number: int) -> HttpResponse:
    """A new function of an organisation's page or of a person's; the other of the two is looked for here."""
    row = _row(request, kind, number)
    if row is None:
        raise NotAllowed("role")
    chosen = request.GET.get("with", "")
    other = _row(request, OTHER[kind], int(chosen)) if chosen.isdecimal() and len(chosen) < 19 else None
    form = FunctionForm(request.POST if request.method == "POST" and other else None)
    if other and form.is_valid() and _given(request, form, None, **{kind: row, OTHER[kind]: other}):
        return redirect(row)
    context = {
        "kind": kind,
        "row": row,
        "name": _name(row),
        "title": _title(row),
        "other": other,
        "other_name": _name(other) if other else "",
        "form": form,
        "q": request.GET.get("q", "")[: looking.LONGEST_SEARCH],
        "offered": _offered(request, OTHER[kind]) if other is None else [],
    }
    return TemplateResponse(request, "directory/function_give.html", context, status=422 if form.errors else 200)


def _row(request: PersonRequest, kind: str, number: int) -> Any:
    """Whoever enters a function writes to the organisation; the person need only be seen."""
    if kind == "organisation":
        return permissions.organisation_for(request.user, number, permissions.WRITE)
    permissions.check_writes(request.user)
    return permissions.person_for(request.user, number)


def _offered(request: PersonRequest, kind: str) -> list[Any]:
    """What was looked for by name, to choose from."""
    chosen, seen = looking.choice(request.GET, words()), words()
    if not chosen.q:
        return []
    if kind == "person":
        found = looking.people(permissions.places(request.user), chosen, seen)
        return listing.person_lines(found.rows[:OFFERED], seen, timezone.localdate())
    there = looking.organisations(permissions.organisations(request.user, permissions.WRITE), chosen, seen)
    return listing.lines(list(there.rows[:OFFERED]), seen)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: PersonRequest, number: int) -> HttpResponse:
    """What it is, until when; or that it was entered wrongly."""
    permissions.check_sees(request.user)
    row = get_object_or_404(Function.objects.select_related("person", "organisation"), pk=number)
    permissions.organisation_for(request.user, row.organisation_id, permissions.WRITE)
    act = request.POST.get("act", "")
    form = FunctionForm(request.POST if act == "save" else None, function=row)
    if act == "take":
        acts.take_function(function=row, by=request.user, at=timezone.now())
        messages.success(request, _("Deleted."))
        return redirect(row.person)
    if form.is_valid() and _given(request, form, row, person=row.person, organisation=row.organisation):
        return redirect(row.person)
    context = {"function": row, "form": form, "name": row.person.name, "where": _name(row.organisation)}
    return TemplateResponse(request, "directory/function.html", context, status=422 if form.errors else 200)


def _given(request: PersonRequest, form: FunctionForm, row: Function | None, **pair: Any) -> bool:
    try:
        acts.write_function(function=row, **pair, **form.values(), by=request.user, at=timezone.now())
    except acts.Faulty as refused:
        form.refuse(refused)
        return False
    messages.success(request, _("Saved."))
    return True


def _name(row: Organisation | Person) -> Any:
    return listing.shown(row.named(), words()) if isinstance(row, Organisation) else row.name


def _title(row: Organisation | Person) -> str:
    return listing.plain(row.named(), words()) if isinstance(row, Organisation) else row.name
