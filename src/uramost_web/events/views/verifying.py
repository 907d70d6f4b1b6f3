"""Anybody's question whether a certificate is genuine. A wrong code is told the same whatever is wrong with it."""

from typing import Final

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from uramost_web.accounts import attempts
from uramost_web.events import certifying
from uramost_web.events.certificates import Certificate, tidy
from uramost_web.events.views.door import known_by_address
from uramost_web.events.wording import shown
from uramost_web.places.words import words

MOST_WRONG: Final = 20
"""Wrong codes from one address in an hour; after that nothing it asks is looked at, right or wrong."""


@sensitive_post_parameters("code")
@require_http_methods(["GET", "HEAD", "POST"])
@known_by_address
def check(request: HttpRequest) -> HttpResponse:
    """The code is sent, not put into the address: it stands in no log and no history."""
    if request.method != "POST":
        return TemplateResponse(request, "events/training/check.html", {})
    now = timezone.now()
    if attempts.used_up(request, "wrong certificate", most=MOST_WRONG, at=now):
        return TemplateResponse(request, "events/too_many.html", {}, status=429)
    code = tidy(request.POST.get("code", ""))
    row = Certificate.objects.select_related("event__municipality").filter(code=code).first() if code else None
    if row is None:
        attempts.one_more(request, "wrong certificate", most=MOST_WRONG, window=attempts.HOUR, at=now)
        return TemplateResponse(request, "events/training/check.html", {"wrong": True}, status=404)
    context = {
        "row": row,
        "title": shown(row.titles, words()),
        "place": words().place(row.event.municipality).name,
        "days": certifying.days(row.event),
        "took_part": certifying.took_part(row),
    }
    return TemplateResponse(request, "events/training/check.html", context)
