"""A case comes in: once, with a number, an office and a last day, and everything it came with."""

from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from functools import partial
from typing import Any, Final

from django.db import transaction
from django.utils import timezone

from uramost import states
from uramost.text import plain
from uramost_web import secret_links
from uramost_web.accounts import audit
from uramost_web.accounts.models import User
from uramost_web.casework import clocks, history, letters, links, routes, standing, storing
from uramost_web.casework.history import Said
from uramost_web.casework.models import Attachment, Case, Draft, Service
from uramost_web.casework.standing import Standing
from uramost_web.casework.storing import New, Overtaken
from uramost_web.places.permissions import check_may


class NotOffered(ValueError):
    """The service has ended, or has not begun, on the day somebody asks for it."""

    def __init__(self, service: Service) -> None:
        super().__init__(str(service))
        self.service = service


class TooLong(ValueError):
    """More than a field holds: `field` of `Asked`, and the `most` characters that it has."""

    def __init__(self, field: str, most: int) -> None:
        super().__init__(f"{field} has more than {most} characters")
        self.field, self.most = field, most


LETTERS: Final = {"text": 4000, "place_text": 300, "name": 200, "email": 254, "phone": 40}
"""Characters of what somebody asks, by every way in; of the text as in Open311."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody asks: their words, and how they can be reached. Texts are as typed."""

    text: str
    language: str  # chosen by the resident: the tag in which they want the answer
    reads: str  # the interface's tag in which they read pages and letters
    channel: str = "web"
    given: dict[str, Any] = field(default_factory=dict)
    place_text: str = ""
    latitude: Decimal | None = None
    longitude: Decimal | None = None
    name: str = ""
    email: str = ""
    phone: str = ""
    by_sms: bool = False
    facts: dict[str, Any] = field(default_factory=dict)  # of how it came: kept with the receipt


def receive(
    *,
    service: Service,
    asked: Asked,
    at: datetime,
    by: User | None = None,
    draft: Draft | None = None,
    files: tuple[Attachment, ...] = (),
    at_hand: Standing | None = None,
) -> Case:
    """A new case, or the one that this draft has become already. Raises `NotOffered`, `TooLong` and `text.BadText`.

    `by` is the clerk who enters it for somebody at the counter or on the telephone. Everything that can be known
    beforehand is, so that the transaction, in which the town hall's counter is held, is short.
    """
    if by is not None:
        check_may(by, "case.enter", service.municipality)
    if draft is not None and draft.case_id is not None:
        return Case.objects.get(pk=draft.case_id)
    if at_hand is None:
        at_hand = standing.now()
        service = at_hand.service(service.pk)  # as it is now: whoever calls has read it some time ago
    if not service.offered_on(timezone.localdate(at)):
        raise NotOffered(service)
    for name, most in LETTERS.items():
        if len(getattr(asked, name)) > most:
            raise TooLong(name, most)
    case = _case(service, asked, at, by, at_hand)
    said = Said(files=files, facts=asked.facts)
    who: states.Who = "clerk" if by else "resident"
    entry = history.drawn_up(case=case, number=1, code="receive", who=who, by=by, at=at, said=said)
    told = tuple(letters.drawn_up(case, entry, at))
    try:
        _store(storing.new(case, entry, told, draft, at_hand.mark), files, by)
    except Overtaken:
        if draft is not None and (sent := Draft.objects.select_related("case").get(pk=draft.pk).case) is not None:
            return sent
        now = standing.now()  # what has changed since is what holds
        return receive(
            service=now.service(service.pk), asked=asked, at=at, by=by, draft=draft, files=files, at_hand=now
        )
    for letter in told:
        transaction.on_commit(partial(letters.call, letter.pk))
    return case


def _store(new: New, files: tuple[Attachment, ...], by: User | None) -> None:
    """Raises `Overtaken`."""
    if by is None and not files:
        storing.store(new)
        return
    with transaction.atomic():
        storing.store(new)
        history.take_files(files, new.case, new.entry)
        if by is not None:
            at = new.case.received_at
            audit.record("case.receive", subject=new.case, by=by, at=at, channel=new.case.channel)


def _case(service: Service, asked: Asked, at: datetime, by: User | None, at_hand: Standing) -> Case:
    """As it will be kept, but for its number."""
    route = routes.route(service, asked, at, at_hand)
    limit = clocks.limit_for(service, timezone.localdate(at), at_hand)
    case = Case(
        municipality=service.municipality,
        service=service,
        reference=links.new_name(),
        nonce=secret_links.new_nonce(),
        language=asked.language,
        reads=asked.reads,
        channel=asked.channel,
        state="received",
        office=route.office,
        first_office=route.office,
        routed_by=route.why,
        text=plain(asked.text).strip(),
        given=_plain_values(asked.given),
        place_text=plain(asked.place_text).strip(),
        latitude=asked.latitude,
        longitude=asked.longitude,
        name=plain(asked.name).strip(),
        email=plain(asked.email).strip(),
        phone=plain(asked.phone).strip(),
        by_sms=asked.by_sms and bool(asked.phone),
        received_at=at,
        clock_from=at,
        changed_at=at,
        entered_by=by,
        limit=clocks.as_stored(limit) if limit else {},
        norm=service.norm_days,
    )
    clocks.set_dates(case, clocks.calendar(service.municipality, at, at_hand))
    return case


def _plain_values(value: Any) -> Any:
    """Every text in the answers to a service's own questions, as `plain` leaves it."""
    if isinstance(value, dict):
        return {code: _plain_values(one) for code, one in value.items()}
    if isinstance(value, list):
        return [_plain_values(one) for one in value]
    return plain(value) if isinstance(value, str) else value
