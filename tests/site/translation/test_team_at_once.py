"""A team at the same moment: a remark and an approval, one task and two takers, work brought back and work saved."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse

from tests.conftest import AT
from tests.site import office
from tests.site.at_once import at_once, on_disk
from tests.site.pages import said
from tests.site.translation.conftest import bench_of
from tests.site.translation.test_homework import give_back, take_home, translated
from uramost_web.accounts.models import AuditEntry
from uramost_web.translation import pool
from uramost_web.translation.models import Homework, TargetChange
from uramost_web.translation.states import State
from uramost_web.translation.teamwork import Assignment, Remark, Task

pytestmark = pytest.mark.django_db(transaction=True)
TIMES = 3


@pytest.fixture
def cast(officer: Any, translator: Any, colleague: Any, reviewer: Any, stranger: Any) -> None:
    """Everybody is there before the doors are closed."""


@pytest.fixture
def _disk(cast: None, tmp_path: Path) -> Iterator[None]:
    with on_disk(tmp_path):
        yield


@pytest.mark.usefixtures("_disk")
def test_no_remark_stands_open_in_what_is_approved(gracanica, officer, translator, reviewer, colleague):
    for _ in range(2 * TIMES):
        row = office.translate(office.start_notice(gracanica, officer, AT), translator, AT)
        one, other = bench_of(reviewer, row), bench_of(colleague, row)

        at_once(
            lambda one=one: one.press("review", act="approve"),
            lambda other=other: other.browser.post(other.address("remark", 2), {"text": "Није исто."}),
        )

        row.refresh_from_db()
        remarked = Remark.objects.filter(target__translation=row).exists()
        assert (row.state == State.APPROVED) is not remarked


@pytest.mark.usefixtures("_disk")
def test_of_two_who_take_a_task_one_has_it_and_the_other_is_told(gracanica, officer, stranger, colleague):
    for number in range(1, TIMES + 1):
        row = office.start_notice(gracanica, officer, AT).given().translations.get()
        task = pool.offer(translation=row, task=Task.TRANSLATE, by=officer, at=AT)
        people = (colleague, stranger)
        address = reverse("translation:take", args=[task.pk])

        answers = at_once(*(partial(bench_of(one, row).browser.post, address, follow=True) for one in people))

        yours = ["It is yours now." in said(answer) for answer in answers]
        assert sorted(yours) == [False, True]
        assert Assignment.objects.get(pk=task.pk).person == people[yours.index(True)]
        assert AuditEntry.objects.filter(verb="translation.taken").count() == number


@pytest.mark.usefixtures("_disk")
def test_work_brought_back_and_work_saved_here_do_not_overwrite_each_other(gracanica, officer, translator, colleague):
    for _ in range(TIMES):
        row = office.start_notice(gracanica, officer, AT).given().translations.get()
        here, away = bench_of(colleague, row), bench_of(translator, row)
        give_back(away, translated(take_home(away), 2, "Од куће."))
        page = reverse("translation:brought_back", args=[row.pk, Homework.objects.latest("pk").pk])
        form = here.open(2)

        saved, brought = at_once(
            lambda here=here, form=form: here.send(2, form, "confirm", text="Из канцеларије."),
            lambda away=away, page=page: away.browser.post(page, {"take": ["2:0"]}, follow=True),
        )

        office_first = saved.status_code == 302
        assert here.target(2).text == ("Из канцеларије." if office_first else "Од куће.")
        assert ("Somebody wrote in these sentences at this moment" in said(brought)) is office_first
        assert TargetChange.objects.filter(target__translation=row).count() == 1


@pytest.mark.usefixtures("_disk")
def test_what_is_taken_home_while_somebody_saves_says_the_version_it_has(gracanica, officer, translator, colleague):
    """The file holds the old text or the new one, with the number of just that one: so what comes back is compared."""
    for _ in range(TIMES):
        row = office.start_notice(gracanica, officer, AT).given().translations.get()
        here, away = bench_of(colleague, row), bench_of(translator, row)
        form = here.open(2)

        _saved, file = at_once(
            lambda here=here, form=form: here.send(2, form, "confirm", text="Из канцеларије."),
            lambda away=away: take_home(away),
        )

        version = 1 if "Из канцеларије." in file else 0
        assert f'id="s2-v{version}-' in file
