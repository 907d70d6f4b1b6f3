"""A site of its own with real processes, for what only shows when one of them is killed."""

import os
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.db import connection

ROOT = Path(__file__).parents[2]
ENQUEUE = "import django; django.setup(); from tests.site import jobs; print({})"


@dataclass(frozen=True)
class House:
    """A site of its own on SQLite: its folder, and the commands that work on it."""

    folder: Path
    settings: Mapping[str, str] = field(default_factory=dict)
    """What differs from a demonstration on SQLite, as the environment says it."""

    @property
    def environment(self) -> dict[str, str]:
        inherited = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
        house = {
            "URAMOST_DEMO": "1",
            "URAMOST_VAR": str(self.folder),
            "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)]),
            "DJANGO_SETTINGS_MODULE": "uramost_web.settings",
        }
        return inherited | house | dict(self.settings)

    def run(self, *command: str) -> str:
        done = subprocess.run(
            [sys.executable, *command],
            cwd=ROOT, env=self.environment, capture_output=True, text=True, check=False, timeout=120,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    def move_in(self, blocker: Any) -> None:
        """Take over the tables that the tests have made for themselves, which spares nine seconds of migrations.

        Where those are not on SQLite nothing is there yet. `blocker`: pytest-django's.
        """
        with blocker.unblock():
            if connection.vendor == "sqlite":
                connection.ensure_connection()
                with closing(sqlite3.connect(self.folder / "uramost.sqlite3")) as own:
                    connection.connection.backup(own)

    def enqueue(self, *jobs: str) -> list[str]:
        """Put jobs into the queue, each as a call; their numbers there."""
        calls = [f"jobs.{job.replace('(', '.enqueue(')}.id" for job in jobs]
        return self.run("-c", ENQUEUE.format(", ".join(calls))).split()

    def start_worker(self) -> "subprocess.Popen[bytes]":
        return self.start("manage.py", "worker")

    def start(self, *command: str) -> "subprocess.Popen[bytes]":
        with (self.folder / "log").open("ab") as log:
            return subprocess.Popen(
                [sys.executable, *command],
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
