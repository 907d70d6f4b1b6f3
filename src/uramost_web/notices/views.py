"""The officer's desk: from the first word of a notice to its publication and its corrections."""

import errno
from collections.abc import Iterable

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import OperationalError
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_POST

from uramost import documents, languages
from uramost.text import BadText
from uramost_web.accounts.models import User
from uramost_web.accounts.requests import PersonRequest
from uramost_web.notices import actions, editions
from uramost_web.notices.forms import CorrectForm, PublishForm, SendForm, StartForm, TextForm, draft_of
from uramost_web.notices.models import Notice
from uramost_web.notices.reasons import Reason, reasons
from uramost_web.places.models import Municipality
from uramost_web.places.permissions import NotAllowed, may, workplaces
from uramost_web.places.words import reader_tag
from uramost_web.translation.lost_letters import offers
from uramost_web.translation.models import Document, Segment
from uramost_web.translation.reading import language_of, looks_like, shown, tag_of
from uramost_web.translation.sentences import REMARKS, refusal, said, text_fault
from uramost_web.translation.states import State
from uramost_web.uploads import InMemory

TOO_LATE = {
    "already_translated": gettext_lazy("The translators have this text already. Correct single sentences instead."),
    "already_public": gettext_lazy("This text is public already. Correct single sentences instead."),
}


def posted(request: PersonRequest) -> QueryDict | None:
    """What was sent, also when nothing was filled in; None when the page is only looked at."""
    return request.POST if request.method == "POST" else None


def seen_by(person: User, pk: int) -> Notice:
    """The notice, for those who work in its municipality; nobody else learns that it exists."""
    row = get_object_or_404(Notice.objects.select_related("municipality", "document"), pk=pk)
    if not may(person, "notice.see", row.municipality):
        raise Http404
    return row


@login_required
def start(request: PersonRequest) -> HttpResponse:
    places = workplaces(request.user, "notice.write")
    if not places:
        raise NotAllowed("role")
    form = StartForm(posted(request), workplaces=places)
    if form.is_valid():
        notice = actions.start(**form.cleaned_data, by=request.user, at=timezone.now())
        return redirect("notices:text", notice.pk)
    context = {"form": form, "owed": [(place, why(place)) for place in places[:1]]}
    return TemplateResponse(request, "notices/start.html", context, status=422 if form.is_bound else 200)


@login_required
def why_owed(request: PersonRequest) -> HttpResponse:
    """The languages a municipality owes, as a part of a page, when another one is chosen."""
    place = get_object_or_404(Municipality, slug=request.GET.get("municipality", "").replace("\0", ""))
    return TemplateResponse(request, "notices/owed.html", {"place": place, "reasons": why(place)})


def why(place: Municipality) -> list[Reason] | None:
    """Each language owed with its status, basis and source in the reader's words; None where no status is entered."""
    try:
        return reasons(place, timezone.localdate())
    except languages.NoStatus:
        return None


@csrf_exempt  # the check reads the form, and where its file goes has to be said before
@login_required
def text(request: PersonRequest, pk: int) -> HttpResponse:
    """The title and the text, typed or from a file. Whatever goes wrong, what was typed stays in the form."""
    request.upload_handlers = [InMemory(request)]
    return _text(request, pk)


@csrf_protect
def _text(request: PersonRequest, pk: int) -> HttpResponse:
    notice = seen_by(request.user, pk)
    if too_late := actions.settled(notice):
        messages.info(request, TOO_LATE[too_late])
        return redirect("notices:notice", pk)
    form = TextForm(posted(request), request.FILES if request.method == "POST" else None, initial=draft_of(notice))
    if form.is_bound:
        _keep_typed(request, notice)
    if form.is_valid() and _text_given(request, notice, form):
        return redirect("notices:send", pk)
    context = {"notice": notice, "form": form, "reasons": why(notice.municipality)}
    return TemplateResponse(request, "notices/text.html", context, status=422 if form.is_bound else 200)


def _text_given(request: PersonRequest, notice: Notice, form: TextForm) -> bool:
    """Read what was given; a refusal becomes an error at its field."""
    data, filename = form.content()
    field = "file" if form.cleaned_data["file"] else "text"
    try:
        actions.give_text(
            notice=notice,
            title=form.cleaned_data["title"],
            data=data,
            filename=filename,
            written_in=form.cleaned_data["written_in"],
            by=request.user,
            at=timezone.now(),
        )
    except documents.Refused as refused:
        form.add_error(field, refusal(refused))
    except (OSError, OperationalError) as fault:
        if not no_room(fault):
            raise
        form.add_error(
            field, _("There is no room left on the server. Your text is kept; tell the administrator and try again.")
        )
    return not form.errors


def no_room(fault: Exception) -> bool:
    """The disk is full, as the file system or the database says it."""
    full = getattr(fault, "errno", None) in {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
    return full or any(words in str(fault) for words in ("disk is full", "No space left"))


def _typed(request: PersonRequest) -> dict[str, str]:
    return {name: request.POST.get(name, "") for name in ("title", "text", "written_in")}


def _keep_typed(request: PersonRequest, notice: Notice) -> None:
    try:
        actions.keep_draft(notice=notice, draft=_typed(request), by=request.user)
    except BadText:
        return  # the form itself still has it and says what is wrong
    except OperationalError as fault:
        if not no_room(fault):
            raise


@login_required
@require_POST
def draft(request: PersonRequest, pk: int) -> HttpResponse:
    """Called as the officer types: keeps it."""
    notice = seen_by(request.user, pk)
    try:
        actions.keep_draft(notice=notice, draft=_typed(request), by=request.user)
    except BadText as fault:
        return HttpResponse(text_fault(fault), content_type="text/plain; charset=utf-8", status=422)
    except NotAllowed as refused:
        if refused.reason not in TOO_LATE:
            raise
        return HttpResponse(TOO_LATE[refused.reason], content_type="text/plain; charset=utf-8", status=409)
    return HttpResponse(_("Saved"), content_type="text/plain; charset=utf-8")


@login_required
def send(request: PersonRequest, pk: int) -> HttpResponse:
    """Check your answers; then the translators get the text."""
    notice = seen_by(request.user, pk)
    if notice.document is None:
        return redirect("notices:text", pk)
    document = notice.document
    found = why(notice.municipality)
    owed_tags = [tag_of(reason.language) for reason in found or []]
    form = SendForm(posted(request), owed=[document.language, *owed_tags])
    if found is not None and form.is_valid():
        actions.send_to_translators(notice=notice, **form.cleaned_data, by=request.user, at=timezone.now())
        messages.success(request, _("The translators have been told."))
        return redirect("notices:notice", pk)
    segments = list(document.segments.all())
    guess = looks_like(segments)
    context = {
        "notice": notice,
        "document": document,
        "form": form,
        "reasons": found,
        "segments": segments,
        "remarks": [said(REMARKS, remark["code"], remark["values"]) for remark in document.remarks],
        "unknown_language": guess is None,
        "other_language": guess if guess and language_of(guess) != language_of(document.language) else "",
        "doubts": [doubt for segment in segments for doubt in segment.doubts],
        "lost_letters": offers(_as_typed(segments, document), document.written_in),
        "preview": documents.to_html(document.structure(), document.source_texts()),
    }
    return TemplateResponse(request, "notices/send.html", context)


def _as_typed(segments: Iterable[Segment], document: Document) -> str:
    """The text in the script it was written in."""
    return shown("\n".join(segment.text for segment in segments), document.language, document.written_in)


@login_required
def notice(request: PersonRequest, pk: int) -> HttpResponse:
    """The notice as a list of tasks."""
    row = seen_by(request.user, pk)
    found = readiness(row)
    context = {
        "notice": row,
        "found": found,
        "publications": row.publications.all(),
        "waiting": editions.waiting(found or []),
        "missing": editions.missing(found or []),
        "title": _title(row),
        "may_write": may(request.user, "notice.write", row.municipality),
        "may_see_events": may(request.user, "event.see", row.municipality),
        "State": State,
        "sent": bool(row.document and row.document.translations.exists()),
    }
    return TemplateResponse(request, "notices/notice.html", context)


def readiness(row: Notice) -> list[editions.Readiness] | None:
    try:
        return editions.readiness(row, timezone.localdate())
    except languages.NoStatus:
        return None


def _title(row: Notice) -> str:
    return row.document.title() if row.document else str(row.draft.get("title", ""))


@login_required
def publish(request: PersonRequest, pk: int) -> HttpResponse:
    """Check once more what goes out; a missing language needs a reason, which is public."""
    row = seen_by(request.user, pk)
    found = readiness(row)
    if found is None or row.document is None or row.withdrawn_at:
        return redirect("notices:notice", pk)
    waiting, missing = editions.waiting(found), editions.missing(found)
    if not waiting and request.method != "POST":  # what is sent is for the action to judge
        messages.info(request, _("Everything that is ready is public already."))
        return redirect("notices:notice", pk)
    form = PublishForm(posted(request), missing=bool(missing))
    if form.is_valid() and _published(request, row, form):
        return redirect("notices:notice", pk)
    context = {
        "notice": row,
        "form": form,
        "title": _title(row),
        "waiting": waiting,
        "missing": missing,
    }
    return TemplateResponse(request, "notices/publish.html", context, status=422 if form.errors else 200)


def _published(request: PersonRequest, row: Notice, form: PublishForm) -> bool:
    reason = form.cleaned_data["reason"]
    try:
        actions.publish(notice=row, reason=reason, reason_language=reader_tag(), by=request.user, at=timezone.now())
    except actions.ReasonNeeded:  # since the page was opened, a translation was taken back
        form.add_error("reason", form.fields["reason"].error_messages["required"])
        return False
    except actions.NothingNew:
        messages.info(request, _("Everything that is ready is public already."))
    else:
        messages.success(request, _("Published in all these languages at one moment."))
    return True


@login_required
def correct(request: PersonRequest, pk: int) -> HttpResponse:
    """Choose the sentence to correct."""
    row = seen_by(request.user, pk)
    if row.document is None or row.withdrawn_at:
        return redirect("notices:notice", pk)
    context = {"notice": row, "title": _title(row), "segments": row.document.segments.all(), "document": row.document}
    return TemplateResponse(request, "notices/correct.html", context)


@login_required
def correct_sentence(request: PersonRequest, pk: int, position: int) -> HttpResponse:
    row = seen_by(request.user, pk)
    if row.withdrawn_at:
        return redirect("notices:notice", pk)
    segment = get_object_or_404(Segment, document=row.document_id, position=position)
    form = CorrectForm(posted(request), initial={"text": segment.text, "seen": segment.version})
    if form.is_valid():
        try:
            actions.correct(notice=row, segment=segment, **form.cleaned_data, by=request.user, at=timezone.now())
        except actions.Changed:
            segment.refresh_from_db()
            form.add_error(
                "text",
                _("Somebody else has corrected this sentence meanwhile. It now reads: %(text)s")
                % {"text": segment.text},
            )
            form.data = {**request.POST.dict(), "seen": segment.version}  # told of it, they may put theirs in its place
        except actions.BrokenSigns:
            form.add_error(
                "text",
                _("Signs like ⟦1⟧ stand for formatting of the file. Move them or leave them out, but do not add any."),
            )
        except languages.NoStatus:
            form.add_error("text", _("No language status has been entered for this municipality."))
        else:
            messages.success(request, _("Corrected. The other languages are marked as out of date until they follow."))
            return redirect("notices:notice", pk)
    context = {"notice": row, "segment": segment, "form": form, "title": _title(row), "document": row.document}
    return TemplateResponse(request, "notices/correct_sentence.html", context, status=422 if form.errors else 200)


@login_required
def withdraw(request: PersonRequest, pk: int) -> HttpResponse:
    row = seen_by(request.user, pk)
    if row.published_at is None or row.withdrawn_at:
        return redirect("notices:notice", pk)
    if request.method == "POST":
        actions.withdraw(notice=row, by=request.user, at=timezone.now())
        messages.success(request, _("Withdrawn. Its address now says so."))
        return redirect("notices:notice", pk)
    return TemplateResponse(request, "notices/withdraw.html", {"notice": row, "title": _title(row)})
