"""Holidays of a year, and changing one: whose last day moves is shown before anything is written."""

from datetime import date, datetime, time
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from uramost_web.accounts.requests import PersonRequest
from uramost_web.casework import clocks, defining, holidays, owing
from uramost_web.casework.forms_rules import HolidayForm
from uramost_web.casework.setup_wording import ACTIONS
from uramost_web.casework.views.setup_door import place_for, shown
from uramost_web.places.models import HolidayOverride, Municipality
from uramost_web.places.words import words

LISTED = 100
"""Cases on a page; the rest is counted."""


@login_required
@require_safe
def year(request: PersonRequest, slug: str) -> HttpResponse:
    """The holidays of a year by rule and by decision; estimates are marked."""
    place = place_for(request, slug)
    this = timezone.localdate().year
    years = range(this - 1, this + holidays.AHEAD + 1)
    asked = request.GET.get("year", "")
    chosen = int(asked) if asked in map(str, years) else this
    seen = words()
    days = [(day, seen.cite(day.source)) for day in _calendar(place, chosen).holidays if day.date.year == chosen]
    changes = [
        (row, ACTIONS[row.action], row.municipality_id is not None)
        for row in clocks.overrides(place)
        if chosen in {row.date.year, row.moved_to.year if row.moved_to else 0}
    ]
    return shown(request, place, "holidays", days=days, changes=changes, years=years, year=chosen)


def _calendar(place: Municipality, in_year: int) -> Any:
    return clocks.calendar(place, timezone.make_aware(datetime.combine(date(in_year, 7, 1), time(12))))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: PersonRequest, slug: str) -> HttpResponse:
    """First what would move, then, confirmed, the change itself."""
    place = place_for(request, slug)
    owed = owing.owed(place, timezone.localdate())
    initial = {name: request.GET.get(name, "")[:10] for name in ("action", "date")}
    form = HolidayForm(request.POST if request.method == "POST" else None, owed=owed, initial=initial)
    at = timezone.now()
    if not form.is_valid():
        return shown(request, place, "holiday", form=form)
    wanted = form.wanted()
    try:
        if request.POST.get("act") != "confirm":
            defining.insist(holidays.faults(wanted, place, at))
            listed = _listed(holidays.foreseen(wanted, place, at))
            return shown(request, place, "moving", form=form, **listed, wanted=wanted, does=ACTIONS[wanted.action])
        _tell(request, holidays.change(municipality=place, wanted=wanted, by=request.user, at=at))
    except defining.Faulty as refused:
        form.refuse(refused)
        return shown(request, place, "holiday", form=form)
    return redirect("setup:holidays", slug)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def undo(request: PersonRequest, slug: str, pk: int) -> HttpResponse:
    """Take a change back; here too it is shown first which last days move."""
    place = place_for(request, slug)
    row = get_object_or_404(HolidayOverride.objects.select_related("municipality"), municipality=place, pk=pk)
    if request.method == "POST":
        _tell(request, holidays.take_back(row=row, by=request.user, at=timezone.now()))
        return redirect("setup:holidays", slug)
    found = holidays.foreseen_without(row, place)
    return shown(request, place, "moving", **_listed(found), row=row, does=ACTIONS[row.action])


def _listed(found: list[holidays.Moving]) -> dict[str, Any]:
    moved = sorted((one for one in found if one.before != one.after), key=lambda one: (one.before, one.case.pk))
    return {
        "number": len(moved),
        "promises": len(found) - len(moved),
        "cases": moved[:LISTED],
        "more": max(0, len(moved) - LISTED),
    }


def _tell(request: PersonRequest, moved: int) -> None:
    said = ngettext(
        "Done. The dates of %(number)s running case moved.", "Done. The dates of %(number)s running cases moved.", moved
    )
    messages.success(request, said % {"number": moved})
