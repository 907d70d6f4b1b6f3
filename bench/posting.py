"""Many clients that press the last button of a form at a server, each as often as it can."""

import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from queue import Empty, SimpleQueue
from threading import Thread
from time import monotonic
from urllib.parse import urlencode

import town

CROSS = "c" * 32


@dataclass
class Posted:
    """`taken`: paths that were answered by a redirect; `faults`: what else came; `seconds` from first to last."""

    taken: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    waits: list[float] = field(default_factory=list)
    seconds: float = 0.0

    @property
    def rate(self) -> float:
        return len(self.taken) / self.seconds


@contextmanager
def gunicorn(application: str, page: str) -> Iterator[int]:
    """A server as docs/guide/running.md starts it, warmed up with a page; its port."""
    port = town.free_port()
    command = [sys.executable, "-m", "gunicorn", application, "--workers", "2", "--threads", "4"]
    command += ["--bind", f"127.0.0.1:{port}", "--log-level", "error"]
    path = os.pathsep.join([str(town.ROOT / "src"), str(town.ROOT / "bench")])
    server = subprocess.Popen(command, cwd=town.ROOT, env={**os.environ, "PYTHONPATH": path}, start_new_session=True)
    try:
        town.wait_for(port)
        warm(port, page)
        yield port
    finally:
        server.terminate()
        server.wait()


def warm(port: int, page: str, times: int = 40) -> None:
    """Until its processes have read their modules: so many pages one after the other, each with a new connection."""
    for _time in range(times):
        connection = HTTPConnection("127.0.0.1", port, timeout=60)
        connection.request("GET", page)
        connection.getresponse().read()
        connection.close()


def queue(paths: Sequence[str]) -> "SimpleQueue[str]":
    """In this order; one that is there twice in a row is sent twice at about once."""
    todo: SimpleQueue[str] = SimpleQueue()
    for path in paths:
        todo.put(path)
    return todo


def post_all(
    port: int, todo: "SimpleQueue[str]", fields: dict[str, str], seen: Posted, *, clients: int, seconds: float
) -> None:
    """Until the time is over or every path was sent. `seen` is added to."""
    body, began = urlencode({"csrfmiddlewaretoken": CROSS, **fields}), monotonic()
    threads = [
        Thread(target=_client, args=(port, todo, (body, _headers(number)), seen, began + seconds))
        for number in range(clients)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    seen.seconds += monotonic() - began


def _headers(number: int) -> dict[str, str]:
    """Each client has an address of its own, as the proxy in front of a server says it."""
    return {
        "Cookie": f"csrftoken={CROSS}",
        "Content-Type": "application/x-www-form-urlencoded",
        "X-Forwarded-For": f"192.0.2.{number + 1}",
    }


def _client(port: int, todo: "SimpleQueue[str]", sent: tuple[str, dict[str, str]], seen: Posted, until: float) -> None:
    while monotonic() < until:
        try:
            path = todo.get_nowait()
        except Empty:
            return
        began, connection = monotonic(), HTTPConnection("127.0.0.1", port, timeout=60)
        try:
            connection.request("POST", path, *sent)
            answer = connection.getresponse()
            answer.read()
        except (OSError, HTTPException) as error:
            seen.faults.append(f"{path} {error!r}")
            continue
        finally:
            connection.close()
        seen.waits.append(monotonic() - began)
        (seen.taken if answer.status == 302 else seen.faults).append(
            path if answer.status == 302 else str(answer.status)
        )
