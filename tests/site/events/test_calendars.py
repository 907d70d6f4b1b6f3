"""Calendars, read as another program reads them: by the parser of the same library and by plain lines."""

from datetime import UTC, datetime, timedelta

import icalendar
import pytest
from django.utils import timezone

from tests.site.events.conftest import SERBIAN_TITLE, TITLE, VALUES, begin, times
from tests.site.events.running import make_event
from uramost_web.events import calendars, calling_off, entering
from uramost_web.events.models import Event

pytestmark = pytest.mark.django_db


def read(client, address):
    page = client.get(address)
    assert page.status_code == 200
    assert page.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert all(len(line) <= 75 for line in page.content.split(b"\r\n"))
    return icalendar.Calendar.from_ical(page.content)


def test_each_language_has_its_calendar(client, hearing):
    (entry,) = read(client, "/en/events/sr-Cyrl.ics").events
    assert (str(entry["SUMMARY"]), entry["SUMMARY"].params["LANGUAGE"]) == (SERBIAN_TITLE, "sr-Cyrl")
    assert "Скупштинска сала" in str(entry["LOCATION"])
    (entry,) = read(client, "/sr/municipalities/gracanice/events/sq.ics").events
    assert str(entry["SUMMARY"]) == TITLE
    (entry,) = read(client, f"/sr/events/{hearing.pk}/en.ics").events
    assert str(entry["SUMMARY"]) == f"Public hearing: {TITLE} (Shqip)"


def test_times_are_local_and_their_zone_is_described(client, hearing):
    found = read(client, "/sq/events/sq.ics")
    (entry,) = found.events
    assert entry["DTSTART"].params["TZID"] == "Europe/Belgrade"
    assert entry["DTSTART"].dt == hearing.starts_at
    assert [str(zone["TZID"]) for zone in found.timezones] == ["Europe/Belgrade"]


def test_an_entry_stays_itself_when_it_is_moved_and_cancelled(client, hearing, officer):
    (first,) = read(client, "/sq/events/sq.ics").events
    later = times(begin() + timedelta(days=1), sessions=2)
    entering.change(event=hearing, values=VALUES, times=later, by=officer, at=datetime.now(UTC))
    moved = read(client, "/sq/events/sq.ics").events
    assert str(moved[0]["UID"]) == str(first["UID"])
    assert len({str(entry["UID"]) for entry in moved}) == 2
    assert [entry["SEQUENCE"] for entry in moved] == [1, 1]
    calling_off.cancel(event=hearing, why={"sq": "Salla është e zënë."}, by=officer, at=datetime.now(UTC))
    gone = read(client, "/sq/events/sq.ics").events
    assert [(str(entry["STATUS"]), entry["SEQUENCE"]) for entry in gone] == [("CANCELLED", 2)] * 2
    assert "Salla është e zënë." in str(gone[0]["DESCRIPTION"])


def test_what_is_long_over_or_not_announced_is_left_out(client, hearing, draft):
    assert len(read(client, "/sq/events/sq.ics").events) == 1
    Event.objects.update(starts_at=timezone.now() - timedelta(days=100), ends_at=timezone.now() - timedelta(days=99))
    assert read(client, "/sq/events/sq.ics").events == []
    Event.objects.update(state="draft")
    assert client.get(f"/sq/events/{hearing.pk}/sq.ics").status_code == 404


def test_unchanged_it_is_not_sent_again(client, hearing):
    page = client.get("/sq/events/sq.ics")
    again = client.get("/sq/events/sq.ics", headers={"If-None-Match": page.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_a_language_without_words_has_none(client, hearing):
    for address in ("/sq/events/tr.ics", "/sq/events/x.ics", f"/sq/events/{hearing.pk}/tr.ics"):
        assert client.get(address).status_code == 404
    assert client.get("/sq/municipalities/nowhere/events/sq.ics").status_code == 404


def test_what_is_to_come_is_never_crowded_out_by_what_was(hearing, draft, gracanica, officer, monkeypatch):
    monkeypatch.setattr(calendars, "MOST", 2)
    now = timezone.now()
    for days in (3, 2, 1):
        make_event(gracanica, officer, starts=now - timedelta(days=days))
    later = make_event(gracanica, officer, starts=now + timedelta(days=30))
    assert calendars.coming(Event.objects.all(), now) == [hearing, later]
    monkeypatch.setattr(calendars, "MOST", 3)
    *_ahead, past = calendars.coming(Event.objects.all(), now)
    assert past.starts_at == now - timedelta(days=1)


def test_a_calendar_costs_the_same_however_many_events_there_are(
    client, hearing, gracanica, officer, django_assert_max_num_queries
):
    with django_assert_max_num_queries(6):
        read(client, "/sq/events/sq.ics")
    for _ in range(3):
        entering.start(municipality=gracanica, values=VALUES, times=times(begin()), by=officer, at=datetime.now(UTC))
    Event.objects.update(state="announced")
    with django_assert_max_num_queries(6):
        assert len(read(client, "/sq/events/sq.ics").events) == 4
