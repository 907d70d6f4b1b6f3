"""The clerks' pages at their door, as `test_doors` has it for the other desks; one case is enough for all of them."""

from datetime import date
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import get_resolver, reverse
from django.utils import timezone

from tests.conftest import make_person
from tests.site.casework.conftest import LIGHT, page_of, send_request
from tests.site.casework.test_mail import picture, written
from tests.site.test_doors import names
from uramost.fairness import CHECKLIST
from uramost_web.accounts.models import AuditEntry
from uramost_web.casework import acts, incoming, links, photos
from uramost_web.casework.history import Said
from uramost_web.casework.models import Case, Draft, Entry, Post
from uramost_web.casework.samples import Sample, SampledAnswer
from uramost_web.places.models import Membership, Organisation

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]
ANSWER = {"text": "Светло је поправљено.", "language": "sr-Cyrl"}


@pytest.fixture
def addresses(lights, clerk):
    """Name → (address, what its form sends)."""
    case, now = send_request(lights), timezone.now()
    acts.act(case=case, code="plan", by=clerk, at=now, said=Said("У петак."))
    photo = photos.keep(b"\xff\xd8\xff", name="a.jpg", media_type="image/jpeg", at=now, case=case)
    draft = Draft.objects.create(
        key=uuid4(), service=lights, language="", reads="en", channel="counter", by=clerk, started_at=now
    )
    sample = Sample.objects.create(
        municipality=lights.municipality, period="2025-1", since=date(2025, 1, 1), until=date(2025, 3, 31), seed=1,
        each=30, drawn_by=clerk, drawn_at=now,
    )  # fmt: skip
    SampledAnswer.objects.create(sample=sample, number=1, case=case, entry=case.entries.last(), language="sr")
    mail = written(case, "?", to="cases@town.example", files=[("a.png", picture(9, 9), "image/png")])
    post = incoming.take(mail, "cases@town.example", now)
    of_sample = [lights.municipality.slug, sample.period]
    return {
        "cases:queue": (reverse("cases:queue"), {}),
        "cases:load": (reverse("cases:load"), {}),
        "cases:new": (reverse("cases:new"), {"service": lights.pk}),
        "cases:enter": (reverse("cases:enter", args=[draft.key]), {"channel": "phone", "text": LIGHT, **ANSWER}),
        "cases:entered": (reverse("cases:entered", args=[draft.key]), {}),
        "cases:sample_places": (reverse("cases:sample_places"), {}),
        "cases:samples": (reverse("cases:samples", args=of_sample[:1]), {"period": "2025-2", "each": "30"}),
        "cases:sample": (reverse("cases:sample", args=of_sample), {}),
        "cases:score": (reverse("cases:score", args=[*of_sample, 1]), {item.code: "yes" for item in CHECKLIST}),
        "cases:post": (reverse("cases:post"), {}),
        "cases:message": (reverse("cases:message", args=[post.pk]), {"act": "attach", "reference": case.reference}),
        "cases:message_file": (reverse("cases:message_file", args=[post.pk, 0]), {}),
        "cases:case": (reverse("cases:case", args=[case.reference]), {}),
        "cases:act": (reverse("cases:act", args=[case.reference, "answer"]), ANSWER),
        "cases:reading": (reverse("cases:reading", args=[case.reference]), {"act": "read"}),
        "cases:attachment": (reverse("cases:attachment", args=[case.reference, photo.key]), {}),
        "cases:letter": (reverse("cases:letter", args=[case.reference, 2]), {}),
    }


def everything():
    tables = (
        Case.objects.values_list("pk", "state", "assignee", "public_text"),
        Entry.objects.values_list("pk", "text"),
        Draft.objects.values_list("pk", "case"),
        AuditEntry.objects.values_list("hash"),
        Post.objects.values_list("pk", "case", "entry", "settled_at"),
        Sample.objects.values_list("pk", "finished_at"),
        SampledAnswer.objects.values_list("pk", "marks", "second_marks"),
    )
    return [sorted(map(str, rows)) for rows in tables]


def knock(client, addresses):
    """(name, what looking gives, what posting gives)."""
    return [
        (name, client.get(to).status_code, client.post(to, sent).status_code) for name, (to, sent) in addresses.items()
    ]


def test_every_page_is_in_this_story(addresses):
    assert {name for name in names(get_resolver()) if name.startswith("cases:")} == addresses.keys()


def test_who_does_not_belong_here_learns_nothing(client, addresses, stranger):
    programme = make_person("programme@example.org")
    house = Organisation.objects.create(code="house", names={"en": "House"})
    Membership.objects.create(user=programme, role="programme", organisation=house)
    nobody = make_person("nobody@example.org")
    before = everything()
    for person in (stranger, programme, nobody):
        client.force_login(person)
        assert {(looked, posted) for _name, looked, posted in knock(client, addresses)} == {(404, 404)}
    assert everything() == before

    client.logout()
    before = everything()
    assert {(looked, posted) for _name, looked, posted in knock(client, addresses)} == {(302, 302)}
    assert everything() == before


def test_an_auditor_changes_nothing_and_neither_does_looking(client, addresses, auditor, head, clerk):
    before = everything()
    client.force_login(auditor)
    seen = {name: looked for name, looked, _posted in knock(client, addresses)}
    assert {name for name, status in seen.items() if status == 200} == {
        "cases:queue", "cases:load", "cases:case", "cases:reading", "cases:attachment", "cases:letter",
        "cases:post", "cases:message", "cases:message_file", "cases:sample_places", "cases:samples",
        "cases:sample", "cases:score",
    }  # fmt: skip
    for person in (head, clerk):
        client.force_login(person)
        for address, sent in addresses.values():
            client.get(address, sent)
    assert everything() == before


def test_an_auditor_who_reads_it_is_written_down_too_and_the_resident_sees_that(client, case, auditor):
    client.force_login(auditor)
    client.get(page_of(case))
    client.logout()
    page = client.get(links.follow_path(case).replace("/sr/", "/en/")).content.decode()
    assert [reading.person for reading in case.readings.all()] == [auditor]
    assert "somebody of the municipality or an auditor, without an office of their own" in page


def test_another_site_cannot_post_in_somebodys_name(addresses, clerk):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(clerk)
    before = everything()
    ways = ({}, {"HX-Request": "true"}, {"Origin": "https://evil.example"})
    found = {browser.post(to, sent, headers=way).status_code for to, sent in addresses.values() for way in ways}

    assert found == {403}
    assert everything() == before
