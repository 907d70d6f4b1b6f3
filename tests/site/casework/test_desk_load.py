"""The head of office sees what lies where, and nothing of a resident."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from tests.conftest import make_person
from tests.site.casework.conftest import send_request
from uramost_web.casework import acts, load, queue
from uramost_web.casework.history import Said
from uramost_web.casework.models import Case

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]
DONE = Said("Готово.", "sr-Cyrl")


def test_open_late_soon_waiting_and_right_at_once(lights, clerk, registry, gracanica):
    now = timezone.now()
    send_request(lights, at=now - timedelta(days=60))
    soon, waits, right, wrong = (send_request(lights, at=now - timedelta(days=2)) for _number in range(4))
    Case.objects.filter(pk=soon.pk).update(due_at=now + timedelta(minutes=1))
    acts.act(case=waits, code="ask", by=clerk, at=now, said=Said("Где?", "sr-Cyrl", "Не пише."))
    acts.assign(case=right, to=clerk, by=clerk, at=now)
    acts.act(case=right, code="answer", by=clerk, at=now, said=DONE)
    acts.forward(case=wrong, office=registry, by=clerk, at=now, said=Said("Тамо.", "sr-Cyrl", "Њихово."))
    acts.act(case=wrong, code="answer", by=clerk, at=now, said=Said("U bë.", "sq", "", "Askush."))
    works, other = sorted(load.offices(gracanica, now), key=lambda row: -row.running)

    assert (works.running, works.late, works.soon, works.waiting) == (3, 1, 1, 1)
    assert (works.right, works.ended, works.share, works.other) == (1, 2, 50, 0)  # both came to it first
    assert (other.running, other.ended, other.share, other.other) == (0, 0, None, 1)
    nobody, mine = load.people(gracanica, now)
    assert (nobody.name, nobody.running, nobody.ended) == ("", 3, 1)
    assert (mine.name, mine.running, mine.right, mine.ended) == ("clerk", 0, 1, 1)


def test_soon_is_the_same_on_this_page_and_in_the_queue(client, lights, head, gracanica):
    now = timezone.now()
    last, beyond = send_request(lights, at=now), send_request(lights, at=now)
    Case.objects.filter(pk=last.pk).update(due_at=queue.after_working_days(gracanica, now, queue.SOON))
    Case.objects.filter(pk=beyond.pk).update(due_at=queue.after_working_days(gracanica, now, queue.SOON + 1))
    client.force_login(head)

    waiting, loaded = client.get(reverse("cases:queue"), {"due": "soon"}), client.get(reverse("cases:load"))

    assert [line.case.reference for line in waiting.context["lines"]] == [last.reference]
    assert [row.soon for row in loaded.context["offices"]] == [1]
    for page in (waiting, loaded):
        assert f"within {queue.SOON} working days" in page.content.decode().lower()


def test_what_ended_long_ago_does_not_count(lights, clerk, gracanica):
    now = timezone.now()
    case = send_request(lights, at=now - timedelta(days=200))
    acts.act(case=case, code="answer", by=clerk, at=now - timedelta(days=100), said=DONE)

    assert [row.ended for row in load.offices(gracanica, now)] == [0]
    assert load.people(gracanica, now) == []


def test_who_sees_it_and_that_it_names_no_resident(client, lights, clerk, head, stranger, auditor, gracanica):  # noqa: PLR0917 – the cast
    send_request(lights, name="Неко Нечији")
    administrator = make_person("admin@example.org", municipality=gracanica, roles=("administrator",))
    for person in (head, administrator, auditor):
        client.force_login(person)
        page = client.get(reverse("cases:load"), {"place": gracanica.slug})
        assert page.status_code == 200
        assert "Неко" not in page.content.decode()
        assert "Public Works Office" in page.content.decode()
    for person in (clerk, stranger):
        client.force_login(person)
        assert client.get(reverse("cases:load")).status_code == 404
    elsewhere = stranger.memberships.first().municipality
    client.force_login(make_person("far@example.org", municipality=elsewhere, roles=("head",)))
    assert client.get(reverse("cases:load"), {"place": gracanica.slug}).status_code == 404


def test_many_cases_cost_no_more(client, lights, head):
    client.force_login(head)
    send_request(lights)
    client.get(reverse("cases:load"))
    with CaptureQueriesContext(connection) as one:
        client.get(reverse("cases:load"))
    for _number in range(20):
        send_request(lights)
    with CaptureQueriesContext(one.connection) as many:
        client.get(reverse("cases:load"))

    assert len(one) == len(many)
