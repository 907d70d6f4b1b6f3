"""Background work that survives a kill: a job whose worker died is taken up again, once; what is overdue is begun."""

import fcntl
import logging
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final
from uuid import uuid4

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import DatabaseError, close_old_connections, transaction
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from uramost_web.portal import periodic

ATTEMPTS: Final = 2
"""How often a job is begun: a second death is the job's own fault."""
HOST: Final = socket.gethostname()

log = logging.getLogger(__name__)


class Interrupted(Exception):
    """The worker died in the middle of this job, twice."""


def locks() -> Path:
    folder = Path(settings.VAR) / "workers"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def is_alive(worker: str) -> bool:
    """Whether a worker of this host still runs: the kernel frees its lock when the process ends, however it ends."""
    path = locks() / worker
    if not worker.startswith(f"{HOST}-"):
        return True  # of another host, which looks after its own
    if not path.exists():
        return False
    with path.open() as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
    path.unlink(missing_ok=True)
    return False


@transaction.atomic
def take_up_again() -> int:
    """Jobs whose worker is dead go back into the queue; those that died before are marked as failed."""
    again = 0
    for job in DBTaskResult.objects.select_for_update().filter(status=TaskResultStatus.RUNNING):
        if not job.worker_ids or is_alive(job.worker_ids[-1]):
            continue
        if len(job.worker_ids) >= ATTEMPTS:
            job.set_failed(Interrupted(f"begun {len(job.worker_ids)} times"))
            continue
        job.status = TaskResultStatus.READY
        job.save(update_fields=["status"])
        again += 1
    return again


class Command(BaseCommand):
    help = "Does the background work, and takes up again what a killed worker left."

    stopping = False
    child: "subprocess.Popen[bytes] | None" = None

    def handle(self, **options: Any) -> None:
        for stop in (signal.SIGTERM, signal.SIGINT):
            signal.signal(stop, self.stop)
        while not self.stopping:
            self.ask(take_up_again)
            self.work()

    def ask(self, question: Callable[[], object]) -> None:
        """What the database has to answer. One that does not answer now, as it starts again, is asked again soon."""
        try:
            question()
        except DatabaseError:
            log.exception("The database did not answer the worker")
        close_old_connections()

    def work(self) -> None:
        """One worker process under a name and a lock of its own, until it ends. A dead one leaves its lock free."""
        name = f"{HOST}-{uuid4().hex[:12]}"
        with (locks() / name).open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            command = [sys.executable, "-m", "django", "db_worker", "--worker-id", name, "--no-reload"]
            command += ["--verbosity", "0", "--interval", "0.5"]
            self.child = subprocess.Popen(command, pass_fds=(lock.fileno(),), start_new_session=True)
        if self.stopping:  # it was told so before there was a child to tell
            self.child.terminate()
        if self.watch(self.child) != 0 and not self.stopping:
            time.sleep(1)

    def watch(self, child: "subprocess.Popen[bytes]") -> int:
        """How the child ended; until then something is looked for every so often."""
        while True:
            self.ask(lambda: periodic.look(timezone.now()))
            try:
                return child.wait(timeout=periodic.EVERY)
            except subprocess.TimeoutExpired:
                continue

    def stop(self, signum: int, frame: object) -> None:
        self.stopping = True
        if self.child and self.child.poll() is None:
            self.child.send_signal(signal.SIGTERM)
