"""Who has which page of events at the desk."""

import pytest

from tests.conftest import make_person
from tests.site.events.conftest import come
from tests.site.events.test_desk_events import FORM
from uramost_web.events.models import Event, Registration

pytestmark = pytest.mark.django_db


DOORS = ("", "change/", "cancel/", "people/", "people/new/", "people/{one}/off/")


@pytest.mark.parametrize("door", DOORS)
def test_who_has_nothing_to_do_with_it_learns_nothing(client, hearing, stranger, door):
    come(hearing)
    address = f"/en/desk/events/{hearing.pk}/" + door.format(one=Registration.objects.get().pk)
    before = list(Event.objects.values()), list(Registration.objects.values())
    assert client.get(address).url.startswith("/en/accounts/login/")
    for person in (stranger, make_person("nobody@example.org")):
        client.force_login(person)
        assert client.get(address).status_code == 404
        assert client.post(address, FORM).status_code in {404, 405}
    assert before == (list(Event.objects.values()), list(Registration.objects.values()))


def test_an_auditor_reads_and_changes_nothing(client, hearing, auditor):
    come(hearing)
    client.force_login(auditor)
    assert client.get("/en/desk/events/").status_code == 200
    assert client.get(f"/en/desk/events/{hearing.pk}/").status_code == 200
    one = Registration.objects.get().pk
    for door in DOORS[1:]:
        address = f"/en/desk/events/{hearing.pk}/{door.format(one=one)}"
        assert client.get(address).status_code == 403, door
        assert client.post(address, FORM).status_code in {403, 405}, door
    assert client.get("/en/desk/events/new/").status_code == 403
    assert client.get("/en/desk/events/courses/new/").status_code == 403


def test_whoever_has_no_role_has_no_list(client, kosovo):
    client.force_login(make_person("nobody@example.org"))
    for address in ("", "new/", "courses/", "courses/new/"):
        assert client.get(f"/en/desk/events/{address}").status_code == 404
