"""The queue: what is due next stands first, and it costs the same with many cases."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from tests.conftest import make_person
from tests.site.casework.conftest import send_request
from uramost_web.casework import acts, dossier, queue, resident
from uramost_web.casework import load as load_of
from uramost_web.casework.history import Said
from uramost_web.casework.models import Case, Post, Seat

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


@pytest.fixture
def now():
    return timezone.now()


def look(client, **asked):
    return client.get(reverse("cases:queue"), asked)


def listed(page):
    """The references, in the order of the page."""
    return [line.case.reference for line in page.context["lines"]]


def test_what_is_due_next_stands_first_and_late_is_said_in_words(client, lights, clerk, now):
    recent = send_request(lights, at=now - timedelta(days=1))
    late = send_request(lights, at=now - timedelta(days=40))
    waits = send_request(lights, at=now - timedelta(days=2))
    acts.act(case=waits, code="ask", by=clerk, at=now, said=Said("Где?", "sr-Cyrl", "Не пише."))
    client.force_login(clerk)
    page = look(client)

    assert listed(page) == [late.reference, recent.reference, waits.reference]
    text = page.content.decode()
    assert "late: the last day was" in text
    assert "due by" in text
    assert "Waiting for the resident" in text
    assert "the clock stands" in text
    over = send_request(lights, at=now - timedelta(days=50))
    acts.act(case=over, code="ask", by=clerk, at=now, said=Said("Где?", "sr-Cyrl", "Не пише."))
    assert "before something was asked for" in look(client).content.decode()
    assert 'lang="sr-Cyrl"' in text


def test_own_offices_first_and_all_by_a_link(client, lights, clerk, registry, now):
    mine, other = send_request(lights), send_request(lights)
    Case.objects.filter(pk=other.pk).update(office=registry)
    client.force_login(clerk)
    assert listed(look(client)) == [mine.reference]
    assert set(listed(look(client, offices="all"))) == {mine.reference, other.reference}

    Seat.objects.filter(user=clerk).delete()
    assert len(listed(look(client))) == 2


def test_the_queue_is_narrowed(client, lights, clerk, now):
    one = send_request(lights, at=now - timedelta(days=40))
    two = send_request(lights, at=now, language="tr", reads="en", text="Sokak lambası yanmıyor.")
    three = send_request(lights, at=now, text="Рупа на путу.")
    acts.assign(case=one, to=clerk, by=clerk, at=now)
    acts.act(case=three, code="take", by=clerk, at=now)
    Case.objects.filter(pk=two.pk).update(due_at=now + timedelta(hours=1))
    client.force_login(clerk)

    def found(**asked):
        return set(listed(look(client, **asked)))

    assert found(whose="mine") == {one.reference}
    assert found(whose="nobody") == {two.reference, three.reference}
    assert found(due="late") == {one.reference}
    assert found(due="soon") == {two.reference}
    assert found(state="in_progress") == {three.reference}
    assert found(language="tr") == {two.reference}
    assert found(service="street-light") == {one.reference, two.reference, three.reference}
    assert found(service="other") == set()
    assert found(words="rupa putu") == {three.reference}  # in the other script
    assert found(words=two.reference) == {two.reference}
    assert found(whose="x", due="y", state="z", offices="'", page="-1") == found()
    assert found(language="\0tr", service="street-light\0", place="\0", words="\0") == {two.reference}


def test_a_case_with_more_time_is_called_late_by_nobody_until_that_has_passed(client, lights, head, now, monkeypatch):
    case = send_request(lights, at=now)
    acts.extend(case=case, amount=8, by=head, at=now, said=Said("Треба времена.", "sr-Cyrl", "Део је наручен."))
    first, moved = case.due_at, Case.objects.get(pk=case.pk).due_at
    assert first < moved
    client.force_login(head)
    for moment, late in ((first + timedelta(hours=1), []), (moved + timedelta(hours=1), [case.reference])):
        monkeypatch.setattr(timezone, "now", lambda moment=moment: moment)
        client.force_login(head)
        assert listed(look(client, due="late")) == late
        assert [load.late for load in load_of.offices(case.municipality, moment)] == [len(late)]
        assert bool(dossier.grounds(Case.objects.get(pk=case.pk), moment)) is bool(late)


def test_what_has_ended_is_found_by_its_state_and_its_reference(client, lights, clerk, now):
    done = send_request(lights)
    acts.act(case=done, code="answer", by=clerk, at=now, said=Said("Готово.", "sr-Cyrl"))
    client.force_login(clerk)
    assert listed(look(client)) == []
    assert listed(look(client, state="answered")) == [done.reference]
    assert listed(look(client, words=done.reference)) == [done.reference]


def test_what_a_resident_writes_after_the_end_is_shown_until_somebody_who_works_here_has_seen_it(
    client, lights, clerk, auditor, now
):
    case, quiet = send_request(lights), send_request(lights)
    for one in (case, quiet):
        acts.act(case=one, code="answer", by=clerk, at=now, said=Said("Готово.", "sr-Cyrl"))
    resident.add(case=case, text="Још увек не ради.", at=now)

    client.force_login(clerk)
    assert 'href="?due=wrote"' in look(client).content.decode()
    assert listed(look(client)) == []
    assert listed(look(client, due="wrote")) == [case.reference]
    assert listed(look(client, due="wrote", offices="all", language="tr")) == []

    client.force_login(auditor)
    client.get(reverse("cases:case", args=[case.reference]))
    assert listed(look(client, due="wrote")) == [case.reference]
    client.force_login(clerk)
    client.get(reverse("cases:case", args=[case.reference]))
    assert listed(look(client, due="wrote")) == []

    resident.add(case=case, text="Ни данас.", at=now + timedelta(hours=1))
    assert listed(look(client, due="wrote")) == [case.reference]
    client.get(reverse("cases:letter", args=[case.reference, 2]))  # it was opened, and not what is new in it
    assert listed(look(client, due="wrote")) == [case.reference]
    client.get(reverse("cases:case", args=[case.reference]))  # the second time today
    assert listed(look(client, due="wrote")) == []

    resident.add(case=case, text="Никако.", at=now + timedelta(hours=2))
    resident.go(case=case, code="reopen", text="Не ради.", at=now + timedelta(hours=3))
    assert listed(look(client, due="wrote")) == []  # it stands in the queue again
    assert listed(look(client)) == [case.reference]

    running = send_request(lights)
    resident.add(case=running, text="И још нешто.", at=now)
    assert listed(look(client, due="wrote")) == []


def test_an_empty_list_says_whether_nothing_waits_or_nothing_fits(client, clerk):
    client.force_login(clerk)
    assert "Nothing is waiting." in look(client).content.decode()
    searched = look(client, words="putokaz").content.decode()
    assert "Nothing was found that fits all of this." in searched
    assert "Nothing is waiting." not in searched
    assert 'href="?words=putokaz&amp;offices=all">Look in all offices</a>' in searched
    assert "<details open>" not in searched
    assert "<details open>" in look(client, whose="mine").content.decode()
    assert "Show everything again" in searched
    assert "Look in all offices" not in look(client, words="putokaz", offices="all").content.decode()


def test_only_so_many_are_looked_through(lights, clerk, now, gracanica):
    for _number in range(3):
        send_request(lights)
    asked = {"chosen": queue.Choice(words="svetlo"), "now": now, "beside": Post.objects.none()}
    found = queue.find(clerk, [gracanica], **asked, searched=2)
    whole = queue.find(clerk, [gracanica], **asked)

    assert (len(found.rows), found.cut) == (2, True)
    assert (len(whole.rows), whole.cut) == (3, False)


def test_ten_and_sixty_cases_cost_the_same_and_stand_on_pages(client, lights, clerk):
    client.force_login(clerk)
    for _number in range(10):
        send_request(lights)
    look(client)
    with CaptureQueriesContext(connection) as ten:
        look(client)
    for _number in range(50):
        send_request(lights)
    with CaptureQueriesContext(ten.connection) as sixty:
        page = look(client)

    assert len(sixty) == len(ten) <= 16
    assert len(listed(page)) == 20
    assert len(listed(look(client, page="3"))) == 20
    assert len(page.content) < 100_000


def test_who_is_not_of_here_sees_nothing_and_an_auditor_everything(client, lights, stranger, auditor, gracanica):
    case = send_request(lights)
    client.force_login(stranger)
    assert look(client).status_code == 404
    elsewhere = stranger.memberships.first().municipality
    client.force_login(make_person("far@example.org", municipality=elsewhere, roles=("clerk",)))
    assert listed(look(client, offices="all", words=case.reference)) == []

    client.force_login(auditor)
    page = look(client)
    assert listed(page) == [case.reference]
    assert reverse("cases:new") not in page.content.decode()
    assert listed(look(client, place=elsewhere.slug)) == []


def test_the_desk_leads_to_the_cases_of_who_may_see_them(client, clerk, officer):
    for person, leads in ((clerk, True), (officer, False)):
        client.force_login(person)
        assert (f'href="{reverse("cases:queue")}"' in client.get(reverse("desk")).content.decode()) is leads
