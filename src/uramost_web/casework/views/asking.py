"""A resident asks: one question a page, the answers checked, and a case from them, once however often it is sent."""

from datetime import timedelta
from decimal import Decimal
from uuid import UUID, uuid4

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from uramost_web.casework import links, photos, receiving, steps, whereabouts
from uramost_web.casework.catalogue import Service
from uramost_web.casework.forms_asking import PhotosForm, StepForm
from uramost_web.casework.models import Draft
from uramost_web.casework.receiving import Asked, NotOffered
from uramost_web.places.words import reader_tag, words

KEPT = timedelta(days=7)
"""A form that was not sent is kept so long."""


@require_POST
def start(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """Begin a form; nothing is asked of a person before."""
    service = get_object_or_404(Service, municipality__slug=slug, code=code)
    if not service.offered_on(timezone.localdate()):
        return redirect("casework:service", slug, code)
    draft = Draft.objects.create(
        key=uuid4(), service=service, language=reader_tag(), reads=reader_tag(), started_at=timezone.now()
    )
    return redirect("casework:step", draft.key, steps.steps_of(service)[0].code)


def draft_or_404(key: UUID) -> Draft:
    """A form at hand, or one that was sent already."""
    return get_object_or_404(
        Draft.objects.select_related("service__municipality", "service__office", "case"),
        key=key,
        started_at__gte=timezone.now() - KEPT,
        by=None,
    )


@require_http_methods(["GET", "HEAD", "POST"])
def step(request: HttpRequest, key: UUID, code: str) -> HttpResponse:
    """One question."""
    draft = draft_or_404(key)
    if draft.case is not None:
        return redirect("casework:done", key)
    asked = steps.steps_of(draft.service)
    here = next((number for number, one in enumerate(asked) if one.code == code), None)
    if here is None:
        raise Http404
    form: StepForm = asked[here].form(
        request.POST if request.method == "POST" else None, service=draft.service, initial=_initial(draft, code)
    )
    if request.method == "POST" and code == "photos" and request.FILES:
        return _photos(request, draft, key)
    if request.method == "POST" and form.is_valid():
        return _answered(request, draft, code, form)
    context = {
        "draft": draft, "service": draft.service, "place": draft.service.municipality, "form": form, "step": code,
        "number": here + 1, "of": len(asked), "back": asked[here - 1].code if here else "", "tag": reader_tag(),
        "photos": draft.attachments.all() if code == "photos" else (), "most": photos.MOST,
        "checking": request.GET.get("to") == "check",
    }  # fmt: skip
    return TemplateResponse(request, "casework/step.html", context, status=422 if form.errors else 200)


def _initial(draft: Draft, code: str) -> dict[str, object]:
    given = dict(draft.answers.get(code, {}))
    if point := given.get("point"):
        given["latitude"], given["longitude"] = point
    if code == "questions":
        return {f"question_{number}": given.get(one["code"]) for number, one in enumerate(draft.service.questions)}
    return given


def _answered(request: HttpRequest, draft: Draft, code: str, form: StepForm) -> HttpResponse:
    """Keep the answer, and on to the next question or back to the answers."""
    answers = form.answer()
    if code == "place" and answers["point"] and "sure" not in request.POST:
        latitude, longitude = map(Decimal, answers["point"])
        elsewhere, other = whereabouts.doubt(draft.service.municipality, latitude, longitude)
        if elsewhere:
            context = {
                "draft": draft,
                "place": draft.service.municipality,
                "other": other,
                "form": form,
                "point": answers["point"],
            }
            return TemplateResponse(request, "casework/elsewhere.html", context, status=422)
    if code == "language":
        draft.language = answers["language"]
    draft.answers = {**draft.answers, code: answers}
    draft.save(update_fields=["answers", "language"])
    return HttpResponseRedirect(_next(request, draft, code))


def _next(request: HttpRequest, draft: Draft, code: str) -> str:
    order = [one.code for one in steps.steps_of(draft.service)]
    after = order[order.index(code) + 1 :]
    if request.GET.get("to") == "check" or not after:
        return reverse("casework:check", args=[draft.key])
    return reverse("casework:step", args=[draft.key, after[0]])


def _photos(request: HttpRequest, draft: Draft, key: UUID) -> HttpResponse:
    """Take photographs; those that are refused say why, and the others stay."""
    problems = photos.take(draft, request.FILES.getlist("photos"), timezone.now())
    form = PhotosForm(request.POST, service=draft.service)
    for problem in problems:
        form.add_error(None, problem)
    if not problems:
        return redirect("casework:step", key, "photos")
    context = {
        "draft": draft, "service": draft.service, "place": draft.service.municipality, "form": form, "step": "photos",
        "photos": draft.attachments.all(), "most": photos.MOST, "tag": reader_tag(),
    }  # fmt: skip
    return TemplateResponse(request, "casework/step.html", context, status=422)


@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest, key: UUID) -> HttpResponse:
    """The answers, to be looked at once more, and sent."""
    draft = draft_or_404(key)
    if draft.case is not None:
        return redirect("casework:done", key)
    attached = list(draft.attachments.all())
    if step_missing := steps.missing(draft.service, draft.answers, len(attached)):
        return redirect("casework:step", key, step_missing)
    if request.method == "POST":
        try:
            receiving.receive(service=draft.service, asked=asked_in(draft), at=timezone.now(), draft=draft)
        except NotOffered:
            return redirect("casework:service", draft.service.municipality.slug, draft.service.code)
        return redirect("casework:done", key)
    context = {
        "draft": draft, "service": draft.service, "place": draft.service.municipality, "photos": attached,
        "answers": draft.answers, "language": words().autonym(draft.language), "tag": reader_tag(),
        "steps": [one.code for one in steps.steps_of(draft.service)],
        "questions": steps.said(draft.service, draft.answers.get("questions", {}), reader_tag()),
    }  # fmt: skip
    return TemplateResponse(request, "casework/check.html", context)


def asked_in(draft: Draft) -> Asked:
    """What a filled-in form asks."""
    given = draft.answers
    place, contact = given.get("place", {}), given.get("contact", {})
    point = place.get("point") or (None, None)
    return Asked(
        text=given["text"]["text"],
        language=draft.language,
        reads=draft.reads,
        channel=draft.channel,
        given=given.get("questions", {}),
        place_text=place.get("place_text", ""),
        latitude=Decimal(point[0]) if point[0] else None,
        longitude=Decimal(point[1]) if point[1] else None,
        name=contact.get("name", ""),
        email=contact.get("email", ""),
        phone=contact.get("phone", ""),
        by_sms=bool(contact.get("by_sms")),
    )


@require_http_methods(["GET", "HEAD"])
def done(request: HttpRequest, key: UUID) -> HttpResponse:
    """The reference and the secret link; shown again however often the form is sent."""
    draft = draft_or_404(key)
    if draft.case is None:
        return redirect("casework:check", key)
    case = draft.case
    context = {
        "case": case,
        "place": draft.service.municipality,
        "link": links.follow_link(case),
        "secret": links.secret(case),
    }
    return TemplateResponse(request, "casework/done.html", context)
