"""Processes are killed while residents send requests: what a resident was told is there, and letters arrive."""

import os
import random
import signal
import sqlite3
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from smtplib import SMTP
from threading import Event
from time import sleep

import pytest

from tests.mail_server import MailServer, Taken
from tests.site.casework import pressing
from tests.site.house import ROOT, House, wait_until, working

FORMS, CLIENTS = 40, 4
COUNTER = "import django; django.setup(); from tests.site.casework import counter; {}"
ROUNDS = (("web",), ("worker",), ("web", "worker"))
"""What is killed, one after the other, at moments that chance decides."""


@pytest.fixture(scope="module")
def mail() -> Iterator[MailServer]:
    with MailServer(slow=0.05) as server:
        yield server


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory, mail: MailServer) -> House:
    house = House(
        tmp_path_factory.mktemp("house"),
        {
            "URAMOST_SMTP": f"smtp://127.0.0.1:{mail.port}", "URAMOST_FROM": "cases@town.example",
            "URAMOST_PUZZLE_BITS": "0", "URAMOST_SENT_AN_HOUR": "100000",
        },
    )  # fmt: skip
    house.run("-c", COUNTER.format("counter.build()"))
    return house


def rows(house: House, query: str) -> list[tuple[object, ...]]:
    with sqlite3.connect(house.folder / "uramost.sqlite3", timeout=20) as database:
        return database.execute(query).fetchall()


@contextmanager
def serving(house: House) -> Iterator[tuple[int, Callable[[], None]]]:
    """A web server on some port, and a way to kill it: one process or all; somebody starts it again."""
    port = free_port()
    command = ["-m", "gunicorn", "uramost_web.wsgi", "--workers", "2", "--threads", "4", "--log-level", "critical"]
    running = [house.start(*command, "--bind", f"127.0.0.1:{port}")]

    def kill() -> None:
        if random.random() < 0.5:  # noqa: S311 - chance, not a secret
            os.kill(random.choice(children(running[-1].pid) or [running[-1].pid]), signal.SIGKILL)  # noqa: S311
        if running[-1].poll() is None and random.random() < 0.5:  # noqa: S311
            os.killpg(running[-1].pid, signal.SIGKILL)
            running[-1].wait()
        if running[-1].poll() is not None:
            running.append(house.start(*command, "--bind", f"127.0.0.1:{port}"))

    try:
        yield port, kill
    finally:
        os.killpg(running[-1].pid, signal.SIGKILL)
        running[-1].wait()


def free_port() -> int:
    import socket

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def children(pid: int) -> list[int]:
    path = Path(f"/proc/{pid}/task/{pid}/children")
    return [int(one) for one in path.read_text().split()] if path.exists() else []


def test_whatever_is_killed_every_reference_is_there_and_every_letter_arrives(house: House, mail: MailServer) -> None:
    keys = house.run("-c", COUNTER.format(f"print(*counter.fill_forms({FORMS}))")).split()
    seen, stop, kills = pressing.Seen(), Event(), 0
    worker = house.start_worker()
    with serving(house) as (port, kill_web), ThreadPoolExecutor(CLIENTS) as residents:
        pressed = [residents.submit(pressing.press, port, key, seen, stop) for key in keys]
        try:
            for killed in ROUNDS:
                sleep(random.uniform(0.5, 1.5))  # noqa: S311
                if "web" in killed:
                    kill_web()
                if "worker" in killed:
                    kill_worker(worker)
                    kills += 1
                    worker = house.start_worker()
            wait_until(lambda: all(one.done() for one in pressed), house, 60)
        finally:
            stop.set()

    assert not [fault for fault in seen.faults if not fault.startswith("302")], seen.faults[:3]
    drafts = rows(house, "SELECT d.key, c.reference FROM casework_draft d JOIN casework_case c ON c.id = d.case_id")
    assert {str(key).replace("-", ""): reference for key, reference in drafts} == {
        key.replace("-", ""): reference for key, reference in seen.shown.items()
    }
    assert len(set(seen.shown.values())) == len(keys) == rows(house, "SELECT count(*) FROM casework_case")[0][0]

    ten_minutes_later(house)
    with working(worker):
        wait_until(lambda: not rows(house, "SELECT 1 FROM casework_letter WHERE state != 'sent'"), house)
    letters = {str(one) for (one,) in rows(house, "SELECT message_id FROM casework_letter")}
    assert set(mail.ids()) == letters
    assert len(letters) == len(keys)
    # A worker that dies between the server's 250 and the row being written sends that one letter again, under the same
    # Message-ID by which its reader's programme knows it. A kill can hit one letter, and usually hits none.
    doubled = {one: times for one, times in Counter(mail.ids()).items() if times > 1}
    assert sum(times - 1 for times in doubled.values()) <= kills


def kill_worker(worker: "subprocess.Popen[bytes]") -> None:
    """The worker and the process in which it does its jobs, at the same moment."""
    for pid in [*children(worker.pid), worker.pid]:
        os.kill(pid, signal.SIGKILL)
    worker.wait()


def ten_minutes_later(house: House) -> None:
    """As if so much time had passed: letters that a dead worker had taken are taken up."""
    with sqlite3.connect(house.folder / "uramost.sqlite3", timeout=20) as database:
        database.execute(
            "UPDATE casework_letter SET taken_at = datetime(taken_at, '-11 minutes'),"
            " next_at = datetime(next_at, '-11 minutes') WHERE state != 'sent'"
        )


def test_a_mail_server_pipes_an_answer_into_its_case_and_keeps_it_when_the_site_is_down(house: House) -> None:
    """As in docs/guide/running.md: what the programme ends with decides whether the server says 250 or 451."""
    if not rows(house, "SELECT 1 FROM casework_case"):
        pytest.skip("the story before this one has made no case")
    address = house.run("-c", COUNTER.format("print(counter.address_of_one())"))
    broken = replace(house, settings={**house.settings, "URAMOST_FILES": "/dev/null/nowhere"})
    site = [broken, house, house]

    def pipe(mail: Taken) -> str:
        at = site.pop(0)
        done = subprocess.run(
            [sys.executable, "manage.py", "receive_mail", *mail.recipients],
            cwd=ROOT, env=at.environment, input=mail.content, capture_output=True, check=False, timeout=60,
        )  # fmt: skip
        return {0: "250 Kept", 75: "451 Try again"}.get(done.returncode, f"554 {done.returncode}")

    raw = f"From: a@example.org\r\nTo: {address}\r\nMessage-ID: <a@x>\r\n\r\nWe moved to number 7.\r\n".encode()
    answers = []
    with MailServer(deliver=pipe) as server:
        for _attempt in range(3):
            with SMTP("127.0.0.1", server.port, timeout=60) as sender:
                sender.ehlo()
                sender.mail("a@example.org")
                sender.rcpt(address)
                answers.append(sender.data(raw)[0])

    assert answers == [451, 250, 250]
    assert rows(house, "SELECT text FROM casework_entry WHERE move = 'add'") == [("We moved to number 7.",)]
    assert rows(house, "SELECT finding FROM casework_post") == [("",)]
