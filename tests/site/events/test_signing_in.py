"""People sign in: by their telephone, at the door, from the sheet. Every page at its door."""

import io
import json
from datetime import timedelta
from uuid import UUID, uuid4

import pypdf
import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import get_resolver, reverse
from django.utils import timezone, translation

from tests.conftest import make_person
from tests.site.events.running import make_event, register_one
from tests.site.test_doors import names
from uramost_web.accounts.models import AuditEntry
from uramost_web.directory.models import Person
from uramost_web.events import parcels, sign_in
from uramost_web.events.forms_running import MOST_NAMES
from uramost_web.events.models import Attendance, State
from uramost_web.events.views import attendance

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def today(gracanica, officer):
    """It is going on now."""
    return make_event(gracanica, officer, starts=timezone.now() - timedelta(minutes=5))


@pytest.fixture
def session(today):
    return today.sessions.get()


@pytest.fixture
def ana(today, programme):
    return register_one(today, programme, "Ana Izmišljena", email="ana@example.org")


def own(session, name="sign_in"):
    return reverse(f"running:{name}", args=[session.pk, sign_in.secret(session)])


def desk(session, name, *more):
    return reverse(f"running:{name}", args=[session.pk, *more])


# By telephone --------------------------------------------------------------------------------------------------------


def test_the_code_leads_to_the_page_in_the_language_of_the_telephone(client, session):
    path = sign_in.link(session).partition("//")[2].partition("/")[2]
    answer = client.get(f"/{path}", headers={"Accept-Language": "sr-RS,sr;q=0.9"})
    assert answer.url.startswith("/sr/")
    page = client.get(answer.url)
    assert page.status_code == 200
    assert "no-store" in page.headers["Cache-Control"]
    assert "Расправа о путу" in page.content.decode()


def test_two_telephones_of_one_person_count_once_and_tell_nothing(client, session, ana):
    for name in ("ana izmisljena", "Ана Измишљена"):
        answer = client.post(own(session), {"name": name, "mark": str(uuid4())})
        assert answer.url == own(session, "signed_in")
    assert Attendance.objects.get().person == ana
    stranger = client.post(own(session), {"name": "Somebody Quite New", "mark": str(uuid4())})
    assert stranger.url == own(session, "signed_in")
    assert b"Ana" not in client.get(stranger.url).content


def test_one_telephone_for_a_family_notes_each_of_them(client, session):
    """They go back to the page that was sent, and write the next name into it."""
    mark = str(uuid4())
    for name in ("Ana Anić", "Ана Анић", "Bora Anić", "Bora Anić"):
        assert client.post(own(session), {"name": name, "mark": mark}).url == own(session, "signed_in")
    assert Attendance.objects.count() == 2


def test_namesakes_are_told_apart_by_what_they_registered_with(client, session, ana, today, programme):
    register_one(today, programme, "Ana Izmišljena", email="druga@example.org")
    assert client.post(own(session), {"name": "Ana Izmišljena"}).status_code == 422
    client.post(own(session), {"name": "Ana Izmišljena", "contact": "ANA@example.org"})
    assert Attendance.objects.get().person == ana


@pytest.mark.parametrize("name", ["", "  ", "...", "\x00", "x" * 201, "\ufffd"])
def test_what_is_no_name_is_asked_for_again(client, session, name):
    assert client.post(own(session), {"name": name}).status_code == 422
    assert not Person.objects.exists()


def test_a_code_opens_its_session_only_and_only_in_its_time(client, session, officer, today):
    wrong = reverse("running:sign_in", args=[session.pk, "a" * 20])
    assert client.get(wrong).status_code == client.post(wrong, {"name": "Ana Anić"}).status_code == 404
    assert client.get(reverse("running:sign_in", args=[10**9, sign_in.secret(session)])).status_code == 404
    for when in (timedelta(days=1), -timedelta(days=1)):
        session.starts_at, session.ends_at = (timezone.now() + when + timedelta(hours=number) for number in (0, 1))
        session.save()
        client.post(own(session), {"name": "Ana Anić"})
    today.state = State.CANCELLED
    today.save()
    client.post(own(session), {"name": "Ana Anić"})
    assert not Attendance.objects.exists()


def test_a_new_code_closes_the_old_one(client, session, officer):
    old = own(session)
    client.force_login(officer)
    client.post(desk(session, "code"))
    session.refresh_from_db()
    assert client.get(old).status_code == 404
    assert client.get(own(session)).status_code == 200
    assert client.get(desk(session, "picture")).content.lstrip().startswith(b"<svg")


def test_who_guesses_is_not_answered_for_long(client, session):
    for _time in range(30):
        client.get(reverse("running:sign_in", args=[session.pk, "a" * 20]))
    assert client.get(own(session)).status_code == 429


# At the door ---------------------------------------------------------------------------------------------------------


def send(client, session, *marks):
    answer = client.post(desk(session, "marks"), json.dumps({"marks": marks}), content_type="application/json")
    return answer.status_code, answer.json().get("outcomes")


def test_a_parcel_is_answered_mark_by_mark(client, session, ana, officer):
    client.force_login(officer)
    first, second, third, fourth = (str(uuid4()) for _time in range(4))
    parcel = [
        {"mark": first, "person": ana.pk, "at": timezone.now().isoformat()},
        {"mark": second, "name": "Ана Измишљена"},
        {"mark": third, "person": 10**9},
        {"mark": fourth, "name": "Nova Osoba"},
    ]
    told = {first: "stored", second: "already", third: "unknown", fourth: "stored"}
    assert send(client, session, *parcel) == (200, told)
    assert send(client, session, *parcel) == (200, {**told, first: "already", fourth: "already"})
    assert Attendance.objects.count() == 2


NO_PARCELS = (
    b"", b"{", b"[]", b'{"marks": 1}', b'{"marks": null}', b"[" * 100_000, b"\xff", b" " * 300_000,
    b'{"marks": [' + b"1," * 300 + b"1]}",
)  # fmt: skip


@pytest.mark.parametrize("body", NO_PARCELS)
def test_what_is_no_parcel_is_refused_whole(client, session, officer, body):
    client.force_login(officer)
    assert client.post(desk(session, "marks"), body, content_type="application/json").status_code == 400


NO_MARKS = (
    1, None, {}, {"mark": 1}, {"mark": "x", "name": "A"}, {"mark": str(UUID(int=5))},
    *({"mark": str(UUID(int=5)), **told} for told in (
        {"name": 5}, {"person": True}, {"person": -1}, {"person": 2**63}, {"name": "x" * 201}, {"name": "a\x00"},
        {"name": "."}, {"name": ["A"]}, {"person": "1"}, {"name": "A B", "contact": 7},
    )),
)  # fmt: skip


@pytest.mark.parametrize("entry", NO_MARKS)
def test_a_mark_that_cannot_be_meant_stops_no_other(client, session, officer, entry):
    client.force_login(officer)
    good = str(uuid4())
    status, outcomes = send(client, session, entry, {"mark": good, "name": "Nova Osoba", "at": "yesterday"})
    assert status == 200
    assert outcomes.pop(good) == "stored"
    assert set(outcomes.values()) <= {"unknown"}
    assert Attendance.objects.count() == 1


def test_a_cancelled_event_says_so_and_the_device_keeps_what_it_has(client, session, today, officer):
    client.force_login(officer)
    today.state = State.CANCELLED
    today.save()
    assert send(client, session, {"mark": str(uuid4()), "name": "Nova Osoba"})[0] == 409


def test_the_door_without_a_script(client, session, ana, officer):
    client.force_login(officer)
    page = client.post(desk(session, "door"), {"person": ana.pk}, follow=True).content.decode()
    assert "Ana Izmišljena ✓" in page
    client.post(desk(session, "door"), {"name": "Nova Osoba"})
    client.post(desk(session, "door"), {"name": "Nova Osoba", "another": "on"})
    assert client.post(desk(session, "door"), {"name": ""}).status_code == 422
    assert Attendance.objects.count() == 3


def test_the_worker_of_the_door_serves_the_door_alone(client, session, officer):
    client.force_login(officer)
    answer = client.get(desk(session, "worker"))
    assert answer.headers["Content-Type"].startswith("text/javascript")
    assert "Service-Worker-Allowed" not in answer.headers
    assert desk(session, "worker").startswith(desk(session, "door"))
    assert "worker-src 'self'" in client.get(desk(session, "door")).headers["Content-Security-Policy"]


def test_lists_cost_the_same_however_long(client, session, ana, programme, officer):
    client.force_login(officer)

    def costs():
        found = []
        for name in ("door", "session", "type_in"):
            with CaptureQueriesContext(connection) as made:
                client.get(desk(session, name))
            found.append(len(made))
        return found

    costs()
    client.post(desk(session, "door"), {"person": ana.pk}, follow=True)
    few = costs()
    for number in range(5):
        person = register_one(session.event, programme, f"Ana Anić {number}")
        client.post(desk(session, "door"), {"person": person.pk}, follow=True)
    assert costs() == few


# On paper ------------------------------------------------------------------------------------------------------------


def test_the_sheet_is_in_both_languages_and_has_room(client, session, ana, officer):
    client.force_login(officer)
    answer = client.get(desk(session, "sheet"))
    text = "".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(answer.content)).pages)
    assert "Dëgjim për rrugën" in text
    assert "Расправа о путу" in text
    assert "Ana Izmišljena" in text
    assert text.count("...") > 15


def test_the_signed_sheet_is_typed_in_once(client, session, ana, officer):
    client.force_login(officer)
    names = "Nova Osoba\n\n  Друга  Особа\nNova Osoba"
    sent = {"key": str(uuid4()), "person": [str(ana.pk), "x", "9" * 30], "names": names}
    for _time in range(2):
        assert client.post(desk(session, "type_in"), sent).status_code == 302
    assert Attendance.objects.filter(how="sheet").count() == 3
    assert client.post(desk(session, "type_in"), {"names": "..."}).status_code == 422


def test_whom_the_event_does_not_know_any_more_is_not_called_a_namesake(client, session, ana, officer, programme):
    client.force_login(officer)
    other = register_one(make_event(session.event.municipality, officer), programme, "Bora Borić")
    told = client.post(desk(session, "type_in"), {"person": [str(ana.pk), str(other.pk)]}, follow=True).content.decode()
    assert "1 person is noted." in told
    assert "This event does not know this person." in told
    assert "several people" not in told


def test_who_was_not_there_is_taken_back(client, session, ana, officer):
    client.force_login(officer)
    client.post(desk(session, "door"), {"person": ana.pk})
    row = Attendance.objects.get()
    other = make_event(session.event.municipality, officer).sessions.get()
    assert client.post(desk(other, "take_back", row.pk)).status_code == 404
    client.post(desk(session, "take_back", row.pk))
    assert not Attendance.objects.exists()


# Doors ---------------------------------------------------------------------------------------------------------------

POSTED = {
    "sessions": None, "session": None, "code": {}, "picture": None, "sheet": None, "worker": None,
    "type_in": {"names": "Nova Osoba"}, "door": {"name": "Nova Osoba"}, "marks": {}, "take_back": {},
}  # fmt: skip
"""Every page at the desk, with what its form sends."""
PUBLIC = {"sign_in", "signed_in"}


@pytest.fixture
def addresses(session, ana, officer, client):
    client.force_login(officer)
    client.post(desk(session, "door"), {"person": ana.pk})
    client.logout()
    row = Attendance.objects.get()
    more = {"take_back": [row.pk]}
    found = {name: desk(session, name, *more.get(name, [])) for name in POSTED if name != "sessions"}
    return found | {"sessions": reverse("running:sessions", args=[session.event_id])}


def everything():
    tables = (
        Attendance.objects.values_list("pk", "person"),
        Person.objects.values_list("pk"),
        AuditEntry.objects.values_list("hash"),
    )
    return [sorted(map(str, rows)) for rows in tables]


def knock(client, addresses):
    return {
        name: (client.get(to).status_code, client.post(to, POSTED[name] or {}).status_code)
        for name, to in addresses.items()
    }


def test_every_page_is_in_this_story():
    found = {name.partition(":")[2] for name in names(get_resolver()) if name.startswith("running:")}
    assert found >= POSTED.keys() | PUBLIC


def test_who_does_not_belong_here_learns_nothing(client, addresses, stranger, translator):
    for person in (stranger, translator, make_person("nobody@example.org")):
        client.force_login(person)
        before = everything()
        assert set().union(*knock(client, addresses).values()) <= {404, 405}
        assert everything() == before
    client.logout()
    before = everything()
    assert set(knock(client, addresses).values()) == {(302, 302)}
    assert everything() == before


def test_a_sheet_of_very_many_is_typed_in_part_by_part(client, session, programme, officer, monkeypatch):
    """What is sent at once stays below what a form may have, and no part of the list is left out."""
    assert attendance.SHEET + MOST_NAMES < settings.DATA_UPLOAD_MAX_NUMBER_FIELDS
    monkeypatch.setattr(attendance, "SHEET", 2)
    people = [register_one(session.event, programme, f"{name} Izmišljena") for name in ("Ana", "Bora", "Ceca")]
    client.force_login(officer)
    to = desk(session, "type_in")
    first = client.get(to).content.decode()
    assert [one.name in first for one in people] == [True, True, False]
    assert "page=2" in first
    answer = client.post(to, {"person": [people[0].pk, people[1].pk]})
    assert answer.url == f"{to}?page=2"
    assert "Ceca" in client.get(answer.url).content.decode()
    assert client.post(answer.url, {"person": [people[2].pk]}).url == desk(session, "session")
    assert set(Attendance.objects.values_list("person", flat=True)) == {one.pk for one in people}


def test_an_auditor_sees_numbers_only(client, addresses, auditor):
    client.force_login(auditor)
    before = everything()
    found = knock(client, addresses)
    assert {name for name, (looked, _posted) in found.items() if looked == 200} == {"sessions"}
    assert b"Ana" not in client.get(addresses["sessions"]).content
    assert everything() == before


def test_whoever_runs_it_gets_in(client, addresses, officer, administrator, programme):
    for person in (officer, administrator, programme):
        client.force_login(person)
        before = everything()
        looked = {name: client.get(to).status_code for name, to in addresses.items()}
        assert everything() == before
        assert {name for name, status in looked.items() if status != 200} == {"marks", "take_back"}


def test_another_site_cannot_post_in_somebodys_name(addresses, officer):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(officer)
    before = everything()
    posted = {browser.post(to, POSTED[name]).status_code for name, to in addresses.items() if POSTED[name] is not None}
    assert posted == {403}
    assert everything() == before


def test_a_parcel_has_its_limits():
    with pytest.raises(parcels.Unreadable):
        parcels.read(json.dumps({"marks": [{}] * 201}).encode())
