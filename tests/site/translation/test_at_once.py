"""At the same moment, with real connections: one wins, the other is told, and nothing is done twice."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from tests.conftest import AT
from tests.site import office
from tests.site.at_once import at_once, on_disk
from tests.site.pages import said
from tests.site.translation.conftest import bench_of
from uramost_web.accounts import audit
from uramost_web.accounts.models import AuditEntry
from uramost_web.notices.models import Notice, Publication, PublishedText
from uramost_web.translation.models import MemoryUnit, TargetChange, TargetState, Translation
from uramost_web.translation.states import State

pytestmark = pytest.mark.django_db(transaction=True)
TIMES = 3
"""Each story a few times: who is first is nobody's to say."""


@pytest.fixture
def cast(officer: Any, translator: Any, colleague: Any, reviewer: Any) -> None:
    """Everybody is there before the doors are closed."""


@pytest.fixture
def _disk(cast: None, tmp_path: Path) -> Iterator[None]:
    with on_disk(tmp_path):
        yield


def told(answers: list[Any], sentence: str) -> list[bool]:
    return [sentence in said(answer) for answer in answers]


def press(bench: Any, button: str, **values: str) -> Callable[[], Any]:
    return lambda: bench.press(button, **values)


@pytest.mark.usefixtures("_disk")
def test_of_two_reviewers_one_decides_and_the_other_is_told(gracanica, officer, translator, reviewer, colleague):
    for number in range(1, TIMES + 1):
        row = office.translate(office.start_notice(gracanica, officer, AT), translator, AT)
        one, other = bench_of(reviewer, row), bench_of(colleague, row)

        answers = at_once(press(one, "review", act="approve"), press(other, "review", act="approve"))

        row.refresh_from_db()
        assert row.state == State.APPROVED
        assert sorted(told(answers, "Somebody else has decided already.")) == [False, True]
        assert AuditEntry.objects.filter(verb="translation.approved").count() == number
        assert MemoryUnit.objects.count() == 5 * number
        winner = (reviewer, colleague)[told(answers, "Approved.").index(True)]
        assert row.approved_by == winner
    assert isinstance(audit.verify(), int)


@pytest.mark.usefixtures("_disk")
def test_approval_and_return_do_not_both_happen(gracanica, officer, translator, reviewer, colleague):
    for _ in range(TIMES):
        row = office.translate(office.start_notice(gracanica, officer, AT), translator, AT)
        one, other = bench_of(reviewer, row), bench_of(colleague, row)

        answers = at_once(
            press(one, "review", act="approve"), press(other, "review", act="return", comment="Није тачно.")
        )

        row.refresh_from_db()
        second = told(answers, "Somebody else has decided already.")
        assert sorted(second) == [False, True]
        assert (row.state, row.comment) == ((State.OPEN, "Није тачно.") if second[0] else (State.APPROVED, ""))


@pytest.mark.usefixtures("_disk")
def test_of_two_translators_saving_one_sentence_one_is_told_and_both_texts_are_kept(
    gracanica, officer, translator, colleague
):
    for _ in range(TIMES):
        row = office.start_notice(gracanica, officer, AT).given().translations.get()
        one, other = bench_of(translator, row), bench_of(colleague, row)
        form = one.open(1)

        answers = at_once(
            lambda one=one, form=form: one.send(1, form, "confirm", text="Први"),
            lambda other=other, form=form: other.send(1, form, "confirm", text="Други"),
        )

        assert sorted(answer.status_code for answer in answers) == [302, 409]
        first = [answer.status_code for answer in answers].index(302)
        assert one.target(1).text == ("Први", "Други")[first]
        lost = said(answers[1 - first])
        assert f"{('Други', 'Први')[first]}</textarea>" in lost
        assert f"{one.target(1).text}</blockquote>" in lost
        assert TargetChange.objects.filter(target__translation=row).count() == 1


@pytest.mark.usefixtures("_disk")
def test_nothing_unconfirmed_slips_into_what_is_handed_over(gracanica, officer, translator, colleague):
    """One saves a draft at the moment another hands over: either it is in and stops it, or it is refused."""
    for _ in range(2 * TIMES):
        row = office.start_notice(gracanica, officer, AT).given().translations.get()
        one, other = bench_of(translator, row), bench_of(colleague, row)
        for position, text in enumerate(office.SERBIAN.values(), start=1):
            one.save(position, text)
        form = other.open(1)

        at_once(
            press(one, "submit"), lambda other=other, form=form: other.send(1, form, "draft", typing=True, text="Ко")
        )

        expected = (State.OPEN, TargetState.DRAFT) if one.target(1).text == "Ко" else None
        assert (one.state(), one.target(1).state) == (expected or (State.SUBMITTED, TargetState.CONFIRMED))


@pytest.mark.usefixtures("_disk")
def test_two_officers_publish_one_notice_once(gracanica, officer, translator, reviewer):
    notice = office.start_notice(gracanica, officer, AT)
    bench_of(reviewer, office.translate(notice, translator, AT)).press("review", act="approve")
    one, other = bench_of(officer, notice.given().translations.get()), bench_of(officer, Translation.objects.get())
    address = f"/en/desk/notices/{notice.pk}/publish/"

    answers = at_once(*(lambda who=who: who.browser.post(address, follow=True) for who in (one, other)))

    assert Publication.objects.count() == 1
    assert PublishedText.objects.count() == 3
    assert sorted(told(answers, "Everything that is ready is public already.")) == [False, True]


@pytest.mark.usefixtures("_disk")
def test_two_officers_who_begin_at_once_get_two_numbers(gracanica, officer):
    browsers = [bench_of(officer, Translation()).browser for _ in range(3)]
    form = {"municipality": gracanica.slug, "kind": "vacancy"}

    at_once(*(lambda browser=browser: browser.post("/en/desk/notices/new/", form) for browser in browsers))

    assert sorted(Notice.objects.values_list("number", flat=True)) == [1, 2, 3]


@pytest.mark.usefixtures("_disk")
def test_of_two_corrections_of_one_sentence_one_is_told(gracanica, officer):
    notice = office.publish_notice_in_albanian(gracanica, officer, AT)
    browsers = [bench_of(officer, Translation()).browser for _ in range(2)]
    address = f"/en/desk/notices/{notice.pk}/correct/3/"

    answers = at_once(
        *(
            lambda browser=browser, days=days: browser.post(address, {"text": f"Afati: {days} ditë.", "seen": 1})
            for browser, days in zip(browsers, (20, 30), strict=True)
        )
    )

    assert sorted(answer.status_code for answer in answers) == [302, 422]
    told_to = next(answer for answer in answers if answer.status_code == 422)
    assert "Somebody else has corrected this sentence meanwhile." in said(told_to)
    assert f'name="seen" value="{notice.document.segments.get(position=3).version}"' in said(told_to)
    assert notice.texts.filter(tag="sq").count() == 2


def test_the_database_of_these_stories_is_one_that_locks(cast, tmp_path):
    with on_disk(tmp_path):
        assert connection.vendor == "postgresql" or Path(connection.settings_dict["NAME"]).exists()
