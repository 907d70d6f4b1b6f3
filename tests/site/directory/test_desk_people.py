"""Staff enter, find and change people, and what these are where."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from tests.conftest import AT
from tests.site.directory.conftest import give_function, make_one, make_organisation, queries
from uramost_web.accounts.models import AuditEntry
from uramost_web.directory import finding, forgetting, merging
from uramost_web.directory.models import Function, Merge, Person
from uramost_web.directory.views.own import own_path
from uramost_web.places.models import Membership, Municipality, Role
from uramost_web.places.permissions import NotAllowed

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


def page(client, name, *arguments, **asked):
    return client.get(reverse(f"directory:{name}", args=arguments), asked).content.decode()


def test_what_is_kept_of_a_person_is_named_here():
    """How to reach them, what they are found by, and what became of the row: no ethnicity, no number of a paper."""
    reached = {"name", "email", "phone", "language", "municipality"}
    found_by = {"id", "folded", "search", "phone_key", "nonce"}
    became = {"merged_into", "asked_to_be_deleted_at", "forgotten_at", "added_at"}
    assert {field.name for field in Person._meta.concrete_fields} == reached | found_by | became


def test_a_person_is_entered_with_what_is_needed(client, programme, gracanica):
    client.force_login(programme)
    sent = {"name": "  Đorđe   Izmišljeni ", "email": "Djordje@Example.ORG", "language": "sr-Latn", "phone": ""}
    answer = client.post(reverse("directory:person_new"), {**sent, "municipality": gracanica.pk})
    row = Person.objects.get()
    assert answer.url == row.get_absolute_url()
    assert (row.name, row.folded, row.email) == ("Đorđe Izmišljeni", "dorde izmisljeni", "djordje@example.org")
    entry = AuditEntry.objects.get(verb="person.added")
    assert entry.values == {}  # the log keeps no name for ever
    assert "djordje@example.org" in page(client, "person", row.pk)


@pytest.mark.parametrize("name", ["", "   ", ".", "12\u0000", "\ufffd", "a" * 201])
def test_what_is_no_name_is_not_entered(client, programme, name):
    client.force_login(programme)
    assert client.post(reverse("directory:person_new"), {"name": name}).status_code == 422
    assert not Person.objects.exists()


def test_one_who_may_be_there_is_shown_first(client, programme, member, officer, gracanica):
    client.force_login(officer)
    sent = {"name": "Ђорђе Измишљени", "municipality": gracanica.pk, "phone": "044 111 222"}
    answer = client.post(reverse("directory:person_new"), sent)
    assert answer.status_code == 422
    assert "the same name, the same telephone" in answer.content.decode()
    assert client.post(reverse("directory:person_new"), {**sent, "sure": "on"}).status_code == 302
    assert Person.objects.count() == 2


def test_people_of_another_municipality_are_not_hinted_at(client, member, stranger):
    client.force_login(stranger)
    place = stranger.memberships.first().municipality_id
    sent = {"name": "Đorđe Izmišljeni", "municipality": place}
    assert client.post(reverse("directory:person_new"), sent).status_code == 302


def test_somebody_is_found_by_name_telephone_and_address(client, programme, member):
    make_one(programme, "Dikush Tjetër")
    client.force_login(programme)
    for typed in ("Ђорђе", "izmisljeni djordje", "Izmisljni", "044/111-222", "DJORDJE@example.org"):
        shown = page(client, "people", q=typed)
        assert "Đorđe Izmišljeni" in shown, typed
        assert "Dikush" not in shown, typed
    shown = page(client, "people", q="Ђорђе")
    assert '<span lang="sq">Sekretar</span>' in shown  # in another language than the page's, and marked
    assert '<span lang="sq">Kooperativa e trilluar</span>' in shown


def test_the_list_goes_on_after_a_page_and_begins_at_a_letter(client, programme):
    finding.enter([Person(name=f"Arta {number:02}", added_at=AT) for number in range(30)])
    finding.enter([Person(name="Želimir", added_at=AT), Person(name="Љубица", added_at=AT)])
    client.force_login(programme)
    first = client.get(reverse("directory:people"))
    assert "Arta 24" in first.content.decode()
    assert "Arta 25" not in first.content.decode()
    second = page(client, "people", after=first.context["next"])
    assert [name in second for name in ("Arta 24", "Arta 25", "Arta 29", "Љубица", "Želimir")] == [False, *[True] * 4]
    later = page(client, "people", **{"from": "l"})
    assert [name in later for name in ("Arta 29", "Љубица", "Želimir")] == [False, True, True]


def test_who_is_something_in_a_municipalitys_organisation_is_seen_there(client, programme, officer, cooperative):
    other = make_one(programme, "Neko Drugi", email="drugi@example.org")
    client.force_login(officer)
    assert client.get(other.get_absolute_url()).status_code == 404
    give_function(programme, other, cooperative)
    assert "drugi@example.org" in page(client, "person", other.pk)
    assert "Neko Drugi" in page(client, "people")
    assert 'name="municipality"' not in page(client, "person_change", other.pk)


def test_a_function_is_given_changed_and_taken(client, officer, cooperative, gracanica, programme):
    row = make_one(programme, "Đorđe Izmišljeni", municipality=gracanica)
    client.force_login(officer)
    to = reverse("directory:give", args=["organisation", cooperative.pk])
    assert f"?with={row.pk}" in client.get(to, {"q": "ђорђе"}).content.decode()
    sent = {"what_sq": "Kryetar", "what_sr-Cyrl": "Predsednik", "since": "2025-01-01"}
    wrong = client.post(f"{to}?with={row.pk}", {**sent, "until": "2024-01-01"})
    assert "The last day is before the first." in wrong.content.decode()
    assert client.post(f"{to}?with={row.pk}", sent).status_code == 302
    function = Function.objects.get()
    assert function.what == {"sq": "Kryetar", "sr-Cyrl": "Председник"}
    assert "Đorđe Izmišljeni" in page(client, "organisation", cooperative.pk)
    change = reverse("directory:function", args=[function.pk])
    client.post(change, {**sent, "until": "31.12.2025", "act": "save"})
    assert "Đorđe Izmišljeni" not in page(client, "organisation", cooperative.pk)
    assert "Đorđe Izmišljeni" in page(client, "organisation", cooperative.pk, all=1)
    client.post(change, {"act": "take"})
    assert not Function.objects.exists()
    verbs = AuditEntry.objects.filter(verb__startswith="function.").values_list("verb", flat=True)
    assert list(verbs) == ["function.given", "function.changed", "function.taken"]


def test_the_other_way_round_and_for_somebody_new(client, programme, cooperative, member):
    client.force_login(programme)
    to = reverse("directory:give", args=["person", member.pk])
    assert f"?with={cooperative.pk}" in client.get(to, {"q": "zadruga"}).content.decode()
    new = client.post(reverse("directory:person_new") + f"?organisation={cooperative.pk}", {"name": "Krejt Tjetër"})
    assert new.url.startswith(reverse("directory:give", args=["organisation", cooperative.pk]) + "?with=")
    assert client.get(new.url).status_code == 200


def test_two_people_are_merged_and_parted(client, programme, member):
    twin = make_one(programme, "Djordje Izmisljeni", phone="045 999 888")
    client.force_login(programme)
    to = reverse("directory:compare", args=["person", member.pk, twin.pk])
    assert to in page(client, "person_alike", member.pk)
    client.post(to, {"phone": "gone"})
    member.refresh_from_db()
    assert (member.phone, member.phone_key) == ("045 999 888", "45999888")
    assert "This was merged into:" in page(client, "person", twin.pk)
    assert client.post(reverse("directory:person_change", args=[twin.pk]), {"name": "X Y"}).status_code == 422
    client.post(reverse("directory:merge", args=[Merge.objects.get().pk]))
    member.refresh_from_db()
    assert member.phone == "+383 44 111 222"


def test_pages_ask_no_more_the_more_there_is(client, programme, cooperative, member):
    client.force_login(programme)
    pages = [("people", {}), ("people", {"q": "dorde"}), ("person", {})]

    def asked():
        return [queries(client, name, *([member.pk] if name == "person" else []), **said) for name, said in pages]

    few = asked()
    for number in range(30):
        give_function(programme, make_one(programme, f"Đorđe Numri{number}"), cooperative)
    for number in range(10):
        give_function(programme, member, make_organisation(programme, names={"sq": f"Shoqata {number}"}))
    assert asked() == few
    assert max(few) < 10


def test_a_merge_of_people_is_called_so(client, programme, member):
    merging.merge(kind="person", kept=member.pk, gone=make_one(programme, "Neko").pk, by=programme, at=AT)
    client.force_login(programme)
    with translation.override("sr"):
        listed = page(client, "merges")
    assert "Особе · " in listed
    assert "Број становника" not in listed


def test_what_cannot_be_kept_stands_at_its_field(client, officer, gracanica):
    """Staff of two municipalities say of which somebody is; the database has room for 254 letters of an address."""
    other = Municipality.objects.get(slug="prizren")
    Membership.objects.create(user=officer, role=Role.OFFICER, municipality=other)
    client.force_login(officer)
    to = reverse("directory:person_new")
    assert client.post(to, {"name": "Neko Nov"}).status_code == 422
    long = f"{'a' * 60}@{'b' * 60}.{'c' * 60}.{'d' * 60}.example.org"
    sent = {"name": "Neko Nov", "municipality": other.pk}
    refused = client.post(to, {**sent, "email": long})
    assert refused.status_code == 422
    assert "at most 254 characters" in refused.content.decode()
    assert client.post(to, sent).status_code == 302


def test_a_function_nobody_named_is_a_dash(client, programme, member, cooperative):
    Function.objects.update(what={})
    client.force_login(programme)
    for shown in (page(client, "person", member.pk), page(client, "organisation", cooperative.pk)):
        assert '<p class="entry-meta">–' in shown
        assert '<span lang=""></span>' not in shown


def test_the_own_page_has_functions_in_the_readers_language(client, programme, member):
    with translation.override("sr"):
        body = client.get(own_path(member)).content.decode()
        with CaptureQueriesContext(connection) as few:
            client.get(own_path(member))
    assert "Измишљена задруга · Секретар" in body
    assert "Kooperativa" not in body
    for number in range(5):
        give_function(programme, member, make_organisation(programme, names={"sq": f"Shoqata {number}"}))
    with translation.override("sr"), CaptureQueriesContext(connection) as many:
        client.get(own_path(member))
    assert len(many) == len(few)


def test_of_whom_another_municipality_keeps_that_one_decides(client, programme, administrator, cooperative):
    """Forgetting cannot be undone: a function in an organisation here is not enough for it."""
    theirs = make_one(programme, "Neko Tuđi", municipality=Municipality.objects.get(slug="prizren"))
    nobodys = make_one(programme, "Neko Ničiji")
    for row in (theirs, nobodys):
        give_function(programme, row, cooperative)
        forgetting.ask(person=row, wanted=True, at=AT)
    client.force_login(administrator)
    assert "Neko Tuđi" in page(client, "people")
    assert [line.name for line in client.get(reverse("directory:people_leaving")).context["people"]] == ["Neko Ničiji"]
    assert client.post(reverse("directory:forget", args=[theirs.pk])).status_code == 403
    with pytest.raises(NotAllowed):
        forgetting.forget(person=theirs, by=administrator, at=AT)
    assert client.post(reverse("directory:forget", args=[nobodys.pk])).status_code == 302
    theirs.refresh_from_db()
    assert theirs.name == "Neko Tuđi"


def test_by_an_address_only_those_are_found_whose_address_may_be_seen(client, programme, auditor, gracanica, member):
    """An auditor, who sees everybody's name, is an officer of one municipality as well."""
    Membership.objects.create(user=auditor, role=Role.OFFICER, municipality=gracanica)
    prizren = Municipality.objects.get(slug="prizren")
    make_one(programme, "Neko Tuđi", email="tudji@example.org", municipality=prizren)
    client.force_login(auditor)
    assert "Neko Tuđi" in page(client, "people")
    assert "Đorđe Izmišljeni" in page(client, "people", q="djordje@example.org")
    assert "Neko Tuđi" not in page(client, "people", q="tudji@example.org")
    assert "Neko Tuđi" not in page(client, "people", q="tudji@example.org", place="prizren")
