"""Clients that others wrote, as they are published, against a server that runs.

`three` was written for Python 2: it imports `itertools.ifilter`, which is put back for it, and turns XML into a
dictionary in a way that Python 3 does not have, so its XML is asked for as it came and held against our schema.
"""

import itertools
from datetime import timedelta

import civicbot
import georeport
import pytest
from civicbot.http import HttpTransport, RateLimiter
from civicbot.open311 import CONFIRM_TOKEN
from django.utils import timezone

from tests.conftest import AT
from tests.site.casework.conftest import send_request
from tests.site.casework.open311 import HERE, make_key, valid
from uramost_web.casework.catalogue import Service
from uramost_web.casework.models import Case

pytestmark = [pytest.mark.django_db(transaction=True)]
SAID = {
    "sq": "Drita te «shkolla» & \"ura\" <e vjetër> s'punon – ç'të bëjmë, o miq?",
    "sr-Cyrl": "Светло код „школе“ & \"моста\" <старог> 'не ради' – ђачки пут је мрачан.",
    "tr": 'Okulun "önündeki" ışık & <eski> köprü\'nün lambası yanmıyor – çok karanlık, şğıİ.',
}
"""What was sent; a clerk has released all of it."""


@pytest.fixture
def served(lights, live_server):
    """The address of the interface: two services, one of them not public, and a request in each of three languages."""
    Service.objects.create(
        municipality=lights.municipality, code="birth-certificate", kind="application", office=lights.office,
        names={"sq": "Certifikata e <lindjes> & \"t'tjera\""}, descriptions={}, shows="nothing",
    )  # fmt: skip
    for days, (language, text) in enumerate(SAID.items()):
        case = send_request(lights, at=timezone.now() - timedelta(days=days), text=text, language=language)
        Case.objects.filter(pk=case.pk).update(public_text=text)
    return f"{live_server.url}/georeport/v2"


@pytest.fixture
def key(served, gracanica):
    return make_key(gracanica, AT, "requests.write")


@pytest.mark.parametrize("output", ["xml", "json"])
def test_georeport_reads_services_and_requests(served, output):
    judge = georeport.GeoReport(served, jurisdiction=HERE, output_format=output)

    names = {row["service_code"]: row["service_name"] for row in judge.get_service_list()}
    found = judge.get_service_requests(status="open")

    assert names == {"street-light": "Ndriçimi publik", "birth-certificate": 'Certifikata e <lindjes> & "t\'tjera"'}
    assert [row["description"] for row in found] == list(SAID.values())
    one = judge.get_service_request(found[1]["service_request_id"])
    assert one["description"] == SAID["sr-Cyrl"]
    assert judge.get_service_definition("street-light")["service_code"] == "street-light"
    listed = ",".join(row["service_request_id"] for row in found[:2])
    assert len(judge.get_service_requests(service_request_id=listed)) == 2


def test_civicbot_reads_sends_and_asks_for_its_token(served, key):
    endpoint = civicbot.Endpoint("uramost", "UraMost", served, write=True)
    judge = civicbot.Open311Client(endpoint, HttpTransport(rate_limiter=RateLimiter(0)), jurisdiction_id=HERE)
    assert {row["service_code"] for row in judge.list_services()} == {"street-light", "birth-certificate"}
    assert [row["description"] for row in judge.list_requests(page_size=2)] == list(SAID.values())[:2]

    text = SAID["sr-Cyrl"] + " Молим вас да га поправите што пре."
    said = {"description": text, "api_key": key, "dry_run": False, "confirm": CONFIRM_TOKEN, "validate_remote": True}
    sent = judge.create_request("street-light", address_string="Код <школе> & моста", **said).response[0]
    case = Case.objects.get(reference=sent["service_request_id"])
    assert (case.text, case.language, case.place_text) == (text, "sr-Cyrl", "Код <школе> & моста")
    assert judge.get_request(case.reference)["status"] == "open"

    token = judge.create_request("birth-certificate", address_string="–", **said).response[0]["token"]
    assert judge.get_token(token)[0]["service_request_id"] == Case.objects.last().reference
    with pytest.raises(civicbot.HttpError, match="403"):
        judge.create_request("street-light", address_string="x", **{**said, "api_key": "wrong"})


def test_three_reads_and_sends(served, key, monkeypatch):
    monkeypatch.setattr(itertools, "ifilter", filter, raising=False)
    import three

    judge = three.Three(served, jurisdiction=HERE, api_key=key)
    assert [one["type"] for one in judge.discovery()["endpoints"]] == ["production", "test"]
    assert {row["service_code"] for row in judge.services()} == {"street-light", "birth-certificate"}
    assert judge.services("street-light")["attributes"] == []
    found = judge.requests("street-light", count=5, locale="tr")
    assert [row["description"] for row in found] == list(SAID.values())
    assert judge.request(found[0]["service_request_id"])[0]["description"] == SAID["sq"]
    today = timezone.localdate() + timedelta(days=1)
    assert len(judge.requests(between=[today - timedelta(days=1), today])) == 1

    sent = judge.post(
        "street-light", address="Te ura <e re>", name="Ana Made-up", phone="049 000 000", description=SAID["tr"],
        locale="tr",
    )  # fmt: skip
    case = Case.objects.get(reference=sent[0]["service_request_id"])
    assert (case.text, case.language, case.name) == (SAID["tr"], "tr", "Ana Made-up")

    in_xml = three.Three(served, jurisdiction=HERE, format="xml")
    assert len(valid(in_xml.get("requests", convert=False))) == 4
