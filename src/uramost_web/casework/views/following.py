"""The resident's own case, behind its secret link."""

from typing import Final

from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from uramost_web.casework import links, resident
from uramost_web.casework.forms_following import FindForm, SayForm
from uramost_web.casework.history import Refused
from uramost_web.casework.models import Case
from uramost_web.casework.wording import REFUSED
from uramost_web.places.words import reader_tag

TRIES: Final = 30
"""Wrong secrets from one address in `WINDOW`; more are turned away without being looked at."""
WINDOW: Final = 900
"""Seconds."""


class TooManyTries(Exception):
    """Somebody tries secrets."""


def case_of(request: HttpRequest, reference: str, secret: str) -> Case:
    """The case, if this is its secret. The same 404 for a wrong secret and for a case that is not there.

    Raises `TooManyTries` for an address that was wrong too often, also when it is right this time.
    """
    key = f"casework.tries.{request.META.get('REMOTE_ADDR', '')}"
    if cache.get(key, 0) >= TRIES:
        raise TooManyTries
    row = (
        Case.objects.select_related("municipality", "service", "office", "first_office", "merged_into")
        .filter(reference=reference.strip(), anonymised_at=None)
        .first()
    )
    right = links.opens(row or Case(reference=reference, nonce=""), secret)
    if row is None or not right:
        cache.add(key, 0, WINDOW)
        cache.incr(key)
        raise Http404
    return row


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def find(request: HttpRequest) -> HttpResponse:
    """With the reference and the code from paper."""
    form = FindForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        given = form.cleaned_data
        try:
            case = case_of(request, given["reference"], given["secret"])
        except Http404:
            form.add_error(None, form.no_such)
        except TooManyTries:
            return TemplateResponse(request, "casework/too_many.html", {}, status=429)
        else:
            return redirect("casework:follow", case.reference, links.secret(case))
    return TemplateResponse(request, "casework/find.html", {"form": form}, status=422 if form.errors else 200)


@never_cache
@require_http_methods(["GET", "HEAD"])
def follow(request: HttpRequest, reference: str, secret: str) -> HttpResponse:
    """Everything about the case, and what its resident can do now."""
    try:
        case = case_of(request, reference, secret)
    except TooManyTries:
        return TemplateResponse(request, "casework/too_many.html", {}, status=429)
    return _page(request, case, SayForm())


def _page(request: HttpRequest, case: Case, form: SayForm, status: int = 200) -> HttpResponse:
    context = {
        "case": case,
        "place": case.municipality,
        "secret": links.secret(case),
        "entries": case.entries.filter(seen_by_resident=True),
        "moves": [move.code for move in resident.moves(case)],
        "late": case.late(timezone.now()),
        "form": form,
        "tag": reader_tag(),
    }
    return TemplateResponse(request, "casework/follow.html", context, status=status)


@never_cache
@require_POST
def say(request: HttpRequest, reference: str, secret: str) -> HttpResponse:
    """Add, supply, rate, withdraw, reopen, appeal: what the button says."""
    try:
        case = case_of(request, reference, secret)
    except TooManyTries:
        return TemplateResponse(request, "casework/too_many.html", {}, status=429)
    form = SayForm(request.POST)
    if not form.is_valid():
        return _page(request, case, form, 422)
    given, now = form.cleaned_data, timezone.now()
    try:
        if given["act"] == "add":
            resident.add(case=case, text=given["text"], at=now)
        elif given["act"] == "rate":
            resident.rate(case=case, rating=given["rating"] or 0, text=given["text"], at=now)
        else:
            resident.go(case=case, code=given["act"], text=given["text"], at=now)
    except Refused as refused:
        form.add_error("rating" if refused.reason == "not_rated" else "text", str(REFUSED[refused.reason]))
        case.refresh_from_db()
        return _page(request, case, form, 422)
    return redirect("casework:follow", reference, links.secret(case))
