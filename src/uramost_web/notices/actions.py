"""The officer's acts: write, send to the translators, publish, correct, withdraw."""

from collections.abc import Iterable
from datetime import date, datetime
from functools import partial
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.timezone import localdate

from uramost.text import clean
from uramost_web.accounts import audit
from uramost_web.accounts.models import User
from uramost_web.notices import downloads, following
from uramost_web.notices.editions import Readiness, as_recorded, make_texts, missing, owed, readiness, waiting
from uramost_web.notices.models import Notice, Publication, PublishedText
from uramost_web.places.models import Municipality
from uramost_web.places.permissions import NotAllowed, check_may
from uramost_web.translation import actions as translation_actions
from uramost_web.translation import reading
from uramost_web.translation.actions import BrokenSigns, Changed
from uramost_web.translation.models import Segment

__all__ = [
    "BrokenSigns",
    "Changed",
    "NothingNew",
    "ReasonNeeded",
    "SourceMissing",
    "correct",
    "give_text",
    "keep_draft",
    "publish",
    "send_to_translators",
    "settled",
    "start",
    "withdraw",
]


class NothingNew(Exception):
    """There is nothing that is not public already."""


class ReasonNeeded(Exception):
    """Languages owed are missing, and no reason was given."""

    def __init__(self, languages: list[str]) -> None:
        super().__init__(languages)
        self.languages = languages


class SourceMissing(Exception):
    """There is no text yet."""


@transaction.atomic
def start(*, municipality: Municipality, kind: str, by: User, at: datetime, act: str = "notice.write") -> Notice:
    """A new notice, numbered in its municipality. `act`: who may do that may start it; an event begins with one."""
    check_may(by, act, municipality)
    Municipality.objects.select_for_update().get(pk=municipality.pk)  # two officers do not get the same number
    last = Notice.objects.filter(municipality=municipality).aggregate(last=Max("number"))["last"] or 0
    notice = Notice.objects.create(municipality=municipality, number=last + 1, kind=kind, created_by=by, created_at=at)
    audit.record("notice.started", subject=notice, by=by, at=at, kind=kind)
    return notice


def keep_draft(*, notice: Notice, draft: dict[str, str], by: User) -> None:
    """Keep what is being typed, as it is typed. Raises `text.BadText`, and `NotAllowed` once the text is settled."""
    check_may(by, "notice.write", notice.municipality)
    notice.draft = {name: clean(text) for name, text in draft.items()}
    unsettled = Notice.objects.filter(pk=notice.pk, document__translations=None, published_at=None)
    if not unsettled.update(draft=notice.draft):
        raise NotAllowed(settled(notice) or "already_translated")


def settled(notice: Notice) -> str:
    """Why the text as a whole can no longer be replaced: the code of a refusal, or nothing."""
    if notice.published_at:
        return "already_public"
    return "already_translated" if notice.document and notice.document.translations.exists() else ""


@transaction.atomic
def give_text(
    *, notice: Notice, title: str, data: bytes, filename: str, written_in: str, by: User, at: datetime
) -> Notice:
    """The notice's text, from a file or typed; one that nobody translates and that is not public can be replaced.

    Raises what `reading.receive` raises, and `NotAllowed` once translations are open or the text is public.
    """
    check_may(by, "notice.write", notice.municipality)
    standing = _standing(notice)  # a text given at the same moment, or sent to the translators, comes first or second
    if refusal := settled(standing):
        raise NotAllowed(refusal)
    earlier = standing.document
    document = reading.receive(
        municipality=notice.municipality, title=title, data=data, filename=filename, written_in=written_in, by=by, at=at
    )
    with reading.or_no_file(document):
        notice.document = document
        notice.save(update_fields=["document"])
        if earlier:
            earlier.delete()
            transaction.on_commit(partial(earlier.original.delete, save=False))
        audit.record("notice.text_given", subject=notice, by=by, at=at)
        following.follow(notice, at)
    return notice


@transaction.atomic
def send_to_translators(
    *, notice: Notice, further: Iterable[str] = (), due: date | None = None, by: User, at: datetime
) -> None:
    """Open a translation into every language owed, and into further ones the officer asks for (stored tags).

    `due` is the day by which those that are opened now are needed.

    Raises `languages.NoStatus`, `SourceMissing`, and `NotAllowed` for one that was withdrawn.
    """
    check_may(by, "notice.write", notice.municipality)
    notice = _standing(notice)
    if notice.document is None:
        raise SourceMissing
    tags = [reading.tag_of(entry.language) for entry in owed(notice.municipality, localdate(at))]
    translation_actions.open_translations(
        document=notice.document,
        tags=[tag for tag in (*tags, *further) if tag != notice.document.language],
        by=by,
        at=at,
        due=due,
    )


@transaction.atomic
def publish(*, notice: Notice, reason: str = "", reason_language: str = "", by: User, at: datetime) -> Publication:
    """Bring out every language that is ready and not public yet, all at one moment.

    Raises `NothingNew`, `ReasonNeeded` when a language owed is missing and no reason is given, `languages.NoStatus`,
    and `NotAllowed` for one that was withdrawn.
    """
    notice = _standing(notice)
    check_may(by, "notice.publish", notice.municipality)
    if notice.document is None:
        raise SourceMissing
    list(notice.document.translations.select_for_update())  # none is opened again while its text goes out
    found = readiness(notice, localdate(at))
    lacking, reason = [row.language for row in missing(found)], clean(reason).strip()
    if lacking and not reason:
        raise ReasonNeeded(lacking)
    rows = waiting(found)
    if not rows:
        raise NothingNew
    publication = _bring_out(notice, rows, lacking, reason, reason_language, by, at)
    audit.record(
        "notice.published",
        subject=notice,
        by=by,
        at=at,
        publication=publication.number,
        languages=[row.tag for row in rows],
        missing=lacking,
    )
    return publication


@transaction.atomic
def correct(*, notice: Notice, segment: Segment, text: str, seen: int, by: User, at: datetime) -> None:
    """Correct a sentence of the source, in public at once; the other languages are out of date from this moment.

    Raises `Changed`, and `NotAllowed` for a notice that was withdrawn.
    """
    notice = _standing(notice)
    translation_actions.correct(segment=segment, text=text, seen=seen, by=by, at=at)
    if notice.published_at is None:
        return
    found = readiness(notice, localdate(at))
    _bring_out(notice, [row for row in found if row.is_source], [], "", "", by, at)
    audit.record("notice.corrected", subject=notice, by=by, at=at, segment=segment.position)


@transaction.atomic
def withdraw(*, notice: Notice, by: User, at: datetime) -> None:
    """Take a public notice off the portal. Its texts stay in the history."""
    notice = _standing(notice)
    check_may(by, "notice.publish", notice.municipality)
    if notice.published_at is None:
        raise NotAllowed("not_public")
    notice.withdrawn_at = at
    notice.save(update_fields=["withdrawn_at"])
    audit.record("notice.withdrawn", subject=notice, by=by, at=at)
    following.follow(notice, at)


def _standing(notice: Notice) -> Notice:
    """The notice as it is now, held until the end of the transaction. Raises `NotAllowed` when it was withdrawn.

    Nothing is joined to it: PostgreSQL, having waited for the row, would join what belonged to it before.
    """
    found: Notice = Notice.objects.select_for_update().get(pk=notice.pk)
    if found.withdrawn_at:
        raise NotAllowed("withdrawn")
    return found


def _bring_out(  # noqa: PLR0917 - everything a publication is made of
    notice: Notice, rows: list[Readiness], lacking: list[str], reason: str, reason_language: str, by: User, at: datetime
) -> Publication:
    last = notice.publications.aggregate(last=Max("number"))["last"] or 0
    publication = Publication.objects.create(
        notice=notice,
        number=last + 1,
        at=at,
        by=by,
        missing=lacking,
        reason=reason if lacking else "",
        reason_language=reason_language if lacking else "",
        owed=[as_recorded(entry) for entry in owed(notice.municipality, localdate(at))],
    )
    source_edition = _source_edition(notice, rows)
    texts = [text for row in rows for text in make_texts(publication, row, source_edition)]
    notice.texts.filter(current=True, tag__in=[text.tag for text in texts]).update(current=False)
    PublishedText.objects.bulk_create(texts)
    if notice.published_at is None:
        notice.published_at = at
        notice.save(update_fields=["published_at"])
    transaction.on_commit(partial(downloads.prepare.enqueue, publication.pk))
    following.follow(notice, at)
    return publication


def _source_edition(notice: Notice, rows: list[Readiness]) -> int:
    """The edition of the source that these texts say the same as."""
    current: dict[str, Any] = notice.texts.filter(is_source=True).aggregate(last=Max("edition"))
    return (current["last"] or 0) + any(row.is_source for row in rows)
