"""The same sentence in several places: translated once, with a way out."""

import pytest

from tests.conftest import AT
from tests.site import office
from tests.site.pages import said
from tests.site.translation.conftest import bench_of
from uramost_web.translation.machine_models import MachineSuggestion
from uramost_web.translation.models import Origin, TargetState

pytestmark = pytest.mark.django_db
TEXT = "Shënim.\n\nParagrafi i parë.\n\nShënim.\n\nParagrafi i dytë.\n\nShënim."
"""After the title (1), the same sentence is 2, 4 and 6."""


@pytest.fixture
def bench(gracanica, officer, translator):
    return bench_of(translator, office.start_notice(gracanica, officer, AT, text=TEXT).given().translations.get())


def texts(bench) -> list[str]:
    return [bench.target(position).text for position in (2, 4, 6)]


def test_a_confirmed_sentence_is_put_where_the_same_one_stands(bench):
    page = said(bench.browser.get(bench.save(2, "Напомена.").url))

    assert texts(bench) == ["Напомена."] * 3
    assert "Also put where the same sentence stands: 4, 6." in page
    assert bench.target(4).state == TargetState.CONFIRMED
    assert "Taken from sentence 2." in bench.page(4)


def test_a_draft_is_put_nowhere(bench):
    bench.save(2, "Напомена.", act="save")

    assert texts(bench) == ["Напомена.", "", ""]


def test_a_repeated_sentence_that_was_made_to_differ_is_left_alone(bench):
    bench.save(2, "Напомена.")
    bench.save(4, "Белешка.", act="save")

    bench.save(2, "Примедба.")

    assert texts(bench) == ["Примедба.", "Белешка.", "Примедба."]
    assert bench.target(4).origin == ""


def test_one_that_differs_does_not_pull_the_others_after_it(bench):
    bench.save(2, "Напомена.")

    bench.save(4, "Белешка.")

    assert texts(bench) == ["Напомена.", "Белешка.", "Напомена."]


def test_nothing_a_person_wrote_is_overwritten(bench):
    bench.save(4, "Белешка.", act="save")
    bench.save(6, "Примедба.")

    bench.save(2, "Напомена.")

    assert texts(bench)[1:] == ["Белешка.", "Примедба."]


def test_where_a_sentence_began_with_a_machine_it_did_so_everywhere_it_is_put(bench):
    MachineSuggestion.objects.create(
        target=bench.target(2), of_version=1, engine="libretranslate", text="Напомена.", at=AT
    )

    bench.save(2, "Напомена!")

    assert [bench.target(place).began_as for place in (2, 4)] == ["machine:libretranslate"] * 2
    assert bench.target(4).began_kept == bench.target(2).began_kept < 100


def test_a_button_puts_it_over_drafts_and_never_over_what_was_confirmed(bench):
    bench.save(4, "Белешка.", act="save")
    bench.save(6, "Примедба.", act="save")
    bench.send(6, bench.open(6), "confirm", text="Примедба.")
    bench.save(4, "Белешка.", act="save")
    bench.save(2, "Напомена.")
    assert "Put this translation there too" in bench.page(2)

    bench.send(2, bench.open(2), "spread")

    assert texts(bench) == ["Напомена.", "Напомена.", "Примедба."]


def test_in_a_translation_it_can_be_switched_off_and_on_again(bench):
    bench.browser.post(bench.address("propagate"), {"propagate": "off"})
    bench.save(2, "Напомена.")
    assert texts(bench) == ["Напомена.", "", ""]

    bench.browser.post(bench.address("propagate"), {"propagate": "on"})
    bench.save(2, "Напомена.", act="save")
    bench.save(2, "Напомена.")
    assert texts(bench) == ["Напомена."] * 3


def test_what_broke_its_signs_or_says_an_old_source_is_put_nowhere(bench):
    bench.save(2, "Напомена ⟦7⟧.")

    assert texts(bench)[1:] == ["", ""]


def test_each_has_its_history(bench):
    bench.save(2, "Напомена.")

    change = bench.target(6).changes.get()
    assert (change.version, change.origin) == (1, Origin.REPEATED)


def test_the_repeated_ones_are_a_filter(bench):
    context = bench.browser.get(bench.address("workbench"), {"show": "repeated"}).context

    assert [target.segment.position for target in context["targets"]] == [2, 4, 6]
    assert "It also stands here:" in bench.page(2)


def test_strangers_and_officers_switch_nothing(bench, client, stranger, officer):
    for person, status in ((stranger, 404), (officer, 403)):
        client.force_login(person)
        assert client.post(bench.address("propagate"), {"propagate": "off"}).status_code == status
    bench.row.refresh_from_db()
    assert bench.row.propagate
