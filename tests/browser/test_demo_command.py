"""`manage.py demo` as `make demo` calls it: started, ended with Ctrl-C, started again."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.browser.running import ROOT, free_port, start, stop, wait_until_up

Begin = Callable[[int], "subprocess.Popen[bytes]"]
PROCESSES = Path("/proc")
needs_proc = pytest.mark.skipif(not PROCESSES.is_dir(), reason="Only Linux tells which processes somebody started")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A new one, with a space in its name."""
    (found := tmp_path / "my demo").mkdir()
    return found


@pytest.fixture
def begin(folder: Path) -> Iterator[Begin]:
    """Starts a demonstration on a port; whatever a test leaves running is ended."""
    begun: list[subprocess.Popen[bytes]] = []

    def begin(port: int) -> "subprocess.Popen[bytes]":
        begun.append(start(folder, port))
        return begun[-1]

    yield begin
    for process in begun:
        stop(process)


def left_over(folder: Path) -> list[str]:
    """Processes that work for the demonstration of this folder."""
    wanted = f"URAMOST_VAR={folder}\0".encode()
    found = []
    for process in PROCESSES.glob("[0-9]*"):
        try:
            if wanted in (process / "environ").read_bytes():
                found.append((process / "cmdline").read_text().replace("\0", " "))
        except OSError:
            continue  # ended meanwhile, or somebody else's
    return found


def page(port: int, address: str) -> str:
    with urllib.request.urlopen(f"http://127.0.0.1:{port}{address}", timeout=30) as answer:
        return str(answer.read().decode())


@needs_proc
def test_it_starts_again_however_it_ended(folder: Path, begin: Begin) -> None:
    """Ctrl-C while it sets up, then once more, then a second time on the same folder."""
    port, log = free_port(), folder / "log"
    stopped = begin(port)
    while "kosovo:" not in log.read_text():
        assert stopped.poll() is None
        time.sleep(0.05)
    stop(stopped)
    assert "Stopped while setting up." in log.read_text()
    assert left_over(folder) == []

    first = begin(port)
    wait_until_up(f"http://127.0.0.1:{port}/en/", first, log)
    notices = page(port, "/sq/notices/")
    assert len(left_over(folder)) >= 4  # this command, the web server and those it works with, the worker and its own
    stop(first)
    assert left_over(folder) == []

    second = begin(port)
    wait_until_up(f"http://127.0.0.1:{port}/en/", second, log)
    assert page(port, "/sq/notices/") == notices
    stop(second)
    assert left_over(folder) == []
    assert (first.returncode, second.returncode) == (0, 0)
    said = log.read_text()
    assert f"http://127.0.0.1:{port}/" in said
    assert "officer.gracanice@example.org" in said
    assert said.count("units added") == 1
    assert "Traceback" not in said


def test_a_taken_port_is_said_before_anything_is_done(folder: Path, begin: Begin) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        process = begin(port)
        assert process.wait(timeout=60) != 0

    said = (folder / "log").read_text()
    assert f"Port {port} is in use" in said
    assert "make demo PORT=" in said
    assert "Traceback" not in said
    assert not (folder / "uramost.sqlite3").exists()


def test_real_notices_are_never_mixed_with_made_up_ones(folder: Path) -> None:
    environment = {**os.environ, "URAMOST_DEMO": "0", "URAMOST_BUILD": "1", "URAMOST_VAR": str(folder)}
    command = [sys.executable, "manage.py", "demo", "--setup-only"]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
    assert done.returncode != 0
    assert "make demo" in done.stderr
