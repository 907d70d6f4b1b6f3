"""A translator asks the machine: told first where the sentence goes, warned of what is wrong, never held up."""

from datetime import timedelta

import pytest
from django.utils import timezone, translation

from tests.conftest import make_person
from tests.machine_server import MachineServer, closed_port
from tests.site import office
from tests.site.pages import said
from tests.site.translation import machines
from tests.site.translation.conftest import bench_of
from uramost import machine as library
from uramost_web.translation import machine
from uramost_web.translation.machine_models import (
    MachineAsk,
    MachineReader,
    MachineSetting,
    MachineSuggestion,
    Protocol,
)
from uramost_web.translation.machine_words import REMARKS, TROUBLES, trouble_said
from uramost_web.translation.models import TargetState

pytestmark = pytest.mark.django_db
DEADLINE, DIPLOMA = 3, 4
IN_SERBIAN = "Рок за пријаву је 15 дана, до 12. марта 2026."


@pytest.fixture
def engine():
    with MachineServer() as running:
        yield running


@pytest.fixture
def administrator(gracanica):
    return make_person("administrator@example.org", municipality=gracanica, roles=("administrator",))


@pytest.fixture
def setting(gracanica, administrator, engine) -> MachineSetting:
    return machines.switch_on(gracanica, administrator, engine.url)


@pytest.fixture
def ready(setting, translator) -> MachineSetting:
    """Switched on, and the translator has read the statement."""
    machines.has_read(translator, setting)
    return setting


def test_nothing_is_sent_before_the_translator_has_read_where_it_goes(bench, setting, engine):
    told = machines.ask(bench, DEADLINE)

    assert not engine.said
    for part in ("Made-up Translations", "Germany", "30 days", "127.0.0.1", "I have read this"):
        assert part in told

    told = machines.ask(bench, DEADLINE, "read")

    assert IN_SERBIAN in told
    assert [body["q"] for body in engine.bodies("/translate")] == [[office.ALBANIAN.split("\n")[2]]]


def test_whoever_has_read_it_is_not_asked_again_until_it_changes(bench, ready, engine, gracanica, administrator):
    assert IN_SERBIAN in machines.ask(bench, DEADLINE)

    machines.switch_on(gracanica, administrator, engine.url, country="US")
    told = machines.ask(bench, DIPLOMA)

    assert "United States" in told
    assert "Универзитетска" not in told
    assert MachineReader.objects.count() == 1


def test_a_suggestion_is_marked_and_saves_nothing(bench, ready):
    told = machines.ask(bench, DEADLINE)

    assert "made by a machine" in told
    assert "Nobody has read this yet." in told
    assert bench.target(DEADLINE).state == TargetState.EMPTY
    assert bench.target(DEADLINE).text == ""


def test_without_javascript_the_button_leads_back_to_the_sentence(bench, ready):
    answer = bench.browser.post(bench.address("machine", DEADLINE), {"act": "ask"})

    assert answer.url.endswith(f"?s={DEADLINE}#machine")
    assert MachineSuggestion.objects.get().text == IN_SERBIAN


def without_javascript(bench, position, **typed):
    """The button of a page that goes away: it sends the form of the sentence too."""
    form = {**bench.open(position), "act": "ask", **typed}
    return bench.browser.post(bench.address("machine", position), form)


def test_without_javascript_what_is_typed_is_kept_first(bench, ready):
    without_javascript(bench, DEADLINE, text="Мој почетак")

    assert bench.target(DEADLINE).text == "Мој почетак"
    assert MachineSuggestion.objects.get().text == IN_SERBIAN


def test_without_javascript_somebody_elses_text_is_not_written_over(bench, other_bench, ready, engine):
    form = bench.open(DEADLINE)
    other_bench.save(DEADLINE, "Туђи превод је овде.")

    answer = without_javascript(bench, DEADLINE, **{**form, "text": "Мој почетак"})

    assert answer.status_code == 409
    assert "Мој почетак" in said(answer)
    assert not engine.said


def test_asking_takes_nothing_back_that_was_confirmed(bench, ready):
    bench.save(DEADLINE, IN_SERBIAN)

    without_javascript(bench, DEADLINE)

    assert bench.target(DEADLINE).state == TargetState.CONFIRMED
    assert bench.target(DEADLINE).version == 1


def test_without_javascript_a_trouble_is_told_on_the_page(bench, ready, engine):
    engine.failure = "error"

    answer = bench.browser.post(bench.address("machine", DEADLINE), {"act": "ask"}, follow=True)

    assert trouble_said("server_failed") in said(answer)


def test_the_suggestion_is_shown_in_the_script_of_the_translator(bench, ready):
    bench.page(DEADLINE, script="sr-Latn")

    assert "Rok za prijavu je 15 dana, do 12. marta 2026." in machines.ask(bench, DEADLINE)


def test_a_changed_number_is_shown_loudly(bench, ready, engine):
    engine.words[office.ALBANIAN.split("\n")[2]] = "Рок за пријаву је 51 дан, до 12. марта 2026."

    told = machines.ask(bench, DEADLINE)

    assert "finding-error" in told
    assert "the source says “15 ditë”, this says “51 дан”" in told


def test_a_lost_sign_for_formatting_is_shown_loudly(ready, notice, engine, translator, serbian):
    segment = notice.given().segments.get(position=DEADLINE)
    segment.text = "⟦1⟧Afati⟦/1⟧ i aplikimit është 15 ditë."
    segment.save()
    engine.rewrite = lambda text: text.replace("</span>", "")

    told = machines.ask(bench_of(translator, serbian), DEADLINE)

    assert "lost these signs for formatting: ⟦1⟧ ⟦/1⟧" in told


def test_approved_terms_are_looked_for_in_the_suggestion(bench, ready, notice, engine):
    from uramost_web.translation import rules
    from uramost_web.translation.models import TermEntry

    TermEntry.objects.update_or_create(
        key="story",
        defaults={"domain": "x", "status": "approved", "texts": {"sq": ["diplomë"], "sr-Cyrl": ["сведочанство"]}},
    )
    rules.forget()

    told = machines.ask(bench, DIPLOMA)

    assert "The agreed term is: сведочанство." in told


TROUBLE_OF = {
    "page": "not_json", "two too many": "wrong_count", "quota": "quota_used", "elsewhere": "redirected",
    "break off": "unreachable", "huge": "too_large",
}  # fmt: skip
"""One of each kind; all of them are in tests/library/test_machine_trouble.py."""


@pytest.mark.parametrize("failure", TROUBLE_OF)
def test_every_failure_is_one_calm_sentence_and_the_translator_goes_on(bench, ready, engine, failure):
    engine.failure = failure

    told = machines.ask(bench, DEADLINE)

    assert trouble_said(TROUBLE_OF[failure]) in told
    assert MachineAsk.objects.get().code == TROUBLE_OF[failure]
    bench.save(DEADLINE, IN_SERBIAN)
    assert bench.target(DEADLINE).state == TargetState.CONFIRMED


def test_a_server_that_says_nothing_costs_no_longer_than_agreed(bench, ready, engine):
    engine.failure = "hang in the middle"

    with pytest.raises(library.Trouble, match="timed_out"):
        machine.ask(translation=bench.row, targets=[bench.target(DEADLINE)], by=None, at=timezone.now(), seconds=0.2)


def test_the_source_given_back_is_no_suggestion(bench, ready, engine):
    engine.words = {}

    assert trouble_said("echoed") in machines.ask(bench, DEADLINE)
    assert not MachineSuggestion.objects.exists()


def test_a_dead_server_is_asked_three_times_and_then_left_alone(bench, ready, engine):
    engine.failure = "error"
    for _ in range(3):
        machines.ask(bench, DEADLINE)

    told = machines.ask(bench, DEADLINE)

    assert trouble_said("resting") in told
    assert len(engine.said) == 3

    MachineSetting.objects.update(resting_until=timezone.now() - timedelta(seconds=1))
    engine.failure = ""
    assert IN_SERBIAN in machines.ask(bench, DEADLINE)
    assert MachineSetting.objects.get().failures == 0


def test_a_server_that_asks_to_wait_is_not_asked_again_before(bench, ready, engine):
    engine.failure = "slow down"
    machines.ask(bench, DEADLINE)

    assert trouble_said("resting") in machines.ask(bench, DEADLINE)
    assert len(engine.said) == 1
    until = MachineSetting.objects.get().resting_until
    assert timedelta(seconds=30) < until - timezone.now() <= timedelta(seconds=37)


def test_nobody_listening_is_no_error_of_the_site(bench, ready):
    MachineSetting.objects.update(url=f"http://127.0.0.1:{closed_port()}")

    told = machines.ask(bench, DEADLINE)

    assert trouble_said("unreachable") in told


def test_a_municipality_asks_only_so_often_in_a_minute(bench, ready, engine):
    MachineSetting.objects.update(per_minute=2)
    for position in (DEADLINE, DIPLOMA):
        machines.ask(bench, position)

    assert trouble_said("own_limit") in machines.ask(bench, DEADLINE)
    assert len(engine.said) == 2

    MachineAsk.objects.update(at=timezone.now() - timedelta(seconds=61))
    assert IN_SERBIAN in machines.ask(bench, DEADLINE)


def test_another_municipality_has_its_own_machine(bench, translator):
    told = machines.ask(bench, DEADLINE)

    assert told.strip() == ""


def test_what_was_asked_is_counted_and_never_kept(bench, ready, translator):
    machines.ask(bench, DEADLINE)

    row = MachineAsk.objects.get()
    assert (row.by, row.sentences, row.characters, row.code) == (translator, 1, len(office.ALBANIAN.split("\n")[2]), "")


def test_a_corrected_source_leaves_no_suggestion_for_what_it_said_before(bench, ready, notice, officer):
    from uramost_web.translation import actions

    machines.ask(bench, DEADLINE)
    segment = notice.given().segments.get(position=DEADLINE)
    actions.correct(segment=segment, text="Afati është 20 ditë.", seen=1, by=officer, at=timezone.now())

    assert machine.suggestion_for(bench.target(DEADLINE)) is None
    assert machine.take(bench.target(DEADLINE)) == ""


def test_a_translation_in_review_is_sent_nowhere(bench, ready, notice, translator, engine):
    office.translate(notice, translator, timezone.now())

    assert "not open any more" in machines.ask(bench, DEADLINE)
    assert not engine.said


def test_whoever_may_not_translate_may_not_ask(serbian, ready, officer, engine):
    bench = bench_of(officer, serbian)
    answer = bench.browser.post(bench.address("machine", DEADLINE), {"act": "read"})

    assert answer.status_code == 403
    assert not engine.said


@pytest.mark.parametrize("language", ["sq", "sr", "en"])
def test_every_trouble_and_remark_has_a_sentence(language):
    with translation.override(language):
        assert set(TROUBLES) == library.TROUBLES
        assert all(str(words).endswith(".") for words in TROUBLES.values())
        assert {code: str(words) % {"marks": "⟦1⟧", "names": "a@b.c"} for code, words in REMARKS.items()}.keys() == {
            "marks_lost",
            "names_lost",
        }


def test_every_protocol_of_the_library_can_be_chosen():
    assert {choice.value for choice in Protocol} == set(library.NAMES) == set(library.CONNECTORS)


@pytest.mark.parametrize("protocol", ["deepl", "chat"])
def test_each_other_protocol_gives_a_suggestion(bench, gracanica, ready, engine, protocol):
    machines.switch_on(gracanica, ready.changed_by, engine.url, protocol=protocol)

    assert IN_SERBIAN in machines.ask(bench, DEADLINE, "read")
    assert MachineSuggestion.objects.get().engine == protocol
