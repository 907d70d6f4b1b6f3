"""Letters stored together with what they tell of, and sent afterwards: none lost, none sent on purpose twice.

A letter has one Message-ID at every try. A worker that dies after the mail server took a letter and before it could
say so sends it again under the same Message-ID, by which mail servers and readers know it for the same letter.
"""

import smtplib
from collections.abc import Callable
from datetime import datetime, timedelta
from email.utils import parseaddr
from functools import lru_cache
from typing import Any, Final

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from uramost.mail_reading import LOOP_HEADER

GIVEN_UP: Final = timedelta(minutes=10)
"""A letter that a worker took so long ago and has not reported is taken again."""
OVERDUE: Final = timedelta(seconds=30)
"""A letter has a job, its own or one for all, which the worker comes to at once unless it has much to do."""
WAITS: Final = (1, 5, 30, 120, 480, 1440)
"""Minutes to the next try; after the last one the letter stands refused, and those who wrote it see it."""


class Sent(models.TextChoices):
    WAITING = "waiting"
    SENDING = "sending"
    SENT = "sent"
    REFUSED = "refused"


NOT_DONE: Final = ~Q(state__in=("sent", "refused"))
"""Of an index of `next_at`, by which a worker finds what waits among everything that was ever sent."""


class Letter(models.Model):
    """One letter to one address. What it tells of, and that it tells it once, an app says in a table of its own."""

    to = models.CharField(max_length=254)
    language = models.CharField(max_length=10)
    subject = models.CharField(max_length=300, blank=True)
    body = models.TextField()
    state = models.CharField(max_length=10, choices=Sent, default=Sent.WAITING)
    tries = models.PositiveSmallIntegerField(default=0)
    next_at = models.DateTimeField(help_text="not before")
    taken_at = models.DateTimeField(null=True, help_text="when a worker last took it")
    sent_at = models.DateTimeField(null=True)
    message_id = models.CharField(max_length=120, help_text="the same at every try")
    problem = models.TextField(blank=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.message_id} {self.state}"


def send(letters: models.QuerySet[Any], pk: int, by: Callable[[Any], None]) -> bool:
    """Send a letter that waits; whether it left now. Safe to call again and by two workers at once.

    `by` hands it to the mail server or to a gateway; whatever it raises, the letter stays, and is tried again.
    """
    now = timezone.now()
    taken = (
        letters.model._default_manager.filter(pk=pk)
        .filter(_to_be_sent(now))
        .update(state=Sent.SENDING, taken_at=now, tries=F("tries") + 1)
    )
    if not taken:
        return False
    letter = letters.get(pk=pk)
    try:
        by(letter)
    except Exception as problem:
        put_back(letter, problem, now)
        return False
    letters.model._default_manager.filter(pk=pk).update(state=Sent.SENT, sent_at=timezone.now(), problem="")
    return True


def waiting(letters: type[Letter]) -> list[int]:
    """The keys of those that wait, the oldest first, also of those whose worker died."""
    there = letters._default_manager.filter(_to_be_sent(timezone.now()))
    return list(there.order_by("next_at", "pk").values_list("pk", flat=True))


def overdue(letters: type[Letter], now: datetime) -> bool:
    """Whether a letter waits that no job will send: its worker died, or it was refused for a while."""
    return letters._default_manager.filter(_to_be_sent(now - OVERDUE)).exists()


def _to_be_sent(now: datetime) -> Q:
    return Q(state=Sent.WAITING, next_at__lte=now) | Q(state=Sent.SENDING, taken_at__lte=now - GIVEN_UP)


def put_back(letter: Letter, problem: Exception, taken_at: datetime) -> None:
    """To be tried again later, or refused; unless another worker has taken the letter up meanwhile."""
    last = letter.tries > len(WAITS) or hopeless(problem)
    type(letter)._default_manager.filter(pk=letter.pk, state=Sent.SENDING, taken_at=taken_at).update(
        state=Sent.REFUSED if last else Sent.WAITING,
        next_at=taken_at if last else taken_at + timedelta(minutes=WAITS[letter.tries - 1]),
        problem=f"{type(problem).__name__}: {problem}"[:500],
    )


def hopeless(problem: Exception) -> bool:
    """Whether trying again cannot help: the letter cannot be written so, or there is no such address (RFC 5321, 4.2.1).

    A server that refuses for another reason may be set up wrongly, and somebody may mend that.
    """
    if isinstance(problem, smtplib.SMTPRecipientsRefused):
        return all(code >= 500 for code, _said in problem.recipients.values())
    return isinstance(problem, ValueError)


def headers(letter: Letter, about: str) -> dict[str, str]:
    """Of a letter by e-mail; `about` is a word for its kind, by which a letter that comes back is known."""
    return {
        "Message-ID": letter.message_id,
        "Content-Language": letter.language,
        "Auto-Submitted": "auto-generated",
        LOOP_HEADER: about,
    }


def mailbox() -> str:
    """The address that letters come from, without a name before it."""
    return _address(settings.DEFAULT_FROM_EMAIL)


def host() -> str:
    """Of that address: what stands in a Message-ID after its @."""
    return mailbox().rpartition("@")[2] or "localhost"


@lru_cache(maxsize=8)
def _address(sender: str) -> str:
    return parseaddr(sender)[1]
