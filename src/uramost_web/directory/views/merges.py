"""Two rows side by side, made one by whoever compares them; and what was merged, to be undone."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from uramost import namesakes
from uramost_web.accounts.requests import PersonRequest
from uramost_web.directory import listing, merging, permissions, wording
from uramost_web.directory.models import Merge, Organisation, Person
from uramost_web.places.permissions import may
from uramost_web.places.words import Words, words

PAGE: Final = 50


@dataclass(frozen=True, slots=True)
class Fact:
    """A field of both rows; `name` may be chosen for where they differ, otherwise empty."""

    name: str
    label: str
    kept: str
    gone: str


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def compare(request: PersonRequest, kind: str, kept: int, gone: int) -> HttpResponse:
    """Both rows, what would be taken over, and the act itself."""
    find = permissions.organisation_for if kind == "organisation" else permissions.person_for
    rows: list[Any] = [find(request.user, number, permissions.MERGE) for number in (kept, gone)]
    refused = ""
    if request.method == "POST":
        take = tuple(name for names in merging.FILLED[kind] for name in names[:1] if request.POST.get(name) == "gone")
        try:
            merging.merge(kind=kind, kept=kept, gone=gone, take=take, by=request.user, at=timezone.now())
        except merging.CannotMerge as error:
            refused = str(wording.CANNOT_MERGE[error.code])
        else:
            messages.success(request, _("Merged. This can be undone."))
            return redirect(rows[0])
    seen = words()
    context = {
        "kind": kind,
        "rows": rows,
        "names": [_name(row, seen) for row in rows],
        "facts": _facts(kind, rows, seen),
        "counts": _counts(rows),
        "alike": _how_alike(kind, rows),
        "refused": refused or (str(wording.CANNOT_MERGE["same_row"]) if kept == gone else ""),
    }
    return TemplateResponse(request, "directory/compare.html", context, status=422 if refused else 200)


def _name(row: Any, seen: Words) -> Any:
    return listing.shown(row.named(), seen) if isinstance(row, Organisation) else row.name


def _facts(kind: str, rows: Sequence[Any], seen: Words) -> list[Fact]:
    facts = [
        Fact(
            names[0] if values[0] and values[1] and values[0] != values[1] else "",
            str(wording.FIELDS[names[0]]),
            *(_said(row, names[0], seen) for row in rows),
        )
        for names in merging.FILLED[kind]
        for values in [[getattr(row, names[0]) for row in rows]]
    ]
    if kind == "organisation":
        tags = sorted({tag for row in rows for tag in row.named()}, key=seen.rank)
        facts = [Fact("", seen.autonym(tag), *(row.named().get(tag, "") for row in rows)) for tag in tags] + facts
    return facts


def _said(row: Any, name: str, seen: Words) -> str:
    value = getattr(row, name)
    if name == "municipality_id":
        return listing.place_name(value, seen)
    if name == "registration_number" and value:
        return f"{value} ({row.get_register_display()})"
    if name == "partner_id" and value:
        return str(row.partner)
    return seen.autonym(value) if name == "language" and value else str(value or "")


def _counts(rows: Sequence[Any]) -> list[int]:
    """How many rows of all kinds point to each."""
    pointing = [(model, name) for _label, model, name in merging.pointing(type(rows[0]))]
    return [sum(model._base_manager.filter(**{name: row}).count() for model, name in pointing) for row in rows]


def _how_alike(kind: str, rows: Sequence[Any]) -> str:
    if kind == "organisation":
        return ""
    one, other = (namesakes.Row(row.pk, row.name, row.email, row.phone) for row in rows)
    found = namesakes.score(one, other)
    return f"{found.score:.0f}: {wording.reasons(found.reasons)}" if found.reasons else ""


@login_required
@require_safe
def merges(request: PersonRequest) -> HttpResponse:
    """The newest merges of what this person may merge."""
    rows = list(_theirs(request).select_related("by").order_by("-at", "-pk")[:PAGE])
    names = _names(rows, words())
    context = {"merges": [(row, names[row.kind, row.kept], names[row.kind, row.gone]) for row in rows]}
    return TemplateResponse(request, "directory/merges.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def merge(request: PersonRequest, number: int) -> HttpResponse:
    """One merge: what it moved, and its undoing."""
    row = get_object_or_404(_theirs(request).select_related("by", "undone_by"), pk=number)
    refused, left = "", []
    if request.method == "POST":
        try:
            told = merging.undo(merge=row, by=request.user, at=timezone.now())
        except merging.CannotMerge as error:
            refused = str(wording.CANNOT_MERGE[error.code])
        else:
            left = wording.left(told.left)
            row.refresh_from_db()
            messages.success(request, _("Undone. Both stand again."))
    names = _names([row], words())
    context = {
        "merge": row,
        "kept": names[row.kind, row.kept],
        "gone": names[row.kind, row.gone],
        "moved": sum(map(len, row.moved["rows"].values())),
        "stayed": sum(map(len, row.moved["stayed"].values())),
        "fields": [str(wording.FIELDS[name]) for name in row.moved["fields"] if name in wording.FIELDS],
        "left": left,
        "refused": refused,
    }
    return TemplateResponse(request, "directory/merge.html", context, status=422 if refused else 200)


def _theirs(request: PersonRequest) -> Any:
    """Merges of rows that this person may merge; 404 for whoever may merge nothing."""
    permissions.check_sees(request.user)
    if not may(request.user, permissions.MERGE):
        raise Http404
    if permissions.places(request.user, permissions.MERGE) is None:
        return Merge.objects.all()
    organisations = permissions.organisations(request.user, permissions.MERGE).values("pk")
    people = permissions.people(request.user, permissions.MERGE).values("pk")
    return Merge.objects.filter(Q(kind="organisation", kept__in=organisations) | Q(kind="person", kept__in=people))


def _names(rows: Sequence[Merge], seen: Words) -> dict[tuple[str, int], Any]:
    """Kind and number → name."""
    numbers = {kind: {of for row in rows if row.kind == kind for of in (row.kept, row.gone)} for kind in merging.FILLED}
    called = listing.names_of(numbers["organisation"])
    people = dict(Person.objects.filter(pk__in=numbers["person"]).values_list("pk", "name"))
    found: dict[tuple[str, int], Any] = {
        ("organisation", number): listing.shown(called.get(number, {}), seen) for number in numbers["organisation"]
    }
    return found | {("person", number): people.get(number, str(number)) for number in numbers["person"]}
