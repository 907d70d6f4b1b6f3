"""Looking for a notice: by place, by kind, by words in any script."""

import re

import pytest
from django.utils import timezone

from tests.site.portal import stories
from uramost_web.notices.models import Notice, Publication, PublishedText

pytestmark = pytest.mark.django_db


def entries(page: str) -> list[str]:
    return re.findall(r'<li class="entry">.*?</li>', page, re.DOTALL)


def many(notice: Notice, count: int) -> None:
    """Further notices like this one, straight into the tables."""
    now = timezone.now()
    rows = Notice.objects.bulk_create(
        Notice(
            municipality=notice.municipality, number=number, kind="call", document=None,
            created_by=notice.created_by, created_at=now, published_at=now,
        )
        for number in range(100, 100 + count)
    )  # fmt: skip
    first = notice.publications.get()
    out = Publication.objects.bulk_create(
        Publication(notice=row, number=1, at=now, by=first.by, owed=first.owed) for row in rows
    )
    PublishedText.objects.bulk_create(
        PublishedText(
            publication=publication, notice=publication.notice, tag=tag, edition=1, source_edition=1,
            is_source=tag == "sq", title=f"{tag} {publication.notice.number}", texts={}, html="", search="",
            published_at=now,
        )
        for publication in out
        for tag in ("sq", "sr-Cyrl")
    )  # fmt: skip


def test_titles_in_the_readers_language_and_script(read, notice):
    assert "Конкурс за преводиоца" in read("/sr/notices/")
    assert "Konkurs za prevodioca" in read("/sr-latn/notices/")
    assert "Konkurs për përkthyes" in read("/sq/notices/")


def test_a_title_in_another_language_says_so_and_names_the_languages(read, notice):
    (entry,) = entries(read("/en/notices/"))

    assert '<a href="/en/notices/gracanice/1/" lang="sq">Konkurs për përkthyes</a>' in entry
    assert "Not in this language." in entry
    assert re.findall(r'<span lang="([\w-]+)">', entry) == ["sq", "sr-Cyrl", "sr-Latn"]


def test_a_stale_title_is_marked_for_those_who_read_it(read, notice, officer):
    stories.correct_deadline(notice, officer)

    assert "tag-warning" in entries(read("/sr/notices/"))[0]
    assert "tag-warning" not in entries(read("/sq/notices/"))[0]


@pytest.mark.parametrize(
    "words", ["përkthyes", "PERKTHYES", "prevodioca", "преводиоца", "конкурс за преводиоца", "  Konkurs  "]
)
def test_words_are_found_in_any_language_script_and_spelling(read, notice, words):
    assert len(entries(read(f"/en/notices/?q={words}"))) == 1


def test_what_no_notice_says_is_not_found(read, notice):
    page = read("/en/notices/?q=përkthyes+ujësjellës")

    assert entries(page) == []
    assert "There is no such notice." in page


@pytest.mark.parametrize("query", ["q=%00", "q=%25%27%22", "page=9999999999999999999999", "page=x", "q=" + "a+" * 3000])
def test_odd_questions_get_an_ordinary_answer(read, notice, query):
    read(f"/en/notices/?{query}")


@pytest.mark.parametrize("query", ["municipality=gjilan", "kind=hearing", "municipality=gjilan&kind=vacancy"])
def test_filters_leave_out_what_they_say(read, notice, query):
    assert entries(read(f"/en/notices/?{query}")) == []


@pytest.mark.parametrize("query", ["municipality=gracanice", "kind=vacancy", "municipality=nowhere", "kind=nonsense"])
def test_filters_keep_what_they_say_and_ignore_nonsense(read, notice, query):
    assert len(entries(read(f"/en/notices/?{query}"))) == 1


def test_who_types_the_name_of_a_place_is_shown_the_place(read, kosovo):
    for words in ("prishtina", "Приштина", "Prishtinë"):
        assert '<a href="/sr/municipalities/prishtine/">Приштина</a>' in read(f"/sr/notices/?q={words}")


def test_fifty_a_page_newest_first(read, notice):
    many(notice, 60)

    first, second = entries(read("/sq/notices/")), entries(read("/sq/notices/?page=2"))

    assert (len(first), len(second)) == (50, 11)
    assert "sq 159" in first[0]
    assert "Konkurs për përkthyes" in second[-1]


def test_the_list_costs_the_same_few_queries_however_many_notices(client, notice, django_assert_max_num_queries):
    client.get("/sr/notices/")
    with django_assert_max_num_queries(4):
        client.get("/sr/notices/?q=konkurs&kind=vacancy")
    many(notice, 60)
    with django_assert_max_num_queries(3):
        client.get("/sr/notices/?page=1")


def test_the_front_page_shows_the_latest_and_every_municipality_once(read, notice):
    many(notice, 10)

    page = read("/en/")

    assert len(entries(page)) == 6
    assert page.count('class="tile ') == 38
    assert page.count("(of the programme)") == 16


def test_nothing_published_yet_is_said(read, kosovo):
    assert "Nothing has been published here yet." in read("/en/")
    assert "Nothing has been published here yet." in read("/en/notices/")


@pytest.mark.parametrize(
    ("asked", "there"),
    [
        ("sq", "/sq/"), ("sq-XK,sq;q=0.9,en;q=0.8", "/sq/"), ("sr", "/sr/"), ("sr-RS", "/sr/"),
        ("sr-Cyrl-RS", "/sr/"), ("sr-Latn", "/sr-latn/"), ("sr-Latn-XK,sr;q=0.9", "/sr-latn/"), ("en-GB", "/en/"),
        ("de,sr-Latn;q=0.3,en;q=0.2", "/sr-latn/"), ("srn,en;q=0.1", "/en/"),
    ],
)  # fmt: skip
def test_the_address_without_a_language_follows_the_browser(client, asked, there):
    answer = client.get("/", headers={"accept-language": asked})

    assert (answer.status_code, answer.url) == (302, there)
    assert "Accept-Language" in answer.headers["Vary"]


@pytest.mark.parametrize("asked", ["", "de", "*", "ja;q=0.5", "\x00", ",,;q=", "sr" * 5000])
def test_a_browser_that_asks_for_none_of_ours_gets_the_choice(client, asked):
    answer = client.get("/", headers={"accept-language": asked})

    assert answer.status_code == 200
    page = answer.content.decode()
    for address in ("/sq/", "/sr/", "/sr-latn/", "/en/"):
        assert f'href="{address}"' in page
