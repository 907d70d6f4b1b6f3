"""Forms that are being filled in: found by their address alone, taken along to another service, forgotten in time."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import partial, wraps
from typing import Any, Final
from uuid import UUID

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django_tasks import task

from uramost_web.casework import edition, prepared, standing, steps
from uramost_web.casework.catalogue import Service
from uramost_web.casework.models import Attachment, Draft
from uramost_web.casework.receiving import Asked
from uramost_web.casework.standing import Standing
from uramost_web.places.models import Municipality

KEPT: Final = timedelta(days=7)
"""A form that was not sent is kept so long; so is the page with the reference of one that was."""
LONGEST_CHAIN: Final = 5
"""A service that replaces one that replaced one …"""


def known_by_address(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """For pages that whoever has the address sees: kept by no cache, found by no search engine.

    The address leaves for no other site (`same-origin`). `no-referrer` would hide it from our own as well, and with
    it browsers send `Origin: null`, which no check of a form's origin can let through.
    """

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        response.headers["Cache-Control"] = "private, no-store"
        response.headers["X-Robots-Tag"] = "noindex, nofollow"
        response.headers["Referrer-Policy"] = "same-origin"
        return response

    return guarded


def find(key: UUID) -> Draft:
    """A form at hand, or one that was sent already; 404 for every other address."""
    return find_with_standing(key)[0]


def find_with_standing(key: UUID) -> tuple[Draft, Standing]:
    """The form, and what its town hall works by at this moment."""
    found = prepared.find(Draft, "key", key, beside=edition.MARK)
    if found is None:
        raise Http404
    draft, mark = found
    if draft.by_id is not None or draft.started_at < timezone.now() - KEPT:
        raise Http404
    at_hand = standing.marked(mark or "")
    draft.service = at_hand.service(draft.service_id)
    return draft, at_hand


def asked_in(draft: Draft) -> Asked:
    """What a filled-in form asks: the answers to what its service wants to know, and no others."""
    wanted = {one.code for one in steps.steps_of(draft.service)}
    given = {step: answer for step, answer in draft.answers.items() if step in wanted}
    place, contact = given.get("place", {}), given.get("contact", {})
    point = place.get("point") or (None, None)
    return Asked(
        text=given["text"]["text"],
        language=draft.language,
        reads=draft.reads,
        channel=draft.channel,
        given=given.get("questions", {}),
        place_text=place.get("place_text", ""),
        latitude=Decimal(point[0]) if point[0] else None,
        longitude=Decimal(point[1]) if point[1] else None,
        name=contact.get("name", ""),
        email=contact.get("email", ""),
        phone=contact.get("phone", ""),
        by_sms=bool(contact.get("by_sms")),
    )


def kept_until(draft: Draft) -> date:
    return timezone.localdate(draft.started_at + KEPT)


def replacement(service: Service, on: date) -> Service | None:
    """What is offered on a day instead of a service that has ended, also where that has been replaced as well."""
    found = service.instead
    for _ in range(LONGEST_CHAIN):
        if found is None or found.offered_on(on):
            return found
        found = found.instead
    return None


def same_service(service: Service, place: Municipality | None, on: date) -> Service | None:
    """The service of the same code in another municipality."""
    if place is None:
        return None
    found: Service | None = Service.objects.offered(on).filter(municipality=place, code=service.code).first()
    return found


def may_move(draft: Draft, to: Service, on: date) -> bool:
    """A form goes where the same can be asked for: to the same service elsewhere, or to what has replaced its own."""
    same = to.code == draft.service.code and to.offered_on(on)
    return same or to == replacement(draft.service, on)


def move(draft: Draft, to: Service) -> None:
    """Take everything that was typed along; what the other service asks differently is asked again."""
    shared = {_asked(question) for question in draft.service.questions} & {_asked(one) for one in to.questions}
    codes = {code for code, _ in shared}
    given = draft.answers.get("questions", {})
    draft.answers = {**draft.answers, "questions": {code: value for code, value in given.items() if code in codes}}
    draft.service = to
    draft.save(update_fields=["answers", "service"])


def _asked(question: dict[str, Any]) -> tuple[str, str]:
    """A question as far as an answer to it goes: its code, its kind and what can be chosen."""
    keys = sorted(str(one["key"]) for one in question.get("values", []))
    return question["code"], ",".join([question["datatype"], *keys])


@transaction.atomic
def forget(before: datetime) -> int:
    """Delete forms begun before this moment, with the files of those not sent. Returns how many."""
    old = Draft.objects.filter(started_at__lt=before)
    for attachment in Attachment.objects.filter(draft__in=old, case=None):
        remove(attachment)
    gone: int = old.delete()[1].get("casework.Draft", 0)
    return gone


def overdue(at: datetime) -> bool:
    """Whether some form is too old."""
    return Draft.objects.filter(started_at__lt=at - KEPT).exists()


@task()
def forget_old() -> int:
    """What the worker does as soon as a form is too old."""
    return forget(timezone.now() - KEPT)


def remove(attachment: Attachment) -> None:
    """The row, and once that is certain the file."""
    attachment.delete()
    transaction.on_commit(partial(attachment.file.storage.delete, str(attachment.file.name)))
