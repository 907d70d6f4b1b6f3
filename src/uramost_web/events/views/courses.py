"""The desk's pages about courses and series: what several events belong to, so that people are counted once in it."""

from typing import Any, Final

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from uramost_web.accounts.models import User
from uramost_web.accounts.requests import PersonRequest
from uramost_web.events import entering, permissions, wording
from uramost_web.events.forms import CourseForm
from uramost_web.events.models import Course
from uramost_web.events.permissions import SEE, WRITE
from uramost_web.places.permissions import NotAllowed, everywhere, keys_of_workplaces, may, workplaces
from uramost_web.places.words import words

PAGE: Final = 50


@login_required
@require_safe
def courses(request: PersonRequest) -> HttpResponse:
    """Those of the municipalities where this person works, the newest first."""
    permissions.check_sees(request.user)
    rows = _theirs(request.user).annotate(many=Count("events")).select_related("programme").order_by("-pk")
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    seen = words()
    lines = [
        (
            row,
            wording.shown(row.names, seen),
            seen.places.get(row.municipality_id or 0),
            wording.shown(row.programme.names, seen) if row.programme else "",
        )
        for row in page
    ]
    context = {"lines": lines, "page": page, "may_write": bool(workplaces(request.user, WRITE))}
    return TemplateResponse(request, "events/desk_courses.html", context)


def _theirs(person: User) -> Any:
    keys = keys_of_workplaces(person, SEE)
    return Course.objects.all() if keys is None else Course.objects.filter(municipality__in=sorted(keys))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def write(request: PersonRequest, number: int | None = None) -> HttpResponse:
    """A new one, or one as it is from now on; of which municipality it is does not change."""
    permissions.check_sees(request.user)
    row = _course(request.user, number) if number is not None else None
    places = workplaces(request.user, WRITE)
    if not places:
        raise NotAllowed("role")
    form = CourseForm(request.POST if request.method == "POST" else None, course=row, places=places)
    if form.is_valid():
        values, by, at = form.values(), request.user, timezone.now()
        if row is not None:
            entering.change_course(course=row, values=values, by=by, at=at)
            messages.success(request, _("Saved."))
            return redirect("event_desk:courses")
        place = next(one for one in places if one.slug == form.cleaned_data["municipality"])
        entering.enter_course(municipality=place, values=values, by=by, at=at)
        messages.success(request, _("Entered. Events can be made part of it now."))
        return redirect("event_desk:events")
    context = {"form": form, "course": row}
    return TemplateResponse(request, "events/desk_course.html", context, status=422 if form.errors else 200)


def _course(person: User, number: int) -> Course:
    """404 for another municipality's; raises `NotAllowed("role")` for who only reads."""
    row = _theirs(person).select_related("municipality").filter(pk=number).first()
    if row is None:
        raise Http404
    if not (everywhere(person, WRITE) if row.municipality is None else may(person, WRITE, row.municipality)):
        raise NotAllowed("role")
    found: Course = row
    return found
