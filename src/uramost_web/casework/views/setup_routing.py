"""The routing table: readable in the order it is tried, changed by rows or as a file, and tried out."""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from uramost import routing
from uramost_web.accounts.requests import PersonRequest
from uramost_web.casework import defining, routes, routing_table, routing_words, trying
from uramost_web.casework.catalogue import RoutingRow
from uramost_web.casework.forms_asking import QuestionsForm
from uramost_web.casework.forms_routing import RowForm, TableForm, TryForm
from uramost_web.casework.setup_wording import fault
from uramost_web.casework.views.setup_door import place_for, saved, shown
from uramost_web.places.models import Municipality
from uramost_web.places.permissions import may
from uramost_web.places.words import reader_tag
from uramost_web.uploads import InMemory


@login_required
@require_safe
def table(request: PersonRequest, slug: str) -> HttpResponse:
    """Every row in words, in the order in which rows are tried; what is wrong with the table stands above it.

    What is only to know stands folded up below: of each service without a row there is a note.
    """
    place = place_for(request, slug)
    names = routing_words.names_of(place, reader_tag())
    rules = routes.rules_of(place)
    every = routing_table.rows_of(place)
    keys = {str(row.position): row.pk for row in every}
    rows = [
        (rule, keys.get(rule.id), names.offices[rule.office], routing_words.conditions(rule, names))
        for rule in routing.in_order(rules)
    ]
    findings = routing_table.examined(place, [row.as_rule() for row in every], timezone.localdate())
    found = _said(findings, names)
    return shown(request, place, "routing", rows=rows, last=str(len(every)), form=TableForm(), **found)


def _said(findings: Iterable[routing.Finding], names: routing_words.Names) -> dict[str, list[tuple[str, str]]]:
    """What is to look at stands above the table, and what is only to know below it."""
    said = [routing_words.finding(one, names) for one in findings]
    return {
        "findings": [one for one in said if one[0] != "note"],
        "notes": [one for one in said if one[0] == "note"],
    }


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def rule(request: PersonRequest, slug: str, position: int = 0) -> HttpResponse:
    """One row, or a new one."""
    place = place_for(request, slug)
    row = row_or_404(place, position) if position else None
    form = RowForm(request.POST if request.method == "POST" else None, place=place, row=row)

    def write() -> None:
        if row is not None and not _meant(request, row):
            raise defining.Faulty({"": "row_changed"})
        routing_table.set_row(municipality=place, row=row, values=form.values(), by=request.user, at=timezone.now())

    if saved(request, form, write):
        return redirect("setup:routing", slug)
    return shown(request, place, "rule", form=form, row=row)


def row_or_404(place: Municipality, position: int) -> RoutingRow:
    if position > routing_table.MOST_ROWS:
        raise Http404
    return get_object_or_404(
        RoutingRow.objects.select_related("office", "municipality"), municipality=place, position=position
    )


def _meant(request: PersonRequest, row: RoutingRow) -> bool:
    """Whether the page that is sent showed this row: its number is another's once one before it has been deleted."""
    return request.POST.get("row") == str(row.pk)


@login_required
@require_POST
def change(request: PersonRequest, slug: str, position: int) -> HttpResponse:
    """Delete a row, or move it by a line."""
    place = place_for(request, slug)
    row = row_or_404(place, position)
    by, at, act = request.user, timezone.now(), request.POST.get("act", "")
    if not _meant(request, row):
        messages.warning(request, fault("row_changed"))
    elif act == "drop":
        routing_table.drop_row(row=row, by=by, at=at)
        messages.success(request, _("The row has been deleted."))
    elif act in {"up", "down"}:
        routing_table.move_row(row=row, by_lines=-1 if act == "up" else 1, by=by, at=at)
        messages.success(request, _("The row has been moved."))
    return redirect("setup:routing", slug)


@login_required
@require_safe
def download(request: PersonRequest, slug: str) -> HttpResponse:
    """The table as CSV; spreadsheets know UTF-8 by the mark at its beginning."""
    place = place_for(request, slug)
    content = routing.write_csv(row.as_rule() for row in routing_table.rows_of(place))
    answer = HttpResponse("\ufeff" + content, content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="routing-{place.slug}.csv"'
    return answer


@csrf_exempt  # the check reads the form, and where its file goes has to be said before
@login_required
def upload(request: PersonRequest, slug: str) -> HttpResponse:
    """A file with the whole table: shown first, with what is wrong in it, and written when that is confirmed."""
    request.upload_handlers = [InMemory(request)]
    return _upload(request, slug)


@csrf_protect
@require_POST
def _upload(request: PersonRequest, slug: str) -> HttpResponse:
    place = place_for(request, slug)
    if request.POST.get("act") == "confirm":
        return _confirmed(request, place)
    form = TableForm(request.POST, request.FILES)
    if not form.is_valid():
        return shown(request, place, "table", form=form)
    return _preview(request, place, form.cleaned_data["file"])


def _preview(request: PersonRequest, place: Municipality, content: bytes, problem: str = "") -> HttpResponse:
    rules, wrong = routing.read_csv(content)
    names = routing_words.names_of(place, reader_tag())
    offices = routing_table.open_offices(place)
    faults = [routing_words.fault(one) for one in wrong]
    faults += [fault("too_many_rows")] if len(rules) > routing_table.MOST_ROWS else []
    rules = rules[: routing_table.MOST_ROWS]
    context: dict[str, Any] = {
        "faults": [problem, *faults] if problem else faults,
        **_said(routing_table.examined(place, rules, timezone.localdate()), names),
        "may_write": not faults and not problem and all(one.office in offices for one in rules),
        "rules": [
            (one, names.offices.get(one.office, one.office), routing_words.conditions(one, names))
            for one in routing.in_order(rules)
        ],
        "now": RoutingRow.objects.filter(municipality=place).count(),
        "content": content.decode("utf-8-sig", "replace"),
        "seen": routing_table.stamp(place),
    }
    page = shown(request, place, "table", **context)
    page.status_code = 200 if context["may_write"] else 422
    return page


def _confirmed(request: PersonRequest, place: Municipality) -> HttpResponse:
    content = request.POST.get("content", "").encode("utf-8", "replace")
    rules, wrong = routing.read_csv(content)
    if wrong:
        return _preview(request, place, content)
    try:
        number = routing_table.replace(
            municipality=place, rules=rules, seen=request.POST.get("seen", ""), by=request.user, at=timezone.now()
        )
    except defining.Faulty as refused:
        return _preview(request, place, content, fault(refused.faults[""]))
    messages.success(
        request,
        ngettext("The table has %(number)s row now.", "The table has %(number)s rows now.", number)
        % {"number": number},
    )
    return redirect("setup:routing", place.slug)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def try_out(request: PersonRequest, slug: str) -> HttpResponse:
    """What would happen to this request? Everybody who sees the table may ask; nothing is kept."""
    place: Municipality | None = Municipality.objects.filter(slug=slug).first()
    if place is None or not may(request.user, "service.see", place):
        raise Http404
    data = request.POST if request.method == "POST" else None
    form = TryForm(data, municipality=place)
    service = form.chosen() if data is not None else None
    questions = QuestionsForm(data, service=service) if service is not None and service.questions else None
    for field in questions.fields.values() if questions else ():
        field.required = False
    found = None
    if form.is_valid() and (questions is None or questions.is_valid()):
        asked = trying.asked_from(form.cleaned_data, questions.answer() if questions else {})
        found = trying.trial(form.cleaned_data["service"], asked, form.cleaned_data["moment"])
    return shown(request, place, "try", form=form, questions=questions, found=found)
