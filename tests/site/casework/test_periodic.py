"""What is overdue is begun by the worker, and nothing is begun for nothing."""

import io
import sys
from datetime import timedelta

import pytest
from django.core import mail
from django.core.management import call_command
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from tests.site.casework.conftest import send_request
from uramost_web.casework import incoming, letters
from uramost_web.casework.correspondence import Letter, Post
from uramost_web.outbox import Sent
from uramost_web.portal import periodic

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)


def test_a_letter_that_nobody_sends_is_sent_by_the_next_look(lights):
    now = timezone.now()
    send_request(lights, at=now)
    assert periodic.look(now) == 0  # its own job will come to it
    assert mail.outbox == []

    Letter.objects.update(next_at=now - MINUTE)

    assert periodic.look(now) == 1
    assert len(mail.outbox) == 1
    assert periodic.look(now + MINUTE) == 0


def test_post_that_nobody_read_is_read_by_the_next_look(lights):
    case, now = send_request(lights), timezone.now()
    raw = f"From: a@example.org\r\nTo: {letters.reply_address(case)}\r\n\r\nIt is number 7.\r\n".encode()
    incoming.keep(raw, letters.reply_address(case), now - MINUTE)
    Letter.objects.update(state=Sent.SENT)

    assert periodic.look(now) == 1
    assert case.entries.last().text == "It is number 7."


@pytest.mark.parametrize("one", periodic.LOOKS[:2], ids=lambda one: one.job.module_path)
def test_a_job_that_stands_in_the_queue_is_not_put_there_again(lights, one):
    now = timezone.now()
    send_request(lights, at=now - MINUTE)
    incoming.keep(b"From: a@example.org\r\n\r\n", "cases@town.example", now - MINUTE)
    DBTaskResult.objects.create(task_path=one.job.module_path, args_kwargs={"args": [], "kwargs": {}}, backend_name="d")
    assert one.needed(now)
    others = sum(other.needed(now) for other in periodic.LOOKS if other is not one)
    assert periodic.look(now) == others


def test_the_command_sends_what_waits_and_says_what_is_left(lights):
    send_request(lights, at=timezone.now() - MINUTE)
    refused = send_request(lights, at=timezone.now() - MINUTE)
    Letter.objects.filter(case=refused).update(state=Sent.REFUSED)
    said = io.StringIO()

    call_command("send_letters", stdout=said)

    assert said.getvalue() == "1 sent, 0 waiting, 1 refused.\n"


@pytest.mark.parametrize(
    ("size", "code", "kept"), [(10, 0, 1), (incoming.MOST_BYTES, 0, 1), (incoming.MOST_BYTES + 1, 65, 0)]
)
def test_a_mail_that_is_too_large_is_given_back_by_the_mail_server(monkeypatch, size, code, kept):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"x" * size)))
    with pytest.raises(SystemExit) as ended:
        call_command("receive_mail", "cases@town.example")
    assert ended.value.code == code
    assert Post.objects.count() == kept
