"""Pages that whoever has their address may see: kept by no cache, found by no search engine, told to no other site."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone

from uramost_web.accounts import attempts
from uramost_web.events import links
from uramost_web.events.models import Coming, Registration
from uramost_web.secret_links import new_nonce

MOST_WRONG: Final = 30
"""Wrong secrets from one address in `WINDOW`; after that nothing it asks is looked at."""
WINDOW: Final = 900
"""Seconds."""


def known_by_address(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """`same-origin`, as with `no-referrer` browsers send forms with `Origin: null`, which is refused."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        response.headers["Cache-Control"] = "private, no-store"
        response.headers["X-Robots-Tag"] = "noindex, nofollow"
        response.headers["Referrer-Policy"] = "same-origin"
        return response

    return guarded


def of_registration(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """The view gets the registration whose link it is; the same 404 for a wrong secret and for none that is there."""

    @known_by_address
    @wraps(view)
    def found(request: HttpRequest, number: int, given: str) -> HttpResponse:
        now = timezone.now()
        if attempts.used_up(request, "wrong registration", most=MOST_WRONG, at=now):
            return TemplateResponse(request, "events/too_many.html", {}, status=429)
        row = _with_its_event().filter(pk=number).first()
        right = links.opens(row.nonce if row else new_nonce(), given)
        if row is None or not right:
            attempts.one_more(request, "wrong registration", most=MOST_WRONG, window=WINDOW, at=now)
            raise Http404
        return view(request, _of_the_same(row))

    return found


def _with_its_event() -> Any:
    return Registration.objects.select_related("event__municipality", "event__notice", "person")


def _of_the_same(row: Registration) -> Registration:
    """Of somebody who was entered twice, whichever link they open: the registration with which they come."""
    if row.state != Coming.CANCELLED:
        return row
    stands = _with_its_event().filter(event=row.event_id, person=row.person_id).exclude(state=Coming.CANCELLED).first()
    found: Registration = stands or row
    return found


def to_own_page(row: Registration) -> HttpResponseRedirect:
    """In the language that is being read, whatever language letters are in: what was said just now is in it."""
    return HttpResponseRedirect(reverse("events:mine", args=[row.pk, links.secret(row)]))
