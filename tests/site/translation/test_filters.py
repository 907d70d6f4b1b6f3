"""Which sentences are in sight, how many, and where confirming leads within them."""

import pytest

from tests.conftest import AT
from tests.site import office
from tests.site.translation.conftest import bench_of
from uramost_web.notices import actions as notices
from uramost_web.translation import remarks
from uramost_web.translation.filters import FILTERS, PAGE
from uramost_web.translation.machine_models import MachineSuggestion

pytestmark = pytest.mark.django_db
TITLE = office.SERBIAN[office.TITLE]
DEADLINE = office.SERBIAN["Afati i aplikimit është 15 ditë, deri më 12 mars 2026."]


def in_sight(bench, **query: str) -> list[int]:
    context = bench.browser.get(bench.address("workbench"), {"s": 5, **query}).context
    return [target.segment.position for target in context["targets"]]


def counts(bench, **query: str) -> dict[str, int]:
    context = bench.browser.get(bench.address("workbench"), query).context
    return {filter_.code: filter_.count for filter_ in context["counts"]}


@pytest.fixture
def half(bench, other_bench):
    """Sentence 1 confirmed, 2 a colleague's draft, 3 confirmed with an address too many, 4 and 5 empty."""
    bench.save(1, TITLE)
    other_bench.save(2, "Општина расписује", act="save")
    bench.save(3, DEADLINE + " a@example.org")
    return bench


def test_every_filter_counts_and_shows_the_same_sentences(half):
    counted = counts(half)
    for name, severity in (("errors", "error"), ("warnings", "warning"), ("notes", "note")):
        found = [severity in {row["severity"] for row in half.target(n).findings} for n in range(1, 6)]
        assert counted.pop(name) == sum(found)
    assert counted == {
        "all": 5, "open": 3, "untranslated": 2, "drafts": 1, "stale": 0, "mine": 2, "memory": 0, "machine": 0,
        "repeated": 0, "remarked": 0,
    }  # fmt: skip
    shown = {code: in_sight(half, show=code) for code in ("all", "open", "untranslated", "drafts", "errors", "mine")}
    assert shown == {
        "all": [1, 2, 3, 4, 5], "open": [2, 4, 5], "untranslated": [4, 5], "drafts": [2, 5], "errors": [3, 5],
        "mine": [1, 3, 5],
    }  # fmt: skip


def test_mine_are_those_i_wrote_last(half, other_bench):
    assert counts(other_bench)["mine"] == 1
    assert counts(half)["mine"] == 2


def test_a_sentence_with_an_open_remark_is_found_marked_and_left_when_it_is_settled(half, review_bench, reviewer):
    row = remarks.remark(target=half.target(3), text="Pse?", by=reviewer, at=AT)

    assert in_sight(half, show="remarked", s="3") == [3]
    page = half.browser.get(half.address("workbench"), {"s": 1}).content.decode()
    assert page.count("Remark</span>") == 1

    remarks.settle(remark=row, by=reviewer, at=AT)
    assert counts(half)["remarked"] == 0


def test_a_filter_without_sentences_is_not_offered(half):
    page = half.browser.get(half.address("workbench"), {"s": 1}).content.decode()

    assert "show=drafts" in page
    assert "show=stale" not in page


def test_what_the_officer_corrected_is_found(half, notice, officer):
    segment = notice.given().segments.get(position=1)
    notices.correct(notice=notice, segment=segment, text="Konkurs publik", seen=1, by=officer, at=AT)

    assert counts(half)["stale"] == 1
    assert in_sight(half, show="stale") == [1, 5]


def test_what_a_machine_made_is_found_also_after_it_was_gone_over(half):
    MachineSuggestion.objects.create(
        target=half.target(4), of_version=1, engine="libretranslate", text="Диплома", at=AT
    )
    half.save(4, "Диплома", act="save")
    half.save(4, "Универзитетска диплома")

    assert half.target(4).began_as == "machine:libretranslate"
    assert in_sight(half, show="machine") == [4, 5]


@pytest.mark.parametrize("words", ["prevodioca", "ПРЕВОДИОЦА", "Perkthyes", "përkthyes"])
def test_words_are_found_in_either_language_script_and_size(half, words):
    assert 1 in in_sight(half, q=words)
    assert 3 not in in_sight(half, q=words)


def test_words_and_a_filter_go_together(half):
    assert in_sight(half, q="diplom", show="untranslated") == [4, 5]
    assert counts(half, q="diplom")["drafts"] == 0
    assert in_sight(half, q="zzzz") == [5]


def test_the_filter_survives_saving_confirming_and_going_to_the_next(half):
    here = half.address("segment", 4) + "?show=untranslated&q=e"

    saved = half.browser.post(here, {**half.open(4), "text": "Диплома", "act": "save"})
    confirmed = half.browser.post(here, {**half.open(4), "text": "Диплома", "act": "confirm"})

    assert saved.url.endswith("?show=untranslated&q=e&s=4#s4")
    assert confirmed.url.endswith("?show=untranslated&q=e&s=5#s5")


def test_next_stays_within_the_filter_and_begins_again_at_its_end(half):
    here = half.address("segment", 3) + "?show=mine"

    assert half.browser.post(here, {**half.open(3), "text": DEADLINE, "act": "confirm"}).url.endswith("&s=1#s1")


def test_a_wrong_form_keeps_the_filter_too(half):
    here = half.address("segment", 4) + "?show=untranslated"

    answer = half.browser.post(here, {**half.open(4), "text": "а\0", "act": "confirm"})

    assert answer.status_code == 422
    assert answer.context["choice"].show == "untranslated"


@pytest.mark.parametrize("query", [{"show": "\0"}, {"show": "nothing"}, {"q": "\0"}, {"q": "⟦"}, {"q": "x" * 9999}])
def test_strange_filters_show_the_document(bench, query):
    assert bench.browser.get(bench.address("workbench"), query).status_code == 200


def test_the_links_around_a_sentence_stay_in_sight(half):
    ways = half.browser.get(half.address("workbench"), {"s": 1, "show": "mine"}).context["ways"]

    assert [(name, address.partition("?")[2]) for name, address, _words in ways] == [("next", "show=mine&s=3#s3")]


def test_a_long_document_is_shown_in_pages_and_counted_as_a_whole(gracanica, officer, translator):
    text = "\n\n".join(f"Paragrafi {n} i njoftimit." for n in range(1, 2 * PAGE + 50))
    bench = bench_of(translator, office.start_notice(gracanica, officer, AT, text=text).given().translations.get())

    first, middle = in_sight(bench, s="1"), in_sight(bench, s=str(PAGE + 1))

    assert (first[0], first[-1]) == (1, PAGE)
    assert (middle[0], middle[-1]) == (PAGE + 1, 2 * PAGE)
    assert counts(bench)["all"] == 2 * PAGE + 50
    page = bench.page(PAGE + 1)
    assert f"{PAGE + 1} to {2 * PAGE} of {2 * PAGE + 50}" in page
    assert f"?s={2 * PAGE + 1}" in page


def test_every_filter_has_a_name():
    assert all(str(entry.name) for entry in FILTERS)
    assert len({entry.code for entry in FILTERS}) == len(FILTERS)
