"""Four figures of parity, each with what lies behind it."""

from datetime import UTC, datetime, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from uramost.parity import (
    DIMENSIONS,
    Publication,
    Text,
    accessible,
    equal_quality,
    stale_since,
    synchronised,
    updated,
)

NINE = datetime(2026, 3, 2, 9, tzinfo=UTC)


def after(hours: float) -> datetime:
    return NINE + timedelta(hours=hours)


def text(
    language: str,
    hours: float = 0,
    *,
    edition: int = 1,
    source_edition: int | None = None,
    checks: tuple[int, int] = (0, 0),
    second_person: bool = True,
) -> Text:
    of = edition if source_edition is None else source_edition
    return Text(language, after(hours), edition, of, *checks, second_person)


def notice(*texts: Text, key: str = "call", withdrawn: float | None = None, reason: str = "") -> Publication:
    gone = None if withdrawn is None else after(withdrawn)
    return Publication(key, ("aa", "bb", "cc"), "aa", texts, gone, reason)


def test_a_missing_language_is_counted_named_and_explained():
    figure = accessible([notice(text("aa"), text("bb"), reason="No translator.")], after(1))

    assert (figure.numerator, figure.denominator, figure.unit) == (2, 3, "languages")
    assert figure.publications[0].languages == ("cc",)
    assert figure.publications[0].reason == "No translator."


def test_a_language_that_is_not_owed_adds_nothing():
    assert accessible([notice(text("aa"), text("dd"))], after(1)).value == Fraction(1, 3)


def test_what_is_not_out_yet_or_withdrawn_does_not_count():
    planned = notice(text("aa", 5), key="planned")
    withdrawn = notice(text("aa"), key="withdrawn", withdrawn=1)

    figure = accessible([planned, withdrawn], after(2))

    assert figure.publications == ()
    assert figure.value is None


def test_languages_published_by_one_act_are_synchronised():
    together = notice(text("aa"), text("bb", 1 / 120), text("cc", 1 / 60))

    assert synchronised([together], after(1)).value == 1


def test_a_language_that_came_a_day_later_is_late():
    figure = synchronised([notice(text("aa"), text("bb"), text("cc", 24))], after(48))

    assert (figure.numerator, figure.denominator, figure.hours) == (0, 1, 24)
    assert figure.publications[0].languages == ("cc",)


def test_a_publication_with_a_language_missing_is_not_synchronised_and_has_no_hours():
    missing = notice(text("aa"), text("bb"), key="missing")
    late = notice(text("aa"), text("bb", 2), text("cc", 6), key="late")
    together = notice(text("aa"), text("bb"), text("cc"), key="together")

    figure = synchronised([missing, late, together], after(24))

    assert (figure.numerator, figure.denominator) == (1, 3)
    assert figure.hours == 3  # the median of 6 and 0
    by_key = {part.key: part for part in figure.publications}
    assert by_key["missing"].languages == ("cc",)
    assert by_key["missing"].hours is None


def test_a_correction_of_the_source_makes_the_others_stale_until_they_follow():
    corrected = notice(text("aa"), text("bb"), text("cc"), text("aa", 10, edition=2), text("bb", 15, edition=2))

    figure = updated([corrected], after(20))

    assert (figure.numerator, figure.denominator) == (1, 2)
    assert figure.hours == 5 + 10
    assert figure.publications[0].languages == ("cc",)
    assert stale_since(corrected, "cc", after(20)) == after(10)
    assert stale_since(corrected, "bb", after(12)) == after(10)
    assert stale_since(corrected, "bb", after(20)) is None
    assert stale_since(corrected, "bb", after(9)) is None
    assert stale_since(corrected, "aa", after(20)) is None


def test_a_translation_of_an_older_edition_is_stale_since_it_appeared():
    behind = notice(text("aa"), text("aa", 10, edition=2), text("bb", 12, source_edition=1))

    assert stale_since(behind, "bb", after(20)) == after(12)
    assert updated([behind], after(20)).hours == 8


def test_catching_up_halfway_leaves_a_text_stale_since_the_edition_still_missed():
    halfway = notice(
        text("aa"), text("bb"), text("aa", 10, edition=2), text("aa", 20, edition=3), text("bb", 25, edition=2)
    )

    assert stale_since(halfway, "bb", after(24)) == after(10)
    assert stale_since(halfway, "bb", after(30)) == after(20)
    assert updated([halfway], after(30)).hours == 20


def test_a_translation_corrected_alone_makes_nothing_stale():
    polished = notice(text("aa"), text("bb"), text("cc"), text("bb", 5, edition=2, source_edition=1))

    assert updated([polished], after(10)).value == 1
    assert updated([polished], after(10)).hours == 0


def test_equal_quality_counts_the_checks_of_the_present_texts():
    reviewed = notice(
        text("aa", checks=(0, 0), second_person=False),
        text("bb", checks=(5, 10), second_person=False),
        text("bb", 3, edition=2, source_edition=1, checks=(10, 10)),
        text("cc", checks=(9, 10), second_person=False),
    )

    figure = equal_quality([reviewed], after(5))

    assert (figure.numerator, figure.denominator, figure.reviewed) == (19, 20, (1, 2))
    assert figure.publications[0].languages == ("cc",)


def test_more_checks_passed_than_there_were_is_refused():
    with pytest.raises(ValueError, match="checks_passed"):
        text("aa", checks=(2, 1))


@st.composite
def publications(draw):
    languages = st.sampled_from(["aa", "bb", "cc", "dd"])
    checks = draw(st.integers(0, 9))
    texts = st.builds(
        text,
        language=languages,
        hours=st.integers(0, 60),
        edition=st.integers(1, 4),
        source_edition=st.integers(1, 4),
        checks=st.tuples(st.integers(0, checks), st.just(checks)),
        second_person=st.booleans(),
    )
    return Publication(
        draw(st.uuids()).hex,
        draw(st.lists(languages).map(tuple)),
        draw(languages),
        tuple(draw(st.lists(texts, max_size=8))),
        draw(st.none() | st.integers(0, 60).map(after)),
    )


@given(st.lists(publications(), max_size=5), st.integers(0, 80).map(after))
def test_no_figure_exceeds_what_it_is_counted_of(entries, at):
    for figure_of in DIMENSIONS.values():
        figure = figure_of(entries, at)
        assert 0 <= figure.numerator <= figure.denominator
        assert figure.numerator == sum(part.numerator for part in figure.publications)
        assert figure.denominator == sum(part.denominator for part in figure.publications)
        assert all(0 <= part.numerator <= part.denominator for part in figure.publications)


@given(st.lists(publications(), max_size=5), st.integers(0, 80).map(after), st.randoms(use_true_random=False))
def test_the_order_of_publications_texts_and_languages_does_not_matter(entries, at, random):
    shuffled = [
        Publication(
            entry.key,
            tuple(random.sample(entry.owed, len(entry.owed))),
            entry.source_language,
            tuple(random.sample(entry.texts, len(entry.texts))),
            entry.withdrawn_at,
        )
        for entry in random.sample(entries, len(entries))
    ]
    for figure_of in DIMENSIONS.values():
        assert figure_of(entries, at) == figure_of(shuffled, at)


@given(publications(), st.integers(0, 60), st.integers(0, 20))
def test_stale_hours_only_grow_and_never_faster_than_time(entry, hours, more):
    entry = Publication(entry.key, entry.owed, entry.source_language, entry.texts)
    before, later = updated([entry], after(hours)), updated([entry], after(hours + more))

    assert 0 <= later.hours - before.hours <= more * len(set(entry.owed)) + 1e-9
