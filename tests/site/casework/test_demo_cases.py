"""The demonstration's year of cases: each could have happened, and the page finds what was put into it."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core import mail
from django.db import transaction
from django.utils import translation

from uramost import fairness, states
from uramost_web.casework import clocks, history, times, times_words
from uramost_web.casework.catalogue import TEXTS, AnswerText
from uramost_web.casework.models import Case, Entry, Letter, Service
from uramost_web.casework.samples import Sample, SampledAnswer
from uramost_web.places.models import Municipality, in_language, rules_on
from uramost_web.portal.demo import readings, town, year
from uramost_web.portal.demo.people import make_accounts

NOW = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)
MOVES = {move.code: move for move in states.MOVES}


@pytest.fixture(scope="module")
def made(django_db_setup: None, django_db_blocker: Any) -> Iterator[list[Case]]:
    """Three town halls and their year, with all that hangs on a case."""
    with django_db_blocker.unblock(), transaction.atomic():
        places = list(Municipality.objects.all())
        make_accounts(places, NOW)
        halls = [town.set_up(Municipality.objects.get(slug=slug)) for slug in town.TOWNS]
        year.make(halls, NOW)
        readings.make(halls, NOW)
        rows = Case.objects.select_related("municipality", "service", "office", "first_office")
        yield list(rows.prefetch_related("entries", "pauses", "extensions").order_by("pk"))
        transaction.set_rollback(True)


@pytest.fixture
def cases(made: list[Case], db: None) -> list[Case]:
    return made


def moves(case: Case) -> list[Entry]:
    """Without acts that are no moves: ratings, extensions, what came from another case."""
    return [entry for entry in case.entries.all() if entry.move in MOVES]


def test_three_thousand_cases_of_twelve_services_came_in_a_year(cases):
    assert len(cases) == 3000
    assert all(NOW - timedelta(days=366) < case.received_at <= NOW for case in cases)
    assert Counter(Service.objects.values_list("municipality__slug", flat=True)) == dict.fromkeys(town.TOWNS, 12)
    assert {case.channel for case in cases} == {"web", "counter", "phone", "mail"}
    assert {case.state for case in cases} >= {"received", "in_progress", "needs_information", "answered", "closed"}


def test_every_history_can_be_replayed(cases):
    for case in cases:
        assert states.follow(entry.move for entry in moves(case)) == case.state, case
        for before, entry in zip(["", *(row.after for row in case.entries.all())], case.entries.all(), strict=False):
            assert entry.before == before, entry
            if entry.move in MOVES:
                assert isinstance(states.move(entry.before, entry.move, entry.who), states.Move), entry


def test_histories_are_in_the_order_of_time_and_nothing_is_in_the_future(cases):
    for case in cases:
        moments = [entry.at for entry in case.entries.all()]
        assert moments == sorted(moments), case
        assert case.received_at <= moments[0]
        assert moments[-1] <= NOW
        assert [entry.number for entry in case.entries.all()] == list(range(1, len(moments) + 1))


def test_what_has_to_be_said_is_said_in_the_language_of_the_case_or_says_why_not(cases):
    why = town.file("texts")["reasons"]["other_language"]
    for case in cases:
        for entry in moves(case)[1:]:
            wanted = MOVES[entry.move]
            assert entry.text or not wanted.text, entry
            assert entry.facts.get("reason") or not wanted.reason, entry
            said = entry.facts.get("other_language", "")
            assert entry.language in {"", case.language} or said == in_language(why, case.language) != "", entry


def test_outcomes_and_waits_are_what_the_acts_would_have_written(cases):
    for case in cases:
        first = next((entry for entry in moves(case) if MOVES[entry.move].outcome != "none"), None)
        assert case.outcome == (MOVES[first.move].outcome if first else ""), case
        assert case.waited == (pytest.approx(history.waited(case, first.at)) if first else None)
        assert case.paused == (case.state == "needs_information")
        assert (case.closed_at is None) == (case.state in states.OPEN)
        assert case.reopened == sum(entry.move == "reopen" for entry in moves(case))
        assert case.forwarded == sum(entry.move == "forward" for entry in moves(case))
        assert (case.merged_into_id is None) == all(entry.move != "merge" for entry in moves(case))


def test_the_last_days_of_running_cases_are_those_of_the_clock(cases):
    running = [case for case in cases if case.closed_at is None]
    for case in running:
        kept = case.due_at
        clocks.set_dates(case)
        assert case.due_at == kept, case

    assert sum(case.late(NOW) for case in running) >= 5
    assert any(case.extensions.all() for case in cases)


def test_staff_act_when_the_office_is_open(cases):
    calendars = {slug: clocks.calendar(Municipality.objects.get(slug=slug), NOW) for slug in town.TOWNS}
    for case in cases:
        calendar = calendars[case.municipality.slug]
        for entry in case.entries.all():
            local = entry.at.astimezone(calendar.zone)
            if entry.by_id and entry.at < NOW:
                assert 8 <= local.hour < 16, entry
                assert calendar.is_working(local.date()), entry


def test_services_and_texts_are_there_in_every_language_owed(cases):
    for slug in town.TOWNS:
        place = Municipality.objects.get(slug=slug)
        owed = {act: {rule.language for rule in rules_on(place, act, NOW.date())} for act in ("serve", "reply")}
        for service in place.services.all():
            for field in TEXTS:
                assert owed["serve"] <= {tag.partition("-")[0] for tag in getattr(service, field)}, (service, field)
        for text in AnswerText.objects.filter(municipality=place):
            assert owed["reply"] <= {tag.partition("-")[0] for tag in text.texts}, text


def test_nobody_is_written_to_and_nobody_is_named(cases):
    assert mail.outbox == []
    assert not Letter.objects.exists()
    assert {(case.name, case.email, case.phone) for case in cases} == {("", "", ""), ("Demo Resident", "", "")}


def test_texts_are_in_the_language_of_the_case(cases):
    written = defaultdict(set)
    for case in cases:
        written[case.language].add(case.text)
    assert len(written["sq"]) >= 40
    assert len(written["sr-Cyrl"]) >= 40
    table = town.file("sentences")
    for tag, texts in written.items():
        known = {in_language({"sr-Cyrl": text} if tag == "sr-Latn" else {tag: text}, tag)
                 for row in table.values() for text in row.get("sr-Cyrl" if tag == "sr-Latn" else tag, ())}  # fmt: skip
        assert texts <= known, tag


def counted(slug: str) -> dict[str, Any]:
    """Language → its comparison, over the twelve months."""
    period = times.periods(NOW.date())[0]
    found = times.counted(Municipality.objects.get(slug=slug), period, NOW.replace(hour=0))
    return {one.group: one for one in found.report.comparisons}


def test_in_gjilan_who_asks_in_serbian_waits_days_longer(cases):
    serbian = counted("gjilan")["sr"]

    assert serbian.verdict == "waits_longer"
    assert 2 < serbian.difference.low < serbian.difference.high < 8


def test_in_gracanica_no_difference_is_shown(cases):
    found = counted("gracanice")

    assert {found[language].verdict for language in ("sq", "sr")} == {"no_difference_shown"}


def answers(slug: str) -> dict[str, Any]:
    """Language → how complete its answers were found, over the twelve months."""
    period = times.periods(NOW.date())[0]
    found = times.counted(Municipality.objects.get(slug=slug), period, NOW.replace(hour=0)).answers
    assert found.agreement is not None
    return {one.group: one.found for one in found.report.contrasts}


def test_in_gjilan_answers_in_serbian_are_less_complete_and_in_gracanica_not(cases):
    assert answers("gjilan")["sr"] == "less_complete"
    assert set(answers("gracanice").values()) <= {"no_difference_shown", "too_few_to_say"}


def test_samples_are_scored_by_whom_the_act_lets_and_the_latest_is_half_done(cases):
    for slug in town.TOWNS:
        latest, *earlier = Sample.objects.filter(municipality__slug=slug)
        assert latest.finished_at is None
        assert 0 < latest.answers.exclude(scored_by=None).count() < latest.answers.count()
        assert len(earlier) == 3
        assert all(sample.finished_at for sample in earlier)
    for answer in SampledAnswer.objects.exclude(scored_by=None).select_related("case"):
        readers = {answer.scored_by_id, answer.second_by_id} - {None}
        assert fairness.complete(answer.marks) in {True, False}
        assert not Entry.objects.filter(case=answer.case_id, by__in=readers).exists()
        assert answer.scored_at > answer.sample.drawn_at >= answer.case.answered_at
        assert answer.second_by is None or (answer.twice and fairness.complete(answer.second_marks) in {True, False})


def test_the_same_day_gives_the_same_year(cases):
    halls = [
        town.Town(
            place, {row.code: row for row in place.offices.all()}, {row.code: row for row in place.services.all()},
            *(place.members.get(user__email=f"{who}.prizren@example.org").user for who in ("clerk", "head")),
        )
        for place in Municipality.objects.filter(slug="prizren")
    ]  # fmt: skip
    again = [told.case for told in year.told(halls[0], NOW)]
    before = [case for case in cases if case.municipality.slug == "prizren"]

    assert [(case.reference, case.state, case.waited) for case in again] == [
        (case.reference, case.state, case.waited) for case in before
    ]


def test_the_page_says_both(cases):
    with translation.override("en"):
        found, none = (times_words.sentence(counted(slug)["sr"]) for slug in ("gjilan", "gracanice"))

    assert re.match(r"People who asked for an answer in Serbian waited \d to \d days longer than others", found)
    assert none.startswith("No difference is shown between people who asked for an answer in Serbian and others")
