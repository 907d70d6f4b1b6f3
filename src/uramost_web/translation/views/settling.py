"""What is settled for a translation as a whole: by when it is needed, and whether same sentences go together."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from uramost_web.accounts.requests import PersonRequest
from uramost_web.places.permissions import NotAllowed
from uramost_web.translation import actions
from uramost_web.translation.forms import DueForm
from uramost_web.translation.permissions import check_may_act
from uramost_web.translation.views.opening import seen_by


@login_required
def due(request: PersonRequest, pk: int) -> HttpResponse:
    translation = seen_by(request.user, pk)
    check_may_act(request.user, "notice.write", translation)
    form = DueForm(request.POST if request.method == "POST" else None, initial={"due": translation.due_date})
    if form.is_valid():
        actions.set_due(translation=translation, due=form.cleaned_data["due"], by=request.user, at=timezone.now())
        messages.success(request, _("Saved. The translators see it on their desk."))
        return redirect("translation:workbench", pk)
    context = {"translation": translation, "document": translation.document, "form": form}
    return TemplateResponse(request, "translation/due.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def propagate(request: PersonRequest, pk: int) -> HttpResponse:
    translation = seen_by(request.user, pk)
    on = request.POST.get("propagate") == "on"
    try:
        actions.set_propagate(translation=translation, propagate=on, by=request.user, at=timezone.now())
    except NotAllowed as refused:
        if refused.reason != "not_open":
            raise
        return redirect("translation:workbench", pk)
    messages.success(
        request,
        _("A sentence you confirm is now also put where the same one stands.")
        if on
        else _("Every sentence is now translated where it stands."),
    )
    return redirect("translation:workbench", pk)
