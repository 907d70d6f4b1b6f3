"""Search and replace: what it would change is looked at first, and what it has changed can be taken back."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from uramost_web.accounts.requests import PersonRequest
from uramost_web.places.permissions import NotAllowed
from uramost_web.translation import replacing, restoring
from uramost_web.translation.forms import ReplaceForm
from uramost_web.translation.models import Translation
from uramost_web.translation.replacing import MOST, Wanted
from uramost_web.translation.views.opening import seen_by, working_script, writable


@login_required
def replace(request: PersonRequest, pk: int) -> HttpResponse:
    """Asked with GET it only looks; POST changes what was ticked, or takes an earlier replacement back."""
    translation = seen_by(request.user, pk)
    if request.method == "POST":
        return _acted(request, translation)
    form = ReplaceForm(request.GET) if "wanted" in request.GET else ReplaceForm()
    return TemplateResponse(
        request, "translation/replace.html", _context(request, translation, form), status=422 if form.errors else 200
    )


def _context(request: PersonRequest, translation: Translation, form: ReplaceForm) -> dict[str, Any]:
    tag = working_script(request, translation)
    found = replacing.changes(translation, Wanted(tag=tag, **form.cleaned_data)) if form.is_valid() else None
    return {
        "translation": translation,
        "document": translation.document,
        "form": form,
        "tag": tag,
        "found": found and found[:MOST],
        "looked": found is not None,
        "all": len(found or ()),
        "writable": writable(request.user, translation),
        "earlier": translation.replacements.select_related("by").filter(undone_at=None).order_by("-pk")[:5],
    }


def _acted(request: PersonRequest, translation: Translation) -> HttpResponse:
    try:
        if request.POST.get("act") == "undo":
            _undo(request, translation)
            return redirect("translation:replace", translation.pk)
        form = ReplaceForm(request.POST)
        if not form.is_valid():
            return TemplateResponse(
                request, "translation/replace.html", _context(request, translation, form), status=422
            )
        _replace(request, translation, form)
    except NotAllowed as refused:
        if refused.reason != "not_open":
            raise
        messages.warning(request, _("This translation is not open any more. Nothing was changed."))
    return redirect("translation:replace", translation.pk)


def _replace(request: PersonRequest, translation: Translation, form: ReplaceForm) -> None:
    _replacement, changed, left = replacing.apply(
        translation=translation,
        wanted=Wanted(tag=working_script(request, translation), **form.cleaned_data),
        picked=[one for one in request.POST.getlist("pick")[:MOST] if _is_pick(one)],
        keep_confirmed=request.POST.get("state") == "keep",
        by=request.user,
        at=timezone.now(),
    )
    if changed:
        text = ngettext("Replaced in %(count)s sentence.", "Replaced in %(count)s sentences.", len(changed))
        messages.success(request, text % {"count": len(changed)})
    elif not left:
        messages.info(request, _("Nothing was ticked, so nothing was changed."))
    _tell_left(request, left)


def _is_pick(text: str) -> bool:
    position, _colon, version = text.partition(":")
    return all(part.isdecimal() and len(part) < 10 for part in (position, version))


def _undo(request: PersonRequest, translation: Translation) -> None:
    number = request.POST.get("replacement", "")
    row = get_object_or_404(
        translation.replacements.select_related("translation"), pk=int(number) if _is_pick(f"{number}:0") else 0
    )
    back, left = restoring.undo_replacement(replacement=row, by=request.user, at=timezone.now())
    text = ngettext("Taken back in %(count)s sentence.", "Taken back in %(count)s sentences.", len(back))
    messages.success(request, text % {"count": len(back)})
    _tell_left(request, left)


def _tell_left(request: PersonRequest, left: list[int]) -> None:
    if left:
        positions = ", ".join(map(str, left))
        messages.warning(
            request,
            _("Left alone, because they have been changed meanwhile: sentences %(positions)s.")
            % {"positions": positions},
        )
