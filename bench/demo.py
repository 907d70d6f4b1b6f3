"""How long does `make demo` take on a fresh clone until the first page, and does Ctrl-C end all of it?

    python bench/demo.py [--figures FILE]

Clones what is committed into a folder with spaces in its name and runs `make demo` there. The packages have been
downloaded before, for this folder: it is the time of a machine that has them cached. Then the whole group gets the
signal that Ctrl-C sends; what still runs in the folder afterwards is counted.
"""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from figure import Figure, hand_over
from town import ROOT, free_port

LIMIT = 60
"""Seconds to the first page."""
PATIENCE = 600
"""Seconds after which it is given up."""
OURS = ("URAMOST_", "DATABASE_URL", "VIRTUAL_ENV", "PYTHONPATH", "DJANGO_SETTINGS_MODULE", "MAKE", "MFLAGS")
"""Variables of whoever measures that a fresh clone would not have."""


def clone(folder: Path) -> Path:
    there = folder / "a folder with spaces"
    git = shutil.which("git") or sys.exit("There is no git here, so nothing can be cloned")
    subprocess.run((git, "clone", "--quiet", str(ROOT), str(there)), check=True)
    return there


def start(there: Path, port: int) -> "subprocess.Popen[bytes]":
    """`make demo`, as the leader of a group of its own, like a command in a terminal."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(OURS)}
    python = getattr(sys, "_base_executable", sys.executable)
    command = ("make", "demo", f"PORT={port}", f"PYTHON={python}")
    return subprocess.Popen(command, cwd=there, env=environment, start_new_session=True)


def first_page(port: int, process: "subprocess.Popen[bytes]") -> None:
    """Wait until the front page in Albanian is there."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if process.poll() is not None:
            sys.exit(f"make demo ended with {process.returncode} before there was a page")
        try:
            with urlopen(f"http://127.0.0.1:{port}/sq/", timeout=5) as page:
                if page.status == 200:
                    return
        except (URLError, ConnectionError, TimeoutError):
            time.sleep(0.05)
    sys.exit(f"make demo showed no page within {PATIENCE} seconds")


def running_in(folder: Path) -> list[str]:
    """The programs whose working folder lies there; empty on a system without /proc."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if (process / "cwd").readlink().is_relative_to(folder):
                found.append((process / "cmdline").read_bytes().replace(b"\0", b" ").decode())
        except OSError:  # it has ended meanwhile, or is somebody else's
            continue
    return found


def interrupt(process: "subprocess.Popen[bytes]") -> float:
    """Ctrl-C; the seconds until it has ended."""
    began = time.monotonic()
    os.killpg(process.pid, signal.SIGINT)
    process.wait(timeout=60)
    return time.monotonic() - began


def figures(folder: Path) -> list[Figure]:
    there, port = clone(folder), free_port()
    began = time.monotonic()
    process = start(there, port)
    try:
        first_page(port, process)
        seconds = time.monotonic() - began
        started = len(running_in(folder))
        ending = interrupt(process)
        left = running_in(folder)
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGTERM)
            process.wait(timeout=60)
    for program in left:
        print("still running:", program)
    return [
        Figure("make demo on a fresh clone, packages cached: to the first page", seconds, "s", LIMIT),
        Figure("Ctrl-C until it has ended", ending, "s"),
        Figure(f"Programs left of the {started} that ran", len(left), "programs", 0, exact=True),
    ]


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="uramost-bench-") as folder:
        hand_over(figures(Path(folder)))


if __name__ == "__main__":
    main()
