"""The checks of a whole text on one page: all findings, also those across its sentences, and who may read them."""

import pytest
from django.urls import reverse

from tests.conftest import AT
from tests.site import office
from tests.site.pages import said
from tests.site.translation.conftest import bench_of
from uramost_web.translation import findings
from uramost_web.translation.models import Target

pytestmark = pytest.mark.django_db
DEADLINE = office.SERBIAN["Afati i aplikimit është 15 ditë, deri më 12 mars 2026."]
BRACKET = "A bracket has no other half"
TWICE = "Shpallje publike\n\nZyra është e hapur.\n\nShpallje publike\n"


def whole(bench, **query: str) -> str:
    answer = bench.browser.get(bench.address("findings"), query)
    assert answer.status_code == 200
    return said(answer)


@pytest.fixture
def twice(gracanica, officer, translator):
    """A sentence that stands twice in the source, said differently the second time."""
    notice = office.start_notice(gracanica, officer, AT, title="Njoftim", text=TWICE)
    bench = bench_of(translator, notice.given().translations.get(language="sr-Cyrl"))
    bench.browser.post(bench.address("propagate"), {"propagate": "off"})
    bench.save(2, "Јавни оглас")
    bench.save(4, "Јавна објава")
    return bench


def test_findings_of_all_sentences_are_there_with_links_to_them(bench):
    bench.save(2, "Општина расписује конкурс за радно место преводиоца. a@example.org", act="save")
    bench.save(3, f"{DEADLINE} (", act="save")

    page = whole(bench)

    assert "a@example.org" in page
    assert BRACKET in page
    for position in (2, 3):
        assert f"{bench.address('workbench')}?s={position}#s{position}" in page
    assert page.index("a@example.org") < page.index(BRACKET)  # an error, then a warning


def test_a_source_said_two_ways_is_found_and_leads_to_both(twice):
    page = whole(twice)

    assert "translated differently before: “Јавни оглас”" in page
    for position in (2, 4):
        assert f"?s={position}#s{position}" in page


def test_what_stands_in_another_sentence_is_shown_in_the_script_of_the_reader(twice):
    page = whole(twice, script="sr-Latn")

    assert "translated differently before: “Javni oglas”" in page
    assert "Javna objava" in page


def test_one_severity_is_shown_alone_and_each_is_counted(bench):
    bench.save(2, "Општина расписује конкурс за радно место преводиоца. a@example.org", act="save")
    bench.save(3, f"{DEADLINE.replace('15', '51')} (", act="save")

    errors, warnings = whole(bench, show="error"), whole(bench, show="warning")
    answer = bench.browser.get(bench.address("findings"), {"show": "nothing"})

    assert "a@example.org" in errors
    assert "“15 ditë”" in errors
    assert BRACKET not in errors
    assert BRACKET in warnings
    assert "“15 ditë”" not in warnings
    counts = {code: count for code, _name, count, _chosen in answer.context["choices"]}
    assert counts[""] == counts["error"] + counts["warning"] + counts["note"]
    assert counts["error"] >= 1
    assert counts["warning"] >= 1
    assert [chosen for *_, chosen in answer.context["choices"]] == [True, False, False, False]


def test_where_nothing_was_found_the_page_says_so(bench):
    assert "The checks have found nothing." in whole(bench)


def test_the_bench_leads_there_and_the_reviewer_reads_how_many_there_are(bench, reviewer):
    assert bench.address("findings") in bench.page()
    for position, text in enumerate(office.SERBIAN.values(), start=1):
        bench.save(position, DEADLINE.replace("15", "51") if position == 3 else text)
    bench.press("submit")
    review = bench_of(reviewer, bench.row)

    number = len(review.browser.get(review.address("findings")).context["groups"][0][1])

    assert number == 1
    assert "The checks found 1 thing to look at in the whole text." in review.page()
    bench_of(reviewer, bench.row).press("review", act="return", comment="Погледајте рок.")
    bench.save(3, DEADLINE)
    bench.press("submit")
    assert "The checks found nothing in the whole text." in review.page()


def test_a_stranger_learns_nothing(client, serbian, stranger):
    address = reverse("translation:findings", args=[serbian.pk])

    assert client.get(address).status_code == 302
    client.force_login(stranger)
    assert client.get(address).status_code == 404


def test_five_hundred_sentences_take_as_many_queries_as_a_few(
    gracanica, officer, translator, django_assert_max_num_queries
):
    text = "\n\n".join(f"Neni {number} thotë diçka." for number in range(500))
    notice = office.start_notice(gracanica, officer, AT, text=text)
    bench = bench_of(translator, notice.given().translations.get())
    bench.save(2, "Члан 7. нешто каже.")
    kept = bench.target(2).findings
    bench.row.targets.update(text="Члан 7. нешто каже.", findings=kept)

    with django_assert_max_num_queries(15):
        page = whole(bench)

    assert page.count("finding-") == 501 * len(kept) > 0


def test_the_gravest_come_first_and_then_the_order_of_the_text(twice):
    rows: list[Target] = list(twice.row.targets.select_related("segment").order_by("segment__position"))
    rows[3].findings = [{"code": "email_differs", "severity": "error", "values": {"expected": "", "found": "a@b.c"}}]

    found = [(said.severity, said.target.segment.position) for said in findings.of(rows)]

    assert found[0] == ("error", 4)
    assert found == sorted(found, key=lambda one: (findings.SEVERITIES.index(one[0]), one[1]))
