"""Saving one sentence: with JavaScript as it is written, without it by a button. Nothing typed is lost."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from uramost_web.accounts.models import User
from uramost_web.accounts.requests import PersonRequest
from uramost_web.places.permissions import NotAllowed
from uramost_web.translation import actions, filters, machine, restoring
from uramost_web.translation.filters import Choice
from uramost_web.translation.forms import SegmentForm
from uramost_web.translation.lost_letters import offers, restored
from uramost_web.translation.models import Target, Translation
from uramost_web.translation.permissions import check_may_write, is_insider
from uramost_web.translation.reading import shown
from uramost_web.translation.suggestions import similar
from uramost_web.translation.views.opening import address, number_of, seen_by, target_at, working_script
from uramost_web.translation.views.workbench import desk, doubts, findings, loaded, signs

PUT_IN = {"take", "copy", "sign", "restore"}
"""Buttons that put something in the box, to be looked at and not yet saved."""
KEEPS = {*PUT_IN, "undo", "spread"}
"""Buttons before which what was typed is kept too, if it was."""


@login_required
def segment(request: PersonRequest, pk: int, position: int) -> HttpResponse:
    translation = seen_by(request.user, pk)
    choice = Choice.of(request.GET)
    if request.method != "POST":  # the page that answered was reloaded, or read in another language
        return redirect(address(translation, position, choice))
    check_may_write(request.user, translation)
    target = target_at(translation, position)
    form = SegmentForm(request.POST)
    quiet = bool(request.htmx)
    verb, _colon, value = request.POST.get("act", "").partition(":")
    try:
        saved = _saved(request, target, form, verb, value) if form.is_valid() else None
        if saved is None:
            return _again(request, translation, target, form, quiet)
        if verb == "undo":
            _undo(request, saved)
    except actions.Conflict as conflict:
        return _again(request, translation, conflict.theirs, form, quiet, conflict=conflict)
    if verb in PUT_IN:
        return _put_in(request, translation, saved, verb, value, form.cleaned_data["text"])
    if verb == "spread":
        saved.spread = tuple(actions.spread(target=saved, by=request.user, at=timezone.now()))
    if quiet:
        return TemplateResponse(request, "translation/saved.html", _after_saving(request, translation, saved))
    _tell_where_else(request, saved)
    done = verb == "confirm" and not saved.is_stale()
    return redirect(address(translation, _next(request, translation, position, choice) if done else position, choice))


def _saved(request: PersonRequest, target: Target, form: SegmentForm, verb: str, value: str) -> Target | None:
    """The segment as it is kept now; None where the form now says why it is not. Raises `actions.Conflict`.

    Before something else is put in the box, what was typed there is kept too.
    """
    data = form.cleaned_data
    there = shown(target.text, target.translation.language, working_script(request, target.translation))
    if verb in KEEPS and data["text"] == there:
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


def _undo(request: PersonRequest, target: Target) -> None:
    """Raises `actions.Conflict` and `NotAllowed`."""
    undone = restoring.undo(target=target, seen=target.version, by=request.user, at=timezone.now())
    if undone is None:
        messages.info(request, _("There is nothing to undo."))
    else:
        messages.success(request, _("Undone. What it said until now is in its history."))


def _tell_where_else(request: PersonRequest, target: Target) -> None:
    if target.spread:
        positions = ", ".join(map(str, target.spread))
        messages.success(
            request, _("Also put where the same sentence stands: %(positions)s.") % {"positions": positions}
        )


def _put_in(  # noqa: PLR0917 - what is there and what is asked for
    request: PersonRequest, translation: Translation, target: Target, verb: str, value: str, typed: str
) -> HttpResponse:
    """A suggestion, the source, a sign or letters that were lost in the box: to be looked at, not saved yet."""
    tag = working_script(request, translation)
    ways: dict[str, Callable[[], str]] = {
        "take": lambda: offered(request.user, translation, target, tag, value) or target.segment.text,
        "copy": lambda: target.segment.text,
        "restore": lambda: restored(typed, tag, value),
        "sign": lambda: typed + dict(signs(target.segment.text)).get(value, ""),
    }
    form = SegmentForm(initial={"text": ways[verb](), "seen": target.version, "tag": tag})
    return TemplateResponse(request, "translation/workbench.html", desk(request, translation, form, number_of(target)))


def offered(person: User, translation: Translation, target: Target, tag: str, number: str) -> str:
    """What `take:…` puts in the box: a suggestion by its number, or the machine's (m); empty where there is none."""
    if number == "m":
        return shown(machine.take(target), translation.language, tag)
    rows = similar(target.segment, translation, tag, insider=is_insider(person, translation))
    return next((row.text for row in rows if str(row.number) == number), "")


def _again(
    request: PersonRequest, translation: Translation, target: Target, form: SegmentForm, quiet: bool, **more: Any
) -> HttpResponse:
    """The same page with what was typed still there."""
    if quiet:
        tag = working_script(request, translation)
        target.shown = shown(target.text, translation.language, tag)
        context = {"translation": translation, "active": target, "form": form, "tag": tag, **more}
        return TemplateResponse(request, "translation/saved.html", context, status=200)
    context = desk(request, translation, form, number_of(target), **more)
    return TemplateResponse(request, "translation/workbench.html", context, status=409 if more else 422)


def _after_saving(request: PersonRequest, translation: Translation, target: Target) -> dict[str, Any]:
    tag = working_script(request, translation)
    target.shown = shown(target.text, translation.language, tag)
    return {
        "translation": translation,
        "active": target,
        "tag": tag,
        "saved": True,
        "findings": findings(target.findings),
        "doubts": doubts(target.doubts),
        "lost_letters": offers(target.shown, tag),
    }


def _next(request: PersonRequest, translation: Translation, position: int, choice: Choice) -> int:
    """The next sentence of the filter that was chosen; without one, the next that needs work."""
    targets = loaded(translation)
    return filters.following(filters.look(targets, choice, request.user.pk).targets, choice, position)
