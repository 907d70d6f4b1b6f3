"""Letters reach a mail server once, whatever it does and whoever sends them."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.mail_server import MailServer
from tests.site.at_once import at_once, on_disk
from tests.site.casework.conftest import send_request
from uramost_web import outbox
from uramost_web.casework import acts, letters
from uramost_web.casework.correspondence import Letter
from uramost_web.casework.history import Said
from uramost_web.casework.links import secret
from uramost_web.outbox import Sent

ANSWER = "Светло је поправљено. Žao nam je – hvala, ë ç."


@pytest.fixture
def server(settings):
    """The site sends to this server, as it would to the municipality's own."""
    with MailServer() as running:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", running.port, 1
        settings.DEFAULT_FROM_EMAIL = "Town <cases@town.example>"
        yield running


def later(minutes):
    """As if so much time had passed since."""
    for letter in Letter.objects.exclude(state=Sent.SENT):
        letter.next_at -= timedelta(minutes=minutes)
        letter.taken_at = letter.taken_at and letter.taken_at - timedelta(minutes=minutes)
        letter.save()


def waiting_letter(service, **values):
    """A case with its receipt, which nobody has sent yet."""
    case = send_request(service, at=timezone.now(), **values)
    return case, Letter.objects.get(case=case)


@pytest.mark.django_db
def test_a_letter_in_serbian_arrives_as_it_was_written(lights, clerk, server, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        case = send_request(lights)
        acts.act(case=case, code="answer", by=clerk, at=timezone.now(), said=Said(ANSWER, "sr-Cyrl"))

    receipt, answer = server.taken
    message = answer.message
    assert message["Subject"].strip() == Letter.objects.get(entry__move="answer").subject  # folded as a whole
    assert case.reference in message["Subject"]
    assert ANSWER in message.get_content()
    assert message["Content-Language"] == "sr-Cyrl"
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["X-UraMost"] == "case"
    assert message["From"] == "Town <cases@town.example>"
    address = f"cases+{case.reference}.{secret(case)}@town.example"
    assert message["Reply-To"] == answer.sender == address
    assert answer.recipients == ("resident@example.org",)
    assert receipt.message["Message-ID"] != message["Message-ID"]
    assert {letter.state for letter in case.letters.all()} == {Sent.SENT}


@pytest.mark.django_db
@pytest.mark.parametrize("subject", ["Ваш предмет је решен – „хвала“ (34-2026-00001)", "Жалба " * 49])
def test_a_subject_in_cyrillic_arrives_however_long_it_is(lights, server, subject):
    _case, letter = waiting_letter(lights)
    Letter.objects.update(subject=subject)
    assert letters.send.call(letter.pk)

    assert server.taken[0].message["Subject"].strip() == subject.strip()
    assert server.taken[0].content.split(b"\r\n\r\n")[0].isascii()


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_send_a_letter_once(tmp_path, lights, server):
    with on_disk(tmp_path):
        _case, letter = waiting_letter(lights)
        Letter.objects.update(state=Sent.WAITING, sent_at=None)  # in tests it leaves at once
        server.taken.clear()
        server.slow = 0.3

        sent = at_once(*[lambda: letters.send.call(letter.pk)] * 2, letters.send_all.call)

    assert sum(sent) == 1
    assert server.ids() == [letter.message_id]


@pytest.mark.django_db
@pytest.mark.parametrize("failure", ["later", "drops", "hangs"])
def test_a_server_that_fails_for_a_while_gets_the_letter_later(lights, server, failure):
    _case, letter = waiting_letter(lights)
    server.failure = failure
    assert letters.send.call(letter.pk) is False
    letter.refresh_from_db()
    assert (letter.state, letter.tries) == (Sent.WAITING, 1)
    assert letter.problem

    server.failure = ""
    assert letters.send_all.call() == 0  # not yet
    later(minutes=1)
    assert letters.send_all.call() == 1
    assert letters.send_all.call() == 0
    assert server.ids() == [letter.message_id]


@pytest.mark.django_db
def test_a_server_that_is_not_there_loses_nothing_and_after_the_last_try_clerks_can_see_it(lights, settings):
    with MailServer() as gone:
        pass
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", gone.port
    _case, letter = waiting_letter(lights)
    for _try in range(len(outbox.WAITS)):
        letters.send.call(letter.pk)
        letter.refresh_from_db()
        assert letter.state == Sent.WAITING
        later(minutes=1440)
    letters.send.call(letter.pk)

    letter.refresh_from_db()
    assert (letter.state, letter.tries) == (Sent.REFUSED, len(outbox.WAITS) + 1)
    assert "refused" in letter.problem.lower()


@pytest.mark.django_db
def test_an_address_that_does_not_exist_is_not_tried_again(lights, server):
    _case, letter = waiting_letter(lights)
    server.failure = "unknown"
    letters.send.call(letter.pk)

    letter.refresh_from_db()
    assert (letter.state, letter.tries) == (Sent.REFUSED, 1)
    assert "No such address" in letter.problem


@pytest.mark.django_db
@pytest.mark.parametrize("wrong", ["a@example.org\nBcc: all@example.org", "a@example.org\r\n\r\nText"])
def test_nobody_writes_headers_of_their_own_into_a_letter(lights, server, wrong):
    _case, letter = waiting_letter(lights)
    for field in ("to", "subject", "message_id"):
        Letter.objects.filter(pk=letter.pk).update(
            **{"to": letter.to, "subject": letter.subject, field: wrong, "state": Sent.WAITING}
        )
        letters.send.call(letter.pk)
        assert Letter.objects.get(pk=letter.pk).state == Sent.REFUSED, field

    assert server.taken == []


@pytest.mark.django_db
def test_what_a_dead_worker_had_taken_is_sent_by_another_one_ten_minutes_later(lights, server):
    _case, letter = waiting_letter(lights)
    Letter.objects.filter(pk=letter.pk).update(state=Sent.SENDING, taken_at=timezone.now(), tries=1)
    assert letters.send_all.call() == 0
    assert not letters.overdue(timezone.now())

    later(minutes=11)

    assert letters.overdue(timezone.now())
    assert letters.send_all.call() == 1
    assert server.ids() == [letter.message_id]


@pytest.mark.django_db
def test_a_worker_that_comes_back_late_does_not_undo_what_another_has_done(lights, server):
    """The first hangs for ten minutes; the second takes the letter up and sends it; then the first gives up."""
    _case, letter = waiting_letter(lights)
    first = timezone.now() - timedelta(minutes=11)
    Letter.objects.filter(pk=letter.pk).update(state=Sent.SENDING, taken_at=first, tries=1)
    held = Letter.objects.get(pk=letter.pk)
    assert letters.send.call(letter.pk) is True

    outbox.put_back(held, TimeoutError("timed out"), first)

    letter.refresh_from_db()
    assert letter.state == Sent.SENT
    assert letters.send_all.call() == 0
