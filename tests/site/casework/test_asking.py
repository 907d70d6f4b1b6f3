"""A resident asks, in Serbian Cyrillic, without an account and without a script."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone, translation

from tests.site.casework.conftest import LIGHT
from tests.site.casework.filling import answer, begin, fill, question, send
from tests.site.pages import said
from uramost_web.casework.forms_asking import QuestionForm
from uramost_web.casework.forms_counter import CounterForm
from uramost_web.casework.kinds import Kind
from uramost_web.casework.models import Case, Draft, Service
from uramost_web.places.models import Municipality

pytestmark = pytest.mark.django_db
PRIZREN = {"place_text": "", "latitude": "42.2132", "longitude": "20.6918"}


def test_a_request_in_serbian_becomes_a_case_in_serbian(client, lights):
    assert "Јавна расвета" in said(client.get("/sr/municipalities/gracanice/services/"))
    assert "Пријавите светло" in said(client.get("/sr/municipalities/gracanice/services/street-light/"))

    check = fill(client, lights)
    assert LIGHT in said(client.get(check))
    done = send(client, check)

    case = Case.objects.get()
    assert (case.language, case.reads, case.text, case.name) == ("sr-Cyrl", "sr-Cyrl", LIGHT, "Неко")
    page = said(client.get(done))
    assert case.reference in page
    link = page.split('class="button" href="')[1].split('"')[0]
    follow = client.get(link.replace("http://127.0.0.1:8000", ""))
    assert case.reference in said(follow)
    assert follow.status_code == 200


@pytest.mark.parametrize("kind", Kind.values)
def test_what_kind_it_is_makes_no_difference_to_how_it_is_sent(client, lights, kind):
    lights.kind, lights.contact = kind, "must"
    lights.save()
    page = said(client.get(send(client, fill(client, lights))))
    case = Case.objects.get()
    assert (case.service.kind, case.state, case.reference in page) == (kind, "received", True)


def test_sent_twice_it_is_one_case(client, lights):
    check = fill(client, lights)
    assert send(client, check) == answer(client, check)
    assert Case.objects.count() == 1


def test_each_page_has_one_heading_and_it_is_the_question(client, lights):
    lights.questions = [question("pole", "string"), question("colour", "singlevaluelist", True, w="white", y="yellow")]
    lights.save()
    here, headings = begin(client, lights, "en"), []
    for given in (
        {"language": "sq"}, {"text": "A light"}, {"question": ""}, {"question": "w"},
        {"place_text": "by the school"}, {"act": "go"}, {},
    ):  # fmt: skip
        page = said(client.get(here))
        headings.append(page.split("<h1>")[1].split("</h1>")[0])
        assert page.count("<h1") == 1
        here = answer(client, here, **given)
    assert [heading.partition(">")[2].removesuffix("</label>") or heading for heading in headings] == [
        "In which language do you want the answer?", "What is it about?", "About pole?", "About colour?",
        "Where is it?", "Do you have photographs of it?", "How can we reach you?",
    ]  # fmt: skip
    assert here.endswith("/check/")
    assert "white" in said(client.get(here))
    send(client, here)
    assert Case.objects.get().given == {"pole": "", "colour": "w"}


@pytest.mark.parametrize(("place", "photos"), [("must", "may"), ("may", "must")])
def test_what_has_to_be_given_is_not_called_optional(client, lights, place, photos):
    lights.place, lights.photos = place, photos
    lights.save()
    here = answer(client, answer(client, begin(client, lights, "en"), language="sq"), text="A light")
    optional = '<p class="hint">(optional)</p>'
    assert (optional in said(client.get(here))) is (place == "may")
    here = answer(client, here, place_text="by the school")
    assert (optional in said(client.get(here))) is (photos == "may")


def test_what_was_typed_is_kept_and_what_is_missing_is_asked_for(client, lights):
    here = begin(client, lights)
    here = answer(client, here, language="sr-Cyrl")
    wrong = client.post(here, {"text": "x" * 4001})
    assert wrong.status_code == 422
    assert "x" * 4001 in said(wrong)

    key = Draft.objects.get().key
    with translation.override("sr"):
        assert client.get(reverse("casework:check", args=[key])).headers["Location"] == (
            reverse("casework:step", args=[key, "text"]) + "?to=check"
        )


def test_a_change_from_the_answers_leads_back_to_the_answers(client, lights):
    check = fill(client, lights)
    change = check.replace("/check/", "/text/?to=check")
    assert f'href="{check}"' in said(client.get(change))  # back
    assert f'href="{change}"' in said(client.get(check))

    assert answer(client, change, text="Друго светло.") == check
    assert "Друго светло." in said(client.get(check))
    place = check.replace("/check/", "/place/?to=check")
    asked = client.post(place, PRIZREN)
    assert f'href="{place}"' in said(asked)
    assert answer(client, place, **PRIZREN, sure="1") == check


def test_who_changes_the_language_of_the_pages_is_written_to_in_it(client, lights):
    check = fill(client, lights, "sq")
    assert Draft.objects.get().reads == "sq"
    contact = check.replace("/sq/", "/sr-latn/").replace("/check/", "/contact/")
    send(client, answer(client, contact, email="resident@example.org"))
    assert (Case.objects.get().reads, Case.objects.get().language) == ("sr-Latn", "sr-Cyrl")


def test_a_point_elsewhere_is_asked_about(client, lights):
    here = begin(client, lights)
    here = answer(client, answer(client, here, language="sr-Cyrl"), text=LIGHT)
    page = client.post(here, PRIZREN)

    assert page.status_code == 422
    assert "/sr/municipalities/prizren/services/" in said(page)
    answer(client, here, **PRIZREN, sure="1")
    assert Draft.objects.get().answers["place"]["point"] == ["42.213200", "20.691800"]


@pytest.fixture
def prizren(lights):
    """The same service in Prizren, with one question that Gračanica has as well and one that it has not."""
    lights.questions = [question("pole", "string"), question("colour", "singlevaluelist", w="white")]
    lights.save()
    place = Municipality.objects.get(slug="prizren")
    works = lights.office.__class__.objects.create(municipality=place, code="works", names={"sq": "Zyra"})
    return Service.objects.create(
        municipality=place, code="street-light", kind="request", office=works, names={"sq": "Ndriçimi"}, place="must",
        questions=[question("pole", "string"), question("colour", "singlevaluelist", b="blue")],
    )  # fmt: skip


def test_what_was_typed_moves_to_the_municipality_where_the_point_lies(client, lights, prizren):
    here = begin(client, lights)
    for given in ({"language": "sr-Cyrl"}, {"text": LIGHT}, {"question": "12"}, {"question": "w"}):
        here = answer(client, here, **given)
    assert f'name="move" value="{prizren.pk}"' in said(client.post(here, PRIZREN))

    check = answer(client, here, **PRIZREN, move=str(prizren.pk))
    draft = Draft.objects.get()
    assert (draft.service, draft.language) == (prizren, "sr-Cyrl")
    assert draft.answers["questions"] == {"pole": "12"}  # the colours are others there
    again = client.get(check).headers["Location"]
    assert again == check.replace("/check/", "/question-2/?to=check")
    assert answer(client, again, question="b") == check
    contact = client.get(check).headers["Location"]
    send(client, answer(client, contact, name=""))
    case = Case.objects.get()
    assert (case.municipality.slug, case.text, case.given) == ("prizren", LIGHT, {"pole": "12", "colour": "b"})
    assert str(case.latitude) == "42.213200"


def test_a_form_goes_to_no_other_service_than_the_same(client, lights, prizren):
    prizren.code = "another"
    prizren.save()
    check = fill_without_questions(client, lights)
    move = check.replace("/check/", "/move/")
    for to in (str(prizren.pk), "", "x", "9" * 40, "٣"):
        assert client.post(move, {"to": to}).status_code == 404
    assert Draft.objects.get().service == lights


def fill_without_questions(client, lights):
    lights.questions = []
    lights.save()
    return fill(client, lights)


@pytest.mark.parametrize("when", ["looking", "sending", "answering"])
def test_a_service_that_ends_meanwhile_says_so_and_nothing_is_lost(client, lights, when):
    check = fill(client, lights)
    new = Service.objects.create(
        municipality=lights.municipality, code="lamps", kind="request", office=lights.office, names={"sr-Cyrl": "Лампе"}
    )
    lights.ends_on, lights.instead = timezone.localdate() - timedelta(days=1), new
    lights.save()
    if when == "answering":
        after = answer(client, check.replace("/check/", "/text/"), text="Још нешто.")
        page = client.get(after)
        assert Draft.objects.get().answers["text"]["text"] == "Још нешто."
    else:
        page = client.get(check) if when == "looking" else client.post(check)

    assert page.status_code == 410
    assert "Лампе" in said(page)
    assert ("Још нешто." if when == "answering" else LIGHT) in said(page)
    assert answer(client, check.replace("/check/", "/move/"), to=str(new.pk)) == check
    send(client, check)
    assert (Case.objects.get().service, Case.objects.get().email) == (new, "resident@example.org")


def test_a_service_that_has_ended_and_one_that_is_not_there(client, lights):
    start = "/sr/municipalities/gracanice/services/street-light/begin/"
    lights.ends_on = timezone.localdate() - timedelta(days=1)
    lights.save()
    assert client.post(start).headers["Location"] == start.removesuffix("begin/")
    assert client.get(start).status_code == 405
    assert client.post(start.replace("street-light", "no-such")).status_code == 404
    assert not Draft.objects.exists()


def test_whoever_has_no_address_has_no_form(client, lights):
    check = fill(client, lights)
    for view in ("check", "done", "text", "photos", "no-such"):
        with translation.override("sr"):
            assert client.get(f"/sr/ask/00000000-0000-4000-8000-000000000000/{view}/").status_code == 404
    assert client.get(check.replace("/check/", "/no-such/")).status_code == 404


def test_a_form_is_kept_by_no_cache_and_named_to_no_other_site(client, lights):
    check = fill(client, lights)
    pages = [check, check.replace("/check/", "/text/"), check.replace("/check/", "/photos/")]
    for address in (*pages, send(client, check)):
        headers = client.get(address).headers
        assert "no-store" in headers["Cache-Control"]
        assert "noindex" in headers["X-Robots-Tag"]
        assert headers["Referrer-Policy"] == "same-origin"


def test_the_address_of_a_form_that_was_sent_shows_the_reference_and_takes_nothing(client, lights):
    check = fill(client, lights)
    done = send(client, check)
    for view in ("check", "text", "photos"):
        address = check.replace("/check/", f"/{view}/")
        assert answer(client, address, text="Друго.") == client.get(address).headers["Location"] == done
    assert Case.objects.get().text == LIGHT
    assert Draft.objects.get().answers == {}


def test_a_wrong_secret_is_no_hint_and_too_many_are_turned_away(client, lights):
    send(client, fill(client, lights))
    case = Case.objects.get()
    wrong = f"/sr/cases/{case.reference}/{'a' * 20}/"
    none = f"/sr/cases/34-2026-99999/{'a' * 20}/"
    assert client.get(wrong).status_code == client.get(none).status_code == 404
    assert [client.get(wrong).status_code for _ in range(30)][-1] == 429


def test_a_question_of_every_kind_has_a_page(lights):
    for datatype in ("string", "text", "number", "datetime", "singlevaluelist", "multivaluelist"):
        asked = question("x", datatype, w="white")
        value = {"number": "3.5", "datetime": "2026-03-02", "multivaluelist": ["w"], "singlevaluelist": "w"}
        form = QuestionForm({"question": value.get(datatype, "так")}, service=lights, question=asked)
        assert form.is_valid(), datatype
        assert form.answer() == {"x": value.get(datatype, "так")}
        form.as_page()
        assert "<h1>" in str(form)


def test_at_the_counter_a_question_is_one_of_many_and_no_heading(lights):
    assert "<h1>" not in str(CounterForm(service=lights))
