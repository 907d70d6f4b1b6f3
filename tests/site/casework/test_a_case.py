"""A case from its receipt to its answer, and what it refuses."""

import re
from datetime import timedelta
from pathlib import Path
from typing import get_args

import pytest
from django.core import mail

from tests.conftest import AT
from tests.site.casework.conftest import send_request
from uramost import states
from uramost_web import casework
from uramost_web.accounts.models import AuditEntry
from uramost_web.casework import acts, clocks, completeness_words, desk_wording, links, privacy, resident, wording
from uramost_web.casework.history import Refused, Said
from uramost_web.casework.models import Case
from uramost_web.casework.templatetags.casework import in_fours
from uramost_web.places.permissions import NotAllowed

pytestmark = pytest.mark.django_db
WEEK = timedelta(days=7)


def test_a_request_in_serbian_is_answered_in_serbian(lights, clerk, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        case = send_request(lights)
        acts.act(case=case, code="answer", by=clerk, at=AT + WEEK, said=Said("Светло је поправљено.", "sr-Cyrl"))

    case.refresh_from_db()
    assert (case.state, case.outcome, case.answer_language) == ("answered", "answered", "sr-Cyrl")
    assert case.waited == 7.0
    receipt, answer = mail.outbox
    assert "Светло је поправљено." in answer.body
    assert "Примили смо" in receipt.body
    assert receipt.extra_headers["Content-Language"] == "sr-Cyrl"
    assert links.follow_link(case) in receipt.body
    assert [entry.move for entry in case.entries.all()] == ["receive", "answer"]
    assert AuditEntry.objects.filter(verb="case.answer").count() == 1


def test_a_number_is_given_once_and_in_order(lights):
    assert [send_request(lights).reference for _ in range(3)] == ["34-2026-00001", "34-2026-00002", "34-2026-00003"]


def test_the_last_day_is_seven_working_days_on(lights):
    case = send_request(lights)  # a Monday

    assert case.due_at.date().isoformat() == "2026-03-11"


def test_while_the_resident_has_to_supply_something_the_clock_stands(lights, clerk):
    case = send_request(lights)
    acts.act(case=case, code="ask", by=clerk, at=AT, said=Said("Која улица?", "sr-Cyrl", "The street is missing."))
    case.refresh_from_db()
    assert (case.paused, case.due_at) == (True, None)

    resident.add(case=case, text="Код школе.", at=AT + WEEK)

    case.refresh_from_db()
    assert (case.state, case.paused) == ("in_progress", False)
    assert case.due_at.date().isoformat() == "2026-03-18"


def test_an_answer_in_another_language_says_why_and_is_counted(lights, clerk):
    case = send_request(lights)
    with pytest.raises(Refused, match="language_reason_needed"):
        acts.act(case=case, code="answer", by=clerk, at=AT, said=Said("U rregullua.", "sq"))

    acts.act(case=case, code="answer", by=clerk, at=AT, said=Said("U rregullua.", "sq", "", "Nobody is here."))

    case.refresh_from_db()
    assert case.answer_language == "sq"
    assert AuditEntry.objects.get(verb="case.other_language").values == {"language": "sq", "asked": "sr-Cyrl"}


def test_more_time_needs_a_reason_and_stays_within_the_law(lights, clerk):
    case = send_request(lights)
    said = Said("Треба нам времена.", "sr-Cyrl", "A part is ordered.")
    with pytest.raises(Refused, match="reason_needed"):
        acts.extend(case=case, amount=5, by=clerk, at=AT, said=Said("Треба нам времена.", "sr-Cyrl"))
    with pytest.raises(Refused, match="too_long"):
        acts.extend(
            case=case, amount=9, by=clerk, at=AT, said=Said("Треба нам времена.", "sr-Cyrl", "A part is ordered.")
        )

    acts.extend(case=case, amount=8, by=clerk, at=AT, said=said)

    case.refresh_from_db()
    assert case.due_at.date().isoformat() == "2026-03-24"  # fifteen in all; Friday 20 March is a holiday


def test_a_clerk_of_another_municipality_and_an_auditor_change_nothing(lights, stranger, auditor):
    case = send_request(lights)
    for person in (stranger, auditor):
        with pytest.raises(NotAllowed):
            acts.act(case=case, code="take", by=person, at=AT)
    assert case.entries.count() == 1


def test_two_merged_into_each_other_stay_one(lights, clerk):
    first, second = send_request(lights), send_request(lights)
    said = Said("Исто светло.", "sr-Cyrl")
    acts.merge(case=first, into=second, by=clerk, at=AT, said=said)

    with pytest.raises(Refused, match="merged_already"):
        acts.merge(case=second, into=first, by=clerk, at=AT, said=said)
    first.refresh_from_db()
    assert (first.state, first.outcome, first.merged_into) == ("duplicate", "competing", second)


def test_whose_case_was_merged_is_told_of_the_end_and_may_go_on_alone(
    lights, clerk, django_capture_on_commit_callbacks
):
    main, mine = send_request(lights, email="main@example.org"), send_request(lights, email="mine@example.org")
    third = send_request(lights, language="sq", reads="sq", email="third@example.org")
    for case, into in ((third, mine), (mine, main)):
        acts.merge(case=case, into=into, by=clerk, at=AT, said=Said("Исто.", "", "", "Сви."))
    with django_capture_on_commit_callbacks(execute=True):
        resident.go(case=main, code="withdraw", text="Ја одлазим.", at=AT + WEEK)

    assert {letter.to[0]: letter.body for letter in mail.outbox}.keys() == {"mine@example.org", "third@example.org"}
    for letter in mail.outbox:
        assert main.reference in letter.body
        assert "Ја одлазим." not in letter.body  # that was written to somebody else
    assert [entry.move for entry in mine.entries.all()][-1] == "merged_end"

    resident.go(case=mine, code="reopen", text="Мени и даље не ради.", at=AT + WEEK)
    mine.refresh_from_db()
    third.refresh_from_db()
    assert (mine.state, mine.merged_into, third.merged_into) == ("reopened", None, mine)
    acts.act(case=main, code="close", by=clerk, at=AT + WEEK)
    assert [entry.move for entry in mine.entries.all()][-1] == "reopen"


def test_a_case_is_not_merged_into_one_that_has_ended(lights, clerk):
    ended, case = send_request(lights), send_request(lights)
    resident.go(case=ended, code="withdraw", text="", at=AT)
    with pytest.raises(Refused, match="merged_ended"):
        acts.merge(case=case, into=ended, by=clerk, at=AT, said=Said("Исто.", "sr-Cyrl"))
    case.refresh_from_db()
    assert (case.state, case.merged_into) == ("received", None)


def test_nothing_is_written_to_a_case_that_was_made_anonymous(lights, clerk):
    gone, case = send_request(lights), send_request(lights)
    resident.go(case=gone, code="withdraw", text="", at=AT)
    privacy.anonymise(case=gone, at=AT)
    said = Said("Ана пита.", "sr-Cyrl", "Ана")
    ways = (
        lambda: acts.act(case=gone, code="undo", by=clerk, at=AT, said=said),
        lambda: acts.note(case=gone, text="Ана", by=clerk, at=AT),
        lambda: resident.add(case=gone, text="Ана", at=AT),
        lambda: resident.rate(case=gone, rating=1, text="Ана", at=AT),
    )
    for way in ways:
        with pytest.raises(Refused, match="anonymous"):
            way()
    assert "Ана" not in str(list(gone.entries.values()))
    assert case.entries.count() == 1


ASIDE = {
    "sample_acts.py": completeness_words.REFUSED,
    "post_acts.py": {**wording.REFUSED, **desk_wording.POST_REFUSED},
}
"""Whose refusals have a table of their own, alone or before the one for all."""


def test_every_reason_of_a_refusal_has_a_sentence():
    raised = {
        path.name: set(re.findall(r'Refused\("(\w+)"\)', path.read_text("utf-8")))
        for path in Path(casework.__file__).parent.rglob("*.py")
    }
    for name, own in ASIDE.items():
        assert raised[name]
        assert raised.pop(name) <= set(own)
    others = set().union(*raised.values())
    assert {"same_case", "still_running", "anonymous"} <= others
    assert others | set(get_args(states.Refusal)) <= set(wording.REFUSED)


def test_a_secret_opens_its_own_case_only(lights, settings):
    first, second = send_request(lights), send_request(lights)
    secret = links.secret(first)
    for typed in (secret.upper(), in_fours(secret), f" {in_fours(secret).replace('-', ' ')} "):
        assert links.opens(first, typed)
    assert not links.opens(second, secret)

    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "a new key"
    assert links.opens(Case.objects.get(pk=first.pk), secret)


def test_reopening_starts_a_new_clock_and_keeps_the_first_result(lights, clerk):
    case = send_request(lights)
    acts.act(case=case, code="answer", by=clerk, at=AT + WEEK, said=Said("Готово.", "sr-Cyrl"))
    resident.go(case=case, code="reopen", text="И даље не ради.", at=AT + 2 * WEEK)

    case.refresh_from_db()
    assert (case.state, case.reopened, case.waited) == ("reopened", 1, 7.0)
    assert case.due_at.date().isoformat() == "2026-03-26"  # Friday 20 March is a holiday


def test_a_second_answer_is_judged_by_its_own_clock(lights, clerk):
    case = send_request(lights)
    acts.act(case=case, code="answer", by=clerk, at=AT + WEEK, said=Said("Готово.", "sr-Cyrl"))
    resident.go(case=case, code="reopen", text="И даље не ради.", at=AT + 2 * WEEK)
    acts.act(case=case, code="answer", by=clerk, at=AT + 6 * WEEK, said=Said("Сада је готово.", "sr-Cyrl"))

    case.refresh_from_db()
    found = clocks.explained(case, AT + 7 * WEEK)
    assert (found.state, found.late_by) == ("answered_late", 18)  # due on 26 March, answered on 13 April
