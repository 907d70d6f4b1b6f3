"""The machine on the page of a sentence: asked, taken, marked, without JavaScript."""

import pytest

from tests.conftest import make_person
from tests.machine_server import MachineServer
from tests.site.pages import said
from tests.site.translation import machines
from tests.site.translation.conftest import bench_of

pytestmark = pytest.mark.django_db
DEADLINE = 3
IN_SERBIAN = "Рок за пријаву је 15 дана, до 12. марта 2026."


@pytest.fixture
def engine():
    with MachineServer() as running:
        yield running


@pytest.fixture
def ready(gracanica, translator, engine):
    administrator = make_person("administrator@example.org", municipality=gracanica, roles=("administrator",))
    setting = machines.switch_on(gracanica, administrator, engine.url)
    machines.has_read(translator, setting)
    return setting


def test_where_no_machine_is_switched_on_nothing_is_said_of_one(bench):
    page = bench.page(DEADLINE)

    assert "Ask the machine" not in page
    assert 'id="machine"' not in page


def test_the_suggestion_stands_beside_the_sentence_it_is_of(bench, ready):
    assert "Ask the machine" in bench.page(DEADLINE)
    machines.ask(bench, DEADLINE)

    assert IN_SERBIAN in bench.page(DEADLINE)
    assert IN_SERBIAN not in bench.page(DEADLINE + 1)


def test_without_javascript_it_is_put_into_the_box_and_known_for_what_it_is(bench, ready):
    machines.ask(bench, DEADLINE)

    answer = bench.send(DEADLINE, bench.open(DEADLINE), "take:m")
    assert answer.context["form"]["text"].value() == IN_SERBIAN
    assert bench.target(DEADLINE).text == ""

    bench.save(DEADLINE, IN_SERBIAN.replace("Рок за пријаву је", "Пријава траје"))
    assert bench.target(DEADLINE).began_as == "machine:libretranslate"
    assert "made by a machine," in bench.page(DEADLINE)


def test_a_reviewer_sees_the_mark_and_no_button(serbian, bench, ready, notice, reviewer):
    machines.ask(bench, DEADLINE)
    bench.save(DEADLINE, IN_SERBIAN)

    page = said(bench_of(reviewer, serbian).browser.get(bench.address("workbench"), {"s": 1}))

    assert "made by a machine, unchanged" in page
