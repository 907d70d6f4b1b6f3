"""The desk's pages about people."""

from typing import Any, Final

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from uramost_web.accounts.requests import PersonRequest
from uramost_web.directory import acts, forgetting, listing, looking, permissions, wording
from uramost_web.directory.alike import people_like
from uramost_web.directory.forms import PersonForm
from uramost_web.directory.models import Merge, Person
from uramost_web.directory.views.organisations import places
from uramost_web.directory.views.telling import compare_url, suggestions
from uramost_web.places.permissions import NotAllowed, may
from uramost_web.places.words import words


@login_required
@require_safe
def people(request: PersonRequest) -> HttpResponse:
    """All whom this person may see, in the order of their names; further on without counting what lies between."""
    permissions.check_sees(request.user)
    seen = words()
    chosen = looking.choice(request.GET, seen)
    contact = permissions.places(request.user, permissions.CONTACT)
    letter, number = request.GET.get("from", ""), request.GET.get("after", "")
    found = looking.people(permissions.places(request.user), chosen, seen, contact=contact, after=number, letter=letter)
    context = {
        "lines": listing.person_lines(found.rows, seen, timezone.localdate()),
        "next": found.following,
        "further": bool(number or letter),
        "found": found,
        "chosen": chosen,
        "contact": contact != [],
        "may_write": may(request.user, permissions.WRITE),
        "may_forget": may(request.user, permissions.FORGET),
        "places": places(request, seen),
    }
    return TemplateResponse(request, "directory/people.html", context)


@login_required
@require_safe
def person(request: PersonRequest, number: int) -> HttpResponse:
    """One person: how they are reached, for who may see that, and what they are where."""
    row = permissions.person_for(request.user, number)
    seen, today = words(), timezone.localdate()
    functions = list(row.functions.order_by("since", "pk"))
    names = listing.names_of(one.organisation_id for one in functions)
    merges = Merge.objects.filter(kind="person", kept=row.pk, undone_at=None)
    stands = not acts.gone(row)
    context = {
        "person": row,
        "place": listing.place_name(row.municipality_id, seen),
        "language": seen.autonym(row.language),
        "functions": [
            (one, listing.shown(one.what, seen), listing.shown(names.get(one.organisation_id, {}), seen))
            for one in functions
        ],
        "today": today,
        "contact": permissions.may_with_person(request.user, permissions.CONTACT, row),
        "may_write": stands and permissions.may_with_person(request.user, permissions.WRITE, row),
        "may_merge": permissions.may_with_person(request.user, permissions.MERGE, row),
        "may_forget": stands and permissions.may_with_person(request.user, permissions.FORGET, row),
        "merges": merges,
    }
    return TemplateResponse(request, "directory/person.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def write(request: PersonRequest, number: int | None = None) -> HttpResponse:
    """Somebody new, or changes; somebody who is there already, perhaps, is shown before a second row is made."""
    row = permissions.person_for(request.user, number, permissions.WRITE) if number is not None else None
    if row is None:
        permissions.check_writes(request.user)
    allowed = permissions.places(request.user, permissions.WRITE)
    form = PersonForm(request.POST if request.method == "POST" else None, person=row, allowed=allowed)
    alike: list[Any] = []
    if form.is_valid():
        values = form.values()
        if row is None and request.POST.get("sure") != "on":
            told = {name: values[name] for name in ("email", "phone")}
            alike = people_like(values["name"], **told, among=permissions.people(request.user))
        if not alike and (saved := _saved(request, row, form, values)):
            messages.success(request, _("Saved."))
            into = request.GET.get("organisation", "")
            if row is None and into.isdecimal() and len(into) < 19:
                return redirect(reverse("directory:give", args=["organisation", int(into)]) + f"?with={saved.pk}")
            return redirect(saved)
    context = {"form": form, "person": row, "alike": suggestions(alike, words(), timezone.localdate())}
    status = 422 if form.errors or alike else 200
    return TemplateResponse(request, "directory/person_write.html", context, status=status)


def _saved(request: PersonRequest, row: Person | None, form: PersonForm, values: dict[str, Any]) -> Person | None:
    try:
        if row is None:
            return acts.add_person(values=values, by=request.user, at=timezone.now())
        return acts.change_person(person=row, values=values, by=request.user, at=timezone.now())
    except acts.Faulty as refused:
        form.refuse(refused)
    return None


@login_required
@require_safe
def alike(request: PersonRequest, number: int) -> HttpResponse:
    """Which others may be the same person."""
    row = permissions.person_for(request.user, number)
    seen = words()
    found = people_like(row.name, email=row.email, phone=row.phone, among=permissions.people(request.user), but=row.pk)
    may_merge = permissions.may_with_person(request.user, permissions.MERGE, row)
    context = {
        "row": row,
        "name": row.name,
        "title": row.name,
        "alike": suggestions(found, seen, timezone.localdate()),
        "merge_url": compare_url("person", row.pk) if may_merge else "",
    }
    return TemplateResponse(request, "directory/alike.html", context)


@login_required
@require_safe
def leaving(request: PersonRequest) -> HttpResponse:
    """Who asked through their own link to be forgotten, the one who has waited longest first."""
    permissions.check_sees(request.user)
    if not may(request.user, permissions.FORGET):
        raise NotAllowed("role")
    asked = permissions.people(request.user, permissions.FORGET).exclude(asked_to_be_deleted_at=None)
    context = {"people": asked.order_by("asked_to_be_deleted_at", "pk")[:MOST_LEAVING]}
    return TemplateResponse(request, "directory/people_leaving.html", context)


MOST_LEAVING: Final = 200
"""On one page; as soon as some are deleted, others are shown."""


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def forget(request: PersonRequest, number: int) -> HttpResponse:
    """What goes and what stays, and the act itself, after which there is no page of this person."""
    row, refused = permissions.person_for(request.user, number, permissions.FORGET), ""
    if request.method == "POST":
        try:
            forgetting.forget(person=row, by=request.user, at=timezone.now())
        except acts.Faulty as faulty:
            refused = wording.fault(faulty.faults[""])
        else:
            messages.success(request, _("The entry is deleted."))
            return redirect("directory:people")
    context = {"person": row, "refused": refused}
    return TemplateResponse(request, "directory/forget.html", context, status=422 if refused else 200)
