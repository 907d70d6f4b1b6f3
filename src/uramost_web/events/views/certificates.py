"""The desk's pages about certificates: who came to enough, giving, printing and revoking them."""

from fractions import Fraction
from typing import Any, Final

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, pgettext
from django.views.decorators.http import require_http_methods, require_safe

from uramost.counting import enough
from uramost_web.accounts.requests import PersonRequest
from uramost_web.directory.models import Person
from uramost_web.events import certifying, counting, permissions
from uramost_web.events.certificates import Certificate
from uramost_web.events.models import Event
from uramost_web.events.permissions import RUN, SEE
from uramost_web.events.wording import shown
from uramost_web.places.permissions import may
from uramost_web.places.words import words

PERCENT: Final = (50, 75, 80, 100)
USUAL: Final = 75
WHY_NOT: Final[dict[str, str | Promise]] = {
    "other_kind": _("Certificates are given for trainings, language courses and study visits."),
    "cancelled": _("It has not been announced, or was cancelled."),
    "not_over": _("It is not over yet."),
    "no_title": _("Its notice has to be public in both official languages first: the certificate is in both."),
    "revoked_already": _("This certificate was revoked."),
}
"""Codes of `certifying.CannotCertify`."""


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def certificates(request: PersonRequest, number: int) -> HttpResponse:
    """Who came to how many of the sessions, and who has a certificate; giving them to all who came to enough.

    An auditor sees how many they are, and no names.
    """
    event = permissions.event_for(request.user, number, RUN if request.method == "POST" else SEE)
    percent = _percent(request.POST.get("least") or request.GET.get("least", ""))
    if request.method == "POST":
        return _give(request, event, percent)
    why_not, may_run = certifying.obstacle(event, timezone.now()), may(request.user, RUN, event.municipality)
    lines, revoked = _lines(event, percent), event.certificates.exclude(revoked_at=None).order_by("revoked_at", "pk")
    context = {
        "event": event,
        "title": shown(event.titles, words()),
        "lines": lines if may_run else [],
        "counts": _counts(lines, len(revoked)) if (lines or revoked) and not may_run else [],
        "of": event.sessions.count(),
        "percent": percent,
        "percents": PERCENT,
        "why_not": WHY_NOT.get(why_not, ""),
        "may_give": not why_not and may_run,
        "revoked": revoked if may_run else [],
    }
    return TemplateResponse(request, "events/training/certificates.html", context)


def _percent(typed: str) -> int:
    return int(typed) if typed in {str(one) for one in PERCENT} else USUAL


def _give(request: PersonRequest, event: Event, percent: int) -> HttpResponse:
    try:
        made = certifying.give(event=event, percent=percent, by=request.user, at=timezone.now())
    except certifying.CannotCertify as fault:
        messages.error(request, str(WHY_NOT[fault.code]))
    else:
        said = ngettext("%(number)s certificate was given.", "%(number)s certificates were given.", len(made))
        messages.success(request, said % {"number": len(made)})
    return redirect("training:certificates", event.pk)


def _lines(event: Event, percent: int) -> list[tuple[Person, int, bool, Any]]:
    """(person, sessions that they came to, whether these are enough, their certificate), by name."""
    came = counting.attended(event)
    have = {row.person_id: row for row in event.certificates.filter(revoked_at=None)}
    of = event.sessions.count()
    least = Fraction(percent, 100)
    rows = Person.objects.filter(pk__in=came.keys() | have.keys())
    return [
        (person, len(came.get(person.pk, ())), enough(len(came.get(person.pk, ())), of, least), have.get(person.pk))
        for person in rows
    ]


def _counts(lines: list[tuple[Person, int, bool, Any]], revoked: int) -> list[tuple[str, int]]:
    """How many have one, came to enough, did not; how many were revoked."""
    given = sum(row is not None for _person, _came, _enough, row in lines)
    could = sum(is_enough and row is None for _person, _came, is_enough, row in lines)
    return [
        (pgettext("how many", "Certificates given"), given),
        (pgettext("how many", "Came to enough, no certificate yet"), could),
        (pgettext("how many", "Did not come to enough"), len(lines) - given - could),
        (pgettext("how many", "Certificates revoked"), revoked),
    ]


def _certificate(request: PersonRequest, number: int, certificate: int, act: str) -> Certificate:
    event = permissions.event_for(request.user, number, act)
    return get_object_or_404(Certificate.objects.select_related("event__municipality"), pk=certificate, event=event)


@login_required
@require_safe
def printed(request: PersonRequest, number: int, certificate: int) -> HttpResponse:
    """One that counts, as a PDF."""
    row = _certificate(request, number, certificate, RUN)
    try:
        content = certifying.printed(row)
    except certifying.CannotCertify:
        raise Http404 from None
    response = HttpResponse(content, content_type="application/pdf")
    response.headers["Content-Disposition"] = f'attachment; filename="certificate-{row.pk}.pdf"'
    response.headers["Cache-Control"] = "private, no-store"
    return response


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def revoke(request: PersonRequest, number: int, certificate: int) -> HttpResponse:
    """Asked once more first: it cannot be taken back, only given anew."""
    row = _certificate(request, number, certificate, RUN)
    if request.method != "POST":
        context = {"event": row.event, "title": shown(row.event.titles, words()), "row": row}
        return TemplateResponse(request, "events/training/revoke.html", context)
    try:
        certifying.revoke(certificate=row, by=request.user, at=timezone.now())
    except certifying.CannotCertify as fault:
        messages.error(request, str(WHY_NOT[fault.code]))
    return redirect("training:certificates", number)
