"""Minutes at the desk: the text, decisions, the notice made of them, and what became of earlier decisions."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from uramost import documents
from uramost_web.accounts.requests import PersonRequest
from uramost_web.events import following_up, permissions, wording, writing_minutes
from uramost_web.events.forms_minutes import DecisionForm, FollowUpForm, MinutesForm
from uramost_web.events.models import Decision, Event, Minutes
from uramost_web.events.permissions import ANNOUNCE, RUN
from uramost_web.events.views.attendance import about
from uramost_web.places.permissions import may
from uramost_web.places.words import words


def _there(event: Event) -> Minutes | None:
    found: Minutes | None = Minutes.objects.select_related("notice__document").filter(event=event).first()
    return found


def _told(request: PersonRequest, form: Form, seen: int) -> None:
    """Theirs stands beside what was typed; whoever has been told of it may put their own in its place."""
    form.add_error(None, str(wording.CHANGED))
    form.data = {**request.POST.dict(), "seen": seen}


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def minutes(request: PersonRequest, number: int) -> HttpResponse:
    """The text, and the list of decisions."""
    event, seen = permissions.event_for(request.user, number, RUN), words()
    there, theirs = _there(event), None
    title = _("Minutes: %(event)s") % {"event": wording.title(event, seen)}
    form = MinutesForm(request.POST if request.method == "POST" else None, seen=seen, there=there, title=title)
    if form.is_valid():
        try:
            writing_minutes.write(event=event, by=request.user, at=timezone.now(), **form.cleaned_data)
        except writing_minutes.Changed:
            there = theirs = Minutes.objects.select_related("notice__document", "changed_by").get(event=event)
            _told(request, form, theirs.version)
        else:
            messages.success(request, _("The minutes are kept."))
            return redirect("running:minutes", number)
    decisions = list(there.decisions.all()) if there else []
    context = {
        **about(event),
        "form": form,
        "minutes": there,
        "theirs": theirs,
        "decisions": decisions,
        "settled": writing_minutes.settled(there),
        "written": bool(decisions or (there and there.text)),
        "may_publish": may(request.user, ANNOUNCE, event.municipality),
    }
    return TemplateResponse(request, "events/minutes.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def compose(request: PersonRequest, number: int) -> HttpResponse:
    """To the notice, where they are sent to the translators and published."""
    event = permissions.event_for(request.user, number, RUN)
    try:
        notice = writing_minutes.compose(event=event, by=request.user, at=timezone.now())
    except documents.Refused as refused:
        if refused.code != "empty":
            raise
        return redirect("running:minutes", number)  # nothing was said and decided: the page has no button then
    return redirect("notices:notice", notice.pk)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def decision(request: PersonRequest, number: int, decision: int | None = None) -> HttpResponse:
    """A new decision, or one that is changed or struck."""
    event = permissions.event_for(request.user, number, RUN)
    there = _there(event)
    if there is None:
        raise Http404
    row = get_object_or_404(Decision, pk=decision, minutes=there) if decision is not None else None
    now = timezone.now()
    initial = {"text": row.text, "responsible": row.responsible, "due": row.due, "seen": row.version} if row else None
    form = DecisionForm(request.POST if request.method == "POST" else None, initial=initial)
    strikes, theirs = row is not None and request.POST.get("act") == "strike", None
    if form.is_valid() or (strikes and "seen" in form.cleaned_data):
        seen = form.cleaned_data["seen"]
        try:
            if row is not None and strikes:
                writing_minutes.strike(event=event, decision=row, seen=seen, by=request.user, at=now)
            else:
                writing_minutes.decide(
                    event=event, decision=row, values=form.cleaned_data, seen=seen, by=request.user, at=now
                )
            return redirect("running:minutes", number)
        except writing_minutes.Changed:
            theirs = get_object_or_404(Decision, pk=decision)
            _told(request, form, theirs.version)
    context = {**about(event), "form": form, "decision": row, "minutes": there, "theirs": theirs}
    return TemplateResponse(request, "events/decision.html", context, status=422 if form.errors else 200)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def follow_up(request: PersonRequest, number: int) -> HttpResponse:
    """Each decision that this event looks at, with a form of its own."""
    event = permissions.event_for(request.user, number, RUN)
    rows, wrong = following_up.followed(event), None
    forms = []
    for row in rows:
        mine = request.method == "POST" and request.POST.get("decision") == str(row.decision.pk)
        given = {"state": row.state, "note": row.note}
        form = FollowUpForm(request.POST if mine else None, initial=given, auto_id=f"id_{row.decision.pk}_%s")
        if mine and form.is_valid():
            following_up.follow_up(
                event=event, decision=row.decision, by=request.user, at=timezone.now(), **form.cleaned_data
            )
            return redirect("running:follow_up", number)
        wrong = form if form.errors else wrong
        forms.append((row, form))
    done, total = following_up.counted(rows)
    context = {**about(event), "lines": forms, "form": wrong, "done": done, "total": total}
    return TemplateResponse(request, "events/follow_up.html", context, status=422 if wrong else 200)
