"""A worker that is killed while it sends letters about an event loses none."""

from collections import Counter
from typing import Any

import pytest

from tests.mail_server import MailServer
from tests.site.casework.killing import kill_worker, rows, settings
from tests.site.house import House, wait_until, working

ROOM = "import django; django.setup(); from tests.site.events import room; room.{}"
PEOPLE = 12
pytestmark = pytest.mark.django_db  # only so that there is a database to move in with


@pytest.fixture(scope="module")  # before a test's transaction, which would hold the tables that are moved
def house(tmp_path_factory: pytest.TempPathFactory, django_db_setup: None, django_db_blocker: Any) -> Any:
    with MailServer(slow=0.1) as mail:
        house = House(tmp_path_factory.mktemp("house"), settings(mail))
        house.move_in(django_db_blocker)
        house.run("-c", ROOM.format(f"fill({PEOPLE})"))
        yield house, mail


def test_every_letter_arrives_though_the_worker_is_killed(house: tuple[House, MailServer]) -> None:
    """One that was being sent may arrive again, under the Message-ID that it had."""
    town, mail = house
    worker = town.start_worker()
    wait_until(lambda: len(mail.taken) >= 3, town)
    kill_worker(worker)
    assert len(mail.taken) < PEOPLE
    town.run("-c", ROOM.format("ten_minutes_later()"))
    with working(town.start_worker()):
        wait_until(lambda: not rows(town, "SELECT 1 FROM events_letter WHERE state <> 'sent'"), town)
    arrived = Counter(mail.ids())
    assert set(arrived) == {one for (one,) in rows(town, "SELECT message_id FROM events_letter")}
    assert len(arrived) == PEOPLE
    assert sum(arrived.values()) <= PEOPLE + 1
