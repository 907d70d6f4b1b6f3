"""Who is offered what from the memory: context, municipalities that keep theirs, one index for all processes."""

from typing import Any

import pytest

from tests.conftest import AT
from tests.site import office
from uramost.memory import EDGE, context_of
from uramost_web.notices.models import Notice
from uramost_web.places.models import Municipality
from uramost_web.translation import actions, remembered, rules
from uramost_web.translation.models import MemoryUnit, Translation

pytestmark = pytest.mark.django_db


@pytest.fixture
def approved(notice: Notice, serbian: Translation, translator: Any, reviewer: Any) -> list[MemoryUnit]:
    """The units of a notice that was translated and approved."""
    office.translate(notice, translator, AT)
    serbian.refresh_from_db()
    actions.approve(translation=serbian, by=reviewer, at=AT)
    return list(MemoryUnit.objects.order_by("pk"))


def similar(text: str, place: Any = None, source: str = "sq", target: str = "sr-Cyrl", **how: Any) -> Any:
    return rules.similar(text, source, target, minimum=60, limit=5, municipality=place, **how)


def unit(number: int, **values: Any) -> MemoryUnit:
    fields = {"source_language": "sq", "target_language": "sr-Cyrl", "origin": "hall", "reviewed": True}
    texts = {"source": f"Zyra {number} është e mbyllur.", "target": f"Канцеларија {number} је затворена."}
    return MemoryUnit(fingerprint=str(number), **fields | texts | values)


def stored(number: int, **values: Any) -> MemoryUnit:
    row = unit(number, **values)
    row.save()
    return row


def many() -> list[MemoryUnit]:
    """Enough for an index of their own."""
    return MemoryUnit.objects.bulk_create(unit(number) for number in range(1100))


def test_a_unit_says_who_approved_it_when_from_which_document_and_beside_what(
    approved: list[MemoryUnit], serbian: Translation, reviewer: Any, gracanica: Municipality
) -> None:
    row = approved[1]
    assert (row.municipality, row.approved_by, row.approved_at) == (gracanica, reviewer, AT)
    assert (row.document_key, row.reviewed, row.machine) == (serbian.document.key, True, False)
    assert (row.before, row.after) == context_of(approved[0].source, approved[2].source)
    assert (approved[0].before, approved[-1].after) == (EDGE, EDGE)


def test_the_same_sentence_between_the_same_ones_is_worth_101(
    approved: list[MemoryUnit], gracanica: Municipality
) -> None:
    row = approved[1]
    around = context_of(approved[0].source, approved[2].source)
    found = similar(row.source, gracanica, around=around)[0]
    assert (found.shown, found.score, found.unit.document) == (101, 100, str(row.document_key))
    assert similar(row.source, gracanica)[0].shown == 100


def test_a_whole_document_is_asked_at_once_and_each_segment_knows_its_neighbours(
    approved: list[MemoryUnit], gracanica: Municipality
) -> None:
    texts = [row.source for row in approved]
    found = rules.similar_all([*texts, texts[0]], "sq", "sr-Cyrl", minimum=75, municipality=gracanica)
    assert [matches[0].shown for matches in found.values()] == [*[101] * (len(texts) - 1), 100, 100]


def test_some_segments_of_a_document_are_asked_for_and_know_their_neighbours_all_the_same(
    approved: list[MemoryUnit], gracanica: Municipality
) -> None:
    texts = [row.source for row in approved]
    found = rules.similar_all(texts, "sq", "sr-Cyrl", minimum=75, municipality=gracanica, asked=[1, 3])
    assert {place: matches[0].shown for place, matches in found.items()} == {1: 101, 3: 101}


def test_another_municipality_is_offered_it_for_a_point_less_and_not_where_it_is_kept(
    approved: list[MemoryUnit], gracanica: Municipality, stranger: Any
) -> None:
    elsewhere, text = stranger.memberships.first().municipality, approved[1].source
    assert [(match.shown, match.penalties) for match in similar(text, elsewhere)] == [(99, ("elsewhere",))]

    gracanica.shares_memory = False
    gracanica.save()

    assert similar(text, elsewhere) == similar(text) == []
    assert rules.concordance(text[:20], "sq", "sr-Cyrl", elsewhere) == []
    assert similar(text, gracanica)[0].shown == 100
    assert rules.concordance(text[:20], "sq", "sr-Cyrl", gracanica)


def test_units_that_are_kept_do_not_hide_those_that_are_not(gracanica: Municipality, stranger: Any) -> None:
    for number in range(60):
        stored(number, municipality=gracanica, kept=True)
    stored(1000)
    found = similar("Zyra 7 është e mbyllur.", stranger.memberships.first().municipality)
    assert [match.unit.source for match in found] == ["Zyra 1000 është e mbyllur."]


def test_other_figures_are_put_in_and_names_of_municipalities_too(kosovo: None) -> None:
    stored(15)
    match = similar("Zyra 16 është e mbyllur.")[0]
    assert (match.target, match.replaced != "") == ("Канцеларија 16 је затворена.", True)
    assert match.alerts == ("number",)


def test_both_scripts_of_serbian_are_one_memory(kosovo: None) -> None:
    stored(15)
    for text in ("Kancelarija 15 je zatvorena.", "Канцеларија 15 је затворена."):
        for tag in ("sr-Latn", "sr-Cyrl"):
            assert similar(text, source=tag, target="sq")[0].score == 100
    assert rules.concordance("KANCELARIJA", "sq", "sr-Latn")[0].source.startswith("Zyra")


def test_one_index_serves_what_comes_and_goes_after_it(kosovo: None) -> None:
    units = many()
    assert remembered.keep_index.call("sq", "sr-Cyrl") == 2
    assert remembered.keep_index.call("sq", "sr-Cyrl") == 0
    rules.forget()

    assert similar("Zyra 7 është e mbyllur.")[0].unit.id == units[7].pk
    assert remembered.memory("sq", "sr-Cyrl")._live.levels[0].fixed, "the index is not used"
    units[7].delete()
    assert similar("Zyra 7 është e mbyllur.")[0].score < 100
    assert rules.concordance("Zyra 7 është", "sq", "sr-Cyrl") == []
    again = stored(7)
    assert similar("Zyra 7 është e mbyllur.")[0].unit.id == again.pk
    MemoryUnit.objects.filter(pk=again.pk).update(source="Zyra 7 hapet sot.")
    assert similar("Zyra 7 është e mbyllur.")[0].score < 100  # noticed here, where the old text is found
    assert similar("Zyra 7 hapet sot.")[0].score == 100


def test_an_index_of_another_database_is_not_believed(kosovo: None) -> None:
    many()
    remembered.keep_index.call("sq", "sr-Cyrl")
    MemoryUnit.objects.order_by("pk").first().delete()
    MemoryUnit.objects.order_by("pk").last().delete()
    rules.forget()
    assert similar("Zyra 7 është e mbyllur.")[0].score == 100
    assert not remembered.memory("sq", "sr-Cyrl")._live.levels[0].fixed
    assert remembered.keep_index.call("sq", "sr-Cyrl") == 2
