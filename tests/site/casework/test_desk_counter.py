"""Somebody comes to the counter or calls, and the clerk writes for them."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone, translation

from tests.site.casework.conftest import LIGHT
from tests.site.casework.filling import photo
from uramost_web.accounts.models import AuditEntry
from uramost_web.casework import links
from uramost_web.casework.models import Case, Draft

pytestmark = pytest.mark.django_db
GIVEN = {"channel": "counter", "language": "sr-Cyrl", "text": LIGHT, "place_text": "код школе", "name": "Неко"}


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


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
