"""When a sentence counts as done, who is told that something waits, and why somebody is turned away."""

from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import translation as interface

from tests.conftest import AT, make_person
from tests.site import office
from uramost_web.translation import actions, letters
from uramost_web.translation.reading import looks_like
from uramost_web.translation.states import MOVES, act_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _in_english():
    with interface.override("en"):
        yield


@pytest.fixture
def row(gracanica, officer):
    return office.start_notice(gracanica, officer, AT).document.translations.get()


def write(row, position: int, text: str, by, *, confirm: bool = True) -> None:
    target = row.targets.select_related("segment", "translation__document__municipality").get(
        segment__position=position
    )
    actions.write(target=target, text=text, seen=target.version, confirm=confirm, by=by, at=AT)


def bench(client, person, row):
    client.force_login(person)
    return client.get(reverse("translation:workbench", args=[row.pk])).context


def test_a_draft_is_not_done_and_a_confirmed_sentence_is(client, row, translator):
    write(row, 1, "Конкурс за преводиоца", translator, confirm=False)
    assert bench(client, translator, row)["done"] == 0

    write(row, 1, "Конкурс за преводиоца", translator)
    page = bench(client, translator, row)
    assert (page["done"], page["active"].segment.position) == (1, 2)


def test_what_could_not_be_handed_over_is_not_counted_as_done(client, row, translator):
    write(row, 1, "Конкурс ⟦1⟧за преводиоца", translator)

    page = bench(client, translator, row)

    assert (page["done"], page["active"].segment.position) == (0, 1)
    assert 1 in actions.unready(row)


def test_a_corrected_source_is_to_be_confirmed_again(client, row, officer, translator):
    write(row, 1, "Конкурс за преводиоца", translator)
    segment = row.document.segments.get(position=1)
    actions.correct(segment=segment, text="Konkurs i ri", seen=1, by=officer, at=AT + timedelta(hours=1))

    page = bench(client, translator, row)

    assert (page["done"], page["active"].segment.position) == (0, 1)


def test_who_has_left_gets_no_letters(row, gracanica, translator):
    gone = make_person("gone@example.org", municipality=gracanica, roles=("translator",))
    gone.is_active = False
    gone.save()
    mail.outbox.clear()

    letters.tell_translators.call(row.pk)

    assert [letter.to for letter in mail.outbox] == [[translator.email]]


def test_a_translator_who_approves_their_own_work_is_told_why_not(client, row, translator):
    office.translate(row.document.notice, translator, AT)
    client.force_login(translator)

    answer = client.post(reverse("translation:review", args=[row.pk]), {"act": "approve"})

    assert answer.status_code == 403
    assert "somebody else has to approve it" in answer.content.decode()


def test_a_stranger_is_told_to_ask_for_a_role(client, officer):
    client.force_login(make_person("nobody@example.org"))

    answer = client.get(reverse("notices:start"))

    assert answer.status_code == 403
    assert "ask the administrator" in answer.content.decode()


def test_a_term_is_shown_with_what_it_means(client, row, translator):
    client.force_login(translator)

    page = client.get(reverse("translation:workbench", args=[row.pk]), {"s": 2}).content.decode()

    assert "Njësia themelore e vetëqeverisjes lokale" in page


def test_a_text_looks_like_its_language(row):
    assert looks_like(row.document.segments.all()) == "sq"
    assert looks_like([]) is None


def test_a_move_asks_for_the_same_role_wherever_it_starts():
    for name in {found.name for found in MOVES}:
        assert {found.act for found in MOVES if found.name == name} == {act_of(name)}
