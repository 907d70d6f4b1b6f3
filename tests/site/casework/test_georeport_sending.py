"""Another programme sends requests for residents."""

from datetime import timedelta
from io import BytesIO
from pathlib import Path
from uuid import uuid4

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from tests.conftest import AT
from tests.site.casework.open311 import HERE, ROOT, get, make_key, post
from uramost_web.casework import photos
from uramost_web.casework.catalogue import Service
from uramost_web.casework.georeport import sending
from uramost_web.casework.models import ApiKey, Attachment, Case
from uramost_web.places.models import Municipality

pytestmark = pytest.mark.django_db
AWKWARD = "Drita te \"shkolla\" & <ura> nuk punon që prej të hënës, ju lutem ta rregulloni sa më parë; 'ğüşİö' ]]>"

SERBIAN = "Улично светло код школе не ради већ недељу дана, молим вас поправите га."


@pytest.fixture
def key(gracanica):
    return make_key(gracanica, AT, "requests.write")


@pytest.fixture
def asked(key, lights):
    """A request that lacks nothing."""
    return {
        "api_key": key, "service_code": "street-light", "address_string": "Te shkolla", "description": AWKWARD,
        "locale": "sq",
    }  # fmt: skip


def photograph(name="a.png", kind="PNG"):
    kept = BytesIO()
    Image.new("RGB", (20, 10), "white").save(kept, kind)
    return SimpleUploadedFile(name, kept.getvalue(), "image/png")


@pytest.mark.parametrize("suffix", ["xml", "json"])
def test_a_request_becomes_a_case(client, asked, suffix):
    answer = post(
        client, f"requests.{suffix}",
        {
            **asked, "lat": "42.601234", "long": "21.191234", "email": "a@example.org", "first_name": "Ana",
            "last_name": "M.", "phone": "+383 49 000 000", "account_id": "7", "media_url": "https://example.org/a.jpg",
        },
    )  # fmt: skip

    case = Case.objects.get()
    given = (
        answer.root.findtext("request/service_request_id") if suffix == "xml" else answer.rows[0]["service_request_id"]
    )
    assert (answer.status_code, given) == (200, case.reference)
    assert (case.text, case.language, case.reads, case.channel) == (AWKWARD, "sq", "sq", "api")
    assert (case.name, case.email, str(case.latitude), case.place_text) == (
        "Ana M.",
        "a@example.org",
        "42.601234",
        "Te shkolla",
    )
    assert case.entries.get().facts == {
        "account_id": "7",
        "media_url": "https://example.org/a.jpg",
        "language_by": "locale",
        "api_key": "A made-up app",
    }


@pytest.mark.parametrize(
    ("said", "header", "found"),
    [
        ({"locale": "tr"}, "sr;q=0.9", ("tr", "sr-Cyrl", "locale")),
        ({"locale": ""}, "sr-Latn, en;q=0.5", ("sr-Latn", "sr-Latn", "header")),
        ({"locale": "", "description": SERBIAN}, "", ("sr-Cyrl", "sr-Cyrl", "text")),
    ],
)
def test_the_language_is_the_one_that_was_chosen(client, asked, said, header, found):
    answer = post(client, "requests.json", {**asked, **said}, headers={"Accept-Language": header} if header else {})

    case = Case.objects.get()
    assert (case.language, case.reads, case.entries.get().facts["language_by"]) == found
    assert answer.rows[0]["service_notice"]
    assert ".." not in answer.rows[0]["service_notice"]


def test_a_language_that_nobody_said_and_the_text_does_not_tell_is_asked_for(client, asked):
    answer = post(client, "requests.json", {**asked, "locale": "", "description": "KV-17"})
    assert answer.status_code == 400
    assert "Accept-Language" in answer.rows[0]["description"]
    assert not Case.objects.exists()


def test_sent_twice_it_is_one_case(client, asked):
    key = {"Idempotency-Key": str(uuid4())}
    first, second = (post(client, "requests.json", asked, headers=key).rows for _ in range(2))
    assert first == second
    assert Case.objects.count() == 1
    post(client, "requests.json", {**asked, "description": AWKWARD + "!"}, headers=key)
    assert Case.objects.count() == 2


def test_the_same_from_the_same_device_is_one_case_for_a_day(client, asked, monkeypatch):
    sent = {**asked, "device_id": "phone-1"}
    for _ in range(2):
        post(client, "requests.json", sent)
    assert Case.objects.count() == 1

    sending.Draft.objects.update(started_at=AT - timedelta(days=2), key=uuid4())
    post(client, "requests.json", sent)
    post(client, "requests.json", {**sent, "device_id": "phone-2"})
    assert Case.objects.count() == 3


def test_without_a_name_of_its_own_each_is_a_request(client, asked):
    for _ in range(2):
        post(client, "requests.json", asked)
    assert Case.objects.count() == 2


def test_what_is_not_public_has_a_token(client, asked, lights):
    lights.shows = "nothing"
    lights.save()
    made = post(client, "requests.json", asked).rows[0]
    post(client, "requests.xml", asked)
    assert "service_request_id" not in made

    found = get(client, f"tokens/{made['token']}.json").rows
    get(client, f"tokens/{made['token']}.xml")

    assert found == [{"service_request_id": Case.objects.first().reference, "token": made["token"]}]
    other = made["token"][:-1] + ("b" if made["token"].endswith("a") else "a")
    assert get(client, f"tokens/{other}.json").status_code == 404
    assert get(client, f"requests/{found[0]['service_request_id']}.json").status_code == 404


def test_photographs_come_along_without_where_they_were_taken(client, asked):
    post(client, "requests.json", {**asked, "photo": photograph(), "another": photograph("b.jpg", "JPEG")})
    kept = Attachment.objects.filter(case=Case.objects.get())
    assert [(row.name, row.media_type, row.entry.move) for row in kept] == [
        ("a.png", "image/jpeg", "receive"), ("b.jpg", "image/jpeg", "receive"),
    ]  # fmt: skip


def test_a_service_that_ends_while_a_request_is_read_is_a_refusal_and_leaves_no_photograph(
    client, asked, lights, monkeypatch
):
    """It ends between the first look and the one within the transaction."""
    keep = photos.keep

    def slowly(*args, **more):
        Service.objects.update(ends_on=AT.date() - timedelta(days=1))
        return keep(*args, **more)

    monkeypatch.setattr(photos, "keep", slowly)
    answer = post(client, "requests.json", {**asked, "photo": photograph()})

    assert (answer.status_code, len(answer.rows)) == (400, 1)
    assert not Case.objects.exists()
    assert not Attachment.objects.exists()
    assert list(Path(settings.MEDIA_ROOT).rglob("*.bin")) == []


def test_what_is_no_photograph_is_refused_with_everything_else_that_is_wrong(client, asked):
    svg = SimpleUploadedFile("a.jpg", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "image/jpeg")
    answer = post(
        client, "requests.xml", {**asked, "address_string": "", "lat": "42.6", "media": svg, "attribute[x]": "1"}
    )
    assert answer.status_code == 400
    assert len(answer.root.findall("error")) == 3
    assert not Case.objects.exists()
    assert not Attachment.objects.exists()


def test_fifty_photographs_are_one_sentence_and_none_is_opened(client, asked):
    svg = b"<svg xmlns='http://www.w3.org/2000/svg'/>"
    many = {f"photo{n}": SimpleUploadedFile(f"{n}.jpg", svg, "image/jpeg") for n in range(50)}
    answer = post(client, "requests.json", {**asked, **many})
    assert (answer.status_code, len(answer.rows)) == (400, 1)
    assert str(photos.MOST) in answer.rows[0]["description"]
    assert not Attachment.objects.exists()


@pytest.mark.parametrize("length", [1000, 1001])
def test_an_attribute_holds_as_much_as_an_answer_on_the_web(client, asked, lights, length):
    lights.questions = [{"code": "pole", "datatype": "string", "required": False, "description": {"en": "Pole"}}]
    lights.save()
    answer = post(client, "requests.json", {**asked, "attribute[pole]": "a" * length})
    assert (answer.status_code == 200) is (length == 1000)
    assert Case.objects.exists() is (length == 1000)


def test_attributes_are_held_against_the_questions(client, asked, lights):
    lights.questions = [
        {"code": "pole", "datatype": "number", "required": True, "description": {"en": "Pole"}},
        {
            "code": "kind", "datatype": "multivaluelist", "required": False, "description": {"en": "Kind"},
            "values": [{"key": "dark", "name": {"en": "Dark"}}, {"key": "loose", "name": {"en": "Loose"}}],
        },
        {"code": "since", "datatype": "datetime", "required": False, "description": {"en": "Since"}},
    ]  # fmt: skip
    lights.save()
    refused = post(client, "requests.json", {**asked, "attribute[kind][]": ["red"]})
    assert (refused.status_code, len(refused.rows)) == (400, 2)

    sent = {"attribute[pole]": "17", "attribute[kind][]": ["dark", "loose"], "attribute[since]": "2026-03-01T08:00:00Z"}
    assert post(client, "requests.json", {**asked, **sent}).status_code == 200
    assert Case.objects.get().given == {"pole": "17", "kind": ["dark", "loose"], "since": "2026-03-01"}


@pytest.mark.parametrize(
    ("said", "status"),
    [
        ({"api_key": "wrong"}, 403),
        ({"api_key": ""}, 403),
        ({"jurisdiction_id": "nowhere"}, 404),
        ({"service_code": "none"}, 404),
        ({"service_code": ""}, 400),
        ({"address_string": ""}, 400),
        ({"lat": "42.6"}, 400),
        ({"lat": "91", "long": "21"}, 400),
        ({"lat": "NaN", "long": "21"}, 400),
        ({"lat": "21.19", "long": "42.6"}, 400),
        ({"email": "nobody"}, 400),
        ({"media_url": "javascript:alert(1)"}, 400),
        ({"description": "a" * 4001}, 400),
        ({"description": "a\0b"}, 400),
        ({"first_name": "n" * 100}, 400),
        ({"locale": "klingon"}, 400),
    ],
)
def test_what_is_refused(client, asked, said, status):
    xml, json = (post(client, f"requests.{suffix}", {**asked, **said}) for suffix in ("xml", "json"))
    assert (xml.status_code, json.status_code, json.rows[0]["code"]) == (status, status, status)
    assert not Case.objects.exists()


def test_a_service_that_has_ended_or_needs_to_know_who_asks(client, asked, lights):
    lights.contact = "must"
    lights.ends_on = AT.date() - timedelta(days=1)
    lights.save()
    assert len(post(client, "requests.json", asked).rows) == 2
    lights.ends_on = None
    lights.save()
    assert post(client, "requests.json", {**asked, "first_name": "Ana", "phone": "049"}).status_code == 200


def test_a_point_of_another_municipality_names_it(client, asked, gracanica):
    gracanica.boundary = [[[21.1, 42.5], [21.3, 42.5], [21.3, 42.7], [21.1, 42.7]]]
    gracanica.save()
    answer = post(client, "requests.json", {**asked, "lat": "42.2", "long": "20.7"})
    assert answer.status_code == 400
    assert (
        Municipality.objects.exclude(slug=HERE)
        .filter(slug__in=answer.rows[0]["description"].replace(")", "(").split("("))
        .exists()
    )


def test_the_test_endpoint_checks_everything_and_keeps_nothing(client, asked):
    test = "/georeport/test/v2/requests.json"
    made = client.post(test, {"jurisdiction_id": HERE, **asked})
    assert made.json()[0]["service_request_id"].endswith("-00000")
    assert client.post(test, {"jurisdiction_id": HERE, **asked, "api_key": "x"}).status_code == 403
    assert not Case.objects.exists()


def test_calls_of_a_minute_are_counted(client, asked):
    ApiKey.objects.update(a_minute=1)
    seen = [post(client, "requests.xml", {**asked, "service_code": "none"}) for _ in range(3)]
    assert seen[-1].status_code == 429
    assert 0 < int(seen[-1]["Retry-After"]) <= 60


def test_what_cannot_be_read_is_refused(client, asked):
    broken = client.post(f"{ROOT}requests.xml", b"--x\r\nnothing", content_type='multipart/form-data; boundary=""')
    assert broken.status_code == 400
    large = client.post(
        f"{ROOT}requests.json", b"description=" + b"a" * 25_000_000, content_type="application/x-www-form-urlencoded"
    )
    assert large.status_code == 413


def test_a_key_of_another_municipality_opens_nothing(client, asked, lights):
    other = Municipality.objects.get(code="4")
    Service.objects.create(
        municipality=other, code="street-light", kind="request", office=lights.office, names={"en": "X"}
    )
    assert post(client, "requests.json", {**asked, "jurisdiction_id": other.slug}).status_code == 403
