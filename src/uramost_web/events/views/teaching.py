"""The desk's pages about a training's test, its gain, and what those who came thought of it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from uramost_web.accounts.requests import PersonRequest
from uramost_web.events import permissions, testing, thinking
from uramost_web.events.forms_teaching import MARKED, PaperForm, QuizForm
from uramost_web.events.models import TAUGHT, Event
from uramost_web.events.permissions import RUN, SEE
from uramost_web.events.quizzes import Quiz
from uramost_web.events.wording import shown
from uramost_web.places.permissions import may
from uramost_web.places.words import words


def _training(request: PersonRequest, number: int) -> Event:
    event = permissions.event_for(request.user, number, RUN if request.method == "POST" else SEE)
    if event.kind not in TAUGHT:
        raise Http404
    return event


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def test(request: PersonRequest, number: int) -> HttpResponse:
    """The questions, as long as nobody has answered, and how much was gained once five have answered twice."""
    event = _training(request, number)
    quiz = Quiz.objects.filter(event=event).first()
    form = QuizForm(request.POST if request.method == "POST" else None, quiz=quiz)
    if form.is_valid():
        try:
            testing.write(event=event, questions=form.cleaned_data["questions"], by=request.user, at=timezone.now())
        except testing.CannotTest:
            messages.error(request, _("Somebody has answered already: the questions stay as they are."))
        else:
            messages.success(request, _("Saved."))
        return redirect("training:test", number)
    answered = quiz is not None and quiz.sittings.exists()
    context = {
        "event": event,
        "title": shown(event.titles, words()),
        "quiz": quiz,
        "form": form,
        "answered": answered,
        "may_write": may(request.user, RUN, event.municipality),
        "gain": testing.gained(quiz) if quiz else None,
        "most": len(quiz.questions) if quiz else 0,
    }
    return TemplateResponse(request, "events/training/test.html", context, status=422 if form.errors else 200)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def paper(request: PersonRequest, number: int) -> HttpResponse:
    """A test on paper is typed in; after each the page is there for the next."""
    event = permissions.event_for(request.user, number, RUN)
    quiz = Quiz.objects.filter(event=event).first()
    if quiz is None:
        raise Http404
    form = PaperForm(
        request.POST if request.method == "POST" else None, quiz=quiz, people=testing.people(event),
        initial={"when": request.GET.get("when", "")},
    )  # fmt: skip
    if form.is_valid():
        data = form.cleaned_data
        try:
            made = testing.type_in(
                event=event, person=data["person"], when=data["when"], chosen=data["letters"], by=request.user,
                at=timezone.now(),
            )  # fmt: skip
        except testing.CannotTest:
            form.add_error("person", _("This person has answered this test by telephone or computer already."))
        else:
            said = _("Saved: %(points)s of %(most)s points.") % {"points": made.points, "most": len(quiz.questions)}
            messages.success(request, said)
            response = redirect("training:paper", number)
            response["Location"] += f"?when={data['when']}"
            return response
    context = {"event": event, "title": shown(event.titles, words()), "form": form}
    return TemplateResponse(request, "events/training/paper.html", context, status=422 if form.errors else 200)


@login_required
@require_safe
def evaluations(request: PersonRequest, number: int) -> HttpResponse:
    """What those who came thought of it, without names; nothing of fewer than five."""
    event = permissions.event_for(request.user, number)
    found = thinking.thought(event)
    context = {
        "event": event,
        "title": shown(event.titles, words()),
        "thought": found,
        "lines": [(MARKED[one.asked], one) for one in found.marks],
        "marks": range(1, 6),
    }
    return TemplateResponse(request, "events/training/evaluations.html", context)
