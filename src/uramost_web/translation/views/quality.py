"""Quality samples: draw, read sentence by sentence, and see the score."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from uramost import quality as rules
from uramost_web.accounts.requests import PersonRequest
from uramost_web.places.permissions import NotAllowed
from uramost_web.translation import faults, sampling
from uramost_web.translation.forms_team import FaultForm
from uramost_web.translation.permissions import may_act
from uramost_web.translation.teamwork import Sample, SampleMark
from uramost_web.translation.views.opening import seen_by

FIELD = "s%s"
"""The prefix of a sentence's form, by its position."""


@login_required
def quality(request: PersonRequest, pk: int) -> HttpResponse:
    """The samples of a translation and their scores; a button draws a new one."""
    translation = seen_by(request.user, pk)
    if request.method == "POST":
        try:
            sample = sampling.draw(translation=translation, by=request.user, at=timezone.now())
        except sampling.NothingToRead:
            messages.error(request, _("Nothing is translated yet, so there is nothing to judge."))
        except NotAllowed as refused:
            if refused.reason != "own_work":
                raise
            messages.error(request, _("You wrote part of this, so somebody else has to judge it."))
        else:
            return redirect("translation:sample", pk, sample.pk)
        return redirect("translation:quality", pk)
    context = {
        "translation": translation,
        "title": translation.document.title(),
        "judged": sampling.judged(translation),
        "unfinished": translation.samples.filter(finished_at=None).select_related("reader"),
        "may_draw": may_act(request.user, "translation.review", translation),
        "dimensions": faults.DIMENSIONS,
    }
    return TemplateResponse(request, "translation/quality.html", context)


@login_required
def sample(request: PersonRequest, pk: int, sample: int) -> HttpResponse:
    """Read the sentences of a sample; each act keeps one thing, so that nothing is lost."""
    translation = seen_by(request.user, pk)
    row = get_object_or_404(
        Sample.objects.select_related("translation__document__municipality", "reader"),
        pk=sample,
        translation=translation,
    )
    wrong: dict[int, FaultForm] = {}
    if request.method == "POST":
        try:
            position = _acted(request, row, wrong)
        except sampling.Finished:
            messages.info(request, _("This sample is finished. Draw another one to judge again."))
            return redirect("translation:sample", pk, sample)
        if not wrong:
            anchor = f"#s{position}" if position else ""
            return redirect(reverse("translation:sample", args=[pk, sample]) + anchor)
    writable = row.finished_at is None and row.reader_id == request.user.pk
    sentences = list(row.sentences.prefetch_related("marks"))
    for sentence in sentences:
        sentence.form = wrong.get(sentence.position) or FaultForm(  # type: ignore[attr-defined]
            prefix=FIELD % sentence.position, auto_id=f"s{sentence.position}_%s"
        )
    context = {
        "translation": translation,
        "title": translation.document.title(),
        "sample": row,
        "sentences": sentences,
        "writable": writable,
        "score": sampling.score(row),
        "kinds": faults.KINDS,
        "severities": faults.SEVERITIES,
        "dimensions": faults.DIMENSIONS,
        "points": rules.POINTS,
    }
    return TemplateResponse(request, "translation/sample.html", context, status=422 if wrong else 200)


def _acted(request: PersonRequest, row: Sample, wrong: dict[int, FaultForm]) -> int | None:
    """Do what the pressed button says; the position it was about. A form with errors goes into `wrong`."""
    act, _colon, value = request.POST.get("act", "").partition(":")
    number = int(value) if value.isdecimal() and len(value) < 19 else 0
    if act == "finish":
        sampling.finish(sample=row, by=request.user, at=timezone.now())
        messages.success(request, _("Finished. The score stands."))
        return None
    if act == "unmark":
        mark = get_object_or_404(SampleMark.objects.select_related("sentence__sample"), pk=number, sentence__sample=row)
        sampling.unmark(mark=mark, by=request.user)
        return mark.sentence.position
    if act != "mark":
        raise Http404
    sentence = get_object_or_404(row.sentences.select_related("sample"), position=number)
    form = FaultForm(request.POST, prefix=FIELD % number, auto_id=f"s{number}_%s")
    if form.is_valid():
        sampling.mark(sentence=sentence, **form.cleaned_data, by=request.user)
    else:
        wrong[number] = form
    return number
