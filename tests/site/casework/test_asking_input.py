"""What residents type, by accident or on purpose: taken as letters, or refused with a sentence and given back."""

from urllib.parse import quote

import pytest
from django.urls import reverse

from tests.conftest import AT
from tests.site.casework.conftest import send_request
from tests.site.casework.filling import answer, begin, fill, question, send
from tests.site.pages import said
from uramost.text import BadText
from uramost_web.casework import receiving
from uramost_web.casework.forms_asking import LONGEST_ANSWER, ContactForm, PlaceForm
from uramost_web.casework.models import Case, Draft
from uramost_web.casework.receiving import LETTERS, TooLong

pytestmark = pytest.mark.django_db
FIELDS = {"text": "text", "place_text": "place", "name": "contact", "email": "contact", "phone": "contact"}
"""Field → its page."""


def test_the_table_of_lengths_is_of_the_fields_residents_fill_in():
    assert set(FIELDS) == set(LETTERS)


@pytest.mark.parametrize("field", FIELDS)
def test_what_is_too_long_is_given_back_with_how_much_fits(client, lights, field):
    page = begin(client, lights, "en").replace("/language/", f"/{FIELDS[field]}/")
    long = "a" * (LETTERS[field] + 1 - len("@example.org")) + "@example.org"
    refused = client.post(page, {field: long})

    assert refused.status_code == 422
    assert long in said(refused)
    assert f"at most {LETTERS[field]} fit" in said(refused)
    assert f'href="#id_{field}"' in said(refused)
    assert "maxlength" not in said(refused)  # no browser cuts off what was pasted
    assert Draft.objects.get().answers == {}


@pytest.mark.parametrize("datatype", ["string", "text"])
def test_an_answer_to_a_services_own_question_is_given_back_too(client, lights, datatype):
    lights.questions = [question("pole", datatype)]
    lights.save()
    page = begin(client, lights, "en").replace("/language/", "/question-1/")
    refused = client.post(page, {"question": "a" * (LONGEST_ANSWER + 1)})
    assert (refused.status_code, f"at most {LONGEST_ANSWER} fit" in said(refused)) == (422, True)
    assert "a" * (LONGEST_ANSWER + 1) in said(refused)
    assert answer(client, page, question="a" * LONGEST_ANSWER)


@pytest.mark.parametrize("field", FIELDS)
@pytest.mark.parametrize(
    ("bad", "sentence"), [("a\0b", "NUL"), ("a\x1bb", "control character"), ("a\ufffdb", "A letter was lost")]
)
def test_what_is_no_text_is_pointed_at(client, lights, field, bad, sentence):
    page = begin(client, lights, "en").replace("/language/", f"/{FIELDS[field]}/")
    refused = client.post(page, {field: bad})
    assert refused.status_code == 422
    assert sentence in said(refused)
    assert "position 2" in said(refused)


def test_letters_in_another_encoding_are_pointed_at_and_never_stored(client, lights):
    page = begin(client, lights, "en").replace("/language/", "/text/")
    body = "text=" + quote("Gra\u010danica".encode("cp1250"))
    refused = client.post(page, body, content_type="application/x-www-form-urlencoded")
    assert (refused.status_code, "A letter was lost" in said(refused)) == (422, True)


def test_marks_that_turn_words_about_are_left_out(client, lights):
    check = fill(client, lights)
    answer(client, check.replace("/check/", "/text/"), text="\u202eдуоре\u202c \u2066Ура")
    answer(client, check.replace("/check/", "/place/"), place_text="код\u200f школе")
    contact = {"name": "А\u061cна", "email": "\u202aana@example.org\u202c", "phone": "\u202a+383 44 000 000\u202c"}
    answer(client, check.replace("/check/", "/contact/"), **contact)
    send(client, check)

    case = Case.objects.get()
    assert (case.text, case.place_text) == ("дуоре Ура", "код школе")
    assert (case.name, case.email, case.phone) == ("Ана", "ana@example.org", "+383 44 000 000")


def test_every_way_in_leaves_them_out_and_knows_the_lengths(lights):
    case = send_request(lights, text="\u202eа", given={"pole": "\u20661\u2069", "more": ["\u200eб"], "n": 3})
    assert (case.text, case.given) == ("а", {"pole": "1", "more": ["б"], "n": 3})
    for field, most in LETTERS.items():
        with pytest.raises(TooLong) as fault:
            send_request(lights, **{field: "a" * (most + 1)})
        assert (fault.value.field, fault.value.most) == (field, most)
    for bad in ("a\0", "\ud800", "\ufffd"):
        with pytest.raises(BadText):
            send_request(lights, text=bad)
    assert Case.objects.count() == 1


def test_a_refused_case_uses_no_number_up(lights):
    with pytest.raises(BadText):
        receiving.receive(service=lights, asked=receiving.Asked("\0", "sq", "sq"), at=AT)
    assert send_request(lights).reference.endswith("-00001")


@pytest.mark.parametrize(
    ("latitude", "longitude", "point"),
    [
        ("42.6", "21.2", ["42.600000", "21.200000"]),
        ("42,6", "21,2", ["42.600000", "21.200000"]),
        ("42.602912345678, 21.195812345678", "", ["42.602912", "21.195812"]),
        ("42.6029 21.1958", " ", ["42.602900", "21.195800"]),
        ("", "", None),
    ],
)
def test_a_point_as_people_copy_it(lights, latitude, longitude, point):
    form = PlaceForm({"place_text": "", "latitude": latitude, "longitude": longitude}, service=lights)
    assert form.is_valid(), form.errors
    assert form.answer()["point"] == point


@pytest.mark.parametrize(
    ("latitude", "longitude", "field"),
    [("91", "21", "latitude"), ("42", "-181", "longitude"), ("42", "", "longitude"), ("", "21", "latitude"),
     ("NaN", "21", "latitude"), ("Infinity", "21", "latitude"), ("1e999", "21", "latitude"), ("x", "21", "latitude")],
)  # fmt: skip
def test_what_is_no_point_is_refused_at_its_field(lights, latitude, longitude, field):
    form = PlaceForm({"place_text": "код школе", "latitude": latitude, "longitude": longitude}, service=lights)
    assert list(form.errors) == [field]


def test_a_place_that_is_needed_is_words_or_a_point(lights):
    lights.place = "must"
    assert list(PlaceForm({"place_text": " "}, service=lights).errors) == ["place_text"]
    assert PlaceForm({"place_text": "", "latitude": "42.6", "longitude": "21.2"}, service=lights).is_valid()


def test_contact_that_is_needed(lights):
    lights.contact = "must"
    assert list(ContactForm({"name": "Ана"}, service=lights).errors) == ["email"]
    assert ContactForm({"name": "Ана", "phone": "044"}, service=lights).is_valid()
    assert list(ContactForm({"phone": "044"}, service=lights).errors) == ["name"]


@pytest.mark.parametrize("wanted", ["", "sq'", "x" * 300, "sr-Cyrl\0"])
def test_a_language_that_is_not_on_the_page_is_not_taken(client, lights, wanted):
    assert client.post(begin(client, lights), {"language": wanted}).status_code == 422


def test_a_search_for_anything_is_a_page(client, lights):
    for wanted in ("\0", "\u202e", "%", "'", "x" * 5000, "\ufffd"):
        assert client.get(reverse("casework:services", args=["gracanice"]), {"q": wanted}).status_code == 200
