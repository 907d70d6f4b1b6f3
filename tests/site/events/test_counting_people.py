"""People are counted once, whoever was noted, and the figures find out by themselves that somebody came."""

from datetime import timedelta
from fractions import Fraction

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from tests.conftest import AT, make_person
from tests.site.directory.conftest import of_the_programme
from tests.site.events.classroom import came, course, hold, people
from uramost.counting import Definition
from uramost_web.directory import merging
from uramost_web.events import counting
from uramost_web.events.models import Attendance, Kind, Programme
from uramost_web.events.tallies import Presence, Tally
from uramost_web.places.models import Municipality, Role

pytestmark = pytest.mark.django_db
LATER = AT + timedelta(days=40)
"""In the next quarter."""


@pytest.fixture
def programme(kosovo):
    return of_the_programme("programme@example.org")


@pytest.fixture
def cast(programme):
    return people("Arta e Trilluar", "Bojan Izmišljeni", "Dilek Uydurma")


def count(at=LATER):
    counting.recount(counting.stale(), at)
    return {row.of: (row.people, row.times, row.minutes) for row in counting.figures(Presence.objects, *counting.CELL)}


def test_a_cell_is_one_number_and_back():
    assert counting.KINDS.keys() == set(Kind.values)
    assert len(set(counting.KINDS.values())) == len(Kind.values)
    assert max(counting.KINDS.values()) < 16
    for cell in ((1, "hearing", 2026 * 4), (38, "b2b", 9999 * 4 + 3), (10**9, "training", 0)):
        assert counting.of_cell(counting.cell_of(*cell)) == cell


def test_by_municipality_kind_and_quarter(gracanica, programme, cast):
    arta, bojan, dilek = cast
    training = hold(gracanica, programme, AT, AT + timedelta(days=1), LATER)
    came(training, arta, sessions=(1, 2, 3))
    came(training, bojan, sessions=(1, 3))
    came(hold(gracanica, programme, AT), arta, dilek)
    came(hold(gracanica, programme, AT, kind="hearing", minutes=60), bojan)
    spring, summer = 2026 * 4, 2026 * 4 + 1
    assert count() == {
        (gracanica.pk, "training", spring): (3, 5, 450),
        (gracanica.pk, "training", summer): (2, 2, 180),
        (gracanica.pk, "hearing", spring): (1, 1, 60),
    }
    (total,) = counting.figures(Presence.objects.all())
    assert (total.people, total.times) == (3, 8)


def test_hours_of_those_who_came_to_enough(gracanica, programme, cast):
    arta, bojan, _dilek = cast
    training = hold(gracanica, programme, AT, AT + timedelta(days=1), AT + timedelta(days=2), LATER)
    came(training, arta, sessions=(1, 2, 4))
    came(training, bojan, sessions=(1, 2))
    count()

    def minutes(least):
        (row,) = counting.figures(Presence.objects.all(), definition=Definition(least=least))
        return row.minutes

    assert [minutes(Fraction(least)) for least in ("0", "1/2", "3/4", "1")] == [450, 450, 270, 0]


def test_a_quarter_ends_at_midnight_here(gracanica, programme, cast):
    just = AT.replace(month=3, day=31, hour=22, minute=30)  # half past midnight, summer time
    came(hold(gracanica, programme, just), cast[0])
    assert list(count()) == [(gracanica.pk, "training", 2026 * 4 + 1)]


def test_once_in_a_course_and_in_a_programme(gracanica, programme, cast):
    arta, bojan, dilek = cast
    akt = Programme.objects.create(code="made-up", names={"en": "Made up"})
    of = course(programme, programme=akt)
    came(hold(gracanica, programme, AT, course=of), arta, bojan)
    came(hold(gracanica, programme, LATER, course=of), arta)
    came(hold(gracanica, programme, AT, programme=akt), arta, dilek)
    came(hold(gracanica, programme, AT), dilek)
    count()
    rows = Presence.objects.annotate(programme=counting.PROGRAMME)
    by_programme = {row.of: row.people for row in counting.figures(rows, "programme")}
    by_course = {row.of: row.people for row in counting.figures(rows, "event__course")}
    assert by_programme == {(akt.pk,): 3, (None,): 1}
    assert by_course == {(of.pk,): 2, (None,): 2}


def test_merged_people_count_as_who_they_were_merged_into(gracanica, programme, cast):
    arta, bojan, dilek = cast
    event = hold(gracanica, programme, AT, LATER)
    came(event, arta, bojan, dilek, sessions=(1, 2))
    before = count()
    first = merging.merge(kind="person", kept=bojan.pk, gone=arta.pk, by=programme, at=AT)
    assert [row[:2] for row in count().values()] == [(2, 2), (2, 2)]
    second = merging.merge(kind="person", kept=dilek.pk, gone=bojan.pk, by=programme, at=AT)
    assert [row[:2] for row in count().values()] == [(1, 1), (1, 1)]
    merging.undo(merge=second, by=programme, at=AT)
    merging.undo(merge=first, by=programme, at=AT)
    assert count() == before


def test_what_a_telephone_brings_after_a_merge_counts_for_who_stands(gracanica, programme, cast):
    arta, bojan, dilek = cast
    merging.merge(kind="person", kept=bojan.pk, gone=arta.pk, by=programme, at=AT)
    event = hold(gracanica, programme, AT)
    came(event, arta, bojan)
    assert [row[:2] for row in count().values()] == [(1, 1)]
    merging.merge(kind="person", kept=dilek.pk, gone=bojan.pk, by=programme, at=AT)
    count()
    assert set(Presence.objects.values_list("person", flat=True)) == {dilek.pk}


def test_what_was_taken_back_or_moved_is_counted_anew(gracanica, programme, cast):
    event = hold(gracanica, programme, AT, kind="hearing")
    came(event, *cast)
    count()
    assert counting.stale() == []
    Attendance.objects.filter(person=cast[0]).delete()
    assert counting.stale() == [event.pk]
    assert [row[0] for row in count().values()] == [2]
    type(event).objects.filter(pk=event.pk).update(kind="debate", changed_at=LATER + timedelta(days=1))
    assert [of[1] for of in count(LATER + timedelta(days=2))] == ["debate"]
    event.sessions.get().attendances.all().delete()
    assert count(LATER + timedelta(days=3)) == {}
    assert counting.stale() == []


def test_the_worker_counts_soon_and_once_an_hour(gracanica, programme, cast):
    assert not counting.overdue(AT)
    event = hold(gracanica, programme, AT)
    came(event, cast[0])
    assert counting.overdue(AT)
    counting.recount(counting.stale(), AT)
    came(event, cast[1])
    assert not counting.overdue(AT + timedelta(minutes=4))
    assert counting.overdue(AT + timedelta(minutes=6))
    counting.recount_all.call()
    last = Tally.objects.get().counted_at
    assert not counting.overdue(last + timedelta(minutes=30))
    assert counting.overdue(last + timedelta(minutes=61))


# The page ------------------------------------------------------------------------------------------------------------


def page(client, **asked):
    return client.get(reverse("training:figures"), asked).content.decode()


def test_the_page_counts_for_what_is_asked(client, gracanica, programme, cast):
    arta, bojan, dilek = cast
    other = Municipality.objects.get(code="4")
    came(hold(gracanica, programme, AT, course=course(programme)), arta, bojan)
    came(hold(other, programme, LATER, kind="hearing", titles={}), arta, dilek)
    count()
    client.force_login(programme)
    with translation.override("en"):
        assert "Altogether 3 different people, 6.0 person-hours, 4 times at a session." in page(client)
    for step in ("", "municipality", "kind", "programme", "course", "event"):
        for least in ("", "all"):
            answer = client.get(reverse("training:figures"), {"step": step, "least": least, "hour": "45"})
            assert answer.status_code == 200
            assert len(answer.context["lines"]) == (1 if step == "programme" else 2)
    answer = client.get(reverse("training:figures"), {"place": gracanica.slug, "year": "2026", "kind": "training"})
    assert [row.people for _names, row, _hours in answer.context["lines"]] == [2]
    assert [hours for _names, _row, hours in answer.context["lines"]] == [3]


def test_nonsense_in_the_address_narrows_nothing(client, gracanica, programme, cast):
    came(hold(gracanica, programme, AT), *cast)
    count()
    client.force_login(programme)
    answer = client.get(
        reverse("training:figures"),
        {"step": "x", "place": "\0", "kind": "'", "year": "9" * 30, "least": "2", "hour": "0", "page": "x"},
    )
    assert answer.status_code == 200
    assert answer.context["total"].people == 3


def test_an_officer_sees_their_own_municipality_and_nobody_else_anything(client, gracanica, programme, officer, cast):
    other = Municipality.objects.get(code="4")
    came(hold(other, programme, AT), *cast)
    came(hold(gracanica, programme, AT), cast[0])
    count()
    client.force_login(officer)
    assert client.get(reverse("training:figures")).context["total"].people == 1
    assert client.get(reverse("training:figures"), {"place": other.slug}).context["total"].people == 0
    client.force_login(of_the_programme("auditor@example.org", Role.AUDITOR))
    assert client.get(reverse("training:figures")).context["total"].people == 3
    client.force_login(make_person("translator@example.org", municipality=gracanica, roles=("translator",)))
    assert client.get(reverse("training:figures")).status_code == 404
    client.logout()
    assert client.get(reverse("training:figures")).status_code == 302


@pytest.mark.parametrize("step", ["", "event", "course"])
def test_more_events_cost_no_more_questions(client, gracanica, programme, cast, step):
    client.force_login(programme)

    def asked():
        count()
        client.get(reverse("training:figures"), {"step": step})
        with CaptureQueriesContext(connection) as made:
            client.get(reverse("training:figures"), {"step": step})
        return len(made)

    came(hold(gracanica, programme, AT, course=course(programme)), *cast)
    few = asked()
    for _number in range(3):
        came(hold(gracanica, programme, LATER, course=course(programme)), *cast)
    assert asked() == few
