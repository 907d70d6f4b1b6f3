"""The demonstration of the stories, as its command begins it: stopped while it sets up, and started twice again."""

import subprocess
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tests.browser.running import Site, free_port, start, stop, wait_until_up

PROCESSES: Final = Path("/proc")


@dataclass(frozen=True)
class Begun:
    """What was there at each step; processes are those that worked for the demonstration."""

    site: Site
    stopped_early: list[str]
    at_work: list[str]
    stopped: list[str]
    returncode: int
    notices: tuple[str, str]
    """The page of notices after the first start and after the second."""
    said: str


@contextmanager
def begun(folder: Path) -> Iterator[Begun]:
    """Set up once, for setting up takes a minute. At the end it is stopped, and nothing of it may be left."""
    port, log = free_port(), folder / "log"
    setting_up = start(folder, port)
    while setting_up.poll() is None and "kosovo:" not in log.read_text():
        time.sleep(0.05)
    stop(setting_up)
    stopped_early = left_over(folder)

    first = start(folder, port)
    notices = notices_of(port, first, log)
    at_work = left_over(folder)
    stop(first)
    stopped = left_over(folder)

    second = start(folder, port)
    try:
        again = notices_of(port, second, log)
        said = log.read_text()
        site = Site(f"http://127.0.0.1:{port}", folder)
        yield Begun(site, stopped_early, at_work, stopped, first.returncode, (notices, again), said)
    finally:
        before = len(log.read_text())
        stop(second)
    assert (second.returncode, left_over(folder)) == (0, [])
    assert "Traceback" not in log.read_text()[before:]


def notices_of(port: int, process: "subprocess.Popen[bytes]", log: Path) -> str:
    """Once the site is up."""
    try:
        wait_until_up(f"http://127.0.0.1:{port}/en/", process, log)
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/sq/notices/", timeout=30) as answer:
            return str(answer.read().decode())
    except BaseException:
        stop(process)
        raise


def left_over(folder: Path) -> list[str]:
    """Processes that work for the demonstration of this folder, where the machine tells (Linux)."""
    wanted = f"URAMOST_VAR={folder}\0".encode()
    found = []
    for process in PROCESSES.glob("[0-9]*"):
        try:
            if wanted in (process / "environ").read_bytes():
                found.append((process / "cmdline").read_text().replace("\0", " "))
        except OSError:
            continue  # ended meanwhile, or somebody else's
    return found
