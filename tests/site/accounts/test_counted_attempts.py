"""What one address has done lately is counted once for all processes, and forgotten."""

from datetime import timedelta
from functools import partial

import pytest
from tests.conftest import AT
from tests.site.at_once import at_once, on_disk

from uramost_web.accounts import attempts
from uramost_web.accounts.models import Attempts

MANY = {"most": 5, "window": 900, "at": AT}


def after(seconds):
    return AT + timedelta(seconds=seconds)


@pytest.mark.django_db
def test_what_is_counted_is_forgotten_after_its_window(rf):
    visitor, other = rf.get("/"), rf.get("/", REMOTE_ADDR="192.0.2.7")
    counted = [attempts.one_more(visitor, "x", most=2, window=900, at=after(seconds)) for seconds in (0, 400, 800, 900)]
    assert counted == [True, True, False, True]
    assert attempts.one_more(other, "x", most=1, window=900, at=after(900))
    assert attempts.one_more(visitor, "y", most=1, window=900, at=after(900))


@pytest.mark.django_db
def test_it_is_used_up_until_the_window_ends(rf):
    visitor = rf.get("/")
    assert not attempts.used_up(visitor, "x", most=2, at=AT)
    for _ in range(5):
        attempts.one_more(visitor, "x", most=2, window=900, at=AT)
    assert attempts.used_up(visitor, "x", most=2, at=after(899))
    assert not attempts.used_up(visitor, "x", most=2, at=after(900))
    assert not attempts.used_up(visitor, "y", most=2, at=AT)


@pytest.mark.django_db
def test_none_is_allowed_where_none_may_be(rf):
    assert not attempts.one_more(rf.get("/"), "x", most=0, window=900, at=AT)
    assert not Attempts.objects.exists()


@pytest.mark.django_db
def test_rows_that_are_over_go_and_say_nothing_about_whose_they_were(rf):
    for number in range(3):
        attempts.one_more(rf.get("/", REMOTE_ADDR=f"192.0.2.{number}"), "x", **MANY)
    rows = list(Attempts.objects.values_list("key", flat=True))
    assert len(rows) == 3
    assert "192.0.2" not in "".join(rows)

    attempts.one_more(rf.get("/", REMOTE_ADDR="192.0.2.9"), "x", most=5, window=900, at=after(900))
    assert Attempts.objects.get().times == 1


@pytest.mark.django_db
def test_counting_costs_one_query_and_the_first_of_a_window_two(rf, django_assert_num_queries):
    visitor = rf.get("/")
    for queries in (2, 1, 1, 1, 1, 1):
        with django_assert_num_queries(queries):
            attempts.one_more(visitor, "x", **MANY)
    with django_assert_num_queries(1):
        assert attempts.used_up(visitor, "x", most=5, at=AT)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("before", [0, 2])
def test_of_many_at_once_exactly_as_many_as_may_are_let_through(rf, tmp_path, before):
    """Also where none of them finds a row."""
    with on_disk(tmp_path):
        for _ in range(before):
            attempts.one_more(rf.get("/"), "x", **MANY)
        let = at_once(*[partial(attempts.one_more, rf.get("/"), "x", **MANY)] * 8)
        assert sum(let) == 5 - before
        assert Attempts.objects.get().times == 5


def test_behind_a_proxy_the_visitor_counts_and_of_ipv6_the_network(rf, settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    request = rf.get("/", headers={"X-Forwarded-For": "198.51.100.1, 203.0.113.9"})
    assert attempts.address_of(request) == "203.0.113.9/32"
    one, two, far = (
        rf.get("/", REMOTE_ADDR=f"2001:db8:{net}::{host}") for net, host in (("1:1:1", 1), ("1:1:1", 2), ("2:2:2", 1))
    )
    assert attempts.address_of(one) == attempts.address_of(two) != attempts.address_of(far)
