"""Two people of the directory are merged, and were both on the list of one event: they hold one place, not two."""

from datetime import timedelta
from threading import Event as Ready
from time import sleep

import pytest
from django.db import transaction
from django.utils import timezone

from tests.conftest import AT
from tests.site.at_once import at_once, on_disk
from tests.site.directory.conftest import make_one
from tests.site.events.classroom import came
from tests.site.events.conftest import begin
from tests.site.events.running import make_event, register
from uramost_web.directory import merging
from uramost_web.directory.imports import Import
from uramost_web.directory.models import Person
from uramost_web.events import bringing, links, picturing, registering
from uramost_web.events.models import Attendance, Coming, Event, Letter, ParticipantList, Registration

pytestmark = pytest.mark.django_db


@pytest.fixture
def two(programme):
    return tuple(make_one(programme, f"Ana {name}", email=f"{name}@example.org") for name in ("Prva", "Druga"))


@pytest.fixture
def next_one(programme):
    return make_one(programme, "Zog Trilluar", email="zog@example.org")


@pytest.fixture
def event(gracanica, officer):
    return make_event(gracanica, officer, starts=begin(), capacity=2)


def rows():
    return list(
        Registration.objects.order_by("pk").values("pk", "person", "state", "access", "childcare", "changed_at")
    )


def join(two, by):
    return merging.merge(kind="person", kept=two[0].pk, gone=two[1].pk, by=by, at=AT)


def test_who_was_entered_twice_holds_one_place_and_the_next_in_line_has_the_other(
    client, event, two, next_one, programme
):
    register(event, two[0], childcare=2)
    double = register(event, two[1], access="rampë", childcare=1, photos=True)
    waits = register(event, next_one, state=Coming.WAITING)
    before = rows()

    merge = join(two, programme)

    assert registering.taken(event) == 2
    waits.refresh_from_db()
    assert waits.state == Coming.REGISTERED
    needs = Registration.objects.get(person=two[0], state=Coming.REGISTERED)
    assert (needs.access, needs.childcare, needs.photos) == ("rampë", 2, False)
    assert "rampë" not in str(merge.moved)
    assert Letter.objects.get().registration == waits
    standing = event.registrations.exclude(state=Coming.CANCELLED)
    assert set(standing.values_list("person", flat=True)) == {two[0].pk, next_one.pk}
    page = client.get(links.own_path(double)).content.decode()  # the letter to their other address still leads there
    assert links.own_path(Registration.objects.get(person=two[0], state=Coming.REGISTERED)) in page

    told = merging.undo(merge=merge, by=programme, at=AT)

    assert told.left == {}
    assert [row for row in rows() if row["pk"] != waits.pk] == before[:2]
    waits.refresh_from_db()
    assert waits.state == Coming.REGISTERED  # nobody loses a place that they were promised
    assert registering.next_state(event) == Coming.WAITING


def test_who_waited_under_one_name_and_had_a_place_under_the_other_has_it(event, two, programme):
    waits, comes = register(event, two[0], state=Coming.WAITING), register(event, two[1])
    before = rows()
    merge = join(two, programme)
    waits.refresh_from_db()
    comes.refresh_from_db()
    assert (waits.state, comes.state) == (Coming.REGISTERED, Coming.CANCELLED)
    merging.undo(merge=merge, by=programme, at=AT)
    assert rows() == before


def test_who_comes_to_different_events_comes_to_both(gracanica, officer, event, two, programme):
    register(event, two[0])
    register(event, two[1], state=Coming.CANCELLED)
    elsewhere = register(make_event(gracanica, officer, starts=begin()), two[1])
    before = rows()
    merge = join(two, programme)
    elsewhere.refresh_from_db()
    assert (elsewhere.state, elsewhere.person) == (Coming.REGISTERED, two[0])
    merging.undo(merge=merge, by=programme, at=AT)
    assert rows() == before


def test_what_was_changed_since_is_left_and_told(event, two, programme, officer):
    waits = register(event, two[0], state=Coming.WAITING)
    double = register(event, two[1])
    merge = join(two, programme)
    registering.cancel(registration=Registration.objects.get(pk=waits.pk), by=officer, at=timezone.now())
    Registration.objects.filter(pk=double.pk).delete()
    told = merging.undo(merge=merge, by=programme, at=AT)
    assert told.left == {"deleted": 2, "field_changed": 1}  # the row itself, and its state
    assert Person.objects.standing().filter(pk__in=[one.pk for one in two]).count() == 2


LATER = AT + timedelta(days=1)


def join_later(two, by):
    return merging.merge(kind="person", kept=two[0].pk, gone=two[1].pk, by=by, at=LATER)


@pytest.fixture
def brought(event, programme):
    """A list, of which lines are nothing here."""
    row = Import.objects.create(
        file_name="lista.csv", kind=Import.Kind.PARTICIPANTS, language="sq", by=programme, at=AT
    )
    return ParticipantList.objects.create(of=row, event=event)


def test_who_asked_for_a_place_herself_has_it_when_the_list_with_her_other_name_is_taken_back(
    event, two, brought, programme
):
    register(event, two[0], brought_with=brought)
    register(event, two[1])
    before = rows()
    merge = join_later(two, programme)
    assert bringing.take_back(brought.of, by=programme, at=LATER) == {two[0].pk}
    assert event.registrations.get(person=two[0], state=Coming.REGISTERED).brought_with == brought
    merging.undo(merge=merge, by=programme, at=LATER)
    assert rows() == before
    assert bringing.take_back(brought.of, by=programme, at=LATER) == set()


def test_who_came_under_both_names_with_one_list_goes_with_it(event, two, brought, programme):
    for person in two:
        register(event, person, brought_with=brought)
    join_later(two, programme)
    assert bringing.take_back(brought.of, by=programme, at=LATER) == set()
    assert rows() == []


def test_who_cancelled_since_comes_under_neither_name_after_the_undo(event, two, programme):
    register(event, two[0])
    register(event, two[1])
    merge = join(two, programme)
    registering.cancel(registration=event.registrations.get(state=Coming.REGISTERED), at=timezone.now())
    told = merging.undo(merge=merge, by=programme, at=AT)
    assert told.left == {"field_changed": 1}
    assert not event.registrations.exclude(state=Coming.CANCELLED).exists()


NEEDS = {"access": "rampë e gjatë", "childcare": 2, "transport": "Llapje Sellë", "photos": True}


def test_what_is_needed_no_more_is_forgotten_under_both_names(event, two, programme):
    Event.objects.filter(pk=event.pk).update(offers=list(NEEDS))
    register(event, two[0])
    register(event, two[1], **NEEDS)
    join(two, programme)
    stands = event.registrations.get(state=Coming.REGISTERED)
    registering.change_needs(registration=stands, needs={"access": "", "childcare": 2}, at=timezone.now())
    assert set(event.registrations.values_list("access", "childcare", "transport")) == {("", 2, "Llapje Sellë")}
    registering.cancel(registration=stands, at=timezone.now())
    assert set(event.registrations.values_list("access", "childcare", "transport")) == {("", 0, "")}


def test_the_desk_has_nobody_who_comes_among_those_who_do_not_and_no_needs_there(
    client, event, two, officer, programme
):
    register(event, two[0])
    register(event, two[1], **NEEDS)
    join(two, programme)
    client.force_login(officer)
    address = f"/en/desk/events/{event.pk}/people/?state=cancelled"
    page = client.get(address).content.decode()
    assert "Does not come: 0" in page
    assert "Ana Prva" not in page
    registration = event.registrations.get(state=Coming.REGISTERED)
    event.registrations.filter(pk=registration.pk).delete()  # as with a list that is taken back
    page = client.get(address).content.decode()
    assert "Does not come: 1" in page
    assert "Ana Prva" in page
    assert "Llapje" not in page


def test_who_cancelled_twice_does_not_come_once(client, event, two, officer):
    for _ in range(2):
        registering.cancel(registration=register(event, two[0]), at=timezone.now())
    client.force_login(officer)
    assert "Does not come: 1" in client.get(f"/en/desk/events/{event.pk}/people/?state=cancelled").content.decode()


@pytest.mark.parametrize("kept", [True, False])
def test_one_no_to_photographs_counts_until_the_merge_is_undone(event, two, programme, kept):
    stands, goes = register(event, two[0], photos=kept), register(event, two[1], photos=not kept)
    merge = join(two, programme)
    stands.refresh_from_db()
    assert (stands.photos, picturing.consents(stands)) == (False, False)
    merging.undo(merge=merge, by=programme, at=AT)
    for row in (stands, goes):
        row.refresh_from_db()
    assert (stands.photos, goes.photos) == (kept, not kept)


def test_a_no_that_is_said_after_the_merge_stays_when_it_is_undone(event, two, programme):
    Event.objects.filter(pk=event.pk).update(offers=["photos"])
    stands = register(event, two[0])
    register(event, two[1], photos=True)
    merge = join(two, programme)
    registering.change_needs(registration=stands, needs={"photos": False}, at=timezone.now())
    told = merging.undo(merge=merge, by=programme, at=AT)
    assert told.left == {"field_changed": 1}
    assert not event.registrations.filter(photos=True).exists()


@pytest.mark.django_db(transaction=True)
def test_who_notes_somebody_while_they_are_merged_is_not_waited_for_in_a_circle(event, two, programme, tmp_path):
    """What holds the event points to the person, whom the merge holds while it waits for the event."""
    for person in two:
        register(event, person)
    taken = Ready()

    def note():
        with transaction.atomic():
            Event.objects.held(event.pk)
            taken.set()
            sleep(0.3)  # by then the merge has the people
            came(event, two[0])

    def merge():
        assert taken.wait(10)
        return join(two, programme)

    with on_disk(tmp_path):
        at_once(note, merge)
        assert event.registrations.filter(state=Coming.CANCELLED).count() == 1
        assert Attendance.objects.get().person == two[0]
