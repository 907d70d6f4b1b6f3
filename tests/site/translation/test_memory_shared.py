"""From when on a sentence is offered to translators of other municipalities (docs/decisions/010)."""

from typing import Any

import pytest

from tests.conftest import AT
from tests.site import office
from tests.site.translation.bench import Bench
from tests.site.translation.conftest import bench_of
from uramost_web.notices import actions as notices
from uramost_web.notices.models import Notice
from uramost_web.translation import actions

pytestmark = pytest.mark.django_db


@pytest.fixture
def elsewhere(stranger: Any) -> Bench:
    """The same sentences to translate, in another municipality."""
    place = stranger.memberships.first().municipality
    return bench_of(stranger, office.start_notice(place, stranger, AT).given().translations.get(language="sr-Cyrl"))


def offered(bench: Bench) -> list[str]:
    shown = bench.browser.get(bench.address("workbench"), {"s": 2}).context["suggestions"]
    return [one.text for one in shown]


def test_others_are_offered_a_sentence_once_it_is_approved_and_not_before(
    notice: Notice, bench: Bench, elsewhere: Bench, translator: Any, reviewer: Any
) -> None:
    said = office.SERBIAN["Komuna shpall vendin e lirë të punës për një përkthyes."]
    bench.save(2, said, act="draft")
    assert offered(elsewhere) == []

    office.translate(notice, translator, AT)
    assert offered(elsewhere) == []
    notices.publish(notice=notice, reason="Nuk është lexuar ende.", reason_language="sq", by=notice.created_by, at=AT)
    assert offered(elsewhere) == []  # public in Albanian; the Serbian still waits for its reader

    bench.row.refresh_from_db()
    actions.approve(translation=bench.row, by=reviewer, at=AT)
    assert offered(elsewhere) == [said]


def test_what_is_improved_and_not_approved_again_is_not_offered(
    notice: Notice, bench: Bench, elsewhere: Bench, translator: Any, reviewer: Any
) -> None:
    office.translate(notice, translator, AT)
    bench.row.refresh_from_db()
    actions.approve(translation=bench.row, by=reviewer, at=AT)
    actions.reopen(translation=bench.row, by=translator, at=AT)

    bench.save(2, "Тајна реченица о радном месту преводиоца.")

    assert not [text for text in offered(elsewhere) if "Тајна" in text]
