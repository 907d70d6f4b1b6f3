"""Services of a municipality: what is missing, what is asked, and their end."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from uramost_web.accounts.requests import PersonRequest
from uramost_web.casework import clocks, defining, owing, privacy
from uramost_web.casework.catalogue import Service
from uramost_web.casework.forms_service import EndForm, QuestionForm, ServiceForm
from uramost_web.casework.limit_words import limit_in_words
from uramost_web.casework.views.setup_door import place_for, saved, shown

MOST_QUESTIONS = 30


@login_required
@require_safe
def services(request: PersonRequest, slug: str) -> HttpResponse:
    """All of them, with what each still needs."""
    place = place_for(request, slug)
    today = timezone.localdate()
    owed = owing.owed(place, today)
    limits = clocks.limits_of(place)
    found = place.services.select_related("office", "instead").order_by("group", "code")
    rows = [
        {
            "service": row,
            "holes": owing.holes(row, owed),
            "limit": (limit := clocks.limit_among(limits, row.limit_code, today)) and limit_in_words(limit),
            "ended": row.ends_on is not None and row.ends_on < today,
            "coming": row.starts_on is not None and row.starts_on > today,
        }
        for row in found
    ]
    labels = {field.name: field.verbose_name for field in Service._meta.fields}
    waiting = privacy.waiting(place, timezone.now())
    return shown(request, place, "services", rows=rows, labels=labels, waiting=waiting)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def service(request: PersonRequest, slug: str, code: str = "") -> HttpResponse:
    """One service, or a new one: its texts in every language side by side, then everything else."""
    place = place_for(request, slug)
    row = get_object_or_404(Service.objects.select_related("office"), municipality=place, code=code) if code else None
    owed = owing.owed(place, timezone.localdate())
    form = ServiceForm(request.POST if request.method == "POST" else None, place=place, service=row, owed=owed)
    who: dict[str, Any] = {"by": request.user, "at": timezone.now()}
    if saved(
        request, form, lambda: defining.define_service(municipality=place, service=row, values=form.values(), **who)
    ):
        return redirect("setup:service", slug, code or form.cleaned_data["code"])
    return shown(request, place, "service", form=form, service=row)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def end(request: PersonRequest, slug: str, code: str) -> HttpResponse:
    """The last day of a service, and what there is instead."""
    place = place_for(request, slug)
    row = get_object_or_404(Service, municipality=place, code=code)
    initial = {"ends_on": row.ends_on or timezone.localdate(), "instead": row.instead_id}
    form = EndForm(request.POST if request.method == "POST" else None, service=row, initial=initial)

    def end() -> None:
        on, instead = form.cleaned_data["ends_on"], form.cleaned_data["instead"]
        defining.end_service(service=row, on=on, instead=instead, by=request.user, at=timezone.now())

    if saved(request, form, end):
        return redirect("setup:services", slug)
    return shown(request, place, "end", form=form, service=row)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def questions(request: PersonRequest, slug: str, code: str) -> HttpResponse:
    """The further questions of a service: a form for each, and one more on demand, without JavaScript."""
    place = place_for(request, slug)
    row = get_object_or_404(Service, municipality=place, code=code)
    owed = owing.owed(place, timezone.localdate())
    adding = request.POST.get("act") == "add"
    forms = _question_forms(row, owed, request.POST if request.method == "POST" else None, more=adding)
    if request.method == "POST" and not adding and not any(form.errors for form in forms):
        kept = [form for form in forms if not form.cleaned_data["dropped"]]
        kept.sort(key=lambda form: form.cleaned_data["order"])
        try:
            defining.ask(service=row, questions=[form.value() for form in kept], by=request.user, at=timezone.now())
        except defining.Faulty as refused:
            for number, fault in refused.faults.items():
                kept[int(number)].refuse(defining.Faulty({"code": fault}))
        else:
            messages.success(request, _("Saved."))
            return redirect("setup:questions", slug, code)
    wrong = request.method == "POST" and not adding
    page = shown(request, place, "questions", forms=forms, service=row, most=MOST_QUESTIONS, wrong=wrong)
    page.status_code = 422 if wrong else 200
    return page


def _question_forms(row: Service, owed: tuple[str, ...], data: Any, *, more: bool) -> list[QuestionForm]:
    there = row.questions
    if data is None:
        return [QuestionForm(question=one, place=at, owed=owed) for at, one in enumerate(there)]
    asked = data.get("count", "")
    count = min(int(asked), MOST_QUESTIONS) if asked.isdecimal() and len(asked) < 4 else 0
    by_code = {question["code"]: question for question in there}
    forms = [
        QuestionForm(data, question=by_code.get(data.get(f"q{at}-code", "")), place=at, owed=owed)
        for at in range(count)
    ]
    if not more:
        return forms
    # What was typed is given back without a word about what is still empty.
    typed = [_as_typed(form) for form in forms]
    return [*typed, *([QuestionForm(question=None, place=count, owed=owed)] if count < MOST_QUESTIONS else [])]


def _as_typed(form: QuestionForm) -> QuestionForm:
    fresh = QuestionForm(question=form.question, place=int(str(form.prefix)[1:]), owed=form.owed)
    typed = {
        name: field.widget.value_from_datadict(form.data, {}, form.add_prefix(name))
        for name, field in form.fields.items()
    }
    fresh.initial.update(typed)
    return fresh
