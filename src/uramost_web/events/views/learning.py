"""What somebody who registered answers through their own link: tests before and after, and what they thought of it."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from uramost_web.events import certifying, links, testing, thinking
from uramost_web.events.certificates import Certificate
from uramost_web.events.forms_teaching import AnswersForm, EvaluationForm
from uramost_web.events.models import Registration
from uramost_web.events.quizzes import Quiz
from uramost_web.events.views.door import of_registration, to_own_page
from uramost_web.events.wording import shown
from uramost_web.places.words import reader_tag, words


@require_http_methods(["GET", "HEAD", "POST"])
@of_registration
def test(request: HttpRequest, row: Registration) -> HttpResponse:
    """The one that is open now, in the language of the page; or which languages there are. Points are not told."""
    when = testing.asked(row, timezone.now())
    quiz = Quiz.objects.filter(event=row.event).first()
    if not when or quiz is None:
        return _thanks(request, row, 200 if request.method != "POST" else 409)
    asked, seen = testing.in_tag(quiz, reader_tag()), words()
    context = {
        "registration": row,
        "secret": links.secret(row),
        "title": shown(row.event.titles, seen),
        "when": when,
        "others": [seen.autonym(tag) for tag in quiz.tags()] if not asked else [],
    }
    if not asked:
        return TemplateResponse(request, "events/training/take.html", context)
    form = AnswersForm(request.POST if request.method == "POST" else None, asked=asked)
    if request.method == "POST" and form.is_valid():
        if request.POST.get("when") != when:  # it was opened before, and is sent after the training
            return _thanks(request, row, 409)
        try:
            testing.answer(registration=row, when=when, chosen=form.chosen(), at=timezone.now())
        except testing.CannotTest:
            return _thanks(request, row, 409)
        return _thanks(request, row, 200)
    status = 422 if form.errors else 200
    return TemplateResponse(request, "events/training/take.html", context | {"form": form}, status=status)


def _thanks(request: HttpRequest, row: Registration, status: int) -> HttpResponse:
    if request.method == "POST" and status == 200:
        messages.success(request, _("Thank you. Your answers are kept."))
        return to_own_page(row)
    context = {"registration": row, "secret": links.secret(row), "title": shown(row.event.titles, words())}
    return TemplateResponse(request, "events/training/no_test.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@of_registration
def evaluate(request: HttpRequest, row: Registration) -> HttpResponse:
    """Marks and words, kept without who said them."""
    if not thinking.may_evaluate(row, timezone.now()):
        if request.method != "POST":
            raise Http404
        return _thanks(request, row, 409)
    form = EvaluationForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            thinking.evaluate(registration=row, marks=form.marks(), words=form.cleaned_data["words"], at=timezone.now())
        except thinking.CannotEvaluate:
            return _thanks(request, row, 409)
        return _thanks(request, row, 200)
    context = {
        "registration": row,
        "secret": links.secret(row),
        "title": shown(row.event.titles, words()),
        "form": form,
    }
    status = 422 if form.errors else 200
    return TemplateResponse(request, "events/training/evaluate.html", context, status=status)


@require_safe
@of_registration
def certificate(request: HttpRequest, row: Registration) -> HttpResponse:
    """The person's own, as long as it counts."""
    rows = Certificate.objects.select_related("event__municipality")
    found = get_object_or_404(rows, event=row.event, person=row.person, revoked_at=None)
    response = HttpResponse(certifying.printed(found), content_type="application/pdf")
    response.headers["Content-Disposition"] = f'attachment; filename="certificate-{found.pk}.pdf"'
    return response
