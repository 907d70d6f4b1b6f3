"""Letters to those who registered: what each says. How they are sent, and sent again, see `outbox`."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from functools import partial
from typing import Final

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import prefetch_related_objects
from django.utils import translation as interface
from django_tasks import task

from uramost_web import outbox
from uramost_web.events import links, wording
from uramost_web.events.correspondence import About, Letter
from uramost_web.events.models import Coming, Event, Registration
from uramost_web.interface import code

OWN: Final = "{own}"
DECLARING: Final = "{declaring}"
"""Stand in a stored letter for the secret links, which are written into it as it is sent: a copy of the database has
none of them.
"""
FIRST: Final = frozenset({About.REGISTERED, About.WAITING, About.PROMOTED, About.AGAIN})
"""Letters with the link to the person's own page in the directory."""


def write(row: Registration, about: str, at: datetime, *, number: int = 0) -> None:
    """A letter about one registration, in the transaction of what it tells of; what was told is not told again."""
    _store(drawn_up([row], about, at, number))


def write_to_all(event: Event, about: str, at: datetime, *, number: int = 0) -> int:
    """To everybody who comes or waits; how many letters."""
    rows = event.registrations.exclude(state=Coming.CANCELLED).select_related("person").order_by("place")
    return write_to(rows, event, about, at, number=number)


def write_to(rows: Iterable[Registration], event: Event, about: str, at: datetime, *, number: int = 0) -> int:
    """To these, of one event; how many letters."""
    prefetch_related_objects([event], "sessions", "municipality")  # once for all of them
    return _store(drawn_up(rows, about, at, number, event))


def _store(letters: Iterable[Letter]) -> int:
    rows = list(letters)
    if rows:
        Letter.objects.bulk_create(rows, batch_size=200, ignore_conflicts=True)
        transaction.on_commit(send_all.enqueue)
    return len(rows)


def drawn_up(
    rows: Iterable[Registration], about: str, at: datetime, number: int, event: Event | None = None
) -> Iterator[Letter]:
    """As they will be stored; for somebody without an address none, staff see whom to call."""
    for row in rows:
        to, of = row.person.email, event or row.event
        if not to:
            continue
        with interface.override(code(row.reads)):
            subject = wording.subject(about, of, row.reads)
            body = wording.body(about, of, row.reads, _links(of, row.reads, about))
        yield Letter(
            registration=row, about=about, number=number, to=to, language=row.reads, subject=subject, body=body,
            next_at=at, message_id=f"<event-{row.key.hex}-{about}-{number}@{outbox.host()}>",
        )  # fmt: skip


def _links(event: Event, tag: str, about: str) -> dict[str, str]:
    """The person's own page is told only here: the letter goes to their own address and to no other."""
    found = {"own": OWN, "event": links.event_link(event, tag), "calendar": links.calendar_link(event, tag)}
    return found | {"declaring": DECLARING} if about in FIRST else found


def _with_links(letter: Letter) -> str:
    """The body as it is sent."""
    row = letter.registration
    body = letter.body.replace(OWN, links.own_link(row))
    return body.replace(DECLARING, links.declaring_link(row.person, letter.language))


@task()
def send(pk: int) -> bool:
    """Send a letter that waits; whether it left now. Safe to call again and by two workers at once."""
    return outbox.send(Letter.objects.select_related("registration__person"), pk, _by_mail)


@task()
def send_all() -> int:
    """Every letter that waits, also those whose worker died. Returns how many left."""
    return sum(send.call(pk) for pk in outbox.waiting(Letter))


overdue: Final = partial(outbox.overdue, Letter)
"""Whether a letter waits that no job will send."""


def _by_mail(letter: Letter) -> None:
    EmailMessage(
        letter.subject,
        _with_links(letter),
        settings.DEFAULT_FROM_EMAIL,
        [letter.to],
        headers=outbox.headers(letter, "event"),
    ).send()
