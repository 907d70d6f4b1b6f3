"""What a clerk does with a case: one page for each act, and what was typed is kept when it is refused."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from uramost_web.accounts.requests import PersonRequest
from uramost_web.casework import acts, answer_texts, appeals, clocks, desk_acts
from uramost_web.casework.desk_acts import DeskAct
from uramost_web.casework.forms_desk import ActForm, refuse
from uramost_web.casework.history import Refused, came_before
from uramost_web.casework.limit_words import limit_in_words
from uramost_web.casework.models import Case
from uramost_web.casework.permissions import case_for, found
from uramost_web.casework.views.desk_case import shown
from uramost_web.casework.wording import REFUSED


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def act(request: PersonRequest, reference: str, code: str) -> HttpResponse:
    """Enter what the act needs, and do it. Who only reads gets 403; what cannot be done now says why."""
    case = case_for(request.user, reference)
    who = acts.as_who(request.user, case)
    chosen = desk_acts.TABLE.get(code)
    if chosen is None:
        raise Http404
    if case.anonymised_at is not None:
        messages.warning(request, str(REFUSED["anonymous"]))
        return redirect("cases:case", reference)
    texts = answer_texts.offered(case, code, timezone.localdate()) if chosen.told else []
    if request.method == "POST" and "fill" not in request.POST:
        return _done(request, case, ActForm(request.POST, case=case, act=chosen, texts=texts))
    if request.method == "POST":
        typed = ActForm(request.POST, case=case, act=chosen, texts=texts).filled()
        return _page(request, case, ActForm(case=case, act=chosen, texts=texts, initial=typed))
    if chosen not in desk_acts.possible(case, who, request.user):
        judged = appeals.judged(case, code, who, request.user)
        messages.warning(request, str(REFUSED.get(judged, REFUSED["not_from_here"])))
        return redirect("cases:case", reference)
    into = {"into": request.GET.get("into", "")}
    return _page(request, case, ActForm(case=case, act=chosen, texts=texts, initial=into))


def _done(request: PersonRequest, case: Case, form: ActForm) -> HttpResponse:
    """Do it; what is refused comes back with its sentence."""
    if not form.is_valid():
        if came_before(case, form.cleaned_data.get("key", "")):  # its office, say, has the case by now
            return redirect("cases:case", case.reference)
        return _page(request, case, form, 422)
    try:
        desk_acts.run(form.act.code, case=case, given=form.cleaned_data, by=request.user, at=timezone.now())
    except Refused as refused:
        if refused.reason == "done_already":
            return redirect("cases:case", case.reference)
        refuse(form, refused.reason)
        return _page(request, found(case.reference) or case, form, 422)
    _say(request, case, form.act)
    return redirect("cases:case", case.reference)


def _page(request: PersonRequest, case: Case, form: ActForm, status: int = 200) -> HttpResponse:
    acts.opened(case=case, by=request.user, at=timezone.now())  # the page has what the resident wrote
    chosen, limit = form.act, clocks.stored_limit(case)
    context = {
        **shown(request, case),
        "form": form,
        "act": chosen,
        "deciding": appeals.DECIDES,
        "limit": limit_in_words(limit) if limit and chosen.code == "extend" else "",
    }
    return TemplateResponse(request, "casework/desk_act.html", context, status=status)


def _say(request: PersonRequest, case: Case, chosen: DeskAct) -> None:
    """That it is done, and how the resident comes to know of it."""
    if not chosen.told:
        messages.success(request, _("It is done."))
    elif case.email or (case.by_sms and case.phone):
        messages.success(request, _("It is done, and the resident is written to."))
    else:
        messages.success(
            request, _("It is done. The resident gave no e-mail address: they see it with their code, or on paper.")
        )
