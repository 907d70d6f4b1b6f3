"""Made-up samples of answers and how complete they were found: in one municipality those to Serbian speakers less so.

Drawn by the act itself, of every quarter that was over for some weeks; of the latest half is scored. Marks are written
beside the act, which would take minutes for entries in the audit log; a test holds that the act could have made them.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, time, timedelta
from random import Random
from typing import Any, Final

from django.utils import timezone

from uramost.fairness import CHECKLIST
from uramost_web.accounts.models import User
from uramost_web.casework import sample_acts, times
from uramost_web.casework.history import Refused
from uramost_web.casework.models import Entry
from uramost_web.casework.samples import Sample, SampledAnswer
from uramost_web.portal.demo.town import Town

SEED: Final = 21
USUAL: Final = 0.82
"""Share of answers that are complete."""
LESS: Final[Mapping[str, Mapping[str, float]]] = {"gjilan": {"sr": 0.5}}
"""Municipality → language → its share, where it is another."""
ALIKE: Final = 0.9
"""How often a second reader comes to the same result."""
AFTER: Final = timedelta(days=20)
"""From the end of a quarter to the draw."""
A_READING: Final = timedelta(minutes=4)


def make(towns: Iterable[Town], at: datetime) -> int:
    """The samples of the year before `at`. Returns how many answers are in them."""
    return sum(len(answers) for one in towns for answers in _of_a_town(one, at))


def _of_a_town(hall: Town, at: datetime) -> Iterator[list[SampledAnswer]]:
    slug = hall.place.slug
    administrator, reader = (User.objects.get(email=f"{who}.{slug}@example.org") for who in ("administrator", "reader"))
    latest = True
    for period in sample_acts.to_draw(hall.place, timezone.localdate(at)):
        moment = timezone.make_aware(datetime.combine(period.until, time(10))) + AFTER
        chance = Random(f"{SEED} {slug} {period.key}")  # noqa: S311
        if moment >= at - timedelta(days=7):
            continue
        try:
            sample = _drawn(hall, period, administrator, moment, chance)
        except Refused:  # nobody asked in that quarter
            continue
        yield _scored(sample, hall, reader, chance, half=latest)
        latest = False


def _drawn(hall: Town, period: times.Period, by: User, at: datetime, chance: Random) -> Sample:
    seed = chance.randrange(sample_acts.SEEDS)
    return sample_acts.draw_sample(place=hall.place, period=period, each=sample_acts.EACH, by=by, at=at, seed=seed)


def _scored(sample: Sample, hall: Town, reader: User, chance: Random, *, half: bool) -> list[SampledAnswer]:
    answers = list(sample.answers.select_related("entry"))
    of_the_head = set(Entry.objects.filter(by=hall.head).values_list("case", flat=True))
    moment = sample.drawn_at
    for answer in answers[: len(answers) // 2 if half else None]:
        moment += A_READING
        part = answer.case_id in of_the_head
        answer.marks, answer.scored_by, answer.scored_at = _marks(answer, chance), reader if part else hall.head, moment
        if answer.twice and not part:
            again = answer.marks if chance.random() < ALIKE else _marks(answer, chance)
            answer.second_marks, answer.second_by, answer.second_at = again, reader, moment
    SampledAnswer.objects.bulk_update(
        answers, ["marks", "scored_by", "scored_at", "second_marks", "second_by", "second_at"], batch_size=100
    )
    if not half:
        Sample.objects.filter(pk=sample.pk).update(finished_at=moment)
    return answers


def _marks(answer: SampledAnswer, chance: Random) -> dict[str, Any]:
    """Reasons and remedies apply where something was refused, a next step to every other answer."""
    usual = LESS.get(answer.sample.municipality.slug, {}).get(answer.language, USUAL)
    applies = {"reasons": answer.entry.move == "refuse", "remedy": answer.entry.move == "refuse"}
    applies["next"] = chance.random() < 0.5
    marks = {item.code: "yes" if applies.get(item.code, True) else "not_applicable" for item in CHECKLIST}
    if chance.random() >= usual:
        missing = [code for code in ("reasons", "next", "remedy", "contact") if marks[code] == "yes"]
        for code in chance.sample(missing, min(len(missing), chance.choice((1, 1, 2)))):
            marks[code] = "no"
    return marks
