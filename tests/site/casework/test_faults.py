"""Processes are killed while residents send requests: what a resident was told is there, and letters arrive."""

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from smtplib import SMTP
from typing import Any

import pytest

from tests.mail_server import MailServer, Taken
from tests.site.casework import killing
from tests.site.casework.killing import COUNTER, rows
from tests.site.house import ROOT, House

pytestmark = pytest.mark.django_db  # only so that there is a database to move in with
FORMS, CLIENTS = 40, 4
ROUNDS = (("web",), ("worker",), ("web", "worker"))


@pytest.fixture(scope="module")
def mail() -> Iterator[MailServer]:
    with MailServer(slow=0.05) as server:
        yield server


@pytest.fixture(scope="module")
def house(
    tmp_path_factory: pytest.TempPathFactory, mail: MailServer, django_db_setup: None, django_db_blocker: Any
) -> House:
    house = House(tmp_path_factory.mktemp("house"), killing.settings(mail))
    house.move_in(django_db_blocker)
    house.run("-c", COUNTER.format("counter.build()"))
    return house


@pytest.fixture(scope="module")
def outcome(house: House, mail: MailServer) -> killing.Outcome:
    return killing.story(house, mail, forms=FORMS, clients=CLIENTS, rounds=ROUNDS)


def test_every_resident_is_shown_a_reference_and_it_is_there_once(outcome: killing.Outcome) -> None:
    assert outcome.faults == []
    assert len(outcome.shown) == FORMS
    assert outcome.shown == outcome.kept
    assert outcome.cases == len(set(outcome.kept.values())) == FORMS


def test_every_letter_arrives_and_none_goes_twice_unless_a_worker_died_while_sending_it(
    outcome: killing.Outcome,
) -> None:
    """A worker that dies between the server's 250 and the row being written sends that letter again, under the same
    Message-ID, by which mail programmes know it. One death can hit one letter, and usually hits none."""
    assert len(outcome.letters) == FORMS
    assert set(outcome.arrived) == outcome.letters
    assert outcome.again <= outcome.kills


def test_a_mail_server_pipes_an_answer_into_its_case_and_keeps_it_when_the_site_is_down(
    house: House, mail: MailServer, outcome: killing.Outcome
) -> None:
    """As in docs/guide/running.md: what the programme ends with decides whether the server says 250 or 451."""
    assert outcome.arrived
    address = str(mail.taken[0].message["Reply-To"])
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
