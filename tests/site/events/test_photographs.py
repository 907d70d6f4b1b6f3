"""Photographs of an event: only with the consent of those who are to be seen, and without where they were taken."""

import io
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation
from PIL import Image

from tests.conftest import make_person
from tests.site.directory.conftest import of_the_programme
from tests.site.events.classroom import hold, people, register
from uramost import pictures
from uramost_web.accounts.models import AuditEntry
from uramost_web.directory import merging
from uramost_web.events import links, picturing
from uramost_web.events.photographs import Photograph
from uramost_web.events.views.photographs import REFUSED
from uramost_web.places.models import Role

pytestmark = pytest.mark.django_db
SAYS = {"sq": "Pjesëmarrësit në sallë", "sr-Cyrl": "Учесници у сали"}


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def cast(kosovo):
    return people("Arta e Trilluar", "Бојан Измишљени", "Dilek Uydurma")


@pytest.fixture
def event(gracanica, officer):
    return hold(gracanica, officer, timezone.now() - timedelta(days=2), kind="hearing")


@pytest.fixture
def registrations(event, cast):
    """Arta and Bojan may be seen, Dilek may not."""
    return [register(event, person, photos=number < 2) for number, person in enumerate(cast)]


def jpeg() -> bytes:
    exif = Image.Exif()
    exif[0x010F] = "A telephone"
    exif.get_ifd(0x8825)[1] = "N"
    out = io.BytesIO()
    Image.new("RGB", (60, 40), "teal").save(out, "JPEG", exif=exif)
    return out.getvalue()


def sent(*seen, content=None, **more):
    file = SimpleUploadedFile("hall.jpg", jpeg() if content is None else content, content_type="image/jpeg")
    return {"photo": file, "seen": [row.pk for row in seen], "all_named": "on", **SAYS, **more}


def add(client, event, officer, *seen, **more):
    client.force_login(officer)
    status = client.post(reverse("training:photographs", args=[event.pk]), sent(*seen, **more)).status_code
    client.logout()
    return status


def picture(event):
    return reverse("certificates:photograph", args=[event.pk, Photograph.objects.get().key])


def content(answer):
    return b"".join(answer.streaming_content)


def test_what_is_shown_has_no_data_of_where_it_was_taken(client, event, officer, registrations):
    assert b"A telephone" in jpeg()
    assert add(client, event, officer, registrations[0], registrations[1]) == 302
    answer = client.get(picture(event))
    kept = content(answer)
    assert b"A telephone" not in kept
    assert not Image.open(io.BytesIO(kept)).getexif()
    assert "no-store" in answer.headers["Cache-Control"]
    link = reverse("certificates:photographs", args=[event.pk])
    assert link in client.get(event.get_absolute_url()).content.decode()
    assert SAYS["sq"] in client.get(reverse("certificates:photographs", args=[event.pk])).content.decode()


def test_nobody_is_shown_without_consent(client, event, officer, registrations):
    assert add(client, event, officer, registrations[2]) == 422
    assert add(client, event, officer, registrations[0], all_named="") == 422
    assert add(client, event, officer, registrations[0], **{"sr-Cyrl": ""}) == 422
    with pytest.raises(picturing.CannotShow, match="no_consent"):
        picturing.add(
            event=event, picture=pictures.read(jpeg()), says=SAYS, seen=registrations, by=officer, at=timezone.now()
        )
    assert not Photograph.objects.exists()


@pytest.mark.parametrize("content", [b"", b"GIF89a", b"<svg/>", b"%PDF-1.7", b"\xff\xd8\xff broken", b"text"])
def test_what_is_no_photograph_is_not_taken(client, event, officer, content):
    assert add(client, event, officer, content=content) == 422
    assert not Photograph.objects.exists()


def test_every_refusal_has_its_sentence():
    assert REFUSED.keys() == set(pictures.CODES)


def test_whoever_takes_the_consent_back_takes_the_picture_away(
    client, event, officer, registrations, django_capture_on_commit_callbacks
):
    add(client, event, officer, registrations[0], registrations[1])
    row, shown = Photograph.objects.get(), picture(event)
    mine = reverse("certificates:my_photographs", args=[registrations[1].pk, links.secret(registrations[1])])
    assert shown in client.get(mine).content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        assert client.post(mine).status_code == 302
    assert not Photograph.objects.exists()
    assert not row.file.storage.exists(row.file.name)
    assert client.get(shown).status_code == 404
    registrations[1].refresh_from_db()
    assert not registrations[1].photos
    assert add(client, event, officer, registrations[1]) == 422
    assert AuditEntry.objects.filter(verb="photo.taken_away").count() == 1


def test_taken_back_elsewhere_it_is_hidden_at_once_and_deleted_soon(
    client, event, officer, registrations, django_capture_on_commit_callbacks
):
    add(client, event, officer, registrations[0])
    row, shown = Photograph.objects.get(), picture(event)
    assert not picturing.overdue(timezone.now())
    registrations[0].photos = False
    registrations[0].save()
    assert client.get(shown).status_code == 404
    link = reverse("certificates:photographs", args=[event.pk])
    assert link not in client.get(event.get_absolute_url()).content.decode()
    assert picturing.overdue(timezone.now())
    with django_capture_on_commit_callbacks(execute=True):
        picturing.forget_refused.call()
    assert not row.file.storage.exists(row.file.name)
    assert not Photograph.objects.exists()


def test_a_registration_that_is_gone_is_no_consent(client, event, officer, registrations):
    add(client, event, officer, registrations[0])
    shown = picture(event)
    registrations[0].delete()
    assert client.get(shown).status_code == 404


def test_a_draft_shows_nothing(client, event, officer, registrations):
    add(client, event, officer, registrations[0])
    shown = picture(event)
    type(event).objects.filter(pk=event.pk).update(state="draft")
    assert client.get(shown).status_code == 404
    assert client.get(reverse("certificates:photographs", args=[event.pk])).status_code == 404


def test_another_site_cannot_add_one(event, officer):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(officer)
    assert browser.post(reverse("training:photographs", args=[event.pk]), sent()).status_code == 403
    assert not Photograph.objects.exists()


def test_who_was_registered_twice_takes_consent_back_by_either_link(client, event, registrations, officer, programme):
    """Bojan and Arta were one: a picture with the registration that went is taken away, too."""
    first, second = registrations[:2]
    add(client, event, officer, second)
    merging.merge(kind="person", kept=first.person_id, gone=second.person_id, by=programme, at=timezone.now())
    page = reverse("certificates:my_photographs", args=[first.pk, links.secret(first)])
    own = reverse("events:mine", args=[second.pk, links.secret(second)])
    assert str(Photograph.objects.get().key) in client.get(page).content.decode()
    assert page in client.get(own).content.decode()
    client.post(page)
    assert not Photograph.objects.exists()
    assert not event.registrations.filter(photos=True).exists()


def test_a_picture_is_shown_no_more_once_who_is_in_it_is_somebody_who_said_no(
    client, event, registrations, officer, programme
):
    first, third = registrations[0], registrations[2]
    add(client, event, officer, first)
    shown = picture(event)
    merging.merge(kind="person", kept=third.person_id, gone=first.person_id, by=programme, at=timezone.now())
    assert client.get(shown).status_code == 404
    page = reverse("certificates:my_photographs", args=[third.pk, links.secret(third)])
    assert "You are shown in no photographs." in client.get(page).content.decode()


def test_doors(client, event, registrations, officer, stranger):
    add(client, event, officer, registrations[0])
    desk = reverse("training:photographs", args=[event.pk])
    away = reverse("training:take_away", args=[event.pk, Photograph.objects.get().key])
    auditor = of_the_programme("auditor@example.org", Role.AUDITOR)
    translator = make_person("translator@example.org", municipality=event.municipality, roles=("translator",))
    for person, named in ((officer, True), (auditor, False)):  # an auditor has no need of names
        client.force_login(person)
        assert (registrations[0].person.name in client.get(desk).content.decode()) is named
    for person, expected in ((auditor, (200, 403, 403)), (translator, (404,) * 3), (stranger, (404,) * 3)):
        client.force_login(person)
        found = (client.get(desk).status_code, client.post(desk, sent()).status_code, client.post(away).status_code)
        assert found == expected
    client.logout()
    assert client.get(desk).status_code == client.post(away).status_code == 302
    wrong = reverse("certificates:my_photographs", args=[registrations[0].pk, links.secret(registrations[1])])
    assert client.post(wrong).status_code == 404
    assert Photograph.objects.count() == 1
    client.force_login(officer)
    assert client.get(desk).status_code == 200
    assert client.post(away).status_code == 302
    assert not Photograph.objects.exists()
