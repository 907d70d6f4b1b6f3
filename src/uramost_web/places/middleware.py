"""A person with a role has a second factor before they work here."""

from collections.abc import Callable

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from uramost_web.accounts.second_factor import has_second_factor
from uramost_web.places.permissions import is_staff_member, read_roles


def second_factor_for_staff(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    def middleware(request: HttpRequest) -> HttpResponse:
        if _asks_for_it(request):
            messages.warning(request, _("Your role needs a second step at login. Please set it up first."))
            return redirect(reverse("mfa_index"))
        return get_response(request)

    return middleware


def _asks_for_it(request: HttpRequest) -> bool:
    """Only for the working pages: what everybody may read stays readable, and where one sets it up stays open."""
    works = "/desk/" in request.path or request.path.startswith("/admin/")
    user = request.user if works else None
    if user is None or not user.is_authenticated:
        return False
    read_roles(user)
    if settings.DEMO or not is_staff_member(user):
        return False
    return not (has_second_factor(user) if user.second_step is None else user.second_step)
