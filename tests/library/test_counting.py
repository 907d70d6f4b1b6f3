"""People counted once, and hours by more than one definition."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from uramost.counting import STEPS, Came, Definition, Unit, enough, people, person_hours, roots

ARTA, BOJAN, DILEK = 1, 2, 3
TRAINING, HEARING = 10, 20
ROWS = (
    Came(ARTA, 101, TRAINING, 90, course=5, programme=7),
    Came(ARTA, 102, TRAINING, 90, course=5, programme=7),
    Came(BOJAN, 101, TRAINING, 90, course=5, programme=7),
    Came(ARTA, 111, 11, 60, course=5, programme=7),
    Came(BOJAN, 201, HEARING, 120, programme=7),
    Came(DILEK, 301, 30, 45),
)
SESSIONS = {TRAINING: 2, 11: 1, HEARING: 1, 30: 1}


def test_somebody_is_counted_once_in_each_unit_of_the_step_that_is_asked():
    assert people(ROWS, "event") == {
        Unit("event", TRAINING): 2, Unit("event", 11): 1, Unit("event", HEARING): 1, Unit("event", 30): 1
    }  # fmt: skip
    assert people(ROWS, "course") == {Unit("course", 5): 2, Unit("event", HEARING): 1, Unit("event", 30): 1}
    assert people(ROWS, "programme") == {Unit("programme", 7): 2, Unit("event", 30): 1}
    assert people(ROWS, "session")[Unit("session", 101)] == 2


def test_hours_count_by_the_definition_that_is_chosen():
    assert person_hours(ROWS, SESSIONS, Definition()) == Fraction(90 * 3 + 60 + 120 + 45, 60)
    assert person_hours(ROWS, SESSIONS, Definition(least=Fraction(1))) == Fraction(180 + 60 + 120 + 45, 60)
    assert person_hours(ROWS, SESSIONS, Definition(least=Fraction(1, 2), hour=45)) == Fraction(270 + 60 + 120 + 45, 45)


def test_noted_twice_at_a_session_is_there_once():
    twice = (*ROWS, ROWS[0])
    assert person_hours(twice, SESSIONS, Definition()) == person_hours(ROWS, SESSIONS, Definition())
    assert people(twice, "session") == people(ROWS, "session")


@pytest.mark.parametrize(("came", "of", "least", "is_enough"), [
    (0, 4, Fraction(0), False), (1, 4, Fraction(0), True), (3, 4, Fraction(3, 4), True), (2, 3, Fraction(3, 4), False),
    (2, 3, Fraction(2, 3), True), (4, 4, Fraction(1), True), (3, 4, Fraction(1), False),
])  # fmt: skip
def test_enough_of_the_sessions_is_exact(came, of, least, is_enough):
    assert enough(came, of, least) is is_enough


def test_a_chain_of_merged_rows_ends_where_it_stands():
    assert roots({1: 2, 2: 3, 5: 3, 8: 9}) == {1: 3, 2: 3, 5: 3, 8: 9}
    with pytest.raises(ValueError, match="merged into itself"):
        roots({1: 2, 2: 1})


def test_what_cannot_be_is_refused():
    for bad in ({"least": Fraction(3, 2)}, {"least": Fraction(-1)}, {"hour": 0}):
        with pytest.raises(ValueError, match="between 0 and 1"):
            Definition(**bad)
    for who in (ARTA, DILEK):
        with pytest.raises(ValueError, match="two lengths"):
            person_hours([*ROWS, ROWS[0]._replace(person=who, minutes=30)], SESSIONS, Definition())
    with pytest.raises(KeyError):
        person_hours(ROWS, {}, Definition())


came = st.builds(
    lambda person, session, of: Came(person, session, session // 3, 30 + session, of, 1 if of else None),
    st.integers(1, 6), st.integers(1, 12), st.sampled_from([None, 1, 2]),
)  # fmt: skip


@given(st.lists(came, max_size=30), st.randoms())
def test_a_larger_unit_never_has_more_people_than_its_parts_together(rows, rng):
    """An event of no course in one row and of one in another does not exist: the last row's counts."""
    course = {row.event: row.course for row in rows}
    rows = [row._replace(course=course[row.event], programme=1 if course[row.event] else None) for row in rows]
    totals = [sum(people(rows, step).values()) for step in STEPS]
    assert totals == sorted(totals, reverse=True)
    assert totals[-1] >= len({row.person for row in rows}) * bool(rows)
    mixed = rng.sample(rows, len(rows))
    assert [people(mixed, step) for step in STEPS] == [people(rows, step) for step in STEPS]
