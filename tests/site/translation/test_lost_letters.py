"""Letters that were not typed are offered at the workbench: in the box by a button, never silently."""

import pytest

from tests.conftest import AT
from tests.site import office
from tests.site.pages import said
from tests.site.translation.conftest import bench_of
from uramost_web.translation import lost_letters

pytestmark = pytest.mark.django_db
WITHOUT = "Opstina moze da trazi."
WITH = "Opština može da traži."
CYRILLIC = "Општина може да тражи."


@pytest.fixture
def latin(bench):
    """The translator writes Serbian in Latin script."""
    bench.page(1, script="sr-Latn")
    return bench


def offered(page: str) -> bool:
    return "Letters may be missing" in page


def test_after_saving_the_words_that_may_lack_letters_are_named(latin):
    part = said(latin.send(2, latin.open(2), "draft", typing=True, text=WITHOUT))

    assert offered(part)
    assert 'value="restore:Opstina Opština"' in part
    assert 'value="restore:moze može"' in part
    assert 'value="restore:"' in part


def test_saving_changes_no_letter(latin):
    latin.save(2, WITHOUT)

    assert latin.target(2).text == "Опстина мозе да трази."
    assert offered(latin.page(2))


def test_one_button_puts_one_word_into_the_box_and_saves_only_what_was_typed(latin):
    answer = latin.send(2, latin.open(2), "restore:moze može", text=WITHOUT)

    page = said(answer)
    assert "Opstina može da trazi.</textarea>" in page
    assert 'value="restore:Opstina Opština"' in page
    assert 'value="restore:moze' not in page
    assert latin.target(2).text == "Опстина мозе да трази."


def test_another_button_puts_all_of_them_and_they_are_kept_when_saved(latin):
    answer = latin.send(2, latin.open(2), "restore:", text=WITHOUT)

    assert f"{WITH}</textarea>" in said(answer)
    assert not offered(said(answer))
    latin.send(2, answer.context["form"].initial, "confirm")
    assert latin.target(2).text == CYRILLIC
    assert not offered(latin.page(2))


@pytest.mark.parametrize("act", ["restore:moze", "restore:da đa", "restore:⟦1⟧", "restore: "])
def test_what_was_not_offered_is_not_put_in(latin, act):
    assert f"{WITHOUT}</textarea>" in said(latin.send(2, latin.open(2), act, text=WITHOUT))


def test_in_cyrillic_nothing_can_be_missing(bench):
    bench.save(2, CYRILLIC)

    assert not offered(bench.page(2))


def test_albanian_without_its_letters_is_offered_them(gracanica, officer, translator):
    notice = office.start_notice(gracanica, officer, AT, title="Оглас", text=CYRILLIC, written_in="sr-Cyrl")
    bench = bench_of(translator, notice.given().translations.get(language="sq"))

    answer = bench.send(2, bench.open(2), "restore:", text="Kerkesa eshte bere.")

    assert "Kërkesa është bërë.</textarea>" in said(answer)


def test_who_may_not_write_is_told_but_gets_no_button(latin, translator, reviewer):
    for position, text in enumerate(office.SERBIAN.values(), start=1):
        latin.save(position, WITHOUT if position == 2 else text)
    latin.press("submit")
    review = bench_of(reviewer, latin.row)

    page = review.page(2, script="sr-Latn")

    assert offered(page)
    assert "restore:" not in page


def test_a_stranger_gets_nothing_put_in(latin, stranger):
    form = latin.open(2)

    assert bench_of(stranger, latin.row).send(2, form, "restore:", text=WITHOUT).status_code == 404
    assert latin.target(2).text == ""


def test_of_an_endless_sentence_only_the_beginning_is_looked_at():
    words = [one.original for one in lost_letters.doubted("eshte " * 2000, "sq")]

    assert set(words) == {"eshte"}
    assert len(words) == lost_letters.LONGEST // len("eshte ")
