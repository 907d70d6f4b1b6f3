"""An administrator defines services, offices and answer texts."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from lxml import html

from tests.conftest import AT, make_person
from tests.site.casework.conftest import send_request
from uramost_web.accounts.models import AuditEntry
from uramost_web.casework import answer_texts, defining, owing
from uramost_web.casework.models import AnswerText, Limit, Office, RoutingRow, Seat, Service
from uramost_web.places.models import Municipality

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]
TYPED = {
    "code": "parking",
    "names_sq": "Leje parkimi",
    "names_sr-Cyrl": "Dozvola za parkiranje",
    "descriptions_sq": "Për banorët.",
    "kind": "application",
    "limit_code": "made-up",
    "norm_days": "5",
    "keywords": "vetura, паркинг",
    "place": "no",
    "photos": "no",
    "contact": "must",
    "shows": "nothing",
    "kept_months": "24",
}


def test_a_new_service_says_what_it_still_lacks(desk, works, seven_days):
    assert desk("service_new", post={**TYPED, "office": works.pk}).status_code == 302

    row = Service.objects.get(code="parking")
    page = desk("services").content.decode()
    assert row.names["sr-Cyrl"] == "Дозвола за паркирање"  # typed in Latin, kept in Cyrillic
    assert row.keywords == ["vetura", "паркинг"]
    assert owing.holes(row, ("sq", "sr-Cyrl")) == {"descriptions": ["sr-Cyrl"]}
    assert "What it is (<span" in page.replace("\n", "")
    assert "7 working days" in page
    assert AuditEntry.objects.filter(verb="service.edited", values__what="service parking").exists()


def test_texts_of_every_language_owed_stand_side_by_side_and_marked(desk, lights):
    page = desk("service", "street-light").content.decode()
    assert page.index('id="id_names_sq"') < page.index('id="id_names_sr-Cyrl"') < page.index('id="id_names_tr"')
    for tag in ("sq", "sr-Cyrl", "tr"):
        assert f'lang="{tag}"' in page
    assert "names_sr-Latn" not in page


@pytest.mark.parametrize(
    ("name", "args", "owed", "once", "unmarked"),
    [
        ("service_new", (), ("names", "descriptions"), ("who_may", "papers", "fees"), ()),
        ("service", ("street-light",), ("names", "descriptions"), ("who_may", "papers", "fees"), ()),
        ("office_new", (), ("names",), ("addresses",), ()),
        ("text_new", (), ("texts",), (), ()),
        ("limit_new", (), ("names",), (), ()),
        ("holiday", (), (), (), ("names", "reasons")),
    ],
)
def test_what_is_owed_in_a_language_is_not_called_optional(desk, lights, name, args, owed, once, unmarked):  # noqa: PLR0917 - the table
    page = html.fromstring(desk(name, *args).content)

    def mark(text, tag):
        (label,) = page.xpath("//label[@for=$id]", id=f"id_{text}_{tag}")
        return " ".join(label.xpath("span")[0].text_content().split()) if label.xpath("span") else ""

    for tag in ("sq", "sr-Cyrl"):
        assert {mark(text, tag) for text in owed} <= {"(owed in this language)"}
        assert {mark(text, tag) for text in once} <= {"(owed here too, once it is there in another language)"}
        assert {mark(text, tag) for text in unmarked} <= {""}
    assert {mark(text, "tr") for text in (*owed, *once, *unmarked)} == {"(optional)"}


@pytest.mark.parametrize(
    ("wrong", "at"),
    [
        ({"norm_days": "8"}, ("norm_days", "The promise may not be longer than the limit.")),
        ({"code": "street-light"}, ("code", "There is one with this code already.")),
        ({"names_sq": "", "names_sr-Cyrl": ""}, ("names_sq", "Write the name in at least one language.")),
        ({"starts_on": "2026-05-01", "ends_on": "2026-04-01"}, ("ends_on", "The last day is before the first one.")),
        ({"kept_months": "0"}, ("kept_months", "greater than or equal to 1")),
        ({"office": "999999"}, ("office", "valid choice")),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_what_was_typed_stays(desk, works, lights, wrong, at):
    field, said = at
    page = desk("service_new", post={**TYPED, "office": works.pk, **wrong})
    assert page.status_code == 422
    assert any(said in error for error in page.context["form"].errors[field])
    assert "Për banorët." in page.content.decode()
    assert not Service.objects.filter(code="parking").exists()


def test_the_limit_of_another_municipality_is_none_here(lights, administrator):
    elsewhere = Municipality.objects.get(code="4")
    Limit.objects.create(municipality=elsewhere, code="theirs", source="made up", values={"unit": "hours", "amount": 5})
    with pytest.raises(defining.Faulty) as refused:
        defining.define_service(
            municipality=lights.municipality, service=lights, values={"limit_code": "theirs"}, by=administrator, at=AT
        )
    assert refused.value.faults == {"limit_code": "unknown_limit"}


def test_a_service_ends_and_says_what_there_is_instead(desk, lights, works, client):
    desk("service_new", post={**TYPED, "office": works.pk})
    other = Service.objects.get(code="parking")

    assert desk("end_service", "street-light", post={"ends_on": "2026-03-01", "instead": other.pk}).status_code == 302

    lights.refresh_from_db()
    assert (lights.ends_on, lights.instead) == (date(2026, 3, 1), other)
    assert "Ended" in desk("services").content.decode()


QUESTION = {
    "q0-order": "2",
    "q0-code": "lamp",
    "q0-datatype": "singlevaluelist",
    "q0-required": "on",
    "q0-description_sq": "Si është drita?",
    "q0-description_sr-Cyrl": "Какво је светло?",
    "q0-keys": "off\nblinks",
    "q0-choices_sq": "E fikur\nVezullon",
    "q0-choices_sr-Cyrl": "Угашено\nТрепери",
}


def test_questions_are_added_one_by_one_without_javascript(desk, lights):
    first = desk("questions", "street-light", post={"count": "0", "act": "add"})
    second = desk("questions", "street-light", post={**QUESTION, "count": "1", "act": "add"})
    assert 'name="q0-code"' in first.content.decode()
    assert 'name="q1-code"' in second.content.decode()
    assert "Трепери" in second.content.decode()

    number = {"q1-order": "1", "q1-code": "pole", "q1-datatype": "string", "q1-description_sq": "Numri i shtyllës"}
    assert (
        desk("questions", "street-light", post={**QUESTION, **number, "count": "2", "act": "save"}).status_code == 302
    )

    lights.refresh_from_db()
    assert [question["code"] for question in lights.questions] == ["pole", "lamp"]
    assert lights.questions[1]["values"] == [
        {"key": "off", "name": {"sq": "E fikur", "sr-Cyrl": "Угашено"}},
        {"key": "blinks", "name": {"sq": "Vezullon", "sr-Cyrl": "Трепери"}},
    ]
    assert owing.holes(lights, ("sq", "sr-Cyrl"))["questions"] == ["sr-Cyrl"]


def test_a_question_with_another_number_of_answers_in_a_language_is_refused(desk, lights):
    page = desk("questions", "street-light", post={**QUESTION, "q0-choices_sr-Cyrl": "Угашено", "count": "1"})
    assert page.status_code == 422
    assert "as many lines as codes" in page.content.decode()
    one = desk("questions", "street-light", post={**QUESTION, "q0-keys": "off\noff", "count": "1"})
    assert "have the same code" in one.content.decode()


def test_a_question_is_left_out(desk, lights):
    desk("questions", "street-light", post={**QUESTION, "count": "1"})
    desk("questions", "street-light", post={**QUESTION, "q0-dropped": "on", "q0-code": "", "count": "1"})
    lights.refresh_from_db()
    assert lights.questions == []


def test_an_office_has_hours_on_each_weekday(desk, gracanica):
    typed = {"act": "save", "code": "water", "names_sq": "Ujësjellësi", "day_0": "8:00-12:00, 13.00–16:00"}
    assert desk("office_new", post=typed).status_code == 302
    assert Office.objects.get(code="water").hours == [[0, "08:00", "12:00"], [0, "13:00", "16:00"]]

    for wrong in ("16:00-08:00", "8-16", "25:00-26:00"):
        page = desk("office", "water", post={**typed, "day_1": wrong})
        assert page.status_code == 422
        assert "day_1" in page.context["form"].errors
        assert f'value="{wrong}"' in page.content.decode()


def test_an_office_is_not_closed_while_something_points_to_it(desk, lights, works, registry):
    case = send_request(lights)
    RoutingRow.objects.create(municipality=works.municipality, position=1, office=works)

    page = desk("office", "public-works", post={"act": "close"})

    said = page.content.decode()
    assert page.status_code == 422
    assert "Street lighting" in said
    assert "Row 1 of the routing table" in said
    assert case.reference in said
    assert desk("office", "registry", post={"act": "close"}).status_code == 302
    registry.refresh_from_db()
    assert registry.closed_on is not None
    desk("office", "registry", post={"act": "reopen"})
    registry.refresh_from_db()
    assert registry.closed_on is None


def test_clerks_are_seated_in_offices(desk, clerk, head, registry, officer):
    desk("office", "registry", post={"act": "seat", "people": [clerk.pk, head.pk]})
    assert set(registry.seats.values_list("user", flat=True)) == {clerk.pk, head.pk}
    desk("office", "registry", post={"act": "seat", "people": [head.pk]})
    assert list(registry.seats.values_list("user", flat=True)) == [head.pk]

    assert desk("office", "registry", post={"act": "seat", "people": [officer.pk]}).status_code == 422
    assert Seat.objects.filter(office=registry).count() == 1


def test_nobody_is_seated_who_is_no_clerk_here(registry, administrator):
    elsewhere = make_person("e@example.org")
    with pytest.raises(defining.Faulty):
        defining.seat(office=registry, people=[elsewhere], by=administrator, at=AT)


def test_an_answer_text_is_offered_once_it_is_whole(desk, lights):
    desk("text_new", post={"code": "done", "move": "fix", "names_sq": "U krye", "texts_sq": "U krye."})
    assert "Not offered" in desk("texts").content.decode()
    case = send_request(lights)
    assert answer_texts.offered(case, "fix", AT.date()) == []

    desk("text", "done", post={"act": "save", "move": "fix", "texts_sq": "U krye.", "texts_sr-Cyrl": "Урађено."})
    assert "Not offered" not in desk("texts").content.decode()
    assert [said for _row, said in answer_texts.offered(case, "fix", AT.date())] == ["Урађено."]
    assert answer_texts.offered(case, "answer", AT.date()) == []
    assert not answer_texts.complete(AnswerText.objects.get(), ()), "nobody knows what is owed"

    desk("text", "done", post={"act": "drop"})
    assert not AnswerText.objects.exists()


def test_more_services_cost_no_more_queries(desk, lights, works, django_assert_num_queries):
    desk("services")  # the words of the pack are read once a minute
    with CaptureQueriesContext(connection) as few:
        desk("services")
    for number in range(5):
        values = {"kind": "request", "limit_code": "made-up", "office": works, "names": {"sq": "X"}}
        Service.objects.create(municipality=works.municipality, code=f"s{number}", **values)
    with django_assert_num_queries(len(few)):
        desk("services")
