"""Somebody comes to the counter or calls, and the clerk writes for them."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from tests.site.casework.conftest import LIGHT
from tests.site.casework.filling import photo, question
from uramost_web.accounts.models import AuditEntry
from uramost_web.casework import links
from uramost_web.casework.models import Case, Draft, Office, Service
from uramost_web.places.models import Membership, Municipality

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]
GIVEN = {"channel": "counter", "language": "sr-Cyrl", "text": LIGHT, "place_text": "код школе", "name": "Неко"}


def begin(client, service):
    answer = client.post(reverse("cases:new"), {"service": service.pk})
    assert answer.status_code == 302
    return answer.headers["Location"]


def test_a_request_at_the_counter_becomes_a_case_with_a_code_on_paper(client, lights, clerk):
    client.force_login(clerk)
    assert "Street lighting" in client.get(reverse("cases:new")).content.decode()
    here = begin(client, lights)
    assert client.get(here).status_code == 200
    done = client.post(here, GIVEN)
    assert done.status_code == 302

    case = Case.objects.get()
    assert (case.channel, case.entered_by, case.language, case.name) == ("counter", clerk, "sr-Cyrl", "Неко")
    assert case.entries.get().who == "clerk"
    page = client.get(done.headers["Location"]).content.decode()
    assert case.reference in page
    assert links.secret(case)[:4] in page
    assert AuditEntry.objects.filter(verb="case.receive").count() == 1


def test_photographs_that_somebody_brings_along_come_with_the_case(client, lights, clerk):
    client.force_login(clerk)
    here = begin(client, lights)
    refused = client.post(here, {**GIVEN, "photos": [photo("light.jpg"), SimpleUploadedFile("x.svg", b"<svg/>")]})
    assert "x.svg: this is a drawing" in refused.content.decode()

    client.post(here, GIVEN)
    assert [row.name for row in Case.objects.get().attachments.all()] == ["light.jpg"]


def test_hundreds_of_files_are_a_sentence_and_what_was_typed_stays(client, lights, clerk):
    client.force_login(clerk)
    here = begin(client, lights)

    page = client.post(here, {**GIVEN, "photos": [SimpleUploadedFile(f"{n}.jpg", b"x") for n in range(120)]})

    assert (page.status_code, Case.objects.count()) == (422, 0)
    text = page.content.decode()
    assert "Far too many files were sent at once" in text
    assert LIGHT in text
    assert 'value="Неко"' in text
    assert client.post(here, {**GIVEN, "photos": [photo("light.jpg")]}).status_code == 302


PRIZREN = {"latitude": "42.2132, 20.6918", "longitude": ""}


@pytest.fixture
def prizren(lights):
    """The same service in Prizren, with one question that Gračanica has as well and one that it has not."""
    lights.questions = [question("pole", "string"), question("colour", "multivaluelist", w="white", r="red")]
    lights.save()
    place = Municipality.objects.get(slug="prizren")
    works = Office.objects.create(municipality=place, code="works", names={"sq": "Zyra"})
    return Service.objects.create(
        municipality=place, code="street-light", kind="request", office=works, names={"sq": "Ndriçimi"}, place="must",
        questions=[question("colour", "multivaluelist", b="blue", r="red"), question("pole", "string")],
    )  # fmt: skip


def test_a_point_that_seems_to_lie_elsewhere_is_asked_about(client, lights, clerk):
    client.force_login(clerk)
    here = begin(client, lights)
    page = client.post(here, {**GIVEN, **PRIZREN, "photos": [photo("light.jpg")]})

    text = page.content.decode()
    assert page.status_code == 422
    assert f"The point you gave seems to lie in Prizren, not in {lights.municipality.name_in('en')}." in text
    assert 'href="#id_latitude"' in text
    assert 'href="/en/municipalities/prizren/services/"' in text
    assert "light.jpg" in text
    assert LIGHT in text
    assert not Case.objects.exists()

    elsewhere = {**GIVEN, "latitude": "42.0000", "longitude": "20.6918", "sure": "42.213200 20.691800"}
    assert client.post(here, elsewhere).status_code == 422  # sure of another point
    assert client.post(here, {**GIVEN, **PRIZREN, "sure": "42.213200 20.691800"}).status_code == 302
    case = Case.objects.get()
    assert (str(case.latitude), case.municipality.slug) == ("42.213200", "gracanice")
    assert case.attachments.count() == 1


def test_a_point_far_from_everywhere_is_asked_about_and_one_that_is_right_is_not(client, lights, clerk):
    client.force_login(clerk)
    here = begin(client, lights)
    page = client.post(here, {**GIVEN, "latitude": "52.5", "longitude": "13.4"})
    assert f"lies far from {lights.municipality.name_in('en')} and from every" in page.content.decode()
    assert client.post(here, {**GIVEN, "latitude": "42.6", "longitude": "21.19"}).status_code == 302


def test_who_may_not_enter_it_there_is_shown_where_the_resident_can_ask(client, lights, clerk, prizren):
    client.force_login(clerk)
    here = begin(client, lights)
    asked = {**GIVEN, **PRIZREN, "question_0": "12"}
    text = client.post(here, asked).content.decode()
    assert 'href="/en/municipalities/prizren/services/street-light/"' in text
    assert 'name="move"' not in text
    assert client.post(here, {**asked, "move": prizren.pk}).status_code == 422
    assert Draft.objects.get().service == lights
    assert not Case.objects.exists()


def test_who_works_there_too_takes_what_was_typed_along(client, lights, clerk, prizren):
    Membership.objects.create(user=clerk, role="clerk", municipality=prizren.municipality)
    client.force_login(clerk)
    here = begin(client, lights)
    asked = {**GIVEN, **PRIZREN, "question_0": "12", "question_1": ["w", "r"], "email": "resident@example.org"}
    assert f'name="move" value="{prizren.pk}"' in client.post(here, asked).content.decode()

    refused = client.post(here, {**asked, "move": prizren.pk, "photos": [SimpleUploadedFile("a.jpg", b"x")]})
    assert "a.jpg: this is not a photograph" in refused.content.decode()
    for _ in range(2):  # a double click
        assert client.post(here, {**asked, "move": prizren.pk}).headers["Location"] == here
    assert not Case.objects.exists()
    form = client.get(here).context["form"]
    kept = {name: form[name].value() for name in form.fields if form[name].value()}
    assert kept == {
        "channel": "counter", "language": "sr-Cyrl", "reads": "sr-Cyrl", "text": LIGHT, "question_1": "12",
        "place_text": "код школе", "latitude": "42.213200", "longitude": "20.691800", "name": "Неко",
        "email": "resident@example.org",
    }  # fmt: skip
    assert client.post(here, {**kept, "question_0": ["b", "r"]}).status_code == 302
    case = Case.objects.get()
    assert (case.municipality, case.given) == (prizren.municipality, {"colour": ["b", "r"], "pole": "12"})
    assert (case.language, case.entered_by) == ("sr-Cyrl", clerk)


def test_sent_twice_it_is_one_case(client, lights, clerk):
    client.force_login(clerk)
    here = begin(client, lights)
    first, second = client.post(here, GIVEN), client.post(here, GIVEN)

    assert first.headers["Location"] == second.headers["Location"]
    assert Case.objects.count() == 1


def test_the_language_is_asked_for_and_what_was_typed_stays(client, lights, clerk):
    client.force_login(clerk)
    here = begin(client, lights)
    page = client.post(here, {**GIVEN, "language": "", "email": "no address"})

    text = page.content.decode()
    assert page.status_code == 422
    assert LIGHT in text
    assert 'href="#id_language_0"' in text
    assert 'href="#id_email"' in text
    assert not Case.objects.exists()


def test_where_the_interface_lacks_the_language_it_is_asked_what_is_read(client, lights, clerk):
    client.force_login(clerk)
    here = begin(client, lights)
    turkish = {**GIVEN, "language": "tr", "channel": "phone"}
    assert 'href="#id_reads"' in client.post(here, turkish).content.decode()
    client.post(here, {**turkish, "reads": "sq"})

    case = Case.objects.get()
    assert (case.language, case.reads, case.channel) == ("tr", "sq", "phone")


def test_an_ended_service_makes_no_case(client, lights, clerk):
    client.force_login(clerk)
    here = begin(client, lights)
    lights.ends_on = timezone.localdate() - timedelta(days=1)
    lights.save()

    assert client.post(here, GIVEN).status_code == 422
    assert client.post(reverse("cases:new"), {"service": lights.pk}).status_code == 404
    assert client.post(reverse("cases:new"), {"service": "x"}).status_code == 404


def test_nobody_else_sees_the_form_or_its_code(client, lights, clerk, head, stranger, auditor):  # noqa: PLR0917 – the cast
    client.force_login(clerk)
    here = begin(client, lights)
    done = client.post(here, GIVEN).headers["Location"]
    for person, status in ((stranger, 404), (auditor, 403)):
        client.force_login(person)
        assert client.get(reverse("cases:new")).status_code == status
        assert client.post(reverse("cases:new"), {"service": lights.pk}).status_code == status
    for person in (head, stranger, auditor):
        client.force_login(person)
        assert client.get(here).status_code == 404
        assert client.get(done).status_code == 404
    client.logout()
    key = Draft.objects.get().key
    assert client.get(reverse("casework:done", args=[key])).status_code == 404  # a resident's page does not show it
