"""The document as it will be read: a page as on the portal, and the file as far as it is translated."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from uramost import documents
from uramost_web.accounts.requests import PersonRequest
from uramost_web.translation import half_finished
from uramost_web.translation.attachments import attachment
from uramost_web.translation.views.opening import scripts_of, seen_by, working_script


@login_required
def preview(request: PersonRequest, pk: int) -> HttpResponse:
    translation = seen_by(request.user, pk)
    tag = working_script(request, translation)
    page = half_finished.page(translation, tag)
    context = {
        "translation": translation,
        "document": translation.document,
        "tag": tag,
        "scripts": scripts_of(translation.language),
        "page": page,
        "format": documents.WRITTEN_AS[translation.document.format].upper(),
    }
    return TemplateResponse(request, "translation/preview.html", context)


@login_required
def preview_file(request: PersonRequest, pk: int) -> HttpResponseBase:
    """The original file with what is translated in its place; the rest is still in the language it came in."""
    translation = seen_by(request.user, pk)
    document = translation.document
    tag = working_script(request, translation)
    try:
        data = half_finished.file(translation, tag)
    except (documents.BadPlaceables, documents.Refused, OSError, KeyError):
        messages.error(request, _("The file cannot be made now. Look at the sentences with errors first."))
        return redirect("translation:workbench", pk)
    stem = (document.filename or "text").rpartition(".")[0] or "text"
    return attachment(data, f"{stem}-{tag}.{documents.WRITTEN_AS[document.format]}")
