"""Two people act on one case at the same moment: both acts are done, one after the other."""

from datetime import timedelta
from functools import partial

import pytest

from tests.conftest import AT
from tests.site.at_once import at_once, on_disk
from tests.site.casework.conftest import send_request
from uramost.fairness import CHECKLIST
from uramost_web.casework import acts, sample_acts, times
from uramost_web.casework.history import Said
from uramost_web.casework.models import Case, Sample

DAY = timedelta(days=1)
pytestmark = pytest.mark.django_db(transaction=True)


def test_a_case_that_is_forwarded_while_others_act_on_it_is_still_found(lights, registry, clerk, head, tmp_path):
    with on_disk(tmp_path):
        for _ in range(3):
            case = send_request(lights)
            reason = Said("Прослеђено.", "sr-Cyrl", "Another office knows more.")
            at_once(
                partial(acts.forward, case=case, office=registry, by=head, at=AT, said=reason),
                *(partial(acts.note, case=case, text=f"Note {n}", by=clerk, at=AT) for n in range(3)),
            )
            case = Case.objects.get(pk=case.pk)
            assert case.office == registry
            assert [entry.number for entry in case.entries.all()] == [1, 2, 3, 4, 5]


def test_a_sample_whose_last_answers_are_scored_at_once_is_finished(lights, clerk, head, administrator, tmp_path):
    with on_disk(tmp_path):
        cases = [send_request(lights) for _ in range(2)]
        for case in cases:
            acts.act(case=case, code="answer", by=head, at=AT, said=Said("Готово.", "sr-Cyrl"))
        today = (AT + 100 * DAY).date()
        quarter = next(one for one in times.periods(today) if sample_acts.over(one) and one.since <= AT.date())
        sample = sample_acts.draw_sample(
            place=lights.municipality, period=quarter, each=30, by=administrator, at=AT + 100 * DAY
        )
        marks = {item.code: "yes" for item in CHECKLIST}
        at_once(
            *(
                partial(sample_acts.score, answer=answer, marks=marks, by=clerk, at=AT + 101 * DAY)
                for answer in sample.answers.all()
            )
        )
        assert Sample.objects.get().finished_at
