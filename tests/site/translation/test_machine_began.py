"""What began with a machine is known for as long as it is there, and is said in public."""

from collections.abc import Iterator

import pytest
from django.utils import timezone

from tests.conftest import AT, make_person
from tests.machine_server import MachineServer
from tests.site import office
from tests.site.translation import machines
from uramost.machine import Trouble
from uramost_web.accounts.models import AuditEntry
from uramost_web.notices import actions as notices
from uramost_web.notices.models import PublishedText
from uramost_web.translation import actions, machine, machine_work
from uramost_web.translation.machine_models import MachineSetting, MachineSuggestion
from uramost_web.translation.models import TargetState

pytestmark = pytest.mark.django_db
DEADLINE, DIPLOMA = 3, 4
IN_SERBIAN = "Рок за пријаву је 15 дана, до 12. марта 2026."


@pytest.fixture
def engine() -> Iterator[MachineServer]:
    with MachineServer() as running:
        yield running


@pytest.fixture
def administrator(gracanica):
    return make_person("administrator@example.org", municipality=gracanica, roles=("administrator",))


@pytest.fixture
def ready(gracanica, administrator, engine, translator) -> MachineSetting:
    setting = machines.switch_on(gracanica, administrator, engine.url)
    machines.has_read(translator, setting)
    return setting


@pytest.fixture
def asked(bench, ready):
    """The machine has been asked for the deadline."""
    machines.ask(bench, DEADLINE)
    return bench


def began(bench, position=DEADLINE):
    row = bench.target(position)
    return row.began_as, row.began_kept


def test_a_suggestion_that_is_saved_began_with_the_machine(asked):
    asked.save(DEADLINE, IN_SERBIAN)

    assert began(asked) == ("machine:libretranslate", 100)
    assert asked.target(DEADLINE).began_with == IN_SERBIAN


def test_edited_it_still_did_and_how_much_is_left_is_known(asked):
    asked.save(DEADLINE, IN_SERBIAN, "save")
    asked.save(DEADLINE, "Пријаве се примају 15 дана, најкасније до 12. марта 2026. године.")

    name, kept = began(asked)
    assert name == "machine:libretranslate"
    assert 30 < kept < 90


def test_in_latin_script_it_is_the_same_text(asked):
    form = asked.open(DEADLINE)
    asked.send(DEADLINE, form, "confirm", text="Rok za prijavu je 15 dana, do 12. marta 2026.", tag="sr-Latn")

    assert began(asked) == ("machine:libretranslate", 100)


def test_taken_and_mended_before_it_was_saved_it_still_did(asked):
    assert machine.take(asked.target(DEADLINE)) == IN_SERBIAN

    asked.save(DEADLINE, "Рок за пријаву кандидата износи 15 дана, и то најкасније до 12. марта 2026.")

    assert began(asked)[0] == "machine:libretranslate"


def test_a_person_who_wrote_something_else_began_alone(asked):
    asked.save(DEADLINE, "Пријавите се у року од 15 дана, најкасније до 12. марта 2026.")

    assert began(asked) == ("", None)


def test_so_did_whoever_never_asked(bench, ready):
    bench.save(DEADLINE, IN_SERBIAN)

    assert began(bench) == ("", None)


def test_an_emptied_box_begins_anew(asked):
    asked.save(DEADLINE, IN_SERBIAN, "save")
    asked.save(DEADLINE, "", "save")
    assert began(asked) == ("", None)

    asked.save(DEADLINE, "Пријавите се у року од 15 дана, најкасније до 12. марта 2026.")
    assert began(asked) == ("", None)


def published(notice, bench, officer, reviewer):
    for position, text in enumerate(office.SERBIAN.values(), start=1):
        if position != DEADLINE:
            bench.save(position, text)
    actions.submit(translation=bench.row, by=bench.target(1).written_by, at=timezone.now())
    actions.approve(translation=bench.row, by=reviewer, at=timezone.now())
    notices.publish(notice=notice, by=officer, at=timezone.now())


def test_the_share_is_public_in_the_history_of_the_notice(asked, notice, officer, reviewer, client):
    asked.save(DEADLINE, IN_SERBIAN)
    published(notice, asked, officer, reviewer)

    read = client.get("/en/notices/gracanice/1/?text=sr-Cyrl").content.decode()

    assert "1 of 5 sentences were first translated by a machine and then confirmed by a person." in read
    assert "Left as the machine wrote them: 1." in read
    assert "Part of this translation began with a machine" in read
    assert read.count("first translated by a machine") == 1  # one language, though in two scripts
    assert "began with a machine" not in client.get("/sq/notices/gracanice/1/").content.decode()


def test_what_people_wrote_alone_says_nothing_of_machines(asked, notice, officer, reviewer, client):
    asked.save(DEADLINE, "Пријавите се у року од 15 дана, најкасније до 12. марта 2026.")
    published(notice, asked, officer, reviewer)

    assert "machine" not in client.get("/en/notices/gracanice/1/?text=sr-Cyrl").content.decode().partition("<footer")[0]
    assert set(PublishedText.objects.exclude(is_source=True).values_list("sentences", "machine_sentences")) == {(5, 0)}


def test_the_history_of_a_notice_costs_no_more_questions(asked, notice, officer, reviewer, django_assert_num_queries):
    from uramost_web.places.words import words
    from uramost_web.portal import reader

    asked.save(DEADLINE, IN_SERBIAN)
    published(notice, asked, officer, reviewer)
    row, said = reader.find("gracanice", 1), words("en")

    with django_assert_num_queries(2):
        reading = reader.read(row, "sr-Cyrl", said)

    assert [share.made for event in reading.history for share in event.machine] == [1]


# Before anybody asks ------------------------------------------------------------------------------------------------


def start(gracanica, officer, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        return office.start_notice(gracanica, officer, AT)


def test_a_new_document_is_sent_only_where_the_municipality_wants_it(
    gracanica, administrator, officer, engine, django_capture_on_commit_callbacks
):
    machines.switch_on(gracanica, administrator, engine.url)
    start(gracanica, officer, django_capture_on_commit_callbacks)
    assert not engine.said

    machines.switch_on(gracanica, administrator, engine.url, pretranslate=True)
    notice = start(gracanica, officer, django_capture_on_commit_callbacks)

    row = notice.given().translations.get(language="sr-Cyrl")
    assert MachineSuggestion.objects.filter(target__translation=row).count() == 5
    assert set(row.targets.values_list("text", "state", "began_as")) == {("", TargetState.EMPTY, "")}
    entry = AuditEntry.objects.get(verb="machine.prepared", subject_key=str(row.pk))
    assert (entry.by, entry.values) == (None, {"sentences": 5, "of": 5})


def test_a_failing_server_holds_up_no_new_document(
    gracanica, administrator, officer, engine, django_capture_on_commit_callbacks
):
    machines.switch_on(gracanica, administrator, engine.url, pretranslate=True)
    engine.failure = "error"

    notice = start(gracanica, officer, django_capture_on_commit_callbacks)

    assert notice.given().translations.exists()
    assert not AuditEntry.objects.filter(verb="machine.prepared").exists()


def test_one_bad_sentence_leaves_the_others_their_suggestions(bench, ready, engine):
    del engine.words["Tri vjet përvojë pune"]

    assert machine_work.prepare.func(bench.row.pk, None) == 4


def test_what_is_done_in_the_background_leaves_half_of_a_minute_to_people(bench, ready):
    MachineSetting.objects.update(per_minute=2)

    def in_the_background(position):
        return machine.ask(
            translation=bench.row, targets=[bench.target(position)], by=None, at=timezone.now(), waits=False
        )

    assert in_the_background(DIPLOMA) == {}
    with pytest.raises(Trouble, match="own_limit"):
        in_the_background(1)
    assert IN_SERBIAN in machines.ask(bench, DEADLINE)


def test_what_is_translated_already_is_not_sent(bench, ready, engine):
    bench.save(DEADLINE, IN_SERBIAN)

    machine_work.prepare.func(bench.row.pk, None)

    [body] = engine.bodies("/translate")
    assert len(body["q"]) == 4
    assert not any("Afati" in text for text in body["q"])


def test_a_translator_may_ask_for_every_empty_sentence(bench, gracanica, administrator, translator, engine):
    setting = machines.switch_on(gracanica, administrator, engine.url, pretranslate=True)
    bench.press("machine_prepare")
    assert not engine.said  # the statement comes first

    machines.has_read(translator, setting)
    bench.press("machine_prepare")

    assert MachineSuggestion.objects.count() == 5
    assert AuditEntry.objects.get(verb="machine.prepared").by == translator


def test_where_the_municipality_does_not_want_it_nobody_can(bench, ready, engine):
    bench.press("machine_prepare")

    assert not engine.said
