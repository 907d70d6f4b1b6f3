"""The worker as it runs beside the site: what a kill interrupts is taken up again, once, and nothing is done twice."""

import os
import signal
import sqlite3
from collections.abc import Iterator
from typing import Any

import pytest

from tests.site.house import House, wait_until, working

pytestmark = pytest.mark.django_db  # only so that there is a database to move in with


@pytest.fixture(scope="module")
def migrated(tmp_path_factory: pytest.TempPathFactory, django_db_setup: None, django_db_blocker: Any) -> House:
    house = House(tmp_path_factory.mktemp("house"))
    house.move_in(django_db_blocker)
    house.run("manage.py", "migrate", "--verbosity", "0")
    return house


@pytest.fixture
def house(migrated: House) -> Iterator[House]:
    for path in (*migrated.folder.glob("*-begun"), *migrated.folder.glob("*-done")):
        path.unlink()
    yield migrated
    with sqlite3.connect(migrated.folder / "uramost.sqlite3", timeout=20) as database:
        database.execute("DELETE FROM django_tasks_database_dbtaskresult")


def test_a_killed_job_is_taken_up_again_once_and_one_that_kills_again_is_marked_as_failed(house: House) -> None:
    once, always, after = house.enqueue("deadly('a', 1)", "deadly('b', 99)", "quick('c')")

    with working(house.start_worker()):
        wait_until(lambda: house.job(after)["status"] == "SUCCESSFUL", house)
        wait_until(lambda: house.job(always)["status"] == "FAILED", house)

    assert house.job(once)["status"] == "SUCCESSFUL"
    assert house.job(always)["exception_class_path"].endswith("Interrupted")
    assert house.counts("a-begun", "a-done") == (2, 1)
    assert house.counts("b-begun", "b-done") == (2, 0)
    assert house.counts("c-done") == (1,)


def test_when_everything_is_killed_the_next_worker_takes_the_job_up(house: House) -> None:
    """The machine loses its power: neither the worker nor its child can say goodbye."""
    (number,) = house.enqueue("long('a')")
    first = house.start_worker()
    wait_until(lambda: house.counts("a-begun") == (1,), house)
    first.kill()
    os.kill(house.times("a-begun")[0], signal.SIGKILL)
    first.wait()
    assert house.job(number)["status"] == "RUNNING"

    with working(house.start_worker()):
        wait_until(lambda: house.job(number)["status"] == "SUCCESSFUL", house)

    assert house.counts("a-begun", "a-done") == (2, 1)


def test_a_second_worker_leaves_alone_what_the_first_is_doing(house: House) -> None:
    number, after = house.enqueue("long('a')", "quick('b')")
    first = house.start_worker()
    wait_until(lambda: house.counts("a-begun") == (1,), house)

    with working(first, house.start_worker()):
        wait_until(lambda: house.job(after)["status"] == "SUCCESSFUL", house)
        assert house.job(number)["status"] == "RUNNING"
        assert house.counts("a-begun") == (1,)

        os.kill(house.times("a-begun")[0], signal.SIGKILL)
        wait_until(lambda: house.job(number)["status"] == "SUCCESSFUL", house)

    assert house.counts("a-begun", "a-done") == (2, 1)


def test_on_ctrl_c_a_worker_ends_with_its_child(house: House) -> None:
    (number,) = house.enqueue("quick('a')")
    process = house.start_worker()
    wait_until(lambda: house.job(number)["status"] == "SUCCESSFUL", house)

    process.send_signal(signal.SIGINT)

    assert process.wait(timeout=30) == 0
    with pytest.raises(ProcessLookupError):
        os.kill(house.times("a-done")[0], 0)
