"""Which interpretation a meeting needs, and what is lacking."""

from datetime import UTC, datetime, timedelta
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from uramost.interpreting import LISTENERS, needs, overlapping, pair, wanted

BEGIN = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def test_a_script_is_not_heard():
    assert wanted(["sr-Cyrl", "sr-Latn", "", "tr"]) == {"sr": 2, "tr": 1}
    assert pair("sr-Latn", "sq") == pair("sq", "sr-Cyrl") == ("sq", "sr")
    with pytest.raises(ValueError, match="one language"):
        pair("sr-Latn", "sr-Cyrl")


def test_what_nobody_is_booked_for_is_uncovered():
    (need,) = needs(["sq"], {"sr": 2}, [], 2)
    assert (need.spoken, need.into, need.people, need.lacking) == ("sq", "sr", 2, ("uncovered",))


def test_one_interpreter_is_enough_for_a_short_session_and_few_people():
    assert needs(["sq"], {"sr": LISTENERS}, [("sq", "sr")], 1)[0].lacking == ()
    assert needs(["sq"], {"sr": LISTENERS + 1}, [("sq", "sr")], 2)[0].lacking == ("alone", "many")
    assert needs(["sq"], {"sr": LISTENERS + 1}, [("sq", "sr")] * 2, 2)[0].lacking == ()


def test_of_two_languages_from_the_front_each_is_interpreted_into_what_is_asked_for():
    found = needs(["sq", "sr-Cyrl"], {"tr": 1, "sr": 4, "en": 0}, [("sr", "tr")], 1)
    assert [(need.spoken, need.into, need.interpreters) for need in found] == [
        ("sq", "sr", 0),
        ("sq", "tr", 0),
        ("sr", "tr", 1),
    ]


def test_nothing_is_needed_where_all_understand_what_is_spoken():
    assert needs(["sq"], {"sq": 9}, [], 5) == needs([], {"sr": 1}, [], 5) == needs(["sq"], {}, [], 5) == ()


@given(st.lists(st.tuples(st.integers(0, 40), st.integers(1, 10)), max_size=8))
def test_what_overlaps_is_what_shares_a_moment(given_times):
    times = {
        number: (BEGIN + timedelta(hours=start), BEGIN + timedelta(hours=start + length))
        for number, (start, length) in enumerate(given_times)
    }
    pairs = [
        {one, other}
        for one, other in combinations(times, 2)
        if times[one][0] < times[other][1] and times[other][0] < times[one][1]
    ]
    assert overlapping(times) == set().union(*pairs)
