"""Samples of answers at the desk: an administrator draws one, clerks and heads score it, auditors look on."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import Count, Q, prefetch_related_objects
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from uramost.fairness import CHECKLIST
from uramost.scripts import to_latin
from uramost_web.accounts.requests import PersonRequest
from uramost_web.casework import acts, completeness_words, sample_acts, times
from uramost_web.casework.forms_samples import DrawForm, ScoreForm
from uramost_web.casework.history import Refused
from uramost_web.casework.samples import Sample, SampledAnswer
from uramost_web.casework.views.times import period_name
from uramost_web.places.models import Municipality
from uramost_web.places.permissions import check_may, may, workplaces
from uramost_web.places.words import reader_tag, words

PAGE = 50
LATIN = "sr-Latn"


def place_for(request: PersonRequest, slug: str) -> Municipality:
    """The municipality, or 404 for whoever has nothing to do with its samples."""
    prefetch_related_objects([request.user], "memberships")
    place: Municipality | None = Municipality.objects.filter(slug=slug).first()
    if place is None or not may(request.user, "completeness.see", place):
        raise Http404
    return place


def named(row: Sample) -> str:
    return period_name(times.Period(row.period, row.since, row.until))


@login_required
def places(request: PersonRequest) -> HttpResponse:
    """Where one may look; somebody of one municipality goes on at once."""
    found = workplaces(request.user, "completeness.see")
    if not found:
        raise Http404
    if len(found) == 1:
        return redirect("cases:samples", found[0].slug)
    return TemplateResponse(request, "casework/desk_sample_places.html", {"places": found})


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def samples(request: PersonRequest, slug: str) -> HttpResponse:
    """Those there are; an administrator draws one of a quarter that is over."""
    place = place_for(request, slug)
    may_draw = may(request.user, "completeness.draw", place)
    if request.method == "POST":
        check_may(request.user, "completeness.draw", place)
    choices = sample_acts.to_draw(place, timezone.localdate()) if may_draw else []
    form = DrawForm(request.POST or None, choices=[(one.key, period_name(one)) for one in choices])
    if request.method == "POST" and form.is_valid():
        chosen = next(one for one in choices if one.key == form.cleaned_data["period"])
        try:
            drawn = sample_acts.draw_sample(
                place=place, period=chosen, each=form.cleaned_data["each"], by=request.user, at=timezone.now()
            )
        except Refused as refused:
            form.add_error("period", str(completeness_words.REFUSED[refused.reason]))
        else:
            messages.success(request, _("The sample is drawn. Whoever had no part in a case can score its answer."))
            return redirect("cases:sample", slug, drawn.period)
    rows = place.samples.annotate(drawn=Count("answers"), scored=Count("answers__scored_at"))
    context = {
        "place": place,
        "rows": [(row, named(row)) for row in rows],
        "form": form if choices else None,
        "may_draw": may_draw,
    }
    return TemplateResponse(request, "casework/desk_samples.html", context, status=422 if form.errors else 200)


@login_required
@never_cache
def sample(request: PersonRequest, slug: str, period: str) -> HttpResponse:
    """How it was drawn and how far it is. What was found stands on the page of waiting times, once it is finished."""
    place = place_for(request, slug)
    row = get_object_or_404(Sample.objects.select_related("drawn_by"), municipality=place, period=period)
    counts = (
        row.answers.order_by()
        .values("language")
        .annotate(drawn=Count("pk"), scored=Count("scored_at"), second=Count("second_at"))
    )
    by_language = {one["language"]: one for one in counts}
    known = words()
    rows, sees = row.answers.select_related("scored_by", "second_by"), may(request.user, "case.see", place)
    context = {
        "place": place,
        "sample": row,
        "name": named(row),
        "lines": [
            {"name": known.language(language), "pool": number, **by_language.get(language, {})}
            for language, number in row.pool.items()
        ],
        "page": Paginator(rows, PAGE).get_page(request.GET.get("page")) if sees else None,
        "nothing_left": not by_language,
        "beyond_reach": 0 if row.finished_at else sample_acts.beyond_reach(row),
        "following": _following(request, place, row),
        "may_score": may(request.user, "completeness.score", place),
    }  # fmt: skip
    return TemplateResponse(request, "casework/desk_sample.html", context)


def _following(request: PersonRequest, place: Municipality, row: Sample) -> SampledAnswer | None:
    return sample_acts.following(row, request.user) if may(request.user, "completeness.score", place) else None


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def score(request: PersonRequest, slug: str, period: str, number: int) -> HttpResponse:
    """A request and its answer, without who asked, in which script and who answered; and the list.

    Who reads it stands among those who opened the case. An administrator sees no cases and gets 403.
    """
    place = place_for(request, slug)
    check_may(request.user, "completeness.score" if request.method == "POST" else "case.see", place)
    rows = SampledAnswer.objects.select_related("sample", "case__service", "case__municipality", "entry")
    answer = get_object_or_404(rows, sample__municipality=place, sample__period=period, number=number)
    reason = sample_acts.refusal(answer, request.user)
    scores = may(request.user, "completeness.score", place) and not reason
    form = ScoreForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            sample_acts.score(answer=answer, marks=form.cleaned_data, by=request.user, at=timezone.now())
        except Refused as refused:
            messages.warning(request, str(completeness_words.REFUSED[refused.reason]))
        return _onwards(request, slug, answer.sample)
    acts.opened(case=answer.case, by=request.user, at=timezone.now())
    context = {
        "place": place,
        "sample": answer.sample,
        "name": named(answer.sample),
        "answer": answer,
        "total": answer.sample.answers.count(),
        "said": said(answer),
        "form": form if scores else None,
        "reason": "" if scores or not may(request.user, "completeness.score", place)
        else str(completeness_words.REFUSED[reason]),
        "marks": [] if scores else marked(answer),
        "tag": reader_tag(),
    }  # fmt: skip
    return TemplateResponse(request, "casework/desk_score.html", context, status=422 if form.errors else 200)


def _onwards(request: PersonRequest, slug: str, row: Sample) -> HttpResponse:
    """To the next one, as long as there is one for this person."""
    after = sample_acts.following(row, request.user)
    if after is not None:
        return redirect("cases:score", slug, row.period, after.number)
    messages.success(request, _("There is nothing left in this sample that you can score."))
    return redirect("cases:sample", slug, row.period)


def said(answer: SampledAnswer) -> dict[str, Any]:
    """What was asked, what the resident said until the answer, and the answer; Serbian always in Latin.

    What they supplied at the counter a clerk has entered in their words.
    """
    case = answer.case
    theirs = Q(who="resident") | Q(move="supply")
    more = case.entries.filter(theirs, number__lt=answer.entry.number).exclude(move="receive").exclude(text="")
    in_latin = case.language.startswith("sr")
    read = to_latin if in_latin else str
    return {
        "asked": [read(case.text), *(read(text) for text in more.values_list("text", flat=True))],
        "answer": to_latin(answer.entry.text) if answer.entry.language.startswith("sr") else answer.entry.text,
        "language": LATIN if answer.entry.language.startswith("sr") else answer.entry.language,
    }


def marked(answer: SampledAnswer) -> list[tuple[str, str, str]]:
    """Item, what the first found and what the second, for those who do not score it (any more)."""
    if not answer.marks:
        return []
    found = []
    for item in CHECKLIST:
        both = (answer.marks[item.code], answer.second_marks.get(item.code, ""))
        first, second = (str(completeness_words.MARKS[mark]) if mark else "" for mark in both)
        found.append((str(completeness_words.ITEMS[item.code]), first, second))
    return found
