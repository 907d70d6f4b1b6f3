"""The gain of those tested twice, judged by statsmodels; and the tests themselves as trainers type them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.stats.weightstats import DescrStatsW

from uramost.gains import FEWEST, gain, told
from uramost.quizzes import BadQuiz, letters, points, read, together, typed

BEFORE = {1: 3.0, 2: 5.0, 3: 4.0, 4: 6.0, 5: 2.0, 6: 7.0, 9: 1.0}
AFTER = {1: 6.0, 2: 5.0, 3: 7.0, 4: 9.0, 5: 6.0, 6: 6.0, 8: 10.0}


def test_only_those_with_both_results_count():
    found = gain(BEFORE, AFTER)
    assert found is not None
    assert (found.pairs, found.better, found.same, found.worse) == (6, 4, 1, 1)
    assert (found.before, found.after, found.mean) == pytest.approx((4.5, 6.5, 2.0))


marks = st.dictionaries(st.integers(1, 40), st.integers(0, 20).map(float), max_size=40)


@given(marks, marks, st.sampled_from([0.9, 0.95, 0.99]))
def test_the_interval_is_that_of_statsmodels(before, after, level):
    both = before.keys() & after.keys()
    found = gain(before, after, level)
    if not both:
        assert found is None
        return
    assert found is not None
    assert found.better + found.same + found.worse == found.pairs == len(both)
    differences = [after[who] - before[who] for who in both]
    if len(both) == 1:
        assert (found.low, found.high) == (None, None)
    elif len(set(differences)) == 1:
        assert found.low == found.high == pytest.approx(differences[0])
    else:
        low, high = DescrStatsW(differences).tconfint_mean(alpha=1 - level)
        assert (found.low, found.high) == pytest.approx((low, high), abs=1e-9)


def test_students_own_example():
    """Hours of sleep gained by ten patients with two drugs (Student 1908): of the second more than of the first.

    The mean 1.58 is his; the interval is that of R's `t.test` for the data set `sleep`.
    """
    first = dict(enumerate((0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0)))
    second = dict(enumerate((1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4)))
    found = gain(first, second)
    assert found is not None
    assert (found.before, found.after, found.mean) == pytest.approx((0.75, 2.33, 1.58))
    assert (found.low, found.high) == pytest.approx((0.7001142, 2.4598858), abs=5e-8)
    assert (found.better, found.same, found.worse) == (9, 1, 0)


def test_of_a_small_group_nothing_is_told():
    few = dict.fromkeys(range(FEWEST - 1), 1.0)
    assert told(gain(few, few)) is None
    assert told(None) is None
    enough = dict.fromkeys(range(FEWEST), 1.0)
    assert told(gain(enough, enough)) is not None


ALBANIAN = "Sa është 1 + 1?\n- 1\n* 2\n\n\n  Po 2 + 2?  \n* 4\n- 5\n- 6\n"
SERBIAN = "Колико је 1 + 1?\n- 1\n* 2\n\nА 2 + 2?\n* 4\n- 5\n- 6"


def test_a_test_is_read_as_it_is_typed():
    stored = together({"sq": read(ALBANIAN), "sr-Cyrl": read(SERBIAN)})
    assert [one["right"] for one in stored] == [1, 0]
    assert stored[1]["answers"]["sr-Cyrl"] == ["4", "5", "6"]
    assert typed(stored, "sr-Cyrl") == SERBIAN
    assert [points(stored, chosen) for chosen in ([1, 0], [1, None], [0, 2], [None, None])] == [2, 1, 0, 0]
    with pytest.raises(ValueError, match="zip"):
        points(stored, [1])


@pytest.mark.parametrize(("text", "code", "line"), [
    ("", "empty", 0), (" \n\n", "empty", 0), ("- a\n* b", "no_question", 1), ("A?\n- a\nb", "no_question", 1),
    ("A?\n* a", "few_answers", 1), ("A?\n* a\n-", "few_answers", 1), ("A?\n- a\n- b", "one_right", 1),
    ("A?\n* a\n- b\n\nB?\n* a\n* b", "one_right", 5), ("A?\n* a" + "\n- b" * 8, "many_answers", 1),
    ("A?\n* a\n- b\n\n" * 51, "many_questions", 0),
])  # fmt: skip
def test_what_is_no_test_is_refused_with_its_line(text, code, line):
    with pytest.raises(BadQuiz) as bad:
        read(text)
    assert (bad.value.code, bad.value.line) == (code, line)


def test_languages_ask_the_same():
    with pytest.raises(BadQuiz) as bad:
        together({"sq": read(ALBANIAN), "sr-Cyrl": read(SERBIAN.replace("* 4\n- 5", "- 4\n* 5"))})
    assert (bad.value.code, bad.value.tag) == ("differs", "sr-Cyrl")
    with pytest.raises(BadQuiz, match="empty"):
        together({})


def test_answers_from_paper():
    assert letters(" a B-h ", 4) == [0, 1, None, 7]
    for bad in ("ab", "abcde", "abi-", "абвг", ""):
        assert letters(bad, 4) is None
