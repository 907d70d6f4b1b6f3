"""The real demonstration and a real browser, for the tests and for the pictures of the guide."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

ROOT: Final = Path(__file__).parents[2]
NAMES: Final = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
"""The first draws pages as the others do, without a browser's window around them: half of the processor time."""
CHROMIUM: Final = next((path for name in NAMES if (path := shutil.which(name))), None)
QUIET: Final = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage",
]  # fmt: skip


@dataclass(frozen=True)
class Site:
    """The running demonstration."""

    url: str
    folder: Path

    def path(self, address: str) -> str:
        return f"{self.url}{address}"

    @property
    def environment(self) -> dict[str, str]:
        """Of this demonstration, for another process that looks into its database."""
        found = {"URAMOST_DEMO": "1", "URAMOST_VAR": str(self.folder), "URAMOST_URL": self.url}
        if server := os.environ.get("DATABASE_URL"):
            found["DATABASE_URL"] = database_of(self.folder, server)
        return {**os.environ, **found}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def start(folder: Path, port: int) -> "subprocess.Popen[bytes]":
    """`manage.py demo` as `make demo` starts it, in a session of its own; what it says goes into `folder`/log."""
    with (folder / "log").open("ab") as log:
        return subprocess.Popen(
            [sys.executable, "manage.py", "demo", "--port", str(port)],
            cwd=ROOT,
            env=Site(f"http://127.0.0.1:{port}", folder).environment,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )


def database_of(folder: Path, server: str) -> str:
    """The address of a database for this folder alone, as SQLite has one: demonstrations do not share their people."""
    import psycopg

    name = f"demo_{zlib.crc32(str(folder).encode()):08x}"
    with psycopg.connect(server, autocommit=True) as connection:
        if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
            connection.execute(f"CREATE DATABASE {name}")  # a name of our own making
    return urlsplit(server)._replace(path=f"/{name}").geturl()


def stop(process: "subprocess.Popen[bytes]") -> None:
    """Ctrl-C."""
    if process.poll() is None:
        process.send_signal(signal.SIGINT)
    process.wait(timeout=30)


@contextmanager
def demonstration(folder: Path) -> Iterator[Site]:
    port = free_port()
    process = start(folder, port)
    try:
        wait_until_up(f"http://127.0.0.1:{port}/en/", process, folder / "log")
        yield Site(f"http://127.0.0.1:{port}", folder)
    finally:
        stop(process)


def wait_until_up(url: str, process: "subprocess.Popen[bytes]", log: Path, seconds: float = 240) -> None:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if process.poll() is not None:
            break
        try:
            with urllib.request.urlopen(url, timeout=5):
                return
        except OSError:
            time.sleep(0.3)
    raise RuntimeError(f"The demonstration did not start:\n{log.read_text()[-4000:]}")


@contextmanager
def chromium() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield browser
        browser.close()


@contextmanager
def visitor(browser: Any, site: Site, **how: Any) -> Iterator[Any]:
    """A page of a visitor who loads nothing from another host, misses nothing of ours and meets no script error."""
    context = browser.new_context(**{"viewport": {"width": 1280, "height": 900}, **how})
    page = context.new_page()
    page.click = patiently(page)
    faults: list[str] = []
    page.on("request", lambda request: faults.extend(abroad(request, site)))
    page.on("response", lambda response: faults.extend(lacking(response)))
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda message: faults.extend(complaint(message)))
    try:
        yield page
    finally:
        context.close()
    assert not faults, faults


def patiently(page: Any) -> Any:
    """A click that is over when the page it led to is there as a whole; Playwright's is when its first bytes are."""
    click = page.click

    def click_and_wait(*what: Any, **how: Any) -> None:
        click(*what, **how)
        page.wait_for_load_state()

    return click_and_wait


def abroad(request: Any, site: Site) -> list[str]:
    return [] if request.url.startswith((site.url, "data:", "blob:")) else [request.url]


def lacking(response: Any) -> list[str]:
    """A part of a page that is not there. A page itself may well answer that a form is not right."""
    part = response.request.resource_type in {"stylesheet", "script", "image", "font"}
    return [f"{response.status} {response.url}"] if part and response.status >= 400 else []


def complaint(message: Any) -> list[str]:
    """What the browser and htmx say of an answer that is not 200 is for `lacking`; everything else we want to hear."""
    known = message.text.startswith(("Failed to load resource", "Response Status Error Code"))
    return [message.text] if message.type == "error" and not known else []
