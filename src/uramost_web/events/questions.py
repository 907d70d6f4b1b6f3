"""Questions of residents: asked in their language, looked through and translated by staff, shown to all at once."""

import re
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from django.db import transaction

from uramost import languages
from uramost.scripts import to_cyrillic
from uramost_web.accounts import audit
from uramost_web.accounts.models import User
from uramost_web.events.models import Event, Question, Standing, State
from uramost_web.events.permissions import RUN
from uramost_web.notices.editions import owed
from uramost_web.places.models import in_language
from uramost_web.places.permissions import check_may
from uramost_web.translation import rules
from uramost_web.translation.reading import stored_tag, tag_of

AFTER: Final = timedelta(hours=1)
"""So long after the end questions are still taken."""
CONTACT: Final = re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]+|(?:\d[\s/().-]*){9,}")
"""An e-mail address, or nine digits and more with what people write between them: somebody's telephone or number.

A date has eight. No part takes the sign of another, so that a text of a thousand “@” costs no more than another.
"""
MOST: Final = 3
LEAST: Final = 70
"""Percent of likeness of what is suggested from the memory."""


class Refused(ValueError):
    """This cannot be done. Codes: closed, changed, lacking."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def closed(event: Event, at: datetime) -> bool:
    """Whether no questions are taken: before it is announced, when it was cancelled, and once it is over."""
    return event.state not in {State.ANNOUNCED, State.HELD} or at > event.ends_at + AFTER


def has_contact(text: str) -> bool:
    """Whether there is something in it by which somebody is reached or known."""
    return CONTACT.search(text) is not None


def wanted(event: Event) -> tuple[str, ...]:
    """The tags in which a question has to be there before it is shown: those owed here."""
    try:
        found = [entry.language for entry in owed(event.municipality, event.starts_at.date())]
    except languages.NoStatus:
        found = []
    tags = tuple(dict.fromkeys(tag_of(one) for one in found))
    return tags or ("sq", "sr-Cyrl")


@transaction.atomic
def ask(*, event: Event, text: str, language: str, key: UUID, at: datetime) -> Question:
    """Raises `Refused("closed")`. Sent twice it is one question."""
    if closed(event, at):
        raise Refused("closed")
    made, _new = Question.objects.get_or_create(
        key=key,
        defaults={
            "event": event, "text": text, "language": language, "during": event.starts_at <= at, "asked_at": at,
        },
    )  # fmt: skip
    return made


def beginning(question: Question) -> dict[str, str]:
    """What stands in the form before anybody has looked at it: the question itself, Serbian in Cyrillic."""
    if question.texts:
        return dict(question.texts)
    text = to_cyrillic(question.text).text if question.language == "sr-Latn" else question.text
    return {stored_tag(question.language): text}


def suggestions(question: Question, tag: str, *, insider: bool) -> list[str]:
    """What was said before for something similar, from the municipality's memory."""
    source, text = stored_tag(question.language), beginning(question).get(stored_tag(question.language), "")
    if source == tag or not text:
        return []
    found = rules.similar(
        text, source, tag, minimum=LEAST, limit=MOST, municipality=question.event.municipality, insider=insider
    )
    return list(dict.fromkeys(match.target for match in found))


@transaction.atomic
def settle(*, question: Question, texts: Mapping[str, str], state: str, seen: int, by: User, at: datetime) -> Question:
    """Keep its texts, and show it or not. Raises `Refused`: "lacking" where it is to be shown and a language lacks.

    What was asked is kept word for word only until it is shown or refused: what staff took out is gone.
    """
    Question.objects.select_for_update().values_list("pk").get(pk=question.pk)
    row = Question.objects.select_related("event__municipality").get(pk=question.pk)
    check_may(by, RUN, row.event.municipality)
    if row.version != seen:
        raise Refused("changed")
    kept = {tag: text for tag, text in texts.items() if text}
    own = stored_tag(row.language)
    if state == Standing.SHOWN and {own, *wanted(row.event)} - kept.keys():
        raise Refused("lacking")
    row.texts = {} if state == Standing.REFUSED else kept
    row.state, row.version, row.settled_at, row.settled_by = Standing(state), row.version + 1, at, by
    if state != Standing.NEW:
        row.text = ""
    row.save()
    audit.record("question.settled", subject=row, by=by, at=at, state=str(row.state))
    return row


def shown(event: Event, tag: str) -> list[tuple[Question, str]]:
    """Those that everybody sees, each in this language; empty where it is not there in it."""
    rows: Any = event.questions.filter(state=Standing.SHOWN).order_by("asked_at", "pk")
    return [(row, in_language(row.texts, tag)) for row in rows]
