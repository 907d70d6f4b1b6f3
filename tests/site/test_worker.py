"""The worker as it runs beside the site: what a kill interrupts is taken up again, once, and nothing is done twice."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
ENQUEUE = "import django; django.setup(); from tests.site import jobs; print({})"


@dataclass(frozen=True)
class House:
    """A site of its own on SQLite: its folder, and the commands that work on it."""

    folder: Path

    @property
    def environment(self) -> dict[str, str]:
        inherited = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
        return inherited | {
            "URAMOST_DEMO": "1",
            "URAMOST_VAR": str(self.folder),
            "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)]),
            "DJANGO_SETTINGS_MODULE": "uramost_web.settings",
        }

    def run(self, *command: str) -> str:
        done = subprocess.run(
            [sys.executable, *command],
            cwd=ROOT, env=self.environment, capture_output=True, text=True, check=False, timeout=120,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    def enqueue(self, *jobs: str) -> list[str]:
        """Put jobs into the queue, each as a call; their numbers there."""
        calls = [f"jobs.{job.replace('(', '.enqueue(')}.id" for job in jobs]
        return self.run("-c", ENQUEUE.format(", ".join(calls))).split()

    def start_worker(self) -> "subprocess.Popen[bytes]":
        with (self.folder / "log").open("ab") as log:
            return subprocess.Popen(
                [sys.executable, "manage.py", "worker"],
                cwd=ROOT, env=self.environment, stdout=log, stderr=log, start_new_session=True,
            )  # fmt: skip

    def job(self, number: str) -> dict[str, Any]:
        with sqlite3.connect(self.folder / "uramost.sqlite3", timeout=20) as database:
            database.row_factory = sqlite3.Row
            key = number.replace("-", "")
            row = database.execute("SELECT * FROM django_tasks_database_dbtaskresult WHERE id IN (?, ?)", (number, key))
            return dict(row.fetchone())

    def times(self, word: str) -> list[int]:
        """The processes in which a job wrote this word down."""
        path = self.folder / word
        return [int(line) for line in path.read_text().splitlines()] if path.exists() else []

    def counts(self, *words: str) -> tuple[int, ...]:
        return tuple(len(self.times(word)) for word in words)

    def log(self) -> str:
        return (self.folder / "log").read_text()


def wait_until(true: Callable[[], bool], house: House, seconds: float = 60) -> None:
    deadline = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < deadline, house.log()
        time.sleep(0.05)


@pytest.fixture(scope="module")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> House:
    house = House(tmp_path_factory.mktemp("house"))
    house.run("manage.py", "migrate", "--verbosity", "0")
    return house


@pytest.fixture
def house(migrated: House) -> Iterator[House]:
    for path in (*migrated.folder.glob("*-begun"), *migrated.folder.glob("*-done")):
        path.unlink()
    yield migrated
    with sqlite3.connect(migrated.folder / "uramost.sqlite3", timeout=20) as database:
        database.execute("DELETE FROM django_tasks_database_dbtaskresult")


@contextmanager
def working(*processes: "subprocess.Popen[bytes]") -> Iterator[None]:
    """Until told to stop, which each does in good order."""
    try:
        yield
    finally:
        for process in processes:
            process.terminate()
        codes = [process.wait(timeout=30) for process in processes]
    assert codes == [0] * len(processes)


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
