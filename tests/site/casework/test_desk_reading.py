"""A clerk reads what they cannot read: with the memory, the terms, and a machine where the municipality has one."""

import pytest
from django.urls import reverse
from django.utils import timezone, translation

from tests.conftest import make_person
from tests.machine_server import MachineServer
from tests.site.casework.conftest import send_request
from tests.site.pages import said
from tests.site.translation import machines
from uramost_web.accounts.models import AuditEntry
from uramost_web.casework import links, reading_help, wording
from uramost_web.casework.models import Case
from uramost_web.translation.machine_models import MachineAsk
from uramost_web.translation.machine_words import TROUBLES
from uramost_web.translation.models import MemoryUnit, TermEntry

pytestmark = pytest.mark.django_db
ALBANIAN = "Drita e rrugës para shkollës nuk punon prej së hënës."
SERBIAN = "Улично светло испред школе не ради од понедељка."


@pytest.fixture
def engine():
    with MachineServer(words={ALBANIAN: SERBIAN}) as running:
        yield running


@pytest.fixture
def setting(gracanica, engine):
    administrator = make_person("administrator@example.org", municipality=gracanica, roles=("administrator",))
    return machines.switch_on(gracanica, administrator, engine.url, for_residents=True)


@pytest.fixture
def case(lights):
    return send_request(lights, text=ALBANIAN, language="sq", reads="sq")


def reading(client, case, act="", language="sr"):
    with translation.override(language):
        address = reverse("cases:reading", args=[case.reference])
    return client.post(address, {"act": act}) if act else client.get(address)


def test_what_was_said_before_and_the_terms_stand_beside_each_sentence(client, case, clerk):
    MemoryUnit.objects.create(
        source_language="sq", target_language="sr-Cyrl", source="Drita e rrugës para kishës nuk punon prej së hënës.",
        target="Улично светло испред цркве не ради од понедељка.", origin="made up", approved_at=timezone.now(),
    )  # fmt: skip
    client.force_login(clerk)

    cyrillic = said(reading(client, case))
    assert "испред цркве" in cyrillic
    assert "ispred crkve" in said(reading(client, case, language="sr-latn"))
    assert "испред" not in said(reading(client, case, language="sq"))


def test_terms_agreed_on_are_said(client, case, clerk):
    TermEntry.objects.create(
        key="made-up", texts={"sq": ["dritë"], "sr-Cyrl": ["светиљка"]}, status="approved", source="made up",
    )  # fmt: skip
    client.force_login(clerk)

    assert "светиљка" in said(reading(client, case))


def test_without_a_machine_of_the_municipality_there_is_no_button_and_nothing_is_sent(client, case, clerk):
    client.force_login(clerk)
    page = reading(client, case)
    assert 'value="ask"' not in page.content.decode()
    assert reading(client, case, "ask").status_code == 302
    assert not MachineAsk.objects.exists()


def test_a_machine_for_notices_is_not_one_for_what_residents_write(client, case, clerk, setting, engine):
    setting.for_residents = False
    setting.save()
    machines.has_read(clerk, setting)
    client.force_login(clerk)
    assert 'value="ask"' not in reading(client, case).content.decode()
    assert reading(client, case, "ask").status_code == 302
    assert not engine.said


def test_the_machine_is_asked_by_a_button_once_it_was_read_where_the_text_goes(client, case, clerk, setting, engine):
    client.force_login(clerk)
    assert "Made-up Translations" in said(reading(client, case))
    assert SERBIAN not in said(reading(client, case, "ask"))
    assert not engine.said

    told = reading(client, case, "read").content.decode()
    assert SERBIAN in told
    assert "callout-warning" in told
    assert SERBIAN in reading(client, case, "ask").content.decode()
    assert SERBIAN not in reading(client, case).content.decode()  # it is kept nowhere
    assert MachineAsk.objects.filter(translation=None).count() == 2
    assert AuditEntry.objects.filter(verb="case.machine_read").count() == 2
    with translation.override("sq"):
        follow = reverse("casework:follow", args=[case.reference, links.secret(case)])
        told = str(wording.TOLD["machine_read"])
    assert case.entries.filter(move="machine_read", seen_by_resident=True).count() == 2
    assert said(client.get(follow)).count(told) == 2


def test_of_a_case_that_was_made_anonymous_nothing_is_sent(client, case, clerk, setting, engine):
    machines.has_read(clerk, setting)
    Case.objects.filter(pk=case.pk).update(anonymised_at=timezone.now())
    client.force_login(clerk)
    page = reading(client, case, "ask", language="en")

    assert page.status_code == 200
    assert "This case was made anonymous." in said(page)
    assert not engine.said


def test_a_machine_that_fails_is_a_calm_sentence(client, case, clerk, setting, engine):
    machines.has_read(clerk, setting)
    engine.failure = "error"
    client.force_login(clerk)
    page = reading(client, case, "ask")

    assert page.status_code == 200
    with translation.override("sr"):
        assert str(TROUBLES["server_failed"]) in said(page)
    assert SERBIAN not in said(page)
    assert case.entries.filter(move="machine_read").exists()  # the text had left before it failed


def test_an_answer_in_another_language_is_not_shown_as_a_reading(client, case, clerk, setting, engine):
    machines.has_read(clerk, setting)
    engine.words = {}  # it gives back what it was given
    client.force_login(clerk)

    with translation.override("sr"):
        assert str(TROUBLES["echoed"]) in said(reading(client, case, "ask"))


def test_a_long_text_is_helped_with_at_its_beginning(case):
    case.text = " ".join(f"Kjo është fjalia numër {number} e këtij teksti." for number in range(60))
    found = reading_help.help_for(case, "sr-Cyrl")

    assert (len(found.sentences), found.cut) == (reading_help.MOST_SENTENCES, True)
