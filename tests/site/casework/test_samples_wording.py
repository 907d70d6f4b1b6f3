"""What is said of samples, and when a quarter is over."""

from datetime import date

import pytest
from django.utils import translation

from uramost import fairness
from uramost.fairness import CHECKLIST, FOUND, MARKS, Estimate
from uramost_web.casework import completeness_words, sample_acts, times

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


def test_every_code_has_its_words():
    codes = {item.code for item in CHECKLIST}
    assert set(completeness_words.QUESTIONS) == set(completeness_words.ITEMS) == codes
    assert set(completeness_words.MARKS) == set(MARKS)
    assert set(completeness_words.FOUND) == set(FOUND)


@pytest.mark.parametrize("language", ["sq", "sr", "sr-latn", "en"])
@pytest.mark.parametrize("found", FOUND)
def test_every_sentence_is_filled_in_every_language(kosovo, language, found):
    one = fairness.Contrast(
        group="sr", merged=False, scored=30, without_counterpart=0, difference=Estimate(-0.2, -0.3, -0.1), p=0.01,
        p_holm=0.02, detectable=0.25, found=found,
    )  # fmt: skip
    with translation.override(language):
        assert "%" not in completeness_words.sentence(one) + completeness_words.would_have_shown(one)


def test_a_quarter_is_over_when_the_next_begins():
    assert sample_acts.over(times.Period("2026-3", date(2026, 7, 1), date(2026, 9, 30)))
    assert not sample_acts.over(times.Period("2026-3", date(2026, 7, 1), date(2026, 8, 31)))
    assert not sample_acts.over(times.periods(date(2026, 2, 10))[0])
