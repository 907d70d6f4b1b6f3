"""Every working page at its door: who is let in, who learns nothing, and that acts are posted with the page's token."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import translation

from tests.conftest import AT, make_person
from tests.site import lasting, office
from uramost_web.accounts.models import AuditEntry
from uramost_web.notices.models import Notice
from uramost_web.places.models import Membership, Municipality, Organisation
from uramost_web.translation import sampling
from uramost_web.translation.bringing import Bringing
from uramost_web.translation.models import Assignment, Homework, Remark, Sample, Target, Translation

pytestmark = pytest.mark.django_db
POSTED: dict[str, dict[str, str]] = {
    "notices:text": {"written_in": "sq", "title": "Tjetër", "text": "Tekst tjetër."},
    "notices:draft": {"written_in": "sq", "title": "Tjetër", "text": "Tekst tjetër."},
    "notices:send": {"further": "tr"},
    "notices:publish": {"reason": "Pa arsye.", "reason_language": "sq"},
    "notices:correct": {},
    "notices:correct_sentence": {"text": "Diçka tjetër.", "seen": "1"},
    "notices:withdraw": {},
    "notices:notice": {},
    "translation:workbench": {},
    "translation:segment": {"text": "Нешто друго.", "seen": "1", "act": "confirm"},
    "translation:history": {"version": "0", "seen": "1"},
    "translation:replace": {"wanted": "преводиоца", "instead": "лектора", "pick": "1:1", "act": "replace"},
    "translation:fill": {"least": "from", "percent": "60"},
    "translation:findings": {},
    "translation:changes": {},
    "translation:preview": {},
    "translation:preview_file": {},
    "translation:concordance": {"words": "Општина"},
    "translation:due": {"due": "2026-03-09"},
    "translation:propagate": {"propagate": "off"},
    "translation:submit": {},
    "translation:review": {"act": "approve"},
    "translation:reopen": {},
    "translation:exchange": {},
    "translation:export": {},
    "translation:bring": {"kind": "memory", "origin": "Diçka"},
    "translation:brought": {},
    "translation:take_back": {},
    "translation:take": {},
    "translation:give_back": {},
    "translation:assign": {"task": "translate", "who": "pool"},
    "translation:remark": {"text": "Tjetër."},
    "translation:settle": {},
    "translation:homework": {},
    "translation:take_home": {},
    "translation:brought_back": {"take": "2:1"},
    "translation:quality": {},
    "translation:sample": {"act": "finish"},
    "translation:machine": {"act": "ask"},
    "translation:machine_prepare": {},
    "translation:machine_setting": {"act": "off"},
    "places:people": {"act": "self_approval", "allowed": "on"},
    "places:audit": {},
}
"""Every page of the desk that belongs to somebody, with what its form sends."""
FOR_ALL = {"notices:start", "notices:why_owed", "desk", "translation:pool"}
"""The desk itself, and what one asks before there is a notice."""


@pytest.fixture(autouse=True)
def _in_english() -> Any:
    with translation.override("en"):
        yield


@dataclass(frozen=True)
class Town:
    """A notice that is public in Albanian, with a translation that waits for review, and the addresses of its desk."""

    addresses: dict[str, str]
    files: Path


@pytest.fixture(scope="module")
def town(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    files = tmp_path_factory.mktemp("files")
    with lasting.world(django_db_blocker, files):
        gracanica = Municipality.objects.get(code="34")
        officer, translator, reviewer = (
            make_person(f"{role}@example.org", municipality=gracanica, roles=(role,))
            for role in ("officer", "translator", "reviewer")
        )
        notice = office.publish_notice_in_albanian(gracanica, officer, AT)
        office.translate(notice, translator, AT)
        with translation.override("en"):
            addresses = addresses_of(notice, gracanica, reviewer)
        yield Town(addresses, files)


@pytest.fixture
def addresses(town: Town, db: None, settings: Any) -> dict[str, str]:
    settings.MEDIA_ROOT = town.files
    return town.addresses


def addresses_of(notice: Notice, gracanica: Municipality, reviewer: Any) -> dict[str, str]:
    row = notice.given().translations.get(language="sr-Cyrl")
    brought = Bringing.objects.create(
        key=uuid4(), municipality=gracanica, kind="memory", progress="done", size=1, by=reviewer, at=AT
    )
    arguments: dict[str, list[Any]] = {
        "places:people": [gracanica.slug],
        "places:audit": [],
        "notices:correct_sentence": [notice.pk, 2],
        "translation:segment": [row.pk, 2],
        "translation:history": [row.pk, 2],
        "translation:exchange": [gracanica.slug],
        "translation:export": [gracanica.slug],
        "translation:bring": [gracanica.slug],
        "translation:brought": [gracanica.slug, brought.pk],
        "translation:take_back": [gracanica.slug, brought.pk],
        **of_the_team(row, reviewer),
        "translation:machine": [row.pk, 2],
        "translation:machine_setting": [gracanica.slug],
    }
    of_app = {"notices": [notice.pk], "translation": [row.pk]}
    return {name: reverse(name, args=arguments.get(name) or of_app.get(name.split(":")[0], [])) for name in POSTED}


def of_the_team(row: Translation, reviewer: Any) -> dict[str, list[Any]]:
    """The reviewer is asked to review, has made a remark and reads a sample; the translator has work at home."""
    asked = Assignment.objects.create(
        translation=row, task="review", person=reviewer, asked_by=reviewer, asked_at=AT, taken_at=AT
    )
    target = row.targets.order_by("segment__position")[1]
    remark = Remark.objects.create(target=target, of_version=1, text="Pse?", by=reviewer, at=AT)
    sample = sampling.draw(translation=row, by=reviewer, at=AT, seed=1)
    rows = [{"position": 2, "text": "Нешто друго.", "seen": 1, "of": 1, "confirm": True}]
    brought = Homework.objects.create(translation=row, filename="a.xlf", rows=rows, by=reviewer, at=AT)
    return {
        "translation:take": [asked.pk],
        "translation:give_back": [asked.pk],
        "translation:remark": [row.pk, 2],
        "translation:settle": [row.pk, remark.pk],
        "translation:take_home": [row.pk, "xliff12"],
        "translation:brought_back": [row.pk, brought.pk],
        "translation:sample": [row.pk, sample.pk],
    }


def everything() -> list[Any]:
    """What could have been changed."""
    notices = Notice.objects.values_list("pk", "draft", "document", "published_at", "withdrawn_at")
    translations = Translation.objects.values_list("pk", "state", "approved_by", "due_date", "propagate")
    targets = Target.objects.values_list("pk", "text", "state", "version")
    texts = Notice.objects.values_list("texts__pk", "document__segments__version", "document__translations__pk")
    rules = Municipality.objects.values_list("pk", "self_approval")
    memberships = Membership.objects.values_list("pk")
    brought = Bringing.objects.values_list("pk", "progress")
    asked = Assignment.objects.values_list("pk", "person", "pooled")
    told = Remark.objects.values_list("pk", "settled_by")
    judged = Sample.objects.values_list("pk", "finished_at")
    audited = AuditEntry.objects.values_list("hash")
    tables = (notices, translations, targets, texts, rules, memberships, brought, asked, told, judged, audited)
    return [sorted(map(str, rows)) for rows in tables]


def names(resolver: Any, app: str = "") -> list[str]:
    found = []
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            found += names(entry, entry.app_name or app)
        elif isinstance(entry, URLPattern) and entry.name:
            found.append(f"{app}:{entry.name}" if app else entry.name)
    return found


def test_every_working_page_is_in_this_story():
    desk = {name for name in names(get_resolver()) if name.split(":")[0] in {"notices", "translation", "places"}}
    assert desk | {"desk"} == POSTED.keys() | FOR_ALL


@pytest.mark.parametrize("name", POSTED)
def test_a_stranger_from_another_municipality_learns_nothing(client, addresses, stranger, name):
    """They are officer, translator and reviewer at home, and have guessed the number."""
    client.force_login(stranger)
    before = everything()

    answers = [client.get(addresses[name]), client.post(addresses[name], POSTED[name])]

    assert answers[0].status_code in {404, 405}
    assert answers[1].status_code == 404
    for answer in answers:
        assert office.TITLE not in answer.content.decode()
    assert everything() == before


@pytest.mark.parametrize("name", POSTED)
def test_somebody_without_a_role_learns_nothing(client, addresses, name):
    client.force_login(make_person("nobody@example.org"))
    before = everything()

    assert client.get(addresses[name]).status_code in {404, 405}
    assert client.post(addresses[name], POSTED[name]).status_code == 404
    assert everything() == before


@pytest.mark.parametrize("name", POSTED)
def test_whoever_is_not_logged_in_is_asked_to(client, addresses, name):
    before = everything()
    answer = client.post(addresses[name], POSTED[name])
    assert answer.status_code == 302
    assert answer.url.startswith(reverse("account_login"))
    assert everything() == before


LOOKING = ("notices:notice", "notices:correct", "translation:workbench", "places:audit")


@pytest.mark.parametrize("role", ["programme", "auditor"])
@pytest.mark.parametrize("name", [name for name in POSTED if name not in LOOKING])
def test_whoever_may_look_everywhere_changes_nothing_anywhere(client, addresses, role, name):
    watcher = make_person("watcher@example.org")
    house = Organisation.objects.create(code="house", names={"en": "House"})
    Membership.objects.create(user=watcher, role=role, organisation=house)
    client.force_login(watcher)
    before = everything()

    client.post(addresses[name], POSTED[name])

    assert everything() == before


TRANSLATING = [
    "translation:segment",
    "translation:history",
    "translation:replace",
    "translation:fill",
    "translation:propagate",
    "translation:submit",
    "translation:review",
    "translation:reopen",
]
OF_ANOTHER_ROLE = {
    "translator": [
        "notices:draft",
        "notices:send",
        "notices:publish",
        "notices:correct_sentence",
        "notices:withdraw",
        "translation:due",
    ],
    "officer": TRANSLATING,
    "administrator": TRANSLATING,
}


@pytest.mark.parametrize(("role", "name"), [(role, name) for role, names in OF_ANOTHER_ROLE.items() for name in names])
def test_an_act_of_another_role_is_refused(client, addresses, gracanica, role, name):
    client.force_login(make_person("colleague@example.org", municipality=gracanica, roles=(role,)))
    before = everything()

    client.post(addresses[name], POSTED[name])

    assert everything() == before


@pytest.mark.parametrize("name", POSTED)
def test_nothing_is_changed_by_looking(client, addresses, gracanica, name):
    """A link, a picture's address or a browser that fetches ahead: all of them ask with GET."""
    client.force_login(
        make_person("all@example.org", municipality=gracanica, roles=("officer", "reviewer", "administrator"))
    )
    before = everything()

    client.get(addresses[name], POSTED[name])

    assert everything() == before


@pytest.mark.parametrize("name", POSTED)
def test_another_site_cannot_post_in_somebodys_name(addresses, gracanica, name):
    """With the person's session and without the token of a page of ours: by a form, by htmx, by sendBeacon."""
    person = make_person("all@example.org", municipality=gracanica, roles=("officer", "reviewer", "administrator"))
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(person)
    before = everything()
    ways: list[Callable[[], Any]] = [
        lambda: browser.post(addresses[name], POSTED[name]),
        lambda: browser.post(addresses[name], POSTED[name], headers={"HX-Request": "true"}),
        lambda: browser.post(addresses[name], POSTED[name], headers={"Origin": "https://evil.example"}),
        lambda: browser.post(addresses[name], "a", content_type="text/plain;charset=UTF-8"),
    ]

    assert {way().status_code for way in ways} <= {403, 405}
    assert everything() == before


@pytest.mark.parametrize("there", ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)"])
def test_nobody_is_sent_elsewhere_after_logging_in(client, there):
    person = make_person("arta@example.org")
    person.authenticator_set.all().delete()
    person.emailaddress_set.create(email=person.email, verified=True, primary=True)
    form = {"login": person.email, "password": "a password for the story", "next": there}

    answer = client.post(reverse("account_login"), form)

    assert answer.status_code == 302
    assert answer.url == reverse("desk")


def test_the_language_switch_stays_on_this_site(client, kosovo):
    page = client.get("/sq//evil.example/").content.decode()
    assert 'href="//evil' not in page
