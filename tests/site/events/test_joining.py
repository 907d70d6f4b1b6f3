"""Two people of the directory are merged, and were both on the list of one event: they hold one place, not two."""

import pytest
from django.utils import timezone

from tests.conftest import AT
from tests.site.directory.conftest import make_one
from tests.site.events.conftest import begin
from tests.site.events.running import make_event, register
from uramost_web.directory import merging
from uramost_web.directory.models import Person
from uramost_web.events import links, registering
from uramost_web.events.models import Coming, Letter, Registration

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
