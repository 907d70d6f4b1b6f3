"""Limits with their sources, keys of other programmes, and the boundary of a municipality."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods, require_safe

from uramost_web.accounts.requests import PersonRequest
from uramost_web.casework import boundaries, defining, keys, owing, whereabouts
from uramost_web.casework.catalogue import Limit
from uramost_web.casework.forms_rules import BoundaryForm, EndLimitForm, KeyForm, LimitForm
from uramost_web.casework.limit_words import limit_in_words
from uramost_web.casework.models import ApiKey
from uramost_web.casework.setup_wording import SILENCE
from uramost_web.casework.views.setup_door import place_for, saved, shown
from uramost_web.places.models import Municipality
from uramost_web.places.words import words
from uramost_web.uploads import InMemory


@login_required
@require_safe
def limits(request: PersonRequest, slug: str) -> HttpResponse:
    """Those for everywhere and those of the municipality, with source and validity."""
    place = place_for(request, slug)
    today, seen = timezone.localdate(), words()
    found = Limit.objects.filter(Q(municipality=None) | Q(municipality=place)).order_by(
        "code", "-municipality", "valid_from"
    )
    known = {row.code for row in found if _known(row, today)}
    rows = [
        {
            "limit": row,
            "names": {tag: capfirst(name) for tag, name in row.names.items()},
            "said": limit_in_words(row.as_rule()),
            "silence": SILENCE[row.as_rule().silence],
            "source": seen.cite(row.source),
            "own": row.municipality_id is not None,
            "now": row.as_rule().valid(today),
            "missing": row.as_rule().amount is None and row.code not in known,
        }
        for row in found
    ]
    return shown(request, place, "limits", rows=rows)


def _known(row: Limit, today: date) -> bool:
    rule = row.as_rule()
    return rule.amount is not None and rule.valid(today)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def limit_new(request: PersonRequest, slug: str) -> HttpResponse:
    """A row of the municipality's own; the words of a limit that is known already stand in the form."""
    place = place_for(request, slug)
    code = request.GET.get("code", "").replace("\0", "")[:60]  # which not every database can look for
    like = Limit.objects.filter(code=code, municipality=None).first()
    owed = owing.owed(place, timezone.localdate())
    form = LimitForm(
        request.POST if request.method == "POST" else None,
        owed=owed,
        texts={"names": like.names} if like else None,
        initial={"code": like.code, **_rule_of(like)} if like else {},
    )
    who: dict[str, Any] = {"by": request.user, "at": timezone.now()}
    if saved(request, form, lambda: defining.define_limit(municipality=place, values=form.values(), **who)):
        return redirect("setup:limits", slug)
    return shown(request, place, "limit", form=form)


def _rule_of(like: Limit) -> dict[str, Any]:
    """Everything that is known of a limit but its source: whoever enters the length says where it is written."""
    return dict(like.values)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def limit_end(request: PersonRequest, slug: str, pk: int) -> HttpResponse:
    """The last day on which a row of the municipality holds."""
    place = place_for(request, slug)
    row = get_object_or_404(Limit, municipality=place, pk=pk)
    form = EndLimitForm(
        request.POST if request.method == "POST" else None,
        initial={"valid_until": row.valid_until or timezone.localdate()},
    )
    who: dict[str, Any] = {"by": request.user, "at": timezone.now()}
    if saved(request, form, lambda: defining.end_limit(row=row, on=form.cleaned_data["valid_until"], **who)):
        return redirect("setup:limits", slug)
    return shown(request, place, "limit_end", form=form, limit=row)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def api_keys(request: PersonRequest, slug: str) -> HttpResponse:
    """Keys of other programmes. A new one is shown in this answer and never again."""
    place = place_for(request, slug)
    act = request.POST.get("act", "")
    if act == "revoke":
        asked = request.POST.get("key", "")
        row = get_object_or_404(
            ApiKey, municipality=place, pk=int(asked) if asked.isdecimal() and len(asked) < 19 else 0
        )
        keys.revoke(row=row, by=request.user, at=timezone.now())
        messages.success(request, _("The key opens nothing any more."))
        return redirect("setup:keys", slug)
    form, made = KeyForm(request.POST if act == "make" else None), ""
    if form.is_valid():
        _row, made = keys.make(municipality=place, **form.cleaned_data, by=request.user, at=timezone.now())
        form = KeyForm()
    rows = [
        (row, [str(keys.SCOPES[scope]) for scope in row.scopes if scope in keys.SCOPES])
        for row in place.api_keys.select_related("made_by").order_by("revoked_at", "-made_at")
    ]
    page = shown(request, place, "keys", form=form, made=made, rows=rows)
    page["Cache-Control"] = "no-store"
    return page


@csrf_exempt  # the check reads the form, and where its file goes has to be said before
@login_required
def boundary(request: PersonRequest, slug: str) -> HttpResponse:
    """Where the municipality ends: with it, whoever points elsewhere on a map is offered the right one."""
    request.upload_handlers = [InMemory(request)]
    return _boundary(request, slug)


@csrf_protect
@require_http_methods(["GET", "HEAD", "POST"])
def _boundary(request: PersonRequest, slug: str) -> HttpResponse:
    place = place_for(request, slug)
    by, at = request.user, timezone.now()
    if request.POST.get("act") == "drop":
        defining.draw(municipality=place, rings=[], by=by, at=at)
        messages.success(request, _("Deleted."))
        return redirect("setup:boundary", slug)
    form = BoundaryForm(request.POST, request.FILES) if request.method == "POST" else BoundaryForm()

    def draw() -> None:
        rings = boundaries.rings(form.cleaned_data["file"], Municipality.objects.all())
        defining.draw(municipality=place, rings=rings, by=by, at=at)

    if saved(request, form, draw):
        return redirect("setup:boundary", slug)
    return shown(request, place, "boundary", form=form, drawn=_drawn(place) if place.boundary else None)


def _drawn(place: Municipality) -> dict[str, Any]:
    """The outline for a small drawing of 100 by 100, north up, and whether the known middle lies in it."""
    west, south, east, north = boundaries.box(place.boundary)
    size = max(east - west, north - south) or 1.0
    paths = [
        " ".join(f"{100 * (x - west) / size:.2f},{100 * (north - y) / size:.2f}" for x, y in ring)
        for ring in place.boundary
    ]
    middle = None
    if place.latitude is not None and place.longitude is not None:
        middle = whereabouts.within(float(place.latitude), float(place.longitude), place.boundary)
    points = sum(map(len, place.boundary))
    return {"path": "".join(f"M{path}Z" for path in paths), "rings": len(paths), "points": points, "middle": middle}
