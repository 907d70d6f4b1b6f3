"""A holiday is added, taken away or moved: running cases move with it, and their residents are told."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.conftest import AT, make_person
from tests.site.casework.conftest import send_request
from uramost_web.accounts.models import AuditEntry
from uramost_web.casework import acts, clocks, holidays, links, wording
from uramost_web.casework.history import Said
from uramost_web.casework.holidays import Wanted
from uramost_web.casework.models import Case, DateMove, Entry, Letter
from uramost_web.places.models import HolidayOverride, Municipality

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]
TYPED = {
    "action": "add",
    "date": "2026-03-05",
    "names_sq": "Dita e komunës",
    "names_sr-Cyrl": "Дан општине",
    "reasons_sq": "Vendim i kuvendit.",
    "reasons_sr-Cyrl": "Одлука скупштине.",
    "source": "made up for tests",
}
ADDED = Wanted("add", date(2026, 3, 5), "made up", {"sq": "Vendim.", "sr-Cyrl": "Одлука."}, names={"sq": "Dita"})


def due(case: Case) -> date:
    case.refresh_from_db()
    return timezone.localtime(case.due_at).date()


def test_the_year_is_listed_with_estimates_and_what_was_decided(desk, gracanica):
    HolidayOverride.objects.create(
        municipality=gracanica, date=date(2026, 3, 5), action="add", source="made up", names={"en": "Day of the town"}
    )
    page = desk("holidays", query="?year=2026").content.decode()
    assert "Day of the town" in page
    assert "by decision" in page
    assert "by rule" in page
    assert "estimated" in page
    assert "Day of the town" not in desk("holidays", query="?year=2027").content.decode()
    assert desk("holidays", query="?year=99999").status_code == 200


def test_what_would_move_is_shown_before_anything_is_written(desk, lights):
    case = send_request(lights)
    paused = send_request(lights)
    Case.objects.filter(pk=paused.pk).update(paused=True)

    page = desk("holiday", post={**TYPED, "act": "look"})

    assert page.status_code == 200
    assert (page.context["number"], [one.case for one in page.context["cases"]]) == (1, [case])
    said = page.content.decode()
    assert "11 March 2026" in said
    assert "12 March 2026" in said
    assert due(case) == date(2026, 3, 11)
    assert not HolidayOverride.objects.exists()
    assert not DateMove.objects.exists()


def test_confirmed_it_moves_running_cases_and_writes_to_their_residents(
    desk, lights, clerk, django_capture_on_commit_callbacks, mailoutbox
):
    case, answered = send_request(lights), send_request(lights)
    acts.act(case=answered, code="answer", by=clerk, at=AT, said=Said(text="Готово.", language="sr-Cyrl"))
    mailoutbox.clear()

    with django_capture_on_commit_callbacks(execute=True):
        assert desk("holiday", post={**TYPED, "act": "confirm"}).status_code == 302

    assert due(case) == date(2026, 3, 12)
    move = DateMove.objects.get()
    assert (move.case, timezone.localtime(move.before).date(), timezone.localtime(move.after).date()) == (
        case, date(2026, 3, 11), date(2026, 3, 12),
    )  # fmt: skip
    entry = case.entries.last()
    assert (entry.move, entry.number, entry.facts["reason"]) == ("moved_date", 2, "Одлука скупштине.")
    letter = Letter.objects.get(entry=entry)
    assert letter.language == "sr-Cyrl"
    assert "Одлука скупштине." in letter.body
    assert "12." in letter.body
    assert answered.entries.filter(move="moved_date").count() == 0
    assert AuditEntry.objects.filter(verb="holiday.edited", values__action="add").exists()
    assert AuditEntry.objects.get(verb="case.moved_dates").values["cases"] == 1
    after = send_request(lights)
    assert due(after) == date(2026, 3, 12)


def test_taken_back_the_cases_move_back(desk, lights, gracanica, administrator):
    case = send_request(lights)
    assert holidays.change(municipality=gracanica, wanted=ADDED, by=administrator, at=AT) == 1
    row = HolidayOverride.objects.get()
    assert desk("holiday_undo", row.pk).context["number"] == 1

    desk("holiday_undo", row.pk, post={"act": "confirm"})

    assert due(case) == date(2026, 3, 11)
    assert not HolidayOverride.objects.exists()
    assert list(case.entries.values_list("number", "move")) == [(1, "receive"), (2, "moved_date"), (3, "moved_date")]
    assert DateMove.objects.count() == 2

    assert holidays.take_back(row=row, by=administrator, at=AT) == 0  # a second click
    assert AuditEntry.objects.filter(verb="holiday.edited", values__action="taken back").count() == 1


def everywhere(**values: Any) -> HolidayOverride:
    """As a pack or the administration enters one for the whole country."""
    return HolidayOverride.objects.create(
        date=date(2026, 3, 5), action="add", source="made up", names={"en": "Day of all"}, key="made-up", **values
    )


def test_a_holiday_that_came_another_way_moves_cases_too(lights, gracanica):
    case, before = send_request(lights, reads="en"), holidays.every_row()
    row = everywhere()

    assert holidays.settle(before, by=None, at=AT) == 1
    assert due(case) == date(2026, 3, 12)
    assert DateMove.objects.get().holiday == "made-up"
    assert "5 March 2026 has become a holiday." in told_of(case)
    assert holidays.settle(holidays.every_row(), by=None, at=AT) == 0

    before = holidays.every_row()
    HolidayOverride.objects.filter(pk=row.pk).update(date=date(2026, 3, 6), action="remove")
    assert holidays.settle(before, by=None, at=AT) == 1
    assert due(case) == date(2026, 3, 11)

    before = holidays.every_row()
    row.delete()
    everywhere()
    HolidayOverride.objects.create(municipality=gracanica, date=date(2026, 3, 4), action="add", source="made up")
    assert holidays.settle(before, by=None, at=AT) == 1
    assert due(case) == date(2026, 3, 13)
    assert "It is now 13 March 2026." in told_of(case)


def test_of_several_changes_a_case_is_told_the_one_of_its_own_town(lights, gracanica):
    case, before = send_request(lights, reads="en"), holidays.every_row()
    other = Municipality.objects.exclude(pk=gracanica.pk)[0]
    for place, day in ((other, 4), (gracanica, 5)):
        HolidayOverride.objects.create(municipality=place, date=date(2026, 3, day), action="add", source="made up")

    assert holidays.settle(before, by=None, at=AT) == 1
    assert "5 March 2026 has become a holiday." in told_of(case)

    before = holidays.every_row()
    HolidayOverride.objects.filter(municipality=gracanica).update(municipality=other)
    assert holidays.settle(before, by=None, at=AT) == 1
    assert due(case) == date(2026, 3, 11)
    assert "What had been decided about the holiday of 5 March 2026 was taken back." in told_of(case)


def test_a_holiday_given_another_day_is_not_told_as_the_new_day_alone(lights):
    case, row = send_request(lights, reads="en"), everywhere()
    holidays.settle((), by=None, at=AT)

    before = holidays.every_row()
    HolidayOverride.objects.filter(pk=row.pk).update(date=date(2026, 3, 20))
    assert holidays.settle(before, by=None, at=AT) == 1
    assert "It is now 11 March 2026." in told_of(case)
    assert "20 March 2026" not in told_of(case)


def test_in_the_administration_a_holiday_moves_cases_too(client, lights):
    case, keeper = send_request(lights), make_person("keeper@example.org")
    keeper.is_staff = keeper.is_superuser = True
    keeper.save()
    client.force_login(keeper)
    names = '{"en": "Day of all"}'
    typed = {"date": "2026-03-05", "action": "add", "source": "made up", "names": names, "reasons": "{}"}
    assert client.get(reverse("admin:places_holidayoverride_add")).status_code == 200
    assert client.post(reverse("admin:places_holidayoverride_add"), typed).status_code == 302
    assert due(case) == date(2026, 3, 12)

    row = HolidayOverride.objects.get()
    client.post(reverse("admin:places_holidayoverride_delete", args=[row.pk]), {"post": "yes"})
    assert due(case) == date(2026, 3, 11)


def told_of(case: Case) -> str:
    """What the last letter about a case says, in one line."""
    return " ".join(Letter.objects.filter(case=case, entry__move="moved_date").latest("pk").body.split())


def test_the_letter_says_from_which_day_to_which_and_why(lights, gracanica, administrator):
    case = send_request(lights, reads="en")
    holidays.change(municipality=gracanica, wanted=ADDED, by=administrator, at=AT)
    letter = told_of(case)
    assert "The last day was 11 March 2026. It is now 12 March 2026. 5 March 2026 has become a holiday." in letter
    assert "Reason: Vendim. / Одлука." in letter

    holidays.take_back(row=HolidayOverride.objects.get(), by=administrator, at=AT)
    letter = told_of(case)
    assert "The last day was 12 March 2026. It is now 11 March 2026." in letter
    assert "What had been decided about the holiday of 5 March 2026 was taken back." in letter
    assert "Vendim" not in letter


def test_resident_and_clerk_read_the_same_of_it_on_their_pages(client, lights, gracanica, administrator, clerk):
    at = timezone.make_aware(timezone.datetime(2026, 4, 27, 10))
    case = send_request(lights, at=at, reads="en")
    moved = Wanted("move", date(2026, 5, 1), "made up", {"sq": "Vendim."}, moved_to=date(2026, 5, 7))
    holidays.change(municipality=gracanica, wanted=moved, by=administrator, at=at)
    client.force_login(clerk)
    for page in (links.follow_path(case).replace("/sr/", "/en/"), case.get_absolute_url()):
        said = client.get(page).content.decode()
        assert "The last day was 7 May 2026. It is now 6 May 2026." in said
        assert "The holiday of 1 May 2026 falls on 7 May 2026 instead." in said


def test_a_move_that_was_written_down_before_says_what_is_known_of_it(lights):
    case = send_request(lights)
    facts = {"before": AT.isoformat(), "after": "", "holiday": "2026-03-05", "reason": "Одлука."}
    assert wording.told(case, Entry(case=case, move="moved_date", facts=facts))[1:] == ["Reason: Одлука."]
    facts["after"] = (AT + timedelta(days=1)).isoformat()
    said = wording.told(case, Entry(case=case, move="moved_date", facts=facts))[1:]
    assert said == ["The last day was 2 March 2026. It is now 3 March 2026.", "Reason: Одлука."]


def test_a_holiday_moves_or_goes_and_takes_the_last_day_with_it(lights, gracanica, administrator):
    at = timezone.make_aware(timezone.datetime(2026, 4, 29, 10))
    labour = date(2026, 5, 1)  # a Friday
    assert clocks.calendar(gracanica, at).holidays_on(labour)
    case = send_request(lights, at=at)
    before = due(case)

    gone = Wanted("remove", labour, "made up", {"sq": "Vendim."})
    holidays.change(municipality=gracanica, wanted=gone, by=administrator, at=at)
    assert due(case) < before
    holidays.take_back(row=HolidayOverride.objects.get(), by=administrator, at=at)
    assert due(case) == before

    moved = Wanted("move", labour, "made up", {"sq": "Vendim."}, moved_to=date(2026, 5, 4))
    assert holidays.change(municipality=gracanica, wanted=moved, by=administrator, at=at) == 0
    row = HolidayOverride.objects.get()
    assert row.names["sq"]
    assert not clocks.calendar(gracanica, at).holidays_on(labour)
    assert due(case) == before


def test_where_only_the_promise_moves_nobody_is_written_to(lights, gracanica, administrator, seven_days):
    seven_days.values = {"unit": "calendar_days", "amount": 10}
    seven_days.save()
    lights.norm_days = 3
    lights.save()
    case = send_request(lights)
    assert timezone.localtime(case.promised_at).date() == date(2026, 3, 5)

    assert holidays.change(municipality=gracanica, wanted=ADDED, by=administrator, at=AT) == 1

    assert due(case) == date(2026, 3, 12)
    assert timezone.localtime(case.promised_at).date() == date(2026, 3, 6)
    entry = case.entries.get(move="moved_date")
    assert not entry.seen_by_resident
    assert not entry.letters.exists()


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"date": "2026-01-01"}, "date"),  # a holiday already
        ({"action": "remove"}, "date"),  # no holiday
        ({"action": "move", "date": "2026-05-01"}, "moved_to"),
        ({"action": "move", "date": "2026-05-01", "moved_to": "2026-01-01"}, "moved_to"),
        ({"date": "2016-03-05"}, "date"),
        ({"source": ""}, "source"),
        ({"reasons_sr-Cyrl": ""}, "reasons_sr-Cyrl"),
        ({"names_sr-Cyrl": ""}, "names_sr-Cyrl"),
        ({"action": "forget"}, "action"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(desk, lights, wrong, field):
    page = desk("holiday", post={**TYPED, **wrong, "act": "confirm"})
    assert page.status_code == 422
    assert field in page.context["form"].errors
    assert "Vendim i kuvendit." in page.content.decode()
    assert not HolidayOverride.objects.exists()


def test_many_cases_cost_few_queries(lights, gracanica, administrator, django_assert_max_num_queries):
    first = send_request(lights)
    rows = [Case(**{**plain(first), "reference": f"made-{number}"}) for number in range(300)]
    Case.objects.bulk_create(rows)
    Entry.objects.bulk_create(
        Entry(case=row, number=1, at=AT, who="resident", move="receive", after="received") for row in rows
    )
    with django_assert_max_num_queries(60):
        assert holidays.change(municipality=gracanica, wanted=ADDED, by=administrator, at=AT) == 301
    assert DateMove.objects.count() == 301
    assert Letter.objects.filter(entry__move="moved_date").count() == 301


def plain(case: Case) -> dict[str, Any]:
    return {field.attname: getattr(case, field.attname) for field in Case._meta.concrete_fields if field.name != "id"}
