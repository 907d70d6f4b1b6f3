"""Jobs for the tests of the worker: each writes down when it is begun and when it is done."""

import os
import signal
import time
from pathlib import Path

from django.conf import settings
from django_tasks import task


def note(name: str, what: str) -> int:
    """One more line in the house's folder; how many there are now."""
    path = Path(settings.VAR) / f"{name}-{what}"
    with path.open("a") as file:
        file.write(f"{os.getpid()}\n")
    return len(path.read_text().splitlines())


@task()
def quick(name: str) -> int:
    return note(name, "done")


@task()
def deadly(name: str, times: int) -> int:
    """Kills its own process in the middle, so many times: no handler runs, nothing is cleaned up."""
    if note(name, "begun") <= times:
        os.kill(os.getpid(), signal.SIGKILL)
    return note(name, "done")


@task()
def long(name: str) -> int:
    """The first time it goes on until somebody kills it."""
    deadline = time.monotonic() + (120 if note(name, "begun") == 1 else 0)
    while time.monotonic() < deadline:
        time.sleep(0.05)
    return note(name, "done")
