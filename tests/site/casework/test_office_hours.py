"""An office changes its hours: what has come was received by the hours of then, and no last day moves."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.conftest import AT
from tests.site.casework.conftest import send_request
from uramost_web.casework import acts, defining, dossier, explaining, holidays, links
from uramost_web.casework.history import Said
from uramost_web.casework.holidays import Wanted
from uramost_web.casework.models import Case, DateMove, Letter, Office

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]
AFTERNOON = AT + timedelta(hours=5)  # 15:00 in Gračanica; the office closes at 16:00
SHORT = [[day, "08:00", "12:00"] for day in range(5)]
DAY = timedelta(days=1)
RECEIVED_LATER = "The office had closed at that hour: it counts as received on 3 March 2026."


@pytest.fixture
def shorten(works, gracanica, administrator):
    """From a moment on the office closes at noon, or at other hours."""

    def change(at: Any, hours: Any = SHORT) -> None:
        values = {"hours": hours}
        defining.define_office(municipality=gracanica, office=works, values=values, by=administrator, at=at)

    return change


def due(case: Case) -> date:
    case = Case.objects.get(pk=case.pk)
    return timezone.localtime(case.due_at).date()


def test_by_the_page_no_running_case_moves_and_nobody_is_written_to(client, lights, works, administrator):
    case = send_request(lights, at=AFTERNOON)
    letters = Letter.objects.count()
    client.force_login(administrator)
    here = reverse("setup:office", args=[lights.municipality.slug, works.code])
    page = client.get(here)
    assert "so no last day moves" in page.content.decode()
    typed = {name: page.context["form"][name].value() or "" for name in page.context["form"].fields}
    typed |= {f"day_{day}": "08:00–12:00" for day in range(5)}

    assert client.post(here, {**typed, "act": "save"}).status_code == 302

    assert Office.objects.get(pk=works.pk).hours == SHORT
    assert due(case) == date(2026, 3, 11)
    assert not DateMove.objects.exists()
    assert (Letter.objects.count(), case.entries.count()) == (letters, 1)


def test_what_comes_afterwards_is_counted_by_the_new_hours(lights, shorten):
    before = send_request(lights, at=AFTERNOON)
    shorten(AFTERNOON + timedelta(minutes=1))
    after = send_request(lights, at=AFTERNOON + timedelta(minutes=2))

    assert (due(before), due(after)) == (date(2026, 3, 11), date(2026, 3, 12))
    seen = Case.objects.get(pk=before.pk)
    assert RECEIVED_LATER not in explaining.sentences(seen, AFTERNOON + DAY)
    assert RECEIVED_LATER in explaining.sentences(Case.objects.get(pk=after.pk), AFTERNOON + DAY)


def test_nor_do_the_new_hours_come_in_with_a_holiday_or_a_pause(lights, shorten, gracanica, clerk, administrator):
    running, paused = send_request(lights, at=AFTERNOON), send_request(lights, at=AFTERNOON)
    shorten(AFTERNOON + DAY)
    acts.act(case=paused, code="take", by=clerk, at=AFTERNOON + DAY)
    acts.act(case=paused, code="ask", by=clerk, at=AFTERNOON + 3 * DAY, said=Said("Где?", "sr-Cyrl", "Не пише."))
    acts.act(case=paused, code="go_on", by=clerk, at=AFTERNOON + 4 * DAY, said=Said(reason="Знамо где."))
    assert due(paused) == date(2026, 3, 13)  # 5 and 6 March did not count

    wanted = Wanted("add", date(2026, 3, 10), "made up", {"sq": "Vendim."}, names={"sq": "Dita"})
    assert holidays.change(municipality=gracanica, wanted=wanted, by=administrator, at=AFTERNOON + 5 * DAY) == 2
    assert (due(running), due(paused)) == (date(2026, 3, 12), date(2026, 3, 16))


def test_longer_hours_do_not_shorten_the_time_of_the_office_either(lights, shorten):
    case = send_request(lights, at=AFTERNOON + timedelta(hours=2))
    assert due(case) == date(2026, 3, 12)
    shorten(AFTERNOON + DAY, [[day, "07:00", "20:00"] for day in range(5)])
    assert RECEIVED_LATER in explaining.sentences(Case.objects.get(pk=case.pk), AFTERNOON + DAY)


def test_a_limit_in_hours_runs_through_closed_hours_whatever_they_are(lights, seven_days, shorten):
    seven_days.values = {"unit": "hours", "amount": 48}
    seven_days.save()
    before = send_request(lights, at=AFTERNOON)
    shorten(AFTERNOON)
    after = send_request(lights, at=AFTERNOON)
    assert before.due_at == after.due_at == AFTERNOON + timedelta(hours=48)


def test_each_time_of_a_reopened_case_is_counted_by_the_hours_of_its_beginning(client, lights, clerk, head, shorten):
    case = send_request(lights, at=AFTERNOON)
    acts.act(case=case, code="answer", by=clerk, at=AFTERNOON + 10 * DAY, said=Said("Готово.", "sr-Cyrl"))
    shorten(AFTERNOON + 11 * DAY)
    case = Case.objects.get(pk=case.pk)
    again = timezone.make_aware(timezone.datetime(2026, 3, 16, 15))
    acts.act(case=case, code="reopen", by=head, at=again, said=Said(reason="Опет не ради."))

    first = dossier.rounds(Case.objects.get(pk=case.pk))[0]
    assert timezone.localtime(first.last).date() == date(2026, 3, 11)
    assert due(case) == date(2026, 3, 27)  # it came after noon, so on 17 March; the 20th is a holiday
    assert client.get(links.follow_path(case)).status_code == 200


def test_all_that_held_is_kept_and_what_stays_the_same_is_no_change(lights, works, shorten):
    long, days = works.hours, [AT, AT + DAY, AT + 2 * DAY]
    shorten(days[1])
    shorten(days[1] + timedelta(hours=1))  # the same once more
    shorten(days[2], [])
    office = Office.objects.get(pk=works.pk)
    assert len(office.past_hours) == 2
    assert [office.hours_at(at) for at in days] == [long, SHORT, []]
    assert office.hours_at(days[1] - timedelta(microseconds=1)) == long


def test_two_who_change_an_office_at_once_lose_no_hours(lights, works, shorten, gracanica, administrator):
    """The second has read the office before the first changed it."""
    long, as_read = works.hours, Office.objects.get(pk=works.pk)
    shorten(AT)
    values = {"hours": []}
    defining.define_office(municipality=gracanica, office=as_read, values=values, by=administrator, at=AT + DAY)
    assert [hours for _until, hours in Office.objects.get(pk=works.pk).past_hours] == [long, SHORT]
