"""A resident reads a notice in their language, or is told where it can be read."""

import re

import pytest
from django.utils.html import escape

from tests.conftest import AT
from tests.site import office
from tests.site.portal import stories

pytestmark = pytest.mark.django_db

AT_NOTICE = "/{}/notices/gracanice/1/"


def main(page: str) -> str:
    return page[page.index("<main") : page.index("</main>")]


def article(page: str) -> str:
    return re.search(r'<article class="prose".*?</article>', page, re.DOTALL).group()


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("sq", "Komuna shpall vendin e lirë të punës"),
        ("sr", "Општина расписује конкурс"),
        ("sr-latn", "Opština raspisuje konkurs"),
    ],
)
def test_the_same_notice_in_the_language_and_script_of_the_page(read, notice, language, words):
    page = read(AT_NOTICE.format(language))

    assert words in article(page)
    assert 'class="absent"' not in page


def test_every_language_it_has_is_one_click_away(read, notice):
    page = main(read(AT_NOTICE.format("sq")))

    for address, tag in (("sr", "sr-Cyrl"), ("sr-latn", "sr-Latn")):
        assert f'href="{AT_NOTICE.format(address)}" lang="{tag}"' in page


def test_a_reader_of_english_is_told_and_not_served_another_language(read, notice):
    page = main(read(AT_NOTICE.format("en")))

    assert "This notice has not been published in this language: English." in page
    assert 'class="absent"' in page
    assert 'class="prose"' not in page
    assert '<h1 lang="sq">Konkurs për përkthyes</h1>' in page
    assert f'<a href="{AT_NOTICE.format("sr")}" lang="sr-Cyrl"' in page
    assert "The municipality owes it" not in page


def test_a_language_owed_and_missing_shows_the_public_reason_in_its_own_language(read, half):
    page = main(read(AT_NOTICE.format("sr")))

    assert '<q lang="en">The translator is ill.</q>' in page
    assert 'class="prose"' not in page
    assert "Komuna shpall" not in page


def test_a_reason_is_text_and_never_markup(read, gracanica, officer):
    stories.publish_albanian_only(gracanica, officer, "<script>alert(1)</script>")

    page = read(AT_NOTICE.format("sr"))

    assert "<script>alert" not in page
    assert escape("<script>alert(1)</script>") in page


def test_once_the_serbian_is_out_only_the_history_remembers_the_gap(read, half, staff):
    stories.publish_serbian_later(half, **staff)

    page = main(read(AT_NOTICE.format("sr")))

    assert "Општина расписује" in article(page)
    assert "tongue-missing" not in page
    history = page[page.index('id="history"') :]
    assert history.count("<li>") == 2
    assert "The translator is ill." in history


def test_a_correction_of_the_original_marks_the_other_languages(read, notice, officer):
    assert 'class="stale"' not in read(AT_NOTICE.format("sr"))

    stories.correct_deadline(notice, officer)

    original, serbian = main(read(AT_NOTICE.format("sq"))), main(read(AT_NOTICE.format("sr-latn")))
    assert "20 ditë" in article(original)
    assert 'class="stale"' not in original
    assert 'class="stale"' in serbian
    assert "3. marta 2026. 16:00" in serbian[serbian.index('class="stale"') :][:200]
    assert "15 dana" in article(serbian)
    assert serbian.count('class="tongue-stale"') == 2
    assert original.count('class="tongue-stale"') == 2


def test_the_history_says_what_was_a_correction(read, notice, officer):
    stories.correct_deadline(notice, officer)

    page = read(AT_NOTICE.format("en"))

    history = page[page.index('id="history"') :]
    newest, oldest = history.split("<li>")[1:3]
    assert "Corrected:" in newest
    assert "Српски" not in newest
    assert "Published:" in oldest
    assert "Српски" in oldest


def test_a_translation_that_only_its_writer_has_read_says_so(read, gracanica, officer, translator):
    stories.publish_self_approved(gracanica, officer, translator)

    assert "Nobody else has read this translation" in read(AT_NOTICE.format("en") + "?text=sr-Cyrl")
    assert "callout-warning" in read(AT_NOTICE.format("sr"))
    assert "callout-warning" not in read(AT_NOTICE.format("sq"))


def test_a_translation_that_was_reviewed_does_not(read, notice):
    assert "Nobody else has read this translation" not in read(AT_NOTICE.format("en") + "?text=sr-Cyrl")
    assert "callout-warning" not in read(AT_NOTICE.format("sr"))


def test_a_language_the_interface_does_not_speak_is_read_all_the_same(read, notice, staff):
    stories.publish_turkish_too(notice, **staff)

    page = main(read(AT_NOTICE.format("sq") + "?text=tr"))

    assert '<h1 lang="tr">Çevirmen alımı</h1>' in page
    assert '<article class="prose" lang="tr">' in page
    assert 'href="/sq/notices/gracanice/1/?text=tr"' in main(read(AT_NOTICE.format("sq")))


@pytest.mark.parametrize("asked", ["xx", "%00", "tr", "sq-XK'--"])
def test_asking_for_a_language_that_is_not_there_breaks_nothing(read, notice, asked):
    page = main(read(AT_NOTICE.format("sq") + f"?text={asked}"))

    assert ('class="absent"' in page) == (asked == "tr")


def test_why_each_language_was_owed_stands_with_its_source(read, notice):
    page = read(AT_NOTICE.format("en"))

    owed = page[page.index('id="owed"') : page.index('id="history"')]
    assert owed.count('<th scope="row">') == 2
    assert "official language throughout Kosovo" in owed
    assert "Law No. 02/L-37 on the Use of Languages, Article 2" in owed


def test_nobody_is_named(read, notice, staff):
    stories.correct_deadline(notice, staff["officer"])
    pages = [read(AT_NOTICE.format(language)) for language in ("sq", "sr", "en")]
    pages += [read(f"/en/{path}") for path in ("", "notices/", "municipalities/gracanice/", "figures/all/updated/")]
    pages += [read("/sq/municipalities/gracanice/feeds/sq.atom")]

    for person in staff.values():
        for page in pages:
            assert person.email not in page
            assert person.name not in main(page) if "<main" in page else person.name not in page


def test_what_is_not_public_is_not_there(read, gracanica, officer):
    office.start_notice(gracanica, officer, AT)

    read(AT_NOTICE.format("sq"), 404)
    read("/sq/notices/gracanice/99999999999999999999/", 404)
    read("/sq/notices/nowhere/1/", 404)


def test_a_withdrawn_notice_says_only_that(read, notice, officer):
    stories.withdraw(notice, officer)

    for rest in ("", "side-by-side/", "sq.pdf"):
        page = main(read(AT_NOTICE.format("en") + rest, 410))
        assert "has withdrawn this notice" in page
        assert office.TITLE not in page
    assert office.TITLE not in main(read("/sq/notices/"))
    assert office.TITLE not in read("/sq/municipalities/gracanice/feeds/sq.atom")


def test_reading_changes_nothing(client, notice):
    assert client.post(AT_NOTICE.format("sq")).status_code == 405


def test_side_by_side_stands_block_by_block(read, notice):
    page = main(read(AT_NOTICE.format("en") + "side-by-side/?text=sq&text=sr-Cyrl"))

    rows = [row.split("<div")[1:] for row in page.split('<div class="side-by-side">')[1:]]
    assert {len(row) for row in rows} == {2}
    albanian, serbian = rows[2]
    assert 'lang="sq"' in albanian
    assert "Afati i aplikimit" in albanian
    assert 'lang="sr-Cyrl"' in serbian
    assert "Рок за пријаву" in serbian


def test_side_by_side_needs_two_languages(read, notice):
    page = main(read(AT_NOTICE.format("en") + "side-by-side/?text=sq"))

    assert "Choose two languages or more." in page
    assert "Komuna shpall" not in page


def test_side_by_side_begins_with_the_original_and_the_readers_language(read, notice):
    page = main(read(AT_NOTICE.format("sr-latn") + "side-by-side/"))

    assert re.findall(r'value="([\w-]+)" checked', page) == ["sq", "sr-Latn"]


def test_a_notice_costs_the_same_few_queries_whatever_its_history(client, notice, staff, django_assert_max_num_queries):
    stories.publish_turkish_too(notice, **staff)
    stories.correct_deadline(notice, staff["officer"])
    address = AT_NOTICE.format("sr") + "?text=sr-Cyrl"  # with a question mark: never kept
    client.get(address)

    with django_assert_max_num_queries(3) as asked:
        client.get(address)

    assert not [query for query in asked.captured_queries if "session" in query["sql"] or "accounts_" in query["sql"]]
