"""Attendance: each person once a session, whatever devices send and however often."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.conftest import AT
from tests.site.directory.conftest import make_one
from tests.site.events.running import make_course, make_event, register, register_one
from uramost_web.accounts.models import AuditEntry
from uramost_web.directory import merging
from uramost_web.directory.models import Person
from uramost_web.events import taking
from uramost_web.events.models import Attendance, How, State
from uramost_web.events.taking import Mark, Outcome
from uramost_web.places.permissions import NotAllowed

pytestmark = pytest.mark.django_db


@pytest.fixture
def session(meeting):
    return meeting.sessions.get()


@pytest.fixture
def came(session, officer):
    def note(*marks, by=officer, how=How.DOOR, at=AT, at_session=session):
        return list(taking.take(session=at_session, marks=marks, how=how, by=by, at=at).values())

    return note


def test_a_mark_that_is_sent_again_is_counted_once(came, meeting, programme):
    person = register_one(meeting, programme, "Ana Izmišljena")
    mark = Mark(uuid4(), person=person.pk)
    assert came(mark) == [Outcome.STORED]
    assert came(mark) == [Outcome.ALREADY]
    assert Attendance.objects.count() == 1


def test_two_telephones_for_one_person_count_once(came, meeting, programme):
    person = register_one(meeting, programme, "Đorđe Izmišljeni")
    assert came(Mark(uuid4(), person=person.pk), Mark(uuid4(), name="Ђорђе Измишљени")) == ["stored", "already"]
    assert came(Mark(uuid4(), name="izmisljeni djordje"), by=None, how=How.QR) == ["already"]
    assert Person.objects.count() == 1


def test_somebody_new_is_entered_by_name_once(came, gracanica):
    names = ("Shpresa Trilluar", "Спреса Трилуар", "Shpresa  trilluar")
    twice = [Mark(uuid4(), name=name) for name in names]
    assert came(*twice)[0] == "stored"
    assert came(Mark(uuid4(), name="SHPRESA TRILLUAR")) == ["already"]
    row = Person.objects.get(name="Shpresa Trilluar")
    assert row.municipality == gracanica
    assert row.search


def test_another_person_of_the_same_name_is_another_person(came):
    assert came(Mark(uuid4(), name="Ana Anić")) == ["stored"]
    assert came(Mark(uuid4(), name="Ana Anić", another=True)) == ["stored"]
    assert Attendance.objects.values("person").distinct().count() == 2


def test_of_two_namesakes_on_the_list_what_reaches_them_decides(came, meeting, programme):
    first = register_one(meeting, programme, "Ana Anić", email="ana@example.org")
    second = register_one(meeting, programme, "Ana Anić", phone="+383 44 111 222")
    assert came(Mark(uuid4(), name="Ana Anić")) == ["several"]
    assert came(Mark(uuid4(), name="Ana Anić", contact="044 111 222")) == ["stored"]
    assert Attendance.objects.get().person == second
    assert came(Mark(uuid4(), name="Ana Anić", contact="ANA@example.org")) == ["stored"]
    assert set(Attendance.objects.values_list("person", flat=True)) == {first.pk, second.pk}


def test_who_is_reached_otherwise_is_somebody_else(came, meeting, programme):
    register_one(meeting, programme, "Ana Anić", email="ana@example.org")
    assert came(Mark(uuid4(), name="Ana Anić", contact="druga@example.org")) == ["stored"]
    assert Attendance.objects.get().person.email == "druga@example.org"


def test_somebody_of_whom_the_event_does_not_know_is_not_noted_by_number(came, programme):
    stranger = make_one(programme, "Somebody Else")
    assert (
        came(Mark(uuid4(), person=stranger.pk), Mark(uuid4(), person=10**12), Mark(uuid4(), name=" . "))
        == ["unknown"] * 3
    )
    assert not Attendance.objects.exists()


def test_who_cancelled_and_came_after_all_is_noted(came, meeting, programme):
    person = make_one(programme, "Ana Anić")
    register(meeting, person, state="cancelled")
    assert came(Mark(uuid4(), person=person.pk)) == ["stored"]


def test_a_list_from_before_a_merge_still_counts(came, meeting, programme):
    kept, gone = (register_one(meeting, programme, name) for name in ("Ana Anić", "Ana Anic"))
    meeting.registrations.filter(person=gone).delete()
    merging.merge(kind="person", kept=kept.pk, gone=gone.pk, by=programme, at=AT)
    assert came(Mark(uuid4(), person=gone.pk)) == ["stored"]
    assert Attendance.objects.get().person == kept


def test_a_list_from_before_two_merges_still_counts(came, meeting, programme):
    kept, first, gone = (register_one(meeting, programme, name) for name in ("Ana Anić", "Ana Anic", "Anna Anić"))
    meeting.registrations.exclude(person=kept).delete()
    merging.merge(kind="person", kept=first.pk, gone=gone.pk, by=programme, at=AT)
    merging.merge(kind="person", kept=kept.pk, gone=first.pk, by=programme, at=AT)
    assert came(Mark(uuid4(), person=gone.pk)) == ["stored"]
    assert Attendance.objects.get().person == kept


def test_who_was_at_an_earlier_session_of_the_course_is_the_same_person(came, gracanica, officer):
    course = make_course(gracanica, officer)
    first, second = (make_event(gracanica, officer, course=course).sessions.get() for _time in range(2))
    came(Mark(uuid4(), name="Ana Anić"), at_session=first)
    came(Mark(uuid4(), name="Ана Анић"), at_session=second)
    assert Person.objects.count() == 1


def test_a_mark_of_another_session_is_not_moved(came, gracanica, officer, meeting):
    other = make_event(gracanica, officer, sessions=2).sessions.first()
    mark = Mark(uuid4(), name="Ana Anić")
    came(mark, at_session=other)
    assert came(mark) == ["unknown"]


def test_what_was_taken_back_does_not_come_again(came, session, officer):
    mark = Mark(uuid4(), name="Ana Anić")
    came(mark)
    taking.take_back(attendance=Attendance.objects.get(), by=officer, at=AT)
    assert came(mark) == ["taken_back"]
    assert not Attendance.objects.exists()
    assert came(Mark(uuid4(), name="Ana Anić")) == ["stored"]


def test_the_moment_is_the_devices_where_it_can_be(came):
    early, late = AT - timedelta(minutes=10), AT + timedelta(days=400)
    came(*(Mark(uuid4(), name=name, noted_at=when) for name, when in (("A B", early), ("C D", late), ("E F", None))))
    assert list(Attendance.objects.order_by("pk").values_list("noted_at", flat=True)) == [early, AT, AT]


def test_a_cancelled_event_notes_nobody(came, meeting):
    meeting.state = State.CANCELLED
    meeting.save()
    with pytest.raises(taking.Closed):
        came(Mark(uuid4(), name="Ana Anić"))


def test_who_may_not_run_it_notes_nobody(came, stranger, auditor, session):
    for person in (stranger, auditor):
        with pytest.raises(NotAllowed):
            came(Mark(uuid4(), name="Ana Anić"), by=person)
    assert not Attendance.objects.exists()


def test_the_log_counts_and_names_nobody(came):
    came(Mark(uuid4(), name="Ana Anić"), Mark(uuid4(), name="Bora Borić"))
    entry = AuditEntry.objects.get(verb="attendance.noted")
    assert entry.values == {"people": 2}


def test_a_parcel_costs_the_same_however_many_are_in_it(came, meeting, programme):
    people = [register_one(meeting, programme, f"Ana Anić {number}") for number in range(20)]

    def cost(some):
        with CaptureQueriesContext(connection) as made:
            assert set(came(*(Mark(uuid4(), person=person.pk) for person in some))) == {"stored"}
        return len(made)

    assert cost(people[:2]) == cost(people[2:])
