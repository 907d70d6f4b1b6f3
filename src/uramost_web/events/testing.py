"""Tests before and after: written, taken once each through the own link or typed in from paper, and what was gained."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, Final

from django.db import transaction
from django.db.models import Q

from uramost import gains, quizzes
from uramost.scripts import to_latin
from uramost_web.accounts import audit
from uramost_web.accounts.models import User
from uramost_web.directory.models import Person
from uramost_web.events.models import TAUGHT, Attendance, Coming, Event, Registration, State
from uramost_web.events.permissions import RUN
from uramost_web.events.quizzes import Quiz, Sitting, When
from uramost_web.places.permissions import check_may

LONGEST: Final = timedelta(days=60)
"""After the last session: by then what one knows comes from elsewhere."""


class CannotTest(ValueError):
    """`code` is other_kind, answered_already, not_open, has_answered or nobody."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@transaction.atomic
def write(*, event: Event, questions: list[dict[str, Any]], by: User, at: datetime) -> Quiz:
    """The questions from now on. Raises `CannotTest` once somebody has answered, and `NotAllowed`."""
    row = Event.objects.held(event.pk)
    check_may(by, RUN, row.municipality)
    if row.kind not in TAUGHT:
        raise CannotTest("other_kind")
    if Sitting.objects.filter(quiz=row.pk).exists():
        raise CannotTest("answered_already")
    values = {"questions": questions, "written_by": by, "written_at": at}
    quiz, _new = Quiz.objects.update_or_create(event=row, defaults=values)
    audit.record("test.written", subject=row, by=by, at=at)
    return quiz


def asked(registration: Registration, at: datetime) -> str:
    """Which test this person may take now, as a value of `When`; empty: none."""
    event = registration.event
    quiz = Quiz.objects.filter(event=event).first()
    if quiz is None or registration.state != Coming.REGISTERED or event.state in {State.DRAFT, State.CANCELLED}:
        return ""
    when = _open(event, at)
    return when if when and not quiz.sittings.filter(person=registration.person, when=when).exists() else ""


def _open(event: Event, at: datetime) -> str:
    """Before: until the first session has ended. After: from the beginning of the last one, where there are more."""
    sessions = list(event.sessions.all())
    if not sessions:
        return ""
    if at < sessions[0].starts_at or (len(sessions) > 1 and at < sessions[0].ends_at):
        return When.BEFORE
    return When.AFTER if sessions[-1].starts_at <= at < event.ends_at + LONGEST else ""


@transaction.atomic
def answer(*, registration: Registration, when: str, chosen: Sequence[int | None], at: datetime) -> Sitting:
    """By the person's own link, once. Raises `CannotTest`."""
    Event.objects.held(registration.event_id)
    if not when or asked(registration, at) != when:
        raise CannotTest("not_open")
    quiz = Quiz.objects.get(event=registration.event_id)
    return Sitting.objects.create(
        quiz=quiz, person=registration.person, when=when, chosen=list(chosen),
        points=quizzes.points(quiz.questions, chosen), at=at,
    )  # fmt: skip


@transaction.atomic
def type_in(
    *, event: Event, person: Person, when: str, chosen: Sequence[int | None], by: User, at: datetime
) -> Sitting:
    """From paper; what was typed in before is put right, what somebody answered themselves is not touched.

    Raises `CannotTest` and `NotAllowed`.
    """
    row = Event.objects.held(event.pk)
    check_may(by, RUN, row.municipality)
    quiz = Quiz.objects.filter(event=row).first()
    if quiz is None or not people(row).filter(pk=person.pk).exists():
        raise CannotTest("nobody")
    there = Sitting.objects.filter(quiz=quiz, person=person, when=when)
    if there.filter(typed_by=None).exists():
        raise CannotTest("has_answered")
    values = {
        "chosen": list(chosen), "points": quizzes.points(quiz.questions, chosen), "typed_by": by, "at": at
    }  # fmt: skip
    made, _new = Sitting.objects.update_or_create(quiz=quiz, person=person, when=when, defaults=values)
    audit.record("test.typed_in", subject=row, by=by, at=at)
    return made


def people(event: Event) -> Any:
    """Who may be tested: who registered or came."""
    came = Attendance.objects.filter(session__event=event).values("person")
    said = event.registrations.filter(state=Coming.REGISTERED).values("person")
    return Person.objects.standing().filter(Q(pk__in=came) | Q(pk__in=said))


def gained(quiz: Quiz) -> gains.Gain | None:
    """Of those with both results, in points; None of fewer than five."""
    results: dict[str, dict[int, float]] = {When.BEFORE: {}, When.AFTER: {}}
    for when, person, points in quiz.sittings.filter(person__merged_into=None).values_list("when", "person", "points"):
        results[when][person] = points
    return gains.told(gains.gain(results[When.BEFORE], results[When.AFTER]))


def in_tag(quiz: Quiz, tag: str) -> list[tuple[str, list[str]]]:
    """Questions and answers in this language and script; empty where they are not there: never another language."""
    if tag in quiz.tags():
        return [(one["text"][tag], list(one["answers"][tag])) for one in quiz.questions]
    if tag == "sr-Latn" and "sr-Cyrl" in quiz.tags():
        return [(to_latin(text), [to_latin(one) for one in answers]) for text, answers in in_tag(quiz, "sr-Cyrl")]
    return []
