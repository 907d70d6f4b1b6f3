"""Every figure says what it counts, and opens the notices behind it."""

import re

import pytest
from django.utils import translation

from tests.conftest import AT, make_person
from tests.site.office import publish_notice
from tests.site.portal import stories
from uramost import parity
from uramost_web.places.models import LanguageStatus, Municipality
from uramost_web.portal import figures, measures
from uramost_web.translation.machine_models import MachineStatement

pytestmark = pytest.mark.django_db


def share(slug: str, dimension: str) -> tuple[int, int]:
    figure = figures.counted().of(slug).figures[dimension]
    return figure.numerator, figure.denominator


def test_two_languages_owed_and_two_there(notice):
    assert share("gracanice", "accessible") == (2, 2)
    assert share("gracanice", "synchronised") == (1, 1)
    assert share("gracanice", "updated") == (1, 1)
    passed, checks = share("gracanice", "equal_quality")
    assert 0 < passed <= checks
    assert share(figures.ALL, "accessible") == (2, 2)


def test_a_missing_language_is_counted_and_its_reason_kept(half):
    assert share("gracanice", "accessible") == (1, 2)
    assert share("gracanice", "synchronised") == (0, 1)
    assert figures.counted().of("gracanice").incomplete == 1
    assert figures.behind("gracanice", "accessible").reasons == {half.pk: ("The translator is ill.", "en")}


def test_a_language_that_came_later_is_there_but_not_at_one_moment(half, staff):
    stories.publish_serbian_later(half, **staff)

    assert share("gracanice", "accessible") == (2, 2)
    assert share("gracanice", "synchronised") == (0, 1)
    (part,) = figures.behind("gracanice", "synchronised").figure.publications
    assert part.hours == 30
    assert part.languages == ("sr",)


def test_a_correction_is_counted_at_once(notice, officer):
    assert share("gracanice", "updated") == (1, 1)

    stories.correct_deadline(notice, officer)

    assert share("gracanice", "updated") == (0, 1)


def test_a_withdrawn_notice_no_longer_counts(notice, officer):
    stories.withdraw(notice, officer)

    assert share("gracanice", "accessible") == (0, 0)


def test_a_municipality_that_has_published_nothing_has_no_figure(notice):
    scope = figures.counted().of("gjilan")

    assert {figure.value for figure in scope.figures.values()} == {None}
    with translation.override("en"):
        assert {measure.value for measure in measures.measures(scope, "gjilan")} == {"nothing published yet"}


def test_the_parts_add_up_to_the_figure(notice, half, officer):
    stories.correct_deadline(notice, officer)

    for dimension in parity.DIMENSIONS:
        for slug in (figures.ALL, "gracanice"):
            found = figures.behind(slug, dimension).figure
            assert sum(part.numerator for part in found.publications) == found.numerator
            assert (found.numerator, found.denominator) == share(slug, dimension)


def test_one_municipalitys_notices_are_not_anothers(notice, stranger):
    gjilan = Municipality.objects.get(slug="gjilan")
    stories.publish_albanian_only(gjilan, stranger)

    assert share("gracanice", "accessible") == (2, 2)
    assert share("gjilan", "accessible") == (1, 2)
    assert share(figures.ALL, "accessible") == (3, 4)


def test_only_all_is_a_hundred_percent():
    part = parity.Figure("updated", 999, 1000, "texts", ())
    none = parity.Figure("updated", 0, 1000, "texts", ())
    one = parity.Figure("updated", 1, 1000, "texts", ())

    with translation.override("en"):
        assert [measures.measure(figure, "all").value for figure in (part, none, one)] == ["99%", "0%", "1%"]
    assert [measures.measure(figure, "all").step for figure in (part, none)] == [3, 0]


def test_the_table_has_every_municipality_with_numbers_or_words(read, half):
    page = read("/en/municipalities/")

    rows = re.findall(r'<tr><th scope="row">.*?</tr>', page, re.DOTALL)
    assert len(rows) == 38
    (own,) = [row for row in rows if "gracanice" in row]
    assert "50%" in own
    assert "1 of 2 languages" in own
    others = [row for row in rows if "gracanice" not in row]
    assert all(row.count("nothing published yet") == 4 and "%" not in row for row in others)
    assert sum("of the programme" in row for row in rows) == 16


def test_the_table_is_sorted_by_a_link_lowest_first(read, half, stranger):
    gjilan = Municipality.objects.get(slug="gjilan")
    reader = make_person("second@example.org", municipality=gjilan, roles=("reviewer",))
    publish_notice(gjilan, stranger, stranger, reader, AT)

    page = read("/en/municipalities/?sort=accessible")

    slugs = re.findall(r'<tr><th scope="row"><a href="/en/municipalities/([\w-]+)/">', page)
    assert slugs[:2] == ["gracanice", "gjilan"]
    assert page.count('aria-sort="ascending"') == 1


@pytest.mark.parametrize("words", ["prishtina", "Приштина", "PRISHTINË", "pristina"])
def test_a_municipality_is_found_under_any_of_its_names(read, kosovo, words):
    page = read(f"/sr/municipalities/?q={words}")

    assert re.findall(r'<tr><th scope="row"><a [^>]*>([^<]+)</a>', page) == ["Приштина"]


def test_the_tiles_show_the_dimension_asked_for(read, half):
    def tile(page: str) -> str:
        return re.search(r'<a class="tile[^>]*gracanice/">.*?</a>', page, re.DOTALL).group()

    accessible, synchronised = read("/en/municipalities/"), read("/en/municipalities/?show=synchronised")
    assert "50%" in tile(accessible)
    assert "step-2" in tile(accessible)
    assert "0%" in tile(synchronised)
    assert "step-0" in tile(synchronised)
    assert accessible.count("step-none") >= 37


def test_a_figure_opens_the_notices_behind_it(read, half):
    page = read("/en/figures/gracanice/accessible/")

    assert 'href="/en/notices/gracanice/1/"' in page
    assert "1 / 2" in page
    assert "Serbian" in page
    assert "The translator is ill." in page
    assert "1 notice was published with a language missing" in page
    assert re.search(r"Counted at \d\d:\d\d, ", page)


@pytest.mark.parametrize("dimension", parity.DIMENSIONS)
@pytest.mark.parametrize("language", ["sq", "sr", "sr-latn", "en"])
def test_every_figure_has_a_page_in_every_language(read, notice, officer, dimension, language):
    stories.correct_deadline(notice, officer)

    for slug in ("all", "gracanice", "gjilan"):
        page = read(f"/{language}/figures/{slug}/{dimension}/")
        assert ("/notices/gracanice/1/" in page) == (slug != "gjilan")


def test_hours_out_of_date_are_said(read, notice, officer):
    stories.correct_deadline(notice, officer)

    page = read("/en/figures/gracanice/updated/")

    assert "Time out of date, in all" in page
    assert "0 / 1" in page


def test_there_is_no_fifth_dimension(read, kosovo):
    read("/en/figures/all/nonsense/", 404)
    read("/en/figures/nowhere/updated/", 404)


def test_a_municipality_shows_status_basis_source_and_the_census_beside(read, kosovo):
    page = read("/en/municipalities/gracanice/")

    languages = page[page.index('id="languages"') : page.index('id="census"')]
    assert "official language throughout Kosovo" in languages
    assert "Law No. 02/L-37 on the Use of Languages, Article 2" in languages
    romani = languages[languages.index("Romani") :]
    assert "disputed" in romani
    assert "Nothing, as long as sources disagree." in romani
    assert "4.76" in romani
    assert "These figures are only a hint" in page


def test_where_the_census_has_no_figures_none_are_made_up(read, kosovo):
    page = read("/en/municipalities/zvecan/")

    assert "The census has no figures on mother tongue for this municipality." in page
    assert "not known" in page


def test_a_municipality_without_any_status_says_so(read, kosovo):
    LanguageStatus.objects.all().delete()

    assert "No language status has been entered" in read("/en/municipalities/gracanice/")
    assert "No language status has been entered yet." in read("/en/languages/")


def test_both_names_stand_in_the_municipalitys_own_order(read, kosovo):
    assert "Gračanica / Graçanicë" in read("/sq/municipalities/gracanice/")
    assert "<h1>Graçanicë</h1>" in read("/sq/municipalities/gracanice/")
    assert "<h1>Грачаница</h1>" in read("/sr/municipalities/gracanice/")


def test_which_language_is_owed_where(read, kosovo):
    page = read("/en/languages/")

    everywhere, here, disputed = (page.index(f'id="{part}"') for part in ("everywhere", "here", "disputed"))
    assert "Albanian" in page[everywhere:here]
    assert "/en/municipalities/prizren/" in page[here:disputed]
    assert "/en/municipalities/viti/" in page[disputed:]
    assert "/en/municipalities/viti/" not in page[:disputed]


GRACANICA = "municipalities/gracanice/"


@pytest.fixture
def machine_stated(gracanica):
    """Texts of Gračanica go to a server that nobody has heard of."""
    stated = {"operator": "Made-up Translations", "country": "DE", "keeps": "nothing", "for_residents": True}
    return MachineStatement.objects.create(
        municipality=gracanica, protocol="libretranslate", url="https://mt.example/", since=AT, **stated
    )


@pytest.mark.parametrize("language", ["sq", "sr", "sr-latn", "en"])
@pytest.mark.parametrize(
    "path", ["", "about/", "accessibility/", "languages/", "municipalities/", "municipalities/peje/", GRACANICA]
)
@pytest.mark.usefixtures("notice", "machine_stated")
def test_every_page_opens_in_every_language_and_costs_no_session(client, path, language, django_assert_max_num_queries):
    """Gračanica has all that a municipality can have: a notice, a census, duties of its own, and a machine."""
    figures.caches["process"].clear()

    with django_assert_max_num_queries(20) as asked:
        page = client.get(f"/{language}/{path}")

    assert page.status_code == 200
    assert ("Made-up Translations" in page.content.decode()) == (path == GRACANICA)
    assert not page.cookies
    assert not [query for query in asked.captured_queries if "session" in query["sql"] or "accounts_" in query["sql"]]


def test_the_census_of_a_municipality_says_its_source(read, kosovo):
    page = read("/en/municipalities/gracanice/")
    census = page[page.index('id="census"') :]

    assert "Source: Kosovo Agency of Statistics" in census[: census.index("</section>")]
