"""A list that is brought for an event: its people come to it, and the undo of the list takes them off again."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import TestCase
from django.utils import timezone

from tests.conftest import AT, make_person
from tests.site.directory.conftest import make_one
from tests.site.directory.test_lists import logged_in
from tests.site.events.running import make_event, register
from tests.site.pages import said
from uramost_web.accounts.models import AuditEntry
from uramost_web.directory import merging
from uramost_web.directory.imports import Import, State
from uramost_web.directory.models import Person
from uramost_web.events import registering, taking
from uramost_web.events.models import Attendance, Event, How, Letter, ParticipantList, Registration
from uramost_web.events.models import State as Held

pytestmark = pytest.mark.django_db
LIST = """Emri/Ime,Mbiemri/Prezime,E-mail,Gjuha/Jezik
Arta,Trilluari,arta@example.org,shqip
Ђорђе,Измишљени,djordje@example.org,srpski
Djordje,Izmisljeni,djordje@example.org,
Ana,Izmišljena,ana@example.org,
"""


@pytest.fixture
def training(gracanica, officer):
    """Of three sessions; the first is soon."""
    return make_event(gracanica, officer, starts=timezone.now() + timedelta(days=3), sessions=3, kind="training")


def bring(client, event, text=LIST):
    file = SimpleUploadedFile("lista.csv", text.encode())
    with TestCase.captureOnCommitCallbacks(execute=True):
        page = client.post(f"/en/desk/events/{event.pk}/people/list/", {"file": file, "municipality": ""})
    assert page.status_code == 302, page.content.decode()
    return Import.objects.latest("pk")


def confirm(client, row):
    row.lines.filter(decision="open").update(decision="new")
    return client.post(f"/en/desk/lists/{row.pk}/confirm/", follow=True)


def coming(event):
    rows = event.registrations.order_by("place")
    return list(rows.values_list("person__name", "state", "reads"))


def test_whoever_is_taken_over_comes_and_nobody_is_written_to(training, programme):
    client = logged_in(programme)
    there = make_one(programme, "Arta Trilluari", email="arta@example.org")
    register(training, there)
    row = bring(client, training)
    assert row.kind == "participants"
    assert f'href="/en/desk/events/{training.pk}/people/"' in client.get(f"/en/desk/lists/{row.pk}/").content.decode()
    assert training.registrations.count() == 1, "Nothing is written before it is confirmed"
    asked = said(client.get(f"/en/desk/lists/{row.pk}/confirm/"))
    assert "They are put on the list of those who come" in asked
    assert "free" not in asked, "places are not counted"

    confirm(client, row)
    assert coming(training) == [
        ("Arta Trilluari", "registered", "sq"),
        ("Ђорђе Измишљени", "registered", "sr-Cyrl"),
        ("Ana Izmišljena", "registered", "sq"),
    ]
    assert not Letter.objects.exists()
    entry = AuditEntry.objects.get(verb="event.list_brought")
    assert entry.values == {"people": 2, "waiting": 0}


def test_places_are_kept_to_until_it_has_begun(training, programme, gracanica, officer):
    Event.objects.filter(pk=training.pk).update(capacity=2)
    client = logged_in(programme)
    row = bring(client, training)
    assert "2 places are free." in said(client.get(f"/en/desk/lists/{row.pk}/confirm/"))
    confirm(client, row)
    assert [state for _name, state, _reads in coming(training)] == ["registered", "registered", "waiting"]
    begun = make_event(gracanica, officer, starts=timezone.now() - timedelta(hours=1), capacity=1)
    confirm(client, bring(client, begun))
    assert {state for _name, state, _reads in coming(begun)} == {"registered"}


def test_the_undo_of_the_list_takes_them_off_again(training, programme):
    client = logged_in(programme)
    arta = make_one(programme, "Arta Trilluari", email="arta@example.org")
    row = bring(client, training)
    confirm(client, row)
    assert training.registrations.count() == 3
    client.post(f"/en/desk/lists/{row.pk}/undo/")
    assert not training.registrations.exists()
    assert list(Person.objects.all()) == [arta]
    assert Import.objects.get().state == State.UNDONE
    assert AuditEntry.objects.get(verb="event.list_taken_back").values == {"people": 3, "stayed": 0}


def test_who_came_changed_something_or_was_written_to_stays_and_is_told(training, programme, officer):
    client = logged_in(programme)
    arta = make_one(programme, "Arta Trilluari", email="arta@example.org")
    more = LIST + "Zog,Trilluar,zog@example.org,\n"
    row = bring(client, training, more)
    confirm(client, row)
    of = {one.person.name: one for one in Registration.objects.select_related("person")}
    mark = taking.Mark(uuid4(), person=arta.pk)
    taking.take(session=training.sessions.all()[0], marks=[mark], how=How.DOOR, by=officer, at=timezone.now())
    registering.change_needs(registration=of["Ana Izmišljena"], needs={}, at=timezone.now())
    registering.cancel(registration=of["Zog Trilluar"], at=timezone.now(), by=officer)
    client.post(f"/en/desk/lists/{row.pk}/undo/")
    assert {name for name, _state, _reads in coming(training)} == {"Arta Trilluari", "Ana Izmišljena", "Zog Trilluar"}
    assert not Person.objects.filter(name="Ђорђе Измишљени").exists()
    stayed = said(client.get(f"/en/desk/lists/{row.pk}/?show=stayed"))
    assert stayed.count("The person stays on the list of those who come") == 3
    assert stayed.count("The person stays: something hangs on them meanwhile.") == 2, "Arta was there before"
    assert Attendance.objects.count() == 1


def test_with_the_list_taken_back_those_who_wait_move_up(training, programme):
    Event.objects.filter(pk=training.pk).update(capacity=3)
    client = logged_in(programme)
    row = bring(client, training)
    confirm(client, row)
    waits = register(training, make_one(programme, "Besa Trilluar", email="besa@example.org"), state="waiting")
    client.post(f"/en/desk/lists/{row.pk}/undo/")
    waits.refresh_from_db()
    assert waits.state == "registered"
    assert Letter.objects.get().about == "promoted"


def test_somebody_who_was_merged_meanwhile_comes_as_the_one_they_are_now(training, programme):
    client = logged_in(programme)
    twin = make_one(programme, "Arta Trilluari", email="arta@example.org")
    stands = make_one(programme, "Arta Trilluari Izmišljena")
    row = bring(client, training)
    assert row.lines.get(number=2).person == twin
    merging.merge(kind="person", kept=stands.pk, gone=twin.pk, by=programme, at=AT)
    confirm(client, row)
    assert training.registrations.filter(person=stands).count() == 1
    assert not training.registrations.filter(person=twin).exists()


@pytest.mark.parametrize(("state", "why"), [("draft", "not been announced"), ("cancelled", "It was cancelled.")])
def test_for_what_is_not_announced_or_cancelled_no_list_is_brought(training, programme, state, why):
    client = logged_in(programme)
    row = bring(client, training)
    Event.objects.filter(pk=training.pk).update(state=state)
    people = f"/en/desk/events/{training.pk}/people/"
    assert f"{people}list/" not in client.get(people).content.decode()
    assert why in said(client.get(f"{people}list/", follow=True))
    assert why in said(confirm(client, row)), "Cancelled while the list was looked through"
    assert not Person.objects.exists()
    assert Import.objects.get().state == State.PREVIEW


def test_a_list_for_what_is_over_is_taken(training, programme):
    Event.objects.filter(pk=training.pk).update(state=Held.HELD)
    client = logged_in(programme)
    confirm(client, bring(client, training))
    assert training.registrations.count() == 3


def test_a_list_that_is_thrown_away_leaves_nothing(training, programme):
    client = logged_in(programme)
    row = bring(client, training)
    client.post(f"/en/desk/lists/{row.pk}/throw-away/")
    assert not ParticipantList.objects.exists()


def test_whose_page_it_is(training, officer, stranger, auditor):
    page = f"/en/desk/events/{training.pk}/people/list/"
    assert logged_in(officer).get(page).status_code == 200
    assert logged_in(auditor).get(page).status_code == 403
    assert logged_in(stranger).get(page).status_code == 404
    assert logged_in(make_person("nobody@example.org")).get(page).status_code == 404
    from django.test import Client

    strict = Client(enforce_csrf_checks=True)
    strict.force_login(officer)
    assert strict.post(page, {"file": SimpleUploadedFile("a.csv", LIST.encode())}).status_code == 403
    assert not Import.objects.exists()
