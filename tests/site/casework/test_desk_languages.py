"""A clerk is held to the language of the resident, and may do otherwise with a reason that is counted."""

import pytest
from django.utils import timezone

from tests.site.casework.conftest import do, page_of, send_request
from tests.site.casework.test_desk_case import ANSWER
from uramost_web.accounts.models import AuditEntry
from uramost_web.casework.forms_desk import fits

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


def test_an_answer_in_the_residents_language(client, case, clerk):
    client.force_login(clerk)
    assert ">Answer</a>" in client.get(page_of(case)).content.decode()
    assert do(client, case, "answer", text=ANSWER).status_code == 302

    case.refresh_from_db()
    assert (case.state, case.answer_language) == ("answered", "sr-Cyrl")
    assert AuditEntry.objects.filter(verb="case.answer").count() == 1


def test_another_language_needs_a_reason_and_what_was_typed_stays(client, case, clerk):
    client.force_login(clerk)
    refused = do(client, case, "answer", text="U rregullua.", language="sq")
    page = refused.content.decode()
    assert refused.status_code == 422
    assert "U rregullua." in page
    assert 'href="#id_other_language"' in page
    assert "counted" in page

    do(client, case, "answer", text="U rregullua.", language="sq", other_language="Nobody here writes it.")
    case.refresh_from_db()
    assert case.answer_language == "sq"
    assert AuditEntry.objects.filter(verb="case.other_language").count() == 1


def test_a_text_that_is_not_in_the_language_it_is_said_to_be_in_comes_back_once(client, case, clerk):
    client.force_login(clerk)
    albanian = "Drita e rrugës para shkollës u rregullua sot në mëngjes nga punëtorët e komunës."
    refused = do(client, case, "answer", text=albanian)
    assert refused.status_code == 422
    assert 'href="#id_language"' in refused.content.decode()
    assert 'type="checkbox" name="sure"' in refused.content.decode()
    latin = "Ulično svetlo ispred škole popravljeno je jutros i ponovo radi kako treba."
    assert do(client, case, "answer", text=latin).status_code == 422  # Cyrillic was asked for
    assert case.entries.count() == 1

    assert do(client, case, "answer", text=latin, sure="on").status_code == 302


def test_a_reason_that_is_not_in_the_language_of_the_resident_comes_back_once(client, case, clerk):
    client.force_login(clerk)
    albanian = "Kërkesa nuk ka të dhëna të mjaftueshme për rrugën dhe për numrin e shtëpisë."
    given = {"text": "Која улица?", "reason": albanian}
    refused = do(client, case, "ask", **given)
    assert refused.status_code == 422
    assert 'href="#id_reason"' in refused.content.decode()
    assert case.entries.count() == 1

    assert do(client, case, "ask", **given, sure="on").status_code == 302


def test_nobody_is_asked_to_be_sure_where_only_something_is_missing(client, case, clerk):
    client.force_login(clerk)
    refused = do(client, case, "ask", text="Која улица?", reason="")
    assert refused.status_code == 422
    assert 'href="#id_reason"' in refused.content.decode()
    assert 'type="checkbox" name="sure"' not in refused.content.decode()


def test_cyrillic_becomes_latin_for_who_reads_latin(client, lights, clerk):
    case = send_request(lights, at=timezone.now(), language="sr-Latn", reads="sr-Latn")
    client.force_login(clerk)
    do(client, case, "extend", text="Треба времена.", reason="Део је наручен.", amount="3")
    assert case.entries.last().facts["reason"] == "Deo je naručen."
    do(client, case, "answer", text="Улично светло испред школе поправљено је јутрос и поново ради како треба.")

    assert case.entries.last().text.startswith("Ulično svetlo ispred škole")


def test_more_time_told_in_another_language_is_counted_too(client, case, clerk):
    client.force_login(clerk)
    told = {"text": "Duhet kohë.", "language": "sq", "reason": "Pjesa.", "other_language": "Askush nuk shkruan."}
    assert do(client, case, "extend", amount="3", **told).status_code == 302
    assert AuditEntry.objects.get(verb="case.other_language").values == {"language": "sq", "asked": "sr-Cyrl"}
    assert AuditEntry.objects.get(verb="case.extend").values == {"entry": 2, "amount": 3}


def test_which_languages_fit():
    assert fits("sr-Cyrl", "sr-Latn")
    assert fits("sr-Latn", "bs")
    assert not fits("sr-Latn", "sr-Cyrl")
    assert not fits("sq", "sr-Cyrl")
    assert fits("tr", "tr")
