"""A case at the desk: everything about it, its files, and its letters on paper."""

from datetime import datetime
from typing import IO, Final
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache

from uramost.detection import detect
from uramost_web.accounts.models import User
from uramost_web.accounts.requests import PersonRequest
from uramost_web.casework import acts, alike, appeals, desk_acts, desk_history, explaining, letter_pdf, steps
from uramost_web.casework.models import Attachment, Case, Letter, Reading
from uramost_web.casework.permissions import case_for, may_work
from uramost_web.places.words import reader_tag
from uramost_web.question import Question


@login_required
@never_cache
def case(request: PersonRequest, reference: str) -> HttpResponse:
    """Everything; that it was opened is written down."""
    row, now = case_for(request.user, reference), timezone.now()
    context = {**shown(request, row), **_around(row), "readings": _readings(row, request.user, now)}
    acts.caught_up(case=row, by=request.user)
    return TemplateResponse(request, "casework/desk_case.html", context)


def _readings(row: Case, person: User, now: datetime) -> list[tuple[datetime, str]]:
    """Who opened it lately, this reader among them: written down unless that is to be seen already."""
    newest = READINGS.about(row.pk)
    if (person.pk, timezone.localdate(now)) not in {(pk, day) for *_, pk, day in newest}:
        acts.opened(case=row, by=person, at=now)
        newest = READINGS.about(row.pk)
    return [(at, name) for at, name, *_ in newest]


NEWEST: Final = 20
"""Letters and readings on the page."""
READINGS: Final = Question(
    lambda case: Reading.objects.filter(case=case).order_by("-first_at").values_list(
        "first_at", "person__name", "person", "day"
    )[:NEWEST],
    tuple,
)  # fmt: skip
LETTERS: Final = Question(
    lambda case: Letter.objects.filter(case=case).order_by("-pk").values_list("to", "state", "sent_at")[:NEWEST],
    tuple,
)


def shown(request: PersonRequest, row: Case) -> dict[str, object]:
    """What stands on every page about a case."""
    works = may_work(request.user, row.municipality)
    who = acts.as_who(request.user, row) if works else None
    return {
        "case": row,
        "place": row.municipality,
        "late": row.late(timezone.now()),
        "works": works,
        "acts": desk_acts.possible(row, who, request.user) if who else [],
        "judged": appeals.judged(row, "answer", who, request.user) if who else "free",
        "tag": reader_tag(),
    }


def _around(row: Case) -> dict[str, object]:
    files = desk_history.FILES.about(row.pk)
    return {
        "written_in": detect(row.text).language or row.language,
        "questions": steps.said(row.service, row.given, reader_tag()),
        "photos": [file for file in files if file.media_type == "image/jpeg"],
        "files": [file for file in files if file.media_type != "image/jpeg"],
        "explained": explaining.sentences(row, timezone.now()),
        "lines": desk_history.lines(row, files),
        "alike": alike.likely(row),
        "letters": LETTERS.about(row.pk),
    }


@login_required
@never_cache
def attachment(request: PersonRequest, reference: str, key: UUID) -> HttpResponse | FileResponse:
    """A file of the case, under the type we found it to have: a photograph is shown, anything else is saved."""
    of = case_for(request.user, reference)
    row = get_object_or_404(Attachment, case=of, key=key)
    try:
        content = row.file.open("rb")
    except FileNotFoundError as gone:
        raise Http404 from gone
    acts.opened(case=of, by=request.user, at=timezone.now())
    return served(content, row.media_type, row.name)


def served(content: IO[bytes], media_type: str, name: str) -> FileResponse:
    """A picture to look at, anything else to save; no browser runs anything of it."""
    picture = media_type == "image/jpeg"
    kind = media_type if picture or media_type == "application/pdf" else "application/octet-stream"
    answer = FileResponse(content, as_attachment=not picture, filename=name or "file", content_type=kind)
    answer.headers["X-Content-Type-Options"] = "nosniff"
    answer.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return answer


@login_required
@never_cache
def letter(request: PersonRequest, reference: str, number: int) -> HttpResponse:
    """What was written to the resident, on paper; `?scripts=both` for Serbian in both scripts."""
    row = case_for(request.user, reference)
    entry = get_object_or_404(row.entries, number=number)
    if not desk_history.printable(entry):
        raise Http404
    acts.opened(case=row, by=request.user, at=timezone.now())
    content = letter_pdf.make(row, entry, both=request.GET.get("scripts") == "both")
    answer = HttpResponse(content, content_type="application/pdf")
    answer.headers["Content-Disposition"] = f'attachment; filename="{row.reference}-{entry.number}.pdf"'
    return answer
