"""Help with reading what a resident wrote."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from uramost import machine as library
from uramost_web.accounts.requests import PersonRequest
from uramost_web.casework import acts, reading_help
from uramost_web.casework.history import Refused
from uramost_web.casework.permissions import case_for, may_work
from uramost_web.casework.wording import REFUSED
from uramost_web.places.words import reader_tag
from uramost_web.translation import machine, machine_statement
from uramost_web.translation.machine_words import said


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def reading(request: PersonRequest, reference: str) -> HttpResponse:
    """What was translated before, and the terms; by a button what a machine says, once it was read where it stands."""
    case, now = case_for(request.user, reference), timezone.now()
    setting = machine.setting_for_residents(case.municipality)
    by_machine: list[str] = []
    if request.method == "POST":
        acts.as_who(request.user, case)
        if setting is None:
            return redirect("cases:reading", reference)
        if request.POST.get("act") == "read":
            machine_statement.read(setting=setting, by=request.user, at=now)
        if machine_statement.has_read(request.user, setting):
            try:
                by_machine = reading_help.ask_machine(case, reader_tag(), by=request.user, at=now)
            except library.Trouble as trouble:
                messages.warning(request, said(trouble))
            except Refused as refused:
                messages.warning(request, str(REFUSED[refused.reason]))
    else:
        acts.opened(case=case, by=request.user, at=now)
    works = may_work(request.user, case.municipality)
    to_read = setting is not None and works and not machine_statement.has_read(request.user, setting)
    context = {
        "case": case,
        "help": reading_help.help_for(case, reader_tag()),
        "by_machine": by_machine,
        "machine": setting is not None and works,
        "statement": machine_statement.statement(setting) if setting and to_read else None,
        "tag": reader_tag(),
    }
    return TemplateResponse(request, "casework/desk_reading.html", context)
