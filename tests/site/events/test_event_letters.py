"""Letters about events: each once, in the language of whoever reads it, also when the worker dies or mail fails."""

import io
import smtplib
from datetime import UTC, datetime, timedelta

import pytest
from django.core.mail.backends.locmem import EmailBackend
from django.core.management import call_command
from django.utils import timezone

from tests.site.events.conftest import SERBIAN_TITLE, TITLE, VALUES, begin, come, letters_to, times
from uramost_web import outbox, secret_links
from uramost_web.events import asking, calling_off, entering, letters, links, rounds
from uramost_web.events.models import Draft, Event, Letter, Registration, State
from uramost_web.notices import actions as notices
from uramost_web.places.permissions import NotAllowed

pytestmark = pytest.mark.django_db


class Deaf(EmailBackend):
    """A mail server that takes nothing."""

    def send_messages(self, _letters):
        raise smtplib.SMTPServerDisconnected("gone")


def about(address: str) -> list[str]:
    return list(Letter.objects.filter(to=address).order_by("pk").values_list("about", flat=True))


def test_who_comes_is_reminded_a_day_before_once(hearing):
    come(hearing, "Arta Krasniqi", reads="sq")
    come(hearing, "Milan Ilić")
    come(hearing, "Vesna Đorđević")
    assert not rounds.needed(timezone.now())
    soon = timezone.now() + timedelta(hours=20)
    Event.objects.update(starts_at=soon, ends_at=soon + timedelta(hours=2))
    assert rounds.needed(timezone.now())

    assert rounds.go_round.call() == 1
    assert not rounds.needed(timezone.now())
    assert rounds.go_round.call() == 0

    assert about("arta@example.org") == ["registered", "reminder"]
    assert about("vesna@example.org") == ["waiting"]
    letter = Letter.objects.get(to="arta@example.org", about="reminder")
    assert (letter.language, TITLE in letter.subject) == ("sq", True)


def test_a_round_that_died_before_it_was_stored_tells_nobody_twice(hearing):
    """As if the worker had been killed after the letters and before the mark, and somebody had taken the mark away."""
    come(hearing)
    soon = timezone.now() + timedelta(hours=20)
    Event.objects.update(starts_at=soon, ends_at=soon + timedelta(hours=2))
    rounds.go_round.call()
    Event.objects.update(reminded_of=None)
    rounds.go_round.call()
    assert about("milica@example.org") == ["registered", "reminder"]


def test_when_it_is_over_it_was_held_and_needs_are_forgotten(hearing):
    come(hearing, needs={"access": "Без степеница", "childcare": 2})
    Draft.objects.create(
        key=hearing.key, event=hearing, reads="sq", started_at=timezone.now() - asking.KEPT - timedelta(minutes=1)
    )
    past = timezone.now() - timedelta(hours=1)
    Event.objects.update(starts_at=past - timedelta(hours=2), ends_at=past)
    Registration.objects.update(photos=True)

    assert rounds.go_round.call() == 1

    hearing.refresh_from_db()
    row = Registration.objects.get()
    assert (hearing.state, row.access, row.childcare, row.state) == (State.HELD, "", 0, "registered")
    assert row.photos
    assert not Draft.objects.exists()
    assert not rounds.needed(timezone.now())


def test_a_move_is_told_to_all_in_their_language(hearing, officer, django_capture_on_commit_callbacks):
    for name in ("Arta Krasniqi", "Milan Ilić", "Vesna Đorđević"):
        come(hearing, name, reads="sq" if name.startswith("A") else "sr-Cyrl")
    later = times(begin() + timedelta(days=1))
    with django_capture_on_commit_callbacks(execute=True):
        changed = entering.change(event=hearing, values=VALUES, times=later, by=officer, at=datetime.now(UTC))
    assert changed == ["times"]
    hearing.refresh_from_db()
    assert (hearing.sequence, hearing.starts_at) == (1, later[0][0])
    assert [len(letters_to(f"{name}@example.org")) for name in ("arta", "milan", "vesna")] == [2, 2, 2]
    assert SERBIAN_TITLE in letters_to("vesna@example.org")[-1].subject
    assert not entering.change(event=hearing, values=VALUES, times=later, by=officer, at=datetime.now(UTC))
    assert entering.change(
        event=hearing, values=VALUES | {"offers": []}, times=later, by=officer, at=datetime.now(UTC)
    ) == ["offers"]
    assert Letter.objects.filter(about="moved").count() == 3


def test_more_places_let_the_waiting_in_and_fewer_than_promised_are_refused(hearing, officer):
    for name in ("Arta Krasniqi", "Milan Ilić", "Vesna Đorđević"):
        come(hearing, name)
    with pytest.raises(entering.Faulty) as refused:
        entering.change(
            event=hearing, values=VALUES | {"capacity": 1}, times=times(begin()), by=officer, at=datetime.now(UTC)
        )
    assert refused.value.code == "fewer_places"
    entering.change(
        event=hearing, values=VALUES | {"capacity": None}, times=times(begin()), by=officer, at=datetime.now(UTC)
    )
    assert about("vesna@example.org") == ["waiting", "promoted"]


def test_cancelling_is_told_with_its_reason_in_the_readers_language(hearing, officer, client):
    come(hearing, "Arta Krasniqi", reads="sq", needs={"access": "Pa shkallë"})
    come(hearing, "Milan Ilić")
    why = {"sq": "Salla është e zënë.", "sr-Cyrl": "Сала је заузета."}
    calling_off.cancel(event=hearing, why=why, by=officer, at=datetime.now(UTC))
    bodies = dict(Letter.objects.filter(about="cancelled").values_list("language", "body"))
    assert "Salla është e zënë." in bodies["sq"]
    assert "Сала је заузета." in bodies["sr-Cyrl"]
    assert letters.OWN not in bodies["sq"]
    assert set(Registration.objects.values_list("access", flat=True)) == {""}
    page = client.get(f"/sr/events/{hearing.pk}/").content.decode()
    assert "Сала је заузета." in page
    with pytest.raises(NotAllowed):
        calling_off.cancel(event=hearing, why=why, by=officer, at=datetime.now(UTC))


def test_a_copy_of_the_database_has_no_secret_link(hearing, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        come(hearing)
    (letter,), row, mine = letters_to("milica@example.org"), Letter.objects.get(), Registration.objects.get()
    for secret in (links.secret(mine), secret_links.secret("person", mine.person.nonce)):
        assert secret in letter.body
        assert secret not in row.body


def test_a_notice_that_is_withdrawn_calls_its_event_off(hearing, officer):
    come(hearing)
    hearing.notice.refresh_from_db()
    notices.withdraw(notice=hearing.notice, by=officer, at=datetime.now(UTC))
    hearing.refresh_from_db()
    assert hearing.state == State.CANCELLED
    assert about("milica@example.org") == ["registered", "cancelled"]


def test_mail_that_is_refused_is_tried_again_and_at_last_seen(hearing, settings):
    come(hearing)
    settings.EMAIL_BACKEND = "tests.site.events.test_event_letters.Deaf"
    assert letters.send_all.call() == 0
    row = Letter.objects.get()
    assert (row.state, row.tries) == ("waiting", 1)
    assert row.next_at > timezone.now()
    for _ in range(6):
        Letter.objects.update(next_at=timezone.now())
        letters.send_all.call()
    row.refresh_from_db()
    assert row.state == "refused"
    assert not letters.overdue(timezone.now() + timedelta(days=9))


def test_what_a_dead_worker_took_is_sent_by_the_next(hearing):
    come(hearing)
    Letter.objects.update(state="sending", taken_at=timezone.now() - outbox.GIVEN_UP - timedelta(seconds=40))
    assert letters.overdue(timezone.now())
    assert letters.send_all.call() == 1
    (letter,) = letters_to("milica@example.org")
    row = Letter.objects.get()
    assert letter.extra_headers["Message-ID"] == row.message_id
    assert row.state == "sent"
    assert letters.send_all.call() == 0


def test_the_command_sends_what_waits_about_events_too(hearing):
    come(hearing)
    said = io.StringIO()
    call_command("send_letters", stdout=said)
    assert said.getvalue() == "1 sent, 0 waiting, 0 refused.\n"
    assert Letter.objects.get().state == "sent"
