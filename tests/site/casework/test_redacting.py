"""What stands in logs of those who were here: no key, no secret link, nothing they wrote."""

import logging
from uuid import UUID

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from tests.site.casework.conftest import LIGHT, send_request
from tests.site.casework.filling import begin
from uramost_web import secret_links
from uramost_web.casework import links, redacting

pytestmark = pytest.mark.django_db


@pytest.fixture
def log(caplog):
    """As Django's own, which hands nothing on to others."""
    redacting.install()
    with caplog.at_level(logging.INFO):
        yield caplog


def test_keys_stay_out_of_logs(log):
    secret = "a-key-that-nobody-may-read"
    logging.getLogger("gunicorn.access").warning("%(r)s", {"r": f"GET /x.xml?api_key={secret}&a=b HTTP/1.1"})
    logging.getLogger("django.server").warning('"%s" %s', f"GET /x.xml?a=b&api_key={secret} HTTP/1.1", 200)

    assert secret not in log.text
    assert log.text.count("api_key=…") == 2
    assert "a=b" in log.text


def test_a_secret_link_and_the_address_of_a_form_stay_out_of_logs(client, lights, log):
    case = send_request(lights)
    path = links.follow_path(case)
    form = begin(client, lights, "en").replace("/language/", "/text/")

    client.post(f"{path}add/", {"text": ""})  # 422
    client.get(f"{path}nonsense/")  # 404
    client.get(path.replace(links.secret(case), links.secret(case)[:-1] + "a"))  # a slip
    Client(enforce_csrf_checks=True).post(f"{path}withdraw/", {"sure": "on"})  # 403
    client.post(form, {"text": "", "place_text": LIGHT})
    logging.getLogger("gunicorn.access").info("%(r)s", {"r": f"GET {path} HTTP/1.1", "f": f"https://x.example{path}"})

    assert len(log.records) == 6
    assert links.secret(case)[:-1] not in log.text
    assert form.split("/")[3] not in log.text
    assert LIGHT not in log.text
    for said in (f"/sr/cases/{case.reference}/…/add/", f"/sr/cases/{case.reference}/…/withdraw/", "/en/ask/…/text/"):
        assert said in log.text  # what went wrong can still be found


def test_where_somebody_points_on_the_map_stays_out_of_logs(log):
    for address in ("/sr/ask/0/place/map/?at=42.601100%2C21.193600&near=2", "/sr/x/map.svg?near=1&at=42.6011,21.1936"):
        logging.getLogger("gunicorn.access").info("%(r)s", {"r": f"GET {address} HTTP/1.1"})

    assert "42.6" not in log.text
    assert "21.19" not in log.text
    assert "at=…&near=2" in log.text


@pytest.mark.parametrize(
    ("name", "before"),
    [
        ("casework:follow", ("34-2026-00001",)),
        ("own:declare", (7,)),
        ("events:needs", (7,)),
        ("certificates:evaluate", (7,)),
        ("running:sign_in", (7,)),
        ("sign_in", (7,)),
        ("assessment:round", ("k7",)),
    ],
)
def test_the_secret_of_every_kind_of_link_stays_out_of_logs(name, before):
    secret = secret_links.secret("any", "nonce")
    path = reverse(name, args=[*before, secret])
    assert secret in path
    assert redacting.without_secrets(f"GET {path}?x=1 HTTP/1.1") == f"GET {path}?x=1 HTTP/1.1".replace(secret, "…")


def test_the_address_of_a_form_to_register_stays_out_of_logs():
    path = reverse("events:done", args=[UUID(int=7)])
    assert redacting.without_secrets(path) == path.replace(str(UUID(int=7)), "…")


def test_what_is_done_at_the_desk_is_logged_as_it_is():
    for address in (
        "/en/desk/cases/34-2026-00001/appeal_silence/", "/en/cases/", "/en/desk/cases/34-2026-00001/",
        "/en/desk/events/sessions/7/take-back/8/", "/en/desk/directory/people/7/change/", "/en/events/7/register/",
    ):  # fmt: skip
        assert redacting.without_secrets(address) == address


def test_nobody_is_mailed_what_somebody_sent_when_something_breaks():
    assert not settings.ADMINS
    assert not settings.MANAGERS
