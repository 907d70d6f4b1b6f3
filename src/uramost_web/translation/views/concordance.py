"""Looking a word up in everything that was translated before."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.template.response import TemplateResponse

from uramost_web.accounts.requests import PersonRequest
from uramost_web.translation import suggestions
from uramost_web.translation.permissions import is_insider
from uramost_web.translation.views.opening import seen_by, working_script

LONGEST = 200
"""Characters that are looked up."""


@login_required
def concordance(request: PersonRequest, pk: int) -> HttpResponse:
    """A page of its own; with JavaScript only the results, for the panel beside the sentence."""
    translation = seen_by(request.user, pk)
    words = request.GET.get("words", "").replace("\0", "")[:LONGEST].strip()
    tag, insider = working_script(request, translation), is_insider(request.user, translation)
    context = {
        "translation": translation,
        "document": translation.document,
        "tag": tag,
        "words": words,
        "hits": suggestions.concordance(words, translation, tag, insider=insider),
    }
    name = "hits" if request.htmx else "concordance"
    return TemplateResponse(request, f"translation/{name}.html", context)
