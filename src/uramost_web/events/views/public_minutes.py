"""Minutes as anyone reads them: the text in the reader's language, decisions, and what became of earlier ones."""

from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.html import format_html
from django.views.decorators.http import require_safe

from uramost_web.events import following_up, wording, writing_minutes
from uramost_web.events.models import Carried, Minutes
from uramost_web.events.views.public import found
from uramost_web.places.words import words


@require_safe
def minutes(request: HttpRequest, number: int) -> HttpResponse:
    """404 while they are not public. In a language in which they are not there, the languages in which they are."""
    event, seen = found(number), words()
    row = Minutes.objects.select_related("notice__municipality").filter(event=event).first()
    notice = row.notice if row else None
    if row is None or notice is None or notice.published_at is None or notice.withdrawn_at is not None:
        raise Http404
    text = writing_minutes.published(row, seen.tag)
    tags = sorted(notice.texts.filter(current=True).values_list("tag", flat=True), key=seen.rank)
    done, total = following_up.counted(following_up.followed(event))
    context = {
        "event": event,
        "title": wording.shown(event.titles, seen) or format_html("{}", event.get_kind_display()),
        "place": seen.place(event.municipality),
        "notice": notice,
        "text": text,
        "others": [(tag, seen.autonym(tag)) for tag in tags] if text is None else [],
        "decisions": [
            (one, writing_minutes.said(one, text), writing_minutes.who(one, text), one.state == Carried.DONE)
            for one in row.decisions.all()
        ]
        if text
        else [],
        "source": row.language,
        "done": done,
        "total": total,
    }
    return TemplateResponse(request, "events/public_minutes.html", context)
