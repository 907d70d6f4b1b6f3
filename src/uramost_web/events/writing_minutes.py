"""Staff write minutes, and make a notice of them, which is translated and published through the pages for notices."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.db import transaction
from django.db.models import Max
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from uramost_web.accounts import audit
from uramost_web.accounts.models import User
from uramost_web.events.models import Decision, Event, Minutes
from uramost_web.events.permissions import RUN
from uramost_web.interface import code
from uramost_web.notices import actions as notices
from uramost_web.notices.models import Kind as NoticeKind
from uramost_web.notices.models import Notice, PublishedText
from uramost_web.places.permissions import NotAllowed, check_may

NUMBER: Final = re.compile(r"^\d+\.\s+")
"""With which the paragraph of a decision begins in the notice."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Of the notice, about a decision. `field`: of the decision, which keeps where it stands; empty for none."""

    decision: int
    field: str
    text: str


class Changed(Exception):
    """Somebody else has changed it since it was read; nothing was kept."""


def settled(minutes: Minutes | None) -> str:
    """Why nothing in them can be replaced any more: a code of notices, or nothing."""
    return notices.settled(minutes.notice) if minutes is not None and minutes.notice is not None else ""


@transaction.atomic
def write(*, event: Event, title: str, text: str, language: str, seen: int, by: User, at: datetime) -> Minutes:
    """What was said. `seen`: the version on which it was written, 0 where there were none.

    Raises `NotAllowed` once translators have them, and `Changed`. Sent twice, it is kept once.
    """
    row = _held(event, by) or Minutes(event=event, version=0)
    if not _changes(row, {"title": title, "text": text, "language": language}, seen):
        return row
    row.changed_by, row.changed_at = by, at
    row.save()
    audit.record("minutes.written", subject=row, by=by, at=at)
    return row


def _changes(row: Minutes | Decision, values: Mapping[str, Any], seen: int) -> bool:
    """Put values into a row that is held; False where another version says the same. Raises `Changed`."""
    if row.pk is not None and row.version != seen:  # of what is not there yet no other version was seen
        if all(getattr(row, name) == value for name, value in values.items()):
            return False
        raise Changed
    for name, value in values.items():
        setattr(row, name, value)
    row.version += 1
    return True


@transaction.atomic
def decide(
    *, event: Event, decision: Decision | None, values: Mapping[str, Any], seen: int, by: User, at: datetime
) -> Decision:
    """A decision, or what it is from now on: text, responsible, due. Raises `NotAllowed` and `Changed`, as `write`."""
    minutes = _held(event, by)
    if minutes is None:
        raise NotAllowed("role")
    row = _new(minutes) if decision is None else minutes.decisions.filter(pk=decision.pk).first()
    if row is None:  # of other minutes, or struck meanwhile
        raise NotAllowed("role")
    if not _changes(row, {name: values[name] for name in ("text", "responsible", "due")}, seen):
        return row
    row.save()
    audit.record("minutes.decided", subject=row, by=by, at=at, number=row.number)
    return row


def _new(minutes: Minutes) -> Decision:
    last = minutes.decisions.aggregate(last=Max("number"))["last"] or 0
    return Decision(minutes=minutes, number=last + 1, version=0)


@transaction.atomic
def strike(*, event: Event, decision: Decision, seen: int, by: User, at: datetime) -> None:
    """It was not decided after all; those behind it move up. Raises `NotAllowed` and `Changed`, as `write`."""
    minutes = _held(event, by)
    if minutes is None or decision.minutes_id != minutes.pk:
        raise NotAllowed("role")
    if minutes.decisions.filter(pk=decision.pk).exclude(version=seen).exists():
        raise Changed
    decision.delete()
    for number, row in enumerate(minutes.decisions.order_by("number"), 1):
        Decision.objects.filter(pk=row.pk).update(number=number)
    audit.record("minutes.struck", subject=minutes, by=by, at=at)


def _held(event: Event, by: User) -> Minutes | None:
    """The minutes, held until the end of the transaction, if they can still be changed."""
    held = Event.objects.held(event.pk)
    check_may(by, RUN, held.municipality)
    row = Minutes.objects.select_related("notice__document").filter(event=held).first()
    if refusal := settled(row):
        raise NotAllowed(refusal)
    return row


@transaction.atomic
def compose(*, event: Event, by: User, at: datetime) -> Notice:
    """Make the notice, or its text anew. Raises what `notices.give_text` raises, and `NotAllowed`."""
    minutes = _held(event, by)
    if minutes is None:
        raise NotAllowed("role")
    if minutes.notice is None:
        minutes.notice = notices.start(municipality=event.municipality, kind=NoticeKind.INFORMATION, by=by, at=at)
        minutes.save(update_fields=["notice"])
    decisions = list(minutes.decisions.order_by("number"))
    with translation.override(code(minutes.language)):
        paragraphs = _paragraphs(decisions)
        heading = [f"# {pgettext('of a session', 'Decisions')}"] if decisions else []
    parts = [minutes.text, *heading, *(one.text for one in paragraphs)]
    notice = notices.give_text(
        notice=minutes.notice, title=minutes.title, data="\n\n".join(part for part in parts if part).encode(),
        filename="minutes.txt", written_in=minutes.language, by=by, at=at,
    )  # fmt: skip
    notice.refresh_from_db()
    last = [block.key for block in notice.given().structure()][-len(paragraphs) :] if paragraphs else []
    for one, key in zip(paragraphs, last, strict=True):
        if one.field:
            Decision.objects.filter(pk=one.decision).update(**{one.field: key})
    audit.record("minutes.composed", subject=minutes, by=by, at=at, decisions=len(decisions))
    return notice


def _paragraphs(decisions: Iterable[Decision]) -> list[Paragraph]:
    """Each decision with its number, and below it who does it, and until when: in the language switched on."""
    found = []
    for row in decisions:
        found.append(Paragraph(row.pk, "block", f"{row.number}. {row.text}"))
        found.append(
            Paragraph(row.pk, "responsible_block", "- " + _("Responsible: %(who)s") % {"who": row.responsible})
        )
        if row.due is not None:
            day = date_format(row.due, "DATE_FORMAT")
            found.append(Paragraph(row.pk, "", "- " + pgettext("last day", "Until: %(day)s") % {"day": day}))
    return found


def published(minutes: Minutes | None, tag: str) -> PublishedText | None:
    """The minutes as they are public in this language and script."""
    if minutes is None or minutes.notice is None or minutes.notice.withdrawn_at:
        return None
    found: PublishedText | None = minutes.notice.texts.filter(tag=tag, current=True).first()
    return found


def said(decision: Decision, text: PublishedText) -> str:
    """What was decided, in the language of the text."""
    return NUMBER.sub("", text.texts.get(decision.block, ""))


def who(decision: Decision, text: PublishedText) -> str:
    """Who does it, in the language of the text: what stands behind the colon; empty where it is not there."""
    whole: str = text.texts.get(decision.responsible_block, "")
    return whole.partition(":")[2].strip() or whole
