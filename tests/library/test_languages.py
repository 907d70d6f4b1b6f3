"""Which languages does a place owe? Told with a made-up place, so that no country is needed."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from uramost.languages import (
    EVERYWHERE,
    Duty,
    NoStatus,
    Status,
    Threshold,
    Tongue,
    disputed,
    forms,
    hint,
    owed,
    stored,
)

TODAY = date(2026, 11, 23)
DUTIES = (
    Duty("full", "publish", "owed", "Act, Art. 1"),
    Duty("full", "reply", "owed", "Act, Art. 1"),
    Duty("partial", "reply", "on_request", "Act, Art. 2"),
)


def status(
    place: str = "town",
    language: str = "xx",
    *,
    status: str = "full",
    since: date | None = None,
    until: date | None = None,
    disputed: bool = False,
) -> Status:
    return Status(place, language, status, "law", "", since, until, "Act", disputed)


def languages_owed(statuses: list[Status], act: str = "publish", on: date = TODAY) -> list[str]:
    return [entry.language for entry in owed(statuses, DUTIES, place="town", act=act, on=on)]


def test_a_status_that_holds_everywhere_is_owed_in_every_place():
    (entry,) = owed([status(EVERYWHERE)], DUTIES, place="town", act="publish", on=TODAY)

    assert (entry.language, entry.strength) == ("xx", "owed")
    assert entry.duty.source == "Act, Art. 1"


def test_the_status_of_another_place_is_not_owed_here():
    assert languages_owed([status(), status("village", "yy")]) == ["xx"]


def test_a_language_in_partial_use_is_answered_on_request_but_not_published():
    statuses = [status(), status(language="yy", status="partial")]

    assert languages_owed(statuses, "publish") == ["xx"]
    assert [
        (entry.language, entry.strength) for entry in owed(statuses, DUTIES, place="town", act="reply", on=TODAY)
    ] == [
        ("xx", "owed"),
        ("yy", "on_request"),
    ]


def test_of_two_statuses_of_a_language_the_strongest_counts():
    statuses = [status(status="partial"), status(EVERYWHERE)]

    (entry,) = owed(statuses, DUTIES, place="town", act="reply", on=TODAY)

    assert entry.strength == "owed"


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (date(2019, 12, 31), []),
        (date(2020, 1, 1), ["xx"]),
        (date(2024, 6, 30), ["xx"]),
        (date(2024, 7, 1), []),
    ],
)
def test_a_status_is_owed_from_its_first_day_to_its_last(on, expected):
    assert languages_owed([status(since=date(2020, 1, 1), until=date(2024, 6, 30))], on=on) == expected


def test_a_disputed_status_is_shown_and_never_owed():
    statuses = [status(), status(language="yy", disputed=True)]

    assert languages_owed(statuses) == ["xx"]
    assert [entry.language for entry in disputed(statuses, place="town", on=TODAY)] == ["yy"]


def test_a_place_with_only_a_disputed_status_has_one_and_owes_nothing():
    assert languages_owed([status(disputed=True)]) == []


def test_a_place_without_any_status_says_so():
    with pytest.raises(NoStatus) as caught:
        owed([status("village")], DUTIES, place="town", act="publish", on=TODAY)

    assert caught.value.place == "town"


def test_a_language_in_two_scripts_is_stored_once_and_published_twice():
    tongues = [Tongue("xx-Aaaa", "xx", "X", "xx-Bbbb"), Tongue("yy", "yy", "Y"), Tongue("xx-Bbbb", "xx", "X")]

    assert forms("xx", tongues) == ("xx-Bbbb", "xx-Aaaa")
    assert stored("xx", tongues) == "xx-Bbbb"
    assert forms("zz", tongues) == ()
    with pytest.raises(KeyError):
        stored("zz", tongues)


def test_a_hint_names_every_threshold_reached_exactly():
    by_share = Threshold("share", "full", Fraction(5), None, "Act")
    by_either = Threshold("either", "full", Fraction(8), 3000, "Act")

    assert hint(5, 100, [by_share, by_either]).reached == (by_share,)
    assert hint(499, 10_000, [by_share, by_either]).reached == ()
    assert hint(3000, 1_000_000, [by_share, by_either]).reached == (by_either,)
    assert hint(1, 3, []).share == Fraction(1, 3)


def test_where_nobody_lives_there_is_no_share():
    threshold = Threshold("share", "full", Fraction(5), None, "Act")

    assert hint(0, 0, [threshold]).share is None
    assert hint(0, 0, [threshold]).reached == ()


days = st.none() | st.dates(date(2020, 1, 1), date(2030, 1, 1))
some_statuses = st.lists(
    st.builds(
        status,
        place=st.sampled_from([EVERYWHERE, "town", "village"]),
        language=st.sampled_from(["xx", "yy", "zz"]),
        status=st.sampled_from(["full", "partial", "none"]),
        since=days,
        until=days,
        disputed=st.booleans(),
    ),
    min_size=1,
)


@given(some_statuses, st.randoms(use_true_random=False))
def test_the_order_in_which_statuses_were_entered_does_not_matter(statuses, random):
    statuses = [status(EVERYWHERE, "ww"), *statuses]
    shuffled = random.sample(statuses, len(statuses))

    assert owed(statuses, DUTIES, place="town", act="reply", on=TODAY) == owed(
        shuffled, reversed(DUTIES), place="town", act="reply", on=TODAY
    )


@given(some_statuses)
def test_a_language_is_owed_at_most_once_and_only_by_a_status_in_force(statuses):
    found = owed([status(EVERYWHERE, "ww"), *statuses], DUTIES, place="town", act="reply", on=TODAY)

    assert len({entry.language for entry in found}) == len(found)
    for entry in found:
        assert entry.status.place in {"town", EVERYWHERE}
        assert not entry.status.disputed
        assert (entry.status.since or TODAY) <= TODAY <= (entry.status.until or TODAY)
