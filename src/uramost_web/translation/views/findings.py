"""What the checks say about the whole text, the gravest first, each with a link to its sentence."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _

from uramost_web.accounts.requests import PersonRequest
from uramost_web.translation import findings as rules
from uramost_web.translation.findings import Said
from uramost_web.translation.models import Translation
from uramost_web.translation.reading import shown
from uramost_web.translation.views.opening import seen_by, working_script
from uramost_web.translation.views.workbench import document_title, loaded
from uramost_web.translation.wording import sentence

SEVERITIES = {"error": _("Errors"), "warning": _("Warnings"), "note": _("Notes")}
"""How grave a finding is → what is written above those."""
ALL = _("All findings")


@login_required
def findings(request: PersonRequest, pk: int) -> HttpResponse:
    translation = seen_by(request.user, pk)
    tag = working_script(request, translation)
    targets = loaded(translation)
    found = rules.of(targets)
    counts = rules.counted(found)
    asked = request.GET.get("show", "")
    chosen = asked if asked in counts else ""
    choices = [("", ALL, len(found)), *((code, name, counts[code]) for code, name in SEVERITIES.items())]
    wanted = [said for said in found if chosen in ("", said.severity)]
    context = {
        "translation": translation,
        "document": translation.document,
        "title": document_title(targets),
        "tag": tag,
        "choices": [(code, name, count, code == chosen) for code, name, count in choices],
        "groups": [
            (name, [_row(said, translation, tag) for said in wanted if said.severity == code])
            for code, name in SEVERITIES.items()
            if counts[code] and chosen in ("", code)
        ],
    }
    return TemplateResponse(request, "translation/findings.html", context)


def _row(said: Said, translation: Translation, tag: str) -> dict[str, Any]:
    """A finding in words, in the script the reader works in where it repeats a text of another sentence."""
    finding = said.finding
    if said.first is not None:
        values = {name: shown(value, translation.language, tag) for name, value in finding["values"].items()}
        finding = {**finding, "values": values}
    return {
        "severity": said.severity,
        "sentence": sentence(finding),
        "position": said.target.segment.position,
        "source": said.target.segment.text,
        "text": shown(said.target.text, translation.language, tag),
        "first": said.first.segment.position if said.first else None,
    }
