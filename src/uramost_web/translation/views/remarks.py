"""Remarks on a sentence: made and settled beside it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from uramost_web.accounts.requests import PersonRequest
from uramost_web.places.permissions import NotAllowed
from uramost_web.translation import remarks as actions
from uramost_web.translation.forms_team import RemarkForm
from uramost_web.translation.teamwork import Remark
from uramost_web.translation.views.opening import address, seen_by, target_at


@login_required
@require_POST
def remark(request: PersonRequest, pk: int, position: int) -> HttpResponse:
    translation = seen_by(request.user, pk)
    target = target_at(translation, position)
    form = RemarkForm(request.POST)
    if form.is_valid():
        text = form.cleaned_data["text"]
        try:
            actions.remark(target=target, text=text, by=request.user, at=timezone.now())
        except NotAllowed as refused:
            if refused.reason != "approved":
                raise
            messages.error(
                request, _("This translation has been approved meanwhile. Not said: %(text)s") % {"text": text}
            )
    else:
        for error in form.errors["text"]:
            messages.error(request, str(error))
    return redirect(address(translation, position))


@login_required
@require_POST
def settle(request: PersonRequest, pk: int, remark: int) -> HttpResponse:
    translation = seen_by(request.user, pk)
    row = get_object_or_404(
        Remark.objects.select_related("target__segment", "target__translation__document__municipality"),
        pk=remark,
        target__translation=translation,
    )
    actions.settle(remark=row, by=request.user, at=timezone.now())
    messages.success(request, _("Settled."))
    return redirect(address(translation, row.target.segment.position))
