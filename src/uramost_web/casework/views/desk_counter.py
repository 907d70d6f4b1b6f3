"""A request entered for somebody at the counter or on the telephone: once, however often the page is sent."""

from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID, uuid4

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods

from uramost_web.accounts.requests import PersonRequest
from uramost_web.casework import drafts, links, photos, pointing, receiving, whereabouts
from uramost_web.casework.catalogue import Service
from uramost_web.casework.drafts import KEPT, asked_in
from uramost_web.casework.forms_counter import CounterForm
from uramost_web.casework.models import Channel, Draft
from uramost_web.casework.receiving import NotOffered
from uramost_web.places.models import Municipality
from uramost_web.places.permissions import check_may, may, workplaces
from uramost_web.places.words import reader_tag


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: PersonRequest) -> HttpResponse:
    """Which service; then a form of one page."""
    places = workplaces(request.user, "case.enter")
    if not places:
        if may(request.user, "case.see"):
            check_may(request.user, "case.enter", workplaces(request.user, "case.see")[0])
        raise Http404
    offered = Service.objects.offered(timezone.localdate()).filter(municipality__in=places)
    if request.method == "POST":
        number = request.POST.get("service", "")
        service = get_object_or_404(offered, pk=int(number) if number.isdecimal() and len(number) < 10 else 0)
        draft = Draft.objects.create(
            key=uuid4(), service=service, language="", reads=reader_tag(), channel=Channel.COUNTER, by=request.user,
            started_at=timezone.now(),
        )  # fmt: skip
        return redirect("cases:enter", draft.key)
    rows = offered.select_related("municipality").order_by("municipality", "kind", "group", "code")
    context = {"rows": rows, "several": len(places) > 1, "tag": reader_tag()}
    return TemplateResponse(request, "casework/desk_new.html", context)


def _draft(request: PersonRequest, key: UUID) -> Draft:
    """A form that this person began."""
    return get_object_or_404(
        Draft.objects.select_related("service__municipality", "service__office", "case"),
        key=key,
        by=request.user,
        started_at__gte=timezone.now() - KEPT,
    )


@csrf_exempt  # the check reads the form, and where its files go has to be said before
@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def enter(request: PersonRequest, key: UUID) -> HttpResponse:
    """All questions of the service on one page; sent twice it still makes one case."""
    request.upload_handlers = [photos.ToBeRead(request)]
    return _enter(request, key)


@csrf_protect
def _enter(request: PersonRequest, key: UUID) -> HttpResponse:
    draft = _draft(request, key)
    check_may(request.user, "case.enter", draft.service.municipality)
    if draft.case is not None:
        return redirect("cases:entered", key)
    if request.POST.get("move") == str(draft.service_id):  # a second click: it has gone there already
        return redirect("cases:enter", key)
    form = CounterForm(request.POST if request.method == "POST" else None, service=draft.service, draft=draft)
    elsewhere = None
    if form.is_valid():
        problems = photos.take(request, draft, timezone.now())
        for problem in problems:
            form.add_error(None, problem)
        elsewhere = _elsewhere(draft, form, request)
        if elsewhere and elsewhere.mine and not problems and request.POST.get("move") == str(elsewhere.mine.pk):
            _fill(draft, form)
            draft.save(update_fields=["language", "reads", "channel"])
            drafts.move(draft, elsewhere.mine)
            return redirect("cases:enter", key)
        if elsewhere:
            form.add_error("latitude", elsewhere.said)
        elif not problems and _received(draft, form, request):
            return redirect("cases:entered", key)
    context = {
        "elsewhere": elsewhere,
        "draft": draft,
        "service": draft.service,
        "place": draft.service.municipality,
        "form": form,
        "photos": draft.attachments.all(),
        "map": "latitude" in form.fields and pointing.first(draft.service.municipality) is not None,
        "tag": reader_tag(),
    }
    return TemplateResponse(request, "casework/desk_enter.html", context, status=422 if form.errors else 200)


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """The point seems to lie in another municipality, or in none: what the clerk reads, and what can be done.

    `there`: the same service where the point lies; `mine`: that, if this clerk enters cases there too. `point` is what
    a clerk is sure of who says that it is right.
    """

    said: str
    point: str
    other: Municipality | None
    there: Service | None
    mine: Service | None


def _elsewhere(draft: Draft, form: CounterForm, request: PersonRequest) -> Elsewhere | None:
    """As residents are asked (`views.asking`); None where the point is right, or the clerk has said that it is."""
    place, point = draft.service.municipality, form.point()
    if point is None or request.POST.get("sure") == " ".join(point):
        return None
    doubted, other = whereabouts.doubt(place, *map(Decimal, point))
    if not doubted:
        return None
    tag = reader_tag()
    names = {"here": place.name_in(tag), "there": other.name_in(tag) if other else ""}
    said = (
        _("The point you gave seems to lie in %(there)s, not in %(here)s.")
        if other
        else _("The point you gave lies far from %(here)s and from every municipality known here.")
    )
    there = drafts.same_service(draft.service, other, timezone.localdate())
    mine = there if other and may(request.user, "case.enter", other) else None
    return Elsewhere(said % names, " ".join(point), other, there, mine)


def _fill(draft: Draft, form: CounterForm) -> None:
    draft.language, draft.reads = form.cleaned_data["language"], form.reads()
    draft.channel, draft.answers = form.cleaned_data["channel"], form.answers()


def _received(draft: Draft, form: CounterForm, request: PersonRequest) -> bool:
    """Whether a case came of it; the form says why not."""
    _fill(draft, form)
    try:
        receiving.receive(service=draft.service, asked=asked_in(draft), at=timezone.now(), by=request.user, draft=draft)
    except NotOffered:
        form.add_error(None, _("This service is not offered any more."))
        return False
    return True


@login_required
@never_cache
def entered(request: PersonRequest, key: UUID) -> HttpResponse:
    """The reference and the secret code, to be printed or read out."""
    draft = _draft(request, key)
    check_may(request.user, "case.enter", draft.service.municipality)
    if draft.case is None:
        return redirect("cases:enter", key)
    context = {
        "case": draft.case,
        "place": draft.service.municipality,
        "link": links.follow_link(draft.case),
        "secret": links.secret(draft.case),
        "tag": reader_tag(),
    }
    return TemplateResponse(request, "casework/desk_entered.html", context)
