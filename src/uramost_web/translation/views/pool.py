"""The shared pool of translators: what waits, who has how much in hand, and who is asked for a text."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from uramost_web.accounts.models import User
from uramost_web.accounts.requests import PersonRequest
from uramost_web.places.permissions import NotAllowed, check_may, may
from uramost_web.translation import pool as actions
from uramost_web.translation import progress
from uramost_web.translation.forms_team import EVERYBODY, NOBODY, AssignForm
from uramost_web.translation.models import TITLE, Segment, Translation
from uramost_web.translation.states import State
from uramost_web.translation.teamwork import Assignment, Task
from uramost_web.translation.views.opening import seen_by

REFUSED = {
    "not_skilled": gettext_lazy("This person is nowhere a translator or reviewer, so they cannot be asked."),
    "own_work": gettext_lazy("Who wrote a translation does not review it. Choose somebody else."),
}


@login_required
def pool(request: PersonRequest) -> HttpResponse:
    """What waits for somebody, and the load of all who could take it."""
    if not may(request.user, "pool.see"):
        raise Http404
    waiting = actions.queue()
    in_hand = list(
        Assignment.objects.undone().filter(person=request.user).select_related("translation__document__municipality")
    )
    rows = [*waiting, *in_hand]
    titles = Segment.objects.filter(block=TITLE, document__in=[row.translation.document_id for row in rows])
    context = {
        "waiting": waiting,
        "in_hand": in_hand,
        "mine": {row.pk for row in waiting if actions.fits(request.user, row.translation, Task(row.task))},
        "titles": dict(titles.values_list("document", "text")),
        "far": progress.progress(row.translation_id for row in rows),
        "due": {row.pk: progress.due(row.translation.due_date) for row in rows},
        "loads": actions.loads(),
        "today": timezone.localdate(),
    }
    return TemplateResponse(request, "translation/pool.html", context)


@login_required
@require_POST
def take(request: PersonRequest, pk: int) -> HttpResponse:
    """Take a task from the pool; who comes second is told."""
    row = get_object_or_404(Assignment.objects.filter(pooled=True), pk=pk)
    if not may(request.user, "pool.see"):
        raise Http404
    try:
        actions.take(assignment=row, by=request.user, at=timezone.now())
    except actions.TakenAlready:
        messages.warning(request, _("Somebody else took it first."))
        return redirect("translation:pool")
    messages.success(request, _("It is yours now. You can give it back as long as it is not done."))
    return redirect("translation:workbench", row.translation_id)


@login_required
@require_POST
def give_back(request: PersonRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(Assignment.objects.select_related("translation__document__municipality"), pk=pk)
    seen_by(request.user, row.translation_id)
    actions.give_back(assignment=row, by=request.user, at=timezone.now())
    messages.success(request, _("Given back. What was written stays."))
    return redirect("translation:pool")


@login_required
def assign(request: PersonRequest, pk: int) -> HttpResponse:
    """Who is asked for the translation, or for its review."""
    translation = seen_by(request.user, pk)
    check_may(request.user, "translation.assign", translation.document.municipality)
    task = Task.REVIEW if request.GET.get("task") == Task.REVIEW else Task.TRANSLATE
    row = translation.assignments.filter(task=task).first()
    loads = [load for load in actions.loads() if actions.fits(load.person, translation, task)]
    start = {"task": task, "who": _asked(row), "note": row.note if row else ""}
    form = AssignForm(request.POST if request.method == "POST" else None, loads=loads, initial=start)
    if form.is_valid() and _assigned(request, translation, form):
        return redirect("translation:workbench", pk)
    context = {
        "translation": translation,
        "title": translation.document.title(),
        "form": form,
        "task": task,
        "Task": Task,
        "loads": loads,
        "reviewable": translation.state != State.APPROVED,
    }
    return TemplateResponse(request, "translation/assign.html", context, status=422 if form.errors else 200)


def _asked(row: Assignment | None) -> str:
    if row is None:
        return NOBODY
    return str(row.person_id) if row.person_id else EVERYBODY


def _assigned(request: PersonRequest, translation: Translation, form: AssignForm) -> bool:
    """Do what was chosen; what cannot be done stands at the field."""
    who, note, task = form.cleaned_data["who"], form.cleaned_data["note"], form.cleaned_data["task"]
    by, at = request.user, timezone.now()
    row = translation.assignments.filter(task=task).first()
    if who == NOBODY:
        if row:
            actions.withdraw(assignment=row, by=by, at=at)
        messages.success(request, _("The translators of the municipality are asked."))
    elif who == EVERYBODY:
        actions.offer(translation=translation, task=task, note=note, by=by, at=at)
        messages.success(request, _("It is in the pool. The first who takes it has it."))
    else:
        person = get_object_or_404(User, pk=int(who))
        try:
            actions.assign(translation=translation, task=task, person=person, note=note, by=by, at=at)
        except NotAllowed as refused:
            if refused.reason not in REFUSED:
                raise
            form.add_error("who", REFUSED[refused.reason])
            return False
        messages.success(request, _("%(person)s has been asked by letter.") % {"person": person.name})
    return True
