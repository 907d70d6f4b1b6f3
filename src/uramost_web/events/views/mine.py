"""The own page of somebody who registered, behind the link they were given: what they said, other needs, cancelling."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from uramost_web.events import links, picturing, registering, testing, thinking, wording
from uramost_web.events.certificates import Certificate
from uramost_web.events.forms_registering import NeedsForm
from uramost_web.events.models import Coming, Registration, State
from uramost_web.events.needs import FIELDS, asked
from uramost_web.events.views.door import of_registration, to_own_page
from uramost_web.events.views.public import times_of
from uramost_web.places.words import words


@require_safe
@of_registration
def mine(request: HttpRequest, row: Registration) -> HttpResponse:
    """What they said and what they can do. What is kept of the person beside that is not shown here."""
    return TemplateResponse(request, "events/mine.html", _context(row))


def _context(row: Registration) -> dict[str, object]:
    seen, event = words(), row.event
    return {
        "registration": row,
        "event": event,
        "secret": links.secret(row),
        "title": wording.shown(event.titles, seen),
        "times": times_of(event),
        "venue": wording.shown(event.venue, seen),
        "comes": row.state == Coming.REGISTERED,
        "waits": row.state == Coming.WAITING,
        "may_change": _may_change(row),
        "why_not": wording.CLOSED.get(str(event.state), ""),
        "certified": Certificate.objects.filter(event=event, person=row.person_id, revoked_at=None).exists(),
        "test": testing.asked(row, timezone.now()),
        "evaluate": thinking.may_evaluate(row, timezone.now()),
        "consents": picturing.consents(row),
        "lines": needs_said(row) if event.state == State.ANNOUNCED else [],
    }


def _may_change(row: Registration) -> bool:
    return row.event.state == State.ANNOUNCED and row.state != Coming.CANCELLED


def needs_said(row: Registration) -> list[tuple[str, str]]:
    """(question, answer) of everything that the event asks about."""
    seen = words()
    said = {
        "interpretation": seen.autonym(row.interpretation) if row.interpretation else "",
        "access": row.access,
        "childcare": str(row.childcare or ""),
        "transport": row.transport,
        "photos": _("Yes") if row.photos else _("No"),
    }
    form = NeedsForm(event=row.event)
    return [(str(form.fields[code].label), said[code]) for code in asked(row.event.offers)]


@require_http_methods(["GET", "HEAD", "POST"])
@of_registration
def needs(request: HttpRequest, row: Registration) -> HttpResponse:
    """All that they need, to be changed at once."""
    if not _may_change(row):
        return to_own_page(row)
    form = NeedsForm(request.POST if request.method == "POST" else None, event=row.event, initial=_shown(row))
    if form.is_valid():
        try:
            registering.change_needs(registration=row, needs=form.needs(), at=timezone.now())
        except registering.NotOpen:
            return to_own_page(row)
        messages.success(request, _("Saved."))
        return to_own_page(row)
    return TemplateResponse(
        request, "events/mine_needs.html", _context(row) | {"form": form}, status=422 if form.errors else 200
    )


def _shown(row: Registration) -> dict[str, object]:
    found = {name: getattr(row, name) for name in FIELDS}
    return found | {"photos": "yes" if row.photos else "no", "childcare": row.childcare or None}


@require_http_methods(["GET", "HEAD", "POST"])
@of_registration
def cancel(request: HttpRequest, row: Registration) -> HttpResponse:
    """They do not come after all; asked once more first."""
    if request.method != "POST":
        if not _may_change(row):
            return to_own_page(row)
        return TemplateResponse(request, "events/mine_cancel.html", _context(row))
    try:
        registering.cancel(registration=row, at=timezone.now())
    except registering.NotOpen:
        return to_own_page(row)
    messages.success(request, _("Your registration is cancelled. Thank you for telling us."))
    return to_own_page(row)
