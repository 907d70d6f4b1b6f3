"""The catalogue tells everything before anything is asked, in every language there is, and says what is missing."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from tests.site.pages import said
from uramost.deadlines.limits import SILENCE as OF_THE_LAW
from uramost_web.casework.kinds import HEADINGS, Kind
from uramost_web.casework.limit_words import SILENCE
from uramost_web.casework.models import Limit, Office, Service
from uramost_web.casework.views import catalogue

pytestmark = pytest.mark.django_db
LIST = "/{}/municipalities/gracanice/services/"


def without_tags(page: str) -> str:
    return re.sub(r"<[^>]*>", "", page)


@pytest.fixture
def others(lights: Service) -> list[Service]:
    """Two more services of other kinds, entered in an order that is nobody's."""
    rows = (
        ("zz-paper", "document", "Приступ документима", "roads"),
        ("bin", "request", "Контејнер", "roads"),
        ("aa-complaint", "complaint", "Притужба", ""),
    )
    return [
        Service.objects.create(
            municipality=lights.municipality, code=code, kind=kind, group=group, office=lights.office,
            names={"sr-Cyrl": name, "sq": code},
        )
        for code, kind, name, group in rows
    ]  # fmt: skip


def test_each_kind_stands_once_with_its_services_under_it(client, others):
    page = said(client.get(LIST.format("en")))
    assert [page.count(f"<h2>{kind}</h2>") for kind in ("Requests", "Complaints", "Public documents")] == [1] * 3
    assert page.index("Street lighting") < page.index("Контејнер") < page.index("Притужба") < page.index("Приступ")


@pytest.mark.parametrize("words", ["ndricim", "rasveta", "расвета", "LIGHT", "svetlo koje", "јавна"])
def test_found_by_words_in_any_language_and_script(client, others, words):
    page = said(client.get(LIST.format("sr"), {"q": words}))
    assert "Јавна расвета" in page
    assert "Контејнер" not in page
    assert 'role="status"' in page


def test_a_name_that_is_missing_in_the_readers_language_says_so_and_is_marked(client, others):
    page = said(client.get(LIST.format("en")))
    assert '<span lang="sr-Cyrl">Контејнер</span>' in page
    assert "not in this language yet" in page


def test_one_service_with_its_limit_its_source_silence_and_hours(client, lights):
    lights.office.hours = [[day, "08:00", "12:00"] for day in range(4)] + [[0, "13:00", "16:00"], [4, "08:00", "12:00"]]
    lights.office.save()
    page = without_tags(said(client.get(LIST.format("en") + "street-light/")))
    assert "7 working days; at most 15 working days if extended" in page
    assert "made up for tests" in page
    assert "the law takes it as a refusal" in page
    assert "Monday: 08:00–12:00, 13:00–16:00" in page
    assert "Tuesday – Friday: 08:00–12:00" in page


@pytest.mark.parametrize(
    ("language", "limit", "source", "silence"),
    [
        (
            "sq",
            "7 ditë; më së shumti 15 ditë nëse zgjatet",
            "Ligji nr. 06/L-081 për qasje në dokumente publike",
            "refuzim",
        ),
        (
            "sr",
            "7 дана; највише 15 дана ако се продужи",
            "Закон бр. 06/L-081 о приступу јавним документима",
            "одбијањем",
        ),
        ("sr-latn", "7 dana; najviše 15 dana", "Zakon br. 06/L-081 o pristupu javnim dokumentima", "odbijanjem"),
        ("en", "7 days; at most 15 days if extended", "Law No. 06/L-081 on Access to Public Documents", "refusal"),
    ],
)
def test_limit_law_and_silence_are_said_in_every_language(client, lights, language, limit, source, silence):  # noqa: PLR0917 – the table
    lights.limit_code = "access_to_documents"
    lights.save()
    page = without_tags(said(client.get(LIST.format(language) + "street-light/")))
    for words in (limit, source, silence):
        assert words in page


@pytest.mark.parametrize(("language", "tag"), [("sq", "sq"), ("sr", "sr-Cyrl"), ("en", "en")])
def test_who_may_ask_with_what_for_how_much_and_where_is_said_in_every_owed_language(client, lights, language, tag):
    told = {
        field: {one: f"{field} {one}" for one in ("sq", "sr-Cyrl", "en")} for field in ("who_may", "papers", "fees")
    }
    for field, texts in told.items():
        setattr(lights, field, texts)
    lights.save()
    office = lights.office
    office.addresses = {one: f"address {one}" for one in ("sq", "sr-Cyrl", "en")}
    office.phone, office.email = "038 000 000", "works@town.example"
    office.save()

    page = said(client.get(LIST.format(language) + "street-light/"))

    wanted = [texts[tag] for texts in (*told.values(), office.addresses, office.names, lights.names)]
    for words in (*wanted, "038 000 000", "mailto:works@town.example"):
        assert words in page
    others = [text for texts in told.values() for one, text in texts.items() if one != tag]
    assert not [text for text in others if text in page]


@pytest.mark.parametrize(
    ("language", "monday", "rest"), [("sq", "E hënë", "E martë – e premte"), ("sr", "Понедељак", "Уторак – петак")]
)
def test_only_the_first_weekday_of_a_line_has_a_capital(client, lights, language, monday, rest):
    lights.office.hours = [[day, "08:00", "12:00"] for day in range(5)] + [[0, "13:00", "16:00"]]
    lights.office.save()
    page = without_tags(said(client.get(LIST.format(language) + "street-light/")))
    assert f"{monday}: 08:00–12:00, 13:00–16:00" in page
    assert f"{rest}: 08:00–12:00" in page


def test_hours_with_a_gap_between_days_are_not_one_span(lights):
    lights.office.hours = [[0, "08:00", "12:00"], [2, "08:00", "12:00"]]
    assert [times for _, times in catalogue.hours(lights.office)] == ["08:00–12:00"] * 2
    assert catalogue.hours(Office()) == []


def test_every_owed_language_is_named_and_the_one_shown_is_marked(client, lights):
    lights.descriptions = {"sq": "Njoftoni për një dritë."}
    lights.save()
    page = said(client.get(LIST.format("sr") + "street-light/"))
    assert re.search(r'\?in=sr-Cyrl"\s+aria-current="true">', page)
    assert 'href="?in=sq" lang="sq">' in page
    assert page.count('class="tongue-stale"') == 2  # Serbian and English lack the description
    assert '<span lang="sq">Njoftoni për një dritë.</span>' in page

    lights.names = {"sq": "Ndriçimi publik"}
    lights.save()
    page = said(client.get(LIST.format("sr") + "street-light/"))
    assert 'class="tongue-missing"' in page


def test_what_ended_says_so_and_what_has_not_begun_is_not_there(client, lights, others):
    today = timezone.localdate()
    lights.ends_on, lights.instead = today - timedelta(days=1), others[1]
    lights.save()
    page = said(client.get(LIST.format("sr") + "street-light/"))
    assert "Контејнер" in page
    assert "/begin/" not in page
    assert "Јавна расвета" not in said(client.get(LIST.format("sr")))

    lights.starts_on, lights.ends_on = today + timedelta(days=1), None
    lights.save()
    assert client.get(LIST.format("sr") + "street-light/").status_code == 404


def test_a_municipality_without_services_says_so(client, kosovo):
    assert "has not entered any services yet" in said(client.get("/en/municipalities/prizren/services/"))
    assert client.get("/en/municipalities/nowhere/services/").status_code == 404


def test_a_limit_that_nobody_has_entered_says_so(client, lights):
    Limit.objects.filter(code="made-up").delete()
    assert "No legal limit has been entered" in said(client.get(LIST.format("en") + "street-light/"))


def test_the_number_of_queries_does_not_grow_with_services(client, others, django_assert_max_num_queries):
    client.get(LIST.format("en"))
    with django_assert_max_num_queries(4):
        client.get(LIST.format("en"))
    with django_assert_max_num_queries(8):
        client.get(LIST.format("en") + "street-light/")


def test_every_kind_has_a_heading():
    assert set(HEADINGS) == set(Kind)


def test_silence_of_every_kind_has_a_sentence():
    assert set(SILENCE) == set(OF_THE_LAW)
