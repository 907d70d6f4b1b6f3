"""Questions of residents: the page on which all are read, and the one on which one is asked."""

from typing import Final
from uuid import UUID, uuid4, uuid5

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.html import format_html
from django.views.decorators.http import require_http_methods, require_safe

from uramost_web.accounts import attempts
from uramost_web.events import questions, wording
from uramost_web.events.forms_questions import QuestionForm
from uramost_web.events.models import Event
from uramost_web.events.views.public import found
from uramost_web.places.words import words

MOST: Final = 60
"""Questions from one address in an hour: a hall shares one."""
HOUR: Final = 3600


@require_safe
def asked(request: HttpRequest, number: int) -> HttpResponse:
    """All that are shown, in the reader's language."""
    event, seen = found(number), words()
    rows = [
        (row, text, "" if text else [seen.autonym(tag) for tag in sorted(row.texts, key=seen.rank)])
        for row, text in questions.shown(event, seen.tag)
    ]
    context = {**_about(event), "rows": rows, "open": not questions.closed(event, timezone.now())}
    return TemplateResponse(request, "events/questions.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest, number: int) -> HttpResponse:
    """One question; no name is asked for."""
    event, now = found(number), timezone.now()
    if questions.closed(event, now):
        return redirect("running:questions", number)
    form = QuestionForm(request.POST if request.method == "POST" else None, seen=words())
    if form.is_valid():
        if not attempts.one_more(request, "question", most=MOST, window=HOUR, at=now):
            return TemplateResponse(request, "events/too_many.html", {}, status=429)
        key = uuid5(_key(request), form.cleaned_data["text"])
        questions.ask(event=event, key=key, at=now, **form.cleaned_data)
        return redirect("running:question_sent", number)
    context = {**_about(event), "form": form, "key": _key(request)}
    return TemplateResponse(request, "events/ask.html", context, status=422 if form.errors else 200)


@require_safe
def sent(request: HttpRequest, number: int) -> HttpResponse:
    return TemplateResponse(request, "events/question_sent.html", _about(found(number)))


def _about(event: Event) -> dict[str, object]:
    seen = words()
    title = wording.shown(event.titles, seen) or format_html("{}", event.get_kind_display())
    return {"event": event, "title": title, "place": seen.place(event.municipality)}


def _key(request: HttpRequest) -> UUID:
    """Of the form: the same text sent twice is one question."""
    try:
        return UUID(request.POST.get("key", ""))
    except ValueError:
        return uuid4()
