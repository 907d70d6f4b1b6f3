"""Quality samples: drawn from a translation, judged by somebody who did not write it, and counted."""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from uramost import quality
from uramost.text import clean
from uramost_web.accounts import audit
from uramost_web.accounts.models import User
from uramost_web.places.permissions import NotAllowed
from uramost_web.translation.models import Translation
from uramost_web.translation.permissions import check_may_act
from uramost_web.translation.teamwork import Sample, SampleMark, SampleSentence


class NothingToRead(Exception):
    """No sentence is translated yet, or none has words."""


class Finished(Exception):
    """The sample has its score: what was found stays as it is."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A finished sample with its score; the row of a table."""

    sample: Sample
    score: quality.Score


@transaction.atomic
def draw(*, translation: Translation, by: User, at: datetime, seed: int | None = None) -> Sample:
    """Draw a sample for `by` to read.

    Raises `NothingToRead`, and `NotAllowed`: "role" for who may not review, "own_work" for who wrote any of it.
    """
    check_may_act(by, "translation.review", translation)
    if translation.targets.filter(written_by=by).exists():
        raise NotAllowed("own_work")
    rows = {
        row.segment.position: row
        for row in translation.targets.select_related("segment").exclude(text="").order_by("segment__position")
    }
    sentences = [quality.Sentence(position, row.segment.words) for position, row in rows.items()]
    seed = secrets.randbelow(2**31) if seed is None else seed
    drawn = quality.draw(sentences, seed=seed)
    if not drawn:
        raise NothingToRead
    in_all = sum(1 for sentence in sentences if sentence.words)
    sample = Sample.objects.create(translation=translation, seed=seed, in_all=in_all, reader=by, drawn_at=at)
    SampleSentence.objects.bulk_create(
        SampleSentence(
            sample=sample,
            position=position,
            source=rows[position].segment.text,
            text=rows[position].text,
            words=rows[position].segment.words,
        )
        for position in drawn
    )
    audit.record("sample.drawn", subject=translation, by=by, at=at, sample=sample.pk, sentences=len(drawn))
    return sample


@transaction.atomic
def mark(*, sentence: SampleSentence, kind: str, severity: str, note: str = "", by: User) -> SampleMark:
    """Note something that is wrong. Raises `Finished`, `NotAllowed` for another than the reader, KeyError for codes."""
    _open(sentence.sample, by)
    quality.dimension(kind)
    if severity not in quality.POINTS:
        raise KeyError(severity)
    return SampleMark.objects.create(sentence=sentence, kind=kind, severity=severity, note=clean(note).strip())


@transaction.atomic
def unmark(*, mark: SampleMark, by: User) -> None:
    """Take back what was noted, while the sample is being read. Raises as `mark`."""
    _open(mark.sentence.sample, by)
    mark.delete()


@transaction.atomic
def finish(*, sample: Sample, by: User, at: datetime) -> quality.Score:
    """All of it was read: the score stands. Raises `Finished` and `NotAllowed`."""
    sample = _open(sample, by)
    sample.finished_at = at
    sample.save(update_fields=["finished_at"])
    found = score(sample)
    audit.record("sample.finished", subject=sample.translation, by=by, at=at, sample=sample.pk, points=found.points)
    return found


def _open(sample: Sample, by: User) -> Sample:
    row = Sample.objects.select_for_update().get(pk=sample.pk)
    if row.reader_id != by.pk:
        raise NotAllowed("other_reader")
    if row.finished_at:
        raise Finished
    return row


def score(sample: Sample) -> quality.Score:
    """What was found so far, as one figure."""
    sentences = list(sample.sentences.prefetch_related("marks"))
    return quality.score(
        [quality.Sentence(sentence.position, sentence.words) for sentence in sentences],
        _marks(sentences),
        sentences_in_all=sample.in_all,
    )


def _marks(sentences: Iterable[SampleSentence]) -> list[quality.Mark]:
    return [
        quality.Mark(sentence.position, mark.kind, mark.severity)
        for sentence in sentences
        for mark in sentence.marks.all()
    ]


def judged(translation: Translation) -> list[Judged]:
    """The finished samples of a translation, the newest first."""
    rows = translation.samples.exclude(finished_at=None).select_related("reader").order_by("-pk")
    return [Judged(row, score(row)) for row in rows]
