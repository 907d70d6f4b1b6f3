"""From hand to hand: handed over, approved or returned, opened again."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from uramost_web.accounts.requests import PersonRequest
from uramost_web.translation import actions
from uramost_web.translation.forms import ReturnForm
from uramost_web.translation.remarks import OpenRemarks
from uramost_web.translation.states import MoveNotAllowed
from uramost_web.translation.views.opening import address, seen_by
from uramost_web.translation.views.workbench import desk


@login_required
@require_POST
def submit(request: PersonRequest, pk: int) -> HttpResponse:
    translation = seen_by(request.user, pk)
    try:
        actions.submit(translation=translation, by=request.user, at=timezone.now())
    except actions.NotReady as lacking:
        messages.error(request, _("Not everything is confirmed yet. The first such sentence is open now."))
        return redirect(address(translation, lacking.positions[0]))
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
    except OpenRemarks as open_ones:
        messages.error(request, _("Remarks are still open. The first such sentence is open now."))
        return redirect(address(translation, open_ones.positions[0]))
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
