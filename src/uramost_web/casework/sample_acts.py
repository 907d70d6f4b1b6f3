"""A sample of answers is drawn by somebody who writes none, and scored by people who had no part in the case.

docs/methods/fairness.md says why it is done so.
"""

import secrets
from collections import defaultdict
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any, Final

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from uramost.fairness import checklist, draw
from uramost_web.accounts import audit
from uramost_web.accounts.models import User
from uramost_web.casework import times
from uramost_web.casework.history import Refused
from uramost_web.casework.models import Case, Entry
from uramost_web.casework.samples import Sample, SampledAnswer
from uramost_web.places.models import Membership, Municipality, Tongue
from uramost_web.places.permissions import ACTS, check_may

EACH: Final = 30
"""Answers of each language: four quarters give 120, whose share is known to about nine in a hundred."""
LEAST, MOST = times.FLOOR, 100
SEEDS: Final = 2**62


def to_draw(place: Municipality, today: date) -> list[times.Period]:
    """The quarters of the times page that are over and of which no sample was drawn."""
    drawn = set(Sample.objects.filter(municipality=place).values_list("period", flat=True))
    return [one for one in times.periods(today)[1:] if over(one) and one.key not in drawn]


def over(period: times.Period) -> bool:
    """Whether the period is a whole quarter: the day after it begins the next."""
    after = period.until + timedelta(days=1)
    return bool(period.quarter) and after.day == 1 and after.month % 3 == 1


@transaction.atomic
def draw_sample(
    *, place: Municipality, period: times.Period, each: int, by: User, at: datetime, seed: int | None = None
) -> Sample:
    """Once for each quarter, so that nobody draws until it pleases. Raises `Refused`, `NotAllowed`.

    Refused: not_over, drawn_already, nothing_to_draw.
    """
    check_may(by, "completeness.draw", place)
    if not over(period) or period.until >= timezone.localdate(at):
        raise Refused("not_over")
    entries = _answers(place, period, at)
    if not entries:
        raise Refused("nothing_to_draw")
    pool = defaultdict(list)
    for reference, (language, _case, _entry) in entries.items():
        pool[language].append(reference)
    sample = Sample(
        municipality=place, period=period.key, since=period.since, until=period.until, each=each, drawn_by=by,
        drawn_at=at, seed=secrets.randbelow(SEEDS) if seed is None else seed,
        pool={language: len(keys) for language, keys in sorted(pool.items())},
    )  # fmt: skip
    try:
        with transaction.atomic():
            sample.save(force_insert=True)
    except IntegrityError as twice:
        raise Refused("drawn_already") from twice
    drawn = draw(pool, each=each, seed=sample.seed)
    SampledAnswer.objects.bulk_create(
        SampledAnswer(
            sample=sample, number=number, language=one.group, twice=one.twice, case_id=entries[one.key][1],
            entry_id=entries[one.key][2],
        )
        for number, one in enumerate(drawn, start=1)
    )  # fmt: skip
    audit.record("completeness.draw", subject=sample, by=by, at=at, period=period.key, answers=len(drawn))
    return sample


def _answers(place: Municipality, period: times.Period, at: datetime) -> dict[str, tuple[str, int, int]]:
    """Reference → language asked for, case, and the entry of its first answer in substance; whatever its language."""
    tongues = dict(Tongue.objects.values_list("tag", "language"))
    rows = (
        Entry.objects.filter(
            case__in=times.cases(place, period).filter(outcome="answered", answered_at__lte=at, anonymised_at=None),
            move__in=times.ANSWERS,
            at__gte=F("case__answered_at"),  # one before it was taken back
        )
        .exclude(text="")
        .order_by("case_id", "-number")
        .values_list("case__reference", "case__language", "case_id", "pk")
    )
    return {reference: (tongues.get(tag, tag), case, entry) for reference, tag, case, entry in rows}


@transaction.atomic
def score(*, answer: SampledAnswer, marks: Mapping[str, str], by: User, at: datetime) -> SampledAnswer:
    """By whoever comes first, and where it was drawn for two by a second. Raises `Refused`, `NotAllowed`, `BadMarks`.

    Refused: own_answer, made_anonymous, scored_already.
    """
    _hold(answer.sample_id)
    row = SampledAnswer.objects.select_related("sample__municipality", "case").filter(pk=answer.pk).first()
    if row is None:  # `forget` took it out meanwhile
        raise Refused("made_anonymous")
    check_may(by, "completeness.score", row.sample.municipality)
    checklist.check(marks)
    if reason := refusal(row, by):
        raise Refused(reason)
    if row.scored_by_id is None:
        row.marks, row.scored_by, row.scored_at = dict(marks), by, at
    else:
        row.second_marks, row.second_by, row.second_at = dict(marks), by, at
    row.save()
    _finish(row.sample_id, at)
    audit.record("completeness.score", subject=row, by=by, at=at, period=row.sample.period, number=row.number)
    return row


def refusal(row: SampledAnswer, person: User) -> str:
    """Why this person may not score this answer; empty: they may."""
    if row.case.anonymised_at is not None:
        return "made_anonymous"
    if row.case.assignee_id == person.pk or Entry.objects.filter(case=row.case_id, by=person).exists():
        return "own_answer"
    first = row.scored_by_id is None
    second = row.twice and row.second_by_id is None and row.scored_by_id != person.pk
    return "" if first or second else "scored_already"


def following(sample: Sample, person: User) -> SampledAnswer | None:
    """What this person can score next: first what nobody has, then what wants a second; never of a case of theirs."""
    mine = Entry.objects.filter(by=person).values("case")
    rows = sample.answers.filter(case__anonymised_at=None).exclude(case__in=mine).exclude(case__assignee=person)
    found: Any = rows.filter(scored_by=None).first()
    return found or rows.filter(twice=True, second_by=None).exclude(scored_by=person).first()


def beyond_reach(sample: Sample) -> int:
    """How many answers nobody here may score: everybody who could had a part in their cases."""
    left = sample.answers.filter(scored_by=None, case__anonymised_at=None)
    scorers = set(
        Membership.objects.filter(
            municipality=sample.municipality_id, role__in=ACTS["completeness.score"], user__is_active=True
        ).values_list("user", flat=True)
    )
    took_part = {case: {assignee} for case, assignee in left.values_list("case", "case__assignee")}
    for case, person in Entry.objects.filter(case__in=left.values("case"), by__in=scorers).values_list("case", "by"):
        took_part[case].add(person)
    return sum(scorers <= people for people in took_part.values())


def forget(case: Case, at: datetime) -> None:
    """Its text is gone: what nobody has scored leaves its samples, and a sample may be finished by that."""
    rows = SampledAnswer.objects.filter(case=case, scored_by=None)
    for sample in sorted(set(rows.values_list("sample", flat=True))):
        _hold(sample)
        rows.filter(sample=sample).delete()
        _finish(sample, at)


def _hold(sample: int) -> None:
    """Of two who score the last two answers at once each would else think that one is left, and nobody finish it."""
    Sample.objects.select_for_update().values_list("pk").get(pk=sample)


def _finish(sample: int, at: datetime) -> None:
    """Once nothing is left to score, also where every answer has become anonymous before it was."""
    if not SampledAnswer.objects.filter(sample=sample, scored_by=None).exists():
        Sample.objects.filter(pk=sample, finished_at=None).update(finished_at=at)
