"""Pages of administrators and auditors."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from uramost_web.accounts import audit
from uramost_web.accounts.models import AuditEntry
from uramost_web.accounts.requests import PersonRequest
from uramost_web.places import actions
from uramost_web.places.forms import GiveRoleForm
from uramost_web.places.models import Municipality
from uramost_web.places.permissions import NotAllowed, may

LAST_ADMINISTRATOR = "last_administrator"


@login_required
def people(request: PersonRequest, slug: str) -> HttpResponse:
    """Who works in a municipality in which role, and what it allows its translators."""
    place = get_object_or_404(Municipality, slug=slug)
    if not may(request.user, "people.manage", place):
        raise Http404
    act = request.POST.get("act", "")
    form = GiveRoleForm(request.POST if act == "give" else None)
    done = False
    if act == "give" and form.is_valid():
        done = _given(request, place, form)
    elif act == "take":
        done = _taken(request, place)
    elif act in actions.SETTINGS:
        allowed = request.POST.get("allowed") == "on"
        actions.decide(municipality=place, setting=act, allowed=allowed, by=request.user, at=timezone.now())
        done = True
    if done:
        return redirect("places:people", slug)
    members = place.members.select_related("user").order_by("user__name", "role")
    context = {"place": place, "members": members, "form": form}
    return TemplateResponse(request, "places/people.html", context, status=422 if form.errors else 200)


def _given(request: PersonRequest, place: Municipality, form: GiveRoleForm) -> bool:
    try:
        actions.give_role(municipality=place, **form.cleaned_data, by=request.user, at=timezone.now())
    except actions.NoSuchPerson:
        form.add_error("email", _("Nobody has an account with this address. Ask the person to sign up first."))
        return False
    messages.success(request, _("The role has been given."))
    return True


def _taken(request: PersonRequest, place: Municipality) -> bool:
    asked = request.POST.get("membership", "")
    membership = get_object_or_404(place.members, pk=int(asked) if asked.isdecimal() and len(asked) < 19 else 0)
    try:
        actions.take_role(membership=membership, by=request.user, at=timezone.now())
    except NotAllowed as refused:
        if refused.reason != LAST_ADMINISTRATOR:
            raise
        messages.error(request, _("Somebody has to be the administrator. Give the role to another person first."))
        return True
    messages.success(request, _("The role has been taken away."))
    return True


@login_required
def audit_log(request: PersonRequest) -> HttpResponse:
    """Every act, newest first, for auditors."""
    if not may(request.user, "audit.see"):
        raise Http404
    page = Paginator(AuditEntry.objects.select_related("by").order_by("-sequence"), 100).get_page(
        request.GET.get("page")
    )
    rows = [(entry, audit.sentence(entry)) for entry in page]
    return TemplateResponse(request, "places/audit.html", {"page": page, "rows": rows, "head": audit.head()})
