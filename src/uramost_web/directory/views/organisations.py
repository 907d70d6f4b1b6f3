"""The desk's pages about organisations."""

from typing import Any, Final

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from uramost import registration
from uramost_web.accounts.requests import PersonRequest
from uramost_web.directory import acts, listing, looking, permissions
from uramost_web.directory.alike import Described, organisations_like
from uramost_web.directory.forms import OrganisationForm
from uramost_web.directory.models import Merge, Organisation
from uramost_web.directory.views.telling import compare_url, suggestions
from uramost_web.places.permissions import may
from uramost_web.places.words import Words, words

PEOPLE: Final = 50
"""Of an organisation, on one page."""


@login_required
@require_safe
def organisations(request: PersonRequest) -> HttpResponse:
    """All that this person may see, in the order of their names."""
    permissions.check_sees(request.user)
    seen = words()
    chosen = looking.choice(request.GET, seen)
    found = looking.organisations(permissions.organisations(request.user), chosen, seen)
    page = Paginator(found.rows, looking.PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "lines": listing.lines(list(page), seen),
        "found": found,
        "chosen": chosen,
        "may_write": may(request.user, permissions.WRITE),
        "may_merge": may(request.user, permissions.MERGE),
        "places": places(request, seen),
    }
    return TemplateResponse(request, "directory/organisations.html", context)


def places(request: PersonRequest, seen: Words) -> list[tuple[str, str]]:
    """Municipalities by which a list can be narrowed: none where there is only one."""
    here = permissions.places(request.user)
    found = seen.places.values() if here is None else [seen.places[pk] for pk in here if pk in seen.places]
    return [(place.slug, place.name) for place in found] if len(found) > 1 else []


@login_required
@require_safe
def organisation(request: PersonRequest, number: int) -> HttpResponse:
    """One organisation: names, contacts, and who is what in it."""
    row = permissions.organisation_for(request.user, number)
    seen, today = words(), timezone.localdate()
    everybody = request.GET.get("all") == "1"
    number_of_page = request.GET.get("page", "")
    page = int(number_of_page) if number_of_page.isdecimal() and len(number_of_page) < 7 else 1
    people = listing.people_of(row, None if everybody else today, seen, page=max(page, 1), size=PEOPLE)
    names = listing.named(row)
    context = {
        "organisation": row,
        "name": listing.shown(names, seen),
        "title": listing.plain(names, seen),
        "names": names,
        "place": listing.place_name(row.municipality_id, seen),
        "sectors": listing.sectors_of(row),
        "works_in": listing.languages_of(row, seen),
        "register_checked": bool(row.register) and registration.is_checked(row.register),
        "functions": people[:PEOPLE],
        "next": page + 1 if len(people) > PEOPLE else 0,
        "previous": page - 1,
        "all": everybody,
        "may_write": permissions.may_with_organisation(request.user, permissions.WRITE, row),
        "may_merge": permissions.may_with_organisation(request.user, permissions.MERGE, row),
        "merges": Merge.objects.filter(kind="organisation", kept=row.pk, undone_at=None),
        "into": listing.shown(row.merged_into.named(), seen) if row.merged_into else "",
    }
    return TemplateResponse(request, "directory/organisation.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def write(request: PersonRequest, number: int | None = None) -> HttpResponse:
    """A new organisation, or changes to one."""
    row = permissions.organisation_for(request.user, number, permissions.WRITE) if number is not None else None
    if row is None:
        permissions.check_writes(request.user)
    allowed = permissions.places(request.user, permissions.WRITE)
    form = OrganisationForm(request.POST if request.method == "POST" else None, organisation=row, allowed=allowed)
    alike: list[Any] = []
    if form.is_valid():
        values = form.values()
        alike = [] if row or request.POST.get("sure") == "on" else _alike(request, values)
        if not alike and (saved := _saved(request, row, form, values)):
            messages.success(request, _("Saved."))
            return redirect(saved)
    context = {
        "form": form,
        "organisation": row,
        "title": listing.plain(row.named(), words()) if row else "",
        "alike": suggestions(alike, words(), timezone.localdate()),
    }
    status = 422 if form.errors or alike else 200
    return TemplateResponse(request, "directory/organisation_write.html", context, status=status)


def _alike(request: PersonRequest, values: dict[str, Any]) -> list[Any]:
    """What is there already and may be the same, as far as this person sees it."""
    told = values["values"]
    asked = Described(
        [*values["names"].values()], told["register"], registration.tidy(told["registration_number"]), told["email"],
        told["phone"],
    )  # fmt: skip
    return organisations_like(asked, among=permissions.organisations(request.user))


def _saved(
    request: PersonRequest, row: Organisation | None, form: OrganisationForm, values: dict[str, Any]
) -> Organisation | None:
    try:
        return acts.write_organisation(organisation=row, **values, by=request.user, at=timezone.now())
    except acts.Faulty as refused:
        form.refuse(refused)
    return None


@login_required
@require_safe
def alike(request: PersonRequest, number: int) -> HttpResponse:
    """Which others may be the same organisation."""
    row = permissions.organisation_for(request.user, number)
    seen = words()
    asked = Described([*row.named().values()], row.register, row.registration_number, row.email, row.phone)
    found = organisations_like(asked, among=permissions.organisations(request.user), but=row.pk)
    may_merge = permissions.may_with_organisation(request.user, permissions.MERGE, row)
    context = {
        "row": row,
        "name": listing.shown(row.named(), seen),
        "title": listing.plain(row.named(), seen),
        "alike": suggestions(found, seen, timezone.localdate()),
        "merge_url": compare_url("organisation", row.pk) if may_merge else "",
    }
    return TemplateResponse(request, "directory/alike.html", context)
