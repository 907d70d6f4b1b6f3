"""A quality sample: drawn, read by somebody else, scored, and kept as it was read."""

import pytest
from django.urls import reverse

from tests.conftest import AT
from tests.site import office
from tests.site.pages import said
from tests.site.translation.conftest import bench_of
from uramost_web.places.permissions import NotAllowed
from uramost_web.translation import sampling
from uramost_web.translation.teamwork import Sample, SampleMark

pytestmark = pytest.mark.django_db


@pytest.fixture
def sample(serbian, notice, translator, reviewer):
    office.translate(notice, translator, AT)
    return sampling.draw(translation=serbian, by=reviewer, at=AT, seed=1)


@pytest.fixture
def reading(sample, reviewer):
    """The reader's browser and the address of the sample."""
    return bench_of(reviewer, sample.translation).browser, reverse(
        "translation:sample", args=[sample.translation_id, sample.pk]
    )


def test_a_reviewer_draws_a_sample_notes_a_fault_and_the_score_stands(serbian, notice, translator, reviewer):
    office.translate(notice, translator, AT)
    browser = bench_of(reviewer, serbian).browser
    page = browser.post(reverse("translation:quality", args=[serbian.pk]), follow=True)
    assert "5 sentences of 5, 30 words" in said(page)
    here = page.redirect_chain[-1][0]

    page = browser.post(
        here, {"act": "mark:3", "s3-kind": "date_format", "s3-severity": "major", "s3-note": "12.3."}, follow=True
    )
    noted = "A date is written as in another language · Serious: a reader may be misled"
    assert f'{noted} · <span lang="">12.3.</span>' in said(page)
    browser.post(here, {"act": "finish"})

    page = said(browser.get(reverse("translation:quality", args=[serbian.pk])))
    assert "<strong>83.3</strong>" in page  # 100 × (1 − 5 ÷ 30)
    assert "all of it was read" in page


def test_a_finished_sample_stays_as_it_was_read(sample, reading, bench, reviewer):
    browser, here = reading
    browser.post(here, {"act": "finish"})

    answer = browser.post(here, {"act": "mark:1", "s1-kind": "spelling", "s1-severity": "minor"}, follow=True)

    assert "This sample is finished." in said(answer)
    assert not SampleMark.objects.exists()


def test_what_was_noted_can_be_taken_back(sample, reading):
    browser, here = reading
    browser.post(here, {"act": "mark:1", "s1-kind": "spelling", "s1-severity": "minor"})
    mark = SampleMark.objects.get()

    browser.post(here, {"act": f"unmark:{mark.pk}"})

    assert sampling.score(sample).points == 0


@pytest.mark.parametrize(
    "values", [{}, {"s1-kind": "taste", "s1-severity": "minor"}, {"s1-kind": "spelling", "s1-severity": "?"}]
)
def test_a_fault_without_a_kind_is_asked_for_one_and_keeps_its_note(sample, reading, values):
    browser, here = reading

    answer = browser.post(here, {"act": "mark:1", "s1-note": "Ово остаје.", **values})

    assert answer.status_code == 422
    assert "Ово остаје." in said(answer)


def test_who_wrote_it_does_not_judge_it(serbian, notice, translator):
    office.translate(notice, translator, AT)

    with pytest.raises(NotAllowed, match="own_work"):
        sampling.draw(translation=serbian, by=translator, at=AT)


def test_nothing_translated_nothing_drawn(serbian, reviewer):
    answer = bench_of(reviewer, serbian).browser.post(reverse("translation:quality", args=[serbian.pk]), follow=True)

    assert "Nothing is translated yet" in said(answer)
    assert not Sample.objects.exists()


def test_another_reader_looks_and_does_not_note(sample, reading, colleague):
    other = bench_of(colleague, sample.translation).browser
    _browser, here = reading

    assert "Note a fault" not in said(other.get(here))
    assert other.post(here, {"act": "mark:1", "s1-kind": "spelling", "s1-severity": "minor"}).status_code == 403


def test_a_stranger_sees_no_sample(sample, reading, stranger):
    theirs = bench_of(stranger, sample.translation).browser
    _browser, here = reading

    assert theirs.get(here).status_code == 404
    assert theirs.post(here, {"act": "finish"}).status_code == 404
    assert theirs.post(reverse("translation:quality", args=[sample.translation_id])).status_code == 404


def test_a_mark_of_another_sample_is_not_found(sample, reading, reviewer):
    browser, here = reading
    other = sampling.draw(translation=sample.translation, by=reviewer, at=AT, seed=2)
    mark = sampling.mark(
        sentence=other.sentences.select_related("sample").first(), kind="spelling", severity="minor", by=reviewer
    )

    assert browser.post(here, {"act": f"unmark:{mark.pk}"}).status_code == 404
    assert SampleMark.objects.filter(pk=mark.pk).exists()
