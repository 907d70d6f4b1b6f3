"""The doors of a resident's case: each opens with its own secret and no other, nor for a machine that guesses."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone, translation

from tests.conftest import AT
from tests.site.casework.conftest import send_request
from uramost_web.casework import acts, links, photos, resident_acts, urls_public
from uramost_web.casework.history import Said
from uramost_web.casework.models import Attachment, Case, Entry

pytestmark = pytest.mark.django_db
SENT = {"text": "Нешто.", "sure": "on", "rating": "1"}
"""Enough for every form."""


@pytest.fixture(autouse=True)
def _today(monkeypatch):
    """Ten days on, when the answer is late and there is a dossier."""
    monkeypatch.setattr(timezone, "now", lambda: AT + timedelta(days=10))


@pytest.fixture
def mine(lights):
    return send_request(lights, email="mine@example.org")


@pytest.fixture
def other(lights, clerk):
    """Of somebody else, with a file, a note and an answer in another language."""
    case = send_request(lights, text="Туђе речи.", email="other@example.org", name="Туђе име")
    photos.keep(b"%PDF-", name="tudje.pdf", media_type="application/pdf", at=AT, case=case)
    acts.act(case=case, code="plan", by=clerk, at=AT, said=Said("Javë.", "sq", "", "Нико."))
    return case


def addresses(case, secret):
    """Name → every address of a case that a secret opens."""
    values = {"reference": [case.reference], "secret": [secret], "key": [file.key for file in case.attachments.all()]}
    values["code"] = [act.code for act in resident_acts.ACTS]
    found = {}
    for pattern in urls_public.urlpatterns:
        wanted = list(pattern.pattern.converters)
        if "secret" not in wanted:
            continue
        last = next((name for name in ("key", "code") if name in wanted), "")
        for value in values.get(last, [""]):
            given = {"reference": case.reference, "secret": secret} | ({last: value} if last else {})
            found[f"{pattern.name} {value}"] = reverse(f"casework:{pattern.name}", kwargs=given)
    return found


def everything():
    return [list(model.objects.order_by("pk").values()) for model in (Case, Entry, Attachment)]


def test_the_story_has_every_door(mine, other):
    named = {name.split()[0] for name in addresses(other, "x")}
    assert named == {"follow", "dossier", "export", "delete", "file", "act"}
    assert set(addresses(mine, "x")) < set(addresses(other, "x"))


def test_the_secret_of_one_case_opens_no_door_of_another(client, mine, other):
    doors = addresses(other, links.secret(mine))
    before = everything()
    for name, door in doors.items():
        for answer in (client.get(door), client.post(door, SENT)):
            assert answer.status_code in {404, 405}, name
            assert "Туђе" not in answer.content.decode()
    assert everything() == before


def test_a_file_of_another_case_is_behind_no_door_of_ones_own(client, mine, other):
    (file,) = other.attachments.all()
    door = addresses(other, links.secret(mine))[f"file {file.key}"].replace(other.reference, mine.reference)
    assert client.get(door).status_code == 404


def test_each_door_opens_with_its_own_secret(client, other):
    for name, door in addresses(other, links.secret(other)).items():
        assert client.get(door).status_code == 200, name


def test_who_was_wrong_too_often_is_turned_away_at_every_door(client, other):
    wrong = addresses(other, "a" * 20)["follow "]
    for _ in range(100):
        if client.get(wrong).status_code == 429:
            break
    for name, door in addresses(other, links.secret(other)).items():
        for answer in (client.get(door), client.post(door, SENT)):
            assert answer.status_code in {429, 405}, name
    given = {"reference": other.reference, "secret": links.secret(other)}
    with translation.override("en"):
        assert client.post(reverse("casework:find"), given).status_code == 429
