"""`manage.py demo` as `make demo` calls it: started, ended with Ctrl-C, started again."""

import os
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.browser.beginning import PROCESSES, Begun
from tests.browser.running import ROOT, start, stop

Begin = Callable[[int], "subprocess.Popen[bytes]"]
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


@needs_proc
def test_it_starts_again_however_it_ended(begun: Begun) -> None:
    """Ctrl-C while it sets up, then once more, then a second time on the same folder; the end is the stories' end."""
    assert "Stopped while setting up." in begun.said
    assert begun.stopped_early == []
    assert len(begun.at_work) >= 4  # this command, the web server and those it works with, the worker and its own
    assert (begun.stopped, begun.returncode) == ([], 0)
    assert begun.notices[0] == begun.notices[1]
    assert f"{begun.site.url}/" in begun.said
    assert "officer.gracanice@example.org" in begun.said
    assert begun.said.count("units added") == 1
    assert "Traceback" not in begun.said


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
