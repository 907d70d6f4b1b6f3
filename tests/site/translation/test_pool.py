"""The shared pool: a small municipality's text is translated by somebody of another one, and nobody else gets in."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.conftest import AT, make_person
from tests.site import office
from tests.site.pages import said
from tests.site.translation.conftest import bench_of
from uramost_web.accounts.models import AuditEntry
from uramost_web.places.permissions import NotAllowed
from uramost_web.translation import pool
from uramost_web.translation.states import State
from uramost_web.translation.teamwork import Assignment, Task

pytestmark = pytest.mark.django_db
POOL = "/en/desk/translations/pool/"


def browser_of(person):
    browser = Client()
    browser.force_login(person)
    return browser


@pytest.fixture
def offered(serbian, officer):
    return pool.offer(translation=serbian, task=Task.TRANSLATE, note="Ask Arta.", by=officer, at=AT)


def test_somebody_of_another_municipality_takes_a_text_translates_it_and_hands_it_over(
    serbian, officer, stranger, reviewer
):
    elsewhere = bench_of(stranger, serbian)
    assert elsewhere.browser.get(elsewhere.address("workbench")).status_code == 404
    browser_of(officer).post(elsewhere.address("assign"), {"task": "translate", "who": "pool", "note": "Ask Arta."})

    page = said(elsewhere.browser.get(POOL))
    assert office.TITLE in page
    assert "Ask Arta." in page
    row = Assignment.objects.get()
    answer = elsewhere.browser.post(reverse("translation:take", args=[row.pk]), follow=True)

    assert "It is yours now." in said(answer)
    for position, text in enumerate(office.SERBIAN.values(), start=1):
        elsewhere.save(position, text)
    assert "Handed over." in said(elsewhere.press("submit"))
    assert elsewhere.press("review", act="approve").status_code == 403
    bench_of(reviewer, serbian).press("review", act="approve")
    assert elsewhere.state() == State.APPROVED
    verbs = list(AuditEntry.objects.values_list("verb", flat=True))
    assert {"translation.offered", "translation.taken", "translation.approved"} <= set(verbs)


def test_a_task_opens_one_translation_and_no_other_door(serbian, officer, offered, stranger, gracanica):
    pool.take(assignment=offered, by=stranger, at=AT)
    other = office.start_notice(gracanica, officer, AT, title="Tjetër").given().translations.get(language="sr-Cyrl")
    theirs = browser_of(stranger)

    assert theirs.get(reverse("translation:workbench", args=[serbian.pk])).status_code == 200
    assert theirs.get(reverse("translation:workbench", args=[other.pk])).status_code == 404
    assert theirs.get(reverse("notices:notice", args=[serbian.document.notice.pk])).status_code == 404
    assert theirs.post(reverse("translation:assign", args=[serbian.pk]), {"who": "pool"}).status_code == 403


def test_of_two_who_take_it_one_has_it_and_the_other_is_told(offered, stranger, colleague):
    browser_of(colleague).post(reverse("translation:take", args=[offered.pk]))

    answer = browser_of(stranger).post(reverse("translation:take", args=[offered.pk]), follow=True)

    assert "Somebody else took it first." in said(answer)
    offered.refresh_from_db()
    assert offered.person == colleague


def test_what_is_given_back_waits_again_and_the_giver_is_out(serbian, offered, stranger):
    pool.take(assignment=offered, by=stranger, at=AT)
    theirs = bench_of(stranger, serbian)
    theirs.save(1, "Конкурс за преводиоца")

    theirs.browser.post(reverse("translation:give_back", args=[offered.pk]))

    assert theirs.browser.get(theirs.address("workbench")).status_code == 404
    assert theirs.target(1).text == "Конкурс за преводиоца"
    assert [row.pk for row in pool.queue()] == [offered.pk]


def test_a_person_asked_by_name_gets_a_letter_and_the_text(  # noqa: PLR0917 - the cast, and what watches it
    serbian, officer, stranger, mailoutbox, client, django_capture_on_commit_callbacks
):
    client.force_login(officer)
    page = said(client.get(reverse("translation:assign", args=[serbian.pk])))
    assert "stranger – " in page

    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("translation:assign", args=[serbian.pk]), {"task": "translate", "who": stranger.pk})

    assert [letter.to for letter in mailoutbox] == [["stranger@example.org"]]
    assert bench_of(stranger, serbian).page()
    assert AuditEntry.objects.filter(verb="translation.assigned").exists()


@pytest.mark.parametrize("role", ["officer", "administrator", "auditor"])
def test_who_is_nowhere_a_translator_is_not_asked(serbian, officer, gracanica, role):
    where = {"municipality": gracanica} if role != "auditor" else {}
    person = make_person("other@example.org", **where, roles=() if role == "auditor" else (role,))

    with pytest.raises(NotAllowed, match="not_skilled"):
        pool.assign(translation=serbian, task=Task.TRANSLATE, person=person, by=officer, at=AT)


def test_who_wrote_it_does_not_take_its_review(serbian, bench, officer, translator, stranger):
    bench.save(1, "Конкурс за преводиоца")
    row = pool.offer(translation=serbian, task=Task.REVIEW, by=officer, at=AT)

    with pytest.raises(NotAllowed, match="own_work"):
        pool.take(assignment=row, by=translator, at=AT)
    assert pool.take(assignment=row, by=stranger, at=AT).person == stranger


def test_a_reviewer_of_another_municipality_approves_what_they_were_asked_to(
    serbian, notice, officer, translator, stranger
):
    office.translate(notice, translator, AT)
    pool.assign(translation=serbian, task=Task.REVIEW, person=stranger, by=officer, at=AT)

    bench_of(stranger, serbian).press("review", act="approve")

    serbian.refresh_from_db()
    assert (serbian.state, serbian.approved_by) == (State.APPROVED, stranger)


def test_the_load_counts_words_that_are_left(serbian, bench, officer, translator):
    pool.assign(translation=serbian, task=Task.TRANSLATE, person=translator, by=officer, at=AT)
    before = next(load for load in pool.loads() if load.person == translator)

    bench.save(2, "Општина расписује конкурс.")

    after = next(load for load in pool.loads() if load.person == translator)
    assert before.translations == after.translations == 1
    assert before.words - after.words == 10
    serbian.state = State.APPROVED
    serbian.save()
    assert next(load for load in pool.loads() if load.person == translator).translations == 0


def test_the_queue_goes_by_what_is_due(serbian, officer, gracanica, offered):
    urgent = office.start_notice(gracanica, officer, AT, title="Urgjente").given().translations.get(language="sr-Cyrl")
    urgent.due_date = AT.date()
    urgent.save()
    pool.offer(translation=urgent, task=Task.TRANSLATE, by=officer, at=AT)

    assert [row.translation_id for row in pool.queue()] == [urgent.pk, serbian.pk]


def test_nobody_without_a_role_sees_the_pool(offered):
    browser = browser_of(make_person("nobody@example.org"))

    assert browser.get(POOL).status_code == 404
    assert browser.post(reverse("translation:take", args=[offered.pk])).status_code == 404


def test_a_choice_that_is_none_is_an_error_at_the_field(client, officer, serbian):
    client.force_login(officer)

    answer = client.post(reverse("translation:assign", args=[serbian.pk]), {"task": "translate", "who": "999999"})

    assert answer.status_code == 422
    assert "Choose somebody of the list." in said(answer)


def test_asking_nobody_in_particular_takes_it_out_of_the_pool(client, officer, serbian, offered):
    client.force_login(officer)

    client.post(reverse("translation:assign", args=[serbian.pk]), {"task": "translate", "who": "nobody"})

    assert pool.queue() == []


def test_the_pool_costs_the_same_whatever_waits(django_assert_max_num_queries, officer, gracanica, offered, stranger):
    browser = browser_of(stranger)
    for number in range(4):
        row = (
            office.start_notice(gracanica, officer, AT, title=f"N {number}")
            .given()
            .translations.get(language="sr-Cyrl")
        )
        pool.offer(translation=row, task=Task.TRANSLATE, by=officer, at=AT)
    browser.get(POOL)
    with django_assert_max_num_queries(20):
        browser.get(POOL)


def test_what_is_done_is_not_taken_from_the_pool(serbian, offered, stranger):
    type(serbian).objects.filter(pk=serbian.pk).update(state=State.APPROVED)
    with pytest.raises(pool.TakenAlready):
        pool.take(assignment=offered, by=stranger, at=AT)


def test_giving_back_what_was_withdrawn_is_nothing(offered, officer, stranger):
    pool.withdraw(assignment=offered, by=officer, at=AT)
    pool.give_back(assignment=offered, by=stranger, at=AT)
    assert not Assignment.objects.exists()
