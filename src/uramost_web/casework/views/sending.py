"""The answers, checked once more and sent; and the page with the reference, shown again however often they are."""

from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from uramost_web.casework import challenge, drafts, links, receiving, steps
from uramost_web.casework.catalogue import Asks
from uramost_web.casework.drafts import known_by_address
from uramost_web.casework.models import Draft
from uramost_web.casework.receiving import NotOffered
from uramost_web.casework.views.asking import ended
from uramost_web.places.words import reader_tag, words


@known_by_address
@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest, key: UUID) -> HttpResponse:
    """The answers, to be looked at once more, and sent."""
    now = timezone.now()
    draft, at_hand = drafts.find_with_standing(key)
    if draft.case_id is not None:
        return redirect("casework:done", key)
    if not draft.service.offered_on(timezone.localdate(now)):
        return ended(request, draft)
    attached = draft.attachments.all()
    needed = len(attached) if draft.service.photos == Asks.MUST else 0
    if lacking := steps.missing(draft.service, draft.answers, needed):
        return HttpResponseRedirect(f"{reverse('casework:step', args=[key, lacking])}?to=check")
    held = challenge.held(request, draft, now) if request.method == "POST" else None
    if request.method == "POST" and held is None:
        try:
            asked = drafts.asked_in(draft)
            receiving.receive(service=draft.service, asked=asked, at=now, draft=draft, at_hand=at_hand)
        except NotOffered:
            return ended(request, draft)
        return HttpResponseRedirect(reverse("casework:done", args=[key]))
    context = {
        "draft": draft, "service": draft.service, "place": draft.service.municipality, "photos": attached,
        "answers": draft.answers, "language": draft.language, "autonym": words().autonym(draft.language),
        "steps": [one.code for one in steps.steps_of(draft.service)], "tag": reader_tag(),
        "questions": _questions(draft), "held": held, "until": drafts.kept_until(draft),
        "puzzle": challenge.puzzle(draft), "bits": settings.PUZZLE_BITS,
    }  # fmt: skip
    response = TemplateResponse(request, "casework/check.html", context, status=429 if held else 200)
    if held:
        response.headers["Retry-After"] = str(held.seconds)
    return response


def _questions(draft: Draft) -> list[tuple[str, str, str]]:
    """(code of its page, question, answer)."""
    said = steps.said(draft.service, draft.answers.get("questions", {}), reader_tag())
    pages = [page.code for page in steps.pages_of(draft.service) if page.question]
    return [(page, question, answer) for page, (question, answer) in zip(pages, said, strict=True)]


@known_by_address
@require_http_methods(["GET", "HEAD"])
def done(request: HttpRequest, key: UUID) -> HttpResponse:
    """The reference and the secret link."""
    draft = drafts.find(key)
    if draft.case is None:
        return redirect("casework:check", key)
    case = draft.case
    context = {
        "case": case,
        "service": draft.service,
        "place": draft.service.municipality,
        "tag": reader_tag(),
        "link": links.follow_link(case),
        "secret": links.secret(case),
        "until": drafts.kept_until(draft),
    }
    return TemplateResponse(request, "casework/done.html", context)
