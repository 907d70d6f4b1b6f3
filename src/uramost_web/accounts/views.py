"""The one account page that is ours: name and language. allauth has the others."""

from typing import cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from uramost_web.accounts import actions
from uramost_web.accounts.adapter import remember_language
from uramost_web.accounts.forms import DetailsForm
from uramost_web.accounts.models import User


@login_required
def details(request: HttpRequest) -> HttpResponse:
    user = cast(User, request.user)
    form = DetailsForm(request.POST or None, initial={"name": user.name, "language": user.language})
    if not form.is_valid():
        return TemplateResponse(request, "account/details.html", {"form": form})
    actions.edit_details(user=user, by=user, at=timezone.now(), **form.cleaned_data)
    with translation.override(user.language or translation.get_language()):
        messages.success(request, _("Saved."))
        return remember_language(redirect("account_details"), user)
