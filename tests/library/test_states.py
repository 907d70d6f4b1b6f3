"""What may happen to a case: the table of moves, and what holds of all of them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from uramost.states import (
    AT_WORK,
    ENDED,
    EXTENDED,
    MOVES,
    OPEN,
    START,
    STATES,
    WHO,
    Move,
    allowed,
    diagram,
    follow,
    move,
    move_for,
    state,
)

CODES = [one.code for one in STATES]
CLOCK_AFTER = {
    ("starts", START): "runs",
    ("starts", "stopped"): "runs",
    ("pauses", "runs"): "paused",
    ("resumes", "paused"): "runs",
    ("resumes", "stopped"): "runs",
    ("stops", "runs"): "stopped",
    ("stops", "paused"): "stopped",
    **{("none", clock): clock for clock in ("runs", "paused", "stopped")},
}


def ways(before: str) -> list[Move]:
    return [one for one in MOVES if before in one.before]


def test_every_state_can_be_reached():
    reached, new = {START}, [START]
    while new:
        after = {one.after for one in ways(new.pop())} - reached
        reached |= after
        new += after

    assert reached == {START, *CODES}


@pytest.mark.parametrize("code", [one.code for one in STATES if not one.final])
def test_every_state_that_is_not_final_can_be_left(code):
    assert ways(code)


@pytest.mark.parametrize("code", CODES)
def test_from_every_state_a_case_can_be_closed(code):
    reached, new = {code}, [code]
    while new:
        after = {one.after for one in ways(new.pop())} - reached
        reached |= after
        new += after

    assert "closed" in reached


@pytest.mark.parametrize("one", MOVES, ids=lambda one: one.code)
def test_no_move_loses_the_clock(one):
    for before in one.before:
        clock = state(before).clock if before else START
        assert CLOCK_AFTER[one.effect, clock] == state(one.after).clock


def test_codes_are_said_once_and_known():
    assert len({one.code for one in MOVES}) == len(MOVES)
    assert len(set(CODES)) == len(CODES)
    assert {*OPEN, *ENDED, "closed"} == set(CODES)
    assert set(AT_WORK) < set(OPEN)


@pytest.mark.parametrize("one", MOVES, ids=lambda one: one.code)
def test_the_statuses_of_others_agree_with_ours(one):
    closed = {"fixed", "closed", "no_further_action", "not_councils_responsibility", "duplicate"}
    assert (one.extended in closed) == (one.open311 == "closed") == (state(one.after).clock == "stopped")


@pytest.mark.parametrize("one", MOVES, ids=lambda one: one.code)
def test_what_ends_the_waiting_is_counted(one):
    """An end is an answer or competes with one; closing what has ended counts nothing twice."""
    assert (one.outcome != "none") == (one.effect == "stops")


def test_the_resident_is_written_to_whenever_an_office_ends_or_pauses_their_case():
    for one in MOVES:
        if one.effect in {"stops", "pauses"} and "resident" not in one.who:
            assert one.text, one.code


def test_nothing_happens_to_a_case_by_itself():
    """What stands in the table is done by somebody: the system only takes in what another system sends."""
    assert [one.code for one in MOVES if "system" in one.who] == ["receive"]


def test_a_clerk_asks_and_the_resident_supplies():
    asked = move("in_progress", "ask", "clerk")

    assert isinstance(asked, Move)
    assert (asked.after, asked.effect, asked.reason, asked.text) == ("needs_information", "pauses", True, True)
    assert [one.code for one in allowed(asked.after, "resident")] == ["supply", "withdraw"]


def test_a_case_at_another_office_stays_open():
    forwarded = move("received", "forward", "clerk")

    assert isinstance(forwarded, Move)
    assert (forwarded.open311, forwarded.extended, forwarded.effect) == ("open", "internal_referral", "none")


@pytest.mark.parametrize(
    ("at", "code", "who", "refusal"),
    [
        ("received", "answer", "resident", "not_by_you"),
        ("closed", "answer", "clerk", "not_from_here"),
        ("received", "solve", "clerk", "unknown_move"),
        ("lost", "answer", "clerk", "unknown_state"),
        ("appealed", "uphold", "clerk", "not_by_you"),
        ("answered", "close", "system", "not_by_you"),
        (START, "answer", "clerk", "not_from_here"),
    ],
)
def test_a_move_that_is_not_in_the_table_is_refused_with_a_code(at, code, who, refusal):
    assert move(at, code, who) == refusal


@given(st.sampled_from(CODES), st.sampled_from(WHO), st.sampled_from(MOVES))
def test_what_is_allowed_is_what_can_be_done(at, who, one):
    assert (one in allowed(at, who)) == (move(at, one.code, who) is one)


def test_an_unknown_state_allows_nothing():
    assert allowed("lost", "head") == ()


@pytest.mark.parametrize("status", EXTENDED)
def test_every_posted_status_means_something_somewhere(status):
    assert any(isinstance(move_for(code, status.upper(), "head"), Move) for code in CODES)


@pytest.mark.parametrize(
    ("at", "status", "code"),
    [
        ("received", "IN_PROGRESS", "take"),
        ("needs_information", "in_progress", "go_on"),
        ("in_progress", "FIXED", "fix"),
        ("answered", "closed", "close"),
        ("in_progress", "closed", "answer"),
    ],
)
def test_a_posted_status_becomes_the_move_that_fits_here(at, status, code):
    found = move_for(at, status, "clerk")
    assert isinstance(found, Move)
    assert found.code == code


def test_a_posted_status_that_fits_nothing_is_refused():
    assert move_for("received", "solved", "clerk") == "unknown_move"
    assert move_for("closed", "fixed", "clerk") == "not_from_here"


def test_a_history_is_followed_and_an_impossible_one_told():
    assert follow(["receive", "take", "ask", "supply", "answer", "reopen"]) == "reopened"
    assert follow(["receive", "supply"]) == "not_from_here"
    assert follow(["receive", "solve"]) == "unknown_move"
    assert follow([]) == START


def test_the_diagram_has_every_state_and_every_move_from_wherever_it_starts():
    drawn = diagram()
    arrows = {
        (before, after, code)
        for line in drawn.splitlines()
        if "-->" in line and ":" in line
        for before, _, after, *codes in [line.replace(":", "").replace(",", "").split()]
        for start in {"at_work": AT_WORK, "ended": ENDED, "[*]": (START,)}.get(before, (before,))
        for code in codes
        for before in [start]
    }

    assert drawn.startswith("stateDiagram-v2\n")
    assert drawn.endswith("    closed --> [*]")
    assert arrows == {(before, one.after, one.code) for one in MOVES for before in one.before}
    assert len(drawn.splitlines()) < 60
