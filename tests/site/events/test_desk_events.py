"""The desk: an event is entered, found, changed, cancelled; somebody calls and is registered."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from tests.conftest import AT
from tests.site.events.classroom import came, hold, people
from tests.site.events.conftest import SERBIAN_TITLE, TITLE, VALUES, begin, come, times
from tests.site.events.running import make_course
from tests.site.pages import said
from uramost_web.accounts.models import AuditEntry
from uramost_web.events import calling_off, counting, entering, forms, looking, writing_minutes
from uramost_web.events.models import Course, Event, Letter, Presence, Programme, Registration, State
from uramost_web.notices import actions as notices
from uramost_web.notices.models import Notice
from uramost_web.places.permissions import NotAllowed

pytestmark = pytest.mark.django_db
FORM = {
    "municipality": "gracanice",
    "kind": "training",
    "registration": "on",
    "capacity": "20",
    "languages": ["sq", "sr-Cyrl"],
    "offers": ["access"],
    "venue_sq": "Salla 1",
    "venue_sr-Cyrl": "Sala 1",
    "times-TOTAL_FORMS": "2",
    "times-INITIAL_FORMS": "0",
    "times-0-on": "2099-05-05",
    "times-0-begins": "10:00",
    "times-0-ends": "12:00",
    "times-1-on": "06.05.2099",
    "times-1-begins": "10.00",
    "times-1-ends": "12.30",
}


def test_an_event_is_entered_with_its_sessions_and_a_notice(client, officer):
    client.force_login(officer)
    page = client.post("/en/desk/events/new/", FORM)
    row = Event.objects.get()
    assert page.url == f"/en/desk/notices/{row.notice_id}/text/"
    assert [timezone.localtime(one.ends_at).strftime("%d %H:%M") for one in row.sessions.all()] == [
        "05 12:00", "06 12:30",
    ]  # fmt: skip
    assert (row.state, row.capacity, row.offers, row.venue) == (
        State.DRAFT, 20, ["access"], {"sq": "Salla 1", "sr-Cyrl": "Сала 1"},
    )  # fmt: skip
    assert "Without a title yet" in said(client.get(f"/en/desk/events/{row.pk}/"))


def test_one_more_session_keeps_what_was_typed(client, officer):
    client.force_login(officer)
    page = client.post("/en/desk/events/new/", FORM | {"more": "1"})
    shown = page.content.decode()
    assert page.status_code == 200
    assert 'name="times-2-on"' in shown
    assert 'value="2099-05-05"' in shown
    assert 'value="Salla 1"' in shown
    assert not Event.objects.exists()


@pytest.mark.parametrize(
    "wrong",
    [
        {"times-0-on": "", "times-0-begins": "", "times-0-ends": "", "times-1-on": "", "times-1-begins": "",
         "times-1-ends": ""},
        {"times-0-ends": "09:00"},
        {"times-0-begins": ""},
        {"times-1-on": "2099-05-05", "times-1-begins": "11:00"},
        {"times-0-on": "yesterday"},
        {"times-TOTAL_FORMS": "many"},
        {"capacity": "0"},
        {"municipality": "prishtine"},
        {"kind": ""},
        {"offers": ["gold"]},
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused(client, officer, wrong):
    client.force_login(officer)
    page = client.post("/en/desk/events/new/", FORM | wrong)
    assert page.status_code == 422
    assert not Event.objects.exists()


def test_an_event_is_found_in_any_script_and_with_a_slip(client, hearing, officer):
    client.force_login(officer)
    for typed in ("buxhetin", "buxhetn", "rasprava", "јавна", "DËGJIM"):
        shown = said(client.get("/en/desk/events/", {"q": typed}))
        assert TITLE in shown, typed
        assert TITLE in said(client.get("/sq/events/", {"q": typed})), typed
    assert TITLE not in said(client.get("/en/desk/events/", {"q": "panair"}))
    assert SERBIAN_TITLE in said(client.get("/sr/events/", {"place": "gracanice", "kind": "hearing"}))
    assert SERBIAN_TITLE not in said(client.get("/sr/events/", {"when": "past"}))
    assert SERBIAN_TITLE not in said(client.get("/sr/events/", {"kind": "fair"}))


def test_a_title_that_nobody_has_published_is_found_at_the_desk_only(client, draft, officer):
    notices.give_text(
        notice=draft.notice, title=TITLE, data=b"Ejani.", filename="text.txt", written_in="sq", by=officer,
        at=datetime.now(UTC),
    )  # fmt: skip
    assert TITLE not in said(client.get("/sq/events/", {"q": "buxhetin"}))
    client.force_login(officer)
    assert TITLE in said(client.get("/sq/desk/events/", {"q": "buxhetin"}))


def test_a_search_goes_by_the_time_of_the_event_as_it_is_now(client, hearing, officer):
    past = times(timezone.now() - timedelta(days=3))
    entering.change(event=hearing, values=VALUES, times=past, by=officer, at=datetime.now(UTC))
    assert TITLE not in said(client.get("/sq/events/", {"q": "buxhetin"}))
    assert TITLE in said(client.get("/sq/events/", {"q": "buxhetin publik", "when": "past"}))
    assert TITLE not in said(client.get("/sq/events/", {"q": "buxhetin panair", "when": "past"}))


def test_a_long_list_has_pages(client, hearing, gracanice_events):
    first = said(client.get("/sq/events/"))
    assert first.count('class="entry"') == looking.PAGE
    assert "?page=2" in first
    second = said(client.get("/sq/events/", {"page": "2"}))
    assert second.count('class="entry"') == 2
    assert 'rel="prev"' in second
    assert 'rel="next"' not in second
    for odd in ("0", "-1", "x", "9" * 30, "²", "000000001" + "9" * 30, "0" * 5000 + "1"):
        assert client.get("/sq/events/", {"page": odd}).status_code == 200


@pytest.fixture
def gracanice_events(hearing, officer):
    """One more than a page, with the hearing itself two."""
    for number in range(looking.PAGE + 1):
        at = begin() + timedelta(days=number)
        row = entering.start(
            municipality=hearing.municipality, values=VALUES, times=times(at), by=officer, at=datetime.now(UTC)
        )
        Event.objects.filter(pk=row.pk).update(state=State.ANNOUNCED)


def test_lists_cost_the_same_however_long_they_are(client, hearing, gracanica, officer, django_assert_max_num_queries):
    client.force_login(officer)
    addresses = ("/en/events/", "/en/desk/events/", f"/en/desk/events/{hearing.pk}/people/")
    for address in addresses:
        client.get(address)
    for number in range(4):
        entering.start(municipality=gracanica, values=VALUES, times=times(begin()), by=officer, at=datetime.now(UTC))
        Event.objects.update(capacity=None)
        come(hearing, f"Milan Ilić{'abcd'[number]}", email=f"m{number}@example.org")
    for address in addresses:
        with django_assert_max_num_queries(16):
            assert client.get(address).status_code == 200


def test_somebody_who_calls_is_registered_and_taken_off(client, hearing, officer):
    client.force_login(officer)
    address = f"/en/desk/events/{hearing.pk}/people/"
    form = {"name": "Петар Петровић", "email": "", "phone": "044 111 222", "reads": "sr-Cyrl", "childcare": "3"}
    key = "11111111-1111-4111-8111-111111111111"
    assert client.post(f"{address}new/", form | {"key": key}).url == address
    client.post(f"{address}new/", form | {"key": key})
    row = Registration.objects.get()
    assert (row.person.phone, row.childcare, row.state) == ("044 111 222", 3, "registered")
    shown = said(client.get(address))
    assert "Петар Петровић" in shown
    assert "gets no letters: call" in shown
    assert "Children: 3" in shown
    assert client.post(f"{address}{row.pk}/off/").url == address
    row.refresh_from_db()
    assert (row.state, row.childcare) == ("cancelled", 0)


def test_somebody_else_typed_over_the_form_is_registered_too(client, hearing, officer):
    """Staff go back to the page that they have sent, and write the next name into it."""
    client.force_login(officer)
    sent = {"key": "11111111-1111-4111-8111-111111111111", "email": "", "phone": "", "reads": "sr-Cyrl"}
    for name in ("Петар Петровић", "Арта Красниќи", "Арта Красниќи"):
        client.post(f"/en/desk/events/{hearing.pk}/people/new/", sent | {"name": name})
    assert set(Registration.objects.values_list("person__name", flat=True)) == {"Петар Петровић", "Арта Красниќи"}
    assert Registration.objects.count() == 2


def test_staff_are_told_that_somebody_is_registered_already(client, hearing, officer):
    come(hearing, "Arta Krasniqi")
    assert come(hearing, "Arta Krasniqi", by=officer) == "registered"
    assert Registration.objects.count() == 1


def test_an_event_is_changed_and_cancelled_at_the_desk(client, hearing, officer):
    come(hearing)
    client.force_login(officer)
    page = client.get(f"/en/desk/events/{hearing.pk}/change/")
    assert 'value="Salla e kuvendit"' in page.content.decode()
    form = FORM | {"kind": "hearing", "times-INITIAL_FORMS": "1"}
    assert client.post(f"/en/desk/events/{hearing.pk}/change/", form).status_code == 302
    hearing.refresh_from_db()
    assert (hearing.sequence, hearing.sessions.count()) == (1, 2)
    assert client.post(f"/en/desk/events/{hearing.pk}/cancel/", {}).status_code == 422
    assert client.post(f"/en/desk/events/{hearing.pk}/cancel/", {"why_sq": "Shi."}).status_code == 302
    hearing.refresh_from_db()
    assert hearing.state == State.CANCELLED
    assert [row.about for row in Letter.objects.order_by("pk")] == ["registered", "moved", "cancelled"]
    assert client.get(f"/en/desk/events/{hearing.pk}/change/").status_code == 302


def test_a_course_is_entered_and_an_event_made_part_of_it(client, officer):
    client.force_login(officer)
    made = {"municipality": "gracanice", "kind": "forum", "names_sq": "Forumi komunal"}
    assert client.post("/en/desk/events/courses/new/", made).status_code == 302
    row = Course.objects.get()
    client.post("/en/desk/events/new/", FORM | {"course": str(row.pk)})
    assert Event.objects.get().course == row
    assert client.post("/en/desk/events/courses/new/", made | {"names_sq": ""}).status_code == 422


def test_an_event_stays_part_of_its_course_when_it_is_changed(client, hearing, officer, gracanica):
    """Also of one that is of no municipality, or older than those that are offered."""
    old, general = (make_course(gracanica, officer) for _time in range(2))
    Course.objects.filter(pk=general.pk).update(municipality=None)
    told = {"municipality": gracanica, "kind": "forum", "names": {"sq": "X"}, "created_by": officer, "created_at": AT}
    Course.objects.bulk_create(Course(**told) for _number in range(forms.MOST_COURSES))
    client.force_login(officer)
    page = f"/en/desk/events/{hearing.pk}/change/"
    for row in (old, general):
        Event.objects.filter(pk=hearing.pk).update(course=row)
        assert f'<option value="{row.pk}" selected>' in client.get(page).content.decode()
        assert client.post(page, FORM | {"kind": "hearing", "course": str(row.pk)}).status_code == 302
        hearing.refresh_from_db()
        assert hearing.course == row
    Event.objects.filter(pk=hearing.pk).update(course=None)
    assert f'value="{general.pk}"' not in client.get(page).content.decode()


def test_programme_staff_enter_events_and_an_officer_announces_them(client, gracanica, programme, officer):
    client.force_login(programme)
    assert 'href="/en/desk/events/new/"' in client.get("/en/desk/events/").content.decode()
    answer = client.post("/en/desk/events/new/", FORM)
    event = Event.objects.get()
    assert answer.url == f"/en/desk/events/{event.pk}/"
    told = "An officer of the municipality writes the notice and publishes it."
    assert told in client.get(answer.url).content.decode()
    assert event.state == State.DRAFT
    with pytest.raises(NotAllowed):
        notices.give_text(
            notice=event.notice, title="T", data=b"T", filename="t.txt", written_in="sq", by=programme, at=AT
        )
    with pytest.raises(NotAllowed):  # a notice of another kind is not begun by it
        notices.start(municipality=gracanica, kind="information", by=programme, at=AT)
    client.force_login(officer)
    assert told not in client.get(answer.url).content.decode()
    notices.give_text(notice=event.notice, title="T", data=b"T", filename="t.txt", written_in="sq", by=officer, at=AT)


def test_a_programme_is_called_by_its_name(client, officer, gracanica):
    akt = Programme.objects.create(code="made-up", names={"sq": "Program i trilluar", "sr-Cyrl": "Измишљени програм"})
    Course.objects.filter(pk=make_course(gracanica, officer).pk).update(programme=akt)
    client.force_login(officer)
    for page in ("/sr/desk/events/new/", "/sr/desk/events/courses/", "/sr/desk/events/courses/new/"):
        assert "Измишљени програм" in client.get(page).content.decode(), page


def test_a_course_is_found_and_changed_and_its_people_counted_in_its_programme(client, officer, gracanica, stranger):
    row = make_course(gracanica, officer)
    event = hold(gracanica, officer, AT, course=row)
    came(event, *people("Arta e Trilluar", "Бојан Измишљени"))
    counting.recount(counting.stale(), AT)
    akt = Programme.objects.create(code="made-up", names={"en": "Made up"})
    page = f"/en/desk/events/courses/{row.pk}/"

    def in_programmes():
        rows = Presence.objects.annotate(programme=counting.PROGRAMME)
        return {one.of: one.people for one in counting.figures(rows, "programme")}

    assert in_programmes() == {(None,): 2}
    client.force_login(officer)
    assert "/en/desk/events/courses/" in client.get("/en/desk/events/").content.decode()
    listed = client.get("/en/desk/events/courses/").content.decode()
    assert page in listed
    assert "1 event" in listed
    assert 'value="Dëgjim për rrugën"' in client.get(page).content.decode()
    sent = {"kind": "training", "names_sq": "Kurs për buxhetin", "programme": str(akt.pk)}
    assert client.post(page, sent | {"names_sq": ""}).status_code == 422
    assert client.post(page, sent | {"municipality": "prizren"}).url == "/en/desk/events/courses/"
    row.refresh_from_db()
    assert (row.names, row.kind, row.municipality) == ({"sq": "Kurs për buxhetin"}, "training", gracanica)
    assert in_programmes() == {(akt.pk,): 2}
    assert client.post(page, sent).status_code == 302
    entry = AuditEntry.objects.get(verb="course.changed")
    assert entry.values == {"fields": "kind, names, programme"}
    Course.objects.update(municipality=None)
    with pytest.raises(NotAllowed):
        entering.change_course(course=row, values={"kind": "fair"}, by=officer, at=AT)
    Course.objects.update(municipality=gracanica)
    client.force_login(stranger)
    assert client.get(page).status_code == client.post(page, sent).status_code == 404
    assert page not in client.get("/en/desk/events/courses/").content.decode()


def test_an_auditor_sees_courses_and_changes_none(client, officer, gracanica, auditor):
    row = make_course(gracanica, officer)
    client.force_login(auditor)
    listed = client.get("/en/desk/events/courses/")
    assert "Dëgjim për rrugën" in listed.content.decode()
    assert f"/courses/{row.pk}/" not in listed.content.decode()
    page = f"/en/desk/events/courses/{row.pk}/"
    assert client.get(page).status_code == client.post(page, {"kind": "fair", "names_sq": "X"}).status_code == 403
    row.refresh_from_db()
    assert row.kind == "forum"


def test_an_event_that_was_not_announced_is_deleted_and_not_cancelled(client, draft, officer):
    """A cancelled one would be public, with a title that nobody has published."""
    client.force_login(officer)
    address = f"/en/desk/events/{draft.pk}/cancel/"
    assert "Delete the event" in said(client.get(address))
    assert client.post(address).url == "/en/desk/events/"
    assert not Event.objects.exists()
    assert Notice.objects.filter(pk=draft.notice_id).exists()


def test_one_at_which_somebody_was_is_not_deleted(client, draft, officer):
    """Its notice was late: it was held all the same."""
    came(draft, *people("Arta e Trilluar"))
    client.force_login(officer)
    assert client.post(f"/en/desk/events/{draft.pk}/cancel/").status_code == 403
    draft.sessions.get().attendances.all().delete()
    writing_minutes.write(event=draft, title="Procesverbal", text="", language="sq", seen=0, by=officer, at=AT)
    with pytest.raises(NotAllowed):
        calling_off.discard(event=draft, by=officer, at=AT)
    assert Event.objects.get() == draft


def three_days(draft, officer):
    values = {"event": draft, "values": VALUES, "by": officer, "at": AT}
    days = times(begin(), sessions=3)
    entering.change(**values, times=days)
    return values, days


def test_who_came_stays_at_the_session_to_which_they_came(draft, officer):
    values, days = three_days(draft, officer)
    came(draft, *people("Arta e Trilluar"), sessions=(2,))
    first, second, third = draft.sessions.all()
    before = times(begin() - timedelta(days=1))
    entering.change(**values, times=[*before, *days[1:]])
    assert [one.pk for one in draft.sessions.all()] == [first.pk, second.pk, third.pk]
    entering.change(**values, times=[*before, *days])
    assert [one.number for one in draft.sessions.filter(pk__in=(first.pk, second.pk, third.pk))] == [1, 3, 4]
    assert draft.sessions.get(attendances__isnull=False).starts_at == days[1][0]
    entering.change(**values, times=days[1:])
    assert [(one.pk, one.number) for one in draft.sessions.all()] == [(second.pk, 1), (third.pk, 2)]
    assert second.attendances.count() == 1


def test_a_session_to_which_somebody_came_is_not_taken_away(draft, officer):
    values, days = three_days(draft, officer)
    came(draft, *people("Arta e Trilluar"))
    with pytest.raises(entering.Faulty, match="attended"):
        entering.change(**values, times=days[1:])
    assert [one.starts_at for one in draft.sessions.all()] == [starts for starts, _ends in days]


def test_an_old_course_stays_that_of_its_event(client, draft, officer, gracanica, monkeypatch):
    draft.course = make_course(gracanica, officer)
    draft.save()
    monkeypatch.setattr(forms, "MOST_COURSES", 1)
    newer = make_course(gracanica, officer)
    shown = [key for key, _said in forms.EventForm(event=draft, places=[]).fields["course"].choices]
    assert shown == ["", str(newer.pk), str(draft.course_id)]
