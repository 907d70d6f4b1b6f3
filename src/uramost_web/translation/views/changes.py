"""What has changed in a translation as a whole: since it was returned, handed over or approved, or between two days."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext_lazy as _

from uramost.memory import Piece, difference
from uramost_web.accounts.requests import PersonRequest
from uramost_web.translation import versions
from uramost_web.translation.forms import BetweenForm
from uramost_web.translation.models import Segment, Translation
from uramost_web.translation.reading import shown
from uramost_web.translation.views.opening import seen_by, working_script

MOMENTS = {
    "returned": (_("Since it was returned"), "returned_at"),
    "submitted": (_("Since it was last handed over"), "submitted_at"),
    "approved": (_("Since it was last approved"), "approved_at"),
}
"""Name in the address → what the reader chooses, and the field of `Translation` that knows when it was."""


@dataclass(frozen=True, slots=True)
class Changed:
    """A sentence that says something else than it did."""

    position: int
    source: str
    pieces: list[Piece]


@login_required
def changes(request: PersonRequest, pk: int) -> HttpResponse:
    translation = seen_by(request.user, pk)
    tag = working_script(request, translation)
    form = BetweenForm(request.GET)
    since, until, chosen = _span(translation, request.GET.get("since", ""), form)
    context = {
        "translation": translation,
        "document": translation.document,
        "tag": tag,
        "form": form if form.is_valid() else BetweenForm(),
        "moments": [
            (name, said, getattr(translation, field), name == chosen)
            for name, (said, field) in MOMENTS.items()
            if getattr(translation, field)
        ],
        "since": since,
        "until": until,
        "asked": since is not None or until is not None,
        "rows": list(_changed(translation, tag, since, until)) if since or until else [],
    }
    return TemplateResponse(request, "translation/changes.html", context)


def _span(translation: Translation, since: str, form: BetweenForm) -> tuple[datetime | None, datetime | None, str]:
    """From when until when (None: the beginning, and now), and which of `MOMENTS` was chosen."""
    if since in MOMENTS:
        return getattr(translation, MOMENTS[since][1]), None, since
    if (moment := _moment(since)) is not None:
        return moment, None, ""
    if not form.is_valid():
        return None, None, ""
    first, last = form.cleaned_data["since"], form.cleaned_data["until"]
    zone = timezone.get_current_timezone()
    return (
        first and datetime.combine(first, time.min, zone),
        last and datetime.combine(last, time.max, zone),
        "",
    )


def _moment(text: str) -> datetime | None:
    """A moment as another page writes it into an address (ISO 8601, with a time); None for anything else."""
    try:
        moment = parse_datetime(text) if "T" in text else None
    except ValueError:
        return None
    return moment if moment is None or moment.tzinfo else moment.replace(tzinfo=UTC)


def _changed(translation: Translation, tag: str, since: datetime | None, until: datetime | None) -> Iterator[Changed]:
    beginning = datetime.min.replace(tzinfo=UTC)
    before = versions.at_moment(translation, since) if since and since > beginning else {}
    after = versions.at_moment(translation, until)
    segments: Any = Segment.objects.filter(document=translation.document).only("pk", "position", "text")
    for segment in segments:
        old, new = (shown(texts.get(segment.pk, ""), translation.language, tag) for texts in (before, after))
        if old != new:
            yield Changed(segment.position, segment.text, difference(old, new))
