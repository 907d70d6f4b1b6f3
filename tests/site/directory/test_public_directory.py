"""Anyone sees the organisations that agreed, and none of their people."""

import pytest
from django.urls import reverse
from django.utils import translation

from tests.conftest import AT
from tests.site.directory.conftest import give_function, make_organisation
from uramost_web.directory import merging

pytestmark = pytest.mark.django_db


@pytest.fixture
def shown(programme, gracanica):
    return make_organisation(
        programme, gracanica, public=True, names={"sq": "Shoqata e trilluar", "sr-Cyrl": "Измишљено удружење"},
        addresses={"sr-Cyrl": "Улица измишљена 1"}, email="shoqata@example.org",
    )  # fmt: skip


def seen(client, reads, number=None, **asked):
    with translation.override(reads):
        to = reverse("organisations:organisation", args=[number]) if number else reverse("organisations:list")
    return client.get(to, asked)


def test_only_those_that_agreed(client, shown, cooperative, member):
    page = seen(client, "sq").content.decode()
    assert "Shoqata e trilluar" in page
    assert "Kooperativa e trilluar" not in page
    assert seen(client, "sq", cooperative.pk).status_code == 404


def test_the_address_of_what_was_merged_leads_to_what_stands(client, programme, shown, cooperative):
    merging.merge(kind="organisation", kept=shown.pk, gone=cooperative.pk, by=programme, at=AT)
    with translation.override("sq"):
        assert seen(client, "sq", cooperative.pk).url == reverse("organisations:organisation", args=[shown.pk])


def test_nobody_of_it_is_named(client, programme, shown, member):
    give_function(programme, member, shown)
    page = seen(client, "en", shown.pk).content.decode()
    assert "shoqata@example.org" in page
    assert "Izmišljeni" not in page


def test_each_in_their_language_and_script(client, shown):
    assert "<h1>Измишљено удружење</h1>" in seen(client, "sr", shown.pk).content.decode()
    latin = seen(client, "sr-latn", shown.pk).content.decode()
    assert "<h1>Izmišljeno udruženje</h1>" in latin
    assert "Ulica izmišljena 1" in latin
    english = seen(client, "en", shown.pk).content.decode()
    assert '<h1><span lang="sq">Shoqata e trilluar</span>' in english
    assert '<span lang="sr-Cyrl">Улица измишљена 1</span>' in english
    assert "not in this language yet" in english


def test_it_is_searched_and_narrowed(client, shown, gracanica):
    for asked in ({"q": "udruzenje"}, {"q": "shoqat"}, {"place": gracanica.slug}, {"kind": "cso"}, {"language": "sr"}):
        assert "Shoqata e trilluar" in seen(client, "sq", **asked).content.decode(), asked
    for asked in ({"q": "zzzz"}, {"place": "gjilan"}, {"kind": "bank"}, {"language": "tr"}, {"sector": "wood"}):
        assert "Shoqata e trilluar" not in seen(client, "sq", **asked).content.decode(), asked


def test_the_list_asks_no_more_the_more_there_is(client, programme, django_assert_max_num_queries):
    for number in range(30):
        make_organisation(programme, public=True, names={"sq": f"Shoqata {number}"})
    seen(client, "sq")
    with django_assert_max_num_queries(3):
        seen(client, "sq", page="2")
