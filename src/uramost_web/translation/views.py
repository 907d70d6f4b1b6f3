"""The workbench: one segment in hand, all of them in sight."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from uramost_web.accounts.models import User
from uramost_web.accounts.requests import PersonRequest
from uramost_web.places.permissions import NotAllowed, may
from uramost_web.translation import actions, rules
from uramost_web.translation.forms import ReturnForm, SegmentForm
from uramost_web.translation.models import TITLE, Target, Translation
from uramost_web.translation.reading import shown
from uramost_web.translation.sentences import ALERTS, DOUBTS, said
from uramost_web.translation.states import MoveNotAllowed, State
from uramost_web.translation.suggestions import similar, terms_in
from uramost_web.translation.wording import sentence


def seen_by(person: User, pk: int) -> Translation:
    """The translation, for those who work in its municipality; nobody else learns that it exists."""
    row = get_object_or_404(
        Translation.objects.select_related("document__municipality", "approved_by", "submitted_by"), pk=pk
    )
    if not may(person, "notice.see", row.document.municipality):
        raise Http404
    return row


@login_required
def workbench(request: PersonRequest, pk: int) -> HttpResponse:
    translation = seen_by(request.user, pk)
    return TemplateResponse(request, "translation/workbench.html", desk(request, translation))


def desk(
    request: PersonRequest, translation: Translation, form: SegmentForm | None = None, asked: str = "", **more: Any
) -> dict[str, Any]:
    """What the workbench shows: all segments from one query, and everything about the one in hand (`asked`)."""
    document = translation.document
    tag = _working_script(request, translation)
    targets = list(translation.targets.select_related("segment").order_by("segment__position"))
    for target in targets:
        target.shown = shown(target.text, translation.language, tag)
    active = _in_hand(asked or request.GET.get("s", ""), targets)
    writable = translation.state == State.OPEN and may(request.user, "translation.write", document.municipality)
    done = sum(target.is_done() for target in targets)
    return {
        "translation": translation,
        "document": document,
        "title": document_title(targets),
        "targets": targets,
        "active": active,
        "tag": tag,
        "scripts": scripts_of(translation.language),
        "writable": writable,
        "form": form or SegmentForm(initial={"text": active.shown, "seen": active.version, "tag": tag}),
        "done": done,
        "total": len(targets),
        "complete": done == len(targets),
        "State": State,
        "may_review": translation.state == State.SUBMITTED and _may_approve(request.user, translation),
        "own_work": translation.state == State.SUBMITTED and actions.is_own_work(translation, request.user),
        "may_return": may(request.user, "translation.review", document.municipality),
        "return_form": ReturnForm(),
        "only_open": request.GET.get("show") == "open",
        **beside(translation, active, tag),
        **more,
    }


def beside(translation: Translation, target: Target, tag: str) -> dict[str, Any]:
    """The panel beside a segment: suggestions, terms, findings and doubtful words."""
    document = translation.document
    return {
        "suggestions": similar(target.segment, document, translation.language, tag),
        "terms": terms_in(target.segment, document.language, translation.language, tag),
        "findings": findings(target.findings),
        "doubts": doubts(target.doubts),
        "alerts": ALERTS,
    }


def findings(stored: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{**finding, "sentence": sentence(finding)} for finding in stored]


def doubts(stored: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{**doubt, "why": said(DOUBTS, doubt["reason"], {})} for doubt in stored]


def document_title(targets: list[Target]) -> str:
    return next((target.segment.text for target in targets if target.segment.block == TITLE), "")


def scripts_of(stored: str) -> list[tuple[str, str]]:
    """(tag, name) of the scripts a text can be written in; empty where there is only one."""
    found = [(tongue.tag, tongue.autonym) for tongue in rules.tongues() if stored in (tongue.tag, tongue.derived_from)]
    return found if len(found) > 1 else []


def _working_script(request: PersonRequest, translation: Translation) -> str:
    """The script this translator writes in: chosen once, kept for the session."""
    known = [tag for tag, _name in scripts_of(translation.language)]
    chosen = request.GET.get("script", "")
    if chosen in known:
        request.session["script"] = chosen
    kept = request.session.get("script", "")
    return kept if kept in known else translation.language


def _in_hand(asked: str, targets: list[Target]) -> Target:
    """The segment asked for, or the first that needs work."""
    for target in targets:
        if number_of(target) == asked:
            return target
    return next((row for row in targets if not row.is_done()), targets[0])


@login_required
def segment(request: PersonRequest, pk: int, position: int) -> HttpResponse:
    """Save one segment: with JavaScript as it is written, without it by a button. Nothing typed is lost."""
    translation = seen_by(request.user, pk)
    if request.method != "POST":  # the page that answered was reloaded, or read in another language
        return redirect(_address(translation, position))
    target = get_object_or_404(
        Target.objects.select_related("segment", "translation__document__municipality"),
        translation=translation,
        segment__position=position,
    )
    form = SegmentForm(request.POST)
    quiet = bool(request.htmx)
    verb, _colon, value = request.POST.get("act", "").partition(":")
    try:
        saved = _saved(request, target, form, verb, value) if form.is_valid() else None
    except actions.Conflict as conflict:
        return _again(request, translation, conflict.theirs, form, quiet, conflict=conflict)
    if saved is None:
        return _again(request, translation, target, form, quiet)
    if verb in {"take", "copy"}:
        return _put_in(request, translation, saved, value if verb == "take" else "")
    if quiet:
        return TemplateResponse(request, "translation/saved.html", _after_saving(request, translation, saved))
    done = verb == "confirm" and not saved.is_stale()
    return redirect(_address(translation, _next(translation, position) if done else position))


def _saved(request: PersonRequest, target: Target, form: SegmentForm, verb: str, value: str) -> Target | None:
    """The segment as it is kept now; None where the form now says why it is not. Raises `actions.Conflict`.

    Before something else is put in the box, what was typed there is kept too.
    """
    data = form.cleaned_data
    there = shown(target.text, target.translation.language, _working_script(request, target.translation))
    if verb in {"take", "copy"} and data["text"] == there:
        return target
    try:
        return actions.write(
            target=target,
            text=data["text"],
            seen=int(value) if verb == "save" and value.isdecimal() and len(value) < 10 else data["seen"],
            of=data["of"],
            confirm=verb == "confirm",
            tag=data["tag"],
            by=request.user,
            at=timezone.now(),
            keep=[*data["keep"].split(), *([value] if verb == "keep" else [])],
        )
    except NotAllowed as refused:
        if refused.reason != "not_open":
            raise
        form.add_error("text", _("This translation is not open any more. Not saved: %(text)s") % data)
        return None


def _put_in(request: PersonRequest, translation: Translation, target: Target, number: str) -> HttpResponse:
    """A suggestion, or the source, in the box: to be looked at, not saved yet."""
    tag = _working_script(request, translation)
    offered = {
        str(row.number): row.text for row in similar(target.segment, translation.document, translation.language, tag)
    }
    form = SegmentForm(initial={"text": offered.get(number, target.segment.text), "seen": target.version, "tag": tag})
    return TemplateResponse(request, "translation/workbench.html", desk(request, translation, form, number_of(target)))


def number_of(target: Target) -> str:
    return str(target.segment.position)


def _again(
    request: PersonRequest, translation: Translation, target: Target, form: SegmentForm, quiet: bool, **more: Any
) -> HttpResponse:
    """The same page with what was typed still there."""
    if quiet:
        tag = _working_script(request, translation)
        target.shown = shown(target.text, translation.language, tag)
        context = {"translation": translation, "active": target, "form": form, "tag": tag, **more}
        return TemplateResponse(request, "translation/saved.html", context, status=200)
    context = desk(request, translation, form, number_of(target), **more)
    return TemplateResponse(request, "translation/workbench.html", context, status=409 if more else 422)


def _after_saving(request: PersonRequest, translation: Translation, target: Target) -> dict[str, Any]:
    tag = _working_script(request, translation)
    target.shown = shown(target.text, translation.language, tag)
    return {
        "translation": translation,
        "active": target,
        "tag": tag,
        "saved": True,
        "findings": findings(target.findings),
        "doubts": doubts(target.doubts),
    }


def _next(translation: Translation, position: int) -> int:
    """The next segment that needs work, after this one; else the one that follows; else this one."""
    after = actions.unready(translation)
    later = [other for other in after if other > position]
    return later[0] if later else after[0] if after else position


def _address(translation: Translation, position: int) -> str:
    return f"{reverse('translation:workbench', args=[translation.pk])}?s={position}#s{position}"


@login_required
def history(request: PersonRequest, pk: int, position: int) -> HttpResponse:
    translation = seen_by(request.user, pk)
    target = get_object_or_404(
        Target.objects.select_related("segment"), translation=translation, segment__position=position
    )
    page = Paginator(target.changes.select_related("by").order_by("-version"), 50).get_page(request.GET.get("page"))
    return TemplateResponse(
        request, "translation/history.html", {"translation": translation, "target": target, "page": page}
    )


@login_required
@require_POST
def submit(request: PersonRequest, pk: int) -> HttpResponse:
    translation = seen_by(request.user, pk)
    try:
        actions.submit(translation=translation, by=request.user, at=timezone.now())
    except actions.NotReady as lacking:
        messages.error(request, _("Not everything is confirmed yet. The first such sentence is open now."))
        return redirect(_address(translation, lacking.positions[0]))
    except MoveNotAllowed:
        messages.info(request, _("This translation has been handed over already."))
    else:
        messages.success(request, _("Handed over. A second person reads it now."))
    return redirect("translation:workbench", pk)


@login_required
def review(request: PersonRequest, pk: int) -> HttpResponse:
    """Approve, or return with a reason; of two reviewers the second is told who was first."""
    translation = seen_by(request.user, pk)
    if request.method != "POST":
        return redirect("translation:workbench", pk)
    form = ReturnForm(request.POST)
    approving = request.POST.get("act") == "approve"
    if not approving and not form.is_valid():
        context = desk(request, translation, return_form=form)
        return TemplateResponse(request, "translation/workbench.html", context, status=422)
    try:
        if approving:
            actions.approve(translation=translation, by=request.user, at=timezone.now())
        else:
            actions.send_back(
                translation=translation, comment=form.cleaned_data["comment"], by=request.user, at=timezone.now()
            )
    except MoveNotAllowed:
        messages.warning(request, _("Somebody else has decided already. Nothing was changed by you."))
        return redirect("translation:workbench", pk)
    messages.success(request, _("Approved.") if approving else _("Returned to the translator."))
    return redirect("desk")


@login_required
@require_POST
def reopen(request: PersonRequest, pk: int) -> HttpResponse:
    translation = seen_by(request.user, pk)
    try:
        actions.reopen(translation=translation, by=request.user, at=timezone.now())
    except MoveNotAllowed:
        messages.info(request, _("This translation is open already."))
    return redirect("translation:workbench", pk)


def _may_approve(person: User, translation: Translation) -> bool:
    try:
        actions.check_may_approve(person, translation)
    except NotAllowed:
        return False
    return True
