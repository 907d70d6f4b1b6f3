"""The directory's pages at their door, as `test_doors` has it for the other desks."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import get_resolver, reverse
from django.utils import translation

from tests.conftest import AT, make_person
from tests.site.directory.conftest import give_function, make_one, make_organisation
from tests.site.test_doors import names
from uramost_web.accounts.models import AuditEntry
from uramost_web.directory import merging
from uramost_web.directory.models import Function, Import, ImportLine, Merge, Organisation, OrganisationName, Person

pytestmark = pytest.mark.django_db
SECRET = ("Izmišljeni", "Измишљена", "Kooperativa e trilluar", "djordje@example.org", "111 222")
"""What stands on pages about these rows and nowhere else."""


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def addresses(programme, gracanica, cooperative, member):
    """Name → (address, what its form sends)."""
    twin = make_one(programme, "Djordje Izmisljeni", municipality=gracanica)
    joined = make_one(programme, "Gjorgje Izmishlena", municipality=gracanica)
    other = make_organisation(programme, gracanica, names={"sq": "Kooperativa e trilluar 2"})
    function = give_function(programme, member, other)
    merge = merging.merge(kind="person", kept=member.pk, gone=joined.pk, by=programme, at=AT)
    organisation = {"kind": "cso", "municipality": gracanica.pk, "names_sq": "Tjetër", "sure": "on"}
    person = {"name": "Tjetër Dikush", "municipality": gracanica.pk, "sure": "on"}
    give = reverse("directory:give", args=["organisation", cooperative.pk])
    wanted = {
        "organisations": ([], {}),
        "organisation_new": ([], organisation),
        "organisation": ([cooperative.pk], {}),
        "organisation_change": ([cooperative.pk], organisation),
        "organisation_alike": ([cooperative.pk], {}),
        "people": ([], {}),
        "person_new": ([], person),
        "person": ([member.pk], {}),
        "person_change": ([member.pk], person),
        "person_alike": ([member.pk], {}),
        "people_leaving": ([], {}),
        "forget": ([member.pk], {}),
        "function": ([function.pk], {"act": "take"}),
        "merges": ([], {}),
        "merge": ([merge.pk], {}),
        "compare": (["person", member.pk, twin.pk], {}),
    }
    found = {f"directory:{name}": (reverse(f"directory:{name}", args=of), sent) for name, (of, sent) in wanted.items()}
    return found | {"directory:give": (f"{give}?with={twin.pk}", {"what_sq": "Anëtar"})}


def everything():
    tables = (
        Organisation.objects.values_list("pk", "kind", "sort", "merged_into"),
        OrganisationName.objects.values_list("pk", "name"),
        Person.objects.values_list("pk", "name", "email", "merged_into"),
        Function.objects.values_list("pk", "person", "organisation", "what"),
        Merge.objects.values_list("pk", "undone_at"),
        AuditEntry.objects.values_list("hash"),
    )
    return [sorted(map(str, rows)) for rows in tables]


def knock(client, addresses):
    """Name → (what looking gives, what posting gives)."""
    answers = {name: (client.get(to), client.post(to, sent)) for name, (to, sent) in addresses.items()}
    for looked, posted in answers.values():
        if looked.status_code != 200:
            assert not any(word in (looked.content + posted.content).decode() for word in SECRET)
    return {name: (looked.status_code, posted.status_code) for name, (looked, posted) in answers.items()}


LISTS = {"directory:organisations", "directory:people", "directory:merges"}
READ = {"directory:organisation", "directory:organisation_alike", "directory:person", "directory:person_alike"} | LISTS


def test_every_page_is_in_this_story(addresses):
    assert {name for name in names(get_resolver()) if name.startswith("directory:")} == addresses.keys()


def test_who_does_not_belong_here_learns_nothing(client, addresses, translator, cooperative):
    before = everything()
    for person in (make_person("nobody@example.org"), translator):
        client.force_login(person)
        assert set(knock(client, addresses).values()) <= {(404, 404), (404, 405)}
    assert everything() == before
    client.logout()
    before = everything()
    assert set(knock(client, addresses).values()) == {(302, 302)}
    assert everything() == before


def test_another_municipality_learns_nothing_of_these(client, addresses, stranger):
    """They have a directory of their own: its lists are empty, and a new row is not for Gračanica."""
    client.force_login(stranger)
    before = everything()
    found = knock(client, addresses)
    assert {name for name, (looked, _posted) in found.items() if looked == 200} == {
        "directory:organisations",
        "directory:people",
        "directory:organisation_new",
        "directory:person_new",
    }
    for name in LISTS:
        for asked in ({}, {"place": "gracanice"}, {"q": "izmisljeni"}, {"q": "izmisljeni", "place": "gracanice"}):
            assert not any(word in client.get(addresses[name][0], asked).content.decode() for word in SECRET)
    assert everything() == before


def test_an_auditor_reads_and_changes_nothing(client, addresses, auditor):
    client.force_login(auditor)
    before = everything()
    found = knock(client, addresses)
    assert {name for name, (looked, _posted) in found.items() if looked == 200} == READ - {"directory:merges"}
    assert everything() == before
    page = client.get(addresses["directory:person"][0]).content.decode()
    assert "Izmišljeni" in page
    assert "djordje@example.org" not in page
    assert "111 222" not in page
    found_by = client.get(reverse("directory:people"), {"q": "djordje@example.org"}).content.decode()
    assert "Izmišljeni" not in found_by


def test_an_officer_merges_and_deletes_nothing(client, addresses, officer):
    client.force_login(officer)
    before = everything()
    for name in ("merges", "merge", "compare", "people_leaving", "forget"):
        to, sent = addresses[f"directory:{name}"]
        assert {client.get(to).status_code, client.post(to, sent).status_code} <= {403, 404, 405}
    assert everything() == before


def test_nothing_is_changed_by_looking(client, addresses, programme, administrator, officer):
    before = everything()
    for person in (programme, administrator, officer):
        client.force_login(person)
        for to, sent in addresses.values():
            client.get(to, sent)
    assert everything() == before


def test_another_site_cannot_post_in_somebodys_name(addresses, programme):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(programme)
    before = everything()
    ways = ({}, {"HX-Request": "true"}, {"Origin": "https://evil.example"})
    found = {browser.post(to, sent, headers=way).status_code for to, sent in addresses.values() for way in ways}
    assert found == {403}
    assert everything() == before


@pytest.mark.parametrize("number", ["0", "999999", "99999999999999999999999"])
def test_numbers_that_are_nobodys_have_no_page(client, programme, number):
    client.force_login(programme)
    for start in ("", "people/", "functions/", "merges/", "functions/person/", "merge/person/1/"):
        assert client.get(f"/en/desk/directory/{start}{number}/").status_code == 404, start
    assert client.get("/en/desk/directory/people/", {"after": number}).status_code == 200
    assert client.get(f"/en/organisations/{number}/").status_code == 404


def test_a_list_of_somebody_else_is_neither_seen_nor_changed(client, programme, officer, administrator, auditor):
    row = Import.objects.create(file_name="lista.xlsx", by=programme, at=AT, state="preview")
    line = ImportLine.objects.create(of=row, number=2, read={"name": "Izmišljeni"}, decision="new")
    for person in (officer, administrator, auditor):
        client.force_login(person)
        for act in ("", "confirm/", "undo/", "throw-away/", "report.csv"):
            to = f"/en/desk/lists/{row.pk}/{act}"
            assert {client.get(to).status_code, client.post(to, {"line_2": "skip"}).status_code} <= {404, 405}
    line.refresh_from_db()
    assert (line.decision, line.of.state, line.person) == ("new", "preview", None)


def test_a_list_is_not_brought_in_somebodys_name(programme):
    """Where the file goes is said before the form is read, and so the view looks after this check itself."""
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(programme)
    file = SimpleUploadedFile("lista.csv", b"Emri,E-mail\nNeko Neko,neko@example.org\n")
    assert browser.post("/en/desk/lists/new/", {"file": file}).status_code == 403
    assert not Import.objects.exists()
