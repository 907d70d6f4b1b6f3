"""Questions of residents at the desk: looked through, translated, shown or not."""

from typing import Final

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import Case, When
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from uramost_web.accounts.requests import PersonRequest
from uramost_web.events import permissions, questions, wording
from uramost_web.events.forms_questions import ACTS, SettleForm
from uramost_web.events.models import Question, Standing
from uramost_web.events.permissions import RUN
from uramost_web.events.views.attendance import about
from uramost_web.places.permissions import may
from uramost_web.places.words import words
from uramost_web.translation.reading import stored_tag

PAGE: Final = 50
TONES: Final = {Standing.NEW: "warning", Standing.SHOWN: "good", Standing.REFUSED: "quiet"}


@login_required
@require_safe
def received(request: PersonRequest, number: int) -> HttpResponse:
    """Those that wait first."""
    event, seen = permissions.event_for(request.user, number, RUN), words()
    rows = event.questions.order_by(Case(When(state=Standing.NEW, then=0), default=1), "asked_at", "pk")
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    lines = [
        (
            row,
            seen.autonym(row.language),
            row.text or row.texts.get(stored_tag(row.language), ""),
            TONES[Standing(row.state)],
        )
        for row in page
    ]
    return TemplateResponse(request, "events/desk_questions.html", {**about(event), "page": page, "lines": lines})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def question(request: PersonRequest, number: int, question: int) -> HttpResponse:
    """One question, with a field for each language in which it has to be there."""
    event, seen = permissions.event_for(request.user, number, RUN), words()
    row = get_object_or_404(Question, pk=question, event=event)
    row.event = event
    own = stored_tag(row.language)
    tags = list(dict.fromkeys([own, *questions.wanted(event)]))
    form = SettleForm(request.POST if request.method == "POST" else None, question=row, tags=tags, seen=seen)
    if form.is_valid():
        try:
            questions.settle(
                question=row, texts=form.texts(), state=ACTS.get(request.POST.get("act", ""), Standing.NEW),
                seen=form.cleaned_data["seen"], by=request.user, at=timezone.now(),
            )  # fmt: skip
        except questions.Refused as refused:
            form.add_error(None, str(wording.NOT_SETTLED[refused.code]))
        else:
            messages.success(request, wording.SETTLED)
            return redirect("running:received", number)
    insider = may(request.user, "notice.see", event.municipality)
    context = {
        **about(event),
        "form": form,
        "question": row,
        "autonym": seen.autonym(row.language),
        "suggested": [
            (tag, seen.autonym(tag), said) for tag in tags for said in questions.suggestions(row, tag, insider=insider)
        ],
    }
    return TemplateResponse(request, "events/desk_question.html", context, status=422 if form.errors else 200)
