"""Looking a term up: in any language, script and form, with a slip; and its page with all languages side by side."""

import re

import pytest

from tests.conftest import AT, make_person
from uramost.terms import read_csv
from uramost_web.translation import rules, term_acts
from uramost_web.translation.models import TermEntry

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kosovo")]


def found(page: str) -> list[str]:
    """The keys of the terms in a list."""
    return re.findall(r'<h2><a href="/[\w-]+/terms/([\w-]+)/"', page)


@pytest.mark.parametrize(
    ("asked", "key"),
    [
        ("leje ndërtimi", "construction-permit"),
        ("leje ndertimi", "construction-permit"),
        ("грађевинска дозвола", "construction-permit"),
        ("gradjevinska dozvola", "construction-permit"),
        ("општине", "municipality"),
        ("građevinska dozvola", "construction-permit"),
        ("gradevinske dozvole", "construction-permit"),
        ("lejes së ndërtimit", "construction-permit"),
        ("inşaat izni", "construction-permit"),
        ("construction perm", "construction-permit"),
        ("permit construction", "construction-permit"),
        ("constuction permit", "construction-permit"),
        ("certifikatë e lindjse", "birth-certificate"),
        ("Општинској канцеларији за заједнице и повратак", "mocr"),
        ("OPŠTINSKA KANCELARIJA ZA ZAJEDNICE", "mocr"),
    ],
)
def test_a_term_is_found_by_any_of_its_names_however_it_is_typed(read, asked, key):
    assert found(read(f"/en/terms/?q={asked}"))[0] == key


def test_a_name_that_is_not_to_be_used_leads_to_the_right_one_and_says_so(read):
    page = read("/sq/terms/?q=bashkia")

    assert found(page)[0] == "municipality"
    entry = page.split('class="entry"')[1]
    assert '<span lang="sq">bashki' in entry


def test_only_similar_words_are_said_to_be_similar(read):
    assert "Nothing is written exactly like that." in read("/en/terms/?q=municipalty")
    assert "Nothing is written exactly like that." not in read("/en/terms/?q=municipality")
    assert "There is no such term." in read("/en/terms/?q=zzzzzz")


def test_filters_by_domain_and_status(read):
    justice = found(read("/en/terms/?domain=justice&status=proposed"))
    assert "judge" in justice
    assert "municipality" not in justice
    assert found(read("/en/terms/?domain=justice&status=approved")) == []
    assert found(read("/en/terms/?domain=nonsense&status=x"))


@pytest.mark.parametrize("query", ["q=%00", "q=%25%27%22", "page=99999999999", "page=x", "q=" + "a+" * 3000, "q=;=+-"])
def test_odd_questions_get_an_ordinary_answer(read, query):
    read(f"/en/terms/?{query}")


def test_the_list_is_in_the_readers_alphabet_thirty_a_page(read):
    page = read("/sq/terms/")
    names = re.findall(r'<h2><a href="[^"]+" *>([^<]+)</a>', page)
    assert len(names) == 30
    assert names[0][0] in "aA"
    assert found(read("/sq/terms/?page=2"))[0] not in found(page)


def test_a_page_shows_all_languages_and_both_scripts_side_by_side(read):
    page = read("/sr-latn/terms/municipality/")

    for tag, name in (
        ("sq", "komunë"),
        ("sr-Cyrl", "општина"),
        ("sr-Latn", "opština"),
        ("tr", "belediye"),
        ("bs", "općina"),
    ):
        assert f'<strong lang="{tag}">{name}</strong>' in page
    assert "Osnovna jedinica lokalne samouprave" in page
    assert '<del lang="sq">bashki</del>' in page
    assert "not yet" not in read("/en/terms/municipality/").split("Romani")[0]
    assert "not yet" in read("/en/terms/municipality/").split("Romani")[1]
    assert "http://testserver/sr-latn/terms/municipality/" in page


def test_a_source_is_named_in_the_readers_language(read):
    assert "Закон бр. 03/L-040 о локалној самоуправи" in read("/sr/terms/municipality/")
    assert "Compiled by the UraMost project" in read("/en/terms/village/")


def test_who_approved_is_an_office_and_never_a_person(read, gracanica):
    person = make_person(
        "reviewer@example.org", name="Somebody Particular", municipality=gracanica, roles=("reviewer",)
    )
    row = TermEntry.objects.get(key="village")
    assert "Approved by" not in read("/en/terms/village/")

    term_acts.decide(term=row, name="approve", seen=0, by=person, at=AT)

    page = read("/en/terms/village/")
    assert "Reviewer, Gračanica" in page
    assert '<time datetime="2026-03-02' in page
    assert "Somebody Particular" not in page


def test_what_is_not_there_is_not_found(read):
    read("/en/terms/no-such-term/", 404)


def test_the_download_is_a_list_that_can_be_read_again(client, tmp_path):
    answer = client.get("/sq/terms/terms.csv")
    path = tmp_path / "terms.csv"
    path.write_bytes(answer.content)

    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert sorted(read_csv(path), key=lambda term: term.id) == sorted(rules.terms(), key=lambda term: term.id)


@pytest.mark.parametrize("address", ["/sr/terms/?q=општинe", "/sr/terms/?page=2", "/sr/terms/municipality/"])
def test_a_page_costs_three_questions_to_the_database_at_most(client, address, django_assert_max_num_queries):
    client.get(address)
    with django_assert_max_num_queries(3):
        client.get(address)


def test_readers_are_not_offered_what_they_may_not_do(client, read, translator):
    assert "/desk/terms/" not in read("/en/terms/") + read("/en/terms/village/")
    client.force_login(translator)
    assert "/en/desk/terms/new/" in read("/en/terms/")
    assert "/en/desk/terms/village/" in read("/en/terms/village/")
