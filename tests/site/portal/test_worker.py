"""A worker that is killed in the middle of a job: the job is taken up again, once."""

import signal
import subprocess
import sys
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import OperationalError
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from uramost_web.portal.management.commands.worker import HOST, Command, locks, take_up_again

pytestmark = pytest.mark.django_db

HOLD = """
import fcntl, sys, time
lock = open(sys.argv[1], "w")
fcntl.flock(lock, fcntl.LOCK_EX)
print(flush=True)
time.sleep(60)
"""
"""A process that holds a worker's lock until it ends."""


@pytest.fixture
def start(settings: Any, tmp_path: Path) -> Iterator[Callable[[], tuple[str, "subprocess.Popen[bytes]"]]]:
    """Starts a worker, as far as others can tell: (its name, its process)."""
    settings.VAR = tmp_path
    started: list[subprocess.Popen[bytes]] = []

    def worker() -> tuple[str, "subprocess.Popen[bytes]"]:
        name = f"{HOST}-{uuid.uuid4().hex[:12]}"
        process = subprocess.Popen([sys.executable, "-c", HOLD, str(locks() / name)], stdout=subprocess.PIPE)
        started.append(process)
        assert process.stdout
        process.stdout.readline()
        return name, process

    yield worker
    for process in started:
        process.kill()
        process.communicate()


def kill(process: "subprocess.Popen[bytes]") -> None:
    process.send_signal(signal.SIGKILL)
    process.wait()


def job(*workers: str) -> DBTaskResult[Any, Any]:
    """A job that the last of these workers is at."""
    return DBTaskResult.objects.create(
        status=TaskResultStatus.RUNNING,
        task_path="uramost_web.notices.downloads.prepare",
        args_kwargs={"args": [0], "kwargs": {}},
        worker_ids=list(workers),
        backend_name="default",
        run_after=timezone.now(),
        started_at=timezone.now(),
        exception_class_path="",
        traceback="",
    )


def status(row: DBTaskResult[Any, Any]) -> str:
    row.refresh_from_db()
    return str(row.status)


def test_a_job_of_a_worker_at_work_is_left_alone(start):
    name, _ = start()
    row = job(name)

    assert (take_up_again(), status(row)) == (0, TaskResultStatus.RUNNING)


def test_a_job_of_a_killed_worker_waits_again(start):
    name, process = start()
    row = job(name)
    kill(process)

    assert (take_up_again(), status(row)) == (1, TaskResultStatus.READY)
    assert take_up_again() == 0


def test_a_job_that_killed_two_workers_is_not_begun_a_third_time(start):
    (first, one), (second, other) = start(), start()
    row = job(first, second)
    kill(one)
    kill(other)

    assert (take_up_again(), status(row)) == (0, TaskResultStatus.FAILED)
    assert "Interrupted" in row.exception_class_path


def test_a_job_of_another_host_is_that_hosts_business(start):
    row = job("another-host-0123456789ab")

    assert (take_up_again(), status(row)) == (0, TaskResultStatus.RUNNING)


def test_a_database_that_does_not_answer_just_now_ends_no_worker(caplog):
    def starting_again():
        raise OperationalError("the database system is starting up")

    Command().ask(starting_again)

    assert "The database did not answer the worker" in caplog.text
