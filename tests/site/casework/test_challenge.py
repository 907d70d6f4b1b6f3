"""Floods are held back, and nobody honest is lost by it."""

import re
from datetime import timedelta
from itertools import count

import pytest
from django.utils import timezone

from tests.site.casework.filling import answer, fill, send, solved
from tests.site.pages import said
from uramost import puzzles
from uramost_web.casework import challenge
from uramost_web.casework.models import Case, Draft

pytestmark = pytest.mark.django_db


def begun(seconds):
    """The forms at hand were begun so long ago."""
    Draft.objects.update(started_at=timezone.now() - timedelta(seconds=seconds))


def test_with_a_script_nobody_waits(client, lights):
    send(client, fill(client, lights))
    assert Case.objects.count() == 1


def test_without_a_script_half_a_minute_is_enough(client, lights, settings):
    check = fill(client, lights, "en")
    begun(settings.PUZZLE_PATIENCE - 10)
    held = client.post(check)
    assert held.status_code == 429
    assert 0 < int(held.headers["Retry-After"]) <= 10
    assert "Please wait" in said(held)
    assert "Your answers are kept." in said(held)
    assert not Case.objects.exists()

    begun(settings.PUZZLE_PATIENCE + 1)
    answer(client, check)
    assert Case.objects.get().name == "Неко"


def test_a_solution_is_of_one_form_alone(client, lights, settings):
    first, second = fill(client, lights), fill(client, lights)
    one, other = (re.search(r'data-puzzle="(\w+)"', said(client.get(form)))[1] for form in (first, second))
    bits = settings.PUZZLE_BITS
    number = next(
        str(n) for n in count() if puzzles.solves(one, str(n), bits) and not puzzles.solves(other, str(n), bits)
    )
    assert client.post(second, {"number": number}).status_code == 429
    answer(client, first, number=number)
    answer(client, first, number=number)
    assert Case.objects.count() == 1


@pytest.mark.parametrize("number", ["", "x", "-1", "9" * 17, "1\0", "٣"])
def test_what_solves_nothing_is_no_fault(client, lights, number):
    assert client.post(fill(client, lights), {"number": number}).status_code == 429


def test_an_old_key_solves_nothing_and_a_new_puzzle_is_given(client, lights, settings):
    check = fill(client, lights)
    puzzle = challenge.puzzle(Draft.objects.get())
    settings.SECRET_KEY = "another key"
    assert challenge.puzzle(Draft.objects.get()) != puzzle
    send(client, check)


def test_too_many_from_one_address_are_told_when_and_where_else(client, lights, settings):
    settings.SENT_AN_HOUR = 10
    lights.office.phone = "038 000 000"
    lights.office.save()
    for _ in range(10 // challenge.WITHOUT):
        check = fill(client, lights, "en")
        begun(60)
        answer(client, check)
    check = fill(client, lights, "en")
    begun(60)
    held = client.post(check)

    assert held.status_code == 429
    assert "038 000 000" in said(held)
    assert "Your answers are kept at this address" in said(held)
    assert client.post(check, REMOTE_ADDR="192.0.2.7").status_code == 302  # from elsewhere it goes through


def test_a_script_may_send_more_but_not_without_end(client, lights, settings):
    settings.SENT_AN_HOUR = 3
    for _ in range(3):
        send(client, fill(client, lights))
    check = fill(client, lights)
    assert client.post(check, {"number": solved(client, check)}).status_code == 429


def test_where_so_few_may_be_sent_that_none_may_come_without_a_solution_none_does(client, lights, settings):
    settings.SENT_AN_HOUR = challenge.WITHOUT - 1
    check = fill(client, lights)
    begun(60)
    assert client.post(check).status_code == 429
    send(client, check)


def test_forms_are_not_begun_without_end(client, lights, settings):
    settings.SENT_AN_HOUR = 2
    start = "/en/municipalities/gracanice/services/street-light/begin/"
    codes = [client.post(start).status_code for _ in range(5)]
    assert codes == [302, 302, 302, 302, 429]
    assert "Public Works Office" in said(client.post(start))
