"""People who work together on a text: it is offered and taken, sentences are talked about, a sample is judged."""

from datetime import datetime, timedelta

from uramost_web.accounts.models import User
from uramost_web.portal.demo.people import Team
from uramost_web.portal.demo.texts import Fault, Offer, Said
from uramost_web.translation import pool, remarks, sampling
from uramost_web.translation.models import Translation
from uramost_web.translation.teamwork import Task

A_WHILE = timedelta(minutes=40)
"""From one thing said to the next."""


def offered(translation: Translation, offer: Offer, team: Team, helper: User | None, at: datetime) -> None:
    """Into the pool, and to the helper where there is one."""
    row = pool.offer(translation=translation, task=Task.TRANSLATE, note=offer.note, by=team.officer, at=at)
    if helper:
        pool.take(assignment=row, by=helper, at=at + A_WHILE)


def talked_about(translation: Translation, said: tuple[Said, ...], team: Team, at: datetime) -> None:
    """One remark after the other, each with its answer."""
    for word in said:
        target = translation.targets.select_related("translation__document__municipality", "segment").get(
            segment__position=word.sentence
        )
        row = remarks.remark(target=target, text=word.text, by=team.reviewer, at=at)
        at += A_WHILE
        if word.settled:
            remarks.settle(remark=row, by=team.translator, at=at)


def judged(translation: Translation, faults: tuple[Fault, ...], team: Team, at: datetime) -> None:
    """A sample is drawn, read and finished by the reviewer."""
    sample = sampling.draw(translation=translation, by=team.reviewer, at=at, seed=1)
    sentences = {sentence.position: sentence for sentence in sample.sentences.all()}
    for fault in faults:
        sampling.mark(
            sentence=sentences[fault.sentence],
            kind=fault.kind,
            severity=fault.severity,
            note=fault.note,
            by=team.reviewer,
        )
    sampling.finish(sample=sample, by=team.reviewer, at=at + A_WHILE)
