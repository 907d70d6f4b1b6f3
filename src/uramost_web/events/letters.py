"""Letters to those who registered: stored with what they tell of, sent afterwards, none lost, none on purpose twice.

As with letters about cases, one has the same Message-ID at every try: a worker that dies after the mail server took it
and before it could say so sends it again under that Message-ID, by which it is known for the same letter.
"""

import smtplib
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from email.utils import parseaddr
from typing import Final

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import F, Q, prefetch_related_objects
from django.utils import timezone
from django.utils import translation as interface
from django_tasks import task

from uramost.mail_reading import LOOP_HEADER
from uramost_web.events import links, wording
from uramost_web.events.correspondence import About, Letter, Sent
from uramost_web.events.models import Coming, Event, Registration
from uramost_web.interface import code

GIVEN_UP: Final = timedelta(minutes=10)
"""A letter that a worker took so long ago and has not reported is taken again."""
OVERDUE: Final = timedelta(seconds=30)
WAITS: Final = (1, 5, 30, 120, 480, 1440)
"""Minutes to the next try; after the last one the letter stands refused, and staff see it."""
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
            next_at=at, message_id=f"<event-{row.key.hex}-{about}-{number}@{_host()}>",
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
    now = timezone.now()
    taken = (
        Letter.objects.filter(pk=pk)
        .filter(_to_be_sent(now))
        .update(state=Sent.SENDING, taken_at=now, tries=F("tries") + 1)
    )
    if not taken:
        return False
    letter = Letter.objects.select_related("registration__person").get(pk=pk)
    try:
        _by_mail(letter)
    except Exception as problem:  # whatever a mail server can do: the letter stays, and is tried again
        _put_back(letter, problem, now)
        return False
    Letter.objects.filter(pk=pk).update(state=Sent.SENT, sent_at=timezone.now(), problem="")
    return True


@task()
def send_all() -> int:
    """Every letter that waits, also those whose worker died. Returns how many left."""
    waiting = Letter.objects.filter(_to_be_sent(timezone.now())).order_by("next_at", "pk").values_list("pk", flat=True)
    return sum(send.call(pk) for pk in list(waiting))


def overdue(now: datetime) -> bool:
    """Whether a letter waits that no job will send: its worker died, or it was refused for a while."""
    return Letter.objects.filter(_to_be_sent(now - OVERDUE)).exists()


def _to_be_sent(now: datetime) -> Q:
    return Q(state=Sent.WAITING, next_at__lte=now) | Q(state=Sent.SENDING, taken_at__lte=now - GIVEN_UP)


def _put_back(letter: Letter, problem: Exception, taken_at: datetime) -> None:
    """To be tried again later, or refused; unless another worker has taken the letter up meanwhile."""
    last = letter.tries > len(WAITS) or _hopeless(problem)
    Letter.objects.filter(pk=letter.pk, state=Sent.SENDING, taken_at=taken_at).update(
        state=Sent.REFUSED if last else Sent.WAITING,
        next_at=taken_at if last else taken_at + timedelta(minutes=WAITS[letter.tries - 1]),
        problem=f"{type(problem).__name__}: {problem}"[:500],
    )


def _hopeless(problem: Exception) -> bool:
    """Whether trying again cannot help: it cannot be written so, or there is no such address (RFC 5321, 4.2.1)."""
    if isinstance(problem, smtplib.SMTPRecipientsRefused):
        return all(said >= 500 for said, _text in problem.recipients.values())
    return isinstance(problem, ValueError)


def _by_mail(letter: Letter) -> None:
    EmailMessage(
        letter.subject,
        _with_links(letter),
        settings.DEFAULT_FROM_EMAIL,
        [letter.to],
        headers={
            "Message-ID": letter.message_id,
            "Content-Language": letter.language,
            "Auto-Submitted": "auto-generated",
            LOOP_HEADER: "event",
        },
    ).send()


def _host() -> str:
    return parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"
