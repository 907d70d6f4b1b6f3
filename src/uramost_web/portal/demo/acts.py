"""The stories happen: every notice goes its way through the real acts, each at its own moment in the past."""

import heapq
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import count

from django.db.models import QuerySet
from django.utils import timezone

from uramost_web.accounts.models import User
from uramost_web.notices import actions as notice_actions
from uramost_web.notices.models import Notice
from uramost_web.places.models import Municipality
from uramost_web.portal.demo.people import Team
from uramost_web.portal.demo.texts import Correction, Story, sentences, working
from uramost_web.portal.demo.together import judged, offered, talked_about
from uramost_web.translation import actions as translation_actions
from uramost_web.translation.models import Segment, Target, Translation

PREPARATION = timedelta(days=2)
"""From the first word to the publication."""
BEFOREHAND = timedelta(hours=4)
"""From the translation of something that follows to its publication."""
A_SENTENCE = timedelta(minutes=2)


def happen(
    stories: Iterable[Story], places: Mapping[str, Municipality], team: Callable[[Municipality], Team], at: datetime
) -> None:
    """Tell all stories at once, act by act in the order of time, as they went until `at`."""
    today, zone = timezone.localdate(at), timezone.get_current_timezone()
    order = count()
    waiting: list[tuple[datetime, int, Iterator[datetime]]] = []

    def go_on(told: Iterator[datetime]) -> None:
        moment = next(told, None)
        if moment is not None:
            heapq.heappush(waiting, (moment, next(order), told))

    for story in stories:
        place = places[story.place]
        helper = team(places[story.offer.taken_in]).translator if story.offer and story.offer.taken_in else None
        go_on(Telling(story, place, team(place), helper, story.published(today, zone), today).acts())
    while waiting:
        go_on(heapq.heappop(waiting)[2])


@dataclass(frozen=True, slots=True)
class Telling:
    """One notice on its way. `acts` yields the moment of the next act, and does it when it is asked to go on."""

    story: Story
    place: Municipality
    team: Team
    helper: User | None  # who took the text from the shared pool
    published: datetime
    today: date

    @property
    def translator(self) -> User:
        return self.helper or self.team.translator

    @property
    def day(self) -> date:
        return self.published.date()

    def after(self, days: int) -> datetime:
        """The same time of day so many days after the publication, on a working day."""
        return datetime.combine(working(self.day + timedelta(days=days)), self.published.timetz())

    def acts(self) -> Iterator[datetime]:
        begun = self.published - PREPARATION
        yield begun
        notice = notice_actions.start(municipality=self.place, kind=self.story.kind, by=self.team.officer, at=begun)
        title, body = self.story.written(self.story.source, self.day)
        typed = {"title": title, "text": body, "written_in": self.story.source}
        notice_actions.keep_draft(notice=notice, draft=typed, by=self.team.officer)
        if self.story.unfinished == "draft":
            return
        yield (sent := begun + timedelta(minutes=20))
        self.send(notice, title, body, sent)
        self.arrange(notice, sent)
        if self.story.unfinished == "waiting":
            return
        yield begun + timedelta(hours=1)
        for tag in self.story.translations:
            if tag not in self.story.later:
                self.translate(notice, tag, begun + timedelta(hours=1))
        if self.story.remarks:
            yield begun + timedelta(hours=3)
            talked_about(translation_of(notice), self.story.remarks, self.team, begun + timedelta(hours=3))
        if self.story.unfinished:
            return
        yield self.published
        self.publish(notice, self.published)
        yield from self.afterwards(notice)

    def send(self, notice: Notice, title: str, body: str, at: datetime) -> None:
        notice_actions.give_text(
            notice=notice,
            title=title,
            data=body.encode(),
            filename="text.txt",
            written_in=self.story.source,
            by=self.team.officer,
            at=at,
        )
        notice_actions.send_to_translators(notice=notice, further=self.story.translations, by=self.team.officer, at=at)

    def arrange(self, notice: Notice, at: datetime) -> None:
        """By when it is needed, and who else could do it."""
        for translation in Translation.objects.filter(document=notice.document).select_related(
            "document__municipality"
        ):
            if self.story.due_in is not None:
                due = working(self.today + timedelta(days=self.story.due_in))
                translation_actions.set_due(translation=translation, due=due, by=self.team.officer, at=at)
            if self.story.offer:
                offered(translation, self.story.offer, self.team, self.helper, at)

    def translate(self, notice: Notice, tag: str, at: datetime) -> None:
        """Sentence by sentence; then reviewed by a second person, or by nobody else where that is the story."""
        translation = Translation.objects.get(document=notice.document, language=tag)
        rows, said = targets(translation), sentences(self.story, tag, self.day)
        if self.story.unfinished == "half":
            self.write(rows[: len(said) // 2], said, at)
            self.write(rows[len(said) // 2 : len(said) // 2 + 1], said, at + timedelta(hours=1), confirm=False)
            return
        done = self.write(rows, said, at)
        translation_actions.submit(translation=translation, by=self.translator, at=done)
        if not self.story.unfinished:
            self.approve(translation, done + timedelta(hours=2))

    def write(self, rows: Iterable[Target], said: list[str], at: datetime, *, confirm: bool = True) -> datetime:
        """One sentence after the other. Returns the moment of the last."""
        for target in rows:
            at += A_SENTENCE
            translation_actions.write(
                target=target,
                text=said[target.segment.position - 1],
                seen=target.version,
                confirm=confirm,
                by=self.translator,
                at=at,
                tag=target.translation.language,
            )
        return at

    def approve(self, translation: Translation, at: datetime) -> None:
        reviewer = self.team.translator if self.story.self_approved else self.team.reviewer
        translation_actions.approve(translation=translation, by=reviewer, at=at)

    def publish(self, notice: Notice, at: datetime) -> None:
        reason = self.story.reason
        notice_actions.publish(
            notice=notice,
            reason=reason.get("text", ""),
            reason_language=reason.get("language", ""),
            by=self.team.officer,
            at=at,
        )

    def afterwards(self, notice: Notice) -> Iterator[datetime]:
        """What happened after the publication."""
        for tag, days in self.story.later.items():
            at = self.after(days)
            yield at - BEFOREHAND
            self.translate(notice, tag, at - BEFOREHAND)
            yield at
            self.publish(notice, at)
        if self.story.correction:
            yield from self.corrected(notice, self.story.correction)
        if self.story.sample:
            at = self.after(1)
            yield at
            judged(translation_of(notice), self.story.sample, self.team, at)
        if self.story.withdrawn_after:
            at = self.after(self.story.withdrawn_after)
            yield at
            notice.refresh_from_db()
            notice_actions.withdraw(notice=notice, by=self.team.officer, at=at)

    def corrected(self, notice: Notice, correction: Correction) -> Iterator[datetime]:
        at = self.after(correction.after_days)
        yield at
        segment = Segment.objects.get(document=notice.document, position=correction.sentence)
        text = correction.said(self.story.source, self.day)
        notice_actions.correct(
            notice=notice, segment=segment, text=text, seen=segment.version, by=self.team.officer, at=at
        )
        if correction.followed_after_hours is None:
            return
        at += timedelta(hours=correction.followed_after_hours)
        yield at - BEFOREHAND
        for tag in self.story.translations:
            self.follow(notice, correction, tag, at - BEFOREHAND)
        yield at
        self.publish(notice, at)

    def follow(self, notice: Notice, correction: Correction, tag: str, at: datetime) -> None:
        """The corrected sentence in another language."""
        translation = Translation.objects.get(document=notice.document, language=tag)
        target = targets(translation).get(segment__position=correction.sentence)
        text = correction.said(tag, self.day)
        translation_actions.write(
            target=target, text=text, seen=target.version, confirm=True, by=self.team.translator, at=at, tag=tag
        )
        translation_actions.submit(translation=translation, by=self.team.translator, at=at)
        self.approve(translation, at + timedelta(minutes=20))


def translation_of(notice: Notice) -> Translation:
    """The only one of a notice whose sentences were talked about or judged."""
    return Translation.objects.select_related("document__municipality").get(document=notice.document)


def targets(translation: Translation) -> "QuerySet[Target]":
    """In the order of the document, with all that the acts look at."""
    return translation.targets.select_related("segment", "translation__document__municipality").order_by(
        "segment__position"
    )
