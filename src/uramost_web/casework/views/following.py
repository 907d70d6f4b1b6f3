"""The resident's own case, behind its secret link."""

import re
from collections.abc import Callable
from functools import wraps
from typing import Any, Final
from uuid import UUID

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from uramost_web import secret_links
from uramost_web.accounts import attempts
from uramost_web.casework import clocks, dossier, explaining, links, papers, resident_acts, steps
from uramost_web.casework.forms_following import FindForm
from uramost_web.casework.models import Attachment, Case
from uramost_web.places.words import reader_tag

REFERENCE: Final = re.compile(r"[0-9A-Za-z]{1,10}-[0-9]{4}-[0-9]{5,8}")
"""What `links.next_reference` gives; nothing else is looked up."""
MOST_WRONG: Final = 30
"""Wrong secrets from one address in `WINDOW`; after that nothing it asks is looked at."""
WINDOW: Final = 900
"""Seconds."""


class TooManyTries(Exception):
    """Somebody tries secrets."""


def case_of(request: HttpRequest, reference: str, secret: str) -> Case:
    """The case, if this is its secret. The same 404 for a wrong secret and for a case that is not there.

    Raises `TooManyTries` for an address that was wrong too often, also when it is right this time. A case that is not
    there costs the same query and the same two hashes as one that is.
    """
    now = timezone.now()
    if attempts.used_up(request, "wrong", most=MOST_WRONG, at=now):
        raise TooManyTries
    asked = reference.strip()
    row = (
        Case.objects.select_related("municipality", "service", "office", "first_office", "merged_into")
        .filter(reference=asked if REFERENCE.fullmatch(asked) else "")
        .first()
    )
    right = links.opens(row or Case(reference=asked, nonce=secret_links.new_nonce()), secret)
    if row is None or not right:
        attempts.one_more(request, "wrong", most=MOST_WRONG, window=WINDOW, at=now)
        raise Http404
    return row


def of_case(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """The view gets the case behind the secret link. No cache, no search engine and no other site learns of it.

    Of one that was made anonymous its link says so (410), also after a second click on “Delete”.

    `same-origin` and not `no-referrer`: with the latter browsers send forms with `Origin: null`, which is refused.
    """

    @never_cache
    @wraps(view)
    def found(request: HttpRequest, reference: str, secret: str, **more: Any) -> HttpResponseBase:
        try:
            case = case_of(request, reference, secret)
        except TooManyTries:
            return too_many(request)
        if case.anonymised_at is None:
            response = view(request, case, **more)
        else:
            response = TemplateResponse(request, "casework/follow_deleted.html", {"case": case}, status=410)
        response.headers["Referrer-Policy"] = "same-origin"
        response.headers["X-Robots-Tag"] = "noindex"
        return response

    return found


def too_many(request: HttpRequest) -> HttpResponse:
    return TemplateResponse(request, "casework/too_many.html", {}, status=429)


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
            return too_many(request)
        else:
            return redirect("casework:follow", case.reference, links.secret(case))
    return TemplateResponse(request, "casework/find.html", {"form": form}, status=422 if form.errors else 200)


@require_safe
@of_case
def follow(request: HttpRequest, case: Case) -> HttpResponse:
    """Everything about the case, and what its resident can do now."""
    now, tag = timezone.now(), reader_tag()
    entries = list(case.entries.filter(seen_by_resident=True).prefetch_related("attachments"))
    offered = resident_acts.offered(case, now)
    computed = clocks.explained(case, now)
    context = {
        "case": case,
        "place": case.municipality,
        "secret": links.secret(case),
        "entries": entries,
        "asked": next((entry for entry in reversed(entries) if entry.move == "ask"), None),
        "acts": offered,
        "first_act": offered[0] if case.state == "needs_information" else None,
        "late": case.late(now),
        "computed": computed,
        "sentences": explaining.sentences(case, now) if computed else [],
        "questions": steps.said(case.service, case.given, tag),
        "files": [file for file in case.attachments.all() if file.entry_id is None],
        "readings": case.readings.select_related("office"),
        "grounds": dossier.grounds(case, now),
        "picture": papers.PICTURE,
        "tag": tag,
    }
    return TemplateResponse(request, "casework/follow.html", context)


@require_safe
@of_case
def file(request: HttpRequest, case: Case, key: UUID) -> FileResponse:
    """A file of the case: a photograph is shown, everything else is saved and never opened here."""
    seen = case.attachments.exclude(entry__seen_by_resident=False)
    return sent(get_object_or_404(seen, key=key))


def sent(row: Attachment) -> FileResponse:
    """As a download under the sender's name; inline only what we have made ourselves."""
    try:
        opened = row.file.open("rb")
    except FileNotFoundError as lost:
        raise Http404 from lost
    known = row.media_type if row.media_type in papers.MEDIA_TYPES else "application/octet-stream"
    return FileResponse(
        opened, as_attachment=known != papers.PICTURE, filename=row.name or row.key.hex, content_type=known
    )
