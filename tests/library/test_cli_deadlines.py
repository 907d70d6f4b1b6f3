"""`uramost deadline`: what it prints, and what it says when it cannot."""

import json

import pytest

from uramost.cli import main

FRIDAY = ("deadline", "--received", "2026-02-13T15:50")
ACCESS = (*FRIDAY, "--limit", "access_to_documents")


@pytest.fixture
def say(capsys):
    def run(*arguments):
        status = main(list(arguments))
        return (status, *capsys.readouterr())

    return run


def test_the_last_day_and_how_it_was_computed(say):
    status, out, error = say(*ACCESS, "--pause", "2026-02-18/2026-02-20", "--extend", "8@2026-02-20", "--norm", "5")

    assert (status, error) == (0, "")
    assert out.splitlines()[0] == "It was received on Friday 13 February 2026, 15:50."
    assert "The limit is 7 calendar days (Law 06/L-081)." in out
    assert "The clock stood from Wednesday 18 February 2026 to Friday 20 February 2026" in out
    assert "It was extended by 8 calendar days on Friday 20 February 2026, 00:00 (extension)." in out
    assert "The last day is Tuesday 3 March 2026." in out
    assert "State" not in out


def test_after_hours_and_what_is_left(say):
    _, out, _ = say(*ACCESS, "--closes", "15:30", "--at", "2026-02-20T10:00")

    assert "it counts as received on Monday 16 February 2026." in out
    assert "The last day is Monday 23 February 2026." in out
    assert out.splitlines()[-1] == "State: running, 3 left."


def test_an_answer_that_was_late(say):
    _, out, _ = say(*ACCESS, "--answered", "2026-02-25T10:00")
    assert out.splitlines()[-1] == "State: answered late, late by 5."


def test_a_limit_given_by_its_length_and_days_added_and_taken_away(say):
    arguments = ("--limit", "5:working_days", "--closed", "2026-02-16", "--without", "2026-02-17")
    _, out, _ = say(*FRIDAY, *arguments, "--extended-to", "6", "--extend", "1")

    assert "Monday 16 February 2026 did not count: closed day." in out
    assert "It was extended by 1 working day on" in out
    assert "The last day is Tuesday 24 February 2026." in out


def test_a_clock_that_stands(say):
    _, out, _ = say(*ACCESS, "--pause", "2026-02-16T09:00/")
    assert "When it runs again, this is left: 5 calendar days." in out.splitlines()[-1]


def test_everything_for_other_programs(say):
    arguments = ("--limit", "access_to_documents_urgent", "--pause", "2026-02-14T09:00/2026-02-14T10:00", "--json")
    _, out, _ = say(*FRIDAY, *arguments)

    found = json.loads(out)

    assert found["latest"] == "2026-02-15T16:50:00+01:00"
    assert found["steps"][0] == {"code": "received", "values": {"at": "2026-02-13T15:50:00+01:00"}}
    assert found["silence"] == "refusal"


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        (("--limit", "general_procedure"), "was not found"),
        (("--limit", "miracle"), "there are: access_to_documents"),
        (("--limit", "court", "--pack", "finland"), "there are: none"),
        (("--limit", "court", "--pack", "atlantis"), "There is no country pack atlantis"),
        (("--limit", "court", "--norm", "31"), "cannot promise more time"),
        (("--limit", "court", "--norm", "0"), "at least one day or hour"),
        (("--limit", "court", "--pause", "yesterday"), "A pause is written as"),
        (("--limit", "court", "--pause", "2026-02-20/2026-02-18"), "ends after it begins"),
        (("--limit", "court", "--extend", "a week"), "An extension is written as"),
        (("--limit", "9999:working_days"), "The calendar does not reach 2031-01-01."),
        (("--limit", "0:working_days"), "cannot be computed"),
    ],
)
def test_what_cannot_be_computed_is_said_in_one_sentence(say, arguments, error):
    status, out, said = say(*FRIDAY, *arguments)

    assert (status, out) == (2, "")
    assert error in said
    assert said.count("\n") == 1
