"""Who decides on an appeal: never who decided before, unless there is nobody else, and then everybody is told."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone, translation

from tests.conftest import make_person
from tests.site.casework.conftest import do, page_of, send_request
from uramost_web.accounts.models import AuditEntry
from uramost_web.casework import acts, appeals, resident, wording
from uramost_web.casework.history import Said

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


@pytest.mark.parametrize("code", ["answer", "fix"])
def test_who_answered_does_not_answer_an_appeal_against_it(client, case, clerk, head, code):
    at = timezone.now()
    acts.act(case=case, code="answer", by=clerk, at=at, said=Said("Није наше.", "sr-Cyrl"))
    resident.go(case=case, code="appeal", text="Јесте ваше.", at=at)
    client.force_login(clerk)
    page = client.get(page_of(case)).content.decode()
    assert f"/{code}/" not in page
    assert "Only a head of office decides on this appeal." in page
    assert "Somebody else has to do this" in do(client, case, code, text="Није наше, рекох.").content.decode()

    client.force_login(head)
    assert f"/{code}/" in client.get(page_of(case)).content.decode()
    assert do(client, case, code, text="Ипак јесте наше.").status_code == 302


OWN = "had decided in this case before"


def test_a_head_who_decided_does_not_decide_on_the_appeal_where_there_is_another(client, case, head, gracanica):
    at = timezone.now()
    acts.act(case=case, code="refuse", by=head, at=at, said=Said("Не.", "sr-Cyrl", "Није наше."))
    resident.go(case=case, code="appeal", text="Јесте ваше.", at=at)
    other = make_person("other@example.org", municipality=gracanica, roles=("head",))
    client.force_login(head)
    page = client.get(page_of(case)).content.decode()
    assert "Another head of office has to decide on the appeal" in page
    assert not any(f"/{code}/" in page for code in appeals.DECIDES)
    for code in appeals.DECIDES:
        assert "Another head of office" in do(client, case, code, text="Не.", reason="Није.").content.decode()
        assert "Another head of office" in client.get(page_of(case, code), follow=True).content.decode()

    client.force_login(other)
    assert do(client, case, "uphold", text="Не.", reason="Није наше.").status_code == 302
    case.refresh_from_db()
    assert (case.state, case.entries.last().facts.get("only_head")) == ("refused", None)
    assert OWN not in client.get(page_of(case)).content.decode()


def test_the_only_head_decides_also_on_their_own_decision_and_everybody_is_told(client, case, head, auditor, gracanica):
    at = timezone.now()
    away = make_person("away@example.org", municipality=gracanica, roles=("head",))
    type(away).objects.filter(pk=away.pk).update(is_active=False)
    acts.act(case=case, code="answer", by=head, at=at, said=Said("Није наше.", "sr-Cyrl"))
    resident.go(case=case, code="appeal", text="Јесте ваше.", at=at)
    client.force_login(head)
    for page in (page_of(case), page_of(case, "uphold")):
        assert "the resident is told so, and it is counted" in client.get(page).content.decode()

    assert do(client, case, "uphold", text="Није наше.", reason="Пут је државни.").status_code == 302

    entry = case.entries.last()
    assert entry.facts["only_head"] is True
    assert any(OWN in sentence for sentence in wording.told(case, entry))
    with translation.override("sr"):
        assert wording.told(case, entry)[1] in entry.letters.get(way="mail").body
    assert AuditEntry.objects.filter(verb="case.own_appeal", by=head).count() == 1
    client.force_login(auditor)
    assert OWN in client.get(page_of(case)).content.decode()
    assert (
        "1 appeal in the last 90 days" in client.get(reverse("cases:load"), {"place": gracanica.slug}).content.decode()
    )
    assert "0 appeals in the last" in client.get(reverse("cases:load"), {"place": "prizren"}).content.decode()


def test_where_nobody_answered_a_clerk_still_does_after_the_appeal(client, lights, clerk):
    case = send_request(lights, at=timezone.now() - timedelta(days=60))
    resident.go(case=case, code="appeal_silence", text="", at=timezone.now())
    client.force_login(clerk)
    assert "/answer/" in client.get(page_of(case)).content.decode()
    assert do(client, case, "answer", text="Светло је поправљено.").status_code == 302
