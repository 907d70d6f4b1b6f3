"""Post that proves no case, at the desk: why it was put to none, what it says, and where it belongs."""

import io
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import QuerySet, prefetch_related_objects
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from uramost_web.accounts.requests import PersonRequest
from uramost_web.casework import desk_wording, papers, post_acts
from uramost_web.casework.correspondence import Post
from uramost_web.casework.forms_post import AttachForm, SettleForm
from uramost_web.casework.history import Refused
from uramost_web.casework.permissions import case_for, may_work
from uramost_web.casework.views.desk_case import served
from uramost_web.casework.wording import REFUSED
from uramost_web.places.permissions import NotAllowed, check_may, workplaces

PAGE = 20
SHOWS = ("waiting", "settled", "machines")


@dataclass(frozen=True, slots=True)
class Line:
    """One message of the list; `finding` is why it was put to no case."""

    post: Post
    finding: str


def of_person(request: PersonRequest) -> "QuerySet[Post]":
    """What this person may see; what names no municipality is seen by whoever sees them all, the auditors."""
    prefetch_related_objects([request.user], "memberships")
    places = workplaces(request.user, "case.see")
    if not places:
        raise Http404
    return post_acts.of_no_case(request.user, places)


@login_required
@never_cache
def post(request: PersonRequest) -> HttpResponse:
    """What waits for somebody to look at it; what was settled; what machines wrote."""
    rows, show = of_person(request), request.GET.get("show", "")
    show = show if show in SHOWS else SHOWS[0]
    number = post_acts.waiting(rows).count()
    if show == "waiting":
        rows = post_acts.waiting(rows)
    elif show == "settled":
        rows = rows.exclude(settled_at=None)
    else:
        rows = rows.filter(settled_at=None, finding__in=post_acts.NOTHING_TO_DO)
    page = Paginator(rows.select_related("case", "municipality", "settled_by"), PAGE).get_page(request.GET.get("page"))
    lines = [Line(row, str(desk_wording.FINDINGS.get(row.finding, row.finding))) for row in page]
    context = {"lines": lines, "page": page, "show": show, "waiting": number}
    return TemplateResponse(request, "casework/desk_post.html", context)


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def message(request: PersonRequest, pk: int) -> HttpResponse:
    """One message as text, with what is known of it; a clerk puts it to a case or says that it belongs to none."""
    row = of_person(request).select_related("case", "municipality", "settled_by").filter(pk=pk).first()
    if row is None:
        return _entered(request, pk)
    works = row.municipality is not None and may_work(request.user, row.municipality)
    wanted = request.POST.get("act", "")
    if request.method == "POST":
        if row.municipality is None:
            raise NotAllowed("role")
        check_may(request.user, "case.work", row.municipality)
    initial = {"reference": row.case.reference if row.case else ""}
    attach = AttachForm(request.POST if wanted == "attach" else None, post=row, initial=initial)
    settle = SettleForm(request.POST if wanted == "settle" else None)
    if attach.is_valid() and (done := _attached(request, row, attach)):
        return done
    if settle.is_valid() and (done := _settled(request, row, settle)):
        return done
    read = post_acts.opened(row)
    context = {
        "post": row,
        "finding": desk_wording.FINDINGS.get(row.finding, row.finding),
        "known_by": desk_wording.KNOWN_BY.get(row.known_by, ""),
        "mail": read.mail if read else None,
        "files": read.files.papers if read else (),
        "not_taken": [papers.refusal(name or _("File without a name"), why) for name, why in read.files.not_taken]
        if read else [],
        "same_sender": bool(row.case and row.case.email and row.case.email.lower() == row.sender.lower()),
        "works": works,
        "attach": attach,
        "settle": settle,
        "wrong": attach if attach.errors else settle,
    }  # fmt: skip
    status = 422 if attach.errors or settle.errors else 200
    return TemplateResponse(request, "casework/desk_message.html", context, status=status)


def _entered(request: PersonRequest, pk: int) -> HttpResponse:
    """A message that has come to its case, perhaps by a double click: there, for whoever sees the case."""
    row = get_object_or_404(Post.objects.exclude(entry=None).select_related("case"), pk=pk)
    case = case_for(request.user, row.case.reference if row.case else "")
    messages.info(request, str(desk_wording.POST_REFUSED["entered_already"]))
    return redirect("cases:case", case.reference)


def _attached(request: PersonRequest, row: Post, form: AttachForm) -> HttpResponse | None:
    case = form.cleaned_data["reference"]
    try:
        entry = post_acts.attach(post=row, case=case, by=request.user, at=timezone.now())
    except Refused as refused:
        form.add_error("reference", _refusal(refused))
        return None
    messages.success(request, _("The message is in the case now, and its resident sees it there."))
    response: HttpResponse = redirect("cases:case", case.reference)
    response.headers["Location"] += f"#entry-{entry.number}"
    return response


def _settled(request: PersonRequest, row: Post, form: SettleForm) -> HttpResponse | None:
    try:
        post_acts.settle(post=row, why=form.cleaned_data["why"], by=request.user, at=timezone.now())
    except Refused as refused:
        form.add_error("why", _refusal(refused))
        return None
    messages.success(request, _("It is noted that this message belongs to no case."))
    return redirect("cases:post")


def _refusal(refused: Refused) -> str:
    known: Any = desk_wording.POST_REFUSED.get(refused.reason) or REFUSED[refused.reason]
    return str(known)


@login_required
@never_cache
def file(request: PersonRequest, pk: int, number: int) -> FileResponse:
    """A file of the message as a case would take it: a photograph without its hidden data, a paper by its content."""
    read = post_acts.opened(get_object_or_404(of_person(request), pk=pk))
    if read is None or number >= len(read.files.papers):
        raise Http404
    paper = read.files.papers[number]
    return served(io.BytesIO(paper.content), paper.media_type, paper.name)
