"""Residents send forms while processes are killed: what they were shown, what is there, and which letters arrived."""

import os
import random
import signal
import socket
import sqlite3
import subprocess
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Event
from time import sleep
from typing import Any

from tests.mail_server import MailServer
from tests.site.casework import pressing
from tests.site.house import House, wait_until, working

COUNTER = "import django; django.setup(); from tests.site.casework import counter; {}"
GUNICORN = ("-m", "gunicorn", "uramost_web.wsgi", "--workers", "2", "--threads", "4", "--log-level", "critical")
chance = random.Random()  # noqa: S311 - moments, not secrets


@dataclass(frozen=True)
class Outcome:
    """`shown`: form → reference that its resident saw; `kept`: form → reference in the database. `kills` of workers."""

    shown: dict[str, str]
    kept: dict[str, str]
    cases: int
    letters: set[str]  # Message-IDs in the database
    arrived: Counter[str]  # Message-IDs at the mail server
    faults: list[str]
    kills: int

    @property
    def lost(self) -> int:
        """References that were shown and are not there, and letters that did not arrive."""
        cases = sum(self.kept.get(key) != reference for key, reference in self.shown.items())
        return cases + len(self.letters - set(self.arrived))

    @property
    def twice(self) -> int:
        """Forms that became more than one case."""
        return self.cases - len(set(self.kept.values()))

    @property
    def again(self) -> int:
        """Letters that the mail server was given again, under a Message-ID that it had."""
        return sum(times - 1 for times in self.arrived.values())


def settings(mail: MailServer) -> dict[str, str]:
    """A site that sends to this mail server, and where one address may send as many forms as it likes."""
    return {
        "URAMOST_SMTP": f"smtp://127.0.0.1:{mail.port}", "URAMOST_FROM": "cases@town.example",
        "URAMOST_PUZZLE_BITS": "0", "URAMOST_SENT_AN_HOUR": "10000000",
    }  # fmt: skip


def rows(house: House, query: str) -> list[tuple[Any, ...]]:
    """What stands in the database of a house, whichever it is."""
    if url := house.settings.get("DATABASE_URL"):
        import psycopg

        with psycopg.connect(url) as server:
            return server.execute(query).fetchall()  # type: ignore[arg-type]
    with sqlite3.connect(house.folder / "uramost.sqlite3", timeout=20) as database:
        return database.execute(query).fetchall()


@contextmanager
def serving(house: House) -> Iterator[tuple[int, Callable[[], None]]]:
    """A web server on some port, and a way to kill it: one process or all; what has ended is started again."""
    port = free_port()
    running = [house.start(*GUNICORN, "--bind", f"127.0.0.1:{port}")]

    def kill() -> None:
        if below := children(running[-1].pid):
            os.kill(chance.choice(below), signal.SIGKILL)
        if chance.random() < 0.5:
            os.killpg(running[-1].pid, signal.SIGKILL)
            running[-1].wait()
            running.append(house.start(*GUNICORN, "--bind", f"127.0.0.1:{port}"))

    try:
        yield port, kill
    finally:
        os.killpg(running[-1].pid, signal.SIGKILL)
        running[-1].wait()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def children(pid: int) -> list[int]:
    """The processes that a process has started (Linux)."""
    path = Path(f"/proc/{pid}/task/{pid}/children")
    return [int(one) for one in path.read_text().split()] if path.exists() else []


def kill_worker(worker: "subprocess.Popen[bytes]") -> None:
    """The worker and the process in which it does its jobs, at the same moment."""
    for pid in [*children(worker.pid), worker.pid]:
        os.kill(pid, signal.SIGKILL)
    worker.wait()


def story(house: House, mail: MailServer, *, forms: int, clients: int, rounds: Sequence[Sequence[str]]) -> Outcome:
    """`rounds`: what is killed ("web", "worker"), one after the other, at moments that chance decides.

    Then ten minutes pass, and a worker sends what is left.
    """
    keys = house.run("-c", COUNTER.format(f"print(*counter.fill_forms({forms}))")).split()
    seen, stop, kills = pressing.Seen(), Event(), 0
    worker = house.start_worker()
    with serving(house) as (port, kill_web), ThreadPoolExecutor(clients) as residents:
        pressed = [residents.submit(pressing.press, port, key, seen, stop) for key in keys]
        try:
            for killed in rounds:
                sleep(chance.uniform(0.5, 1.5))
                if "web" in killed:
                    kill_web()
                if "worker" in killed:
                    kill_worker(worker)
                    kills += 1
                    worker = house.start_worker()
            wait_until(lambda: all(one.done() for one in pressed), house, 120)
        finally:
            stop.set()
    house.run("-c", COUNTER.format("counter.ten_minutes_later()"))
    with working(worker):
        wait_until(lambda: not rows(house, "SELECT 1 FROM casework_letter WHERE state <> 'sent'"), house, 300)
    kept = rows(house, "SELECT d.key, c.reference FROM casework_draft d JOIN casework_case c ON c.id = d.case_id")
    return Outcome(
        shown={key.replace("-", ""): reference for key, reference in seen.shown.items()},
        kept={str(key).replace("-", ""): reference for key, reference in kept},
        cases=rows(house, "SELECT count(*) FROM casework_case")[0][0],
        letters={one for (one,) in rows(house, "SELECT message_id FROM casework_letter")},
        arrived=Counter(mail.ids()),
        faults=seen.faults,
        kills=kills,
    )
