"""A resident asks, in Serbian Cyrillic, without an account and without a script."""

import pytest
from django.urls import reverse
from django.utils import translation

from tests.site.casework.conftest import LIGHT
from uramost_web.casework.models import Case, Draft

pytestmark = pytest.mark.django_db


def begin(client, service, language="sr"):
    with translation.override(language):
        address = reverse("casework:start", args=[service.municipality.slug, service.code])
    return client.post(address).headers["Location"]


def answer(client, address, **given):
    page = client.post(address, given)
    assert page.status_code == 302, page.content.decode()
    return page.headers["Location"]


def fill(client, service, language="sr"):
    """Every question of the street light, to the page with the answers."""
    here = begin(client, service, language)
    here = answer(client, here, language="sr-Cyrl")
    here = answer(client, here, text=LIGHT)
    here = answer(client, here, place_text="код школе")
    here = answer(client, here)
    return answer(client, here, name="Неко", email="resident@example.org")


def test_a_request_in_serbian_becomes_a_case_in_serbian(client, lights):
    catalogue = client.get("/sr/municipalities/gracanice/services/")
    assert "Јавна расвета" in catalogue.content.decode()
    assert "Пријавите светло" in client.get("/sr/municipalities/gracanice/services/street-light/").content.decode()

    check = fill(client, lights)
    assert LIGHT in client.get(check).content.decode()
    done = answer(client, check)

    case = Case.objects.get()
    assert (case.language, case.reads, case.text, case.name) == ("sr-Cyrl", "sr-Cyrl", LIGHT, "Неко")
    page = client.get(done).content.decode()
    assert case.reference in page
    link = page.split('class="button" href="')[1].split('"')[0]
    follow = client.get(link.replace("http://127.0.0.1:8000", ""))
    assert case.reference in follow.content.decode()
    assert follow.status_code == 200


def test_sent_twice_it_is_one_case(client, lights):
    check = fill(client, lights)
    assert answer(client, check) == answer(client, check)
    assert Case.objects.count() == 1


def test_what_was_typed_is_kept_and_what_is_missing_is_asked_for(client, lights):
    here = begin(client, lights)
    here = answer(client, here, language="sr-Cyrl")
    wrong = client.post(here, {"text": "x" * 4001})
    assert wrong.status_code == 422
    assert "x" * 4001 in wrong.content.decode()

    key = Draft.objects.get().key
    with translation.override("sr"):
        assert client.get(reverse("casework:check", args=[key])).headers["Location"] == reverse(
            "casework:step", args=[key, "text"]
        )


def test_a_point_elsewhere_is_asked_about(client, lights):
    here = begin(client, lights)
    here = answer(client, answer(client, here, language="sr-Cyrl"), text=LIGHT)
    prizren = {"place_text": "", "latitude": "42.2132", "longitude": "20.6918"}
    page = client.post(here, prizren)

    assert page.status_code == 422
    assert "/sr/municipalities/prizren/services/" in page.content.decode()
    answer(client, here, **prizren, sure="1")
    assert Draft.objects.get().answers["place"]["point"] == ["42.213200", "20.691800"]


def test_a_wrong_secret_is_no_hint_and_too_many_are_turned_away(client, lights):
    check = fill(client, lights)
    answer(client, check)
    case = Case.objects.get()
    wrong = f"/sr/cases/{case.reference}/{'a' * 20}/"
    none = f"/sr/cases/34-2026-99999/{'a' * 20}/"
    assert client.get(wrong).status_code == client.get(none).status_code == 404
    assert [client.get(wrong).status_code for _ in range(30)][-1] == 429
