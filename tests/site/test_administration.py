"""Administrators give roles and edit facts; auditors read what was done; everybody else finds no such page."""

import pytest
from django.contrib import admin
from django.urls import reverse
from django.utils import translation

from tests.conftest import make_person
from uramost_web.accounts.models import AuditEntry
from uramost_web.places.models import LanguageStatus, Membership, Organisation, Role

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def administrator(gracanica):
    return make_person("administrator@example.org", municipality=gracanica, roles=("administrator",))


@pytest.fixture
def auditor(kosovo):
    person = make_person("auditor@example.org")
    organisation = Organisation.objects.create(code="audit", names={"en": "Audit office"})
    Membership.objects.create(user=person, role=Role.AUDITOR, organisation=organisation)
    return person


def test_an_administrator_gives_and_takes_a_role(client, administrator, gracanica):
    newcomer = make_person("newcomer@example.org")
    client.force_login(administrator)
    page = reverse("places:people", args=[gracanica.slug])

    client.post(page, {"act": "give", "email": "Newcomer@example.org", "role": "translator"})
    held = newcomer.memberships.get()
    assert (held.role, held.municipality) == ("translator", gracanica)

    client.post(page, {"act": "take", "membership": held.pk})
    assert not newcomer.memberships.exists()
    assert list(AuditEntry.objects.filter(verb__startswith="membership").values_list("verb", flat=True)) == [
        "membership.given",
        "membership.taken",
    ]


def test_nobody_without_an_account_gets_a_role(client, administrator, gracanica):
    client.force_login(administrator)
    answer = client.post(
        reverse("places:people", args=[gracanica.slug]),
        {"act": "give", "email": "nobody@example.org", "role": "officer"},
    )
    assert answer.status_code == 422
    assert "Nobody has an account with this address" in answer.content.decode()


def test_the_last_administrator_stays(client, administrator, gracanica):
    client.force_login(administrator)
    held = administrator.memberships.get()
    client.post(reverse("places:people", args=[gracanica.slug]), {"act": "take", "membership": held.pk})
    assert administrator.memberships.exists()


def test_a_municipal_administrator_gives_no_programme_role(client, administrator, gracanica):
    make_person("newcomer@example.org")
    client.force_login(administrator)
    answer = client.post(
        reverse("places:people", args=[gracanica.slug]),
        {"act": "give", "email": "newcomer@example.org", "role": "auditor"},
    )
    assert answer.status_code == 422


def test_an_officer_and_a_stranger_find_no_such_page(client, officer, stranger, gracanica):
    for person in (officer, stranger):
        client.force_login(person)
        assert client.get(reverse("places:people", args=[gracanica.slug])).status_code == 404
        assert client.get(reverse("places:audit")).status_code == 404


def test_an_auditor_reads_what_was_done(client, administrator, auditor, gracanica):
    client.force_login(administrator)
    client.post(reverse("places:people", args=[gracanica.slug]), {"act": "self_approval", "allowed": "on"})
    client.post(reverse("places:people", args=[gracanica.slug]), {"act": "shares_memory"})
    gracanica.refresh_from_db()
    assert gracanica.self_approval
    assert not gracanica.shares_memory

    client.force_login(auditor)
    page = client.get(reverse("places:audit")).content.decode()
    assert "edited facts about a place" in page
    assert AuditEntry.objects.latest("sequence").hash in page


def test_an_edit_of_a_fact_is_recorded_and_survives_the_next_load(client, gracanica, capsys):
    from django.core.management import call_command

    keeper = make_person("keeper@example.org")
    keeper.is_staff = keeper.is_superuser = True
    keeper.save()
    client.force_login(keeper)
    status = LanguageStatus.objects.get(municipality__code="20", language="tr")
    form = {"municipality": status.municipality_id, "language": "tr", "status": status.status, "basis": status.basis}
    answer = client.post(
        reverse("admin:places_languagestatus_change", args=[status.pk]),
        {**form, "regulation": "01/2026", "source": "Seen in the municipality's register"},
    )
    assert answer.status_code == 302
    assert AuditEntry.objects.filter(verb="place.edited", values__how="changed").exists()

    call_command("load_pack", "kosovo")
    assert "kept the edit" in capsys.readouterr().out
    status.refresh_from_db()
    assert status.regulation == "01/2026"


def test_somebody_with_a_role_and_no_second_step_is_asked_to_set_one_up(client, gracanica):
    from uramost_web.accounts.models import User

    careless = User.objects.create_user(email="careless@example.org", password="a password for the story")
    Membership.objects.create(user=careless, role=Role.OFFICER, municipality=gracanica)
    client.force_login(careless)
    answer = client.get(reverse("desk"))
    assert answer.url == reverse("mfa_index")
    assert client.get(reverse("portal:home")).status_code == 200


@pytest.fixture
def keeper(client, kosovo):
    """Whoever `create_user --administrator` made, at work in the administration."""
    person = make_person("keeper@example.org")
    person.is_staff = person.is_superuser = True
    person.save()
    client.force_login(person)
    return person


@pytest.mark.parametrize("model", sorted(admin.site._registry, key=str), ids=str)
def test_every_form_of_the_administration_opens(client, keeper, model):
    """Also one with a date, whose control is the administration's own."""
    page = client.get(reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_add"))
    assert page.status_code == (200 if admin.site._registry[model].has_add_permission(page.wsgi_request) else 403)


def test_the_first_roles_are_given_and_taken_in_the_administration(client, keeper, gracanica):
    newcomer = make_person("newcomer@example.org")
    office = Organisation.objects.create(code="audit", names={"en": "Audit office"})

    client.post(
        reverse("admin:places_membership_add"),
        {"user": newcomer.pk, "role": "administrator", "municipality": gracanica.pk},
    )
    client.post(
        reverse("admin:places_membership_add"), {"user": newcomer.pk, "role": "auditor", "organisation": office.pk}
    )
    assert sorted(newcomer.memberships.values_list("role", flat=True)) == ["administrator", "auditor"]

    held = newcomer.memberships.get(role="auditor")
    client.post(reverse("admin:places_membership_delete", args=[held.pk]), {"post": "yes"})
    assert not newcomer.memberships.filter(role="auditor").exists()
    told = AuditEntry.objects.filter(verb__startswith="membership", by=keeper.pk).values_list("verb", "values__role")
    assert list(told) == [
        ("membership.given", "administrator"),
        ("membership.given", "auditor"),
        ("membership.taken", "auditor"),
    ]


def test_a_role_in_the_wrong_place_is_refused_with_a_sentence(client, keeper, gracanica):
    answer = client.post(
        reverse("admin:places_membership_add"),
        {"user": keeper.pk, "role": "auditor", "municipality": gracanica.pk},
    )
    assert answer.status_code == 200
    assert not Membership.objects.exists()


@pytest.mark.parametrize("page", ["admin:index", "admin:accounts_user_changelist", "admin:places_membership_add"])
def test_the_administration_opens_on_no_page_without_a_second_step(client, keeper, page):
    assert client.get(reverse(page)).status_code == 200

    keeper.authenticator_set.all().delete()
    assert client.get(reverse(page)).url == reverse("mfa_index")
