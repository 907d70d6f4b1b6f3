"""A resident asks: one question a page. What is typed is kept with every page, and goes along to another service."""

from decimal import Decimal
from typing import Any
from urllib.parse import urlencode
from uuid import UUID, uuid4

from django.core.exceptions import TooManyFilesSent
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods, require_POST

from uramost_web.casework import challenge, drafts, photos, pointing, steps, whereabouts
from uramost_web.casework.catalogue import Asks, Service
from uramost_web.casework.drafts import known_by_address
from uramost_web.casework.forms_asking import StepForm
from uramost_web.casework.models import Draft
from uramost_web.casework.steps import Page
from uramost_web.places.models import Municipality
from uramost_web.places.words import reader_tag, words


@require_POST
def start(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """Begin a form; nothing is asked of a person before. Whoever read of the service in another language than that of
    the page around finds it chosen where the language of the answer is asked.
    """
    service = get_object_or_404(Service, municipality__slug=slug, code=code)
    if not service.offered_on(timezone.localdate()):
        return redirect("casework:service", slug, code)
    if not challenge.may_begin(request, timezone.now()):
        return TemplateResponse(
            request, "casework/too_many_begun.html", {"service": service, "tag": reader_tag()}, status=429
        )
    read_in = request.POST.get("language", "")
    language = read_in if read_in in words().tongues else reader_tag()
    draft = Draft.objects.create(
        key=uuid4(), service=service, language=language, reads=reader_tag(), started_at=timezone.now()
    )
    return redirect("casework:step", draft.key, steps.pages_of(service)[0].code)


@csrf_exempt  # the check reads the form, and where its files go has to be said before
@known_by_address
@require_http_methods(["GET", "HEAD", "POST"])
def step(request: HttpRequest, key: UUID, code: str) -> HttpResponse:
    """One question."""
    if code == "photos":
        request.upload_handlers = [photos.ToBeRead(request)]
    try:
        return _step(request, key, code)
    except TooManyFilesSent:
        draft = drafts.find(key)
        page = _page_of(draft, code)
        form = page.form({}, service=draft.service)
        form.add_error("photos" if "photos" in form.fields else None, str(photos.FAR_TOO_MANY))
        return _shown(request, draft, page, form)


@csrf_protect
def _step(request: HttpRequest, key: UUID, code: str) -> HttpResponse:
    draft = drafts.find(key)
    if draft.case is not None:
        return redirect("casework:done", key)
    page, posted = _page_of(draft, code), request.method == "POST"
    if not posted and not draft.service.offered_on(timezone.localdate()):
        return ended(request, draft)
    given = page.given(draft.answers)
    if page.step == "language" and not given and draft.language != draft.reads:
        given = {"language": draft.language}
    form = page.form(request.POST if posted else None, service=draft.service, initial=given)
    if posted and form.is_valid():
        if page.step == "photos":
            return _photos(request, draft, page, form)
        return _answered(request, draft, page, form)
    return _shown(request, draft, page, form)


def _page_of(draft: Draft, code: str) -> Page:
    found = next((page for page in steps.pages_of(draft.service) if page.code == code), None)
    if found is None:
        raise Http404
    return found


def _shown(request: HttpRequest, draft: Draft, page: Page, form: StepForm) -> HttpResponse:
    form.as_page()
    order = [one.code for one in steps.pages_of(draft.service)]
    number = order.index(page.code)
    checking = request.GET.get("to") == "check"
    back = order[number - 1] if number else ""
    context = {
        "draft": draft, "service": draft.service, "place": draft.service.municipality, "form": form,
        "step": page.step, "number": number + 1, "of": len(order), "tag": reader_tag(),
        "back": reverse("casework:check", args=[draft.key]) if checking
        else reverse("casework:step", args=[draft.key, back]) if back else "",
        "photos": draft.attachments.all() if page.step == "photos" else (), "most": photos.MOST,
        "map": page.step == "place" and pointing.first(draft.service.municipality) is not None,
    }  # fmt: skip
    return TemplateResponse(request, "casework/step.html", context, status=422 if form.errors else 200)


def ended(request: HttpRequest, draft: Draft) -> HttpResponse:
    """The service has ended meanwhile: what was typed stays, and goes along to what there is instead."""
    context = {
        "draft": draft, "service": draft.service, "place": draft.service.municipality, "tag": reader_tag(),
        "instead": drafts.replacement(draft.service, timezone.localdate()), "until": drafts.kept_until(draft),
    }  # fmt: skip
    return TemplateResponse(request, "casework/asking_ended.html", context, status=410)


@known_by_address
@require_POST
def move(request: HttpRequest, key: UUID) -> HttpResponse:
    """Go on with another service, with everything that was typed."""
    draft = drafts.find(key)
    if draft.case is not None:
        return redirect("casework:done", key)
    _move(draft, request.POST.get("to", ""))
    return redirect("casework:check", key)


def _move(draft: Draft, to: str) -> None:
    found = Service.objects.filter(pk=_number(to)).first()
    if found is None or not drafts.may_move(draft, found, timezone.localdate()):
        raise Http404
    drafts.move(draft, found)


def _number(typed: str) -> int:
    """Of a row; 0, which no row has, for whatever is no number of one."""
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 19 else 0


def _answered(request: HttpRequest, draft: Draft, page: Page, form: StepForm) -> HttpResponse:
    """Keep the answer, and on to the next question or back to the answers."""
    answer = form.answer()
    if page.step == "place" and "map" in request.POST:
        return _to_map(request, draft, page, answer)
    if page.step == "place" and "sure" not in request.POST and "move" not in request.POST:
        elsewhere, other = _doubt(draft, answer)
        if elsewhere:
            return _elsewhere(request, draft, form, other)
    if page.step == "language":
        draft.language = answer["language"]
    draft.answers, draft.reads = page.kept(draft.answers, answer), reader_tag()
    draft.save(update_fields=["answers", "language", "reads"])
    if page.step == "place" and "move" in request.POST:
        _move(draft, request.POST["move"])
        return redirect("casework:check", draft.key)
    return HttpResponseRedirect(_next(request, draft, page))


def _to_map(request: HttpRequest, draft: Draft, page: Page, answer: dict[str, Any]) -> HttpResponse:
    """Keep what has been typed, if anything has: whoever comes back from the map without a place is still asked."""
    if any(answer.values()):
        draft.answers, draft.reads = page.kept(draft.answers, answer), reader_tag()
        draft.save(update_fields=["answers", "reads"])
    seen = {"at": ",".join(answer["point"]), "near": 1} if answer["point"] else {}
    if request.GET.get("to") == "check":
        seen["to"] = "check"
    return HttpResponseRedirect(f"{reverse('casework:point', args=[draft.key])}?{urlencode(seen)}".removesuffix("?"))


def _doubt(draft: Draft, answer: dict[str, Any]) -> tuple[bool, Municipality | None]:
    if not answer["point"]:
        return False, None
    latitude, longitude = map(Decimal, answer["point"])
    return whereabouts.doubt(draft.service.municipality, latitude, longitude)


def _elsewhere(request: HttpRequest, draft: Draft, form: StepForm, other: Municipality | None) -> HttpResponse:
    """Ask whether the point is right; the same can be asked for where it lies, with everything that was typed."""
    context = {
        "draft": draft, "service": draft.service, "place": draft.service.municipality, "other": other, "form": form,
        "there": drafts.same_service(draft.service, other, timezone.localdate()), "tag": reader_tag(),
    }  # fmt: skip
    return TemplateResponse(request, "casework/elsewhere.html", context, status=422)


def _next(request: HttpRequest, draft: Draft, page: Page) -> str:
    order = [one.code for one in steps.pages_of(draft.service)]
    after = order[order.index(page.code) + 1 :]
    if request.GET.get("to") == "check" or not after:
        return reverse("casework:check", args=[draft.key])
    return reverse("casework:step", args=[draft.key, after[0]])


def _photos(request: HttpRequest, draft: Draft, page: Page, form: StepForm) -> HttpResponse:
    """Take photographs, take one away, or go on. Those that are refused say why, and the others stay."""
    for problem in photos.take(request, draft, timezone.now()):
        form.add_error("photos", problem)
    if unwanted := request.POST.get("remove", ""):
        for attachment in draft.attachments.filter(pk=_number(unwanted)):
            drafts.remove(attachment)
    going_on = not unwanted and request.POST.get("act") != "add"
    if going_on and not form.errors and draft.service.photos == Asks.MUST and not draft.attachments.exists():
        form.add_error("photos", _("Add at least one photograph."))
    if form.errors:
        return _shown(request, draft, page, form)
    if not going_on:
        return HttpResponseRedirect(request.get_full_path())
    draft.answers = page.kept(draft.answers, form.answer())
    draft.save(update_fields=["answers"])
    return HttpResponseRedirect(_next(request, draft, page))
