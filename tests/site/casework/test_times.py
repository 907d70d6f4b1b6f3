"""How long people wait, by language: what counts as an answer, what is said, and what is not shown."""

from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone, translation

from uramost.fairness import REMARKS, TESTS, VERDICTS, Comparison, Estimate
from uramost_web.casework import times, times_words
from uramost_web.casework.models import Case, Entry, Office, Pause, Service
from uramost_web.places.models import Municipality

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
NORM = 15
LIMIT = 21.0
"""Fifteen working days."""


@pytest.fixture
def midnight() -> datetime:
    return timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)


@pytest.fixture
def year() -> times.Period:
    return times.periods(timezone.localdate())[0]


@pytest.fixture
def licence(gracanica: Municipality, works: Office) -> Service:
    return Service.objects.create(
        municipality=gracanica, code="licence", kind="application", office=works, names={"en": "Licence"}
    )


def ask(service: Service, language: str, received_at: datetime, number: int = 1, **values: Any) -> list[Case]:
    """So many cases of one language; each of `values` is a column, or a function of the number of the case."""
    first = Case.objects.count()
    rows = []
    for at in range(number):
        given = {name: value(at) if callable(value) else value for name, value in values.items()}
        given.setdefault("state", "answered" if given.get("outcome") == "answered" else "received")
        rows.append(
            Case(
                municipality=service.municipality, service=service, reference=f"T-{first + at:06}", nonce="n",
                language=language, reads="en", channel="web", office=service.office, first_office=service.office,
                text="A made-up request.", received_at=received_at, clock_from=received_at, changed_at=received_at,
                norm=NORM, **given,
            )
        )  # fmt: skip
    return Case.objects.bulk_create(rows)


def answered(service: Service, language: str, received_at: datetime, number: int, wait: Any, **more: Any) -> list[Case]:
    """Answered in the language asked for, after `wait(number)` days."""
    done = lambda at: received_at + wait(at) * DAY  # noqa: E731
    return ask(
        service, language, received_at, number,
        **{"outcome": "answered", "answer_language": language, "waited": wait, "answered_at": done, "closed_at": done}
        | more,
    )  # fmt: skip


def read(client: Any, place: Municipality, **asked: str) -> str:
    with translation.override("en"):
        page = client.get(reverse("casework:times", args=[place.slug]), asked)
    assert page.status_code == 200
    return page.content.decode()


def outcomes(place: Municipality, period: times.Period, at: datetime) -> list[tuple[str, float]]:
    found = times.waits(place, period, at)
    named = {0: "open", 1: "answered", 2: "left"}
    return [(named[code], days) for code, days in zip(found.outcome.tolist(), found.days.tolist(), strict=True)]


def test_every_code_of_the_library_has_a_sentence():
    assert set(times_words.VERDICTS) == set(VERDICTS)
    assert set(times_words.TESTS) == set(TESTS)
    assert set(times_words.REMARKS) == set(REMARKS)


def test_an_answer_in_the_other_serbian_script_is_an_answer(lights, year, midnight):
    answered(lights, "sr-Latn", midnight - 30 * DAY, 1, lambda at: 5.0, answer_language="sr-Cyrl")

    assert outcomes(lights.municipality, year, midnight) == [("answered", 5.0)]
    assert times.waits(lights.municipality, year, midnight).groups == ("sr",)


def test_whoever_was_answered_in_another_language_still_waits(lights, year, midnight):
    answered(lights, "sq", midnight - 30 * DAY, 1, lambda at: 5.0, answer_language="sr-Cyrl")

    assert outcomes(lights.municipality, year, midnight) == [("open", 30.0)]


def test_the_right_language_that_came_later_ends_the_wait_less_the_pauses(lights, year, midnight):
    came = midnight - 30 * DAY
    (case,) = answered(lights, "sq", came, 1, lambda at: 5.0, answer_language="sr-Cyrl")
    Pause.objects.create(case=case, start_at=came + DAY, end_at=came + 3 * DAY)
    for number, day, tag in ((1, 5, "sr-Cyrl"), (2, 12, "sq"), (3, 20, "sq")):
        Entry.objects.create(
            case=case, number=number, at=came + day * DAY, who="clerk", move="answer", after="answered", language=tag
        )

    assert outcomes(lights.municipality, year, midnight) == [("answered", 10.0)]


def test_who_still_waits_counts_without_the_days_on_which_the_clock_stood(lights, year, midnight):
    (case,) = ask(lights, "sq", midnight - 30 * DAY)
    Pause.objects.create(case=case, start_at=midnight - 4 * DAY)

    assert outcomes(lights.municipality, year, midnight) == [("open", 26.0)]


def test_what_happened_after_midnight_is_not_known_yet(lights, year, midnight):
    answered(lights, "sq", midnight - 30 * DAY, 1, lambda at: 30.1)
    ask(lights, "sq", midnight + timedelta(minutes=1))

    assert outcomes(lights.municipality, year, midnight) == [("open", 30.0)]


def test_withdrawn_cases_compete_with_an_answer(lights, year, midnight):
    ask(
        lights, "sq", midnight - 30 * DAY, state="closed", outcome="competing", waited=3.0,
        closed_at=midnight - 27 * DAY,
    )  # fmt: skip

    assert outcomes(lights.municipality, year, midnight) == [("left", 3.0)]


def test_the_limit_is_the_one_that_most_cases_have(lights, year, midnight):
    ask(lights, "sq", midnight - 9 * DAY, 3)
    ask(lights, "sq", midnight - 9 * DAY, 2, limit={"unit": "calendar_days", "amount": 7})

    assert times.commonest_limits(lights.municipality, year) == {"": LIMIT, str(lights.pk): LIMIT}


def test_a_language_that_waits_longer_is_named_and_by_how_much(lights, client, midnight):
    came = midnight - 60 * DAY
    answered(lights, "sq", came, 120, lambda at: 4 + at % 8)
    answered(lights, "sr-Cyrl", came, 80, lambda at: 9 + at % 8)

    page = read(client, lights.municipality)

    assert "People who asked for an answer in Serbian waited 4 to 6 days longer than others" in page
    assert '<svg xmlns="http://www.w3.org/2000/svg"' in page
    assert "Waits are compared up to 21 days, the time within which most of these cases have to be answered." in page


def test_slow_services_do_not_make_a_language_seem_to_wait(lights, licence, client, midnight):
    came = midnight - 60 * DAY
    for service, slow, numbers in ((lights, 2, (150, 50)), (licence, 12, (50, 150))):
        for language, number in zip(("sq", "sr-Cyrl"), numbers, strict=True):
            answered(service, language, came, number, lambda at, slow=slow: slow + at % 5)

    page = read(client, lights.municipality)

    assert "No difference is shown between people who asked for an answer in" in page
    assert "days or more would most likely have been seen." in page


def test_a_few_cases_are_too_few_to_say(lights, client, midnight):
    came = midnight - 60 * DAY
    answered(lights, "sq", came, 12, lambda at: 1 + 3 * at % 20)
    answered(lights, "sr-Cyrl", came, 12, lambda at: 1 + 5 * at % 20)

    assert "There are too few cases to say whether people who asked for an answer" in read(client, lights.municipality)


def test_a_language_of_nine_is_not_shown_alone_in_the_page_or_the_table(lights, client, midnight):
    came = midnight - 60 * DAY
    for language, number in (("sq", 60), ("sr-Cyrl", 50), ("tr", 40), ("bs", 9)):
        answered(lights, language, came, number, lambda at: 4 + at % 8)

    page = read(client, lights.municipality)
    table = client.get(reverse("casework:times_csv", args=[lights.municipality.slug])).content.decode()

    assert "Bosnian" not in page
    assert "Turkish" not in page  # with the total it would give the nine away
    assert "Languages shown together" in page
    assert "so that nobody can be recognised" in page
    assert [line.split(",")[:2] for line in table.splitlines()[1:]] == [
        ["sq", "60"], ["sr", "50"], ["(together)", "49"], ["(all)", "159"],
    ]  # fmt: skip


def test_fewer_than_ten_cases_are_not_shown_at_all(lights, client, midnight):
    answered(lights, "sq", midnight - 60 * DAY, 9, lambda at: 4)

    page = read(client, lights.municipality)

    assert "nothing is shown" in page
    assert "<table" not in page


def test_one_language_alone_is_compared_with_nothing(lights, client, midnight):
    answered(lights, "sq", midnight - 60 * DAY, 30, lambda at: 4)

    assert "there is nothing to compare" in read(client, lights.municipality)


def test_of_each_service_it_is_said_who_waited_longer_for_it_up_to_its_own_limit(lights, licence, client, midnight):
    """For a licence Serbian waits longer, for a street light nobody; both have their own limit."""
    came = midnight - 60 * DAY
    for language, slow, number in (("sq", 2, 60), ("sr-Cyrl", 9, 50)):
        answered(
            licence, language, came, number, lambda at, slow=slow: slow + at % 5, limit={"unit": "hours", "amount": 240}
        )
        answered(lights, language, came, number, lambda at: 4 + at % 8)

    page = read(client, lights.municipality)
    section = page.split('id="services"')[1].split("</section>")[0]
    said, others = section.split("<details>")

    assert "<strong>Licence:</strong> People who asked for an answer in Serbian waited 5 to 6 days longer" in said
    assert "Street lighting" not in said
    assert "Street lighting: No difference is shown between people who asked for an answer in Serbian" in others
    table = client.get(
        reverse("casework:times_csv", args=[lights.municipality.slug]), {"table": "services"}
    ).content.decode()
    rows = [line.split(",") for line in table.splitlines()[1:]]
    assert [[row[0], row[1], row[-1]] for row in rows] == [["licence", "110", "10.0"], ["street-light", "110", "21.0"]]


def test_a_service_of_nine_is_not_shown_alone(lights, licence, client, gracanica, works, midnight):  # noqa: PLR0917 – the cast
    came = midnight - 60 * DAY
    rare = Service.objects.create(
        municipality=gracanica, code="rare", kind="request", office=works, names={"en": "Rare"}
    )
    for service, number in ((lights, 60), (licence, 40), (rare, 9)):
        answered(service, "sq", came, number, lambda at: 4 + at % 8)

    section = read(client, gracanica).split('id="services"')[1].split("</section>")[0]
    table = client.get(reverse("casework:times_csv", args=[gracanica.slug]), {"table": "services"}).content.decode()

    assert "Services shown together" in section
    assert "Rare" not in section
    assert "Licence" not in section  # with the total it would give the nine away
    assert [line.split(",")[:2] for line in table.splitlines()[1:]] == [["street-light", "60"], ["(together)", "49"]]


def test_one_service_alone_has_no_table_of_services(lights, client, midnight):
    answered(lights, "sq", midnight - 60 * DAY, 30, lambda at: 4)

    assert 'id="services"' not in read(client, lights.municipality)


def test_only_the_periods_of_the_list_can_be_had(lights, client, midnight):
    answered(lights, "sq", midnight - 60 * DAY, 30, lambda at: 4)

    twelve_months = read(client, lights.municipality, period="1999-01-01..2030-01-01")

    assert '<span aria-current="page">Last 12 months</span>' in twelve_months
    assert twelve_months.count('<a href="?period=') == times.QUARTERS


def test_quarters_follow_one_another_without_a_gap():
    year, *quarters = times.periods(date(2026, 2, 10))

    assert (year.since, year.until) == (date(2025, 2, 10), date(2026, 2, 9))
    assert [one.key for one in quarters] == ["2026-1", "2025-4", "2025-3", "2025-2", "2025-1"]
    assert (quarters[0].since, quarters[0].until) == (date(2026, 1, 1), date(2026, 2, 9))
    assert all(later.since - DAY == one.until for later, one in pairwise(quarters))


def test_many_cases_are_counted_in_the_background(lights, client, midnight, monkeypatch):
    answered(lights, "sq", midnight - 60 * DAY, 30, lambda at: 4)
    monkeypatch.setattr(times, "AT_ONCE", 29)
    begun = []
    monkeypatch.setattr(type(times.count_in_background), "enqueue", lambda task, *values: begun.append(values))

    assert "These figures are being counted." in read(client, lights.municipality)
    read(client, lights.municipality)
    assert begun == [(lights.municipality.pk, times.YEAR)]

    times.count_in_background.func(*begun[0])
    assert "All cases" in read(client, lights.municipality)


def test_the_number_of_queries_does_not_depend_on_the_cases(lights, licence, midnight, django_assert_num_queries):
    came = midnight - 60 * DAY
    answered(lights, "sq", came, 30, lambda at: 4)
    year = times.periods(timezone.localdate())[0]
    with django_assert_num_queries(6):
        times.counted(lights.municipality, year, midnight)
    for service in (lights, licence):
        answered(service, "sr-Cyrl", came, 200, lambda at: 9, answer_language="sq")

    with django_assert_num_queries(6):
        times.counted(lights.municipality, year, midnight)


def test_a_page_that_was_counted_asks_for_no_cases(lights, client, midnight, django_assert_max_num_queries):
    answered(lights, "sq", midnight - 60 * DAY, 30, lambda at: 4)
    read(client, lights.municipality)

    with django_assert_max_num_queries(2):  # the municipality, and whether anybody is logged in
        read(client, lights.municipality)


@pytest.mark.parametrize(
    ("low", "high", "said"),
    [
        (3.6, 9.2, "4 to 9 days"),
        (-9.2, -3.6, "4 to 9 days"),
        (0.2, 0.9, "0.2 to 0.9 days"),
        (2.1, 2.4, "2.1 to 2.4 days"),
    ],
)
def test_an_interval_is_told_as_days(low, high, said):
    with translation.override("en"):
        assert times_words.span(Estimate((low + high) / 2, low, high)) == said


@pytest.mark.parametrize("language", ["sq", "sr", "sr-latn", "en"])
@pytest.mark.parametrize("verdict", VERDICTS)
def test_every_sentence_is_filled_in_every_language(kosovo, language, verdict):
    one = Comparison(
        group="sr", merged=False, mean=9.0, others=4.0, difference=Estimate(5.0, 4.0, 6.0), p_difference=0.001,
        observed=1.0, expected=2.0, p=0.001, test="log_rank", p_holm=0.001, detectable=1.2, verdict=verdict, cases=50,
        without_counterpart=0, until=21.0, remarks=(),
    )  # fmt: skip
    with translation.override(language):
        assert "%" not in times_words.sentence(one) + times_words.would_have_shown(one)
