"""The desk's pages about events: all of them, a new one, one, changes and cancelling."""

from typing import Any, Final

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Func, IntegerField, OuterRef, Subquery
from django.http import HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from uramost_web.accounts.requests import PersonRequest
from uramost_web.events import calling_off, entering, listing, looking, permissions, wording
from uramost_web.events.forms import CancelForm, EventForm, Sessions, sessions
from uramost_web.events.models import Coming, Event, Kind, Letter, Registration, State
from uramost_web.events.needs import NEEDS
from uramost_web.events.permissions import ANNOUNCE, RUN, SEE, WRITE
from uramost_web.events.views.public import times_of
from uramost_web.events.ways import ways_of
from uramost_web.places.permissions import NotAllowed, keys_of_workplaces, may
from uramost_web.places.words import words
from uramost_web.question import Question

_KINDS, _STATES = dict(Kind.choices), dict(State.choices)


@login_required
@require_safe
def events(request: PersonRequest) -> HttpResponse:
    """All that this person may see: what comes soonest first, or what was."""
    permissions.check_sees(request.user)
    seen, now = words(), timezone.now()
    chosen = looking.choice(request.GET, seen, _KINDS, _STATES)
    rows, page = permissions.events(request.user), request.GET.get("page", "")
    found = looking.part(rows, chosen, seen, now, page, listing.COLUMNS, public=False)
    here = keys_of_workplaces(request.user, SEE)
    context = {
        "lines": listing.lines(found.rows, seen),
        "found": found,
        "chosen": chosen,
        "places": [(place.slug, place.name) for place in seen.places.values() if here is None or place.pk in here],
        "kinds": Kind.choices,
        "states": State.choices,
        "may_start": permissions.may_start(request.user),
    }
    return TemplateResponse(request, "events/desk_list.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def start(request: PersonRequest) -> HttpResponse:
    """When, where and for whom; after that its notice is written, translated and published as any other is."""
    permissions.check_sees(request.user)
    places = permissions.places_to_start(request.user)
    if not places:
        raise NotAllowed("role")
    form = EventForm(_posted(request), event=None, places=places)
    times = sessions(_more(request), None)
    if _complete(request, form, times):
        place = next(one for one in places if one.slug == form.cleaned_data["municipality"])
        try:
            made = entering.start(
                municipality=place, values=form.values(), times=times.times(), by=request.user, at=timezone.now()
            )
        except entering.Faulty as fault:
            form.add_error(None, wording.FAULTS[fault.code])  # type: ignore[arg-type]  # a lazy text is one
        else:
            if may(request.user, ANNOUNCE, place):
                messages.success(request, _("Now write what it is called and what it is about."))
                return redirect("notices:text", made.notice_id)
            return redirect("event_desk:event", made.pk)
    return _write(request, form, times, None)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: PersonRequest, number: int) -> HttpResponse:
    """Of one that was announced, another time or place is told to everybody who registered."""
    row = permissions.event_for(request.user, number, WRITE)
    if row.state not in {State.DRAFT, State.ANNOUNCED}:
        return redirect("event_desk:event", number)
    form = EventForm(_posted(request), event=row, places=[])
    times = sessions(_more(request), row)
    if _complete(request, form, times):
        try:
            changed = entering.change(
                event=row, values=form.values(), times=times.times(), by=request.user, at=timezone.now()
            )
        except entering.Faulty as fault:
            form.add_error(None, wording.FAULTS[fault.code])  # type: ignore[arg-type]  # as above
        else:
            moved = row.state == State.ANNOUNCED and {"times", *entering.MOVES} & set(changed)
            messages.success(request, _("Saved. Everybody who registered is written to.") if moved else _("Saved."))
            return redirect("event_desk:event", number)
    return _write(request, form, times, row)


def _posted(request: PersonRequest) -> Any:
    return request.POST if request.method == "POST" and "more" not in request.POST else None


def _more(request: PersonRequest) -> Any:
    """What was sent about sessions; with one more where that was asked for."""
    if request.method != "POST":
        return None
    data = request.POST.copy()
    if "more" in data:
        data["times-TOTAL_FORMS"] = str(_number(data.get("times-TOTAL_FORMS", "")) + 1)
    return data


def _number(typed: str) -> int:
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 4 else 1


def _complete(request: PersonRequest, form: EventForm, times: Sessions) -> bool:
    if request.method != "POST" or "more" in request.POST:
        return False
    return all([form.is_valid(), times.is_valid()])


def _write(request: PersonRequest, form: EventForm, times: Sessions, row: Event | None) -> HttpResponse:
    if request.method == "POST" and "more" in request.POST:
        _keep(request, form)
    wrong = form.is_bound and (form.errors or not times.is_valid())
    title = wording.shown(row.titles, words()) if row else ""
    context = {"form": form, "times": times, "event": row, "title": title, "wrong": wrong}
    return TemplateResponse(request, "events/desk_write.html", context, status=422 if wrong else 200)


def _keep(request: PersonRequest, form: EventForm) -> None:
    """What has been typed so far stays in the form, and nothing is said to be wrong with it yet."""
    for name in form.fields:
        values = request.POST.getlist(name)
        if name in {"languages", "offers"}:
            form.initial[name] = values
        elif name == "registration":
            form.initial[name] = bool(values)
        elif values:
            form.initial[name] = values[-1]


def _number_of(rows: Any) -> Subquery:
    count = Func(template="COUNT(*)", output_field=IntegerField())  # without grouping, unlike `Count`
    return Subquery(rows.order_by().values(counted_rows=count))


_COUNTED: Final = Question(
    lambda event: Event.objects.filter(pk=event).values_list(
        _number_of(Registration.objects.filter(event=OuterRef("pk"), state=Coming.REGISTERED)),
        _number_of(Registration.objects.filter(event=OuterRef("pk"), state=Coming.WAITING)),
        _number_of(Letter.objects.filter(registration__event=OuterRef("pk"), state="refused")),
    ),
    tuple,
)
"""Who is registered, who waits, and letters that could not be delivered."""


@login_required
@require_safe
def event(request: PersonRequest, number: int) -> HttpResponse:
    """One event: its facts, how far its notice is, who comes, and what can be done."""
    row = permissions.event_for(request.user, number)
    seen = words()
    (registered, waits, refused), *_none = _COUNTED.about(row.pk)
    context = {
        "event": row,
        "title": wording.shown(row.titles, seen),
        "times": times_of(row),
        "venue": wording.shown(row.venue, seen),
        "spoken": [seen.language(tag) for tag in row.languages],
        "offers": [said for code, said in NEEDS.items() if code in row.offers],
        "course": wording.shown(row.course.names, seen) if row.course else "",
        "why": wording.shown(row.cancelled_why, seen),
        "registered": registered,
        "waits": waits,
        "refused": refused,
        "tone": listing.TONES[State(row.state)],
        "open": row.state in {State.DRAFT, State.ANNOUNCED},
        "may_write": may(request.user, WRITE, row.municipality),
        "may_run": may(request.user, RUN, row.municipality),
        "may_announce": may(request.user, ANNOUNCE, row.municipality),
        "ways": ways_of(row, request.user),
    }
    return TemplateResponse(request, "events/desk_event.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def cancel(request: PersonRequest, number: int) -> HttpResponse:
    """With a reason, which is public; everybody who registered is written to. One not announced yet is deleted."""
    row = permissions.event_for(request.user, number, WRITE)
    if row.state == State.DRAFT:
        return _discard(request, row)
    if row.state != State.ANNOUNCED:
        return redirect("event_desk:event", number)
    form = CancelForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        calling_off.cancel(event=row, why=form.said("why"), by=request.user, at=timezone.now())
        messages.success(request, _("Cancelled. Everybody who registered is written to."))
        return redirect("event_desk:event", number)
    context = {"form": form, "event": row, "title": wording.shown(row.titles, words())}
    return TemplateResponse(request, "events/desk_cancel.html", context, status=422 if form.errors else 200)


def _discard(request: PersonRequest, row: Event) -> HttpResponse:
    if request.method == "POST":
        calling_off.discard(event=row, by=request.user, at=timezone.now())
        messages.success(request, _("Deleted. Its notice is still there."))
        return redirect("event_desk:events")
    return TemplateResponse(
        request, "events/desk_discard.html", {"event": row, "title": wording.shown(row.titles, words())}
    )
