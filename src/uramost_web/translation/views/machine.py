"""The machine beside a sentence, and its settings."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from uramost import machine as library
from uramost_web.accounts.requests import PersonRequest
from uramost_web.places.models import Municipality
from uramost_web.places.permissions import NotAllowed, may
from uramost_web.translation import machine, machine_panel, machine_settings, machine_statement, machine_work
from uramost_web.translation.forms_machine import MachineForm
from uramost_web.translation.machine_models import MachineSetting, Protocol
from uramost_web.translation.machine_words import said, trouble_said
from uramost_web.translation.models import Target, Translation
from uramost_web.translation.permissions import check_may_write
from uramost_web.translation.reading import shown
from uramost_web.translation.states import State
from uramost_web.translation.views.opening import seen_by, target_at, working_script
from uramost_web.translation.views.segment import segment


@login_required
def suggestion(request: PersonRequest, pk: int, position: int) -> HttpResponse:
    """Ask for one sentence; before the first time, say where it goes. Saves nothing of the translation."""
    translation = seen_by(request.user, pk)
    target = target_at(translation, position)
    back = f"{reverse('translation:workbench', args=[pk])}?s={position}#machine"
    if request.method != "POST":
        return redirect(back)
    check_may_write(request.user, translation)
    if not request.htmx and (refused := _not_kept(request, translation, target)):
        return refused
    trouble = _asked(request, translation, target)
    if request.htmx:
        panel = machine_panel.panel(
            request.user, translation, target, working_script(request, translation), trouble=trouble
        )
        return TemplateResponse(
            request, "translation/machine_said.html", {"machine": panel, "translation": translation, "active": target}
        )
    if trouble:
        messages.warning(request, trouble)
    return redirect(back)


def _not_kept(request: PersonRequest, translation: Translation, target: Target) -> HttpResponse | None:
    """What is typed in the box is saved first, for this page goes; the page that says so where it cannot be."""
    there = shown(target.text, translation.language, working_script(request, translation))
    typed = request.POST.get("text")
    if typed is None or typed.replace("\r\n", "\n") == there:
        return None
    saved = segment(request, translation.pk, target.segment.position)
    return None if saved.status_code == 302 else saved


def _asked(request: PersonRequest, translation: Translation, target: Target) -> str:
    """Why there is no suggestion, in one sentence; empty where there is one, or where the statement comes first."""
    setting = machine.setting_of(translation.document.municipality)
    if setting is None:
        return trouble_said("switched_off")
    if request.POST.get("act") == "read":
        machine_statement.read(setting=setting, by=request.user, at=timezone.now())
    elif not machine_statement.has_read(request.user, setting):
        return ""
    try:
        lacking = machine.ask(translation=translation, targets=[target], by=request.user, at=timezone.now())
    except library.Trouble as trouble:
        return said(trouble)
    except NotAllowed as refused:
        if refused.reason != "not_open":
            raise
        return _("This translation is not open any more.")
    return trouble_said(lacking[target.segment.position]) if lacking else ""


@login_required
@require_POST
def prepare(request: PersonRequest, pk: int) -> HttpResponse:
    """Have every empty sentence of a document translated, where the municipality allows that."""
    translation = seen_by(request.user, pk)
    check_may_write(request.user, translation)
    target = _in_hand(request, translation)
    if target and (refused := _not_kept(request, translation, target)):
        return refused
    setting = machine.setting_of(translation.document.municipality)
    if setting is None or not setting.pretranslate:
        messages.warning(request, trouble_said("switched_off"))
    elif not machine_statement.has_read(request.user, setting):
        messages.warning(request, _("Read first where the texts go: ask the machine for one sentence."))
    elif translation.state != State.OPEN:
        messages.warning(request, _("This translation is not open any more."))
    else:
        machine_work.prepare.enqueue(pk, request.user.pk)
        messages.success(request, _("The machine is being asked. Its suggestions appear beside the sentences."))
    place = f"?s={target.segment.position}#machine" if target else ""
    return redirect(reverse("translation:workbench", args=[pk]) + place)


def _in_hand(request: PersonRequest, translation: Translation) -> Target | None:
    """The sentence beside which the button was pressed."""
    asked = request.POST.get("s", "")
    if not asked.isdecimal() or len(asked) > 8:
        return None
    return translation.targets.select_related("segment").filter(segment__position=int(asked)).first()


@login_required
def setting(request: PersonRequest, slug: str) -> HttpResponse:
    """Which machine a municipality asks, where its texts go, and whether it is on."""
    place = get_object_or_404(Municipality, slug=slug)
    if not may(request.user, "machine.set", place):
        raise Http404
    row = MachineSetting.objects.filter(municipality=place).select_related("municipality").first()
    act = request.POST.get("act", "") if request.method == "POST" else ""
    form = MachineForm(request.POST if act == "save" else None, initial=_initial(row))
    if act == "save" and form.is_valid() and _saved(request, place, form):
        return redirect("translation:machine_setting", slug)
    if row and act in ACTS:
        ACTS[act](request, row)
        return redirect("translation:machine_setting", slug)
    context = {
        "place": place,
        "setting": row,
        "form": form,
        "statement": machine_statement.statement(row) if row else None,
        "has_key": bool(row and machine_settings.has_key(row)),
        "pairs": machine_settings.pairs(row) if row else [],
        "deepl": bool(row and row.protocol == Protocol.DEEPL),
        "resting": bool(row and library.wait(machine.health(row), timezone.now())),
    }
    return TemplateResponse(request, "translation/machine_setting.html", context, status=422 if form.errors else 200)


def _initial(row: MachineSetting | None) -> dict[str, Any]:
    return {name: getattr(row, name) for name in machine_settings.FIELDS} if row else {}


def _saved(request: PersonRequest, place: Municipality, form: MachineForm) -> bool:
    fields = {name: form.cleaned_data[name] for name in machine_settings.FIELDS}
    was_on = machine.setting_of(place) is not None
    try:
        row = machine_settings.change(
            municipality=place, fields=fields, key=form.cleaned_data["key"], by=request.user, at=timezone.now()
        )
    except library.Trouble as trouble:
        form.add_error("url", said(trouble))
        return False
    messages.success(request, _("Saved."))
    if was_on and not row.on:
        messages.warning(request, _("Machine translation is off."))
    return True


def _switched_on(request: PersonRequest, row: MachineSetting) -> None:
    try:
        machine_settings.switch(setting=row, on=True, by=request.user, at=timezone.now())
    except NotAllowed as refused:
        if refused.reason != "no_statement":
            raise
        messages.error(request, _("Say first who runs the server, in which country, and what happens to the texts."))
        return
    messages.success(request, _("Machine translation is on. Residents can read where the texts go."))


def _switched_off(request: PersonRequest, row: MachineSetting) -> None:
    machine_settings.switch(setting=row, on=False, by=request.user, at=timezone.now())
    messages.success(request, _("Machine translation is off."))


def _looked(request: PersonRequest, row: MachineSetting) -> None:
    try:
        machine_settings.look(setting=row, by=request.user, at=timezone.now())
    except library.Trouble as trouble:
        messages.error(request, said(trouble))
        return
    messages.success(request, _("The server answered."))


def _terms_sent(request: PersonRequest, row: MachineSetting) -> None:
    try:
        sent = machine_settings.send_terms(setting=row, by=request.user, at=timezone.now())
    except library.Trouble as trouble:
        messages.error(request, said(trouble))
        return
    if sent:
        messages.success(request, _("The agreed terms were sent."))
    else:
        messages.warning(request, _("There is no approved term in a pair of languages that the server translates."))


ACTS = {"on": _switched_on, "off": _switched_off, "look": _looked, "terms": _terms_sent}
