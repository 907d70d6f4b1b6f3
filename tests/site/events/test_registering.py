"""A resident registers without an account; who comes too late waits, and moves up."""

from datetime import UTC, datetime, timedelta
from functools import partial
from uuid import uuid4

import pytest
from django.utils import translation

from tests.site.at_once import at_once, on_disk
from tests.site.events.conftest import SERBIAN_TITLE, TITLE, come, letters_to, link_in
from tests.site.pages import said
from uramost_web.directory.models import Person
from uramost_web.events import links, registering
from uramost_web.events.models import Coming, Event, Letter, Registration, State

pytestmark = pytest.mark.django_db
ANSWERS = {
    "name": {"name": "Милица Марковић"},
    "reach": {"email": "milica@example.org", "phone": ""},
    "language": {"reads": "sr-Cyrl"},
    "interpretation": {"interpretation": "sr-Cyrl"},
    "access": {"access": "Без степеница"},
    "childcare": {"childcare": "2"},
    "transport": {"transport": "Лапље Село"},
}


def fill_in(client, event: Event, **changed) -> str:
    """Every page of the form in Serbian, up to the answers; the address of that page."""
    page = client.post(f"/sr/events/{event.pk}/register/")
    for step, answer in (ANSWERS | changed).items():
        assert page.url.endswith(f"/{step}/")
        page = client.post(page.url, answer)
        assert page.status_code == 302, page.content.decode()
    return page.url


def test_a_resident_registers_page_by_page_in_serbian(client, hearing, django_capture_on_commit_callbacks):
    address = fill_in(client, hearing)
    shown = said(client.get(address))
    assert "Без степеница" in shown
    assert "milica@example.org" in shown

    with django_capture_on_commit_callbacks(execute=True):
        page = client.post(address)
    again = client.post(address)

    assert page.url == again.url
    done = client.get(page.url)
    assert "milica@example.org" in said(done)
    assert "/registrations/" not in done.content.decode()
    row = Registration.objects.get()
    assert (row.state, row.interpretation, row.childcare, row.transport) == (
        "registered", "sr-Cyrl", 2, "Лапље Село",
    )  # fmt: skip
    assert (row.person.name, row.person.email, row.person.language, row.person.municipality) == (
        "Милица Марковић", "milica@example.org", "sr-Cyrl", None,
    )  # fmt: skip
    (letter,) = letters_to("milica@example.org")
    assert SERBIAN_TITLE in letter.subject
    assert "Скупштинска сала" in letter.body
    assert client.get(link_in(letter, "/people/")).status_code == 200
    mine = client.get(link_in(letter, "/registrations/"))
    assert mine.status_code == 200
    assert "Без степеница" in said(mine)


def test_the_next_in_line_gets_the_place_and_a_letter(client, hearing, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        told = [come(hearing, name) for name in ("Arta Krasniqi", "Milan Ilić", "Vesna Đorđević", "Bekim Gashi")]
    assert told == ["registered", "registered", "waiting", "waiting"]
    own = link_in(letters_to("arta@example.org")[0], "/registrations/")

    with django_capture_on_commit_callbacks(execute=True):
        client.post(f"{own}cancel/")
        client.post(f"{own}cancel/")

    states = dict(Registration.objects.values_list("person__email", "state"))
    assert states == {
        "arta@example.org": "cancelled", "milan@example.org": "registered",
        "vesna@example.org": "registered", "bekim@example.org": "waiting",
    }  # fmt: skip
    assert [row.about for row in Letter.objects.filter(to="vesna@example.org").order_by("pk")] == [
        "waiting", "promoted",
    ]  # fmt: skip
    assert len(letters_to("vesna@example.org")) == 2
    assert len(letters_to("bekim@example.org")) == 1


def test_nobody_goes_past_those_who_wait(hearing, officer):
    for name in ("Arta Krasniqi", "Milan Ilić", "Vesna Đorđević"):
        come(hearing, name)
    Event.objects.filter(pk=hearing.pk).update(capacity=3)
    assert come(hearing, "Bekim Gashi") == "waiting"


def test_whoever_is_registered_already_is_told_by_letter_only(client, hearing, django_capture_on_commit_callbacks):
    """The page is the same for somebody who only knows a name and an address."""
    with django_capture_on_commit_callbacks(execute=True):
        first, second = (client.post(fill_in(client, hearing)).url for _ in range(2))
    pages = [said(client.get(url)).replace(url.split("/")[3], "the key") for url in (first, second)]
    assert pages[0] == pages[1]
    assert Registration.objects.count() == 1
    assert Person.objects.count() == 1
    assert [row.about for row in Letter.objects.order_by("pk")] == ["registered", "again"]


def test_a_known_person_is_matched_only_by_name_and_address(hearing):
    come(hearing, "Milica Marković")
    Event.objects.update(capacity=None)
    come(hearing, "Milica Marković", email="other@example.org")
    come(hearing, "Petar Petrović", email="milica@example.org")
    assert Person.objects.count() == 3


def test_another_address_does_not_open_somebodys_page(hearing):
    """The telephone is right, but the letter would go to whoever gave the address."""
    come(hearing, "Milica Marković", email="", phone="+383 44 111 222")
    come(hearing, "Milica Marković", email="thief@example.org", phone="+383 44 111 222")
    (row,) = Letter.objects.all()
    assert row.registration.person.phone == "+383 44 111 222"
    assert row.registration.person != Registration.objects.order_by("pk")[0].person


def test_by_telephone_the_link_is_on_the_page(client, hearing):
    page = client.post(fill_in(client, hearing, reach={"email": "", "phone": "044 111 222"}))
    row = Registration.objects.get()
    shown = client.get(page.url).content.decode()
    assert f"/registrations/{row.pk}/" in shown
    assert "/people/" not in shown
    assert not Letter.objects.exists()


def test_needs_are_changed_and_forgotten(client, hearing):
    client.post(fill_in(client, hearing))
    row = Registration.objects.get()
    from uramost_web.events.links import own_path

    own = own_path(row)
    form = {"interpretation": "", "access": "", "childcare": "1", "transport": ""}
    assert client.post(f"{own}needs/", form).status_code == 302
    row.refresh_from_db()
    assert (row.interpretation, row.childcare) == ("", 1)
    client.post(f"{own}cancel/")
    row.refresh_from_db()
    assert (row.state, row.childcare) == ("cancelled", 0)
    assert come(hearing, "Милица Марковић", email="milica@example.org") == "registered"


def test_the_own_page_stays_in_the_language_that_is_read(client, hearing):
    """Letters go in another one."""
    come(hearing, reads="sr-Cyrl")
    row = Registration.objects.get()
    own = f"/sq/registrations/{row.pk}/{links.secret(row)}/"
    form = {"interpretation": "", "access": "", "childcare": "1", "transport": ""}
    assert client.post(f"{own}needs/", form).url == own
    assert client.post(f"{own}cancel/").url == own


def test_who_does_not_come_is_asked_for_nothing(client, hearing):
    come(hearing)
    row = Registration.objects.get()
    own = f"/sq/registrations/{row.pk}/{links.secret(row)}/"
    assert {client.get(f"{own}{page}/").status_code for page in ("needs", "cancel")} == {200}
    Event.objects.update(state=State.HELD)
    assert {client.get(f"{own}{page}/").url for page in ("needs", "cancel")} == {own}
    Event.objects.update(state=State.ANNOUNCED)
    client.post(f"{own}cancel/")
    assert {client.get(f"{own}{page}/").url for page in ("needs", "cancel")} == {own}


@pytest.mark.parametrize(
    ("step", "answer"),
    [
        ("name", {"name": ""}),
        ("name", {"name": "!!!"}),
        ("name", {"name": "Mil\0ica"}),
        ("reach", {"email": "", "phone": ""}),
        ("reach", {"email": "nobody", "phone": ""}),
        ("reach", {"email": "", "phone": "call me"}),
        ("language", {"reads": "xx"}),
        ("interpretation", {"interpretation": "sq"}),
        ("childcare", {"childcare": "-1"}),
        ("childcare", {"childcare": "10"}),
        ("transport", {"transport": "x" * 201}),
    ],
)
def test_what_cannot_be_is_pointed_at(client, hearing, step, answer):
    key = client.post(f"/en/events/{hearing.pk}/register/").url.split("/")[3]
    page = client.post(f"/en/register/{key}/{step}/", answer)
    assert page.status_code == 422
    assert "error-summary" in page.content.decode()


def test_nothing_is_sent_before_every_question_is_answered(client, hearing):
    key = client.post(f"/en/events/{hearing.pk}/register/").url.split("/")[3]
    assert client.post(f"/en/register/{key}/check/").url == f"/en/register/{key}/name/?to=check"
    assert client.get(f"/en/register/{key}/photos/").status_code == 404
    assert client.get(f"/en/register/{uuid4()}/name/").status_code == 404


@pytest.mark.parametrize("state", [State.DRAFT, State.CANCELLED, State.HELD])
def test_where_nobody_can_register_the_page_says_so(client, hearing, state):
    address = fill_in(client, hearing)
    Event.objects.update(state=state)
    assert client.post(address).status_code == 410
    assert not Registration.objects.exists()
    with pytest.raises(registering.NotOpen) as refused:
        come(hearing)
    assert refused.value.code == state


def test_after_the_last_day_nobody_registers(client, hearing):
    Event.objects.update(closes_at=datetime.now(UTC) - timedelta(minutes=1))
    assert client.post(f"/en/events/{hearing.pk}/register/").url == f"/en/events/{hearing.pk}/"
    assert "Registration has ended." in said(client.get(f"/en/events/{hearing.pk}/"))


def test_a_wrong_link_is_told_nothing(client, hearing):
    come(hearing)
    row = Registration.objects.get()
    pages = [client.get(f"/en/registrations/{number}/abcd/") for number in (row.pk, row.pk + 1)]
    assert [page.status_code for page in pages] == [404, 404]
    assert client.post(f"/en/registrations/{row.pk}/abcd/cancel/").status_code == 404
    row.refresh_from_db()
    assert row.state == "registered"
    for _ in range(30):
        client.get(f"/en/registrations/{row.pk}/abcd/")
    assert client.get(f"/en/registrations/{row.pk}/abcd/").status_code == 429


def test_a_flood_from_one_address_is_held(client, hearing, settings):
    settings.SENT_AN_HOUR = 1
    first, second = fill_in(client, hearing), fill_in(client, hearing)
    assert client.post(f"/en/events/{hearing.pk}/register/").status_code == 429
    assert client.post(first).status_code == 302
    assert client.post(second).status_code == 429


def test_the_public_page_is_in_the_readers_language_or_says_which_there_are(client, hearing):
    assert TITLE in said(client.get(f"/sq/events/{hearing.pk}/"))
    serbian = said(client.get(f"/sr/events/{hearing.pk}/"))
    assert SERBIAN_TITLE in serbian
    assert "Дођите" in serbian
    english = client.get(f"/en/events/{hearing.pk}/").content.decode()
    assert "is not there in this language" in english
    assert english.count('hreflang="sr-Latn"') == 2  # in the head, and to change the language of the page
    assert f'<span lang="sq">{TITLE}</span>' in english
    assert "Ejani" not in english


def test_the_button_asks_to_come_and_names_no_register_of_organisations(client, hearing):
    for language in ("sq", "sr"):
        with translation.override(language):
            register = translation.gettext("Register")
        assert f">{register}</button>" not in client.get(f"/{language}/events/{hearing.pk}/").content.decode()


def test_an_event_that_is_not_announced_has_no_page(client, draft):
    assert client.get(f"/en/events/{draft.pk}/").status_code == 404
    assert client.get(f"/en/events/{draft.pk}/en.ics").status_code == 404
    assert client.post(f"/en/events/{draft.pk}/register/").status_code == 404
    assert draft.state == State.DRAFT


@pytest.mark.django_db(transaction=True)
def test_the_last_place_is_given_once(tmp_path, hearing):
    Event.objects.update(capacity=1)
    with on_disk(tmp_path):
        names = ("Arta Krasniqi", "Milan Ilić", "Vesna Đorđević", "Bekim Gashi")
        told = at_once(*[partial(come, hearing, name) for name in names])
        assert sorted(told) == ["registered", "waiting", "waiting", "waiting"]
        assert Registration.objects.filter(state=Coming.REGISTERED).count() == 1
        assert sorted(Registration.objects.values_list("place", flat=True)) == [1, 2, 3, 4]
