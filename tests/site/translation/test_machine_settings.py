"""An administrator plugs a machine in: no statement, no switch; a key goes in and never comes out."""

import pytest
from django.core import serializers
from django.db import IntegrityError, transaction
from django.utils import timezone, translation

from tests.conftest import make_person
from tests.machine_server import KEY, MachineServer
from tests.site.translation import machines
from uramost_web.accounts import audit
from uramost_web.accounts.models import AuditEntry
from uramost_web.places.permissions import NotAllowed
from uramost_web.translation import machine, machine_settings, rules
from uramost_web.translation.machine_models import MachineSetting, MachineStatement
from uramost_web.translation.machine_statement import countries
from uramost_web.translation.models import TermEntry

pytestmark = pytest.mark.django_db


@pytest.fixture
def engine():
    with MachineServer() as running:
        yield running


@pytest.fixture
def administrator(gracanica):
    return make_person("administrator@example.org", municipality=gracanica, roles=("administrator",))


@pytest.fixture
def press(client, gracanica, administrator):
    return machines.page_of(client, gracanica, administrator)


def sent(url, **changed):
    found = {**machines.fields(url), "key": KEY, **changed}
    return {name: value for name, value in found.items() if value not in (None, False)}


def test_off_until_somebody_switches_it_on(press, engine, gracanica):
    assert "never shown again" in press()

    press("save", **sent(engine.url))
    assert machine.setting_of(gracanica) is None

    assert "Machine translation is on." in press("on")
    assert machine.setting_of(gracanica).operator == "Made-up Translations"
    assert "Machine translation is off." in press("off")
    assert machine.setting_of(gracanica) is None


@pytest.mark.parametrize("lacking", [{"operator": ""}, {"country": ""}, {"keeps": "", "days": None}])
def test_without_a_whole_statement_it_cannot_be_switched_on(press, engine, gracanica, lacking):
    press("save", **sent(engine.url, **lacking))

    assert "Say first who runs the server" in press("on")
    assert machine.setting_of(gracanica) is None


def test_the_database_says_the_same(gracanica, administrator, engine):
    setting = machines.switch_on(gracanica, administrator, engine.url)
    for broken in ({"operator": ""}, {"country": ""}, {"keeps": ""}, {"url": ""}, {"keeps": "days", "days": None}):
        with pytest.raises(IntegrityError), transaction.atomic():
            MachineSetting.objects.filter(pk=setting.pk).update(**broken)


def test_a_statement_that_is_taken_back_switches_it_off(press, engine, gracanica):
    press("save", **sent(engine.url))
    press("on")

    told = press("save", **sent(engine.url, operator=""))

    assert "Machine translation is off." in told
    assert machine.setting_of(gracanica) is None


def test_the_key_is_encrypted_and_comes_out_nowhere(press, engine, gracanica, caplog):
    caplog.set_level("DEBUG")
    pages = [press("save", **sent(engine.url)), press("on"), press("look"), press()]

    row = MachineSetting.objects.get()
    assert machine.key_of(row) == KEY
    stored = serializers.serialize("json", [*MachineSetting.objects.all(), *AuditEntry.objects.all()])
    for place in (*pages, stored, caplog.text, repr(machine.server(row))):
        assert KEY not in place
    assert "A key is set." in pages[-1]


def test_an_empty_key_leaves_the_one_that_is_there(press, engine):
    press("save", **sent(engine.url))
    press("save", **sent(engine.url, key="", per_minute=5))

    assert machine.key_of(MachineSetting.objects.get()) == KEY


def test_a_key_does_not_follow_to_another_server(press, engine):
    press("save", **sent(engine.url))
    press("save", **sent("https://translate.example.org", key=""))

    assert machine.key_of(MachineSetting.objects.get()) == ""


def test_a_key_of_the_environment_comes_first(press, engine, settings):
    press("save", **sent(engine.url))
    settings.MACHINE_KEYS = {"gracanice": "another"}

    assert machine.key_of(MachineSetting.objects.get()) == "another"


def test_an_old_secret_still_opens_a_key_and_a_lost_one_does_not(press, engine, settings):
    press("save", **sent(engine.url))
    old, settings.SECRET_KEY = settings.SECRET_KEY, "another secret of this house"

    settings.SECRET_KEY_FALLBACKS = [old]
    assert machine.key_of(MachineSetting.objects.get()) == KEY
    settings.SECRET_KEY_FALLBACKS = []
    assert machine.key_of(MachineSetting.objects.get()) == ""
    assert not machine_settings.has_key(MachineSetting.objects.get())


@pytest.mark.parametrize("url", ["http://translate.example.org", "ftp://x.org", "https://user:secret@x.org", "x"])
def test_an_address_that_is_not_allowed_is_said_at_its_field(press, url):
    assert "is not allowed" in press("save", **sent(url))
    assert not MachineSetting.objects.exists()


def test_a_form_that_is_not_whole_is_given_back(press, engine):
    told = press("save", **sent(engine.url, protocol="chat", model="", days=None))

    assert "Write the name of the model." in told
    assert "Write for how many days." in told
    assert "Made-up Translations" in told
    assert KEY not in told


@pytest.mark.parametrize("protocol", ["libretranslate", "deepl"])
def test_the_server_is_asked_which_languages_it_has(press, engine, protocol):
    press("save", **sent(engine.url, protocol=protocol))

    told = press("look")

    assert "Albanian → Serbian" in told
    assert not any("translate" in path for _, path, _, _ in engine.said)


def test_a_server_without_our_languages_says_so(press, engine):
    engine.languages = {"de": ["fr"]}
    press("save", **sent(engine.url))

    assert "between none of our languages" in press("look")


def test_what_is_no_code_of_a_language_is_not_kept(press, engine):
    engine.languages = {"sq": ["sr", "s\0r", "<b>"], "\0": ["sr"], "x" * 5000: ["sq"]}
    press("save", **sent(engine.url))

    press("look")

    assert MachineSetting.objects.get().offer == {"sq": ["sr"]}


def test_a_server_that_does_not_answer_is_said_in_one_sentence(press, engine):
    press("save", **sent(engine.url))
    engine.failure = "page"

    assert "something that is no translation" in press("look")


def test_the_agreed_terms_are_sent_to_deepl_once_for_all(press, engine, gracanica):
    TermEntry.objects.update_or_create(
        key="story",
        defaults={"domain": "x", "status": "approved", "texts": {"sq": ["kuvendi"], "sr-Cyrl": ["скупштина"]}},
    )
    rules.forget()
    press("save", **sent(engine.url, protocol="deepl"))
    press("look")

    assert "The agreed terms were sent." in press("terms")
    entries = engine.bodies("/v2/glossaries")[0]
    assert (entries["source_lang"], entries["target_lang"]) == ("sq", "sr")
    assert "kuvendi\tскупштина" in entries["entries"]
    assert machine.server(MachineSetting.objects.get(), pair="sq>sr-Cyrl").glossary


def test_every_change_is_in_the_audit_log(press, engine):
    press("save", **sent(engine.url))
    press("on")
    press("save", **sent(engine.url, key="", country="XK"))
    press("off")

    entries = AuditEntry.objects.filter(verb__startswith="machine.").order_by("sequence")
    assert [entry.verb for entry in entries] == [
        "machine.set", "machine.switched_on", "machine.set", "machine.switched_off"
    ]  # fmt: skip
    assert entries[2].values["fields"] == ["country"]
    assert all(entry.values["operator"] == "Made-up Translations" for entry in entries)
    assert "machine" in audit.sentence(entries[0])


@pytest.mark.parametrize("role", ["officer", "translator", "reviewer"])
def test_nobody_else_in_the_municipality_sees_the_settings(client, gracanica, engine, role):
    person = make_person("colleague@example.org", municipality=gracanica, roles=(role,))
    client.force_login(person)

    assert client.get(f"/en/desk/translations/machine/{gracanica.slug}/").status_code == 404
    with pytest.raises(NotAllowed):
        machines.switch_on(gracanica, person, engine.url)


def test_residents_read_where_texts_go_and_where_they_went(client, gracanica, administrator, engine):
    address = "/en/municipalities/gracanice/"
    assert "uses no machine translation" in client.get(address).content.decode()

    machines.switch_on(gracanica, administrator, engine.url)
    machines.switch_on(gracanica, administrator, engine.url, operator="Another House", country="XK", per_minute=9)
    told = client.get(f"{address}?fresh").content.decode()

    assert told.index("Another House") < told.index("Made-up Translations")
    assert "Kosovo" in told
    assert [row.until is None for row in MachineStatement.objects.all()] == [True, False]


def test_residents_read_whether_what_they_write_goes_there_too(client, gracanica, administrator, engine):
    """Since when as well: the switch of its own is a statement of its own."""
    address = "/en/municipalities/gracanice/"
    setting = machines.switch_on(gracanica, administrator, engine.url)
    told = client.get(address).content.decode()
    assert "What residents write to the municipality is not sent." in told
    assert "and what residents write to the municipality, when a clerk asks for it" not in told

    machines.switch_on(gracanica, administrator, engine.url, for_residents=True)
    told = client.get(f"{address}?fresh").content.decode()
    now, before = told.split('<dl class="facts">')[-2:]
    assert "and what residents write to the municipality, when a clerk asks for it" in now
    assert "What residents write to the municipality is not sent." in before

    machine_settings.switch(setting=setting, on=False, by=administrator, at=timezone.now())
    told = client.get(f"{address}?off").content.decode()
    assert "uses no machine translation" in told
    assert "may ask a machine" not in told
    assert "and what residents write to the municipality, when a clerk asks for it" in told  # until now


def test_what_was_not_kept_is_not_said(client, gracanica, administrator, engine):
    machines.switch_on(gracanica, administrator, engine.url)
    MachineStatement.objects.update(for_residents=None)
    assert "Whose texts are sent" not in client.get("/en/municipalities/gracanice/").content.decode()


def test_a_statement_that_stays_the_same_is_one(gracanica, administrator, engine):
    setting = machines.switch_on(gracanica, administrator, engine.url)
    machines.switch_on(gracanica, administrator, engine.url, per_minute=7)
    assert MachineStatement.objects.count() == 1

    machine_settings.switch(setting=setting, on=False, by=administrator, at=timezone.now())
    assert MachineStatement.objects.get().until is not None


@pytest.mark.parametrize(
    ("language", "germany", "kosovo"),
    [
        ("sq", "Gjermani", "Kosovë"),
        ("sr", "Немачка", "Косово"),
        ("sr-latn", "Nemačka", "Kosovo"),
        ("en", "Germany", "Kosovo"),
    ],
)
def test_countries_are_named_in_every_language(language, germany, kosovo):
    with translation.override(language):
        found = countries()

    assert (found["DE"], found["XK"]) == (germany, kosovo)
    assert "ZZ" not in found
