"""Who comes to an event, at the desk: the list with what they need, somebody who calls, and taking off."""

from functools import partial
from typing import Any, Final
from uuid import UUID, uuid4, uuid5

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import Count, Exists, OuterRef, Q, Sum
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from uramost_web.accounts.requests import PersonRequest
from uramost_web.directory.views import lists
from uramost_web.events import bringing, permissions, registering, wording
from uramost_web.events.forms_registering import DeskForm
from uramost_web.events.models import Coming, Event, Letter, Registration
from uramost_web.events.permissions import RUN
from uramost_web.places.permissions import may
from uramost_web.places.words import words

PAGE: Final = 50


@login_required
@require_safe
def people(request: PersonRequest, number: int) -> HttpResponse:
    """In the order in which they came; those who wait after those who come."""
    row = permissions.event_for(request.user, number, RUN)
    seen = words()
    state = request.GET.get("state", "")
    state = state if state in Coming.values else Coming.REGISTERED
    refused = Letter.objects.filter(registration=OuterRef("pk"), state="refused")
    rows = _do_not_come(row) if state == Coming.CANCELLED else row.registrations.filter(state=state)
    found = rows.select_related("person").order_by("place")
    page = Paginator(found.annotate(unreached=Exists(refused)), PAGE).get_page(request.GET.get("page"))
    context = {
        "event": row,
        "title": wording.shown(row.titles, seen),
        "page": page,
        "lines": [(one, seen.autonym(one.reads), seen.autonym(one.interpretation)) for one in page.object_list],
        "state": state,
        "counts": _counts(row),
        "needed": _needed(row),
        "interpretation": _interpretation(row),
        "may_register": not registering.closed(row, timezone.now()),
        "may_bring": not bringing.obstacle(row) and may(request.user, "directory.write"),
    }
    return TemplateResponse(request, "events/desk_people.html", context)


def _counts(row: Event) -> list[tuple[str, Any, int]]:
    counted = dict(row.registrations.values_list("state").annotate(number=Count("pk")))
    if Coming.CANCELLED in counted:
        counted[Coming.CANCELLED] = _do_not_come(row).count()
    return [(code, said, counted.get(code, 0)) for code, said in Coming.choices]


def _do_not_come(row: Event) -> Any:
    """Each once, and nobody who registered anew, or was entered twice and comes under the other name."""
    theirs = Registration.objects.filter(event=OuterRef("event"), person=OuterRef("person"))
    other = theirs.filter(~Q(state=Coming.CANCELLED) | Q(place__gt=OuterRef("place")))
    return row.registrations.filter(~Exists(other), state=Coming.CANCELLED)


def _needed(row: Event) -> dict[str, Any]:
    """What those who come need, added up."""
    return row.registrations.filter(state=Coming.REGISTERED).aggregate(
        access=Count("pk", filter=~Q(access="")),
        childcare=Sum("childcare", default=0),
        transport=Count("pk", filter=~Q(transport="")),
    )


def _interpretation(row: Event) -> list[tuple[str, int]]:
    seen = words()
    rows = row.registrations.filter(state=Coming.REGISTERED).exclude(interpretation="")
    counted = rows.values_list("interpretation").annotate(number=Count("pk")).order_by("-number", "interpretation")
    return [(seen.language(tag), number) for tag, number in counted]


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def register(request: PersonRequest, number: int) -> HttpResponse:
    """Somebody calls, or stands at the desk."""
    row = permissions.event_for(request.user, number, RUN)
    if reason := registering.closed(row, timezone.now()):
        messages.info(request, str(wording.CLOSED[reason]))
        return redirect("event_desk:people", number)
    form = DeskForm(request.POST if request.method == "POST" else None, event=row)
    if form.is_valid():
        data = form.cleaned_data
        given = registering.Asked(data["name"], data["email"].lower(), data["phone"], data["reads"], form.needs())
        try:
            state = registering.register(
                event=row, asked=given, key=_key_of(request, given), at=timezone.now(), by=request.user
            )
        except registering.NotOpen as closed:
            messages.info(request, str(wording.CLOSED[closed.code]))
        else:
            messages.success(request, _("Registered.") if state == Coming.REGISTERED else _("On the waiting list."))
        return redirect("event_desk:people", number)
    context = {"form": form, "event": row, "title": wording.shown(row.titles, words()), "key": _key(request)}
    return TemplateResponse(request, "events/desk_register.html", context, status=422 if form.errors else 200)


@csrf_exempt  # the check reads the form, and where its file goes has to be said before
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def bring(request: PersonRequest, number: int) -> HttpResponse:
    """A participants' list: looked through, confirmed and taken back as every list of people is."""
    row = permissions.event_for(request.user, number, RUN)
    if why := bringing.obstacle(row):
        messages.info(request, str(wording.CLOSED[why]))
        return redirect("event_desk:people", number)
    return lists.bring_for(
        request,
        partial(bringing.begin, event=row),
        template="events/desk_bring.html",
        context={"event": row, "title": wording.shown(row.titles, words())},
        initial={"municipality": row.municipality_id},
    )


def _key_of(request: PersonRequest, given: registering.Asked) -> UUID:
    """Sent twice it is one registration; somebody else, typed over it after going back, is another."""
    return uuid5(_key(request), "\n".join((given.name, given.email, given.phone)))


def _key(request: PersonRequest) -> UUID:
    """Of the form."""
    try:
        return UUID(request.POST.get("key", ""))
    except ValueError:
        return uuid4()


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def take_off(request: PersonRequest, number: int, registration: int) -> HttpResponse:
    """Somebody calls that they do not come, or was entered by mistake."""
    row = permissions.event_for(request.user, number, RUN)
    one = get_object_or_404(Registration.objects.select_related("person"), pk=registration, event=row)
    if request.method == "POST":
        try:
            registering.cancel(registration=one, at=timezone.now(), by=request.user)
        except registering.NotOpen as closed:
            messages.info(request, str(wording.CLOSED[closed.code]))
        else:
            messages.success(request, _("Taken off the list. The next in line has the place."))
        return redirect("event_desk:people", number)
    context = {"event": row, "one": one, "title": wording.shown(row.titles, words())}
    return TemplateResponse(request, "events/desk_take_off.html", context)
