"""Work taken home: out as a file, back with a look at every line before anything is written."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_POST

from uramost.exchange import Reading
from uramost_web.accounts.requests import PersonRequest
from uramost_web.places.permissions import NotAllowed
from uramost_web.translation import offline, xliff
from uramost_web.translation.attachments import attachment
from uramost_web.translation.exchange_wording import fault
from uramost_web.translation.forms_team import ReturnedFileForm
from uramost_web.translation.models import Homework, Translation
from uramost_web.translation.permissions import check_may_write
from uramost_web.translation.views.opening import seen_by, writable
from uramost_web.uploads import InMemory

SHOWN = 5
"""So many faults of a file are told one by one."""
WIDEST = 200
"""Characters of what stands in the file, of each."""
KINDS = {
    "new": gettext_lazy("New"),
    "both": gettext_lazy("Somebody has written here meanwhile"),
    "source": gettext_lazy("The source was corrected meanwhile; it becomes a draft"),
    "long": gettext_lazy("It is too long to be kept"),
    "broken": gettext_lazy("Its signs for formatting do not fit, so it cannot be taken"),
    "unknown": gettext_lazy("There is no such sentence here"),
}


@csrf_exempt  # the check reads the form, and where its file goes has to be said before
@login_required
def homework(request: PersonRequest, pk: int) -> HttpResponse:
    """Take the translation out, or bring it back."""
    request.upload_handlers = [InMemory(request)]
    return _homework(request, pk)


@csrf_protect
def _homework(request: PersonRequest, pk: int) -> HttpResponse:
    translation = seen_by(request.user, pk)
    check_may_write(request.user, translation)
    posted = request.method == "POST"
    form = ReturnedFileForm(request.POST if posted else None, request.FILES if posted else None)
    if posted and form.is_valid():
        upload = form.cleaned_data["file"]
        try:
            rows, reading = xliff.rows(translation, upload.read())
        except xliff.Refused as refused:
            form.add_error("file", refused.sentence)
        else:
            row = offline.bring_back(
                translation=translation, filename=upload.name, rows=rows, by=request.user, at=timezone.now()
            )
            if reading.skipped:
                messages.warning(request, _left_out(reading))
            return redirect("translation:brought_back", pk, row.pk)
    context = {
        "translation": translation,
        "title": translation.document.title(),
        "form": form,
        "writable": writable(request.user, translation),
    }
    return TemplateResponse(request, "translation/homework.html", context, status=422 if form.errors else 200)


def _left_out(reading: Reading) -> str:
    """What of a file could not be used: how much, and of the first few where and why."""
    said = ngettext(
        "%(count)s sentence of the file could not be read and is left out.",
        "%(count)s sentences of the file could not be read and are left out.",
        reading.skipped,
    ) % {"count": reading.skipped}
    places = [
        _("Line %(line)s: %(what)s") % {"line": one.line, "what": fault(one.rule, one.value[:WIDEST])}
        for one in reading.faults[:SHOWN]
    ]
    return " ".join([said, *places])


@login_required
@require_POST
def take_home(request: PersonRequest, pk: int, version: str) -> HttpResponseBase:
    """The translation as XLIFF; that it left stands in the audit log."""
    translation = seen_by(request.user, pk)
    check_may_write(request.user, translation)
    if version not in xliff.VERSIONS:
        raise Http404
    data = xliff.take_home(translation=translation, version=version, by=request.user, at=timezone.now())
    return attachment(data, xliff.filename(translation))


@login_required
def brought_back(request: PersonRequest, pk: int, homework: int) -> HttpResponse:
    """Every line that came back, beside what is here; what is ticked is written."""
    translation = seen_by(request.user, pk)
    row = get_object_or_404(
        Homework.objects.select_related("translation__document__municipality"), pk=homework, translation=translation
    )
    check_may_write(request.user, translation)
    if request.method == "POST":
        return _applied(request, translation, row)
    found = [line for line in offline.lines(row, translation.language) if line.kind != "same"]
    context = {
        "translation": translation,
        "title": translation.document.title(),
        "homework": row,
        "lines": found,
        "same": len(row.rows) - len(found),
        "offered": offline.OFFERED,
        "kinds": KINDS,
        "writable": writable(request.user, translation),
    }
    return TemplateResponse(request, "translation/brought_back.html", context)


def _applied(request: PersonRequest, translation: Translation, row: Homework) -> HttpResponse:
    chosen = {}
    for value in request.POST.getlist("take"):
        position, _colon, version = value.partition(":")
        if position.isdecimal() and version.isdecimal() and len(value) < 20:
            chosen[int(position)] = int(version)
    try:
        done = offline.apply(homework=row, chosen=chosen, by=request.user, at=timezone.now())
    except NotAllowed as refused:
        if refused.reason != "not_open":
            raise
        messages.error(request, _("This translation is not open any more. Nothing was written."))
        return redirect("translation:workbench", translation.pk)
    messages.success(
        request,
        ngettext("%(count)s sentence was written.", "%(count)s sentences were written.", done.written)
        % {"count": done.written},
    )
    if done.missed:
        places = ", ".join(map(str, done.missed))
        messages.warning(
            request,
            _("Somebody wrote in these sentences at this moment, so they were left: %(places)s") % {"places": places},
        )
        return redirect("translation:brought_back", translation.pk, row.pk)
    return redirect("translation:workbench", translation.pk)
