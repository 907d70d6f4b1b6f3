"""Post that comes in by e-mail: kept as it came before anything is done with it, then read into its case, once.

A mail proves which case it belongs to by the address it was sent to (`letters.reply_address`), which only who has the
secret link knows. Whatever proves nothing, or was written by a machine, is kept with a finding and never becomes an
entry; nobody but the resident of a proven case is ever written back to.
"""

import hashlib
import logging
import re
from datetime import datetime, timedelta
from functools import partial
from typing import Any, Final

from django.core.files.base import ContentFile
from django.db import IntegrityError, models, transaction
from django.utils import timezone
from django_tasks import task

from uramost import mail_reading
from uramost.mail_reading import Mail
from uramost_web import outbox
from uramost_web.accounts.models import User
from uramost_web.casework import incoming_files, links, notices_of_failure, papers, resident
from uramost_web.casework.correspondence import Post
from uramost_web.casework.history import Refused
from uramost_web.casework.models import Case, Entry, Service
from uramost_web.places.models import Municipality

FINDINGS: Final = (
    *("unknown_case", "unproven", "duplicate", "nothing_new", "too_many", "unreadable"),
    *("bounce", "receipt", "loop", "auto_replied", "auto_generated", "list"),
)
"""Why post did not become an entry; the second line is `mail_reading.AUTOMATIC`, which no person wrote."""
MOST_BYTES: Final = 30_000_000
LONGEST_TEXT: Final = 20_000
"""Characters of an entry. The whole mail is kept besides."""
A_DAY: Final = 50
"""Mails into one case in a day; more are kept and not entered."""
KEPT: Final = timedelta(days=365)
"""What proves no case and was put to none is kept so long after it came; a case keeps its post as long as itself."""
OVERDUE: Final = timedelta(seconds=30)
AGAIN: Final = timedelta(hours=1)
TRIED_FOR: Final = timedelta(days=1)
"""So often, and so long, post is read again that could not be read for a reason that may pass."""
REFERENCE: Final = re.compile(r"\b\w{1,10}-\d{4}-\d{5,9}\b")
_STRAY: Final = str.maketrans("\ufffd", "?", "\x1e\ufffe\uffff")
"""What a text in the database may not have and a mail may. A letter that was lost cannot be asked for again: `?`."""

log = logging.getLogger(__name__)


def take(raw: bytes, recipient: str, at: datetime) -> Post:
    """Keep a mail (RFC 5322) that was delivered to an address, and read it. Raises only what keeping it raises."""
    post = keep(raw, recipient, at)
    handle(post.pk, at)
    post.refresh_from_db()
    return post


def keep(raw: bytes, recipient: str, at: datetime) -> Post:
    """A file and then its row; the same mail to the same address again is the row there is.

    The address stands in a line of its own before the mail, as mail servers write it at the last delivery.
    """
    address = "".join(recipient.split())
    content = b"Delivered-To: " + address.encode("utf-8", "replace") + b"\r\n" + raw
    digest = hashlib.sha256(content).hexdigest()
    if known := Post.objects.filter(digest=digest).first():
        return known
    post = Post(digest=digest, received_at=at)
    post.raw.save(f"{digest[:32]}.eml", ContentFile(content), save=False)
    try:
        with transaction.atomic():
            post.save(force_insert=True)
    except IntegrityError:  # delivered twice at the same moment
        post.raw.delete(save=False)
        return Post.objects.get(digest=digest)
    except Exception:
        post.raw.delete(save=False)
        raise
    return post


def handle(pk: int, at: datetime) -> None:
    """Read what was kept, unless it was read before. What cannot be read now is read again every hour for a day."""
    post = Post.objects.get(pk=pk)
    if post.handled_at is not None:
        return
    try:
        with post.raw.open("rb") as file:
            mail = mail_reading.read(content := file.read(), outbox.mailbox())
        _into_its_case(post, mail, content, at)
    except Exception:  # of whatever a mail may hold: it is kept, and somebody can look at it
        log.exception("Post %s could not be read", pk)
        town, known_by = whose_town(None)
        Post.objects.filter(pk=pk, handled_at=None).update(
            finding="unreadable", tried_at=at, municipality=town, known_by=known_by
        )


@task()
def read_all() -> int:
    """What a process that died has kept and not read, and what could not be read before."""
    now = timezone.now()
    waiting = list(_waiting(now).order_by("pk").values_list("pk", flat=True))
    for pk in waiting:
        handle(pk, now)
    return len(waiting)


def overdue(now: datetime) -> bool:
    """Whether post waits that nobody is reading."""
    return bool(_waiting(now - OVERDUE).exists())


def forget(before: datetime) -> int:
    """Take out what came before this moment and is in no case; a reference in its subject makes it none's."""
    old = _forgettable(before).select_for_update(of=("self",))
    return empty(old)


def empty(rows: "models.QuerySet[Post]") -> int:
    """Messages and what they tell of people go; the digest stays, by which one that is delivered again is known."""
    found = list(rows)
    for post in found:
        if post.raw:
            transaction.on_commit(partial(post.raw.storage.delete, str(post.raw.name)))
    Post.objects.filter(pk__in=[post.pk for post in found]).update(
        raw="", sender="", message_id="", subject="", settled_why=""
    )
    return len(found)


def forgettable(now: datetime) -> bool:
    """Whether some post without a case is too old."""
    return _forgettable(now - KEPT).exists()


@task()
def forget_old() -> int:
    """What the worker does as soon as post without a case is too old."""
    with transaction.atomic():
        return forget(timezone.now() - KEPT)


def _forgettable(before: datetime) -> "models.QuerySet[Post]":
    nowhere = models.Q(case=None) | models.Q(finding="unproven")
    return Post.objects.filter(nowhere, entry=None, received_at__lt=before).exclude(raw="")


def _waiting(now: datetime) -> "models.QuerySet[Post]":
    tried_long_ago = models.Q(tried_at=None) | models.Q(tried_at__lte=now - AGAIN)
    return Post.objects.filter(tried_long_ago, handled_at=None, received_at__range=(now - TRIED_FOR, now))


def _into_its_case(post: Post, mail: Mail, content: bytes, at: datetime) -> None:
    case, proven = whose(mail)
    take_in = proven and not mail.automatic
    files = incoming_files.look(mail.attachments) if take_in else incoming_files.NOTHING  # before anything is held
    with transaction.atomic():
        held = Post.objects.select_for_update(of=("self",)).get(pk=post.pk)
        if held.handled_at is not None:
            return
        held.sender, held.message_id = mail.sender[:254], mail.message_id[:300]
        held.case = case if proven or not mail.automatic else None  # a machine's that proves nothing is nobody's
        held.subject = mail.subject.translate(_STRAY)[:300]
        held.municipality, held.known_by = whose_town(case, mail)
        held.finding = mail.automatic or ("" if proven else "unproven" if case else "unknown_case")
        if proven and case and mail.automatic == "bounce":
            notices_of_failure.mark(case, content)
        elif take_in and case:
            held.entry, held.finding = enter(Case.objects.held(case.pk), held, mail, files, at)
        held.handled_at = at
        held.save()


def whose(mail: Mail) -> tuple[Case | None, bool]:
    """The case a mail belongs to, and whether that is proven; a subject can be typed by anyone and proves nothing."""
    if mail.token and mail.token_in == "address":  # noqa: S105 - where it stood
        reference, _dot, secret = mail.token.rpartition(".")
        case = _case(reference)
        if case and links.opens(case, secret):
            return case, True
    said = REFERENCE.search(mail.subject)
    return (_case(said[0]) if said else None), False


def whose_town(case: Case | None, mail: Mail | None = None) -> tuple[Municipality | None, str]:
    """Whose clerks are to look at a mail, and how that is known; none where nothing tells.

    case: the one it names. number: what it names begins with a municipality's code. only: no other municipality
    serves anybody here. sender: the address stands in cases of one municipality only; to find that out, all are read.
    """
    if case is not None:
        return case.municipality, "case"
    named, sender = (f"{mail.token or ''} {mail.subject}", mail.sender) if mail else ("", "")
    if said := REFERENCE.search(named):
        town = Municipality.objects.filter(code=said[0].partition("-")[0]).first()
        if town is not None:
            return town, "number"
    towns = Municipality.objects.order_by("pk")
    serving = towns.filter(pk__in=Service.objects.values("municipality"))[:2]
    if len(serving) == 1:
        return serving[0], "only"
    of_sender = Case.objects.filter(email__iexact=sender).exclude(email="").values("municipality")
    found = towns.filter(pk__in=of_sender)[:2]
    return (found[0], "sender") if len(found) == 1 else (None, "")


def _case(reference: str) -> Case | None:
    """By its number, in whatever letters a mail programme made of it."""
    forms = {reference, reference.upper(), reference.lower()}
    rows = Case.objects.select_related("municipality")
    found: Case | None = rows.filter(reference__in=forms, anonymised_at=None).first()
    return found


def enter(
    case: Case, post: Post, mail: Mail, files: incoming_files.Looked, at: datetime, *, by: User | None = None
) -> tuple[Entry | None, str]:
    """The entry of a mail that is proven and a person's, or why there is none. The case is held.

    `by`: who says so of a mail that proves nothing; the resident is told, for it may be another's.
    """
    before = Post.objects.filter(case=case).exclude(pk=post.pk).exclude(entry=None)
    if mail.message_id and before.filter(message_id=mail.message_id[:300]).exists():
        return None, "duplicate"
    if before.filter(received_at__gt=at - timedelta(days=1)).count() >= A_DAY:
        return None, "too_many"
    files = files.with_room(papers.MOST - case.attachments.count())
    text = mail.text.translate(_STRAY).strip()
    not_taken = [*files.not_taken, *([("", "text_too_long")] if len(text) > LONGEST_TEXT else [])]
    if not text and not_taken:
        text = mail.subject.translate(_STRAY) or "–"  # so that there is something to say of what was not taken
    facts: dict[str, Any] = {"channel": "mail", "not_taken": not_taken} if not_taken else {"channel": "mail"}
    if mail.sender.lower() != case.email.lower():
        facts["sender"] = "other"  # who has the secret link may write from anywhere; a clerk should know
    if by is not None:
        facts["put_here"] = True
    kept = papers.keep(case, files.papers, at)
    try:
        return resident.add(case=case, text=text[:LONGEST_TEXT], at=at, files=kept, facts=facts, by=by), ""
    except Refused as refused:
        papers.forget(kept)
        if refused.reason != "text_needed":
            raise
        return None, "nothing_new"
    except Exception:
        papers.forget(kept)
        raise
