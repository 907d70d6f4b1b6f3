"""Filling in from the memory: how many sentences and from what is looked at first."""

from collections import Counter
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from uramost_web.accounts.requests import PersonRequest
from uramost_web.places.permissions import NotAllowed
from uramost_web.translation import filling
from uramost_web.translation.filters import PAGE
from uramost_web.translation.forms import FillForm
from uramost_web.translation.models import Translation
from uramost_web.translation.permissions import check_may_write
from uramost_web.translation.reading import shown
from uramost_web.translation.sentences import LEFT, PENALTIES
from uramost_web.translation.views.opening import seen_by, working_script, writable


@login_required
def fill(request: PersonRequest, pk: int) -> HttpResponse:
    """Asked with GET it only looks; POST fills in."""
    translation = seen_by(request.user, pk)
    check_may_write(request.user, translation)
    if request.method == "POST":
        form = FillForm(request.POST)
        if form.is_valid():
            return _filled(request, translation, form.minimum)
    else:
        form = FillForm(request.GET if "least" in request.GET else None)
    context = _context(request, translation, form)
    return TemplateResponse(request, "translation/fill.html", context, status=422 if form.errors else 200)


def _context(request: PersonRequest, translation: Translation, form: FillForm) -> dict[str, Any]:
    looked = form.is_valid()
    found = filling.lines(translation=translation, minimum=form.minimum, by=request.user) if looked else []
    taken, left = ([line for line in found if bool(line.left) == so] for so in (False, True))
    tag = working_script(request, translation)
    return {
        "translation": translation,
        "document": translation.document,
        "form": form,
        "tag": tag,
        "looked": looked,
        "all": len(taken),
        "origins": Counter(line.origin for line in taken).most_common(),
        "found": [(line, shown(line.text, translation.language, tag)) for line in taken[:PAGE]],
        "left": left[:PAGE],
        "all_left": len(left),
        "reasons": LEFT,
        "penalties": PENALTIES,
        "writable": writable(request.user, translation),
    }


def _filled(request: PersonRequest, translation: Translation, minimum: int) -> HttpResponse:
    try:
        positions = filling.fill(translation=translation, minimum=minimum, by=request.user, at=timezone.now())
    except NotAllowed as refused:
        if refused.reason != "not_open":
            raise
        messages.warning(request, _("This translation is not open any more. Nothing was changed."))
        return redirect("translation:workbench", translation.pk)
    if not positions:
        messages.info(request, _("Nothing was filled in."))
        return redirect("translation:fill", translation.pk)
    text = ngettext(
        "%(count)s sentence was filled in as a draft. Read it and confirm it.",
        "%(count)s sentences were filled in as drafts. Read them and confirm them.",
        len(positions),
    )
    messages.success(request, text % {"count": len(positions)})
    return redirect(f"{reverse('translation:workbench', args=[translation.pk])}?show=memory")
