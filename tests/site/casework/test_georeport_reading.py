"""What other programmes read, in XML and in JSON."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone, translation

from tests.site.casework.conftest import send_request
from tests.site.casework.open311 import get, valid
from uramost_web.casework import acts, public
from uramost_web.casework.catalogue import Service
from uramost_web.casework.history import Said
from uramost_web.casework.models import Case
from uramost_web.places.models import Municipality

pytestmark = pytest.mark.django_db
DAY, HOUR = timedelta(days=1), timedelta(hours=1)
AWKWARD = "Rruga e “shkollës” & <ura> 'Ђурђевдан' ğüşİö\"]]>"


@pytest.fixture
def private(gracanica, works):
    """Nothing of its cases is public."""
    return Service.objects.create(
        municipality=gracanica, code="birth-certificate", kind="application", office=works, shows="nothing",
        names={"sq": "Certifikata e lindjes", "en": "Birth certificate"}, descriptions={},
    )  # fmt: skip


@pytest.fixture
def elsewhere(lights):
    """A second municipality is served, so that a call has to say which one it means."""
    place = Municipality.objects.get(code="4")
    return Service.objects.create(
        municipality=place, code="x", kind="request", office=lights.office, names={"en": "X"}, descriptions={}
    )


def released(service, text=AWKWARD, **values):
    """A case of today whose text a clerk has released."""
    case = send_request(service, at=timezone.now() - DAY, **values)
    Case.objects.filter(pk=case.pk).update(public_text=text)
    return case


def test_discovery_names_two_endpoints_and_needs_no_jurisdiction(client, kosovo):
    found = get(client, "discovery.json", here=None).rows
    get(client, "discovery.xml", here=None)

    assert [one["type"] for one in found["endpoints"]] == ["production", "test"]
    assert found["changeset"].endswith("+01:00")


def test_services_stand_in_the_readers_language(client, lights, private):
    for language, name in (
        ("sq-XK,en;q=0.5", "Ndriçimi publik"),
        ("sr-Cyrl", "Јавна расвета"),
        ("sr-Latn-RS", "Javna rasveta"),
    ):
        answer = get(client, "services.json", language=language)
        assert next(row["service_name"] for row in answer.rows if row["service_code"] == "street-light") == name
    assert get(client, "services.json", language="en", locale="sq").headers["Content-Language"] == "sq"
    types = {row["service_code"]: row["type"] for row in answer.rows}
    assert types == {"street-light": "realtime", "birth-certificate": "batch"}
    assert len(get(client, "services.xml").root) == 2


def test_a_text_that_is_missing_in_a_language_is_there_in_all_it_has(client, private):
    found = get(client, "services.json", language="tr").rows
    assert set(found[0]["service_name"].split(" / ")) == {"Certifikata e lindjes", "Birth certificate"}


def test_a_list_with_one_member_is_a_list(client, lights):
    assert isinstance(get(client, "services.json").rows, list)
    case = send_request(lights, at=timezone.now())
    assert [row["service_request_id"] for row in get(client, f"requests/{case.reference}.json").rows] == [
        case.reference
    ]


def test_the_questions_of_a_service(client, lights):
    lights.questions = [
        {
            "code": "pole", "datatype": "string", "required": True,
            "description": {"sq": "Numri i shtyllës", "en": "Number of the pole"}, "hint": {"en": "On a plate"},
        },
        {
            "code": "kind", "datatype": "singlevaluelist", "required": False, "description": {"en": "What is it?"},
            "values": [{"key": "1", "name": {"en": "Dark"}}, {"key": "2", "name": {"en": "Blinks"}}],
        },
    ]  # fmt: skip
    lights.save()

    found = get(client, "services/street-light.json").rows
    get(client, "services/street-light.xml")

    assert [(one["code"], one["order"], one["required"], len(one["values"])) for one in found["attributes"]] == [
        ("pole", 1, True, 0), ("kind", 2, False, 2),
    ]  # fmt: skip
    assert get(client, "services.json").rows[0]["metadata"] is True


def test_requests_say_what_is_public_and_nothing_else(client, lights):
    case = released(
        lights, name="Marko Made-up", phone="+38349000000", place_text="Kod kuće Markovića", latitude="42.598765",
        longitude="21.193456",
    )  # fmt: skip

    row = get(client, "requests.json", language="sr-Latn").rows[0]
    answer = get(client, "requests.xml")

    assert row["description"] == answer.root.findtext("request/description") == AWKWARD
    assert (row["lat"], row["long"]) == (42.599, 21.193)
    with translation.override("sr-latn"):
        assert (row["status"], row["status_notes"]) == ("open", str(public.GROUPS["received"][0]))
    assert row["agency_responsible"] == "Kancelarija za javne radove"
    day = timezone.localdate(case.received_at).isoformat()
    assert row["requested_datetime"][:19] == row["updated_datetime"][:19] == f"{day}T00:00:00"
    assert row["expected_datetime"][:19] == f"{timezone.localdate(case.due_at).isoformat()}T23:59:59"
    for secret in ("Marko", "38349", "resident@", "Улично", case.nonce):
        assert secret not in answer.content.decode()


@pytest.mark.parametrize("shows", ["facts", "text"])
def test_what_is_shown_is_what_the_table_of_public_fields_has(client, lights, clerk, shows):
    lights.shows = shows
    lights.save()
    case = released(lights, latitude="42.598765", longitude="21.193456")
    acts.act(case=case, code="take", by=clerk, at=timezone.now())

    row = get(client, "requests.json").rows[0]
    table = public.fields(Case.objects.get(pk=case.pk))

    assert row["service_request_id"] == table["reference"]
    assert row["status_notes"] == str(public.GROUPS[table["state"]][0])
    assert row["requested_datetime"][:10] == table["received_at"].isoformat()
    assert row["expected_datetime"][:10] == table["due_at"].isoformat()
    assert [row["lat"], row["long"]] == [float(table["latitude"]), float(table["longitude"])]
    assert row["description"] == table.get("public_text")
    assert {one["service_request_id"] for one in get(client, "requests.json").rows} == {
        one.reference for one in public.cases(lights.municipality)
    }


def test_the_hour_of_a_request_cannot_be_found_by_asking(client, lights):
    noon = timezone.localtime().replace(hour=12, minute=0) - DAY
    send_request(lights, at=noon)
    for bounds in ({"start_date": noon + HOUR}, {"end_date": noon - HOUR}):
        found = get(client, "requests.json", **{name: moment.isoformat() for name, moment in bounds.items()})
        assert len(found.rows) == 1


def test_a_text_that_nobody_has_released_and_a_private_service_are_not_shown(client, lights, private):
    seen, hidden = send_request(lights, at=timezone.now()), send_request(private, at=timezone.now())

    rows = get(client, "requests.json").rows

    assert [(row["service_request_id"], row["description"]) for row in rows] == [(seen.reference, None)]
    assert get(client, f"requests/{hidden.reference}.json").status_code == 404
    assert get(client, "requests.json", service_request_id=hidden.reference).rows == []
    assert get(client, "requests.json", service_code=private.code).rows == []


def test_a_service_that_shows_facts_shows_no_text(client, lights):
    lights.shows = "facts"
    lights.save()
    released(lights)
    assert get(client, "requests.json").rows[0]["description"] is None


def test_requests_are_chosen_by_time_status_service_and_page(client, lights, clerk):
    now = timezone.now()
    old, middle, new = (send_request(lights, at=now - days * DAY) for days in (120, 40, 2))
    acts.act(case=middle, code="answer", by=clerk, at=now, said=Said("Готово.", "sr-Cyrl"))

    def found(**arguments):
        get(client, "requests.xml", **arguments)
        return [row["service_request_id"] for row in get(client, "requests.json", **arguments).rows]

    assert found() == [new.reference, middle.reference]
    assert found(status="closed") == [middle.reference]
    assert found(status="open,closed", service_code="street-light,other", start_date="", end_date="") == found()
    assert found(end_date=(now - 100 * DAY).isoformat()) == [old.reference]
    assert found(start_date=(now - 41 * DAY).isoformat(), end_date=(now - 39 * DAY).isoformat()) == [middle.reference]
    assert found(page_size=1, page=2) == [middle.reference]
    assert found(page_size=1, page=3) == []
    assert set(found(service_request_id=f"{old.reference},{new.reference},x", status="closed")) == {
        old.reference,
        new.reference,
    }


def test_extensions_are_given_to_who_asks(client, lights):
    released(lights)
    row = get(client, "requests.json", extensions="true").rows[0]
    get(client, "requests.xml", extensions="true")
    assert row["extended_attributes"] == {"state": "received", "extended_status": "open", "late": False}
    assert "extended_attributes" not in get(client, "requests.json").rows[0]


@pytest.mark.parametrize(
    ("path", "arguments", "status"),
    [
        ("requests", {"start_date": "2026-01-01T00:00:00Z", "end_date": "2026-06-01T00:00:00Z"}, 400),
        ("requests", {"start_date": "2026-03-02T00:00:00Z", "end_date": "2026-03-01T00:00:00Z"}, 400),
        ("requests", {"start_date": "2026-03-02T09:00:00"}, 400),
        ("requests", {"start_date": "tomorrow"}, 400),
        ("requests", {"status": "lost"}, 400),
        ("requests", {"page_size": "0"}, 400),
        ("requests", {"page": "x"}, 400),
        ("requests", {"locale": "klingon"}, 400),
        ("requests", {"service_code": "a\0b"}, 400),
        ("requests", {"here": "nowhere"}, 404),
        ("requests", {"here": None}, 400),
        ("services/none", {}, 404),
        ("services/a/b\nc", {}, 404),
        ("requests/34-2026-99999", {}, 404),
        ("tokens/1-aaaaaaaaaaaaaaaaaaaaaaaaaa", {}, 404),
        ("everything", {}, 404),
        ("servicerequestupdates", {"end_date": "2026-03-32"}, 400),
    ],
)
def test_what_is_wrong_is_said_in_both_formats(client, elsewhere, path, arguments, status):
    xml, json = (get(client, f"{path}.{suffix}", **arguments) for suffix in ("xml", "json"))

    assert (xml.status_code, json.status_code) == (status, status)
    assert xml.root.tag == "errors"
    assert json.rows[0]["code"] == status
    assert xml.root.findtext("error/description") == json.rows[0]["description"]


def test_what_is_wrong_is_said_in_the_readers_language(client, lights):
    said = {
        tag: get(client, "services/none.json", language=tag).headers["Content-Language"]
        for tag in ("sq", "sr", "sr-Latn", "en")
    }
    assert said == {"sq": "sq", "sr": "sr-Cyrl", "sr-Latn": "sr-Latn", "en": "en"}


def test_the_sentence_of_what_is_wrong_is_another_in_each_language(client, lights):
    for suffix in ("json", "xml"):
        answers = [get(client, f"services/none.{suffix}", language=tag) for tag in ("sq", "sr", "sr-Latn", "en")]
        said = [
            one.rows[0]["description"] if suffix == "json" else one.root.findtext("error/description")
            for one in answers
        ]
        assert len(set(said)) == 4
        assert all("none" in sentence for sentence in said)


def test_every_moment_has_its_zone(client, lights, clerk):
    case = send_request(lights, at=timezone.now() - DAY)
    acts.act(case=case, code="take", by=clerk, at=timezone.now())
    row = get(client, "requests.json").rows[0]
    updates = get(client, "servicerequestupdates.json", end_date=(timezone.now() + DAY).isoformat()).rows
    moments = [row[name] for name in ("requested_datetime", "updated_datetime", "expected_datetime")]
    for moment in (
        *moments,
        updates[0]["updated_datetime"],
        get(client, "discovery.json", here=None).rows["changeset"],
    ):
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d", moment), moment


def test_a_key_in_the_address_of_what_is_only_read_is_no_fault(client, lights):
    """FixMyStreet sends it with GET too; `test_redacting` holds that it stays out of logs."""
    for path in ("servicerequestupdates.xml", "requests.xml"):
        assert get(client, path, api_key="whatever").status_code == 200


def test_where_one_municipality_is_served_it_need_not_be_said(client, lights):
    assert get(client, "services.json", here=None).status_code == 200


def test_a_plus_that_an_address_made_a_space_of(client, lights):
    answer = client.get(
        "/georeport/v2/requests.json?jurisdiction_id=gracanice&start_date=2026-11-01T00:00:00+01:00&end_date=2026-11-02"
    )
    assert answer.status_code == 200


def test_another_method_is_refused(client, lights):
    answer = client.delete("/georeport/v2/requests.xml")
    assert (answer.status_code, answer["Allow"]) == (405, "HEAD, GET, POST")
    valid(answer.content)


def test_the_number_of_queries_does_not_grow(client, lights, django_assert_max_num_queries):
    for _ in range(3):
        released(lights)
    get(client, "requests.json")
    with django_assert_max_num_queries(3):
        get(client, "requests.json")
