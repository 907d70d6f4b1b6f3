"""Tests before and after a training, by the own link or from paper; and what those who came thought, without names."""

from datetime import datetime, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone, translation

from tests.conftest import AT, make_person
from tests.site.directory.conftest import of_the_programme
from tests.site.events.classroom import came, hold, people, register
from uramost import quizzes
from uramost_web.accounts.models import AuditEntry
from uramost_web.events import links, testing, thinking
from uramost_web.events.evaluations import ASKED, Evaluated, Evaluation
from uramost_web.events.forms_teaching import FAULTS, MARKED
from uramost_web.events.quizzes import Quiz, Sitting
from uramost_web.places.models import Role

pytestmark = pytest.mark.django_db
ALBANIAN = "Sa është 1 + 1?\n- 1\n* 2\n\nPo 2 + 2?\n* 4\n- 5"
SERBIAN = "Колико је 1 + 1?\n- 1\n* 2\n\nА 2 + 2?\n* 4\n- 5"
MARKS = dict.fromkeys(ASKED, 4)


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def now():
    return timezone.now().replace(microsecond=0)


@pytest.fixture
def cast(kosovo):
    return people("Arta e Trilluar", "Бојан Измишљени", "Dilek Uydurma", "Ema Izmišljena", "Fatos i Trilluar")


def training(gracanica, officer, first: datetime, **more):
    """Two sessions on two days."""
    return hold(gracanica, officer, first, first + timedelta(days=1), state="announced", **more)


@pytest.fixture
def coming(gracanica, officer, now):
    return training(gracanica, officer, now + timedelta(days=3))


@pytest.fixture
def over(gracanica, officer, now):
    return training(gracanica, officer, now - timedelta(days=3))


def write(event, by):
    asked = quizzes.together({"sq": quizzes.read(ALBANIAN), "sr-Cyrl": quizzes.read(SERBIAN)})
    return testing.write(event=event, questions=asked, by=by, at=timezone.now())


def own(row, name="test"):
    return reverse(f"certificates:{name}", args=[row.pk, links.secret(row)])


def test_every_fault_and_question_has_its_sentence():
    assert FAULTS.keys() == set(quizzes.CODES)
    assert MARKED.keys() == set(ASKED)


# Tests ---------------------------------------------------------------------------------------------------------------


def test_the_officer_writes_it_in_both_languages(client, coming, officer):
    client.force_login(officer)
    page = reverse("training:test", args=[coming.pk])
    assert client.get(page).status_code == 200
    for sent in ({}, {"sq": ALBANIAN}, {"sq": ALBANIAN, "sr-Cyrl": SERBIAN.replace("* 4", "- 4")},
                 {"sq": ALBANIAN, "sr-Cyrl": "А?\n* а\n- б"}, {"sq": "\0", "sr-Cyrl": SERBIAN}):  # fmt: skip
        assert client.post(page, sent).status_code == 422
    assert client.post(page, {"sq": ALBANIAN, "sr-Cyrl": SERBIAN}).status_code == 302
    assert Quiz.objects.get().tags() == ["sq", "sr-Cyrl"]
    assert "Колико је 1 + 1?" in client.get(page).content.decode()
    assert AuditEntry.objects.filter(verb="test.written").count() == 1


def test_it_is_taken_once_through_the_own_link(client, coming, officer, cast):
    write(coming, officer)
    row = register(coming, cast[0])
    assert (
        "A short test before the training"
        in client.get(reverse("events:mine", args=[row.pk, links.secret(row)])).content.decode()
    )
    with translation.override("sr"):
        page = own(row)
    assert "А 2 + 2?" in client.get(page).content.decode()
    assert client.post(page, {"when": "before", "question_1": "9"}).status_code == 422
    assert client.post(page, {"when": "after", "question_1": "1"}).status_code == 409
    assert client.post(page, {"when": "before", "question_1": "1"}).status_code == 302
    made = Sitting.objects.get()
    assert (made.points, made.chosen, made.typed_by, made.when) == (1, [1, None], None, "before")
    assert client.post(page, {"when": "before", "question_1": "1", "question_2": "0"}).status_code == 409
    assert "А 2 + 2?" not in client.get(page).content.decode()
    with pytest.raises(testing.CannotTest, match="answered_already"):
        write(coming, officer)
    with pytest.raises(IntegrityError), transaction.atomic():
        Sitting.objects.create(quiz_id=coming.pk, person=cast[0], when="before", chosen=[], points=0, at=AT)


def test_in_latin_script_and_in_no_other_language_silently(client, coming, officer, cast):
    write(coming, officer)
    row = register(coming, cast[0])
    with translation.override("sr-latn"):
        assert "A 2 + 2?" in client.get(own(row)).content.decode()
    text = client.get(own(row)).content.decode()
    assert "There is no test in the language of this page." in text
    assert "Po 2 + 2?" not in text


def test_when_which_test_is_open(gracanica, officer, cast, now):
    event = training(gracanica, officer, now)
    write(event, officer)
    row = register(event, cast[0])
    long, day = timedelta(minutes=90), timedelta(days=1)
    late = now + day + long + timedelta(days=59)
    moments = (now - day, now + long - timedelta(seconds=1), now + long, now + day, late, late + 2 * day)
    assert [testing.asked(row, at) for at in moments] == ["before", "before", "", "after", "after", ""]
    row.state = "cancelled"
    assert testing.asked(row, now) == ""
    row.state, event.state = "registered", "cancelled"
    row.event = event
    assert testing.asked(row, now) == ""


def test_a_wrong_secret_opens_nothing(client, coming, officer, cast):
    write(coming, officer)
    row, other = register(coming, cast[0]), register(coming, cast[1])
    for name in ("test", "evaluate"):
        for secret in ("x", links.secret(other), links.secret(row)[:-1]):
            assert client.get(reverse(f"certificates:{name}", args=[row.pk, secret])).status_code == 404
    assert not Sitting.objects.exists()


def test_paper_is_typed_in_and_put_right(client, over, officer, cast):
    write(over, officer)
    came(over, *cast)
    client.force_login(officer)
    page = reverse("training:paper", args=[over.pk])
    stranger = people("Goran Izmišljeni")[0]
    sent = {"person": cast[0].pk, "when": "before", "letters": "b-"}
    assert client.get(page).status_code == 200
    assert client.post(page, sent).status_code == 302
    assert client.post(page, sent | {"letters": "ba"}).status_code == 302
    assert Sitting.objects.get().points == 2
    for bad in ({"letters": "b"}, {"letters": "xx"}, {"when": "x"}, {"person": stranger.pk}, {"person": "x"}):
        assert client.post(page, sent | bad).status_code == 422
    Sitting.objects.create(quiz_id=over.pk, person=cast[1], when="after", chosen=[1, 0], points=2, at=AT)
    assert client.post(page, {"person": cast[1].pk, "when": "after", "letters": "--"}).status_code == 422
    assert Sitting.objects.get(person=cast[1]).points == 2


def test_the_gain_is_told_of_five_and_of_no_fewer(client, over, officer, cast):
    quiz = write(over, officer)
    came(over, *cast)
    for person, before, after in zip(cast[:4], (0, 1, 1, 0), (2, 2, 1, 1), strict=True):
        for when, points in (("before", before), ("after", after)):
            Sitting.objects.create(quiz=quiz, person=person, when=when, chosen=[], points=points, at=AT)
    client.force_login(officer)
    page = reverse("training:test", args=[over.pk])
    assert "at least five people" in client.get(page).content.decode()
    for when, points in (("before", 0), ("after", 2)):
        Sitting.objects.create(quiz=quiz, person=cast[4], when=when, chosen=[], points=points, at=AT)
    found = testing.gained(quiz)
    assert (found.pairs, found.mean, found.worse) == (5, pytest.approx(1.2), 0)
    assert "95 % interval" in client.get(page).content.decode()


# Thoughts ------------------------------------------------------------------------------------------------------------


def test_somebody_says_once_what_they_think_and_nothing_leads_back(client, over, cast):
    row = register(over, cast[0])
    page = own(row, "evaluate")
    assert client.get(page).status_code == 200
    assert client.post(page, {}).status_code == 422
    assert client.post(page, {"content": "6"}).status_code == 422
    assert client.post(page, {"content": "5", "words": "Shumë mirë.\r\nFaleminderit"}).status_code == 302
    assert client.post(page, {"content": "1"}).status_code == 409
    assert client.get(page).status_code == 404
    made = Evaluation.objects.get()
    assert (made.content, made.useful) == (5, None)
    fields = {field.name for field in Evaluation._meta.get_fields()}
    assert fields == {"key", "event", "words", *ASKED}
    assert {field.name for field in Evaluated._meta.get_fields()} == {"registration"}
    with pytest.raises(IntegrityError), transaction.atomic():
        Evaluation.objects.create(event=over, content=6)


def test_not_before_the_last_session(coming, gracanica, officer, cast, now):
    assert not thinking.may_evaluate(register(coming, cast[0]), now)
    with pytest.raises(thinking.CannotEvaluate):
        thinking.evaluate(registration=coming.registrations.get(), marks=MARKS, words="", at=now)
    assert not Evaluation.objects.exists()
    assert not thinking.may_evaluate(register(coming, cast[1], state="waiting"), now + timedelta(days=5))
    assert thinking.may_evaluate(coming.registrations.get(person=cast[0]), now + timedelta(days=5))


def test_of_four_nothing_is_told_and_of_five_no_single_marks_of_fewer(client, over, officer, cast, now):
    client.force_login(officer)
    page = reverse("training:evaluations", args=[over.pk])
    for number, person in enumerate(cast):
        assert "Fewer than five people" in client.get(page).content.decode()
        marks = MARKS | {"useful": None if number else 1}
        thinking.evaluate(registration=register(over, person), marks=marks, words=f"Fjala {number}", at=now)
    text = client.get(page).content.decode()
    assert "5 people have answered." in text
    assert "fewer than five marks" in text
    assert "Fjala 3" in text
    found = {one.asked: one for one in thinking.thought(over).marks}
    assert found["content"].counts == (0, 0, 0, 5, 0)
    assert (found["useful"].counts, found["useful"].number) == (None, 0)


# Doors ---------------------------------------------------------------------------------------------------------------


def test_the_desk_is_closed_to_others(client, over, officer, stranger, gracanica):
    write(over, officer)
    ways = {name: reverse(f"training:{name}", args=[over.pk]) for name in ("test", "paper", "evaluations")}
    sent = {"sq": ALBANIAN.replace("1 + 1", "9 + 9"), "sr-Cyrl": SERBIAN}
    auditor = of_the_programme("auditor@example.org", Role.AUDITOR)
    translator = make_person("translator@example.org", municipality=gracanica, roles=("translator",))
    before = list(Quiz.objects.values_list("questions"))
    for person, expected in (
        (auditor, [(200, 403), (403, 403), (200, 405)]),
        (translator, [(404, 404), (404, 404), (404, 405)]),
        (stranger, [(404, 404), (404, 404), (404, 405)]),
    ):
        client.force_login(person)
        assert [(client.get(to).status_code, client.post(to, sent).status_code) for to in ways.values()] == expected
    client.logout()
    assert {client.get(to).status_code for to in ways.values()} == {302}
    assert list(Quiz.objects.values_list("questions")) == before


def test_a_hearing_has_no_test(client, gracanica, officer, now):
    hearing = hold(gracanica, officer, now, kind="hearing")
    client.force_login(officer)
    assert client.get(reverse("training:test", args=[hearing.pk])).status_code == 404
    with pytest.raises(testing.CannotTest, match="other_kind"):
        write(hearing, officer)
