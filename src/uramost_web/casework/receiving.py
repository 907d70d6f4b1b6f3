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
from uramost_web.accounts import audit
from uramost_web.accounts.models import User
from uramost_web.casework import clocks, history, letters, links, prepared, routes, standing
from uramost_web.casework.history import Said
from uramost_web.casework.models import Attachment, Case, Draft, Service
from uramost_web.casework.standing import Standing
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


class _Sent(Exception):
    """Another hand has sent this draft."""


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
    if not service.offered_on(timezone.localdate(at)):
        raise NotOffered(service)
    for name, most in LETTERS.items():
        if len(getattr(asked, name)) > most:
            raise TooLong(name, most)
    case = _case(service, asked, at, by, at_hand or standing.now())
    said = Said(files=files, facts=asked.facts)
    try:
        return _kept(case, said, at, by, draft)
    except _Sent:
        return Case.objects.get(draft=draft)


BECAME: Final = "UPDATE casework_draft SET case_id = %s, answers = '{}' WHERE id = %s AND case_id IS NULL"
TAKEN: Final = "UPDATE casework_attachment SET case_id = %s, entry_id = %s WHERE draft_id = %s"


@transaction.atomic
def _kept(case: Case, said: Said, at: datetime, by: User | None, draft: Draft | None) -> Case:
    """With the next number, its first entry and its letters. Raises `_Sent`, and then nothing is kept.

    Whether another hand has sent the draft is seen last, once it is certain what that hand did.
    """
    case.reference = links.next_reference(case.municipality, at)
    who: states.Who = "clerk" if by else "resident"
    entry = history.drawn_up(case=case, number=1, code="receive", who=who, by=by, at=at, said=said)
    told = list(letters.drawn_up(case, entry, at))
    acts: list[prepared.Act] = [] if draft is None else [(BECAME, [case, draft]), (TAKEN, [case, entry, draft])]
    changed = prepared.insert(case, entry, *told, acts=acts)
    if draft is not None:
        if not changed[0]:
            raise _Sent
        draft.case, draft.answers = case, {}
    for letter in told:
        transaction.on_commit(partial(letters.call, letter.pk))
    history.take_files(said.files, case, entry)
    if by is not None:
        audit.record("case.receive", subject=case, by=by, at=at, channel=case.channel)
    return case


def _case(service: Service, asked: Asked, at: datetime, by: User | None, at_hand: Standing) -> Case:
    """As it will be kept, but for its number."""
    route = routes.route(service, asked, at, at_hand)
    limit = clocks.limit_for(service, timezone.localdate(at), at_hand)
    case = Case(
        municipality=service.municipality,
        service=service,
        nonce=links.new_nonce(),
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
