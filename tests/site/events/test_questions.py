"""A resident asks in their language; staff look through and translate; then all read it in theirs."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils import translation as interface

from tests.conftest import AT
from tests.site import office
from tests.site.events.running import make_event
from uramost_web.accounts.models import AuditEntry
from uramost_web.events import questions
from uramost_web.events.models import Question, State

pytestmark = pytest.mark.django_db
ASKED = "Kada će se popraviti put?"
CYRILLIC, ALBANIAN = "Када ће се поправити пут?", "Kur do të rregullohet rruga?"


@pytest.fixture
def soon(gracanica, officer):
    return make_event(gracanica, officer, starts=timezone.now() + timedelta(days=3))


def to(event, name, *more, language="en"):
    with interface.override(language):
        return reverse(f"running:{name}", args=[event.pk, *more])


def ask(client, event, text=ASKED, language="sr-Latn", **more):
    return client.post(to(event, "ask"), {"text": text, "language": language, "key": str(uuid4()), **more})


def settled(event, question, act="show", **texts):
    sent = {"sq": ALBANIAN, "sr-Cyrl": CYRILLIC, "seen": question.version, "act": act, **texts}
    return to(event, "question", question.pk), sent


def test_a_question_is_read_by_all_in_their_languages_once_it_is_translated(client, soon, officer):
    assert ask(client, soon).url == to(soon, "question_sent")
    for language in ("sq", "sr", "sr-latn", "en"):
        assert "popraviti" not in client.get(to(soon, "questions", language=language)).content.decode()
    row = Question.objects.get()
    client.force_login(officer)
    page = client.get(to(soon, "question", row.pk)).content.decode()
    assert CYRILLIC in page  # what was asked in Latin stands ready in Cyrillic
    address, sent = settled(soon, row)
    assert client.post(address, sent | {"sq": ""}).status_code == 422
    assert client.post(address, sent).status_code == 302
    for language, said in (("sq", ALBANIAN), ("sr", CYRILLIC), ("sr-latn", ASKED)):
        assert said in client.get(to(soon, "questions", language=language)).content.decode()
    english = client.get(to(soon, "questions")).content.decode()
    assert "not there in this language" in english
    assert ASKED not in english
    row.refresh_from_db()
    assert row.text == ""


def test_a_question_that_is_refused_is_not_kept(client, soon, officer):
    ask(client, soon)
    row = Question.objects.get()
    client.force_login(officer)
    assert "tag-warning" in client.get(to(soon, "received")).content.decode()
    client.post(*settled(soon, row, act="refuse"))
    row.refresh_from_db()
    assert (row.state, row.text, row.texts) == ("refused", "", {})
    assert "tag-quiet" in client.get(to(soon, "received")).content.decode()


def test_two_who_look_it_through_do_not_overwrite_each_other(client, soon, officer):
    ask(client, soon)
    row = Question.objects.get()
    client.force_login(officer)
    first, second = settled(soon, row, act="keep"), settled(soon, row, sq="Diçka tjetër.")
    assert client.post(*first).status_code == 302
    assert client.post(*second).status_code == 422
    row.refresh_from_db()
    assert (row.state, row.texts["sq"], row.text) == ("new", ALBANIAN, ASKED)


def test_a_form_that_is_sent_twice_is_one_question(client, soon):
    key = str(uuid4())
    for _time in range(2):
        assert ask(client, soon, key=key).status_code == 302
    assert Question.objects.count() == 1


def test_another_question_written_over_the_first_is_another(client, soon):
    key = str(uuid4())
    for text in ("Kada?", "Zašto?"):
        ask(client, soon, text, key=key)
    assert set(Question.objects.values_list("text", flat=True)) == {"Kada?", "Zašto?"}


def test_those_that_wait_stand_first_also_when_they_were_looked_at(client, soon, officer):
    client.force_login(officer)
    for text, act in (("Odbijeno?", "refuse"), ("Pogledano?", "keep"), ("Novo?", "")):
        ask(client, soon, text)
        if act:
            client.post(*settled(soon, Question.objects.latest("pk"), act=act))
    states = [row.state for row, *_told in client.get(to(soon, "received")).context["lines"]]
    assert states == ["new", "new", "refused"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"text": ""},
        {"text": "a\x00b"},
        {"text": "x" * 1001},
        {"text": "Pišite mi: ana@example.org"},
        {"text": "Zovite 044/111-222."},
        {"text": "Moj broj je 1234567890"},
        {"language": "xx"},
        {"language": ""},
    ],
)
def test_what_cannot_be_asked_is_pointed_at(client, soon, wrong):
    assert ask(client, soon, **wrong).status_code == 422
    assert not Question.objects.exists()


def test_a_date_is_no_number_of_somebody():
    assert not questions.has_contact("Do 12.03.2026. ili 5. 4. 2026, 1.500.000 €")


@pytest.mark.parametrize("text", ["Arta (arta@example.org)?", "Shkruani te a@b.ks.", "044/123-456-7"])
def test_what_reaches_somebody_is_seen(text):
    assert questions.has_contact(text)


def test_signs_that_reach_nobody_are_read_at_once():
    """By a pattern that went back over them a thousand million times."""
    assert not questions.has_contact("@" * 1000)
    assert not questions.has_contact("a@" * 500)


def test_questions_are_taken_before_and_during_and_no_longer(client, gracanica, officer, soon):
    going_on = make_event(gracanica, officer, starts=timezone.now() - timedelta(minutes=10))
    over = make_event(gracanica, officer, starts=timezone.now() - timedelta(days=1))
    for event in (soon, going_on, over):
        ask(client, event)
    soon.state = State.CANCELLED
    soon.save()
    ask(client, soon)
    assert list(Question.objects.order_by("pk").values_list("event", "during")) == [
        (soon.pk, False),
        (going_on.pk, True),
    ]
    draft = make_event(gracanica, officer, state=State.DRAFT)
    assert {client.get(to(draft, name)).status_code for name in ("questions", "ask", "question_sent")} == {404}


def test_what_was_translated_before_is_suggested(client, officer, translator, reviewer, soon):
    office.publish_notice(soon.municipality, officer, translator, reviewer, AT)
    said = "Komuna shpall vendin e lirë të punës për një përkthyes."
    ask(client, soon, text=said, language="sq")
    client.force_login(officer)
    page = client.get(to(soon, "question", Question.objects.get().pk)).content.decode()
    assert office.SERBIAN[said] in page


@pytest.fixture
def outsiders(stranger, translator, auditor):
    """With what they are told, whatever they ask for."""
    return (stranger, {404, 405}), (translator, {404, 405}), (auditor, {403, 405})


def test_questions_at_their_door(client, soon, officer, outsiders):
    ask(client, soon)
    row = Question.objects.get()
    address, sent = settled(soon, row)
    before = list(AuditEntry.objects.values_list("hash"))
    for person, codes in outsiders:
        client.force_login(person)
        answers = [one for at in (to(soon, "received"), address) for one in (client.get(at), client.post(at, sent))]
        assert {answer.status_code for answer in answers} <= codes
        assert not any("popraviti" in answer.content.decode() for answer in answers)
    other = make_event(soon.municipality, officer)
    client.force_login(officer)
    assert client.get(to(other, "question", row.pk)).status_code == 404
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(officer)
    assert {browser.post(at, sent).status_code for at in (address, to(soon, "ask"))} == {403}
    assert not Question.objects.exclude(state="new").exists()
    assert list(AuditEntry.objects.values_list("hash"))[: len(before)] == before
