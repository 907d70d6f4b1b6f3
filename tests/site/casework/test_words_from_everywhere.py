"""By whichever way words come, what is no text is pointed at or read as far as it can be, and is no fault of ours."""

import pytest
from django.urls import reverse
from django.utils import translation

from tests.conftest import AT
from tests.site.casework.conftest import LIGHT, send_request
from tests.site.pages import as_a_server_hands_on, said
from uramost_web.casework import incoming, keys, letters, links
from uramost_web.casework.models import Case

pytestmark = pytest.mark.django_db
LOST = "Светло\ufffd је поправљено."
TURNED = "\u202eСветло\u202c је поправљено."


@pytest.fixture
def client(client):
    return as_a_server_hands_on(client)


@pytest.fixture
def case(lights):
    return send_request(lights)


@pytest.fixture
def key(lights, administrator):
    return keys.make(municipality=lights.municipality, name="k", scopes=list(keys.SCOPES), by=administrator, at=AT)[1]


def english(name, *args):
    with translation.override("en"):
        return reverse(name, args=args)


def entries(case):
    return [(entry.move, entry.text) for entry in case.entries.all()]


@pytest.mark.parametrize("act", ["add", "withdraw"])
def test_a_resident_who_adds_is_told_which_letter_was_lost(client, case, act):
    address = links.follow_path(case).replace("/sr/", "/en/") + f"{act}/"
    refused = client.post(address, {"text": LOST, "sure": "on"})

    assert (refused.status_code, "A letter was lost" in said(refused)) == (422, True)
    assert LOST in said(refused)
    assert entries(case) == [("receive", "")]

    assert client.post(address, {"text": TURNED, "sure": "on"}).status_code == 302
    assert entries(case)[-1] == (act, "Светло је поправљено.")


@pytest.mark.parametrize(
    ("act", "field"), [("answer", "text"), ("note", "text"), ("ask", "reason"), ("release", "public_text")]
)
def test_a_clerk_is_told_which_letter_was_lost(client, case, clerk, act, field):
    client.force_login(clerk)
    words = {"text": LIGHT, "reason": LIGHT, "language": "sr-Cyrl", "public_text": LIGHT}
    refused = client.post(english("cases:act", case.reference, act), {**words, field: LOST})

    assert (refused.status_code, "A letter was lost" in said(refused)) == (422, True)
    assert f'href="#id_{field}"' in said(refused)
    assert entries(case) == [("receive", "")]


def test_a_text_for_everybody_turns_no_words_about(client, case, clerk):
    client.force_login(clerk)
    assert client.post(english("cases:act", case.reference, "release"), {"public_text": TURNED}).status_code == 302
    case.refresh_from_db()
    assert case.public_text == "Светло је поправљено."


@pytest.mark.parametrize("field", ["description", "first_name", "phone", "address_string", "account_id", "device_id"])
def test_another_programme_is_told_which_argument_is_no_text(client, lights, key, field):
    sent = {"api_key": key, "jurisdiction_id": "gracanice", "service_code": "street-light", "locale": "sr-Cyrl",
            "lat": "42.6", "long": "21.19", "description": LIGHT}  # fmt: skip
    answered = client.post("/georeport/v2/requests.json", {**sent, field: LOST}, headers={"Accept-Language": "en"})
    assert (answered.status_code, field in answered.json()[0]["description"]) == (400, True)

    assert client.post("/georeport/v2/requests.json", {**sent, field: TURNED}).status_code == 200
    assert "\u202e" not in str(Case.objects.values().get()) + str(list(Case.objects.get().entries.values()))


def test_an_update_of_another_programme_that_is_no_text_moves_nothing(client, case, key):
    sent = {"api_key": key, "jurisdiction_id": "gracanice", "service_request_id": case.reference, "update_id": "1"}
    answered = client.post("/georeport/v2/servicerequestupdates.json", {**sent, "status": "FIXED", "description": LOST})
    assert answered.status_code == 400
    assert entries(case) == [("receive", "")]


@pytest.mark.parametrize("text", [LOST.encode(), "Светло".encode() + b"\xff" + " је поправљено.".encode()])
def test_a_mail_with_a_letter_that_was_lost_is_entered_all_the_same(case, text):
    address = letters.reply_address(case)
    raw = b"From: resident@example.org\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n" + text
    post = incoming.take(raw, address, AT)
    assert (post.finding, post.entry and post.entry.text) == ("", "Светло? је поправљено.")


@pytest.mark.parametrize(
    "charset",
    ["utf-7", "utf-16", "idna", "punycode", "rot13", "hex", "undefined", "unicode_escape", "nonsense", "windows-1250"],
)
def test_another_character_set_that_somebody_names_is_no_fault_and_makes_no_halves_of_letters(client, case, charset):
    """+2AA- is half a character in UTF-7; where backslashes count the other one is. In UTF-8 they are these letters."""
    address, half = links.follow_path(case), "a+2AA-b \\ud800 " + "ћ" * 70
    said_so = f"multipart/form-data; boundary=xx; charset={charset}"

    def form(**given):
        parts = (
            f'--xx\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n' for name, value in given.items()
        )
        return ("".join(parts) + "--xx--\r\n").encode()

    assert client.generic("POST", f"{address}add/", form(text=half), said_so).status_code == 302
    assert entries(case)[-1] == ("add", half)
    assert (
        client.generic("POST", "/en/cases/", form(reference=case.reference, secret="+2AA-"), said_so).status_code == 422
    )
    for page in ("/en/municipalities/gracanice/requests/", "/en/municipalities/gracanice/services/"):
        assert (
            client.generic(
                "GET", page, QUERY_STRING="q=%2B2AA-%5Cud800", CONTENT_TYPE=f"text/plain; charset={charset}"
            ).status_code
            == 200
        )
