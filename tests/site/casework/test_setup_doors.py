"""Who sees what a municipality defines, and who changes it."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.conftest import AT, make_person
from uramost_web.accounts.models import AuditEntry
from uramost_web.casework import urls_setup
from uramost_web.casework.models import AnswerText, ApiKey, Limit, Office, RoutingRow, Seat, Service
from uramost_web.places.models import HolidayOverride, Municipality

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]
READ = ("services", "offices", "routing", "try", "texts", "limits", "holidays", "keys", "boundary", "routing_file")
"""What is only looked at, also by whoever reads."""
POSTED: dict[str, dict[str, Any]] = {
    "service_new": {"code": "x", "names_sq": "X", "kind": "request"},
    "service": {"names_sq": "Tjetër"},
    "questions": {"count": "0", "act": "save"},
    "end_service": {"ends_on": "2026-12-31"},
    "office_new": {"act": "save", "code": "x", "names_sq": "X"},
    "office": {"act": "close"},
    "text_new": {"code": "x", "move": "answer", "texts_sq": "X"},
    "text": {"act": "drop"},
    "rule_new": {"office": "1"},
    "rule": {"office": "1"},
    "change_rule": {"act": "drop"},
    "upload": {"act": "confirm", "content": "id,office\n1,works\n"},
    "limit_new": {"code": "x", "amount": "7", "unit": "hours", "source": "X"},
    "limit_end": {"valid_until": "2026-12-31"},
    "holiday": {"act": "confirm", "action": "add", "date": "2026-03-04", "source": "X", "reasons_sq": "X"},
    "holiday_undo": {"act": "confirm"},
    "keys": {"act": "make", "name": "X", "scopes": "requests.write"},
    "boundary": {"act": "drop"},
}


@pytest.fixture
def addresses(gracanica: Municipality, lights: Service, works: Office) -> dict[str, str]:
    """One of everything, by the name of its page."""
    AnswerText.objects.create(municipality=gracanica, code="done", move="answer", texts={"sq": "U krye."})
    RoutingRow.objects.create(municipality=gracanica, position=1, office=works, conditions={"kinds": ["request"]})
    limit = Limit.objects.create(
        municipality=gracanica, code="own", source="made up", values={"unit": "hours", "amount": 5}
    )
    day = HolidayOverride.objects.create(municipality=gracanica, date=AT.date(), action="add", source="made up")
    more: dict[str, list[Any]] = {
        **{name: ["street-light"] for name in ("service", "questions", "end_service")},
        "office": ["public-works"],
        "text": ["done"],
        "rule": [1],
        "change_rule": [1],
        "limit_end": [limit.pk],
        "holiday_undo": [day.pk],
    }
    names = {*READ, *POSTED}
    return {name: reverse(f"setup:{name}", args=[gracanica.slug, *more.get(name, [])]) for name in names}


def everything() -> list[Any]:
    tables = (Service, Office, RoutingRow, AnswerText, Limit, HolidayOverride, ApiKey, Seat)
    places = Municipality.objects.values_list("pk", "boundary")
    return [
        [sorted(map(str, table.objects.values_list())) for table in tables],
        list(places),
        AuditEntry.objects.count(),
    ]


def test_every_page_is_in_this_story():
    assert {entry.name for entry in urls_setup.urlpatterns} == {*READ, *POSTED, "places"}


def test_a_stranger_and_somebody_without_a_role_learn_nothing(client, addresses):
    elsewhere = make_person("e@example.org", municipality=Municipality.objects.get(code="4"), roles=("administrator",))
    for person in (elsewhere, make_person("nobody@example.org")):
        client.force_login(person)
        before = everything()
        for name, address in addresses.items():
            asked = client.post(address, POSTED[name]) if name in POSTED else client.get(address)
            assert asked.status_code == 404, name
        assert everything() == before


@pytest.mark.parametrize("who", ["clerk", "auditor"])
def test_who_only_reads_sees_every_page_and_changes_nothing(client, addresses, request, who):
    client.force_login(request.getfixturevalue(who))
    before = everything()
    for name, address in addresses.items():
        if name not in {"change_rule", "upload"}:
            page = client.get(address)
            assert page.status_code == 200, name
            assert b'class="button"' not in page.content or name == "try", name
        if name in POSTED:
            assert client.post(address, POSTED[name]).status_code == 403, name
    assert everything() == before


def test_the_administrator_sees_every_page_and_changes_nothing_by_looking(client, addresses, administrator):
    client.force_login(administrator)
    before = everything()
    for name, address in addresses.items():
        page = client.get(address, POSTED.get(name, {}))
        assert page.status_code == (405 if name in {"change_rule", "upload"} else 200), name
    assert everything() == before


def test_another_site_cannot_post_in_somebodys_name(addresses, administrator):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(administrator)
    before = everything()
    for name, values in POSTED.items():
        assert browser.post(addresses[name], values).status_code == 403, name
    assert everything() == before


def test_whoever_is_not_logged_in_is_asked_to(client, addresses):
    for address in addresses.values():
        assert client.get(address).status_code in {302, 405}


def test_the_desk_leads_here(client, administrator, clerk, officer, gracanica):
    way = reverse("setup:places")
    for person, seen in ((administrator, True), (clerk, True), (officer, False)):
        client.force_login(person)
        assert (way in client.get(reverse("desk")).content.decode()) is seen
    client.force_login(administrator)
    assert client.get(way).url == reverse("setup:services", args=[gracanica.slug])
    client.force_login(officer)
    assert client.get(way).status_code == 404
