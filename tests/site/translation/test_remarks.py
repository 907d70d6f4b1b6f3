"""Remarks between translator and reviewer: on a sentence, settled before approval."""

import pytest
from django.urls import reverse

from tests.conftest import AT
from tests.site import office
from tests.site.pages import said
from tests.site.translation.conftest import bench_of
from uramost_web.translation import actions, remarks
from uramost_web.translation.states import State
from uramost_web.translation.teamwork import Remark

pytestmark = pytest.mark.django_db


@pytest.fixture
def submitted(serbian, notice, translator):
    office.translate(notice, translator, AT)
    serbian.refresh_from_db()
    return serbian


def say(person, row, position, text):
    bench = bench_of(person, row)
    return bench.browser.post(bench.address("remark", position), {"text": text}, follow=True)


def test_what_the_reviewer_remarks_the_translator_reads_and_settles(submitted, bench, reviewer, translator):
    say(reviewer, submitted, 2, "„Расписује“ није исто.")

    page = bench.page(2)
    assert "„Расписује“ није исто." in page
    remark = Remark.objects.get()
    bench.browser.post(reverse("translation:settle", args=[submitted.pk, remark.pk]))
    remark.refresh_from_db()
    assert remark.settled_by == translator


@pytest.mark.parametrize(
    ("text", "lang"),
    [("Ky afat është i gabuar.", "sq"), ("Овај рок није исти.", "sr-Cyrl"), ("Ovaj rok nije isti.", "sr-Latn"),
     ("Please look at the date.", "en"), ("Датум?", ""), ("12.03.2026", "")],
)  # fmt: skip
def test_a_remark_is_in_its_own_language_whatever_the_page_is_in(submitted, bench, reviewer, text, lang):
    say(reviewer, submitted, 2, text)

    assert f'<p lang="{lang}">{text}</p>' in bench.page(2)


def test_so_is_why_a_translation_was_returned(submitted, bench, reviewer):
    bench_of(reviewer, submitted).press("review", act="return", comment="Ky afat është i gabuar.")

    assert '<p lang="sq">Ky afat është i gabuar.</p>' in bench.page(2)


def test_nothing_is_approved_while_a_remark_stands_open(submitted, reviewer):
    say(reviewer, submitted, 3, "Датум?")

    with pytest.raises(remarks.OpenRemarks) as open_ones:
        actions.approve(translation=submitted, by=reviewer, at=AT)
    assert open_ones.value.positions == [3]
    answer = bench_of(reviewer, submitted).press("review", act="approve")
    assert "Remarks are still open. The first such sentence is open now." in said(answer)
    assert answer.context["active"].segment.position == 3

    remarks.settle(remark=Remark.objects.get(), by=reviewer, at=AT)
    actions.approve(translation=submitted, by=reviewer, at=AT)
    submitted.refresh_from_db()
    assert submitted.state == State.APPROVED


@pytest.mark.parametrize("text", ["", "  ", "Нул\0а"])
def test_an_empty_remark_is_asked_for_words(submitted, reviewer, text):
    answer = say(reviewer, submitted, 1, text)

    assert "message-error" in said(answer)
    assert not Remark.objects.exists()


def test_a_stranger_makes_no_remark_and_settles_none(submitted, reviewer, stranger):
    remark = remarks.remark(target=submitted.targets.first(), text="Реч.", by=reviewer, at=AT)

    assert say(stranger, submitted, 1, "Моје.").status_code == 404
    theirs = bench_of(stranger, submitted).browser
    assert theirs.post(reverse("translation:settle", args=[submitted.pk, remark.pk])).status_code == 404
    assert Remark.objects.filter(settled_at=None).count() == 1


def test_of_two_who_settle_it_the_first_is_recorded(submitted, reviewer, translator):
    remark = remarks.remark(target=submitted.targets.first(), text="Реч.", by=reviewer, at=AT)

    remarks.settle(remark=remark, by=translator, at=AT)
    remarks.settle(remark=remark, by=reviewer, at=AT)

    remark.refresh_from_db()
    assert remark.settled_by == translator


def test_no_remark_slips_in_after_the_approval_unseen(submitted, reviewer, officer):
    actions.approve(translation=submitted, by=reviewer, at=AT)

    answer = say(officer, submitted, 2, "Још нешто.")

    assert "This translation has been approved meanwhile. Not said: Још нешто." in said(answer)
    assert not Remark.objects.exists()
