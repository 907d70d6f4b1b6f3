"""The interpretation plan: what is needed, who is booked, nobody twice at the same time."""

from datetime import timedelta
from functools import partial

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from tests.conftest import AT
from tests.site.at_once import at_once, on_disk
from tests.site.directory.conftest import make_one
from tests.site.events.running import make_event, register
from uramost_web.accounts.models import AuditEntry
from uramost_web.directory import forgetting
from uramost_web.directory.models import Person
from uramost_web.events import interpreting
from uramost_web.events.models import Booking, Interpreter, State
from uramost_web.places.permissions import NotAllowed

pytestmark = pytest.mark.django_db
PAIR = ("sq", "sr")


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def interpreter(meeting, officer):
    values = {"name": "Lule Izmišljena", "email": "lule@example.org", "municipality": meeting.municipality}
    return interpreting.write_interpreter(
        interpreter=None, values=values, pairs=[PAIR, ("sr", "tr")], active=True, by=officer, at=AT
    )


def book(event, interpreter, by, pair=PAIR):
    return interpreting.book(session=event.sessions.first(), interpreter=interpreter, pair=pair, by=by, at=AT)


def tried(*told):
    """The code of the refusal; empty: booked."""
    try:
        book(*told)
    except interpreting.Refused as refused:
        return refused.code
    return ""


def test_what_registrations_ask_for_is_needed_until_it_is_covered(meeting, officer, programme, interpreter):
    for number, tag in enumerate(("sr-Cyrl", "sr-Latn", "", "sq", "tr")):
        state = "waiting" if tag == "sr-Latn" else "registered"
        register(meeting, make_one(programme, f"Ana {number}"), interpretation=tag, state=state)
    (sitting,) = interpreting.plan(meeting)
    assert [(need.into, need.people, need.lacking) for need in sitting.needs] == [
        ("sr", 2, ("uncovered",)),
        ("tr", 1, ("uncovered",)),
    ]
    book(meeting, interpreter, officer)
    (sitting,) = interpreting.plan(meeting)
    assert [need.lacking for need in sitting.needs] == [("alone",), ("uncovered",)]


def test_an_interpreter_is_booked_once_at_a_time(meeting, gracanica, officer, interpreter):
    book(meeting, interpreter, officer)
    same = make_event(gracanica, officer, starts=AT + timedelta(hours=1))
    after = make_event(gracanica, officer, starts=AT + timedelta(hours=2))
    with pytest.raises(interpreting.Refused, match="booked_twice"):
        book(same, interpreter, officer)
    assert interpreting.choices(same.sessions.get()) == []
    book(after, interpreter, officer)
    meeting.state = State.CANCELLED
    meeting.save()
    with pytest.raises(interpreting.Refused, match="booked_twice"):
        book(same, interpreter, officer)  # the later one still overlaps
    Booking.objects.filter(session__event=after).delete()
    book(same, interpreter, officer)


def test_who_is_at_another_session_is_named_on_the_plan(client, meeting, gracanica, officer, interpreter):
    client.force_login(officer)
    plan = reverse("running:interpretation", args=[meeting.pk])
    said = "Booked for another session at that time:"
    book(meeting, interpreter, officer)
    assert said not in client.get(plan).content.decode()
    Booking.objects.all().delete()
    book(make_event(gracanica, officer, starts=AT + timedelta(hours=1)), interpreter, officer)
    page = client.get(plan).content.decode()
    assert f'{said} <span lang="">Lule Izmišljena</span>' in page
    assert "Nobody who interprets is free then." in page
    assert "<select" not in page


def test_a_moved_session_shows_who_is_now_at_two_places(meeting, gracanica, officer, interpreter):
    book(meeting, interpreter, officer)
    later = make_event(gracanica, officer, starts=AT + timedelta(days=1))
    made = book(later, interpreter, officer)
    later.sessions.update(starts_at=AT, ends_at=AT + timedelta(hours=1))
    (sitting,) = interpreting.plan(later)
    assert sitting.clashes == {made.pk}


def test_who_does_not_work_between_these_languages_is_not_booked(meeting, officer, interpreter):
    for pair, change, code in ((("sq", "tr"), {}, "no_pair"), (PAIR, {"active": False}, "not_active")):
        Interpreter.objects.update(**change or {"active": True})
        with pytest.raises(interpreting.Refused, match=code):
            book(meeting, interpreter, officer, pair)
    meeting.state = State.CANCELLED
    meeting.save()
    with pytest.raises(interpreting.Refused, match="cancelled"):
        book(meeting, interpreter, officer)


@pytest.mark.django_db(transaction=True)
def test_of_two_officers_at_the_same_moment_one_books(meeting, gracanica, officer, interpreter, tmp_path):
    other = make_event(gracanica, officer)
    acts = [partial(tried, event, interpreter, officer) for event in (meeting, other)]
    with on_disk(tmp_path):
        found = at_once(*acts)
        assert Booking.objects.count() == 1
    assert sorted(found) == ["", "booked_twice"]


def test_the_plan_is_made_on_its_pages(client, meeting, officer, programme):
    client.force_login(officer)
    register(meeting, make_one(programme, "Ana Anić"), interpretation="sr-Latn")
    sent = {"name": "Lule Izmišljena", "email": "lule@example.org", "pairs": ["sq-sr"], "active": "on"}
    new = reverse("running:interpreter_new", args=[meeting.pk])
    assert client.post(new, sent).status_code == 302
    assert client.post(new, sent).status_code == 422  # there already
    assert client.post(new, sent | {"pairs": ["sq-xx"]}).status_code == 422
    row, session = Interpreter.objects.get(), meeting.sessions.get()
    plan = reverse("running:interpretation", args=[meeting.pk])
    assert "Nobody is booked." in client.get(plan).content.decode()
    booked = {"session": session.pk, f"session-{session.pk}-who": f"{row.pk}:sq-sr"}
    assert client.post(plan, booked).status_code == 302
    page = client.get(plan).content.decode()
    assert "Lule Izmišljena" in page
    assert "Nobody is booked." not in page
    again = client.post(plan, booked)  # from a page that was open before
    assert again.status_code == 422
    assert "This interpreter is booked already at that time." in again.content.decode()
    for wrong in ("", "x:sq-sr", f"{row.pk}:sq-sr-tr", f"{row.pk}"):
        assert client.post(plan, booked | {f"session-{session.pk}-who": wrong}).status_code == 422
    assert Booking.objects.count() == 1
    client.post(reverse("running:interpreter", args=[meeting.pk, row.pk]), {"pairs": ["sr-tr"], "active": "on"})
    assert [str(pair) for pair in row.pairs.all()] == ["sr–tr"]
    client.post(reverse("running:release", args=[meeting.pk, Booking.objects.get().pk]))
    assert not Booking.objects.exists()


def test_who_is_in_the_directory_by_name_and_address_is_not_entered_again(meeting, officer, programme):
    there = make_one(programme, "Lule Izmišljena", email="lule@example.org")
    values = {"name": "Луле Измишљена", "email": "Lule@example.org", "municipality": meeting.municipality}
    row = interpreting.write_interpreter(interpreter=None, values=values, pairs=[PAIR], active=True, by=officer, at=AT)
    assert row.person == there
    assert Person.objects.count() == 1


def test_who_was_forgotten_is_not_to_be_booked_again(interpreter, officer, programme):
    forgetting.forget(person=interpreter.person, by=programme, at=AT)
    interpreter.refresh_from_db()
    values = {"interpreter": interpreter, "values": {}, "pairs": [PAIR], "by": officer, "at": AT}
    with pytest.raises(interpreting.Refused, match="not_active"):
        interpreting.write_interpreter(**values, active=True)
    interpreter.refresh_from_db()
    assert not interpreter.active
    assert not interpreter.pairs.exists()


@pytest.fixture
def outsiders(stranger, translator, auditor):
    """With what they are told, whatever they ask for."""
    return (stranger, {404, 405}), (translator, {404, 405}), (auditor, {403, 405})


def test_the_plan_at_its_door(client, meeting, officer, interpreter, outsiders):
    made = book(meeting, interpreter, officer)
    addresses = [
        reverse(f"running:{name}", args=[meeting.pk, *more])
        for name, more in (
            ("interpretation", []), ("interpreters", []), ("interpreter_new", []), ("interpreter", [interpreter.pk]),
            ("release", [made.pk]),
        )
    ]  # fmt: skip
    before = list(AuditEntry.objects.values_list("hash"))
    sent = {"name": "A B", "pairs": "sq-sr"}
    for person, codes in outsiders:
        client.force_login(person)
        answers = [one for to in addresses for one in (client.get(to), client.post(to, sent))]
        assert {answer.status_code for answer in answers} <= codes
        assert not any(b"Lule" in answer.content for answer in answers)
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(officer)
    assert {browser.post(to).status_code for to in addresses if not to.endswith("/interpreters/")} == {403}
    assert list(AuditEntry.objects.values_list("hash")) == before
    with pytest.raises(NotAllowed):
        interpreting.release(booking=made, by=outsiders[0][0], at=AT)
