"""The desk of the terminology: what waits for a decision, a form for a new term, and one for each that there is."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from uramost_web.accounts import audit
from uramost_web.accounts.models import AuditEntry
from uramost_web.accounts.requests import PersonRequest
from uramost_web.places.models import in_language
from uramost_web.places.permissions import check_holds
from uramost_web.places.words import reader_tag
from uramost_web.translation import term_acts
from uramost_web.translation.models import TermEntry
from uramost_web.translation.term_form import TermForm
from uramost_web.translation.term_words import STATUSES, TONES

PAGE = 50
"""Terms on a page: a file can bring thousands."""
DONE = {
    "approve": gettext_noop("The term is approved. From now on the checks ask for it."),
    "forbid": gettext_noop("The term is marked as not to be used."),
    "reopen": gettext_noop("The term is a proposal again."),
}


@login_required
def waiting(request: PersonRequest) -> HttpResponse:
    """What people have proposed and nobody has decided on, the oldest first."""
    check_holds(request.user, "term.propose")
    rows = TermEntry.objects.filter(status="proposed", written_at__isnull=False).order_by("written_at", "pk")
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    lines = [(row, named(row), row.written_by_id == request.user.pk) for row in page]
    return TemplateResponse(request, "translation/terms.html", {"lines": lines, "page": page})


@login_required
def new(request: PersonRequest) -> HttpResponse:
    check_holds(request.user, "term.propose")
    form = TermForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        row = term_acts.propose(values=form.values(), by=request.user, at=timezone.now())
        messages.success(request, _("The term is proposed. Somebody else can approve it now."))
        return redirect("portal:term", row.key)
    return TemplateResponse(request, "translation/term.html", {"form": form}, status=422 if form.errors else 200)


@login_required
def term(request: PersonRequest, key: str) -> HttpResponse:
    """One term: its words, who did what with it, and what this person may do."""
    check_holds(request.user, "term.propose")
    row = get_object_or_404(TermEntry, key=key)
    act = request.POST.get("act", "") if request.method == "POST" else ""
    form = TermForm(request.POST if act == "change" else None, term=row)
    try:
        if act == "change" and form.is_valid():
            seen = form.cleaned_data["seen"] or 0
            term_acts.change(term=row, values=form.values(), seen=seen, by=request.user, at=timezone.now())
            messages.success(request, _("The term is changed, and a proposal until somebody else approves it."))
            return redirect("portal:term", row.key)
        if act in {*term_acts.MOVES, "drop"}:
            return _decided(request, row, act)
    except term_acts.Changed:
        messages.error(request, _("Somebody else has changed this term meanwhile. Look at it once more."))
        return redirect("terms:term", row.key)
    except term_acts.NotNow:
        messages.error(request, _("This has been decided already."))
        return redirect("terms:term", row.key)
    context = {
        "form": form,
        "term": row,
        "name": named(row),
        "status": STATUSES[row.status],
        "tone": TONES[row.status],
        "may_change": term_acts.may_change(request.user, row),
        "moves": term_acts.moves(request.user, row),
        "may_drop": term_acts.may_drop(request.user, row),
        "is_own": row.written_by_id == request.user.pk,
        "history": history(row),
    }
    return TemplateResponse(request, "translation/term.html", context, status=422 if form.errors else 200)


def _decided(request: PersonRequest, row: TermEntry, act: str) -> HttpResponse:
    asked = request.POST.get("seen", "")
    seen, at = int(asked) if asked.isdecimal() and len(asked) < 10 else -1, timezone.now()
    if act == "drop":
        term_acts.drop(term=row, seen=seen, by=request.user, at=at)
        messages.success(request, _("The proposal is taken back."))
        return redirect("terms:waiting")
    term_acts.decide(term=row, name=act, seen=seen, by=request.user, at=at)
    messages.success(request, _(DONE[act]))
    return redirect("portal:term", row.key)


def named(row: TermEntry) -> str:
    """Its preferred name in the reader's language, or in the first that has one."""
    first = {tag: names[0] for tag, names in row.texts.items() if names}
    return in_language(first, reader_tag()) or next(iter(first.values()), row.key)


def history(row: TermEntry) -> list[tuple[AuditEntry, str]]:
    """What the audit log says of this term, newest first."""
    entries = AuditEntry.objects.filter(subject_type=row._meta.label_lower, subject_key=str(row.pk))
    return [(entry, audit.sentence(entry)) for entry in entries.select_related("by").order_by("-sequence")[:50]]
