"""Letters to residents: what each says, and by which way it goes. How they are sent, and sent again, see `outbox`."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from functools import lru_cache, partial
from typing import Final

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import connection, transaction
from django.utils import timezone
from django.utils import translation as interface
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django_tasks import TaskResultStatus, task
from django_tasks_db.models import DBTaskResult

from uramost_web import outbox
from uramost_web.casework import links, sms
from uramost_web.casework.correspondence import Letter, Way
from uramost_web.casework.models import Case, Entry
from uramost_web.casework.wording import letter_subject, told
from uramost_web.interface import code


def write(case: Case, entry: Entry, at: datetime) -> None:
    """The letters of an entry, in the transaction of the entry; they leave once it is committed."""
    for letter in drawn_up(case, entry, at):
        letter.save(force_insert=True)
        transaction.on_commit(partial(call, letter.pk))


JOBS: Final = (
    f"SELECT DISTINCT task_path FROM {DBTaskResult._meta.db_table} "  # noqa: S608 - the name of a table
    f"WHERE status = '{TaskResultStatus.READY}' AND task_path IN (%s, %s)"
)
"""The state stands in it as it is: for a value to be filled in, SQLite does not use the index of what is ready."""


def call(pk: int) -> None:
    """A job for the letter; where one waits for the worker already, there is much to do, and one for all is enough.

    A job for all that has not begun yet finds every letter that is stored before it begins.
    """
    with connection.cursor() as cursor:
        cursor.execute(JOBS, [send.module_path, send_all.module_path])
        ready = {path for (path,) in cursor.fetchall()}
    if not ready:
        send.enqueue(pk)
    elif send_all.module_path not in ready:
        send_all.enqueue()


def write_all(told: Iterable[tuple[Case, Entry]], at: datetime) -> int:
    """The letters of entries in many cases, stored together and sent one after another; how many they are."""
    rows = Letter.objects.bulk_create((row for case, entry in told for row in drawn_up(case, entry, at)), 500)
    if rows:
        transaction.on_commit(send_all.enqueue)
    return len(rows)


def drawn_up(case: Case, entry: Entry, at: datetime) -> Iterator[Letter]:
    """The letters of an entry as they will be stored, by every way to the resident."""
    if not tells(entry):
        return
    ways = [(Way.MAIL, case.email)] if case.email else []
    if case.by_sms and case.phone:
        ways.append((Way.SMS, case.phone))
    for way, to in ways:
        with interface.override(code(case.reads)):
            subject = letter_subject(case, entry)
            body = short(case, entry) if way == Way.SMS else in_full(case, entry)
        yield Letter(
            case=case, entry=entry, way=way, to=to, language=case.reads, subject=subject, body=body, next_at=at,
            message_id=f"<case-{case.reference}-{entry.number}-{way}@{outbox.host()}>",
        )  # fmt: skip


def tells(entry: Entry) -> bool:
    """Whether the resident is written to about an entry. Not about what they just did, unless files were not taken or
    a clerk put a letter to the case that may be another's.
    """
    own = entry.move == "add" or (entry.who == "resident" and entry.move != "receive")
    return entry.seen_by_resident and (not own or any(entry.facts.get(fact) for fact in ("not_taken", "put_here")))


def in_full(case: Case, entry: Entry) -> str:
    """The body of a letter, in the language that is switched on."""
    parts = [_("Reference: %(reference)s") % {"reference": case.reference}, *told(case, entry)]
    if entry.text and entry.move != "receive" and entry.text != entry.facts.get("reason"):
        parts.append(entry.text)
    parts += _last_day(case)
    parts.append(_("Follow your case, add to it or reply here:\n%(link)s") % {"link": links.follow_link(case)})
    parts.append(_("Whoever has this link sees your case. Please do not pass it on."))
    return "\n\n".join(parts) + "\n"


MOVES_THE_DAY: Final = frozenset({"moved_date", "extend"})


def short(case: Case, entry: Entry) -> str:
    """A short message: what happened, to which day the last one moved if it did, and the link."""
    said = [f"{case.reference}:", told(case, entry)[0]]
    if entry.move in MOVES_THE_DAY:
        said += _last_day(case)
    return " ".join([*said, links.follow_link(case)])


def _last_day(case: Case) -> list[str]:
    """A line of a running case whose limit is known."""
    if case.due_at is None or case.closed_at is not None:
        return []
    day = _in_words(timezone.localdate(case.due_at), get_language() or "")
    return [_("Last day for an answer: %(date)s") % {"date": day}]


@lru_cache(maxsize=1000)
def _in_words(day: date, _language: str) -> str:
    """In the language that is switched on; most cases of a day and a service have the same last day."""
    return date_format(day, "DATE_FORMAT")


@task()
def send(pk: int) -> bool:
    """Send a letter that waits; whether it left now. Safe to call again and by two workers at once."""
    return outbox.send(Letter.objects.select_related("case__municipality"), pk, _leave)


@task()
def send_all() -> int:
    """Every letter that waits, also those whose worker died. Returns how many left."""
    return sum(send.call(pk) for pk in outbox.waiting(Letter))


overdue: Final = partial(outbox.overdue, Letter)
"""Whether a letter waits that no job will send."""


def _leave(letter: Letter) -> None:
    SENDERS[Way(letter.way)](letter)


def _by_mail(letter: Letter) -> None:
    """The envelope's sender is the address of the case as well: a notice of failure comes back to it, proven."""
    answers_to = reply_address(letter.case)
    EmailMessage(
        letter.subject,
        letter.body,
        answers_to,
        [letter.to],
        reply_to=[answers_to],
        headers={"From": settings.DEFAULT_FROM_EMAIL} | outbox.headers(letter, "case"),
    ).send()


def reply_address(case: Case) -> str:
    """Where an answer by e-mail reaches the case: name+reference.secret@host, of the site's own address."""
    name, _at, host = outbox.mailbox().rpartition("@")
    return f"{name}+{case.reference}.{links.secret(case)}@{host}"


def _by_sms(letter: Letter) -> None:
    sms.send(to=letter.to, text=letter.body, key=letter.message_id)


SENDERS: Final = {Way.MAIL: _by_mail, Way.SMS: _by_sms}
